//! Saved searches: what somebody looks for more often, with a mail when something new fits.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::CardQuestion;
use crate::Code;

/// The most saved searches of one person.
pub const MOST_SEARCHES: usize = 20;
/// The most characters of the words of one.
pub const LONGEST_SEARCH: usize = 200;

pub const SEARCH_EMPTY: Code = Code::new(
    "search.empty",
    "Typ eerst een zoekvraag of kies een filter. Bewaar hem daarna.",
);
pub const SEARCH_TOO_LONG: Code = Code::new(
    "search.too-long",
    "Deze zoekvraag is te lang. Houd het bij 200 tekens.",
);
pub const SEARCH_TOO_MANY: Code = Code::new(
    "search.too-many",
    "Je hebt al 20 zoekvragen bewaard. Gooi er eerst een weg.",
);
pub const SEARCH_TEACHERS: Code = Code::new(
    "search.teachers",
    "Alleen wie kaarten deelt, bewaart zoekvragen. Ben je docent? Vraag je school om die rol.",
);

/// All of them, for whoever says them in another language.
pub const SEARCH_CODES: &[Code] = &[
    SEARCH_EMPTY,
    SEARCH_TOO_LONG,
    SEARCH_TOO_MANY,
    SEARCH_TEACHERS,
];

/// The words and filters of a question for cards, as they stand in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct SearchWords {
    pub q: String,
    /// `overlegstructuur`, `teamsamenstelling` or `werkvorm`; empty is every kind.
    pub kind: String,
    pub max_minutes: String,
    pub group: String,
    pub tag: String,
    /// The id of a team.
    pub team: String,
    /// `true` or empty.
    pub fits_in_meeting: String,
}

impl SearchWords {
    /// The question that finds what is looked for.
    #[must_use]
    pub fn question(&self) -> CardQuestion {
        CardQuestion {
            q: self.q.clone(),
            kind: self.kind.clone(),
            max_minutes: self.max_minutes.clone(),
            group: self.group.clone(),
            tag: self.tag.clone(),
            team: self.team.clone(),
            fits_in_meeting: self.fits_in_meeting.clone(),
            ..CardQuestion::default()
        }
    }
}

/// `POST /searches`: keeps a question. One that is kept already only gets its switch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewSavedSearch {
    pub words: SearchWords,
    /// Whether a mail tells of new cards that fit.
    pub mail: bool,
}

/// `PUT /searches/:id`: whether a mail tells of new cards that fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SearchMail {
    pub mail: bool,
}

/// One of somebody's saved searches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SavedSearch {
    pub id: String,
    pub words: SearchWords,
    pub mail: bool,
    pub made: DateTime<Utc>,
    /// How many cards fit now.
    pub total: u64,
}

/// `GET /searches`: somebody's saved searches, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SavedSearches {
    pub searches: Vec<SavedSearch>,
    /// How many more can be kept.
    pub left: u32,
}

/// `POST /searches/stop`: ends the mails of whoever has this secret in a mail, without signing in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct StopSearches {
    pub secret: String,
}
