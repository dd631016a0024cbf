use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::{EventSummary, Question};

/// A place, or a place in the waiting list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Signup {
    pub id: String,
    /// `placed` or `waiting`; later also `offered` (a place is held for them) and `lapsed` (they did not answer in time).
    pub state: String,
    /// In the waiting list, from 1.
    pub position: Option<u32>,
    /// Until when an offered place is held, RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub until: Option<String>,
    /// What they show at the door: with a place, 8 letters and figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub code: Option<String>,
    /// Of `REMINDERS`, what they chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[oai(default, skip_serializing_if_is_empty)]
    pub reminders: Vec<String>,
    /// Whether there is a certificate of attendance for them: they were ticked off at the door.
    #[serde(default)]
    #[oai(default)]
    pub certificate: bool,
    /// For how many places it counts: the person, and who comes along.
    #[serde(default = "alone")]
    #[oai(default = "alone")]
    pub party: u32,
    /// What they answered to who organises.
    #[serde(default)]
    #[oai(default)]
    pub answers: Vec<Answered>,
}

/// A person counts for one.
fn alone() -> u32 {
    1
}

/// What somebody sends with a sign-up. Everything may be left out where nothing is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct SigningUp {
    /// How many others come along; nobody when left out.
    pub brings: Option<i64>,
    #[oai(default)]
    pub answers: Vec<Answering>,
}

/// An answer to a question of who organises.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Answering {
    /// The key of the question.
    #[oai(default)]
    pub question: String,
    #[oai(default)]
    pub answer: String,
}

/// An answer, with the question as it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Answered {
    /// The key of the question.
    pub question: String,
    pub asked: String,
    pub answer: String,
}

/// What somebody wants to be reminded by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Reminders {
    /// Of `REMINDERS`.
    #[oai(default)]
    pub reminders: Vec<String>,
}

/// The caller's sign-ups, soonest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MySignups {
    pub signups: Vec<MySignup>,
    /// Where they were, latest first, at most 20: each has a certificate.
    #[serde(default)]
    pub attended: Vec<Attended>,
}

/// A meetup at which the caller was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Attended {
    /// The id of the event.
    pub event: String,
    pub title: String,
    /// The last day on which they were there: `2026-03-05`.
    pub day: String,
}

/// One sign-up of the caller, with its event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MySignup {
    #[serde(flatten)]
    #[oai(flatten)]
    pub signup: Signup,
    pub event: EventSummary,
    /// Since when, RFC 3339 in UTC.
    pub since: String,
    /// Only with a place.
    pub online_link: Option<String>,
    /// What the caller should know: `moved-up`, `offered`, `lapsed`, `place-free`, `changed`, `cancelled`.
    pub news: Option<String>,
    /// Whether a yes gives the caller a place now.
    #[serde(default)]
    pub may_confirm: bool,
}

/// Everybody who signed up, for who coordinates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EventSignups {
    pub capacity: Option<u32>,
    /// Of which day who was there can be ticked off now: `2026-03-05`.
    #[serde(default)]
    pub day: Option<String>,
    /// How many people are there, on the day of now: who was ticked off, and who came along with them.
    #[serde(default)]
    pub came: u32,
    /// What the host asks, in the order of the form.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// In the order in which they signed up: first who has a place, then who waits.
    pub participants: Vec<Participant>,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Participant {
    /// The id of the sign-up.
    #[serde(default)]
    pub id: String,
    pub name: String,
    /// `placed`, `offered` or `waiting`.
    pub state: String,
    pub position: Option<u32>,
    pub since: String,
    /// Whether they were there, on the day of now.
    #[serde(default)]
    pub came: bool,
    /// For how many places they count: the person, and who comes along.
    #[serde(default = "alone")]
    pub party: u32,
    #[serde(default)]
    pub answers: Vec<Answered>,
}

/// Who organises says whether somebody was there, on the day of now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TickedOff {
    /// The id of the sign-up.
    pub signup: String,
    pub came: bool,
}

/// Somebody wants to sign up without an account. Everything may be left out; what is needed and missing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct AskByMail {
    /// Needed: up to 60 characters; a first name is enough.
    pub name: Option<String>,
    /// Needed: where a link to say yes at is mailed to.
    pub email: Option<String>,
    /// Needed: whether they are 16 or older.
    pub sixteen: Option<bool>,
    /// Of the mails: `nl` when left out, or `en`.
    pub language: Option<String>,
    /// Where it was typed, as the web knows it; only counted.
    pub from: Option<String>,
    /// How many others come along; nobody when left out.
    pub brings: Option<i64>,
    #[oai(default)]
    pub answers: Vec<Answering>,
}

/// What the link of somebody without an account shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GuestPlace {
    pub event: EventSummary,
    /// The name that they gave.
    pub name: String,
    /// Where they stand; nothing before they said yes.
    pub mine: Option<Signup>,
    /// Only with a place.
    pub online_link: Option<String>,
    /// Whether a yes puts them on the list, or gives them a place.
    pub may_say_yes: bool,
    /// Whether they can still change who comes along and what they answered.
    #[serde(default)]
    pub may_change: bool,
    /// How many others may come along.
    #[serde(default)]
    pub may_bring: u32,
    /// What the host asks.
    #[serde(default)]
    pub questions: Vec<Question>,
}
