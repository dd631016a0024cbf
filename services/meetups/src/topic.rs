//! What a meetup is about, in short words that are looked for, and the language spoken there.

use crate::event::one_line;

/// A short tag: one line of 2 to 30 small letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic(String);

impl Topic {
    const MIN: usize = 2;
    const MAX: usize = 30;
    /// More than this is a text.
    pub const MOST: usize = 5;

    /// `None` for what is too short or too long.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let text = one_line(input.trim().trim_start_matches('#')).to_lowercase();
        (Self::MIN..=Self::MAX)
            .contains(&text.chars().count())
            .then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The language that is spoken: one of `contract::meetups::LANGUAGES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spoken(&'static str);

impl Spoken {
    /// What is spoken unless somebody says otherwise.
    pub const USUAL: Self = Self(contract::meetups::LANGUAGES[0]);

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let known = contract::meetups::LANGUAGES.iter().copied();
        known.into_iter().find(|known| *known == text).map(Self)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// As programs know it (RFC 5646); nothing for a language that nobody named.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        (self.0 != "other").then_some(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_topic_is_short_and_in_small_letters() {
        assert_eq!(
            Topic::parse(" #Plannen \n en  leren ").unwrap().as_str(),
            "plannen en leren"
        );
        assert_eq!(Topic::parse("a"), None);
        assert_eq!(Topic::parse(&"a".repeat(31)), None);
    }

    #[test]
    fn every_language_reads_back_and_another_has_no_tag() {
        for language in contract::meetups::LANGUAGES {
            assert_eq!(Spoken::parse(language).unwrap().as_str(), *language);
        }
        assert_eq!(Spoken::parse("xx"), None);
        assert_eq!(Spoken::USUAL.tag(), Some("nl"));
        assert_eq!(Spoken::parse("other").unwrap().tag(), None);
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_topic_again_changes_nothing(input in ".{0,40}") {
            if let Some(topic) = Topic::parse(&input) {
                prop_assert_eq!(Topic::parse(topic.as_str()), Some(topic));
            }
        }
    }
}
