use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// Where a topic stands; the first and the third wait.
pub const TOPIC_STATES: &[&str] = &["open", "planned", "later", "declined", "unanswered"];

/// What whoever leads can say to a topic.
pub const TOPIC_ANSWERS: &[&str] = &["planned", "later", "declined"];

/// `GET /communities/:slug/topics`: what waits, soonest due first; then what became of the others, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TopicList {
    pub community: String,
    pub community_name: String,
    pub topics: Vec<Topic>,
    /// What the caller may do: `propose`.
    pub may: Vec<String>,
}

/// Something that members want to meet about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Topic {
    pub id: String,
    pub title: String,
    pub text: String,
    /// Who proposed it: first name and initial; absent once they are gone.
    pub by: Option<String>,
    pub by_id: Option<String>,
    /// One of `TOPIC_STATES`.
    pub state: String,
    pub made: DateTime<Utc>,
    /// When it is to be answered, or is looked at again; when it was answered, once that is for good.
    pub due: DateTime<Utc>,
    /// The meetup that it became.
    pub event: Option<String>,
    pub event_title: Option<String>,
    /// Why not.
    pub reason: Option<String>,
    /// How many want it too, beside who proposed it.
    pub support: u32,
    /// Whether the caller is one of them.
    pub supports: bool,
    /// What the caller may do: `support`, `unsupport`, `answer`, `remove`.
    pub may: Vec<String>,
}

/// `POST /communities/:slug/topics`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewTopic {
    /// Needed: 3 to 120 characters.
    pub title: Option<String>,
    /// At most 500 characters.
    pub text: Option<String>,
}

/// `PUT /topics/:id/support`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct SetSupport {
    #[oai(default)]
    pub wants: bool,
}

/// `POST /topics/:id/answer`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct AnswerTopic {
    /// One of `TOPIC_ANSWERS`.
    #[oai(default)]
    pub answer: String,
    /// Of `planned`: the id of a meetup of this community.
    pub event: Option<String>,
    /// Of `later`: the day on which it is looked at again, within a year.
    pub until: Option<String>,
    /// Of `declined`: why, at most 300 characters.
    pub reason: Option<String>,
}
