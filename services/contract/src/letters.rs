//! Mails about a place at a meetup, as a service asks accounts for them: each goes out once, however often it is asked for.

use chrono::{DateTime, NaiveDateTime, Utc};
use nouns::{Language, PersonId};
use serde::{Deserialize, Serialize};

/// A place is held for the reader until the moment that the mail names.
pub const PLACE_OFFERED: &str = "place-offered";
/// The reader did not answer in time.
pub const PLACE_LAPSED: &str = "place-lapsed";
/// A place is free, for who confirms first.
pub const PLACE_FREE: &str = "place-free";
/// There is room for everyone now.
pub const PLACE_GIVEN: &str = "place-given";
/// Whoever typed this address is asked whether they want to come.
pub const SIGNUP_ASKED: &str = "signup-asked";
/// The meetup is at another time or place.
pub const MEETUP_CHANGED: &str = "meetup-changed";
/// The meetup is off.
pub const MEETUP_CANCELLED: &str = "meetup-cancelled";
/// It begins tomorrow, and the reader chose to hear of it.
pub const MEETUP_TOMORROW: &str = "meetup-tomorrow";
/// It begins in an hour, and the reader chose to hear of it.
pub const MEETUP_SOON: &str = "meetup-soon";

/// What can be written of; accounts has sentences for each.
pub const WRITTEN: [&str; 9] = [
    PLACE_OFFERED,
    PLACE_LAPSED,
    PLACE_FREE,
    PLACE_GIVEN,
    SIGNUP_ASKED,
    MEETUP_CHANGED,
    MEETUP_CANCELLED,
    MEETUP_TOMORROW,
    MEETUP_SOON,
];

/// An entry of vraag en aanbod ends soon: is it needed still?
pub const ENTRY_NEEDED: &str = "entry-needed";
/// Nobody said so in time, and it is over.
pub const ENTRY_EXPIRED: &str = "entry-expired";
/// Somebody reacted to it.
pub const ENTRY_REACTED: &str = "entry-reacted";
/// It is solved, thanks to the reader.
pub const ENTRY_THANKED: &str = "entry-thanked";

/// What can be written of what goes on in a learning community.
pub const OF_COMMUNITIES: &[&str] = &[ENTRY_NEEDED, ENTRY_EXPIRED, ENTRY_REACTED, ENTRY_THANKED];

/// Internal, `POST /letters`: accounts sends the mail when its reader may get one, else it does nothing; the answer is the
/// same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Names the mail: what was asked for under this name before is not sent again.
    pub once: String,
    pub to: Reader,
    /// One of [`WRITTEN`] or [`OF_COMMUNITIES`].
    pub what: String,
    /// The title of the meetup, or of what else it is about.
    pub title: String,
    /// The page to go to: a path of this site.
    pub path: String,
    /// The moment that it is about, on the clock of the meetup.
    #[serde(default)]
    pub moment: Option<NaiveDateTime>,
    /// After this the mail is of no use and is not sent any more.
    pub until: DateTime<Utc>,
}

/// Whom a mail is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// Somebody with an account, if they agreed to mails.
    Person(PersonId),
    /// Whoever gave this address, with an account or without one.
    Address(Address),
}

/// An address that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub email: String,
    pub language: Language,
    /// Where it was typed, for counting.
    #[serde(default)]
    pub from: Option<String>,
}
