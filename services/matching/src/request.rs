//! A request from a student to a buddy or role model: its states, and what comes next in each.
//!
//! ```text
//! waiting ─► asked ◄─► question          every arrow to an end frees the pair;
//!    │         │ └───────┬┘              an end without a match asks the next ranked choice
//!    │      matched    declined, expired, withdrawn
//!    └─► … running ─► closed
//! ```

use chrono::{DateTime, TimeDelta, Utc};

/// How long an answer, or a reply to a question, may take.
pub(crate) const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(72);
/// Within which the two meet for the first time, and again after one reminder.
pub(crate) const MEET_WITHIN: TimeDelta = TimeDelta::days(14);
/// The most requests that a student has open at once.
pub(crate) const MOST_OPEN: usize = 3;
/// The last place in a student's own order.
pub(crate) const LAST_RANK: u8 = 5;
/// Days after the first meeting on which Kansrijk asks how it goes; then every 90 days.
const CHECK_INS: [i64; 3] = [14, 30, 90];
const EVERY: i64 = 90;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Ranked behind another choice; the buddy knows of nothing.
    Waiting,
    /// The buddy answers.
    Asked,
    /// The buddy asked something first; the student replies.
    Question,
    /// Yes: a place is taken, the two have not met yet.
    Matched,
    /// They have met.
    Running,
    Declined,
    Expired,
    Withdrawn,
    Closed,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Asked,
        Self::Question,
        Self::Matched,
        Self::Running,
        Self::Declined,
        Self::Expired,
        Self::Withdrawn,
        Self::Closed,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asked => "asked",
            Self::Question => "question",
            Self::Matched => "matched",
            Self::Running => "running",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Asked and not decided: counts for the three that a student may have open.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Question)
    }

    /// A place of the buddy is taken.
    #[must_use]
    pub fn is_match(self) -> bool {
        matches!(self, Self::Matched | Self::Running)
    }

    #[must_use]
    pub fn is_ended(self) -> bool {
        !self.is_open() && !self.is_match() && self != Self::Waiting
    }
}

/// Who does something, or did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Actor {
    Student,
    Buddy,
    Both,
    /// The platform by itself, at a deadline.
    Kansrijk,
}

impl Actor {
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Buddy => "buddy",
            Self::Both => "both",
            Self::Kansrijk => "kansrijk",
        }
    }
}

/// What comes next and who does it; an end has neither.
#[must_use]
pub(crate) fn next_step(state: State) -> Option<(&'static str, Actor)> {
    match state {
        State::Waiting => Some(("be-asked", Actor::Kansrijk)),
        State::Asked => Some(("answer", Actor::Buddy)),
        State::Question => Some(("reply", Actor::Student)),
        State::Matched => Some(("meet", Actor::Both)),
        State::Running => Some(("check-in", Actor::Both)),
        State::Declined | State::Expired | State::Withdrawn | State::Closed => None,
    }
}

/// The first day on which to ask how it goes that lies after `now`.
#[must_use]
pub(crate) fn next_check_in(met: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let later = (1..).map(|round| CHECK_INS[2] + round * EVERY);
    CHECK_INS
        .into_iter()
        .chain(later)
        .map(|days| met + TimeDelta::days(days))
        .find(|day| *day > now)
        .unwrap_or(now + TimeDelta::days(EVERY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_and_has_a_next_step_unless_it_is_an_end() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
            assert_eq!(next_step(state).is_none(), state.is_ended(), "{state:?}");
        }
    }

    #[test]
    fn check_ins_come_after_two_weeks_thirty_and_ninety_days_and_then_keep_coming() {
        let met: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let after = |days| next_check_in(met, met + TimeDelta::days(days)) - met;
        assert_eq!(after(0), TimeDelta::days(14));
        assert_eq!(after(14), TimeDelta::days(30));
        assert_eq!(after(30), TimeDelta::days(90));
        assert_eq!(after(100), TimeDelta::days(180));
    }
}
