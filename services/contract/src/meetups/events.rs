use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::{Image, Signup};

/// A page of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EventList {
    /// How many fit, on all pages.
    pub total: u32,
    pub page: u32,
    pub per_page: u32,
    pub events: Vec<EventSummary>,
    /// What the caller may do with boards: `publish`, and with that of the region asked for: `sources`.
    pub may: Vec<String>,
}

/// An event as a board shows it. Of a series it is the next one in the time asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EventSummary {
    pub id: String,
    pub title: String,
    /// One of `KINDS`.
    pub kind: String,
    /// The region's code, as the feeds use it.
    pub region: String,
    pub region_name: String,
    /// The slug of the learning community that it belongs to.
    pub community: Option<String>,
    pub community_name: Option<String>,
    /// RFC 3339, in the event's own zone; of an all-day event its first midnight.
    pub starts: String,
    /// RFC 3339; of an all-day event the midnight after its last day.
    pub ends: String,
    /// The IANA name of the zone.
    pub timezone: String,
    pub all_day: bool,
    pub place: Option<String>,
    /// Whether one can take part online; the link itself is for participants.
    pub online: bool,
    /// How many places there are; without it there is room for everyone.
    pub capacity: Option<u32>,
    pub free: Option<u32>,
    pub placed: u32,
    pub waiting: u32,
    /// `scheduled` or `cancelled`.
    pub status: String,
    /// The beginning of the description.
    pub summary: String,
    /// Whether it is one of a series.
    pub recurs: bool,
    /// Of `ACCESSIBILITY`.
    pub accessibility: Vec<String>,
    pub cost: Option<String>,
    /// What it is about, in a few short words; at most five.
    pub topics: Vec<String>,
    /// The language that is spoken, of `LANGUAGES`.
    pub language: String,
    /// The beginning of what people took away, once it was.
    pub took_away: Option<String>,
}

/// An event with all that the caller may know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Event {
    #[serde(flatten)]
    #[oai(flatten)]
    pub event: EventSummary,
    pub description: String,
    /// Only for who has a place, and for who coordinates.
    pub online_link: Option<String>,
    pub travel: Option<String>,
    pub cohosts: Vec<String>,
    /// Members of its community who organise it too, for whoever is signed in.
    pub hosts: Vec<Host>,
    /// Who published it, by the name they show.
    pub organiser: Option<String>,
    /// Who that is, for whoever is signed in: to report or block them. Absent where one of the two blocked the other.
    pub organiser_id: Option<String>,
    /// Of the three skills, those that it trains.
    pub skills: Vec<String>,
    /// What came of it, or why it was cancelled.
    pub outcome: Option<String>,
    /// Ids of the cards of the toolbox that were used.
    pub cards: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub image: Option<Image>,
    pub recurrence: Option<Recurrence>,
    /// The next ones of a series, at most ten.
    pub occurrences: Vec<Occurrence>,
    /// When the first of them would have begun, where that was moved: RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub previous_start: Option<String>,
    /// How often it was changed in a way that matters to who comes.
    pub sequence: u32,
    pub created: String,
    pub changed: String,
    /// `own` or `import`.
    pub origin: String,
    /// How many others somebody may bring along.
    #[serde(default)]
    pub may_bring: u32,
    /// What the host asks of who signs up.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The caller's own place.
    pub mine: Option<Signup>,
    /// What the caller may do: `edit`, `cancel`, `sign_up`, `confirm`, `leave`, `change` (their sign-up), `see_signups`, `follow_up`.
    pub may: Vec<String>,
}

/// Somebody who organises a meetup with who published it, and may change its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Host {
    pub person: String,
    pub name: String,
}

/// One time of a series.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Occurrence {
    /// When it would begin by the rule, in local time: `2026-03-12T15:30:00`. Names it among the times of its series.
    pub original: String,
    /// Whether it is at another time than the rule says.
    pub moved: bool,
    pub starts: String,
    pub ends: String,
}

/// How an event recurs (RFC 5545). Local times are those of the event's zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Recurrence {
    /// The value of an `RRULE`: `FREQ=WEEKLY;COUNT=5`.
    pub rule: Option<String>,
    /// More times to begin: `2026-03-12T15:30`.
    #[oai(default)]
    pub extra: Vec<String>,
    /// Times of the rule at which it does not happen.
    #[oai(default)]
    pub except: Vec<String>,
    /// Times of the rule that moved.
    #[oai(default)]
    pub moved: Vec<Moved>,
}

/// A time of a series that moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Moved {
    /// When it would have begun.
    pub from: String,
    pub starts: String,
    pub ends: String,
}

/// An event to publish, or the new words of one. Everything may be left out; what is needed and missing is named
/// in the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewEvent {
    /// Needed: 3 to 200 characters.
    pub title: Option<String>,
    /// One of `KINDS`; `leergemeenschap` when left out.
    pub kind: Option<String>,
    pub description: Option<String>,
    /// Needed: the code of a province or an RMC region.
    pub region: Option<String>,
    pub community: Option<String>,
    /// Needed: RFC 3339, local time in `timezone`, or a date.
    pub starts: Option<String>,
    /// Needed: like `starts`; of an all-day event the last day.
    pub ends: Option<String>,
    /// An IANA name; `Europe/Amsterdam` when left out.
    pub timezone: Option<String>,
    pub all_day: Option<bool>,
    pub place: Option<String>,
    pub online_link: Option<String>,
    pub capacity: Option<i64>,
    pub cost: Option<String>,
    pub travel: Option<String>,
    pub accessibility: Option<Vec<String>>,
    pub skills: Option<Vec<String>>,
    pub cohosts: Option<Vec<String>>,
    /// Ids of members of its community who may change its words too.
    pub hosts: Option<Vec<String>>,
    /// At most five, each of 2 to 30 characters.
    pub topics: Option<Vec<String>>,
    /// Of `LANGUAGES`; `nl` when left out.
    pub language: Option<String>,
    pub outcome: Option<String>,
    pub recurrence: Option<Recurrence>,
    /// How many others somebody may bring along: 0 when left out, at most 5.
    pub may_bring: Option<i64>,
    /// What is asked of who signs up, at most three.
    pub questions: Option<Vec<NewQuestion>>,
}

/// What a host asks of who signs up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Question {
    /// By what answers name it; another text is another question.
    pub key: String,
    pub text: String,
    /// Empty for an answer in words.
    pub options: Vec<String>,
    pub required: bool,
}

/// A question of a host: a short text, or a choice of two to eight.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewQuestion {
    #[oai(default)]
    pub text: String,
    #[oai(default)]
    pub options: Vec<String>,
    #[oai(default)]
    pub required: bool,
}

/// How much there is in each month, around now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MonthList {
    /// Twelve months back, this one and twelve ahead, in their order.
    pub months: Vec<MonthCount>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MonthCount {
    /// The first day: `2026-03-01`.
    pub first: String,
    /// The last day.
    pub last: String,
    /// As many as a list from the first day to the last has.
    pub count: u32,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Imported {
    pub added: u32,
    /// Known by their UID, and different now.
    pub changed: u32,
    /// Known by their UID, and the same.
    pub unchanged: u32,
    /// Other things than events: tasks, journals, busy times.
    pub skipped: u32,
}

/// What becomes of one time of a series: it moves, it does not happen, or it is as the rule says again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewDate {
    /// The `original` of the time.
    pub original: String,
    /// `move`, `off` or `back`.
    pub deed: String,
    /// Where it moves to, like the times of a meetup; of whole days the first and the last.
    pub starts: Option<String>,
    pub ends: Option<String>,
}

/// Why an event is called off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Cancelling {
    /// One sentence for who would come.
    pub reason: Option<String>,
}
