//! What goes in: the things that can be found, and the changes that the owner's outbox tells of.

use serde::{Deserialize, Serialize};

/// One thing that can be found: a card, an event, a story, a role model.
///
/// All texts are plain text (no markup). Only `id`, `kind`, `title` and at least one key in
/// `audience` are needed; everything else may stay empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findable {
    /// Any text; unique over all kinds of one index.
    pub id: String,
    /// `card`, `event`, `story`, `rolemodel` …
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    /// As shown; compared without regard to case and diacritics.
    pub tags: Vec<String>,
    /// Values to filter by and to count, as `(name, value)`: `("werkvorm", "energizer")`.
    pub facets: Vec<(String, String)>,
    /// Whole numbers to filter by. A name that is missing is "not known".
    pub numbers: Vec<Span>,
    /// Who may find it: a question finds it when one of the caller's keys is here. See [`PUBLIC`].
    pub audience: Vec<String>,
    /// Seconds since 1970, for the order by date; what it stands for is the owner's choice.
    pub date: Option<i64>,
}

/// The audience key that every caller has.
pub const PUBLIC: &str = "public";

/// A named number with both ends included: 30 minutes is 30 to 30, a group of 4 to 12 is 4 to 12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub name: String,
    pub from: i64,
    pub to: i64,
}

impl Span {
    /// A span from `from` to `to`, both included.
    pub fn new(name: impl Into<String>, from: i64, to: i64) -> Self {
        Self {
            name: name.into(),
            from,
            to,
        }
    }

    /// A span that is one number.
    pub fn exactly(name: impl Into<String>, value: i64) -> Self {
        Self::new(name, value, value)
    }
}

/// One entry of the owner's outbox, in the order of `position`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The position of the outbox entry; it only grows.
    pub position: u64,
    pub what: What,
}

/// What an outbox entry means for the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Add it, or replace the one with the same id.
    Put(Box<Findable>),
    /// Forget the one with this id; no fault when there is none.
    Delete(String),
    /// Nothing to do but to move the position on.
    Nothing,
}

impl Change {
    /// Adds or replaces `findable`.
    #[must_use]
    pub fn put(position: u64, findable: Findable) -> Self {
        Self {
            position,
            what: What::Put(Box::new(findable)),
        }
    }

    /// Forgets the thing with this id.
    pub fn delete(position: u64, id: impl Into<String>) -> Self {
        Self {
            position,
            what: What::Delete(id.into()),
        }
    }

    /// Only moves the position on.
    #[must_use]
    pub fn nothing(position: u64) -> Self {
        Self {
            position,
            what: What::Nothing,
        }
    }
}
