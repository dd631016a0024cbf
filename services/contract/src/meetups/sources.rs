use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// The calendars of others that a region follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Sources {
    pub sources: Vec<Source>,
}

/// One of them, and how it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Source {
    pub id: String,
    pub address: String,
    /// When it was last read, RFC 3339 in UTC.
    pub worked: Option<String>,
    /// How often in a row it could not be read.
    pub failures: u32,
    /// Why, the last time: one of the codes `source.…`.
    pub problem: Option<String>,
    /// How many meetups came from it.
    pub held: u32,
    /// How many of it stood on the board already.
    pub doubles: u32,
}

/// `POST /regions/:code/sources`: a calendar (`.ics`) or an Atom feed that says when its entries are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewSource {
    /// It begins with `https://`.
    pub address: Option<String>,
}
