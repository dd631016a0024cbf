use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::{EventSummary, JoinRequest};

/// Learning communities, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CommunityList {
    pub communities: Vec<CommunitySummary>,
}

/// A learning community as a list shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CommunitySummary {
    pub slug: String,
    pub name: String,
    /// `school` or `regio`.
    pub tier: String,
    /// One of `SPACES`.
    pub space: String,
    pub region: String,
    pub region_name: String,
    /// Ids of schools.
    pub schools: Vec<String>,
    pub purpose: String,
    pub students: u32,
    pub teachers: u32,
    pub future_teachers: u32,
    /// What it still misses to be one: `students`, `teachers`, `second-school`.
    pub missing: Vec<String>,
    /// How many meetups are coming.
    pub coming: u32,
}

/// A learning community with all that the caller may know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Community {
    #[serde(flatten)]
    #[oai(flatten)]
    pub community: CommunitySummary,
    pub goals: Goals,
    /// Who takes part, by name: only for who takes part too.
    pub members: Vec<Member>,
    /// Who coordinates it, for whoever is signed in.
    pub coordinator_id: Option<String>,
    /// The coming meetups, soonest first, at most ten.
    pub events: Vec<EventSummary>,
    /// The latest ones, newest first, at most five.
    pub past: Vec<EventSummary>,
    /// How the caller takes part: one of `SIDES`.
    pub mine: Option<String>,
    /// Who asks to take part, longest first: for who leads it.
    pub requests: Vec<JoinRequest>,
    /// That the caller asks.
    pub asked: Option<JoinRequest>,
    /// What the caller may do: `join`, `ask`, `leave`, `read`, `publish`, `edit`, `invite`.
    pub may: Vec<String>,
}

/// How it trains each of the three skills, in one sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Goals {
    pub reflectie: Option<String>,
    pub feedback: Option<String>,
    pub weerbaarheid: Option<String>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Member {
    pub person: String,
    pub name: String,
    /// One of `SIDES`.
    pub side: String,
    pub coordinates: bool,
}

/// A learning community to begin, or the new words of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewCommunity {
    /// Needed: its address, such as `leergemeenschap-utrecht`. It never changes.
    pub slug: Option<String>,
    /// Needed: 3 to 120 characters.
    pub name: Option<String>,
    /// Needed: `school` or `regio`.
    pub tier: Option<String>,
    /// One of `SPACES`; `open` when left out; of one that is there `PUT …/space` changes it.
    pub space: Option<String>,
    /// Needed: the code of a province or an RMC region.
    pub region: Option<String>,
    pub schools: Option<Vec<String>>,
    pub purpose: Option<String>,
    pub goals: Option<Goals>,
}

/// How the caller wants to take part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct Joining {
    /// One of `SIDES`; what fits the caller's role when left out.
    pub side: Option<String>,
}

/// `POST /communities/:slug/invitations`: a mail with a link to an address. The answer does not say whether anybody has an
/// account there, and nobody takes part before their own yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewInvitation {
    pub email: String,
}

/// `GET /invitations/:secret`: what somebody is invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Invitation {
    pub slug: String,
    pub name: String,
    pub purpose: String,
    pub ends: DateTime<Utc>,
}

/// All regions, provinces first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RegionList {
    pub regions: Vec<RegionCount>,
}

/// A region and what happens there; a province counts its RMC regions too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RegionCount {
    pub code: String,
    pub name: String,
    /// `province` or `rmc`.
    pub kind: String,
    /// The province that it lies in.
    pub province: String,
    pub coming: u32,
    pub communities: u32,
}
