//! Texts on a card, each with a largest length in characters. Longer is refused, never cut.

use serde::{Deserialize, Serialize};

/// A text or list with more in it than fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is more here than fits")]
pub struct TooLong;

/// Plain text on one line, at most `MOST` characters; may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line<const MOST: usize>(String);

impl<const MOST: usize> Line<MOST> {
    pub fn parse(input: &str) -> Result<Self, TooLong> {
        let line = one_line(input);
        (line.chars().count() <= MOST)
            .then_some(Self(line))
            .ok_or(TooLong)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<const MOST: usize> TryFrom<String> for Line<MOST> {
    type Error = TooLong;
    fn try_from(input: String) -> Result<Self, TooLong> {
        Self::parse(&input)
    }
}

impl<const MOST: usize> From<Line<MOST>> for String {
    fn from(line: Line<MOST>) -> Self {
        line.0
    }
}

/// At most 40 lines of at most 600 characters, none of them empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Lines(Vec<Line<600>>);

impl Lines {
    pub const MOST: usize = 40;

    /// Leaves out the empty ones.
    pub fn parse<S: AsRef<str>>(input: &[S]) -> Result<Self, TooLong> {
        let lines = input
            .iter()
            .map(|line| Line::parse(line.as_ref()))
            .filter(|line| !line.as_ref().is_ok_and(Line::is_empty))
            .collect::<Result<Vec<_>, _>>()?;
        (lines.len() <= Self::MOST)
            .then_some(Self(lines))
            .ok_or(TooLong)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Line::as_str)
    }

    #[must_use]
    pub fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

impl TryFrom<Vec<String>> for Lines {
    type Error = TooLong;
    fn try_from(input: Vec<String>) -> Result<Self, TooLong> {
        Self::parse(&input)
    }
}

impl From<Lines> for Vec<String> {
    fn from(lines: Lines) -> Self {
        lines.to_vec()
    }
}

/// Markdown as a person wrote it, at most 100,000 characters; line ends are `\n`, other control
/// characters are gone. Whoever shows it makes it safe.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Markdown(String);

impl Markdown {
    pub const MOST: usize = 100_000;

    pub fn parse(input: &str) -> Result<Self, TooLong> {
        let text: String = input
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
        let text = text.trim();
        (text.chars().count() <= Self::MOST)
            .then(|| Self(text.to_owned()))
            .ok_or(TooLong)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<String> for Markdown {
    type Error = TooLong;
    fn try_from(input: String) -> Result<Self, TooLong> {
        Self::parse(&input)
    }
}

impl From<Markdown> for String {
    fn from(text: Markdown) -> Self {
        text.0
    }
}

/// Runs of white space become one space; other control characters go.
pub(super) fn one_line(input: &str) -> String {
    let spaced: String = input
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_cleaned_and_bounded() {
        let line = Line::<10>::parse(" a\u{0}b\n\tc ").unwrap();
        assert_eq!(line.as_str(), "ab c");
        assert_eq!(Line::<3>::parse("éééé"), Err(TooLong));
    }

    #[test]
    fn empty_entries_of_a_list_are_left_out() {
        let lines = Lines::parse(&["een", " ", "twee"]).unwrap();
        assert_eq!(lines.to_vec(), ["een", "twee"]);
        assert_eq!(Lines::parse(&vec!["x"; 41]), Err(TooLong));
    }

    #[test]
    fn markdown_keeps_its_lines() {
        let text = Markdown::parse("a\r\n\r\n- b\u{7}\n").unwrap();
        assert_eq!(text.as_str(), "a\n\n- b");
    }

    proptest! {
        #[test]
        fn parsing_accepted_text_again_changes_nothing(input in "(?s).{0,60}") {
            let line = Line::<60>::parse(&input).unwrap();
            prop_assert_eq!(Line::parse(line.as_str()), Ok(line.clone()));
            let text = Markdown::parse(&input).unwrap();
            prop_assert_eq!(Markdown::parse(text.as_str()), Ok(text.clone()));
        }
    }
}
