use chrono::{DateTime, Utc};
use nouns::PersonId;
use store::StoreError;

use super::{Store, naming, rows};
use crate::oversight::AccountDeed;

impl Store {
    /// Ends every session and token of a person, with a note that they see.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn sign_out_everywhere(
        &self,
        person: &PersonId,
        by: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $who = type::record('person', $person);
            IF !record::exists($who) { THROW 'gone' };
            DELETE session WHERE person = $who RETURN NONE;
            DELETE access_token WHERE person = $who RETURN NONE;
            DELETE waiting WHERE person = $who RETURN NONE;
            CREATE account_deed SET person = $person, deed = 'signed-out', by = $by, at = $now RETURN NONE";
        let mut variables = naming("person", person.as_str());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("now", now);
        self.db
            .transact("ending every session of a person", body, variables)
            .await
            .map(drop)
    }

    /// What was done to somebody's account, newest first.
    pub(crate) async fn account_deeds(
        &self,
        person: &PersonId,
    ) -> Result<Vec<AccountDeed>, StoreError> {
        let surql =
            "SELECT deed, at FROM account_deed WHERE person = $person ORDER BY at DESC LIMIT 100";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing(
                "reading what was done to an account",
            ))?;
        rows(&mut results, 0, "account_deed")
    }
}
