//! The log of accounts, as the other services pull it: what changed about people that they must
//! follow. Internal; a person's own doors are in [`crate::consent`] and its neighbours.

use nouns::PersonId;
use serde::{Deserialize, Serialize};

use crate::{Code, Grant};

/// Everyone who keeps something about people. A change is done when all of them have it.
pub const FOLLOWERS: [&str; 3] = ["toolbox", "matching", "meetups"];

/// A service has not heard from accounts for a while: what it would show may be gone by now.
pub const LAGGING: Code = Code::new(
    "accounts.lagging",
    "We werken de gegevens van mensen net bij. Probeer het over een paar tellen opnieuw.",
);

/// `POST /log`: what came after `after`? Asking says that everything up to `after` is stored,
/// with its effect, by the service that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// One of [`FOLLOWERS`].
    pub service: String,
    pub after: u64,
    /// How long to wait for something to come, in milliseconds; 30,000 at most.
    pub wait_ms: u64,
}

/// What came, oldest first; empty when nothing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulled {
    pub changes: Vec<Change>,
    /// Where the follower stands once it has stored `changes`.
    pub upto: u64,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub position: u64,
    pub what: Happened,
}

/// What is so now: an entry names the thing, and its present state comes along. Hearing it
/// twice, or hearing the second of two changes twice, does no harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Happened {
    /// A consent was given or withdrawn, a role given or ended, an age group reached, a suspension begun or ended, a school
    /// came into the register.
    Standing(Standing),
    /// `by` does not want to see `whom`, or (when `stands` is false) took that back.
    Block {
        by: PersonId,
        whom: PersonId,
        stands: bool,
    },
    /// The person is gone: nothing of them stays.
    Erased { person: PersonId },
}

/// What the others need of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub person: PersonId,
    /// Stable names of the purposes that the person consents to.
    pub consents: Vec<String>,
    /// Whether the person takes part: a child does with a parent's consent only.
    pub takes_part: bool,
    pub is_minor: bool,
    /// Whether they are kept out for a while: nobody meets them, and tokens of before open nothing.
    #[serde(default)]
    pub is_suspended: bool,
    /// The roles that count now, and where.
    #[serde(default)]
    pub roles: Vec<Grant>,
    /// Whether any role of theirs lets them help others: student, maatje, rolmodel, docent.
    pub may_help: bool,
    /// What kind of school theirs is, one of [`SCHOOL_KINDS`], where the register has it.
    #[serde(default)]
    pub school_kind: Option<String>,
}

/// The kinds of schools, as the register names them.
pub const SCHOOL_KINDS: &[&str] = &["mbo", "hbo", "wo"];
