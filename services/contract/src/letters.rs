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
/// Somebody asks whoever leads a closed community to take part.
pub const JOIN_ASKED: &str = "join-asked";
/// Whoever leads it let the reader in.
pub const JOIN_WELCOME: &str = "join-welcome";
/// Whoever leads it did not.
pub const JOIN_DECLINED: &str = "join-declined";
/// Nobody answered the reader in time.
pub const JOIN_UNANSWERED: &str = "join-unanswered";
/// The reader did not answer somebody in time.
pub const JOIN_MISSED: &str = "join-missed";
/// A member proposes a topic to whoever leads a community.
pub const TOPIC_PROPOSED: &str = "topic-proposed";
/// The day by which to answer a topic went by, or it is time to look at it again.
pub const TOPIC_WAITS: &str = "topic-waits";
/// What the reader wants to meet about becomes a meetup.
pub const TOPIC_PLANNED: &str = "topic-planned";
/// It does later; the mail says when it is looked at again.
pub const TOPIC_LATER: &str = "topic-later";
/// It does not, for a reason.
pub const TOPIC_DECLINED: &str = "topic-declined";
/// Nobody answered.
pub const TOPIC_UNANSWERED: &str = "topic-unanswered";
/// A meetup of the reader was yesterday: what did people take away?
pub const FOLLOW_UP_ASKED: &str = "follow-up-asked";

/// What can be written of what goes on in a learning community.
pub const OF_COMMUNITIES: &[&str] = &[
    ENTRY_NEEDED,
    ENTRY_EXPIRED,
    ENTRY_REACTED,
    ENTRY_THANKED,
    JOIN_ASKED,
    JOIN_WELCOME,
    JOIN_DECLINED,
    JOIN_UNANSWERED,
    JOIN_MISSED,
    TOPIC_PROPOSED,
    TOPIC_WAITS,
    TOPIC_PLANNED,
    TOPIC_LATER,
    TOPIC_DECLINED,
    TOPIC_UNANSWERED,
    FOLLOW_UP_ASKED,
];

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
    /// What is different, of a meetup that changed.
    #[serde(default)]
    pub changes: Vec<Difference>,
    /// After this the mail is of no use and is not sent any more.
    pub until: DateTime<Utc>,
}

/// Things of a meetup of which a mail says what they were and what they are; accounts has sentences for each.
pub const CHANGED: [&str; 10] = [
    "title",
    "time",
    "place",
    "cost",
    "travel",
    "link",
    "series",
    "date-moved",
    "date-off",
    "date-back",
];

/// One thing that is different now. The link for participants is never told: it stands on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// One of [`CHANGED`].
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Told>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Told>,
}

/// What something was, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    Text(String),
    Time(Span),
}

/// From a time to a time, on the clock of the meetup; of whole days the midnight after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub all_day: bool,
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
