use chrono::{DateTime, Utc};
use contract::toolbox::QUALITIES;
use nouns::{PersonId, Region, StudyField, TeamId};
use serde::{Deserialize, Serialize};

use crate::card::{Line, TooLong};

/// The name of a team: one line, outer spaces gone, 3 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TeamName(Line<80>);

/// A text that is no name of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a team's name has 3 to 80 characters")]
pub struct UnfitName;

impl TeamName {
    pub fn parse(input: &str) -> Result<Self, UnfitName> {
        let name = Line::parse(input).map_err(|_| UnfitName)?;
        let letters = name.as_str().chars().filter(|c| c.is_alphanumeric());
        (name.as_str().chars().count() >= 3 && letters.count() > 0)
            .then_some(Self(name))
            .ok_or(UnfitName)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name as an address has it: `Team Groen B` is `team-groen-b`.
    #[must_use]
    pub(crate) fn slug(&self) -> String {
        let mut slug = String::new();
        for c in self.as_str().chars().flat_map(char::to_lowercase) {
            match unaccented(c) {
                Some(letter) => slug.push(letter),
                None if slug.ends_with('-') || slug.is_empty() => {}
                None => slug.push('-'),
            }
        }
        match slug.trim_end_matches('-') {
            "" => "team".to_owned(),
            // Addresses of pages.
            taken @ "nieuw" => format!("team-{taken}"),
            slug => slug.to_owned(),
        }
    }
}

fn unaccented(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'á' | 'à' | 'ä' | 'â' => Some('a'),
        'é' | 'è' | 'ë' | 'ê' => Some('e'),
        'í' | 'ì' | 'ï' | 'î' => Some('i'),
        'ó' | 'ò' | 'ö' | 'ô' => Some('o'),
        'ú' | 'ù' | 'ü' | 'û' => Some('u'),
        'ç' => Some('c'),
        'ñ' => Some('n'),
        _ => None,
    }
}

impl TryFrom<String> for TeamName {
    type Error = UnfitName;
    fn try_from(input: String) -> Result<Self, UnfitName> {
        Self::parse(&input)
    }
}

impl From<TeamName> for String {
    fn from(name: TeamName) -> Self {
        name.0.into()
    }
}

/// What a team is, as its page says it. The serde form is the stored one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamContent {
    pub name: TeamName,
    /// Names of schools, 1 to [`TeamContent::MOST_SCHOOLS`].
    pub schools: Vec<Line<120>>,
    pub region: Region,
    /// A study field, a programme, or both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<StudyField>,
    pub programme: Line<120>,
    pub good_at: Vec<Line<120>>,
}

impl TeamContent {
    pub const MOST_SCHOOLS: usize = 5;
    pub const MOST_GOOD_AT: usize = 6;
}

/// An education team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub content: TeamContent,
    pub state: TeamState,
    pub founded: DateTime<Utc>,
}

impl Team {
    #[must_use]
    pub fn name(&self) -> &str {
        self.content.name.as_str()
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == TeamState::Open
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TeamState {
    Open,
    /// The last member left.
    Closed,
}

/// Somebody in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    /// As it was when they joined.
    pub name: String,
    pub since: DateTime<Utc>,
    pub qualities: Qualities,
}

/// What somebody says to be good at: a few words of a list, and a line. The serde form is the stored one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualities {
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    line: Line<140>,
    /// Whether the team's page shows it too.
    #[serde(default)]
    pub on_page: bool,
}

/// What is wrong with qualities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QualitiesProblem {
    #[error("there are too many words, or one that is not in the list")]
    Words,
    #[error("the line is too long")]
    Line,
}

impl Qualities {
    pub const MOST_WORDS: usize = 6;

    pub fn parse(words: &[String], line: &str, on_page: bool) -> Result<Self, QualitiesProblem> {
        let mut words: Vec<String> = words.iter().map(|word| word.trim().to_owned()).collect();
        words.retain(|word| !word.is_empty());
        words.sort();
        words.dedup();
        let known = words.iter().all(|word| QUALITIES.contains(&word.as_str()));
        if !known || words.len() > Self::MOST_WORDS {
            return Err(QualitiesProblem::Words);
        }
        let line = Line::parse(line).map_err(|TooLong| QualitiesProblem::Line)?;
        Ok(Self {
            words,
            line,
            on_page,
        })
    }

    /// In the order of the alphabet.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    #[must_use]
    pub fn line(&self) -> &str {
        self.line.as_str()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.line.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_made_of_the_name() {
        let slug = |name: &str| TeamName::parse(name).unwrap().slug();
        assert_eq!(slug("  Team Groen B "), "team-groen-b");
        assert_eq!(slug("Zorg & Welzijn (één)"), "zorg-welzijn-een");
        assert_eq!(slug("فريق"), "team");
        assert_eq!(slug("Nieuw!"), "team-nieuw");
    }

    #[test]
    fn a_name_says_something() {
        assert_eq!(TeamName::parse("ab"), Err(UnfitName));
        assert_eq!(TeamName::parse("---"), Err(UnfitName));
        assert_eq!(TeamName::parse(&"a".repeat(81)), Err(UnfitName));
    }

    #[test]
    fn qualities_are_words_of_the_list_each_once() {
        let words = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        };
        let read = Qualities::parse(&words(&["rust", "humor", "rust"]), " Ik  luister. ", true);
        let read = read.unwrap();
        assert_eq!(read.words(), ["humor", "rust"]);
        assert_eq!(read.line(), "Ik luister.");
        let unknown = Qualities::parse(&words(&["beste-docent"]), "", false);
        assert_eq!(unknown, Err(QualitiesProblem::Words));
        let many = Qualities::parse(&words(&QUALITIES[..7]), "", false);
        assert_eq!(many, Err(QualitiesProblem::Words));
        let long = Qualities::parse(&[], &"x".repeat(141), false);
        assert_eq!(long, Err(QualitiesProblem::Line));
    }

    proptest! {
        #[test]
        fn an_address_is_plain_whatever_the_name(name in ".{3,80}") {
            if let Ok(name) = TeamName::parse(&name) {
                let slug = name.slug();
                prop_assert!(!slug.is_empty() && !slug.starts_with('-') && !slug.ends_with('-'));
                prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            }
        }
    }
}
