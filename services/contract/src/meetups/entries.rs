use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// What an entry of vraag en aanbod is.
pub const ENTRY_KINDS: &[&str] = &["vraag", "aanbod"];

/// Where an entry stands. The last three are for good.
pub const ENTRY_STATES: &[&str] = &["open", "talking", "solved", "closed", "expired"];

/// For how many weeks an entry can stand.
pub const ENTRY_WEEKS: &[u32] = &[1, 2, 4, 8, 13];

/// `GET /communities/:slug/entries`: what runs, soonest over first; then what came of the others, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EntryList {
    pub community_name: String,
    pub entries: Vec<Entry>,
    /// What the caller may do: `write`.
    pub may: Vec<String>,
}

/// A question or an offer in a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Entry {
    pub id: String,
    /// The slug of its community.
    pub community: String,
    pub community_name: String,
    /// One of `ENTRY_KINDS`.
    pub kind: String,
    pub title: String,
    pub text: String,
    /// One of `ENTRY_STATES`.
    pub state: String,
    pub made: DateTime<Utc>,
    /// When it ends by itself, or ended.
    pub ends: DateTime<Utc>,
    /// Whether it ends so soon that its owner is asked whether it is needed still.
    pub ends_soon: bool,
    /// First name and initial.
    pub owner: String,
    pub owner_id: String,
    /// How many reacted.
    pub reacted: u32,
    /// Only for members, and not in a list.
    pub reactions: Vec<Reaction>,
    /// What the caller may do: `react`, `prolong`, `close`, `remove`.
    pub may: Vec<String>,
}

/// A short message with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Reaction {
    pub id: String,
    pub name: String,
    pub person: String,
    pub text: String,
    pub at: DateTime<Utc>,
    /// Whether the entry was solved thanks to it.
    pub thanked: bool,
    /// What the caller may do: `remove`.
    pub may: Vec<String>,
}

/// `POST /communities/:slug/entries`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewEntry {
    /// Needed: one of `ENTRY_KINDS`.
    pub kind: Option<String>,
    /// Needed: 3 to 120 characters.
    pub title: Option<String>,
    /// At most 1000 characters.
    pub text: Option<String>,
    /// For how many weeks, 1 to 13; 4 when left out.
    pub weeks: Option<u32>,
}

/// `POST /entries/:id/reactions`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewReaction {
    /// Needed: at most 500 characters.
    pub text: Option<String>,
}

/// `POST /entries/:id/close`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Closing {
    /// Thanks to which reactions it is solved; nothing when it is not needed any more.
    #[oai(default)]
    pub thanks: Vec<String>,
}
