use chrono::NaiveDate;
use contract::toolbox::{AGAIN, DID_NOT_WORK, GROUPS, WORKED};
use nouns::StudyField;
use serde::{Deserialize, Serialize};

use crate::card::Line;

/// What a team tells about something it tried. The serde form is the stored one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// 1 to [`Told::MOST_PEOPLE`].
    pub people: u16,
    pub group: Group,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<StudyField>,
    pub changed: Line<200>,
    pub worked: Words,
    pub did_not_work: Words,
    pub line: Line<200>,
    pub again: Again,
}

impl Told {
    pub const MOST_PEOPLE: u16 = 1000;
}

/// Whether a team would do it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Again {
    Ja,
    MetAanpassingen,
    Nee,
}

impl Again {
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        [Self::Ja, Self::MetAanpassingen, Self::Nee]
            .into_iter()
            .find(|again| again.as_str() == input)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ja => AGAIN[0],
            Self::MetAanpassingen => AGAIN[1],
            Self::Nee => AGAIN[2],
        }
    }

    /// With changes is again: the team goes on with it.
    #[must_use]
    pub fn is_again(self) -> bool {
        self != Self::Nee
    }
}

/// With whom it was tried: one of [`GROUPS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Group(String);

/// A word that is not in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such word in the list")]
pub struct UnknownWord;

impl Group {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Group {
    type Error = UnknownWord;
    fn try_from(input: String) -> Result<Self, UnknownWord> {
        let known = GROUPS.iter().find(|group| **group == input.trim());
        known
            .map(|group| Self((*group).to_owned()))
            .ok_or(UnknownWord)
    }
}

impl From<Group> for String {
    fn from(group: Group) -> Self {
        group.0
    }
}

/// Words of a list, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads words of [`WORKED`].
    pub fn worked(input: &[String]) -> Result<Self, UnknownWord> {
        Self::of(input, WORKED)
    }

    /// Reads words of [`DID_NOT_WORK`].
    pub fn did_not_work(input: &[String]) -> Result<Self, UnknownWord> {
        Self::of(input, DID_NOT_WORK)
    }

    /// In the order of the list.
    fn of(input: &[String], list: &[&str]) -> Result<Self, UnknownWord> {
        if input.iter().any(|word| !list.contains(&word.trim())) {
            return Err(UnknownWord);
        }
        let said = |word: &&&str| input.iter().any(|input| input.trim() == **word);
        let words = list.iter().filter(said);
        Ok(Self(words.map(|word| (*word).to_owned()).collect()))
    }

    #[must_use]
    pub fn to_vec(&self) -> Vec<String> {
        self.0.clone()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A day as `2026-03-02`, and no other way of writing it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (day.to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_once_in_the_order_of_their_list() {
        let said = ["goed-gesprek", "iedereen-deed-mee", "goed-gesprek"].map(str::to_owned);
        let words = Words::worked(&said).unwrap();
        assert_eq!(words.to_vec(), ["iedereen-deed-mee", "goed-gesprek"]);
        assert_eq!(Words::did_not_work(&said), Err(UnknownWord));
    }

    #[test]
    fn every_answer_reads_back_and_only_no_is_not_again() {
        for word in AGAIN {
            let again = Again::parse(word).unwrap();
            assert_eq!(again.as_str(), *word);
            assert_eq!(again.is_again(), *word != "nee");
            let stored = serde_json::to_value(again).unwrap();
            assert_eq!(stored, *word, "stored as it is said");
        }
        assert_eq!(Again::parse("misschien"), None);
    }
}
