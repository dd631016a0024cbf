//! Collections: cards in an own order, with a note at each.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde::{Deserialize, Serialize};

use super::{CardLink, ToolboxDeed};

/// The name of a collection and who finds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct CollectionAbout {
    /// 3 to 120 characters.
    pub title: String,
    /// What it is for, at most 600 characters; may be empty.
    pub intro: String,
    /// `team` (only the maker), `school` or `country`; empty is `team`.
    pub visibility: String,
}

/// A new collection, perhaps with a first card in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewCollection {
    #[serde(flatten)]
    #[oai(flatten)]
    pub about: CollectionAbout,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub card: Option<String>,
}

/// A collection as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Collection {
    pub id: String,
    #[serde(flatten)]
    #[oai(flatten)]
    pub about: CollectionAbout,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author_id: Option<String>,
    pub changed: DateTime<Utc>,
    /// In their order. The maker also sees those that cannot be read any more.
    pub entries: Vec<CollectionEntry>,
    pub may: Vec<CollectionDeed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CollectionEntry {
    /// The id of the card.
    pub card: String,
    /// Nothing for a card that cannot be read any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub link: Option<CardLink>,
    pub goal: String,
    /// What the maker says about it here.
    pub note: String,
}

/// What may be done with a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum CollectionDeed {
    Edit,
}

/// Collections that the caller finds, last changed first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CollectionList {
    /// On all pages together.
    pub total: u64,
    pub collections: Vec<CollectionGlance>,
    /// `add`, when the caller may make one.
    pub may: Vec<ToolboxDeed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CollectionGlance {
    pub id: String,
    pub title: String,
    pub visibility: String,
    /// How many cards are in it.
    pub count: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author: Option<String>,
    pub is_mine: bool,
    /// Whether the card that was asked about is in it.
    pub holds: bool,
    pub changed: DateTime<Utc>,
}

/// Which collections: every field may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CollectionQuestion {
    /// A part of the title.
    pub q: String,
    /// `true`: only the caller's own.
    pub mine: String,
    /// The card that `holds` is about.
    pub card: String,
    pub page: String,
}

/// A card to put into a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Collecting {
    pub card: String,
}

/// What the maker says about a card, at most 300 characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EntryNote {
    pub note: String,
}

/// One place up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct EntryMove {
    pub to: Direction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
}
