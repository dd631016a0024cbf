//! Team Trukendoos: cards with which education teams work better together.
//!
//! It owns the cards, every version of them, and an index in which they are found. It promises:
//! - what was shared is on disk when that is answered, and found within a second;
//! - a change is made on the version that its author saw, or not at all, and the earlier version
//!   is kept for readers;
//! - a file of cards is imported as a whole or not at all.
//!
//! Teams act here: they own what is shared on their behalf (see [`teams`]).
//!
//! It knows nobody but the [`Caller`] who asks: no accounts, no other service, no pages. Names
//! stand on cards as they were when they were written.

mod adapting;
mod api;
mod audience;
pub mod card;
mod collecting;
pub mod collection;
pub mod draft;
mod drafts;
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
mod jobs;
mod keeping;
mod planting;
pub mod reading;
pub mod rules;
#[cfg(test)]
mod samples;
mod saved;
mod search;
mod store;
pub mod teams;
#[cfg(test)]
mod tests;
pub mod tried;
pub mod words;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ::store::{Datastore, StoreError};
use contract::Caller;
use nouns::{CardId, Clock, PersonId, Region};
use search_index::Index;
use tokio::sync::Mutex;
use wire::AccountsLog;

use crate::card::{Author, Card, Content, Deed, State, Version, Visibility};
use crate::glance::Glances;
use crate::keeping::Withdrawal;

pub use self::adapting::{Adapted, Relative};
pub use self::api::endpoint;
pub use self::collecting::CollectionQuestion;
pub use self::drafts::{Shared, Verdict};
pub use self::error::ToolboxError;
pub use self::feed::{CardFeed, FeedFault, FeedImport, FeedProblem};
pub use self::glance::Glance;
pub use self::import::{ImportProblem, ImportedCard};
pub use self::keeping::{Tombstone, Which};
pub use self::planting::{PlantedMember, PlantedTeam};
pub use self::saved::{Counted, SavedSearch, SearchProblem, Searches};
pub use self::search::{Completions, Found, Hits, Near, Order, Question};
pub use self::store::{MIGRATIONS, REGISTER};

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
    /// One at a time moves what harvesters see, or says what time it is to them.
    harvesting: Mutex<()>,
    accounts: Option<AccountsLog>,
    /// One at a time changes collections.
    collecting: Mutex<()>,
    /// One at a time changes saved searches.
    keeping_searches: Mutex<()>,
    looked_for_jobs: jobs::Last,
    swept: jobs::Last,
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
            glances: Glances::default(),
            clock,
            following: Mutex::new(()),
            caught_up: AtomicBool::new(false),
            harvesting: Mutex::new(()),
            accounts: None,
            collecting: Mutex::new(()),
            keeping_searches: Mutex::new(()),
            looked_for_jobs: jobs::Last::default(),
            swept: jobs::Last::default(),
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

    /// Shares a card under a fresh id. Where the school wants it, a colleague reads it first: as a
    /// draft.
    pub async fn add(&self, by: &Caller, content: Content) -> Result<Card, ToolboxError> {
        self.refuse_where_review_comes_first(by).await?;
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
        let (content, shares) = self.on_behalf(by, content).await?;
        let now = self.clock.now();
        let card = Card {
            id,
            owner: Some(author(by)),
            school: by.school.clone(),
            region: shares.region.or(by.region),
            team_members: shares.members,
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

    /// Changes a card of one's own or of one's team, made on version `from` of it. The earlier version is kept; content
    /// that does not differ changes nothing.
    pub async fn edit(
        &self,
        by: &Caller,
        id: &CardId,
        from: u32,
        content: Content,
    ) -> Result<Card, ToolboxError> {
        self.change(by, id, from, content, Deed::Edited).await
    }

    async fn change(
        &self,
        by: &Caller,
        id: &CardId,
        from: u32,
        content: Content,
        deed: Deed,
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
        let card = self.edited(by, card, content, deed).await?;
        check_circle(&card)?;
        self.check_still_adapted(&card).await?;
        self.replace(card, None).await
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

    /// The card with what was changed on top. Whoever shared it may give it to another team of
    /// theirs, or take it back; for the other members its team stays.
    async fn edited(
        &self,
        by: &Caller,
        card: Card,
        mut content: Content,
        deed: Deed,
    ) -> Result<Card, ToolboxError> {
        if card.content().team_id == content.team_id {
            if content.team_id.is_some() {
                content.team = card.content().team.clone();
            }
            return Ok(self.next(card, by, deed, content));
        }
        if !card.is_owned_by(&by.person) {
            return Err(ToolboxError::NotYours);
        }
        let (content, shares) = self.on_behalf(by, content).await?;
        let mut card = self.next(card, by, deed, content);
        card.region = shares.region.or(card.region);
        card.team_members = shares.members;
        Ok(card)
    }

    /// What a caller shares on behalf of a team, see [`Self::shared_by_member`].
    async fn on_behalf(
        &self,
        by: &Caller,
        content: Content,
    ) -> Result<(Content, Shares), ToolboxError> {
        if content.team_id.is_some() && !teams::rules::takes_part(by) {
            return Err(ToolboxError::NotForThatTeam);
        }
        self.shared_by_member(&by.person, content).await
    }

    /// What is shared on behalf of a team carries its name and counts for its region; only its
    /// members do so.
    pub(crate) async fn shared_by_member(
        &self,
        person: &PersonId,
        mut content: Content,
    ) -> Result<(Content, Shares), ToolboxError> {
        let Some(id) = &content.team_id else {
            return Ok((content, Shares::default()));
        };
        let team = match self.team(id).await {
            Err(ToolboxError::NoTeam(_)) => return Err(ToolboxError::NotForThatTeam),
            team => team?,
        };
        let members = self.store.people_of(id).await?;
        if !team.is_open() || !members.contains(person) {
            return Err(ToolboxError::NotForThatTeam);
        }
        let shares = Shares {
            region: Some(team.content.region),
            members,
        };
        content.team = card::Line::parse(team.name()).unwrap_or_default();
        Ok((content, shares))
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

    async fn replace(
        &self,
        card: Card,
        withdrawal: Option<&Withdrawal>,
    ) -> Result<Card, ToolboxError> {
        let from = card.current.number - 1;
        match self.store.replace(&card, from, withdrawal).await {
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

/// On whose behalf a card is shared: nobody's but the author's, or a team's.
#[derive(Default)]
struct Shares {
    region: Option<Region>,
    members: Vec<PersonId>,
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
