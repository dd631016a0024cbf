//! Team Trukendoos: cards with which education teams work better together.
//!
//! It owns the cards, every version of them, and an index in which they are found. It promises:
//! - what was shared is on disk when that is answered, and found within a second;
//! - a change is made on the version that its author saw, or not at all, and the earlier version
//!   is kept for readers;
//! - a file of cards is imported as a whole or not at all.
//!
//! It knows nobody but the [`Caller`] who asks: no accounts, no other service, no pages. Names
//! stand on cards as they were when they were written.

mod api;
mod audience;
pub mod card;
mod error;
pub mod exchange;
mod feed;
mod findable;
mod follow;
mod following;
mod glance;
mod harvest;
pub mod history;
mod import;
pub mod reading;
pub mod rules;
#[cfg(test)]
mod samples;
mod search;
mod store;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ::store::{Datastore, StoreError};
use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{CardId, Clock};
use search_index::Index;
use tokio::sync::Mutex;
use wire::AccountsLog;

use crate::card::{Author, Card, Content, Deed, State, Version, Visibility};
use crate::glance::Glances;

pub use self::api::endpoint;
pub use self::error::ToolboxError;
pub use self::feed::{CardFeed, FeedFault, FeedImport, FeedProblem};
pub use self::glance::Glance;
pub use self::import::{ImportProblem, ImportedCard};
pub use self::search::{Found, Order, Question};
pub use self::store::REGISTER;

/// The toolbox of one installation.
pub struct Toolbox {
    store: self::store::Store,
    index: Arc<Index>,
    glances: Glances,
    clock: Clock,
    /// One at a time brings the index up to date.
    following: Mutex<()>,
    caught_up: AtomicBool,
    /// Where questions between teams are found.
    questions: Arc<Index>,
    indexing_questions: Mutex<()>,
    looked_for_lost_jobs: std::sync::Mutex<Option<DateTime<Utc>>>,
    /// One at a time moves what harvesters see, or says what time it is to them.
    harvesting: Mutex<()>,
    accounts: Option<AccountsLog>,
}

impl Toolbox {
    /// Opens and migrates; `index` is this service's index folder, `None` keeps it in memory.
    pub async fn open(
        datastore: &Datastore,
        index: Option<&Path>,
        clock: Clock,
    ) -> Result<Self, ToolboxError> {
        let questions_folder = index.map(|folder| folder.with_extension("questions"));
        let index = match index {
            Some(folder) => Index::open(folder, findable::SCHEMA)?.0,
            None => Index::in_memory()?,
        };
        let questions = match questions_folder {
            Some(folder) => Index::open(&folder, exchange::SCHEMA)?.0,
            None => Index::in_memory()?,
        };
        Ok(Self {
            store: self::store::Store::open(datastore).await?,
            index: Arc::new(index),
            questions: Arc::new(questions),
            indexing_questions: Mutex::new(()),
            looked_for_lost_jobs: std::sync::Mutex::default(),
            glances: Glances::default(),
            clock,
            following: Mutex::new(()),
            caught_up: AtomicBool::new(false),
            harvesting: Mutex::new(()),
            accounts: None,
        })
    }

    /// The clock that this toolbox goes by.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// A card, for whoever may read it.
    pub async fn card(&self, caller: Option<&Caller>, id: &CardId) -> Result<Card, ToolboxError> {
        let card = self.store.card(id).await?;
        card.filter(|card| rules::may_read(caller, card))
            .ok_or_else(|| ToolboxError::NotFound(id.clone()))
    }

    /// The cards to do before this one, as far as the caller may read them.
    pub async fn first_do(
        &self,
        caller: Option<&Caller>,
        card: &Card,
    ) -> Result<Vec<Card>, ToolboxError> {
        let mut cards = self.store.cards(&card.content().after).await?;
        cards.retain(|first| first.is_published() && rules::may_read(caller, first));
        Ok(cards)
    }

    /// Shares a card under a fresh id.
    pub async fn add(&self, by: &Caller, content: Content) -> Result<Card, ToolboxError> {
        self.add_as(by, CardId::fresh(), content).await
    }

    /// Shares a card under an id that is given, as seeds do.
    pub async fn add_as(
        &self,
        by: &Caller,
        id: CardId,
        content: Content,
    ) -> Result<Card, ToolboxError> {
        let card = self.draft(by, id, content).await?;
        match self.store.add(&card).await {
            Ok(()) => Ok(card),
            Err(StoreError::AlreadyExists) => Err(ToolboxError::AlreadyExists(card.id)),
            Err(problem) => Err(problem.into()),
        }
    }

    /// A card as it would be shared, checked in every way but not stored.
    pub async fn draft(
        &self,
        by: &Caller,
        id: CardId,
        content: Content,
    ) -> Result<Card, ToolboxError> {
        if !rules::may_add(by) {
            return Err(ToolboxError::MayNotAdd);
        }
        self.check_links(by, &id, &content).await?;
        let now = self.clock.now();
        let card = Card {
            id,
            owner: Some(author(by)),
            school: by.school.clone(),
            region: by.region,
            state: State::Published,
            created: now,
            current: Version {
                number: 1,
                content,
                deed: Deed::Added,
                by: Some(author(by)),
                at: now,
            },
        };
        check_circle(&card)?;
        Ok(card)
    }

    /// Changes an own card, made on version `from` of it. The earlier version is kept; content
    /// that does not differ changes nothing.
    pub async fn edit(
        &self,
        by: &Caller,
        id: &CardId,
        from: u32,
        content: Content,
    ) -> Result<Card, ToolboxError> {
        let card = self.card(Some(by), id).await?;
        if !card.is_published() {
            return Err(ToolboxError::AlreadyWithdrawn);
        }
        if !rules::may_edit(by, &card) {
            return Err(ToolboxError::NotYours);
        }
        if card.current.number != from {
            return Err(ToolboxError::ChangedMeanwhile);
        }
        if *card.content() == content {
            return Ok(card);
        }
        self.check_links(by, id, &content).await?;
        let card = self.next(card, by, Deed::Edited, content);
        check_circle(&card)?;
        self.replace(card).await
    }

    /// Takes a card off the shelf. Its owner and the moderators still read it.
    pub async fn withdraw(&self, by: &Caller, id: &CardId) -> Result<Card, ToolboxError> {
        let card = self.card(Some(by), id).await?;
        if !card.is_published() {
            return Err(ToolboxError::AlreadyWithdrawn);
        }
        if !rules::may_withdraw(by, &card) {
            return Err(ToolboxError::NotYours);
        }
        let content = card.content().clone();
        let mut card = self.next(card, by, Deed::Withdrawn, content);
        card.state = State::Withdrawn;
        self.replace(card).await
    }

    /// Every version of a card, newest first, for whoever may read the card.
    pub async fn history(
        &self,
        caller: Option<&Caller>,
        id: &CardId,
    ) -> Result<(Card, Vec<Version>), ToolboxError> {
        let card = self.card(caller, id).await?;
        let mut versions = self.store.earlier(&card).await?;
        versions.push(card.current.clone());
        versions.reverse();
        Ok((card, versions))
    }

    /// The card with its next version on top.
    fn next(&self, card: Card, by: &Caller, deed: Deed, content: Content) -> Card {
        let current = Version {
            number: card.current.number + 1,
            content,
            deed,
            by: Some(author(by)),
            at: self.clock.now(),
        };
        Card { current, ..card }
    }

    async fn replace(&self, card: Card) -> Result<Card, ToolboxError> {
        match self.store.replace(&card, card.current.number - 1).await {
            Ok(()) => Ok(card),
            Err(StoreError::Thrown(_)) => Err(ToolboxError::ChangedMeanwhile),
            Err(problem) => Err(problem.into()),
        }
    }

    /// The cards to do first must be there for whoever names them, and no card comes before itself.
    async fn check_links(
        &self,
        by: &Caller,
        id: &CardId,
        content: &Content,
    ) -> Result<(), ToolboxError> {
        let cards = self.store.cards(&content.after).await?;
        let is_there = |first: &CardId| {
            first != id
                && cards
                    .iter()
                    .any(|card| card.id == *first && rules::may_read(Some(by), card))
        };
        match content.after.iter().find(|first| !is_there(first)) {
            Some(first) => Err(ToolboxError::UnknownFirst(first.clone())),
            None => Ok(()),
        }
    }
}

/// Sharing with a school or region takes one.
fn check_circle(card: &Card) -> Result<(), ToolboxError> {
    match card.content().visibility {
        Visibility::School if card.school.is_none() => Err(ToolboxError::NoSchool),
        Visibility::Region if card.region.is_none() => Err(ToolboxError::NoRegion),
        _ => Ok(()),
    }
}

fn author(caller: &Caller) -> Author {
    Author {
        person: caller.person.clone(),
        name: caller.name.clone(),
    }
}
