//! What members want to meet about, and what became of it. Every topic that waits has a date. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{CommunityId, EventId, PersonId};

use crate::entries::entry::Heading;
use crate::key::Key;
use crate::words::{self, WordsProblem};

/// Whoever leads has so long to answer, and so long again each time the day went by.
pub(crate) const ANSWERED_IN: TimeDelta = TimeDelta::days(21);
const ONCE_MORE: TimeDelta = TimeDelta::days(14);
/// After so many days that went by a topic ends without an answer.
const MOST_MISSED: u32 = 2;
/// Nothing is put off for longer.
const LATEST: TimeDelta = TimeDelta::days(366);
/// What became of it can be read for so long.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(365);
/// What somebody may have waiting in one community.
pub(crate) const MOST_OPEN: usize = 5;
const LONGEST_TEXT: usize = 500;
const LONGEST_REASON: usize = 300;

/// Where a topic stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicState {
    /// It waits for an answer.
    Open,
    /// It becomes a meetup.
    Planned,
    /// Not now; it is looked at again on its date.
    Later,
    /// Not, for a reason.
    Declined,
    /// Nobody answered, however often they were asked.
    Unanswered,
}

impl TopicState {
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Planned,
        Self::Later,
        Self::Declined,
        Self::Unanswered,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Later => "later",
            Self::Declined => "declined",
            Self::Unanswered => "unanswered",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether something is to happen still.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Later)
    }
}

/// What whoever leads says to a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicAnswer {
    Planned(EventId),
    /// It is looked at again then.
    Later(DateTime<Utc>),
    Declined(String),
}

impl TopicAnswer {
    /// A moment to come, within a year.
    pub(crate) fn later(at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Self> {
        (now < at && at <= now + LATEST).then_some(Self::Later(at))
    }

    pub(crate) fn declined(reason: &str) -> Result<Self, WordsProblem> {
        words::text(reason, LONGEST_REASON).map(Self::Declined)
    }

    pub(crate) fn state(&self) -> TopicState {
        match self {
            Self::Planned(_) => TopicState::Planned,
            Self::Later(_) => TopicState::Later,
            Self::Declined(_) => TopicState::Declined,
        }
    }
}

/// What somebody wants to meet about; already right in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicWords {
    pub title: Heading,
    pub text: String,
}

impl TopicWords {
    pub fn text(input: &str) -> Result<String, WordsProblem> {
        words::text_or_nothing(input, LONGEST_TEXT)
    }
}

/// A topic with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub id: Key,
    pub community: CommunityId,
    pub words: TopicWords,
    /// Nobody once they were erased.
    pub by: Option<(PersonId, String)>,
    pub state: TopicState,
    pub made: DateTime<Utc>,
    pub due: DateTime<Utc>,
    pub(crate) missed: u32,
    pub event: Option<EventId>,
    pub reason: Option<String>,
    /// How many want it too, beside who proposed it.
    pub support: u32,
}

/// What happens when the day of a topic has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) state: TopicState,
    pub(crate) due: DateTime<Utc>,
    pub(crate) missed: u32,
}

impl Topic {
    #[must_use]
    pub fn is_by(&self, person: &PersonId) -> bool {
        self.by.as_ref().is_some_and(|(by, _)| by == person)
    }

    /// What was put off waits for an answer again; what nobody answered is asked about anew, and then ends.
    pub(crate) fn when_due(&self, now: DateTime<Utc>) -> Option<Moved> {
        if !self.state.waits() || now < self.due {
            return None;
        }
        Some(match self.state {
            TopicState::Later => Moved {
                state: TopicState::Open,
                due: now + ANSWERED_IN,
                missed: 0,
            },
            _ if self.missed >= MOST_MISSED => Moved {
                state: TopicState::Unanswered,
                due: now,
                missed: self.missed,
            },
            _ => Moved {
                state: TopicState::Open,
                due: now + ONCE_MORE,
                missed: self.missed + 1,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::start;

    fn topic(state: TopicState, missed: u32) -> Topic {
        Topic {
            id: Key::fresh(),
            community: CommunityId::parse("samen-leren").unwrap(),
            words: TopicWords {
                title: Heading::parse("Stress op je stage").unwrap().unwrap(),
                text: String::new(),
            },
            by: None,
            state,
            made: start(),
            due: start(),
            missed,
            event: None,
            reason: None,
            support: 0,
        }
    }

    #[test]
    fn nothing_waits_without_a_date_and_nothing_waits_for_ever() {
        let mut waiting = topic(TopicState::Open, 0);
        let mut days = 0;
        while let Some(moved) = waiting.when_due(waiting.due) {
            days += 1;
            assert!(moved.due > waiting.due || moved.state == TopicState::Unanswered);
            (waiting.state, waiting.due, waiting.missed) = (moved.state, moved.due, moved.missed);
        }
        assert_eq!((waiting.state, days), (TopicState::Unanswered, 3));
        let later = topic(TopicState::Later, 2).when_due(start()).unwrap();
        assert_eq!((later.state, later.missed), (TopicState::Open, 0));
        for over in [TopicState::Planned, TopicState::Declined] {
            assert_eq!(topic(over, 0).when_due(start()), None);
        }
        let before = start() - TimeDelta::seconds(1);
        assert_eq!(topic(TopicState::Open, 0).when_due(before), None);
    }

    #[test]
    fn what_is_put_off_comes_back_within_a_year() {
        let after = |days| TopicAnswer::later(start() + TimeDelta::days(days), start());
        assert!(after(30).is_some());
        assert_eq!(after(0), None);
        assert_eq!(after(367), None);
    }

    #[test]
    fn states_read_back() {
        for state in TopicState::ALL {
            assert_eq!(TopicState::parse(state.as_str()), Some(state));
        }
        let states: Vec<&str> = TopicState::ALL.iter().map(|state| state.as_str()).collect();
        assert_eq!(states, contract::meetups::TOPIC_STATES);
    }
}
