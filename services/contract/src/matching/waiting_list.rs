use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// The waiting list as the calling student sees it: whoever stands on it has somebody asked for them as soon as somebody
/// who fits has a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct WaitingList {
    /// Whether the caller stands on it.
    pub stands: bool,
    pub since: Option<DateTime<Utc>>,
    /// Until when, unless the caller says again that they wait.
    pub until: Option<DateTime<Utc>>,
    /// A match of theirs ended before its time: they come before others.
    pub goes_first: bool,
    /// From 1, among those who wait for the same people; for who does not stand on it, where they would come.
    pub position: u32,
    /// The people who fit, with and without a free place.
    pub fitting: u32,
    /// Of these, how many have a place that nobody else is asking for now.
    pub free: u32,
    /// How many places of these came free in the last [`LOOKS_BACK_DAYS`] days.
    pub came_free: u32,
    /// None where too little is known to say anything.
    pub estimate: Option<WaitingTime>,
    /// `join`, `renew`, `leave`.
    pub may: Vec<String>,
}

/// Of those who stand as the caller does, half get a place between these two; in days from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct WaitingTime {
    pub from_days: u32,
    pub to_days: u32,
}

/// How far back [`WaitingList::came_free`] looks.
pub const LOOKS_BACK_DAYS: u16 = 90;
