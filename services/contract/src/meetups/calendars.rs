use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// What a calendar of one's own holds: everything of one's communities and region, or only what one has a place at.
pub const CALENDAR_FORMS: &[&str] = &["all", "mine"];

/// The calendars that the caller has an address of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct OwnCalendars {
    pub calendars: Vec<OwnCalendar>,
}

/// One of them, without the address: that is kept nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct OwnCalendar {
    /// Of `CALENDAR_FORMS`.
    pub form: String,
    /// The region whose meetups it holds; none where the person has said none, or it is about what they signed up for.
    pub region_name: Option<String>,
    /// Since when, RFC 3339 in UTC.
    pub since: String,
}

/// `POST /calendars/mine`: a new address. One of that form that was there opens nothing any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewCalendar {
    /// Of `CALENDAR_FORMS`.
    pub form: Option<String>,
}

/// An address just made, said this once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MadeCalendar {
    pub form: String,
    /// What stands before `.ics` in the address.
    pub secret: String,
}
