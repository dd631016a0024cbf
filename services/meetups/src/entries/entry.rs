//! An entry of vraag en aanbod and what is said to it. Every entry that runs has a date on which it ends. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use contract::meetups::ENTRY_WEEKS;
use nouns::{CommunityId, PersonId};

use crate::key::Key;
use crate::words::{self, WordsProblem};

/// For how long an entry stands when nobody says so.
const USUAL_WEEKS: u32 = 4;
/// Its owner is asked whether it is needed still so long before it ends, or when a third of its time is left.
const ASKED_BEFORE: TimeDelta = TimeDelta::days(5);
/// What came of it can be read for so long.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(365);
/// What somebody may have open in one community.
pub(crate) const MOST_OPEN: usize = 10;
/// What can be said to one entry, and by one person.
pub(crate) const MOST_REACTIONS: usize = 60;
pub(crate) const MOST_BY_ONE: usize = 10;
const LONGEST_TEXT: usize = 1000;
const LONGEST_REACTION: usize = 500;

/// Whether something is asked or offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Vraag,
    Aanbod,
}

impl EntryKind {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "vraag" => Some(Self::Vraag),
            "aanbod" => Some(Self::Aanbod),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vraag => "vraag",
            Self::Aanbod => "aanbod",
        }
    }
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryState {
    Open,
    /// Somebody reacted.
    Talking,
    /// Solved or given away, thanks to who reacted.
    Solved,
    /// Not needed any more.
    Closed,
    /// Its time was over.
    Expired,
}

impl EntryState {
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Talking,
        Self::Solved,
        Self::Closed,
        Self::Expired,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Talking => "talking",
            Self::Solved => "solved",
            Self::Closed => "closed",
            Self::Expired => "expired",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    #[must_use]
    pub fn runs(self) -> bool {
        matches!(self, Self::Open | Self::Talking)
    }
}

/// A title of 3 to 120 characters, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading(String);

impl Heading {
    const MIN: usize = 3;
    const MAX: usize = 120;

    /// `Ok(None)` for what is too short or too long.
    pub fn parse(input: &str) -> Result<Option<Self>, WordsProblem> {
        match words::line(input, Self::MAX) {
            Ok(line) => Ok((line.chars().count() >= Self::MIN).then_some(Self(line))),
            Err(WordsProblem::LeadsOutside) => Err(WordsProblem::LeadsOutside),
            Err(WordsProblem::Missing | WordsProblem::TooLong) => Ok(None),
        }
    }

    pub(crate) fn stored(line: String) -> Self {
        Self(line)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// For how long an entry stands: 1 to 13 weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weeks(u32);

impl Weeks {
    #[must_use]
    pub fn parse(weeks: Option<u32>) -> Option<Self> {
        let longest = ENTRY_WEEKS.last().copied().unwrap_or(USUAL_WEEKS);
        let weeks = weeks.unwrap_or(USUAL_WEEKS);
        (1..=longest).contains(&weeks).then_some(Self(weeks))
    }

    #[must_use]
    pub fn usual() -> Self {
        Self(USUAL_WEEKS)
    }
}

/// Until when an entry runs, and when its owner is asked about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Runs {
    pub(crate) asked_at: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
}

impl Runs {
    pub(crate) fn from(now: DateTime<Utc>, weeks: Weeks) -> Self {
        let length = TimeDelta::weeks(weeks.0.into());
        let ends = now + length;
        Self {
            asked_at: ends - ASKED_BEFORE.min(length / 3),
            ends,
        }
    }
}

/// What somebody asks or offers; already right in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryWords {
    pub kind: EntryKind,
    pub title: Heading,
    pub text: String,
}

impl EntryWords {
    pub fn text(input: &str) -> Result<String, WordsProblem> {
        words::text_or_nothing(input, LONGEST_TEXT)
    }
}

/// An entry with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Key,
    pub community: CommunityId,
    pub words: EntryWords,
    pub owner: PersonId,
    pub owner_name: String,
    pub state: EntryState,
    pub made: DateTime<Utc>,
    pub(crate) runs: Runs,
    pub reacted: u32,
}

impl Entry {
    /// When it ends by itself, or ended.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.runs.ends
    }

    /// Whether its owner is asked if it is needed still.
    #[must_use]
    pub fn ends_soon(&self, now: DateTime<Utc>) -> bool {
        self.state.runs() && self.runs.asked_at <= now
    }
}

/// What somebody says to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    pub id: Key,
    pub entry: Key,
    pub person: PersonId,
    pub name: String,
    pub text: String,
    pub at: DateTime<Utc>,
    pub thanked: bool,
}

impl Reaction {
    pub fn text(input: &str) -> Result<String, WordsProblem> {
        words::text(input, LONGEST_REACTION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::start;

    #[test]
    fn an_entry_stands_for_four_weeks_and_three_months_at_most() {
        let usual = Runs::from(start(), Weeks::parse(None).unwrap());
        assert_eq!(usual.ends - start(), TimeDelta::weeks(4));
        assert_eq!(usual.ends - usual.asked_at, TimeDelta::days(5));
        let short = Runs::from(start(), Weeks::parse(Some(1)).unwrap());
        assert!(start() < short.asked_at && short.asked_at < short.ends);
        assert!(Weeks::parse(Some(13)).is_some());
        assert_eq!(Weeks::parse(Some(14)), None);
        assert_eq!(Weeks::parse(Some(0)), None);
    }

    #[test]
    fn kinds_and_states_read_back() {
        for kind in contract::meetups::ENTRY_KINDS {
            assert_eq!(EntryKind::parse(kind).unwrap().as_str(), *kind);
        }
        let states: Vec<&str> = EntryState::ALL.iter().map(|state| state.as_str()).collect();
        assert_eq!(states, contract::meetups::ENTRY_STATES);
        for state in EntryState::ALL {
            assert_eq!(EntryState::parse(state.as_str()), Some(state));
        }
    }

    #[test]
    fn a_heading_has_three_to_120_characters_and_leads_nowhere() {
        assert!(Heading::parse("Fiets te leen").unwrap().is_some());
        assert_eq!(Heading::parse("ab"), Ok(None));
        assert_eq!(Heading::parse(&"a".repeat(121)), Ok(None));
        assert_eq!(
            Heading::parse("Bel 06 12345678"),
            Err(WordsProblem::LeadsOutside)
        );
    }
}
