//! Care for the shelf: adaptations and their family, versions beside each other, drafts and their
//! review, and what stays of a card that was taken off.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde::{Deserialize, Serialize};

use super::{CardContent, CardLink, CardState};

/// What is said of a card that another was made from: title, author, source and licence, which
/// Creative Commons recommends to name (TASL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Attribution {
    /// The source: the card, where the reader may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub id: Option<String>,
    /// The version that was adapted.
    pub version: u32,
    pub title: String,
    /// Who shared it, where the reader may read the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author: Option<String>,
    pub team: String,
    /// Where the original says that it comes from.
    pub origin: String,
    pub licence: String,
}

/// An own version of somebody else's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Adaptation {
    /// The version of the original that it was made from.
    pub version: u32,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
}

/// All cards that come from one card, as far as the caller may read them: each after its original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Family {
    pub relatives: Vec<Relative>,
}

/// One card of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Relative {
    /// How many steps from the first card, which has 0.
    pub depth: u32,
    /// Nothing for a card that the caller may not read but that stands between others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub card: Option<CardLink>,
    pub team: String,
    pub licence: String,
    /// Whether this is the card that was asked for.
    pub is_asked: bool,
}

/// Two cards, or two versions of one, beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Comparison {
    pub left: ComparedSide,
    pub right: ComparedSide,
    /// The fields that differ, in the order of the form.
    pub fields: Vec<ComparedField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ComparedSide {
    pub id: String,
    pub title: String,
    pub version: u32,
    /// The newest version, so that others can be chosen.
    pub newest: u32,
    pub at: DateTime<Utc>,
}

/// A field of [`CardContent`] on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ComparedField {
    pub field: String,
    pub left: Vec<Piece>,
    pub right: Vec<Piece>,
}

/// A piece of a text that is on both sides, or on this one only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Piece {
    pub text: String,
    /// Whether it is on this side only.
    pub differs: bool,
}

/// Puts an earlier version back as a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Restoring {
    /// The version to put back.
    pub version: u32,
    /// The present version as it was read. When the card has moved on, nothing is changed.
    pub from: u32,
}

/// Why cards go off the shelf: stable names.
pub const WITHDRAWAL_REASONS: [&str; 4] = ["verouderd", "dubbel", "rechten", "anders"];

/// Takes a card off the shelf, and says why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Withdrawing {
    /// One of [`WITHDRAWAL_REASONS`].
    pub why: String,
    /// In own words, at most 300 characters; may be empty. Everybody reads it.
    #[serde(default)]
    #[oai(default)]
    pub words: String,
}

/// What stays of a card that was taken off the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Tombstone {
    pub at: DateTime<Utc>,
    /// One of [`WITHDRAWAL_REASONS`]; nothing when none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub why: Option<String>,
    pub words: String,
    /// Cards that it comes from or that were made from it, to go on to.
    pub relatives: Vec<CardLink>,
}

/// A card that is not finished. It may lack fields; what is there is no longer than on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewDraft {
    /// The card that it is an adaptation of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub adapts: Option<Adapts>,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
}

/// A version of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Adapts {
    pub id: String,
    pub version: u32,
}

/// A changed draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftEdit {
    /// [`Draft::revision`] as it was read. When the draft has moved on, nothing is changed.
    pub revision: u32,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
}

/// A draft, for its author and for colleagues who are to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Draft {
    pub id: String,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
    pub revision: u32,
    pub state: DraftState,
    pub changed: DateTime<Utc>,
    /// When it is published by itself (in review), or removed (else).
    pub due: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author_id: Option<String>,
    /// Who reads it, or has read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub reviewer: Option<String>,
    /// Why it came back.
    pub reason: String,
    pub adapted_from: Vec<Attribution>,
    /// Whether the author's school has cards read before they are shared.
    pub review_wanted: bool,
    pub may: Vec<DraftDeed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum DraftState {
    /// The author writes.
    Writing,
    /// A colleague reads.
    Review,
    /// A colleague gave it back with a reason.
    Returned,
}

/// What may be done with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "kebab-case")]
#[oai(rename_all = "kebab-case")]
pub enum DraftDeed {
    Edit,
    /// Share it, or give it to a colleague.
    Share,
    Remove,
    TakeBack,
    /// Become the one who reads it.
    Claim,
    /// Publish it or give it back.
    Decide,
}

/// How a draft is shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Sharing {
    /// Let a colleague read it first, also where the school does not ask for it.
    pub review: bool,
}

/// What became of a draft: a card, or something for a colleague to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Shared {
    /// The id of the card, when it is on the shelf now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub card: Option<String>,
    pub title: String,
    /// Until when a colleague reads it, when that is what happens now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub due: Option<DateTime<Utc>>,
}

/// What a colleague thinks of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Verdict {
    /// Whether it goes on the shelf; else it goes back.
    pub publish: bool,
    /// Why it goes back, at most 600 characters.
    #[serde(default)]
    #[oai(default)]
    pub reason: String,
}

/// What of the shelf is mine, and what waits on me.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MyShelf {
    /// My drafts, last changed first.
    pub drafts: Vec<DraftGlance>,
    /// What colleagues at my school ask me to read, soonest due first.
    pub to_review: Vec<DraftGlance>,
    /// My cards, last changed first, those off the shelf too.
    pub cards: Vec<ShelfCard>,
    /// Whether my school has cards read before they are shared.
    pub review_wanted: bool,
    /// Whether I may change that.
    pub may_set_review: bool,
    pub may_add: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct DraftGlance {
    pub id: String,
    pub title: String,
    pub state: DraftState,
    pub changed: DateTime<Utc>,
    pub due: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub reviewer: Option<String>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ShelfCard {
    pub card: CardLink,
    pub state: CardState,
    pub version: u32,
    pub changed: DateTime<Utc>,
}

/// Whether a school has cards read by a colleague before they are shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ReviewWish {
    pub review: bool,
}
