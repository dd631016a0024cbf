use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// Whether everybody who is signed in sees what goes on in a community, or only who takes part.
pub const SPACES: &[&str] = &["open", "closed"];

/// `PUT /communities/:slug/space`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SetSpace {
    /// One of `SPACES`.
    pub space: String,
}

/// Somebody who asks to take part in a closed community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct JoinRequest {
    pub person: String,
    pub name: String,
    /// One of `SIDES`.
    pub side: String,
    pub at: DateTime<Utc>,
    /// It ends then without an answer.
    pub due: DateTime<Utc>,
}

/// `POST /communities/:slug/requests/:person`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct RequestAnswer {
    #[oai(default)]
    pub yes: bool,
}
