//! What the toolbox (Team Trukendoos) takes and gives.

mod codes;
mod collections;
pub mod exchange;
mod open;
mod searches;
mod shelf;
mod shelf_codes;
mod teams;
mod tried;

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde::{Deserialize, Serialize};

pub use codes::*;
pub use collections::*;
pub use open::*;
pub use searches::*;
pub use shelf::*;
pub use shelf_codes::*;
pub use teams::*;
pub use tried::*;

/// What stands on a card, as a person or a file gives it. Only a title is always needed; a card
/// that somebody types also needs a kind and a goal.
///
/// Texts are plain text on one line, except `body`, which is Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct CardContent {
    /// 3 to 120 characters; from a file at most 300.
    pub title: String,
    /// `overlegstructuur`, `teamsamenstelling` or `werkvorm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What the team gets out of it, in one sentence.
    pub goal: String,
    pub summary: String,
    /// Markdown.
    pub body: String,
    /// How long it takes, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// The smallest group, in people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_min: Option<i64>,
    /// The largest group, in people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_max: Option<i64>,
    /// Whether it fits in a meeting that is planned already.
    pub fits_in_meeting: bool,
    /// How often it comes back, for a meeting structure.
    pub frequency: String,
    /// Who does what, for a meeting structure or a team composition.
    pub roles: Vec<String>,
    pub materials: Vec<String>,
    /// In their order.
    pub steps: Vec<Step>,
    pub variations: Vec<String>,
    pub pitfalls: Vec<String>,
    pub preconditions: Vec<String>,
    /// Ids of the cards to do first.
    pub after: Vec<String>,
    /// For whom and where it worked.
    pub for_whom: String,
    pub origin: String,
    pub tags: Vec<String>,
    pub licence: String,
    /// The team or school that shares it, in words; the name of the team of `team_id` where there is one.
    pub team: String,
    /// The team on whose behalf it is shared: one that the caller is a member of. Empty: on one's own behalf.
    pub team_id: String,
    /// Who finds it: `team`, `school`, `region` or `country`; empty is `country`.
    pub visibility: String,
}

/// One step of a working form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Step {
    pub text: String,
    /// How long it takes, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default)]
    pub minutes: Option<i64>,
}

/// A changed card: the whole content, and the version that the change was made on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardEdit {
    /// [`Card::version`] as it was read. When the card has moved on, nothing is changed.
    pub version: u32,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
}

/// A card as its readers see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct Card {
    pub id: String,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: CardContent,
    /// Who shared it; a card from a file has nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub author: Option<String>,
    /// Who that is, for whoever is signed in: to report or block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub author_id: Option<String>,
    pub state: CardState,
    /// Counts from 1.
    pub version: u32,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    /// The cards of `after` that exist, with their titles.
    pub first_do: Vec<CardLink>,
    /// Cards that ask for this one first.
    pub leads_to: Vec<CardLink>,
    /// Cards about much the same.
    pub related: Vec<CardLink>,
    /// The card that it is an adaptation of, then the card that that one is of, and so on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[oai(default, skip_serializing_if_is_empty)]
    pub adapted_from: Vec<Attribution>,
    /// What teams say who tried it.
    #[serde(default)]
    pub tried: Tried,
    /// What the caller may do with it.
    pub may: Vec<CardDeed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum CardState {
    Published,
    Withdrawn,
}

/// What may be done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum CardDeed {
    Edit,
    Withdraw,
    /// Make an own version of it.
    Adapt,
    /// Tell how it went, on behalf of a team.
    Report,
}

/// Another card, to go on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardLink {
    pub id: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub minutes: Option<i64>,
}

/// Everything that a card was, newest version first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardHistory {
    pub card: CardLink,
    pub versions: Vec<CardVersion>,
    /// `edit`, when the caller may put an earlier version back.
    #[serde(default)]
    #[oai(default)]
    pub may: Vec<CardDeed>,
}

/// One version of a card: who made it, when, and what was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardVersion {
    pub version: u32,
    pub at: DateTime<Utc>,
    /// Nobody for a card from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub by: Option<String>,
    pub deed: VersionDeed,
    /// Against the version before it; empty for the first.
    pub changes: Vec<FieldChange>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum VersionDeed {
    Added,
    Edited,
    Withdrawn,
    /// An earlier version was put back.
    Restored,
}

/// A field of [`CardContent`] before and after a change, one line for each entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct FieldChange {
    pub field: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// A question for cards. An empty value is no filter; numbers travel as text, so that a wrong one
/// is answered with the field at fault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardQuestion {
    pub q: String,
    pub kind: String,
    /// Cards of at most so many minutes; cards that do not say are left out.
    pub max_minutes: String,
    /// Cards for a group of so many people; a bound that a card does not say is open.
    pub group: String,
    pub tag: String,
    /// The id of a team: only what is shared on its behalf.
    pub team: String,
    /// `true`: only what fits in a meeting that is planned already.
    pub fits_in_meeting: String,
    /// `true`: only the caller's own cards.
    pub mine: String,
    /// `best` (also when it is empty), `newest` or `shortest`.
    pub sort: String,
    pub page: String,
    pub per_page: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct CardAnswer {
    /// On all pages together.
    pub total: u64,
    /// Microseconds spent searching.
    pub took_us: u64,
    pub hits: Vec<CardHit>,
    pub facets: CardFacets,
    /// "Bedoelde je": the question with unknown words replaced by known ones.
    pub did_you_mean: Option<String>,
    /// Where nothing was found: what comes nearest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub near: Option<NearCards>,
    /// `add`, when the caller may add a card.
    pub may: Vec<ToolboxDeed>,
}

/// Cards that come near to a question that finds none, and how it was asked again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct NearCards {
    /// At most four.
    pub hits: Vec<CardHit>,
    /// The words by which they were found.
    pub words: String,
    /// Words of the question that were let go of.
    pub dropped: Vec<String>,
    /// Whether words in quotation marks did not have to stand together any more.
    pub quotes: bool,
    /// Whether the filters were let go of.
    pub filters: bool,
}

/// What may be done in the toolbox as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Enum)]
#[serde(rename_all = "lowercase")]
#[oai(rename_all = "lowercase")]
pub enum ToolboxDeed {
    Add,
}

/// One card found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct CardHit {
    pub id: String,
    pub title: String,
    /// The title as escaped HTML, with `<mark>` around the words found and no other element.
    pub marked_title: String,
    /// Some 240 characters around the words found, as escaped HTML with `<mark>` around them and
    /// no other element.
    pub snippet: String,
    /// Comparable within one answer only.
    pub score: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub minutes: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub group_min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub group_max: Option<i64>,
    pub fits_in_meeting: bool,
    pub tags: Vec<String>,
    pub team: String,
}

/// How often each value occurs among everything found: the 30 most frequent, those first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardFacets {
    pub kind: Vec<CardFacetCount>,
    pub tag: Vec<CardFacetCount>,
    /// By the smallest of 15, 30, 45, 60, 90 and 120 minutes in which it fits, or `more`.
    pub minutes: Vec<CardFacetCount>,
    /// `true` for what fits in a meeting that is planned already.
    pub fits_in_meeting: Vec<CardFacetCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardFacetCount {
    pub value: String,
    pub count: u64,
}

/// Completions while typing, best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardSuggestions {
    pub suggestions: Vec<CardSuggestion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CardSuggestion {
    /// The whole title, the tag or the question.
    pub text: String,
    /// `title`, `tag` or `question`.
    pub kind: String,
    /// The card with this title, or the question; a tag has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(skip_serializing_if_is_none)]
    pub id: Option<String>,
}
