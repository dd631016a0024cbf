use chrono::{DateTime, Utc};
use nouns::{PersonId, Role};
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::log::position;
use super::recoveries::payload;
use super::{Store, naming, noun, person_id, row, rows};
use crate::letter::SuspensionLetter;
use crate::secret::SecretId;
use crate::suspension::Suspension;

const TABLE: &str = "suspension";
/// The kind of job that tells somebody that they are kept out, or no longer.
pub(crate) const SUSPENSION_MAIL: &str = "mail-suspension";

const COLUMNS: &str = "record::id(id) AS person, reason, words, by, role, at, until, objection, objected_at, upheld_at";

#[derive(Deserialize)]
struct SuspensionRow {
    person: String,
    reason: String,
    words: String,
    by: Option<String>,
    role: String,
    at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    objection: Option<String>,
    objected_at: Option<DateTime<Utc>>,
    upheld_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Keeps somebody out: sessions and keys end, everybody who follows hears, and a mail waits. Gives the place in the log.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn suspend(
        &self,
        new: &Suspension,
        mail: &SecretId,
        letter: Option<&SuspensionLetter>,
    ) -> Result<u64, StoreError> {
        let body = "LET $who = type::record('person', $person);
            IF !record::exists($who) { THROW 'gone' };
            DELETE session WHERE person = $who RETURN NONE;
            DELETE access_token WHERE person = $who RETURN NONE;
            DELETE waiting WHERE person = $who RETURN NONE;
            UPSERT type::record('suspension', $person) CONTENT { reason: $reason, words: $words, by: $by, role: $role,
                at: $now, until: $until } RETURN NONE;
            CREATE account_deed SET person = $person, deed = 'suspended', by = $by, at = $now RETURN NONE;
            IF $letter != NONE { fn::enqueue('mail-suspension', $mail, $now, $letter) };
            fn::log('standing', $person);
            SELECT VALUE n FROM ONLY counter:outbox";
        let mut variables = naming("person", new.person.as_str());
        variables.insert("reason", new.reason.clone());
        variables.insert("words", new.words.clone());
        variables.insert("by", new.by.as_ref().map(ToString::to_string));
        variables.insert("role", new.role.as_str().to_owned());
        variables.insert("until", new.until);
        variables.insert("now", new.at);
        variables.insert("mail", mail.as_str().to_owned());
        variables.insert("letter", payload(letter)?);
        self.logged("suspending somebody", body, variables, 9).await
    }

    /// Lets somebody in again. Gives the place in the log.
    ///
    /// # Errors
    /// Throws `none` when nothing keeps them out.
    pub(crate) async fn lift_suspension(
        &self,
        person: &PersonId,
        by: &PersonId,
        mail: &SecretId,
        letter: Option<&SuspensionLetter>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let body = "IF !record::exists(type::record('suspension', $person)) { THROW 'none' };
            DELETE type::record('suspension', $person) RETURN NONE;
            CREATE account_deed SET person = $person, deed = 'suspension-lifted', by = $by, at = $now RETURN NONE;
            IF $letter != NONE { fn::enqueue('mail-suspension', $mail, $now, $letter) };
            fn::log('standing', $person);
            SELECT VALUE n FROM ONLY counter:outbox";
        let mut variables = naming("person", person.as_str());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("mail", mail.as_str().to_owned());
        variables.insert("letter", payload(letter)?);
        variables.insert("now", now);
        self.logged("lifting a suspension", body, variables, 5)
            .await
    }

    async fn logged(
        &self,
        doing: &'static str,
        body: &str,
        variables: Variables,
        statement: usize,
    ) -> Result<u64, StoreError> {
        let answer: Option<i64> = self
            .db
            .transact(doing, body, variables)
            .await?
            .take(statement)?;
        Ok(position(answer))
    }

    /// Notes that an objection was answered: it stays.
    pub(crate) async fn uphold_suspension(
        &self,
        person: &PersonId,
        by: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $done = (UPDATE type::record('suspension', $person) SET upheld_at = $now
                WHERE objected_at != NONE AND upheld_at = NONE);
            IF array::len($done) > 0 {
                CREATE account_deed SET person = $person, deed = 'suspension-upheld', by = $by, at = $now RETURN NONE;
            }";
        let mut variables = naming("person", person.as_str());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("now", now);
        self.db
            .transact("upholding a suspension", body, variables)
            .await
            .map(drop)
    }

    /// Keeps what somebody says against it.
    ///
    /// # Errors
    /// Throws `objected` the second time.
    pub(crate) async fn object(
        &self,
        person: &PersonId,
        words: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $kept = (UPDATE type::record('suspension', $person) SET objection = $words, objected_at = $now
                WHERE objected_at = NONE);
            IF array::len($kept) = 0 { THROW 'objected' }";
        let mut variables = naming("person", person.as_str());
        variables.insert("words", words.to_owned());
        variables.insert("now", now);
        self.db
            .transact("keeping an objection", body, variables)
            .await
            .map(drop)
    }

    /// What keeps somebody out, or did until it was over.
    pub(crate) async fn suspension(
        &self,
        person: &PersonId,
    ) -> Result<Option<Suspension>, StoreError> {
        let surql = format!("SELECT {COLUMNS} FROM ONLY type::record('suspension', $person)");
        let mut results = self
            .db
            .read_built(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a suspension"))?;
        row::<SuspensionRow>(&mut results, 0, TABLE)?
            .map(SuspensionRow::noun)
            .transpose()
    }

    pub(crate) async fn suspensions(&self) -> Result<Vec<Suspension>, StoreError> {
        let surql = format!("SELECT {COLUMNS} FROM suspension ORDER BY at DESC LIMIT 1000");
        let mut results = self
            .db
            .read_built(surql)
            .await
            .map_err(StoreError::while_doing("reading suspensions"))?;
        rows::<SuspensionRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(SuspensionRow::noun)
            .collect()
    }

    /// Those whose end has come go, and everybody who follows hears of it.
    pub(crate) async fn end_suspensions_that_are_over(
        &self,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "FOR $over IN (SELECT record::id(id) AS person, until FROM suspension WHERE until != NONE AND until <= $now) {
                DELETE type::record('suspension', $over.person) RETURN NONE;
                CREATE account_deed SET person = $over.person, deed = 'suspension-over', at = $over.until RETURN NONE;
                fn::log('standing', $over.person);
            }";
        let mut variables = Variables::new();
        variables.insert("now", now);
        self.db
            .transact("ending suspensions", body, variables)
            .await
            .map(drop)
    }
}

impl SuspensionRow {
    fn noun(self) -> Result<Suspension, StoreError> {
        Ok(Suspension {
            person: person_id(TABLE, &self.person)?,
            reason: self.reason,
            words: self.words,
            by: self.by.map(|by| person_id(TABLE, &by)).transpose()?,
            role: noun(TABLE, self.role.parse::<Role>())?,
            at: self.at,
            until: self.until,
            objection: self.objection.zip(self.objected_at),
            upheld: self.upheld_at,
        })
    }
}
