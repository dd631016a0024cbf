//! Meetups that are not published yet.

use chrono::{DateTime, Utc};
use contract::meetups::NewEvent;
use nouns::{EventId, PersonId};
use serde::Deserialize;
use serde_json::json;
use store::StoreError;

use super::events::item;
use super::rows::EventRow;
use super::{Store, binding};
use crate::MeetupsError;
use crate::concepts::{Concept, Obstacle};
use crate::event::{Event, Organiser};

#[derive(Deserialize)]
struct ConceptRow {
    key: String,
    by: PersonId,
    name: String,
    words: NewEvent,
    #[serde(default)]
    ready: Option<EventRow>,
    #[serde(default)]
    publish_at: Option<DateTime<Utc>>,
    #[serde(default)]
    problem: Option<Obstacle>,
    changed: DateTime<Utc>,
}

impl TryFrom<ConceptRow> for Concept {
    type Error = MeetupsError;

    fn try_from(row: ConceptRow) -> Result<Self, MeetupsError> {
        let id = EventId::parse(&row.key).map_err(|_| MeetupsError::Row("concept"))?;
        let ready = row.ready.map(|ready| ready.with_key(&id));
        Ok(Self {
            id,
            by: Organiser {
                person: row.by,
                name: row.name,
            },
            words: row.words,
            ready: ready.map(Event::try_from).transpose()?,
            publish_at: row.publish_at,
            problem: row.problem,
            changed: row.changed,
        })
    }
}

impl Store {
    pub(crate) async fn concept(&self, id: &EventId) -> Result<Option<Concept>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM type::record('concept', $id) WHERE by != NONE";
        let variables = binding! { "id": id.to_string() };
        let rows: Vec<ConceptRow> = self.rows("concept", surql, variables).await?;
        rows.into_iter().next().map(Concept::try_from).transpose()
    }

    /// Those that somebody keeps, and those that name them as a host.
    pub(crate) async fn concepts_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Concept>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM concept
            WHERE by = $person OR (words.hosts ?? []) CONTAINS $person";
        let variables = binding! { "person": person.to_string() };
        let rows: Vec<ConceptRow> = self.rows("concept", surql, variables).await?;
        rows.into_iter().map(Concept::try_from).collect()
    }

    /// Keeps a concept, and has it published at its moment, if it has one. `before` is when it was changed last; what changed
    /// since then, or is published, is not written over.
    pub(crate) async fn keep_concept(
        &self,
        concept: &Concept,
        before: Option<DateTime<Utc>>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $was = (SELECT VALUE changed FROM ONLY type::record('concept', $id));
            IF $was != $before { THROW 'concept-moved' };
            UPSERT type::record('concept', $id) SET by = $by, name = $name, words = $words, ready = $ready, publish_at = $at,
                problem = NONE, created = created ?? $now, changed = $now RETURN NONE;
            IF $at = NONE { fn::dequeue('publish-concept', $id) } ELSE { fn::enqueue('publish-concept', $id, $at, {}) };";
        let variables = binding! {
            "id": concept.id.to_string(), "by": concept.by.person.to_string(), "name": concept.by.name.clone(),
            "words": as_kept(&json!(concept.words)), "ready": concept.ready.as_ref().map(|event| json!(EventRow::from(event))),
            "at": concept.publish_at, "now": concept.changed, "before": before,
        };
        self.db
            .transact("keeping a concept", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn drop_concept(&self, id: &EventId) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('concept', $id) RETURN NONE;
            fn::dequeue('publish-concept', $id)";
        let variables = binding! { "id": id.to_string() };
        self.db
            .transact("throwing a concept away", body, variables)
            .await?;
        Ok(())
    }

    /// What was kept becomes a meetup, in one step: whoever comes second finds no concept, and there is never a second meetup.
    ///
    /// # Errors
    /// [`MeetupsError::ConceptMoved`] when it changed after `changed`, or is gone.
    pub(crate) async fn publish_concept(
        &self,
        event: &Event,
        changed: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $was = (SELECT VALUE changed FROM ONLY type::record('concept', $item.key));
            IF $was != $changed { THROW 'concept-moved' };
            IF $item.content.community != NONE AND !record::exists(type::record('community', $item.content.community)) { THROW 'no-community' };
            DELETE type::record('concept', $item.key) RETURN NONE;
            fn::dequeue('publish-concept', $item.key);
            CREATE type::record('event', $item.key) CONTENT object::extend($item.content, {
                created: <datetime>$item.content.created, changed: <datetime>$item.content.changed,
                last_call: IF $item.last_call { <datetime>$item.last_call } ELSE { NONE }
            }) RETURN NONE;
            fn::log('event', $item.key);";
        let variables = binding! { "item": item(event), "changed": changed };
        self.db
            .transact("publishing a concept", body, variables)
            .await?;
        Ok(())
    }

    /// Its moment came and it cannot be published: who keeps it sees why, and sets another.
    pub(crate) async fn hold_concept(
        &self,
        id: &EventId,
        why: Obstacle,
    ) -> Result<(), MeetupsError> {
        let body = "UPDATE type::record('concept', $id) SET publish_at = NONE, ready = NONE, problem = $why WHERE by != NONE RETURN NONE";
        let variables = binding! { "id": id.to_string(), "why": why.as_str().to_owned() };
        self.db
            .transact("holding a concept", body, variables)
            .await?;
        Ok(())
    }

    /// What nobody changed since then goes, unless it waits for its moment.
    pub(crate) async fn sweep_concepts(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE concept WHERE changed <= $before AND publish_at = NONE RETURN NONE";
        self.db
            .transact("removing old concepts", body, binding! { "before": before })
            .await
            .map(drop)
    }
}

/// Without what was left out: a `null` is nothing to keep.
fn as_kept(words: &serde_json::Value) -> serde_json::Value {
    match words {
        serde_json::Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), as_kept(value)))
            .collect(),
        other => other.clone(),
    }
}
