use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;

use super::newcomers::{ADOPT, NewcomerRow, REPLACE};
use super::{Store, naming, noun, person_id, row, rows};
use crate::recovery::Recovery;
use crate::secret::SecretId;

const TABLE: &str = "recovery";

#[derive(Deserialize)]
struct OpenRow {
    person: String,
    ends_at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct RecoveryRow {
    id: String,
    made_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Notes a link; the person's open ones end.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn make_recovery(
        &self,
        link: &SecretId,
        person: &PersonId,
        by: &PersonId,
        ends: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $who = type::record('person', $person);
            IF !record::exists($who) { THROW 'gone' };
            UPDATE recovery SET withdrawn_at = $now WHERE person = $who AND used_at = NONE AND withdrawn_at = NONE
                AND ends_at > $now RETURN NONE;
            CREATE type::record('recovery', $link) SET person = $who, by = $by, made_at = $now, ends_at = $ends RETURN NONE";
        let mut variables = naming("person", person.as_str());
        variables.insert("link", link.as_str().to_owned());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("ends", ends);
        variables.insert("now", now);
        self.db
            .transact("making a recovery", body, variables)
            .await
            .map(drop)
    }

    /// Whose account a link opens, and until when; none when it opens nothing.
    pub(crate) async fn open_recovery(
        &self,
        link: &SecretId,
        now: DateTime<Utc>,
    ) -> Result<Option<(PersonId, DateTime<Utc>)>, StoreError> {
        let surql =
            "SELECT record::id(person) AS person, ends_at FROM ONLY type::record('recovery', $link)
            WHERE used_at = NONE AND withdrawn_at = NONE AND ends_at > $now";
        let mut variables = naming("link", link.as_str());
        variables.insert("now", now);
        let mut results = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .map_err(StoreError::while_doing("reading a recovery"))?;
        row::<OpenRow>(&mut results, 0, TABLE)?
            .map(|row| Ok((person_id(TABLE, &row.person)?, row.ends_at)))
            .transpose()
    }

    /// The links that were made for somebody, newest first.
    pub(crate) async fn recoveries_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Recovery>, StoreError> {
        let surql =
            "SELECT record::id(id) AS id, made_at, ends_at, used_at, withdrawn_at FROM recovery
            WHERE person = type::record('person', $person) ORDER BY made_at DESC LIMIT 100";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading recoveries"))?;
        let read = |row: RecoveryRow| {
            Ok(Recovery {
                id: noun(TABLE, SecretId::parse(&row.id).ok_or("no hash"))?,
                made: row.made_at,
                ends: row.ends_at,
                used: row.used_at,
                withdrawn: row.withdrawn_at,
            })
        };
        rows::<RecoveryRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(read)
            .collect()
    }

    /// Ends a link of the person's own.
    ///
    /// # Errors
    /// Throws `gone` when there is none that works.
    pub(crate) async fn withdraw_recovery(
        &self,
        link: &SecretId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $link = type::record('recovery', $id);
            IF $link.person != type::record('person', $person) OR $link.used_at != NONE OR $link.withdrawn_at != NONE {
                THROW 'gone'
            };
            UPDATE $link SET withdrawn_at = $now RETURN NONE";
        let mut variables = naming("id", link.as_str());
        variables.insert("person", person.as_str().to_owned());
        variables.insert("now", now);
        self.db
            .transact("withdrawing a recovery", body, variables)
            .await
            .map(drop)
    }

    /// A link does its work: what a newcomer came with goes to the account, and who was in it is out.
    ///
    /// # Errors
    /// Throws when link or newcomer is gone; [`StoreError::AlreadyExists`] when somebody came with it before.
    pub(crate) async fn recover(
        &self,
        link: &SecretId,
        browser: &SecretId,
        newcomer: &NewcomerRow,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut variables = self.of_newcomer(browser, newcomer, person, now);
        variables.insert("link", link.as_str().to_owned());
        let body = format!("{USE}{REPLACE}{ADOPT}");
        self.db
            .transact("recovering an account", &body, variables)
            .await
            .map(drop)
    }
}

const USE: &str = "
LET $link = type::record('recovery', $link);
IF $link.person != type::record('person', $person) OR $link.used_at != NONE OR $link.withdrawn_at != NONE
    OR $link.ends_at <= $now { THROW 'ended' };
UPDATE $link SET used_at = $now RETURN NONE;
DELETE session WHERE person = type::record('person', $person) RETURN NONE;
DELETE access_token WHERE person = type::record('person', $person) RETURN NONE;
";
