use serde::{Deserialize, Serialize};

/// A title fit to show: one line, outer spaces gone, 3 to 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

/// Why a text is no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TitleProblem {
    #[error("a title has at least {} characters", Title::SHORTEST)]
    TooShort,
    #[error("a title is not this long")]
    TooLong,
}

impl Title {
    pub const SHORTEST: usize = 3;
    /// The longest that a file may bring.
    pub const LONGEST: usize = 300;
    /// The longest that a person may type: it has to be read on a phone.
    pub const LONGEST_TYPED: usize = 120;

    /// Reads a title of at most `longest` characters.
    pub fn parse(input: &str, longest: usize) -> Result<Self, TitleProblem> {
        let title = super::text::one_line(input);
        let length = title.chars().count();
        if length < Self::SHORTEST {
            Err(TitleProblem::TooShort)
        } else if length > longest.min(Self::LONGEST) {
            Err(TitleProblem::TooLong)
        } else {
            Ok(Self(title))
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Title {
    type Error = TitleProblem;
    fn try_from(input: String) -> Result<Self, TitleProblem> {
        Self::parse(&input, Self::LONGEST)
    }
}

impl From<Title> for String {
    fn from(title: Title) -> Self {
        title.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_one_line_of_three_to_three_hundred_characters() {
        let title = Title::parse("  Een\n rondje  ", Title::LONGEST_TYPED).unwrap();
        assert_eq!(title.as_str(), "Een rondje");
        assert_eq!(Title::parse(" ab ", 300), Err(TitleProblem::TooShort));
        let long = "é".repeat(121);
        assert_eq!(
            Title::parse(&long, Title::LONGEST_TYPED),
            Err(TitleProblem::TooLong)
        );
        assert!(Title::parse(&long, Title::LONGEST).is_ok());
        assert!(Title::parse(&"a".repeat(301), 1000).is_err());
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_title_again_changes_nothing(input in ".{0,100}") {
            if let Ok(title) = Title::parse(&input, Title::LONGEST) {
                prop_assert_eq!(Title::parse(title.as_str(), Title::LONGEST), Ok(title.clone()));
            }
        }
    }
}
