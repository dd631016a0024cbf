//! Moves what harvesters see along our own log, so that no way of changing a card can forget it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};
use nouns::CardId;
use store::LogEntry;
use tokio::sync::watch;

use super::record::is_public;
use super::token::LIVES;
use crate::card::Card;
use crate::store::{BATCH_TOPIC, Move, Seen};
use crate::{Toolbox, ToolboxError};

/// How many log entries, and how many cards of an import, are noted in one transaction.
const ENTRIES: u32 = 500;
const CARDS: usize = 500;
/// Superseded places are kept a little longer than a token lives.
const KEPT: i64 = LIVES + 3600;
/// Another process's writes are seen within this time.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

impl Toolbox {
    pub(crate) async fn follow_into_harvest(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(problem) = self.moment_for_harvesters().await {
                let problem: &dyn std::error::Error = &problem;
                tracing::error!(problem, "what harvesters see fell behind");
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = self.store.db.written(LOOK_AGAIN) => {}
            }
        }
    }

    /// The present moment, when harvesters see everything that was logged before it. What they do
    /// not see yet gets this second or a later one.
    pub(super) async fn moment_for_harvesters(&self) -> Result<DateTime<Utc>, ToolboxError> {
        let _turn = self.harvesting.lock().await;
        while self.note_changes().await? {}
        Ok(self.clock.now())
    }

    /// Notes the next entries of the log; false when there is nothing to note. Entries that
    /// harvesters do not hear of are passed with the next that they do, or when they are many.
    async fn note_changes(&self) -> Result<bool, ToolboxError> {
        let position = self.store.harvest_position().await?;
        let entries = self.store.db.log_after(position, ENTRIES).await?;
        let first_batch = entries.iter().position(|entry| entry.topic == BATCH_TOPIC);
        if first_batch == Some(0) {
            self.note_batch(&entries[0], position).await?;
            return Ok(true);
        }
        let before = &entries[..first_batch.unwrap_or(entries.len())];
        let Some(last) = before.last() else {
            return Ok(false);
        };
        let must_pass = first_batch.is_some() || entries.len() == ENTRIES as usize;
        self.note(&ids_of(before), last.position, must_pass).await
    }

    /// An import is noted in parts. Should it be cut off, all of it is noted again.
    async fn note_batch(&self, entry: &LogEntry, position: u64) -> Result<(), ToolboxError> {
        let ids = self.store.cards_of_batch(&entry.key).await?;
        for part in ids.chunks(CARDS) {
            self.note(part, position, false).await?;
        }
        self.note(&[], entry.position, true).await.map(drop)
    }

    /// Notes how these cards are now; with it our log is followed up to `position`. False when there
    /// was nothing to note, and the position was not to be passed without.
    async fn note(
        &self,
        ids: &[CardId],
        position: u64,
        must_pass: bool,
    ) -> Result<bool, ToolboxError> {
        loop {
            let extent = self.store.extent().await?;
            let seen = self.store.seen(ids).await?;
            let cards = self.store.cards(ids).await?;
            let moves = moves(ids, cards, seen);
            if moves.is_empty() && !must_pass {
                return Ok(false);
            }
            let now = self.clock.now().timestamp();
            let moving = self
                .store
                .move_in_harvest(extent, now, KEPT, &moves, position);
            if moving.await? {
                return Ok(true);
            }
        }
    }
}

/// The cards that entries are about, each once.
fn ids_of(entries: &[LogEntry]) -> Vec<CardId> {
    let keys: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| entry.topic == CARD_TOPIC)
        .map(|entry| entry.key.as_str())
        .collect();
    let ids = keys.into_iter().filter_map(|key| CardId::parse(key).ok());
    ids.collect()
}

/// The topic under which single cards are logged.
const CARD_TOPIC: &str = "card";

/// What there is to note: a card that is public, or one that was and is not any more. A deleted
/// one that stays deleted did not change.
fn moves(ids: &[CardId], cards: Vec<Card>, mut seen: HashMap<String, Seen>) -> Vec<Move> {
    let cards: HashMap<String, Card> = cards
        .into_iter()
        .map(|card| (card.id.as_str().to_owned(), card))
        .collect();
    let note = |id: &CardId| {
        let card = cards.get(id.as_str());
        let before = seen.remove(id.as_str());
        let deleted = !card.is_some_and(is_public);
        if deleted && before.as_ref().is_none_or(|before| before.deleted) {
            return None;
        }
        let kind = card.and_then(|card| card.content().kind);
        let kind = match (kind, &before) {
            (Some(kind), _) => kind.as_str().to_owned(),
            (None, Some(before)) if deleted => before.kind.clone(),
            (None, _) => String::new(),
        };
        Some(Move {
            card: id.clone(),
            kind,
            deleted,
            before,
        })
    };
    ids.iter().filter_map(note).collect()
}
