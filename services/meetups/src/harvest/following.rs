//! Moves what harvesters see along our own log, so that no way of changing a meetup can forget it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};
use nouns::EventId;
use store::{LogEntry, Noted};
use tokio::sync::{Mutex, watch};
use wire::harvest::Repository as _;

use crate::store::{ENTRIES_AT_ONCE, topic};
use crate::{Meetups, MeetupsError};

/// Another process's writes are seen within this time.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// One at a time moves what harvesters see, or says what time it is to them.
#[derive(Default)]
pub(crate) struct Harvesting(Mutex<()>);

impl Meetups {
    /// Beside all other work: after an import of many it keeps no offer and no index waiting.
    pub(crate) async fn follow_into_harvest(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let written = self.store.database().written(LOOK_AGAIN);
            if let Err(error) = self.moment_for_harvesters().await {
                tracing::error!(%error, "what harvesters see of meetups fell behind");
            }
            tokio::select! {
                () = written => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// The present moment, when harvesters see everything that was logged before it. What they do
    /// not see yet gets this second or a later one.
    pub(crate) async fn moment_for_harvesters(&self) -> Result<DateTime<Utc>, MeetupsError> {
        let _turn = self.harvesting.0.lock().await;
        while self.note_changes().await? {}
        Ok(self.clock.now())
    }

    /// Notes the next entries of the log; false when there is nothing to note. Entries that harvesters do not hear of, such
    /// as sign-ups, are passed with the next that they do, or when they are many.
    async fn note_changes(&self) -> Result<bool, MeetupsError> {
        let harvest = &self.store.harvest;
        let entries = self.store.log_after(harvest.position().await?).await?;
        let Some(last) = entries.last() else {
            return Ok(false);
        };
        let keys = keys_of(&entries);
        let are_many = entries.len() == ENTRIES_AT_ONCE as usize;
        let how = (last.position, are_many);
        loop {
            let standing = harvest.standing(&keys).await?;
            let public = self.public(&keys).await?.into_iter();
            let sets: HashMap<String, String> = public
                .map(|(key, event)| (key, event.words.kind.as_str().to_owned()))
                .collect();
            let now = self.clock.now().timestamp();
            match harvest.note(standing, &keys, &sets, now, how).await? {
                Noted::Nothing => return Ok(false),
                Noted::Done => return Ok(true),
                Noted::Overtaken => {}
            }
        }
    }
}

/// The meetups whose words, time or status entries tell of, each once. When a community opens or closes, each of its meetups
/// is in the log too.
fn keys_of(entries: &[LogEntry]) -> Vec<String> {
    let keys: BTreeSet<&str> = entries
        .iter()
        .filter(|entry| entry.topic == topic::EVENT)
        .map(|entry| entry.key.as_str())
        .collect();
    let is_id = |key: &&str| EventId::parse(key).is_ok();
    keys.into_iter().filter(is_id).map(str::to_owned).collect()
}
