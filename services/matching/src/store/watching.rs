//! What the dashboard of a programme reads, and the reminder that its coordinator sends.

use chrono::{DateTime, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::{Bound, Store};

/// A request of a programme, as its dashboard shows it.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct WatchedRow {
    pub(crate) key: String,
    pub(crate) student: String,
    pub(crate) buddy: String,
    pub(crate) student_name: String,
    pub(crate) buddy_name: String,
    pub(crate) due: Option<DateTime<Utc>>,
    pub(crate) nudged: Option<DateTime<Utc>>,
}

/// The requests of a group of a dashboard; `$soon` is when an answer is urgent.
const GROUPS: [(&str, &str); 5] = [
    (
        "expiring",
        "state IN ['asked', 'question'] AND due <= $soon",
    ),
    ("stuck", "state = 'matched' AND reminded = true"),
    ("asked", "state IN ['asked', 'question'] AND due > $soon"),
    ("matched", "state = 'matched' AND reminded = false"),
    ("running", "state = 'running'"),
];

impl Store {
    /// How many requests of a programme stand in each group.
    pub(crate) async fn watched_counts(
        &self,
        programme: &str,
        soon: DateTime<Utc>,
    ) -> Result<Vec<(&'static str, u32)>, StoreError> {
        let mut counts = Vec::new();
        for (group, which) in GROUPS {
            let surql = format!(
                "SELECT VALUE count() FROM request WHERE programme = $programme AND {which} GROUP ALL"
            );
            let mut results = self
                .db
                .read_built(surql)
                .bind(("programme", programme.to_owned()))
                .bind(("soon", soon))
                .await
                .map_err(StoreError::while_doing("counting requests"))?;
            let count: Option<i64> = results
                .take(0)
                .map_err(StoreError::while_doing("counting requests"))?;
            let count = count.and_then(|count| u32::try_from(count).ok());
            counts.push((group, count.unwrap_or_default()));
        }
        Ok(counts)
    }

    /// A page of a group, those whose date comes first before.
    pub(crate) async fn watched(
        &self,
        programme: &str,
        group: &str,
        soon: DateTime<Utc>,
        from: u32,
        most: u32,
    ) -> Result<Vec<WatchedRow>, StoreError> {
        let Some((_, which)) = GROUPS.iter().find(|(name, _)| *name == group) else {
            return Ok(Vec::new());
        };
        let surql = format!(
            "SELECT record::id(id) AS key, student, buddy, student_name, buddy_name, due, nudged FROM request
             WHERE programme = $programme AND {which} ORDER BY due, key LIMIT $most START $from"
        );
        self.db
            .read_built(surql)
            .bind(("programme", programme.to_owned()))
            .bind(("soon", soon))
            .bind(("most", i64::from(most)))
            .bind(("from", i64::from(from)))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading a dashboard"))
    }

    /// Who of these students got no answer to a request in a programme.
    pub(crate) async fn unanswered(
        &self,
        programme: &str,
        students: Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let surql = "SELECT VALUE student FROM request WHERE student IN $students AND programme = $programme AND state = 'expired'";
        let bound = Bound::new()
            .with("students", students)
            .with("programme", programme);
        self.rows("reading who got no answer", surql, bound.done())
            .await
    }

    /// Reminds whoever's turn it is, once a day at most.
    ///
    /// # Errors
    /// Throws `unknown`, `not-open`, `nudged`.
    pub(crate) async fn nudge(
        &self,
        programme: &str,
        request: &str,
        not_since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $row = (SELECT * FROM ONLY type::record('request', $id));
            IF $row = NONE OR $row.programme != $programme { THROW 'unknown' };
            IF $row.state NOT IN ['asked', 'question', 'matched'] { THROW 'not-open' };
            IF $row.nudged != NONE AND $row.nudged > $not_since { THROW 'nudged' };
            UPDATE type::record('request', $id) SET nudged = $now RETURN NONE;
            LET $what = string::concat('nudged-', $row.state);
            IF $row.state != 'asked' {
                UPSERT type::record('notice', [$row.student, $id, -1]) SET person = $row.student, request = $id, what = $what,
                    other = $row.buddy_name, at = $now RETURN NONE;
            };
            IF $row.state != 'question' {
                UPSERT type::record('notice', [$row.buddy, $id, -1]) SET person = $row.buddy, request = $id, what = $what,
                    other = $row.student_name, at = $now RETURN NONE;
            }";
        let bound = Bound::new()
            .with("programme", programme)
            .with("id", request)
            .with("not_since", not_since)
            .with("now", now);
        self.write("reminding of a request", body, bound.done())
            .await
    }
}
