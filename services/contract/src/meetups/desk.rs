use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::{EventSummary, JoinRequest};

/// `GET /regions/:code/desk`: what whoever coordinates a region looks after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Desk {
    pub region: String,
    pub region_name: String,
    /// In the next 60 days, soonest first, those of closed communities too.
    pub coming: Vec<EventSummary>,
    /// By name.
    pub communities: Vec<DeskCommunity>,
    /// Who asks to take part, soonest due first.
    pub requests: Vec<DeskRequest>,
    /// Topics that wait for an answer, soonest due first.
    pub topics: Vec<DeskThing>,
    /// What is asked or offered and has no reaction, soonest over first.
    pub entries: Vec<DeskThing>,
    /// Meetups of the last 60 days of which nobody told what came of them.
    pub untold: Vec<EventSummary>,
}

/// A community with what it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DeskCommunity {
    pub slug: String,
    pub name: String,
    /// `students`, `teachers`, `second-school`.
    pub missing: Vec<String>,
    /// When its next meetup begins; absent when nothing is planned in the next 60 days.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DeskRequest {
    pub community: String,
    pub community_name: String,
    pub request: JoinRequest,
}

/// A topic, or something asked or offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DeskThing {
    pub id: String,
    pub title: String,
    pub community_name: String,
    pub due: DateTime<Utc>,
}

/// `PUT /events/:id/follow-up`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct FollowUp {
    /// What people took away: at most 2000 characters.
    #[oai(default)]
    pub text: String,
    /// Ids of the cards that were used, at most eight.
    #[oai(default)]
    pub cards: Vec<String>,
}
