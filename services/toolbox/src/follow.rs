//! The index follows the log: what was stored is found within a second.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use nouns::CardId;
use search_index::{Change, Findable};
use store::LogEntry;
use tokio::sync::{mpsc, watch};

use crate::card::{Card, Version};
use crate::findable::findable;
use crate::store::BATCH_TOPIC;
use crate::{Toolbox, ToolboxError};

/// How many log entries one commit of the index takes.
const ENTRIES: u32 = 500;
/// How many cards are read at a time when the index is built anew.
const CARDS: usize = 1000;
/// An import of more cards than this builds the index anew.
const FOLLOWED_AT_ONCE: usize = 4000;
/// What is over is ended within this time.
const LOOK_AT_DRAFTS: Duration = Duration::from_mins(1);
/// Another process's writes are seen within this time.
const LOOK_AGAIN: Duration = Duration::from_millis(300);

impl Toolbox {
    /// Follows the logs, our own into the index, until `stop` turns true.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let following = async {
            if let Some(log) = &self.accounts {
                log.follow_until(&*self, stop.clone()).await;
            }
        };
        tokio::join!(
            self.follow_into_index(stop.clone()),
            self.keep_shelf(stop.clone()),
            self.follow_into_harvest(stop.clone()),
            self.see_to_questions(stop.clone()),
            self.read_ahead(stop.clone()),
            following
        );
    }

    /// Ends drafts whose time is over, until `stop` turns true.
    async fn keep_shelf(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(problem) = self.end_overdue().await {
                tracing::error!(
                    problem = &problem as &dyn std::error::Error,
                    "drafts could not be ended"
                );
            }
            let over = tokio::time::timeout(LOOK_AT_DRAFTS, stop.wait_for(|stop| *stop));
            if over.await.is_ok() {
                return;
            }
        }
    }

    /// Once what was stored is found, reads what lists show of it.
    async fn read_ahead(&self, stop: watch::Receiver<bool>) {
        while !self.ready().await {
            if *stop.borrow() {
                return;
            }
            self.store.db.written(LOOK_AGAIN).await;
        }
        if let Err(problem) = self.glances.read_ahead(&self.store, &stop).await {
            tracing::warn!(
                problem = &problem as &dyn std::error::Error,
                "cards could not be read ahead"
            );
        }
    }

    async fn follow_into_index(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(problem) = self.catch_up().await {
                tracing::error!(
                    problem = &problem as &dyn std::error::Error,
                    "the index fell behind"
                );
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = self.store.db.written(LOOK_AGAIN) => {}
            }
        }
    }

    /// Whether the index has caught up with what was stored when it opened.
    pub async fn ready(&self) -> bool {
        self.caught_up.load(Ordering::Acquire)
    }

    /// Brings the index up to the present: from nothing when it was lost, else from where it is.
    pub async fn catch_up(&self) -> Result<(), ToolboxError> {
        let _turn = self.following.lock().await;
        if self.index.position().is_none() {
            self.rebuild().await?;
        }
        while self.follow().await? {}
        self.caught_up.store(true, Ordering::Release);
        Ok(())
    }

    /// Builds the index from nothing.
    pub(crate) async fn index_anew(&self) -> Result<(), ToolboxError> {
        let _turn = self.following.lock().await;
        self.rebuild().await
    }

    /// Takes the next entries of the log; false when the index is where it was.
    async fn follow(&self) -> Result<bool, ToolboxError> {
        let before = self.index.position();
        let entries = self
            .store
            .db
            .log_after(before.unwrap_or_default(), ENTRIES)
            .await?;
        match entries.iter().position(|entry| entry.topic == BATCH_TOPIC) {
            Some(0) => self.apply_batch(&entries[0]).await?,
            Some(first) => self.apply_cards(&entries[..first]).await?,
            None => self.apply_cards(&entries).await?,
        }
        Ok(self.index.position() > before)
    }

    /// Each entry says which card changed; what it is now is read here.
    async fn apply_cards(&self, entries: &[LogEntry]) -> Result<(), ToolboxError> {
        let keys = entries.iter().map(|entry| entry.key.as_str());
        let ids: Vec<CardId> = keys.filter_map(|key| CardId::parse(key).ok()).collect();
        let cards = self.with_earlier(self.store.cards(&ids).await?).await?;
        let change = |entry: &LogEntry| {
            let card = cards.iter().find(|(card, _)| card.id.as_str() == entry.key);
            present(entry.position, &entry.key, card)
        };
        self.apply(entries.iter().map(change).collect()).await
    }

    /// All cards of an import. A large one is planted anew with all other cards: that streams,
    /// where following it would hold all its cards at once.
    async fn apply_batch(&self, entry: &LogEntry) -> Result<(), ToolboxError> {
        let ids = self.store.cards_of_batch(&entry.key).await?;
        if ids.len() > FOLLOWED_AT_ONCE {
            return self.rebuild().await;
        }
        let cards = self.with_earlier(self.store.cards(&ids).await?).await?;
        let change = |card: &Dated| present(entry.position, card.0.id.as_str(), Some(card));
        let changes = cards.iter().map(change);
        let moved_on = Change::nothing(entry.position);
        self.apply(changes.chain([moved_on]).collect()).await
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), ToolboxError> {
        if changes.is_empty() {
            return Ok(());
        }
        let index = Arc::clone(&self.index);
        let ids = changed_ids(&changes);
        tokio::task::spawn_blocking(move || index.apply(&changes)).await??;
        self.glances.forget(ids.iter().map(String::as_str));
        Ok(())
    }

    /// Fills the index from the store. The position is read first: what is written meanwhile is
    /// followed afterwards, and applying it twice changes nothing.
    ///
    /// The index stands at the beginning of the log until it is whole. Should reading fail halfway,
    /// the log from its beginning brings what is missing.
    async fn rebuild(&self) -> Result<(), ToolboxError> {
        let position = self.store.db.log_end().await?;
        let ids = self.store.ids().await?;
        let index = Arc::clone(&self.index);
        let (give, mut take) = mpsc::channel(CARDS);
        let filling = tokio::task::spawn_blocking(move || {
            index.rebuild(std::iter::from_fn(|| take.blocking_recv()), 0)
        });
        let given = self.give_all(&ids, give).await;
        filling.await??;
        given?;
        self.apply(vec![Change::nothing(position)]).await
    }

    /// Most cards have one version, and cost no read.
    async fn with_earlier(&self, cards: Vec<Card>) -> Result<Vec<Dated>, ToolboxError> {
        let mut dated = Vec::with_capacity(cards.len());
        for card in cards {
            let earlier = self.store.earlier(&card).await?;
            dated.push((card, earlier));
        }
        Ok(dated)
    }

    async fn give_all(
        &self,
        ids: &[CardId],
        give: mpsc::Sender<Findable>,
    ) -> Result<(), ToolboxError> {
        for part in ids.chunks(CARDS) {
            let mut cards = self.store.cards(part).await?;
            cards.retain(Card::is_published);
            for (card, earlier) in self.with_earlier(cards).await? {
                if give.send(findable(&card, &earlier)).await.is_err() {
                    // The index failed; it tells why itself.
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// A card with its versions before the present one, oldest first.
type Dated = (Card, Vec<Version>);

fn present(position: u64, key: &str, card: Option<&Dated>) -> Change {
    match card.filter(|(card, _)| card.is_published()) {
        Some((card, earlier)) => Change::put(position, findable(card, earlier)),
        None => Change::delete(position, key),
    }
}

fn changed_ids(changes: &[Change]) -> Vec<String> {
    let id = |change: &Change| match &change.what {
        search_index::What::Put(findable) => Some(findable.id.clone()),
        search_index::What::Delete(id) => Some(id.clone()),
        search_index::What::Nothing => None,
    };
    changes.iter().filter_map(id).collect()
}
