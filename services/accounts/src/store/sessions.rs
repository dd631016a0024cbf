use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::{Store, naming, noun, person_id, row, rows};
use crate::secret::SecretId;
use crate::session::{Device, IdToken, Session};

const TABLE: &str = "session";

#[derive(Deserialize)]
struct SessionRow {
    id: String,
    person: String,
    device: String,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    strong_at: Option<DateTime<Utc>>,
    way: Option<String>,
    id_token: Option<String>,
}

impl Store {
    /// Begins a session and ends the one that the browser had before, in one step.
    pub(crate) async fn begin(
        &self,
        session: &Session,
        previous: Option<&SecretId>,
    ) -> Result<(), StoreError> {
        let body = "IF $previous != NONE { DELETE type::record('session', $previous) };
            CREATE type::record('session', $id) SET person = type::record('person', $person), device = $device,
                started_at = $since, seen_at = $seen, ends_at = $ends, strong_at = $strong, way = $way, id_token = $id_token";
        let mut variables = naming("id", session.id.as_str());
        variables.insert("previous", previous.map(|id| id.as_str().to_owned()));
        variables.insert("person", session.person.as_str().to_owned());
        variables.insert("device", session.device.as_str().to_owned());
        variables.insert("since", session.since);
        variables.insert("seen", session.seen);
        variables.insert("ends", session.ends);
        variables.insert("strong", session.strong);
        variables.insert("way", session.way.clone());
        let id_token = session.id_token.as_ref();
        variables.insert("id_token", id_token.map(|token| token.0.clone()));
        self.db
            .transact("beginning a session", body, variables)
            .await
            .map(drop)
    }

    /// A session, ended or not.
    pub(crate) async fn session(&self, id: &SecretId) -> Result<Option<Session>, StoreError> {
        let surql = "SELECT record::id(id) AS id, record::id(person) AS person, device, started_at, seen_at, ends_at,
                strong_at, way, id_token
            FROM ONLY type::record('session', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", id.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a session"))?;
        row::<SessionRow>(&mut results, 0, TABLE)?
            .map(SessionRow::noun)
            .transpose()
    }

    /// Last used first.
    pub(crate) async fn sessions_of(&self, person: &PersonId) -> Result<Vec<Session>, StoreError> {
        let surql = "SELECT record::id(id) AS id, record::id(person) AS person, device, started_at, seen_at, ends_at,
                strong_at, way, id_token
            FROM session WHERE person = type::record('person', $person) ORDER BY seen_at DESC";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading sessions"))?;
        rows::<SessionRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(SessionRow::noun)
            .collect()
    }

    /// Notes that a session was used. One that has ended meanwhile stays ended.
    pub(crate) async fn see(&self, id: &SecretId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut variables: Variables = naming("id", id.as_str());
        variables.insert("now", now);
        let body = "UPDATE type::record('session', $id) SET seen_at = $now RETURN NONE";
        self.db
            .transact("seeing a session", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn end(&self, id: &SecretId) -> Result<(), StoreError> {
        let body = "DELETE type::record('session', $id)";
        self.db
            .transact("ending a session", body, naming("id", id.as_str()))
            .await
            .map(drop)
    }
}

impl SessionRow {
    fn noun(self) -> Result<Session, StoreError> {
        Ok(Session {
            id: noun(
                TABLE,
                SecretId::parse(&self.id).ok_or("a session's id is a hash"),
            )?,
            person: person_id(TABLE, &self.person)?,
            device: Device::of(&self.device),
            since: self.started_at,
            seen: self.seen_at,
            ends: self.ends_at,
            strong: self.strong_at,
            way: self.way,
            id_token: self.id_token.map(IdToken),
        })
    }
}
