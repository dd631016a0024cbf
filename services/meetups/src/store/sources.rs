//! Calendars of others that regions follow, and which events came from them.

use chrono::{DateTime, Utc};
use nouns::{EventId, PersonId, Region};
use serde::Deserialize;
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::sources::{Marks, Source, SourceId};

#[derive(Deserialize)]
struct Row {
    key: String,
    region: Region,
    address: String,
    #[serde(default)]
    by: Option<PersonId>,
    #[serde(default)]
    etag: Option<String>,
    #[serde(default)]
    modified: Option<String>,
    #[serde(default)]
    worked: Option<DateTime<Utc>>,
    failures: u32,
    #[serde(default)]
    problem: Option<String>,
    held: u32,
    doubles: u32,
}

impl From<Row> for Source {
    fn from(row: Row) -> Self {
        Self {
            id: SourceId(row.key),
            region: row.region,
            address: row.address,
            by: row.by,
            marks: Marks {
                etag: row.etag,
                modified: row.modified,
            },
            worked: row.worked,
            failures: row.failures,
            problem: row.problem,
            held: row.held,
            doubles: row.doubles,
        }
    }
}

/// An event that came from a source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Sourced {
    pub(crate) event: EventId,
    pub(crate) source: String,
    pub(crate) gone: bool,
}

/// How a reading of a source ended well.
#[derive(Debug, Clone, Default)]
pub(crate) struct Worked {
    pub(crate) marks: Marks,
    pub(crate) held: u32,
    pub(crate) doubles: u32,
}

impl Store {
    /// A region follows a source from now on.
    ///
    /// # Errors
    /// [`MeetupsError::SourceTaken`] when it does already, [`MeetupsError::TooManySources`] past `most` of one region.
    pub(crate) async fn add_source(
        &self,
        source: &Source,
        most: u32,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "IF record::exists(type::record('source', $id)) { THROW 'source-taken' };
            IF array::len((SELECT VALUE id FROM source WHERE region = $region)) >= $most { THROW 'too-many-sources' };
            CREATE type::record('source', $id) SET region = $region, address = $address, by = $by, added = $now, due = $now,
                failures = 0, held = 0, doubles = 0 RETURN NONE";
        let variables = binding! {
            "id": source.id.0.clone(), "region": source.region.code().to_owned(), "address": source.address.clone(),
            "by": source.by.as_ref().map(PersonId::to_string), "most": i64::from(most), "now": now,
        };
        self.db.transact("adding a source", body, variables).await?;
        Ok(())
    }

    pub(crate) async fn source(&self, id: &SourceId) -> Result<Option<Source>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM type::record('source', $id)";
        let rows: Vec<Row> = self
            .rows("source", surql, binding! { "id": id.0.clone() })
            .await?;
        Ok(rows.into_iter().next().map(Source::from))
    }

    pub(crate) async fn sources(&self, region: Region) -> Result<Vec<Source>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM source WHERE region = $region ORDER BY added";
        let rows: Vec<Row> = self
            .rows(
                "source",
                surql,
                binding! { "region": region.code().to_owned() },
            )
            .await?;
        Ok(rows.into_iter().map(Source::from).collect())
    }

    /// Nobody follows it any more. What came from it stays, and is ours.
    pub(crate) async fn drop_source(&self, id: &SourceId) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('source', $id) RETURN NONE;
            DELETE sourced WHERE source = $id RETURN NONE";
        self.db
            .transact("dropping a source", body, binding! { "id": id.0.clone() })
            .await?;
        Ok(())
    }

    /// Takes those whose time has come; nobody else gets them until `next`.
    pub(crate) async fn due_sources(
        &self,
        now: DateTime<Utc>,
        next: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Source>, MeetupsError> {
        let body = format!(
            "LET $due = (SELECT VALUE id FROM (SELECT id, due FROM source WHERE due <= $now ORDER BY due LIMIT {most}));
            UPDATE $due SET due = $next RETURN NONE;
            SELECT *, record::id(id) AS key OMIT id FROM $due"
        );
        let variables = binding! { "now": now, "next": next };
        let mut answers = self
            .db
            .transact("taking sources that are due", &body, variables)
            .await?;
        let rows: Vec<serde_json::Value> = answers.take(2)?;
        let rows: Result<Vec<Row>, _> = rows.into_iter().map(serde_json::from_value).collect();
        let rows = rows.map_err(|_| MeetupsError::Row("source"))?;
        Ok(rows.into_iter().map(Source::from).collect())
    }

    /// It was read. Without `worked` it said that it is as it was.
    pub(crate) async fn source_worked(
        &self,
        id: &SourceId,
        worked: Option<&Worked>,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "UPDATE type::record('source', $id) SET worked = $now, failures = 0, problem = NONE RETURN NONE;
            IF $is_new {
                UPDATE type::record('source', $id) SET etag = $etag, modified = $modified, held = $held,
                    doubles = $doubles RETURN NONE;
            }";
        let said = worked.cloned().unwrap_or_default();
        let variables = binding! {
            "id": id.0.clone(), "now": now, "is_new": worked.is_some(), "etag": said.marks.etag,
            "modified": said.marks.modified, "held": i64::from(said.held), "doubles": i64::from(said.doubles),
        };
        self.db
            .transact("noting that a source worked", body, variables)
            .await?;
        Ok(())
    }

    /// It could not be read, once more.
    pub(crate) async fn source_failed(
        &self,
        id: &SourceId,
        problem: &str,
        due: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "UPDATE type::record('source', $id) SET failures += 1, problem = $problem, due = $due RETURN NONE";
        let variables = binding! { "id": id.0.clone(), "problem": problem.to_owned(), "due": due };
        self.db
            .transact("noting that a source failed", body, variables)
            .await?;
        Ok(())
    }

    /// Everything that came from a source, and whose the others of `events` are.
    pub(crate) async fn sourced(
        &self,
        id: &SourceId,
        events: &[EventId],
    ) -> Result<Vec<Sourced>, MeetupsError> {
        let surql = "SELECT record::id(id) AS event, source, gone FROM sourced WHERE source = $id OR record::id(id) IN $events";
        let events: Vec<String> = events.iter().map(EventId::to_string).collect();
        let variables = binding! { "id": id.0.clone(), "events": events };
        self.rows("sourced", surql, variables).await
    }

    /// Notes what comes from a source, and what came from it and is there no more.
    pub(crate) async fn keep_sourced(
        &self,
        id: &SourceId,
        held: &[EventId],
        gone: &[EventId],
    ) -> Result<(), MeetupsError> {
        let body = "FOR $event IN $held { UPSERT type::record('sourced', $event) SET source = $id, gone = false RETURN NONE };
            FOR $event IN $gone { UPDATE type::record('sourced', $event) SET gone = true RETURN NONE }";
        let texts = |ids: &[EventId]| json!(ids.iter().map(EventId::as_str).collect::<Vec<_>>());
        let variables = binding! { "id": id.0.clone(), "held": texts(held), "gone": texts(gone) };
        self.db
            .transact("noting what comes from a source", body, variables)
            .await?;
        Ok(())
    }
}
