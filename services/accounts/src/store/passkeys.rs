use chrono::{DateTime, Utc};
use nouns::PersonId;
use store::StoreError;

use super::{Store, naming, rows};
use crate::second_factor::Kept;
use crate::session::Session;

impl Store {
    /// The passkeys of a person, as they were written.
    pub(crate) async fn passkeys_of(&self, person: &PersonId) -> Result<Vec<String>, StoreError> {
        let surql =
            "SELECT VALUE credential FROM passkey WHERE person = type::record('person', $person)";
        self.db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading passkeys"))
    }

    /// The passkeys of a person as they see them, the newest first.
    pub(crate) async fn passkeys_kept(&self, person: &PersonId) -> Result<Vec<Kept>, StoreError> {
        let surql = "SELECT record::id(id) AS id, made_at, used_at FROM passkey
            WHERE person = type::record('person', $person) ORDER BY made_at DESC";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("listing passkeys"))?;
        rows(&mut results, 0, "passkey")
    }

    /// Removes a passkey; only the session that does so stays strong.
    ///
    /// # Errors
    /// Throws `gone` when the person has no such key.
    pub(crate) async fn remove_passkey(&self, id: &str, by: &Session) -> Result<(), StoreError> {
        let body = "LET $key = type::record('passkey', $id);
            LET $who = type::record('person', $person);
            IF $key.person != $who { THROW 'gone' };
            DELETE $key RETURN NONE;
            UPDATE session SET strong_at = NONE WHERE person = $who AND record::id(id) != $here RETURN NONE";
        let mut variables = naming("id", id);
        variables.insert("person", by.person.as_str().to_owned());
        variables.insert("here", by.id.as_str().to_owned());
        self.db
            .transact("removing a passkey", body, variables)
            .await
            .map(drop)
    }

    /// Keeps a new passkey. `key` is the hash of its credential id.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when it is somebody's already.
    pub(crate) async fn keep_passkey(
        &self,
        key: &str,
        person: &PersonId,
        credential: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body =
            "CREATE type::record('passkey', $id) SET person = type::record('person', $person),
            credential = $credential, made_at = $now, used_at = $now RETURN NONE";
        let mut variables = naming("id", key);
        variables.insert("person", person.as_str().to_owned());
        variables.insert("credential", credential.to_owned());
        variables.insert("now", now);
        self.db
            .transact("keeping a passkey", body, variables)
            .await
            .map(drop)
    }

    /// Notes that a passkey was used, with its new counter.
    pub(crate) async fn use_passkey(
        &self,
        key: &str,
        credential: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "UPDATE type::record('passkey', $id) SET credential = $credential, used_at = $now RETURN NONE";
        let mut variables = naming("id", key);
        variables.insert("credential", credential.to_owned());
        variables.insert("now", now);
        self.db
            .transact("using a passkey", body, variables)
            .await
            .map(drop)
    }
}
