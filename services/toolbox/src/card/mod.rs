//! A card and what stands on it: nouns that cannot be wrong. Pure.

mod kind;
mod licence;
mod numbers;
mod tags;
mod text;
mod title;

use chrono::{DateTime, Utc};
use nouns::{CardId, PersonId, Region, SchoolId, TeamId};
use serde::{Deserialize, Serialize};

pub use kind::{Kind, UnknownKind, UnknownVisibility, Visibility};
pub use licence::Licence;
pub use numbers::{GroupProblem, GroupSize, Minutes, OutOfRange};
pub use tags::Tags;
pub use text::{Line, Lines, Markdown, TooLong};
pub use title::{Title, TitleProblem};

/// What stands on a card. The serde form is the stored one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub title: Title,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    pub goal: Line<300>,
    pub summary: Line<5000>,
    pub body: Markdown,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    pub group: GroupSize,
    pub fits_in_meeting: bool,
    pub frequency: Line<120>,
    pub roles: Lines,
    pub materials: Lines,
    pub steps: Vec<Step>,
    pub variations: Lines,
    pub pitfalls: Lines,
    pub preconditions: Lines,
    pub after: Vec<CardId>,
    pub for_whom: Line<600>,
    pub origin: Line<600>,
    pub tags: Tags,
    pub licence: Line<60>,
    pub team: Line<120>,
    /// The team on whose behalf it is shared; `team` is its name then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    pub visibility: Visibility,
}

impl Content {
    /// The most steps, and the most cards to do first.
    pub const MOST_STEPS: usize = 40;
    pub const MOST_AFTER: usize = 20;
    /// What a card is shared under when nobody says otherwise.
    pub const LICENCE: &'static str = "CC BY 4.0";
}

/// One step of a working form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub text: Line<1000>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
}

/// A person and the name that stood beside what they wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub person: PersonId,
    pub name: String,
}

/// A card on the shelf, or taken off it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: CardId,
    /// Who shared it; a card from a file is nobody's.
    pub owner: Option<Author>,
    /// The school of the owner when it was shared, and the RMC region of the owner or the team.
    pub school: Option<SchoolId>,
    pub region: Option<Region>,
    /// Who is in the team that shares it now; nobody without a team, or when it is closed.
    pub team_members: Vec<PersonId>,
    pub state: State,
    pub created: DateTime<Utc>,
    pub current: Version,
}

impl Card {
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.current.content
    }

    #[must_use]
    pub fn is_owned_by(&self, person: &PersonId) -> bool {
        self.owner
            .as_ref()
            .is_some_and(|owner| owner.person == *person)
    }

    #[must_use]
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Published,
    Withdrawn,
}

impl State {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a card was from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts from 1.
    pub number: u32,
    pub content: Content,
    pub deed: Deed,
    /// Nobody for a card from a file.
    pub by: Option<Author>,
    pub at: DateTime<Utc>,
}

/// What made a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    Added,
    Edited,
    Withdrawn,
    Restored,
}

impl Deed {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Edited => "edited",
            Self::Withdrawn => "withdrawn",
            Self::Restored => "restored",
        }
    }
}
