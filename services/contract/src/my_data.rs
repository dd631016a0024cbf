//! My data: what each service holds about me, what stays for others, and going away.

use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

pub const NOT_SURE: Code = Code::new(
    "erasure.not-sure",
    "Kruis aan dat je zeker bent. Daarna wissen we je gegevens.",
);

/// `GET /about-me` of every service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct AboutMe {
    /// By table: its purpose, how long it is kept, and the rows about the person.
    pub tables: serde_json::Value,
    /// What others keep after an erasure, without the person's name.
    pub stays: Vec<Stays>,
}

/// Something that stays for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Stays {
    /// A stable name: `cards`, `requests`, `events`.
    pub what: String,
    pub count: u32,
}

/// `POST /erasure`: erases whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Erase {
    /// The person has seen what goes and what stays.
    pub sure: bool,
}

/// How far an erasure is. `GET /erasures/:receipt` needs no sign-in: there is nobody left to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Erasure {
    /// Names the erasure and nobody.
    pub receipt: String,
    pub done: bool,
    pub waiting_for: Vec<String>,
}

impl Stays {
    /// One line, or none when nothing stays.
    #[must_use]
    pub fn of(what: &str, count: usize) -> Vec<Self> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let line = Self {
            what: what.to_owned(),
            count,
        };
        if count == 0 { Vec::new() } else { vec![line] }
    }
}
