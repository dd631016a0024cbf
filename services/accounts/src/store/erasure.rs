use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::log::JOINT;
use super::{REGISTER, Store, naming, row, rows};

/// How far an erasure is.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ErasureRow {
    pub(crate) receipt: String,
    pub(crate) position: u64,
    pub(crate) state: String,
}

impl ErasureRow {
    pub(crate) fn is_done(&self) -> bool {
        self.state == "done"
    }
}

/// What is not removed as a row of the person's own: the person is struck out of it.
const STRIKE_OUT: &str = "
    DELETE block WHERE by = $person OR whom = $person RETURN NONE;
    UPDATE held_role SET given_by = NONE WHERE given_by = $person RETURN NONE;
    UPDATE role_deed SET by = NONE WHERE by = $person RETURN NONE;
    DELETE type::record('suspension', $person) RETURN NONE;
    UPDATE suspension SET by = NONE WHERE by = $person RETURN NONE;
    DELETE account_deed WHERE person = $person RETURN NONE;
    UPDATE account_deed SET by = NONE WHERE by = $person RETURN NONE;
    DELETE recovery WHERE person = type::record('person', $person) RETURN NONE;
    UPDATE recovery SET by = NONE WHERE by = $person RETURN NONE;
    UPDATE recovery SET agreed_by = NONE WHERE agreed_by = $person RETURN NONE;
    UPDATE report SET by = NONE, words = '' WHERE by = $person RETURN NONE;
    UPDATE report SET about = NONE, words = '', thing = (IF kind = 'persoon' { '' } ELSE { thing })
        WHERE about = $person OR (kind = 'persoon' AND thing = $person) RETURN NONE;
    DELETE look WHERE whom = $person RETURN NONE;
    UPDATE look SET by = NONE WHERE by = $person RETURN NONE;
    UPDATE outbox SET key = '' WHERE key = $person
        OR (topic = 'block' AND (string::starts_with(key, $first) OR string::ends_with(key, $second))) RETURN NONE;
";

impl Store {
    /// Removes a person from accounts and tells everyone who follows.
    ///
    /// # Errors
    /// Throws `gone` when the person is gone already.
    pub(crate) async fn erase(
        &self,
        person: &PersonId,
        receipt: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let removal = store::register::removal(REGISTER);
        let body = format!(
            "IF !record::exists(type::record('person', $person)) {{ THROW 'gone' }};
            {STRIKE_OUT}{removal}
            fn::log('erased', $person);
            CREATE type::record('erasure', $receipt) SET person = $person,
                position = (SELECT VALUE n FROM ONLY counter:outbox), state = 'asked', at = $now RETURN NONE"
        );
        let mut variables = naming("person", person.as_str());
        variables.insert("receipt", receipt.to_owned());
        variables.insert("first", format!("{person}{JOINT}"));
        variables.insert("second", format!("{JOINT}{person}"));
        variables.insert("now", now);
        self.db
            .transact("erasing a person", &body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn erasure(&self, receipt: &str) -> Result<Option<ErasureRow>, StoreError> {
        let surql = "SELECT record::id(id) AS receipt, position, state FROM ONLY type::record('erasure', $receipt)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("receipt", receipt))
            .await
            .map_err(StoreError::while_doing("reading an erasure"))?;
        row(&mut results, 0, "erasure")
    }

    /// Those that are not done yet.
    pub(crate) async fn running_erasures(&self) -> Result<Vec<ErasureRow>, StoreError> {
        let surql = "SELECT record::id(id) AS receipt, position, state FROM erasure
            WHERE state IN ['asked', 'passed']";
        let mut results = self
            .db
            .read(surql)
            .await
            .map_err(StoreError::while_doing("reading erasures"))?;
        rows(&mut results, 0, "erasure")
    }

    /// Every service has the erasures up to `position`: the last mentions of the people go.
    pub(crate) async fn forget_erased(&self, position: u64) -> Result<(), StoreError> {
        let body = "UPDATE outbox SET key = '' WHERE topic = 'erased'
                AND key IN (SELECT VALUE person FROM erasure WHERE state = 'asked' AND position <= $position) RETURN NONE;
            UPDATE erasure SET person = NONE, state = 'passed' WHERE state = 'asked' AND position <= $position RETURN NONE";
        let mut variables = Variables::new();
        variables.insert("position", i64::try_from(position).unwrap_or(i64::MAX));
        self.db
            .transact("forgetting who was erased", body, variables)
            .await
            .map(drop)
    }

    /// Leaves nothing of what was removed in the files of the store; what has passed everyone up to
    /// now is done then.
    pub(crate) async fn finish_erasures(&self, passed: &[ErasureRow]) -> Result<(), StoreError> {
        self.datastore.shred().await?;
        let receipts: Vec<String> = passed.iter().map(|one| one.receipt.clone()).collect();
        let body = "UPDATE erasure SET state = 'done' WHERE state = 'passed' AND record::id(id) IN $receipts RETURN NONE";
        let mut variables = Variables::new();
        variables.insert("receipts", receipts);
        self.db
            .transact("finishing erasures", body, variables)
            .await
            .map(drop)
    }

    /// For an export.
    pub(crate) async fn about(&self, person: &PersonId) -> Result<serde_json::Value, StoreError> {
        self.db.about(person.as_str(), REGISTER).await
    }
}
