//! What a list shows of a card, kept in memory, so that a page of hits costs no reads.
//!
//! A copy that may be dropped at any moment: what is missing is read from the store.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use nouns::CardId;
use store::StoreError;
use tokio::sync::watch;

use crate::card::{Card, Kind};
use crate::store::Store;

/// Cards whose facts are read at a time when nobody waits for them, and the most that are read so.
const AHEAD: usize = 200;
const MOST_AHEAD: usize = 200_000;

/// The facts of a card that a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    pub title: String,
    pub kind: Option<Kind>,
    pub minutes: Option<i64>,
    pub group_min: Option<i64>,
    pub group_max: Option<i64>,
    pub fits_in_meeting: bool,
    pub tags: Vec<String>,
    pub team: String,
}

impl From<&Card> for Glance {
    fn from(card: &Card) -> Self {
        let content = card.content();
        Self {
            title: content.title.as_str().to_owned(),
            kind: content.kind,
            minutes: content.minutes.map(i64::from),
            group_min: content.group.min(),
            group_max: content.group.max(),
            fits_in_meeting: content.fits_in_meeting,
            tags: content.tags.to_vec(),
            team: content.team.as_str().to_owned(),
        }
    }
}

#[derive(Default)]
pub(crate) struct Glances(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    by_id: HashMap<String, Arc<Glance>>,
    /// Counts the changes, so that what was read before a change is not kept after it.
    changes: u64,
}

impl Glances {
    /// Notes that these cards changed.
    pub(crate) fn forget<'a>(&self, ids: impl IntoIterator<Item = &'a str>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        kept.changes += 1;
        for id in ids {
            kept.by_id.remove(id);
        }
    }

    /// The facts of each of `ids` that exists, in that order, with its id.
    pub(crate) async fn of(
        &self,
        store: &Store,
        ids: Vec<String>,
    ) -> Result<HashMap<String, Arc<Glance>>, StoreError> {
        let (mut found, missing, changes) = self.kept(ids);
        if missing.is_empty() {
            return Ok(found);
        }
        let read: Vec<(String, Arc<Glance>)> = store
            .cards(&missing)
            .await?
            .iter()
            .map(|card| (card.id.as_str().to_owned(), Arc::new(Glance::from(card))))
            .collect();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.changes == changes {
            kept.by_id.extend(read.iter().cloned());
        }
        found.extend(read);
        Ok(found)
    }

    /// Reads the facts of all cards, so that who searches need not wait for the store; ends early when `stop` turns true.
    pub(crate) async fn read_ahead(
        &self,
        store: &Store,
        stop: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let mut ids = store.ids().await?;
        ids.truncate(MOST_AHEAD);
        for some in ids.chunks(AHEAD) {
            if *stop.borrow() {
                break;
            }
            let some = some.iter().map(|id| id.as_str().to_owned());
            self.of(store, some.collect()).await?;
        }
        Ok(())
    }

    /// What is kept, what is not, and after how many changes.
    fn kept(&self, ids: Vec<String>) -> (HashMap<String, Arc<Glance>>, Vec<CardId>, u64) {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut found = HashMap::with_capacity(ids.len());
        let mut missing = Vec::new();
        for id in ids {
            match kept.by_id.get(&id) {
                Some(glance) => drop(found.insert(id, Arc::clone(glance))),
                None => missing.extend(CardId::parse(&id)),
            }
        }
        (found, missing, kept.changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Visibility;
    use crate::samples::card_of;

    #[tokio::test]
    async fn what_is_kept_is_forgotten_when_the_card_changes() {
        let datastore = ::store::Datastore::in_memory().await.unwrap();
        let store = Store::open(&datastore).await.unwrap();
        let mut card = card_of("saskia", Visibility::Country);
        store.add(&card).await.unwrap();
        let glances = Glances::default();
        let title = async || {
            let found = glances.of(&store, vec!["rondje".to_owned()]).await.unwrap();
            found["rondje"].title.clone()
        };
        assert_eq!(title().await, "Rondje om");

        card.current.number = 2;
        card.current.content.title = crate::card::Title::parse("Anders", 120).unwrap();
        store.replace(&card, 1, None).await.unwrap();
        assert_eq!(title().await, "Rondje om", "kept until somebody says so");
        glances.forget(["rondje"]);
        assert_eq!(title().await, "Anders");
    }

    #[tokio::test]
    async fn what_was_read_ahead_costs_no_read() {
        let datastore = ::store::Datastore::in_memory().await.unwrap();
        let store = Store::open(&datastore).await.unwrap();
        store
            .add(&card_of("saskia", Visibility::Country))
            .await
            .unwrap();
        let glances = Glances::default();
        let missing = || glances.kept(vec!["rondje".to_owned()]).1.len();
        let (stop, stopped) = watch::channel(true);
        glances.read_ahead(&store, &stopped).await.unwrap();
        assert_eq!(missing(), 1, "nothing is begun where all ends");
        stop.send(false).unwrap();
        glances.read_ahead(&store, &stopped).await.unwrap();
        assert_eq!(missing(), 0);
    }
}
