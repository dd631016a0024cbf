//! What harvesters see, in the store: places in the order of changes, and each card's last one.

use std::collections::HashMap;

use nouns::CardId;
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use super::Store;

/// The name of our place in our own log.
const FOLLOWER: &str = "harvest";
/// Thrown when another process moved what harvesters see in the meantime.
const MOVED_MEANWHILE: &str = "harvest-moved";
/// Superseded places are looked for so often, in seconds.
const PRUNED_EVERY: i64 = 3600;

/// How far harvesters can see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Extent {
    /// The last number given out; 0 when there is nothing.
    pub(crate) number: u64,
    /// The last second given out.
    pub(crate) at: i64,
    /// The first one ever.
    pub(crate) first: i64,
    pruned: i64,
}

/// Where a change stands among all changes. The order of places is the order of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Seconds of Unix.
    pub(crate) at: i64,
    pub(crate) number: u64,
}

/// The last change of a card, as harvesters are told it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Seen {
    pub(crate) at: i64,
    number: u64,
    /// Empty for a card of no kind.
    pub(crate) kind: String,
    pub(crate) deleted: bool,
}

/// A change to note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) card: CardId,
    pub(crate) kind: String,
    pub(crate) deleted: bool,
    /// The card's change before it.
    pub(crate) before: Option<Seen>,
}

/// What part of the places a list shows: those that `bound` saw as last ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    pub(crate) from: Place,
    /// The last second, if the harvester named one.
    pub(crate) until: Option<i64>,
    pub(crate) bound: Place,
}

impl Window {
    /// As a range of ids. Both ends are numbers: ranges take no bound values.
    fn range(&self) -> String {
        let (at, number) = match self.until {
            Some(until) if until < self.bound.at => (until, i64::MAX.unsigned_abs()),
            _ => (self.bound.at, self.bound.number),
        };
        let Place {
            at: from,
            number: first,
        } = self.from;
        format!("harvest_place:[{from}, {first}]..=[{at}, {number}]")
    }

    fn condition(&self) -> String {
        format!("(next = 0 OR next > {})", self.bound.number)
    }
}

#[derive(SurrealValue)]
struct NewPlace {
    id: RecordId,
    card: String,
    kind: String,
    next: i64,
    gone: i64,
}

#[derive(SurrealValue)]
struct SeenRow {
    id: RecordId,
    at: i64,
    number: i64,
    kind: String,
    deleted: bool,
}

impl SeenRow {
    fn of(one: &Move, at: i64, number: u64) -> Self {
        Self {
            id: RecordId::new("harvest_card", one.card.as_str()),
            at,
            number: signed(number),
            kind: one.kind.clone(),
            deleted: one.deleted,
        }
    }
}

#[derive(SurrealValue)]
struct Superseded {
    place: RecordId,
    next: i64,
}

impl Store {
    /// Up to which position of our log harvesters see everything.
    pub(crate) async fn harvest_position(&self) -> Result<u64, StoreError> {
        self.db.cursor(FOLLOWER).await
    }

    pub(crate) async fn extent(&self) -> Result<Extent, StoreError> {
        let row: Option<Value> = self
            .db
            .read("SELECT number, at, first, pruned FROM ONLY harvest:here")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading how far harvesters see"))?;
        row.map_or(Ok(Extent::default()), |row| read("harvest", row))
    }

    /// The last change of each of `cards` that harvesters ever saw.
    pub(crate) async fn seen(&self, cards: &[CardId]) -> Result<HashMap<String, Seen>, StoreError> {
        #[derive(Deserialize)]
        struct Row {
            card: String,
            #[serde(flatten)]
            seen: Seen,
        }
        let ids: Vec<RecordId> = cards
            .iter()
            .map(|card| RecordId::new("harvest_card", card.as_str()))
            .collect();
        let rows: Vec<Value> = self
            .db
            .read("SELECT record::id(id) AS card, at, number, kind, deleted FROM $ids WHERE number IS NOT NONE")
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading what harvesters saw"))?;
        let rows = rows.into_iter().map(|row| read::<Row>("harvest_card", row));
        rows.map(|row| row.map(|row| (row.card, row.seen)))
            .collect()
    }

    /// Notes changes at second `now`, or at the last second given out when that is later, and that
    /// our log is followed up to `position`, all in one transaction. `extent` is what `moves` were
    /// made on; false when another process was faster, and nothing was noted.
    pub(crate) async fn move_in_harvest(
        &self,
        extent: Extent,
        now: i64,
        keep: i64,
        moves: &[Move],
        position: u64,
    ) -> Result<bool, StoreError> {
        let at = now.max(extent.at);
        let numbered = || (extent.number + 1..).zip(moves);
        let mut variables = Variables::new();
        variables.insert("from", signed(extent.number));
        variables.insert("upto", signed(extent.number + moves.len() as u64));
        variables.insert("at", at);
        variables.insert("before", at - keep);
        let places = numbered().map(|(number, one)| NewPlace {
            id: place_id(Place { at, number }),
            card: one.card.as_str().to_owned(),
            kind: one.kind.clone(),
            next: 0,
            gone: 0,
        });
        variables.insert("places", places.collect::<Vec<_>>());
        let seen = |is_new: bool| -> Vec<SeenRow> {
            numbered()
                .filter(|(_, one)| one.before.is_none() == is_new)
                .map(|(number, one)| SeenRow::of(one, at, number))
                .collect()
        };
        variables.insert("new", seen(true));
        variables.insert("again", seen(false));
        let superseded = numbered().filter_map(|(number, one)| {
            let Seen {
                at, number: old, ..
            } = *one.before.as_ref()?;
            Some(Superseded {
                place: place_id(Place { at, number: old }),
                next: signed(number),
            })
        });
        variables.insert("superseded", superseded.collect::<Vec<_>>());
        let prunes = at - extent.pruned >= PRUNED_EVERY;
        let body = moving(moves.is_empty(), prunes);
        let done = self
            .db
            .follow("moving harvesters on", FOLLOWER, position, &body, variables)
            .await;
        match done {
            Err(StoreError::Thrown(name)) if name == MOVED_MEANWHILE => Ok(false),
            done => done.map(|()| true),
        }
    }

    /// At most `most` changes of a window, oldest first, each with its card.
    pub(crate) async fn places(
        &self,
        window: &Window,
        kind: Option<&str>,
        most: usize,
    ) -> Result<Vec<(Place, CardId)>, StoreError> {
        #[derive(Deserialize)]
        struct Row {
            place: (i64, u64),
            card: CardId,
        }
        let surql = format!(
            "SELECT record::id(id) AS place, card FROM {} WHERE {} AND ($kind IS NONE OR kind = $kind) LIMIT {most}",
            window.range(),
            window.condition()
        );
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("kind", kind.map(str::to_owned)))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading changes for harvesters"))?;
        let rows = rows
            .into_iter()
            .map(|row| read::<Row>("harvest_place", row));
        rows.map(|row| {
            let Row {
                place: (at, number),
                card,
            } = row?;
            Ok((Place { at, number }, card))
        })
        .collect()
    }

    /// How many changes a window holds.
    pub(crate) async fn count_places(
        &self,
        window: &Window,
        kind: Option<&str>,
    ) -> Result<u64, StoreError> {
        let surql = format!(
            "SELECT VALUE count FROM (SELECT count() FROM {} WHERE {} AND ($kind IS NONE OR kind = $kind) GROUP ALL)",
            window.range(),
            window.condition()
        );
        let counts: Vec<i64> = self
            .db
            .read_built(surql)
            .bind(("kind", kind.map(str::to_owned)))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("counting changes for harvesters"))?;
        let count = counts.first().copied().unwrap_or_default();
        Ok(count.unsigned_abs())
    }
}

/// The statements that note changes.
fn moving(nothing_moves: bool, prunes: bool) -> String {
    if nothing_moves {
        return String::new();
    }
    let prune = if prunes {
        "DELETE harvest_place WHERE gone > 0 AND gone < $before RETURN NONE;
         UPDATE harvest:here SET pruned = $at RETURN NONE"
    } else {
        ""
    };
    format!(
        "LET $here = (SELECT * FROM ONLY harvest:here);
        IF ($here.number ?? 0) != $from {{ THROW '{MOVED_MEANWHILE}' }};
        INSERT INTO harvest_place $places RETURN NONE;
        INSERT INTO harvest_card $new RETURN NONE;
        FOR $one IN $again {{
            UPDATE $one.id SET at = $at, number = $one.number, kind = $one.kind, deleted = $one.deleted RETURN NONE;
        }};
        FOR $one IN $superseded {{ UPDATE $one.place SET next = $one.next, gone = $at RETURN NONE }};
        UPSERT harvest:here SET number = $upto, at = $at, first = first ?? $at, pruned = pruned ?? $at
            RETURN NONE;
        {prune}"
    )
}

fn place_id(place: Place) -> RecordId {
    let key = vec![place.at.into_value(), signed(place.number).into_value()];
    RecordId::new("harvest_place", surrealdb::types::Array::from(key))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn read<T: serde::de::DeserializeOwned>(table: &'static str, row: Value) -> Result<T, StoreError> {
    serde_json::from_value(row).map_err(|source| StoreError::Row { table, source })
}
