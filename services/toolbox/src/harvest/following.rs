//! Moves what harvesters see along our own log, so that no way of changing a card can forget it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};
use nouns::CardId;
use store::{LogEntry, Noted};
use tokio::sync::watch;
use wire::harvest::Repository as _;

use crate::card::Kind;
use crate::store::BATCH_TOPIC;
use crate::{Toolbox, ToolboxError};

/// How many log entries, and how many cards of an import, are noted in one transaction.
const ENTRIES: u32 = 500;
const CARDS: usize = 500;
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
        let position = self.store.harvest.position().await?;
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
        self.note(&keys_of(before), last.position, must_pass).await
    }

    /// An import is noted in parts. Should it be cut off, all of it is noted again.
    async fn note_batch(&self, entry: &LogEntry, position: u64) -> Result<(), ToolboxError> {
        let ids = self.store.cards_of_batch(&entry.key).await?;
        let keys: Vec<String> = ids.iter().map(|id| id.as_str().to_owned()).collect();
        for part in keys.chunks(CARDS) {
            self.note(part, position, false).await?;
        }
        self.note(&[], entry.position, true).await.map(drop)
    }

    /// Notes how these cards are now; with it our log is followed up to `position`. False when there
    /// was nothing to note, and the position was not to be passed without.
    async fn note(
        &self,
        keys: &[String],
        position: u64,
        must_pass: bool,
    ) -> Result<bool, ToolboxError> {
        let harvest = &self.store.harvest;
        loop {
            let standing = harvest.standing(keys).await?;
            let cards = self.public(keys).await?.into_iter();
            let sets: HashMap<String, String> = cards
                .map(|(key, card)| (key, set_of(card.content().kind)))
                .collect();
            let now = self.clock.now().timestamp();
            let how = (position, must_pass);
            match harvest.note(standing, keys, &sets, now, how).await? {
                Noted::Nothing => return Ok(false),
                Noted::Done => return Ok(true),
                Noted::Overtaken => {}
            }
        }
    }
}

/// The set of a card of some kind; empty for one of none.
fn set_of(kind: Option<Kind>) -> String {
    kind.map_or_else(String::new, |kind| kind.as_str().to_owned())
}

/// The cards that entries are about, each once.
fn keys_of(entries: &[LogEntry]) -> Vec<String> {
    let keys: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| entry.topic == CARD_TOPIC)
        .map(|entry| entry.key.as_str())
        .collect();
    let is_id = |key: &&str| CardId::parse(key).is_ok();
    keys.into_iter().filter(is_id).map(str::to_owned).collect()
}

/// The topic under which single cards are logged.
const CARD_TOPIC: &str = "card";
