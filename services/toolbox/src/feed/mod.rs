//! New public cards as an Atom feed (RFC 4287), and cards from such a feed.

mod reading;
mod text;
mod writing;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use nouns::CardId;
use search_index::{PUBLIC, Query, Sort};
use sha2::{Digest, Sha256};
use wire::harvest::Site;

use crate::harvest::is_public;
use crate::import::ImportProblem;
use crate::{Toolbox, ToolboxError};

pub use self::reading::FeedFault;

/// How many cards the feed holds.
const NEWEST: usize = 50;
/// So many more are read: the index may be a moment behind, and what it still holds may be gone.
const SPARE: usize = 10;

/// A feed as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFeed {
    pub body: String,
    /// Strong, with its quotes: the same bytes have the same tag.
    pub etag: String,
    /// The last change of anything in it.
    pub changed: DateTime<Utc>,
}

/// What became of a feed that was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedImport {
    pub added: usize,
    /// There already, from an earlier time.
    pub known: usize,
}

/// Why nothing of a feed was brought in.
#[derive(Debug, thiserror::Error)]
pub enum FeedProblem {
    #[error(transparent)]
    Fault(#[from] FeedFault),
    #[error(transparent)]
    Import(#[from] ImportProblem),
}

impl Toolbox {
    /// The newest public cards; `site` is the origin of the pages that it links to.
    pub async fn card_feed(&self, site: &str) -> Result<CardFeed, ToolboxError> {
        let query = Query {
            keys: vec![PUBLIC.to_owned()],
            per_page: NEWEST + SPARE,
            sort: Sort::Newest,
            ..Query::default()
        };
        let answer = self.index.search(&query)?;
        let ids = answer
            .hits
            .iter()
            .filter_map(|hit| CardId::parse(&hit.id).ok());
        let mut cards = self.store.cards(&ids.collect::<Vec<_>>()).await?;
        cards.retain(is_public);
        cards.sort_by(|one, two| (two.created, &two.id).cmp(&(one.created, &one.id)));
        cards.truncate(NEWEST);
        let changed = cards.iter().map(|card| card.current.at).max();
        let changed = changed.unwrap_or(DateTime::UNIX_EPOCH);
        let body = writing::write(&Site::new(site), &cards, changed)?;
        Ok(CardFeed::of(body, changed))
    }

    /// Brings in the cards of an Atom feed that are not there yet, published and visible to the
    /// country. A card's id is its entry's. All of the new ones come in, or none.
    ///
    /// # Errors
    /// The first entry at fault, counted from 1 in the feed.
    pub async fn import_feed(&self, feed: &[u8]) -> Result<FeedImport, FeedProblem> {
        let cards = reading::read(feed)?;
        let ids: Vec<CardId> = cards
            .iter()
            .filter_map(|card| CardId::parse(&card.id).ok())
            .collect();
        let taken = self.store.taken(&ids).await.map_err(ImportProblem::from)?;
        let taken: HashSet<&str> = taken.iter().map(String::as_str).collect();
        let (known, new): (Vec<_>, Vec<_>) = (1..)
            .zip(cards)
            .partition(|(_, card)| taken.contains(card.id.as_str()));
        let (places, new): (Vec<usize>, Vec<_>) = new.into_iter().unzip();
        let added = match self.import(new).await {
            Err(ImportProblem::Card { index, reason }) => {
                let entry = places.get(index).copied().unwrap_or_default();
                return Err(FeedFault::Entry { entry, reason }.into());
            }
            done => done?,
        };
        Ok(FeedImport {
            added,
            known: known.len(),
        })
    }
}

impl CardFeed {
    fn of(body: String, changed: DateTime<Utc>) -> Self {
        let digest = Sha256::digest(body.as_bytes());
        let hex: String = digest[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let etag = format!("\"{hex}\"");
        Self {
            body,
            etag,
            changed,
        }
    }

    /// As HTTP dates are written (RFC 9110, section 5.6.7).
    #[must_use]
    pub fn last_modified(&self) -> String {
        self.changed.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// Whether who asks with this `If-None-Match` has it already (RFC 9110, section 13.1.2). A date
    /// is not looked at: a card that is withdrawn changes the feed and may leave its date as it is.
    #[must_use]
    pub fn is_known(&self, if_none_match: Option<&str>) -> bool {
        let tags = if_none_match.unwrap_or_default();
        tags.split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.etag)
    }
}
