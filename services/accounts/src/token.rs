use chrono::{DateTime, TimeDelta, Utc};
use nouns::PersonId;

use crate::line::one_line;
use crate::secret::SecretId;

/// A personal access token: scripts call the APIs with it as if they were the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    pub id: SecretId,
    pub person: PersonId,
    pub label: TokenLabel,
    pub made: DateTime<Utc>,
    pub used: Option<DateTime<Utc>>,
    pub ends: DateTime<Utc>,
    /// When whoever made it had shown a second factor, as with a session.
    pub strong: Option<DateTime<Utc>>,
}

impl AccessToken {
    /// The most that one person has at a time: more is a script that went wild.
    pub const MOST: usize = 20;

    #[must_use]
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        now < self.ends
    }
}

/// How long a token works, in whole hours: 1 to a year of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours(u32);

/// A number of hours that no token works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token works 1 to {} hours", Hours::MOST)]
pub struct HoursProblem;

impl Hours {
    pub const MOST: u32 = 365 * 24;
    /// What a token gets when nobody says: a day.
    pub const DEFAULT: Self = Self(24);

    pub fn parse(hours: u32) -> Result<Self, HoursProblem> {
        if (1..=Self::MOST).contains(&hours) {
            Ok(Self(hours))
        } else {
            Err(HoursProblem)
        }
    }

    #[must_use]
    pub fn from(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + TimeDelta::hours(self.0.into())
    }
}

/// What a person calls a token: one line, outer spaces gone, 1 to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLabel(String);

/// Why a text is no label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LabelProblem {
    #[error("a label has at least one character")]
    Empty,
    #[error("a label has at most {} characters", TokenLabel::MAX)]
    TooLong,
}

impl TokenLabel {
    pub const MAX: usize = 60;

    /// What a token is called that was asked for at the command line.
    #[must_use]
    pub fn command_line() -> Self {
        Self("kansrijk token".to_owned())
    }

    pub fn parse(input: &str) -> Result<Self, LabelProblem> {
        let label = one_line(input);
        match label.chars().count() {
            0 => Err(LabelProblem::Empty),
            1..=Self::MAX => Ok(Self(label)),
            _ => Err(LabelProblem::TooLong),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_works_an_hour_to_a_year() {
        assert_eq!(Hours::parse(0), Err(HoursProblem));
        assert_eq!(Hours::parse(8761), Err(HoursProblem));
        let start = DateTime::UNIX_EPOCH;
        assert_eq!(
            Hours::parse(8760).unwrap().from(start),
            start + TimeDelta::days(365)
        );
    }

    #[test]
    fn a_label_says_something() {
        assert_eq!(
            TokenLabel::parse(" mijn  script ").unwrap().as_str(),
            "mijn script"
        );
        assert_eq!(TokenLabel::parse(" \n"), Err(LabelProblem::Empty));
        assert_eq!(
            TokenLabel::parse(&"a".repeat(61)),
            Err(LabelProblem::TooLong)
        );
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_label_again_changes_nothing(input in ".{0,80}") {
            if let Ok(label) = TokenLabel::parse(&input) {
                prop_assert_eq!(TokenLabel::parse(label.as_str()), Ok(label.clone()));
            }
        }
    }
}
