//! The stored form of a card and of a version of it.

use chrono::{DateTime, Utc};
use nouns::{CardId, PersonId, Region, SchoolId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;

use crate::card::{Author, Card, Content, Deed, State, Version};

/// The columns of [`CardRow`]; [`VISIBLE`] leaves out what an unfinished import brought.
pub(super) const CARD: &str = "record::id(id) AS id, content, owner, owner_name, school, region, \
     state, created, version, deed, by, by_name, at, \
     (IF content.team_id IS NONE { [] } ELSE { \
        (SELECT VALUE person FROM team_member WHERE team = $parent.content.team_id) \
     }) AS team_members";
pub(super) const VISIBLE: &str = "(batch IS NONE OR batch.done = true)";

#[derive(Deserialize)]
struct CardRow {
    id: CardId,
    owner: Option<PersonId>,
    owner_name: Option<String>,
    school: Option<SchoolId>,
    region: Option<Region>,
    team_members: Vec<PersonId>,
    state: State,
    created: DateTime<Utc>,
    #[serde(flatten)]
    current: VersionRow,
}

#[derive(Deserialize)]
struct VersionRow {
    version: u32,
    content: Content,
    deed: Deed,
    by: Option<PersonId>,
    by_name: Option<String>,
    at: DateTime<Utc>,
}

pub(super) fn card(row: Value) -> Result<Card, StoreError> {
    serde_json::from_value(row)
        .map(|row: CardRow| Card {
            id: row.id,
            owner: author(row.owner, row.owner_name),
            school: row.school,
            region: row.region,
            team_members: row.team_members,
            state: row.state,
            created: row.created,
            current: row.current.into(),
        })
        .map_err(|source| StoreError::Row {
            table: "card",
            source,
        })
}

pub(super) fn version(row: Value) -> Result<Version, StoreError> {
    serde_json::from_value::<VersionRow>(row)
        .map(Version::from)
        .map_err(|source| StoreError::Row {
            table: "revision",
            source,
        })
}

impl From<VersionRow> for Version {
    fn from(row: VersionRow) -> Self {
        Self {
            number: row.version,
            content: row.content,
            deed: row.deed,
            by: author(row.by, row.by_name),
            at: row.at,
        }
    }
}

fn author(person: Option<PersonId>, name: Option<String>) -> Option<Author> {
    Some(Author {
        person: person?,
        name: name.unwrap_or_default(),
    })
}

/// The stored form of what stands on a card.
pub(super) fn content(content: &Content) -> Result<Value, StoreError> {
    serde_json::to_value(content).map_err(|source| StoreError::Row {
        table: "card",
        source,
    })
}
