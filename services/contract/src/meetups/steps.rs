use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// What is next: of an entry somebody else reacts, or its owner says whether it is needed still or thanks who reacted; a request to
/// take part is answered, by the caller or by another; so is a topic.
pub const COMMUNITY_STEPS: &[&str] = &[
    "react",
    "needed",
    "thank",
    "let-in",
    "be-let-in",
    "answer",
    "be-answered",
];

/// `GET /steps/mine`: what runs in communities and waits for the caller, or of the caller and waits for others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CommunitySteps {
    /// Soonest first.
    pub steps: Vec<CommunityStep>,
}

/// One thing that runs, with what is next and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CommunityStep {
    /// One of `COMMUNITY_STEPS`.
    pub step: String,
    /// Whether it waits for the caller.
    pub yours: bool,
    /// What is asked, offered or proposed; who asks to take part; the community that the caller asks.
    pub title: String,
    /// The slug of its community.
    pub community: String,
    pub community_name: String,
    /// The id of an entry.
    pub entry: Option<String>,
    pub until: DateTime<Utc>,
}
