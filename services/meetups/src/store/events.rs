use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contract::letters::Difference;
use nouns::EventId;
use serde_json::json;
use surrealdb::types::Variables;

use super::rows::EventRow;
use super::{Store, binding};
use crate::MeetupsError;
use crate::event::Event;

/// What who comes hears of events that are replaced.
pub(crate) struct News {
    pub(crate) kind: &'static str,
    /// By the event, what is different about it.
    pub(crate) changes: BTreeMap<EventId, Vec<Difference>>,
}

/// So many events go into one transaction; more only makes the others wait.
const BATCH: usize = 200;

impl Store {
    pub(crate) async fn event(&self, id: &EventId) -> Result<Option<Event>, MeetupsError> {
        Ok(self.some_events(std::slice::from_ref(id)).await?.pop())
    }

    /// Those of `ids` that exist.
    pub(crate) async fn some_events(&self, ids: &[EventId]) -> Result<Vec<Event>, MeetupsError> {
        let keys: Vec<String> = ids.iter().map(EventId::to_string).collect();
        let surql = "SELECT *, record::id(id) AS key OMIT id
            FROM array::map($keys, |$key: string| type::record('event', $key)) WHERE uid != NONE";
        let rows: Vec<EventRow> = self.rows("event", surql, binding! { "keys": keys }).await?;
        rows.into_iter().map(Event::try_from).collect()
    }

    pub(crate) async fn events(&self) -> Result<Vec<Event>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM event";
        let rows: Vec<EventRow> = self.rows("event", surql, Variables::new()).await?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// Adds events that are not there yet; a taken id is refused with the whole batch.
    pub(crate) async fn add_events(&self, events: &[Event]) -> Result<(), MeetupsError> {
        let body = "FOR $item IN $items {
                IF record::exists(type::record('event', $item.key)) { THROW 'id-taken' };
                IF $item.content.community != NONE AND !record::exists(type::record('community', $item.content.community)) { THROW 'no-community' };
            };
            INSERT INTO event (array::map($items, |$item: any| object::extend($item.content, {
                id: $item.key, created: <datetime>$item.content.created, changed: <datetime>$item.content.changed,
                last_call: IF $item.last_call { <datetime>$item.last_call } ELSE { NONE },
                moved_from: IF $item.moved_from { <datetime>$item.moved_from } ELSE { NONE }
            }))) RETURN NONE;
            fn::log_all('event', array::map($items, |$item: any| $item.key))";
        for batch in events.chunks(BATCH) {
            let items = json!(batch.iter().map(item).collect::<Vec<_>>());
            let variables = binding! { "items": items };
            self.db.transact("adding events", body, variables).await?;
        }
        Ok(())
    }

    /// Adds and replaces events, all or nothing. Sign-ups and their counts stay; who waits gets what came free.
    pub(crate) async fn put_events(
        &self,
        events: &[Event],
        news: Option<&News>,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "FOR $item IN $items {
                LET $before = (SELECT created, placed, waiting, tickets FROM ONLY type::record('event', $item.key));
                IF $item.content.community != NONE AND !record::exists(type::record('community', $item.content.community)) { THROW 'no-community' };
                UPSERT type::record('event', $item.key) CONTENT object::extend($item.content, {
                    created: $before.created ?? <datetime>$item.content.created,
                    changed: <datetime>$item.content.changed,
                    last_call: IF $item.last_call { <datetime>$item.last_call } ELSE { NONE },
                    moved_from: IF $item.moved_from { <datetime>$item.moved_from } ELSE { NONE },
                    placed: $before.placed ?? 0, waiting: $before.waiting ?? 0, tickets: $before.tickets ?? 0
                }) RETURN NONE;
                IF ($before.tickets ?? 0) > 0 {
                    fn::cut_offers($item.key);
                    fn::enqueue('remind-plan', $item.key, $now, {});
                };
                IF ($before.waiting ?? 0) > 0 { fn::move_up($item.key, $now) };
                IF $news != NONE AND ($before.tickets ?? 0) > 0 {
                    LET $waits = (SELECT VALUE payload.changes FROM ONLY type::record('job', [$news, $item.key]));
                    fn::enqueue($news, $item.key, $now, { event: $item.key,
                        changes: array::concat($waits ?? [], $changes[$item.key] ?? []) });
                };
                fn::log('event', $item.key);
            }";
        let items = json!(events.iter().map(item).collect::<Vec<_>>());
        let variables = binding! {
            "items": items, "news": news.map(|news| news.kind.to_owned()), "now": now,
            "changes": news.map_or_else(|| json!({}), |news| json!(news.changes)),
        };
        self.db.transact("changing events", body, variables).await?;
        Ok(())
    }

    /// Writes down the last call of events that were kept before it was known.
    pub(crate) async fn add_last_calls(&self) -> Result<(), MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM event WHERE last_call = NONE";
        let rows: Vec<EventRow> = self.rows("event", surql, Variables::new()).await?;
        let events: Result<Vec<Event>, _> = rows.into_iter().map(Event::try_from).collect();
        let known: Vec<serde_json::Value> = events?
            .iter()
            .filter_map(|event| Some(json!({ "key": event.id.as_str(), "at": event.last_call()? })))
            .collect();
        let body = "FOR $one IN $known {
                UPDATE type::record('event', $one.key) SET last_call = <datetime>$one.at RETURN NONE;
            }";
        for batch in known.chunks(BATCH) {
            let variables = binding! { "known": json!(batch) };
            self.db
                .transact("adding last calls", body, variables)
                .await?;
        }
        Ok(())
    }
}

pub(super) fn item(event: &Event) -> serde_json::Value {
    json!({
        "key": event.id.as_str(), "content": EventRow::from(event), "last_call": event.last_call(),
        "moved_from": event.moved_from,
    })
}
