//! Keeping somebody out for a while: who may, why, until when, and how they object.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

pub const SUSPENDED: Code = Code::new(
    "suspension.suspended",
    "Je account is geschorst. Op de pagina Geschorst lees je waarom, en wat je nog kunt doen.",
);
pub const SUSPEND_NOT_YOURS: Code = Code::new(
    "suspension.not-yours",
    "Schorsen doen moderatoren en beheerders, met hun passkey.",
);
pub const SUSPEND_WHO: Code = Code::new(
    "suspension.who",
    "We vinden niemand die jij kunt schorsen. Kijk het adres na, of vraag een beheerder.",
);
pub const SUSPEND_WHY: Code = Code::new("suspension.why", "Kies waarom je schorst.");
pub const SUSPEND_WORDS: Code = Code::new(
    "suspension.words",
    "Vertel in 10 tot 500 tekens wat er is gebeurd. De ander leest dit.",
);
pub const SUSPEND_UNTIL: Code = Code::new(
    "suspension.until",
    "Kies een laatste dag tussen vandaag en een jaar later, of laat dit leeg.",
);
pub const OBJECTION_WORDS: Code = Code::new(
    "suspension.objection-words",
    "Vertel in 10 tot 1000 tekens waarom je het er niet mee eens bent.",
);
pub const OBJECTED: Code = Code::new(
    "suspension.objected",
    "Je hebt al bezwaar gemaakt. Op deze pagina zie je wat er nu gebeurt.",
);

/// Everything that a suspension can be refused for.
pub const SUSPENSION_CODES: &[Code] = &[
    SUSPENDED,
    SUSPEND_NOT_YOURS,
    SUSPEND_WHO,
    SUSPEND_WHY,
    SUSPEND_WORDS,
    SUSPEND_UNTIL,
    OBJECTION_WORDS,
    OBJECTED,
];

/// What somebody who is suspended can still call, in every service: their own data, going away, and what is said about it.
pub const STILL_OPEN: [&str; 4] = [
    "/about-me",
    "/erasure",
    "/suspension",
    "/suspension/objection",
];

/// `POST /suspensions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewSuspension {
    /// An id or an e-mail address; may be empty with `report`.
    #[serde(default)]
    #[oai(default)]
    pub person: String,
    /// The id of a report: whom it is about is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub report: Option<String>,
    /// One of [`crate::safety::REASONS`].
    pub reason: String,
    /// What happened, for the person to read: 10 to 500 characters.
    pub words: String,
    /// The last day, `2026-08-31`; open when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub until: Option<String>,
}

/// One that stands, for who may lift it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Suspension {
    pub person: String,
    /// First name and initial.
    pub name: String,
    pub reason: String,
    pub words: String,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    /// What the person says against it, and by when somebody answers.
    pub objection: Option<String>,
    pub answer_by: Option<DateTime<Utc>>,
    pub upheld: Option<DateTime<Utc>>,
    /// `lift`; `uphold` for somebody else than who suspended, while an objection waits.
    pub may: Vec<String>,
}

/// `GET /suspensions`: those where the caller may lift, objections that wait first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Suspensions {
    pub suspensions: Vec<Suspension>,
}

/// `GET /suspension`: the caller's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct OwnSuspension {
    pub reason: String,
    pub words: String,
    /// In which role it was decided.
    pub role: String,
    pub since: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub objection: Option<String>,
    pub answer_by: Option<DateTime<Utc>>,
    pub upheld: Option<DateTime<Utc>>,
    /// `object`, once.
    pub may: Vec<String>,
}

/// `POST /suspension/objection`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Objection {
    pub words: String,
}
