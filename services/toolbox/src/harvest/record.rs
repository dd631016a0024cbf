//! What names a card to other sites, and whether they may have it.

use nouns::CardId;
use wire::harvest::Site;

use super::ABOUT;
use crate::card::{Card, Visibility};

/// Whether everybody may have a card, and so harvesters too.
pub(crate) fn is_public(card: &Card) -> bool {
    card.is_published() && card.content().visibility == Visibility::Country
}

/// `oai:kansrijk.example:kaart-1`.
pub(crate) fn identifier(site: &Site, id: &CardId) -> String {
    ABOUT.identifier(site, id.as_str())
}

/// The page of a card.
pub(crate) fn page(site: &Site, id: &CardId) -> String {
    format!(
        "{}/trukendoos/kaart/{}",
        site.origin(),
        wire::segment(id.as_str())
    )
}
