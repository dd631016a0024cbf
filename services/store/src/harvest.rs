//! What harvesters see, in the store: places in the order of changes, and the last one of each thing.
//!
//! A service whose things are harvested has three tables in its own schema. For things called `card` they are `harvest`, with
//! one record `here`; `harvest_place`, whose ids are [second, number] and which names the `card`; and `harvest_card`, with the
//! card's id as its own. `services/toolbox/migrations/0007-harvest.surql` says what is in them.

use std::collections::HashMap;

use nouns::harvest::{Extent, LIST_LIVES, Place, Seen, Window};
use serde::Deserialize;
use serde_json::Value;
use surrealdb::types::{Object, RecordId, SurrealValue, Variables};

use crate::{Database, StoreError};

/// The name of our place in the service's own log.
const FOLLOWER: &str = "harvest";
/// Thrown when another process moved what harvesters see in the meantime.
const MOVED_MEANWHILE: &str = "harvest-moved";
/// Superseded places are looked for so often, in seconds.
const PRUNED_EVERY: i64 = 3600;
/// Superseded places are kept a little longer than a list can be gone on with.
const KEPT: i64 = LIST_LIVES + 3600;

/// What harvesters see of the things of one service.
#[derive(Clone)]
pub struct Harvest {
    db: Database,
    /// What a thing is called: `card`.
    noun: &'static str,
}

/// What harvesters saw of some things, and how far they saw then: what changes are noted on.
#[derive(Debug)]
pub struct Standing {
    extent: Extent,
    seen: HashMap<String, Seen>,
}

/// How noting went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// There was nothing to note, and nothing was written.
    Nothing,
    Done,
    /// Another process was faster: look again at how things stand.
    Overtaken,
}

/// A change to note.
struct Move {
    key: String,
    kind: String,
    deleted: bool,
    /// The change of the thing before it.
    before: Option<Seen>,
}

/// A window as a range of ids. Both ends are numbers: ranges take no bound values.
fn range(window: &Window) -> String {
    let (at, number) = match window.until {
        Some(until) if until < window.bound.at => (until, i64::MAX.unsigned_abs()),
        _ => (window.bound.at, window.bound.number),
    };
    let Place {
        at: from,
        number: first,
    } = window.from;
    format!("harvest_place:[{from}, {first}]..=[{at}, {number}]")
}

/// Of what a list shows.
fn condition(window: &Window) -> String {
    format!(
        "(next = 0 OR next > {}) AND ($kind IS NONE OR kind = $kind)",
        window.bound.number
    )
}

#[derive(SurrealValue)]
struct SeenRow {
    id: RecordId,
    at: i64,
    number: i64,
    kind: String,
    deleted: bool,
}

#[derive(SurrealValue)]
struct Superseded {
    place: RecordId,
    next: i64,
}

impl Harvest {
    /// Of the things called `noun`.
    #[must_use]
    pub fn of(db: &Database, noun: &'static str) -> Self {
        Self {
            db: db.clone(),
            noun,
        }
    }

    fn table(&self) -> String {
        format!("harvest_{}", self.noun)
    }

    fn row(&self, key: &str) -> RecordId {
        RecordId::new(self.table(), key)
    }

    /// Up to which position of the service's log harvesters see everything.
    pub async fn position(&self) -> Result<u64, StoreError> {
        self.db.cursor(FOLLOWER).await
    }

    pub async fn extent(&self) -> Result<Extent, StoreError> {
        let row: Option<Value> = self
            .db
            .read("SELECT number, at, first, pruned FROM ONLY harvest:here")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading how far harvesters see"))?;
        row.map_or(Ok(Extent::default()), |row| read("harvest", row))
    }

    /// The last change of each of `keys` that harvesters ever saw.
    pub async fn seen(&self, keys: &[String]) -> Result<HashMap<String, Seen>, StoreError> {
        #[derive(Deserialize)]
        struct Row {
            key: String,
            #[serde(flatten)]
            seen: Seen,
        }
        let ids: Vec<RecordId> = keys.iter().map(|key| self.row(key)).collect();
        let rows: Vec<Value> = self
            .db
            .read("SELECT record::id(id) AS key, at, number, kind, deleted FROM $ids WHERE number IS NOT NONE")
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading what harvesters saw"))?;
        let rows = rows.into_iter().map(|row| read::<Row>("harvest", row));
        rows.map(|row| row.map(|row| (row.key, row.seen))).collect()
    }

    /// How far harvesters see, and what they saw of `keys`.
    pub async fn standing(&self, keys: &[String]) -> Result<Standing, StoreError> {
        Ok(Standing {
            extent: self.extent().await?,
            seen: self.seen(keys).await?,
        })
    }

    /// Notes at second `now` how things with these keys are: `public` has the set of each that everybody may have, empty for
    /// none. With it the log is followed up to `position`, in one transaction. Where nothing is different, nothing is
    /// written, unless the position must be passed all the same.
    pub async fn note(
        &self,
        standing: Standing,
        keys: &[String],
        public: &HashMap<String, String>,
        now: i64,
        (position, must_pass): (u64, bool),
    ) -> Result<Noted, StoreError> {
        let moves = moves(keys, public, standing.seen);
        if moves.is_empty() && !must_pass {
            return Ok(Noted::Nothing);
        }
        let done = self.move_on(standing.extent, now, &moves, position).await;
        match done {
            Err(StoreError::Thrown(name)) if name == MOVED_MEANWHILE => Ok(Noted::Overtaken),
            done => done.map(|()| Noted::Done),
        }
    }

    /// Gives out the next places, at second `now` or at the last second given out when that is later.
    async fn move_on(
        &self,
        extent: Extent,
        now: i64,
        moves: &[Move],
        position: u64,
    ) -> Result<(), StoreError> {
        let at = now.max(extent.at);
        let numbered = || (extent.number + 1..).zip(moves);
        let mut variables = Variables::new();
        variables.insert("from", signed(extent.number));
        variables.insert("upto", signed(extent.number + moves.len() as u64));
        variables.insert("at", at);
        variables.insert("before", at - KEPT);
        let places = numbered().map(|(number, one)| self.new_place(Place { at, number }, one));
        variables.insert("places", places.collect::<Vec<_>>());
        let seen = |is_new: bool| -> Vec<SeenRow> {
            numbered()
                .filter(|(_, one)| one.before.is_none() == is_new)
                .map(|(number, one)| self.seen_row(Place { at, number }, one))
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
        let body = moving(&self.table(), moves.is_empty(), prunes);
        self.db
            .follow("moving harvesters on", FOLLOWER, position, &body, variables)
            .await
    }

    fn new_place(&self, place: Place, one: &Move) -> Object {
        let mut row = Object::new();
        row.insert("id", place_id(place));
        row.insert(self.noun, one.key.clone());
        row.insert("kind", one.kind.clone());
        row.insert("next", 0_i64);
        row.insert("gone", 0_i64);
        row
    }

    fn seen_row(&self, place: Place, one: &Move) -> SeenRow {
        SeenRow {
            id: self.row(&one.key),
            at: place.at,
            number: signed(place.number),
            kind: one.kind.clone(),
            deleted: one.deleted,
        }
    }

    /// At most `most` changes of a window, oldest first, each with the key of its thing.
    pub async fn places(
        &self,
        window: &Window,
        kind: Option<&str>,
        most: usize,
    ) -> Result<Vec<(Place, String)>, StoreError> {
        #[derive(Deserialize)]
        struct Row {
            place: (i64, u64),
            key: String,
        }
        let surql = format!(
            "SELECT record::id(id) AS place, {} AS key FROM {} WHERE {} LIMIT {most}",
            self.noun,
            range(window),
            condition(window)
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
                key,
            } = row?;
            Ok((Place { at, number }, key))
        })
        .collect()
    }

    /// How many changes a window holds.
    pub async fn count(&self, window: &Window, kind: Option<&str>) -> Result<u64, StoreError> {
        let surql = format!(
            "SELECT VALUE count FROM (SELECT count() FROM {} WHERE {} GROUP ALL)",
            range(window),
            condition(window)
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

/// What there is to note: a thing that is public, or one that was and is not any more, which stays in the set that harvesters
/// know it in. A deleted one that stays deleted did not change.
fn moves(
    keys: &[String],
    public: &HashMap<String, String>,
    mut seen: HashMap<String, Seen>,
) -> Vec<Move> {
    let note = |key: &String| {
        let before = seen.remove(key);
        let (kind, deleted) = match (public.get(key), &before) {
            (Some(kind), _) => (kind.clone(), false),
            (None, Some(before)) if !before.deleted => (before.kind.clone(), true),
            (None, _) => return None,
        };
        Some(Move {
            key: key.clone(),
            kind,
            deleted,
            before,
        })
    };
    keys.iter().filter_map(note).collect()
}

/// The statements that note changes.
fn moving(table: &str, nothing_moves: bool, prunes: bool) -> String {
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
        INSERT INTO {table} $new RETURN NONE;
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
