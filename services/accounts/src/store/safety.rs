//! Blocks, reports, and who looked.

use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;

use super::log::pair_key;
use super::{Store, naming, row, rows};

/// A row of `report`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReportRow {
    pub(crate) key: String,
    pub(crate) by: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) kind: String,
    pub(crate) thing: String,
    pub(crate) reason: String,
    pub(crate) words: String,
    pub(crate) school: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) made: DateTime<Utc>,
    pub(crate) due: DateTime<Utc>,
    pub(crate) state: String,
    pub(crate) outcome: Option<String>,
}

/// A new report.
pub(crate) struct NewReportRow<'a> {
    pub(crate) id: &'a str,
    pub(crate) by: &'a PersonId,
    pub(crate) about: Option<String>,
    pub(crate) kind: &'a str,
    pub(crate) thing: &'a str,
    pub(crate) reason: &'a str,
    pub(crate) words: &'a str,
    pub(crate) school: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) due: DateTime<Utc>,
}

#[derive(Deserialize)]
struct BlockRow {
    whom: String,
    name: Option<String>,
    since: DateTime<Utc>,
}

/// Whom somebody blocked: id, name, since when.
pub(crate) type BlockedPerson = (String, String, DateTime<Utc>);

/// Somebody looked: role, kind of thing, when.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct LookRow {
    pub(crate) role: String,
    pub(crate) kind: String,
    pub(crate) at: DateTime<Utc>,
}

impl Store {
    /// Blocks, or takes it back. Gives the position of the log at which it is so.
    ///
    /// # Errors
    /// Throws `gone` when one of the two is.
    pub(crate) async fn set_block(
        &self,
        by: &PersonId,
        whom: &PersonId,
        blocked: bool,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let body = "IF !record::exists(type::record('person', $by)) OR !record::exists(type::record('person', $whom)) { THROW 'gone' };
            LET $block = type::record('block', [$by, $whom]);
            IF $blocked != record::exists($block) {
                IF $blocked { CREATE $block SET by = $by, whom = $whom, since = $now RETURN NONE } ELSE { DELETE $block RETURN NONE };
                fn::log('block', $key);
            };
            SELECT VALUE n FROM ONLY counter:outbox";
        let mut variables = naming("by", by.as_str());
        variables.insert("whom", whom.as_str().to_owned());
        variables.insert("key", pair_key(by, whom));
        variables.insert("blocked", blocked);
        variables.insert("now", now);
        let mut answers = self.db.transact("blocking", body, variables).await?;
        Ok(super::log::position(answers.take(3)?))
    }

    pub(crate) async fn has_blocked(
        &self,
        by: &PersonId,
        whom: &PersonId,
    ) -> Result<bool, StoreError> {
        let mut variables = naming("by", by.as_str());
        variables.insert("whom", whom.as_str().to_owned());
        let stands: Option<bool> = self
            .db
            .read("RETURN record::exists(type::record('block', [$by, $whom]))")
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for a block"))?;
        Ok(stands.unwrap_or(false))
    }

    pub(crate) async fn blocks_of(&self, by: &PersonId) -> Result<Vec<BlockedPerson>, StoreError> {
        let surql = "SELECT whom, type::record('person', whom).name AS name, since FROM block
            WHERE by = $by ORDER BY since DESC LIMIT 500";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("by", by.as_str()))
            .await
            .map_err(StoreError::while_doing("reading blocks"))?;
        let blocks = rows::<BlockRow>(&mut results, 0, "block")?;
        Ok(blocks
            .into_iter()
            .map(|row| (row.whom, row.name.unwrap_or_default(), row.since))
            .collect())
    }

    /// Keeps a report.
    ///
    /// # Errors
    /// Throws `too-many` when the reporter has `most` open.
    pub(crate) async fn add_report(
        &self,
        new: NewReportRow<'_>,
        most: u32,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $open = (SELECT VALUE id FROM report WHERE by = $by AND state = 'open');
            IF array::len($open) >= $most { THROW 'too-many' };
            CREATE type::record('report', $id) SET by = $by, about = $about, kind = $kind, thing = $thing,
                reason = $reason, words = $words, school = $school, region = $region,
                made = $now, due = $due, state = 'open' RETURN NONE";
        let mut variables = naming("id", new.id);
        variables.insert("by", new.by.as_str().to_owned());
        variables.insert("about", new.about);
        variables.insert("kind", new.kind.to_owned());
        variables.insert("thing", new.thing.to_owned());
        variables.insert("reason", new.reason.to_owned());
        variables.insert("words", new.words.to_owned());
        variables.insert("school", new.school);
        variables.insert("region", new.region);
        variables.insert("due", new.due);
        variables.insert("most", i64::from(most));
        variables.insert("now", now);
        self.db
            .transact("keeping a report", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn report(&self, id: &str) -> Result<Option<ReportRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM ONLY type::record('report', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", id))
            .await
            .map_err(StoreError::while_doing("reading a report"))?;
        row(&mut results, 0, "report")
    }

    /// What somebody reported, newest first.
    pub(crate) async fn reports_of(&self, by: &PersonId) -> Result<Vec<ReportRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM report WHERE by = $by ORDER BY made DESC LIMIT 100";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("by", by.as_str()))
            .await
            .map_err(StoreError::while_doing("reading reports"))?;
        rows(&mut results, 0, "report")
    }

    /// What is open, soonest due first.
    pub(crate) async fn open_reports(&self) -> Result<Vec<ReportRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM report WHERE state = 'open' ORDER BY due LIMIT 500";
        let mut results = self
            .db
            .read(surql)
            .await
            .map_err(StoreError::while_doing("reading open reports"))?;
        rows(&mut results, 0, "report")
    }

    /// Notes that somebody looks at what was reported of `whom`, before they see it.
    pub(crate) async fn note_look(
        &self,
        whom: &str,
        by: &PersonId,
        role: &str,
        kind: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "CREATE look SET whom = $whom, by = $by, role = $role, kind = $kind, at = $now RETURN NONE";
        let mut variables = naming("whom", whom);
        variables.insert("by", by.as_str().to_owned());
        variables.insert("role", role.to_owned());
        variables.insert("kind", kind.to_owned());
        variables.insert("now", now);
        self.db
            .transact("noting a look", body, variables)
            .await
            .map(drop)
    }

    /// Who looked at what of somebody, newest first.
    pub(crate) async fn looks_at(&self, whom: &PersonId) -> Result<Vec<LookRow>, StoreError> {
        let surql = "SELECT role, kind, at FROM look WHERE whom = $whom ORDER BY at DESC LIMIT 200";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("whom", whom.as_str()))
            .await
            .map_err(StoreError::while_doing("reading who looked"))?;
        rows(&mut results, 0, "look")
    }

    /// Closes a report with what was done.
    ///
    /// # Errors
    /// Throws `not-open`.
    pub(crate) async fn close_report(
        &self,
        id: &str,
        outcome: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "IF (SELECT VALUE state FROM ONLY type::record('report', $id)) != 'open' { THROW 'not-open' };
            UPDATE type::record('report', $id) SET state = 'closed', outcome = $outcome, closed = $now RETURN NONE";
        let mut variables = naming("id", id);
        variables.insert("outcome", outcome.to_owned());
        variables.insert("now", now);
        self.db
            .transact("closing a report", body, variables)
            .await
            .map(drop)
    }
}
