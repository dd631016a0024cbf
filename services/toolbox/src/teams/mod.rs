//! Education teams: the unit that acts. A team has members of one or more schools; what it shares
//! is its members' to change.
//!
//! Promises: a request to join never stays open longer than [`REQUEST_LASTS`], a link never longer
//! than [`INVITE_LASTS`]; a team whose last member left is closed, and its cards are their
//! authors' again; names of members are for people of teams only.

mod joining;
mod living;
mod noun;
mod reading;
pub mod rules;
mod secret;

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{PersonId, Region, StudyField, TeamId};

pub use living::{MyTeams, TeamQuestion, TeamView};
pub use noun::{Member, Qualities, Team, TeamContent, TeamName, TeamState};
pub(crate) use reading::{qualities, team_content};
pub use secret::{InviteId, InviteSecret};

/// How long a team has to answer somebody who asks to join.
pub const REQUEST_LASTS: TimeDelta = TimeDelta::days(14);
/// How long a link lets teachers in.
pub const INVITE_LASTS: TimeDelta = TimeDelta::days(14);
/// How long is told what became of a request.
pub const NOTICE_LASTS: TimeDelta = TimeDelta::days(30);

/// The most members of a team, teams of a person, open links of a team, and open requests of a
/// team or a person.
pub const MOST_MEMBERS: usize = 60;
pub const MOST_TEAMS: usize = 10;
pub const MOST_INVITES: usize = 10;
pub const MOST_REQUESTS: usize = 20;

/// Somebody who asks to join a team, until `ends`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    pub team: TeamId,
    pub team_name: String,
    pub person: PersonId,
    pub name: String,
    pub asked: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// A link that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    pub id: InviteId,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// What became of a request to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub what: What,
    pub team: TeamId,
    pub team_name: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The team said yes to my request.
    Joined,
    /// The team said no to my request.
    Declined,
    /// Nobody answered my request in time.
    Ended,
    /// A request to my team ended without an answer.
    Unanswered,
}

impl What {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::Unanswered => "unanswered",
        }
    }
}

/// Which teams: all that are open unless something narrows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrowed {
    pub(crate) text: String,
    pub(crate) regions: Vec<Region>,
    pub(crate) field: Option<StudyField>,
}
