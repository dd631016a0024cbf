//! Backups: every row of a database as a line of JSON, with a count and a hash, so that a copy
//! that lost a byte is refused. `SurrealDB`'s own export loses or crawls (docs/decisions).
//!
//! A row stands in its line as JSON that names the kind of each value, which keeps what JSON has no
//! word for: record ids, dates, durations. It is read back as a value and bound: nothing of a copy
//! is ever read as a query.

use std::fmt::Write as _;

use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use surrealdb::types::{Value, Variables};

use crate::{Database, StoreError};

/// How many rows are brought back in one transaction.
const BATCH: usize = 500;

/// All rows of a database at one moment.
#[derive(Debug, Clone)]
pub struct Dump {
    pub summary: Summary,
    /// One line of JSON for each row.
    pub lines: String,
}

/// What a dump must contain to count as whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub service: String,
    pub rows: usize,
    /// Of the lines, in hexadecimal.
    pub sha256: String,
    /// The schema that the rows belong to: the names of the migrations that ran.
    pub migrations: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    table: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<Value>,
    /// Instead of `row` where JSON would change a value, such as the last digit of a fraction:
    /// the row in the bytes that `SurrealDB` speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact: Option<Vec<u8>>,
}

impl Line {
    /// The line of a row, which reads back as the same row.
    fn of(table: &str, row: Value) -> Result<String, serde_json::Error> {
        let mut line = Self {
            table: table.to_owned(),
            row: Some(row),
            exact: None,
        };
        let text = serde_json::to_string(&line)?;
        let read: Result<Self, _> = serde_json::from_str(&text);
        if read.is_ok_and(|read| read.row == line.row) {
            return Ok(text);
        }
        let row = line.row.take().unwrap_or_default();
        let bytes = surrealdb::types::encode(&row).map_err(serde_json::Error::custom)?;
        line.exact = Some(bytes);
        serde_json::to_string(&line)
    }

    fn value(self) -> Option<Value> {
        let row = match (self.row, self.exact) {
            (Some(row), None) => row,
            (None, Some(bytes)) => surrealdb::types::decode(&bytes).ok()?,
            _ => return None,
        };
        row.is_object().then_some(row)
    }
}

/// Why a dump is not brought back; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("the copy of {0} is damaged")]
    Damaged(String),
    #[error("the copy of {0} belongs to another version")]
    OtherVersion(String),
    #[error("the store of {0} holds data already")]
    NotEmpty(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Database {
    /// Reads every table at one moment: writers of this process wait, and one transaction sees
    /// one state.
    pub async fn dump(&self) -> Result<Dump, StoreError> {
        let tables = self.tables().await?;
        let mut body = String::new();
        for table in &tables {
            // Names come from the schema, not from people.
            let _ = writeln!(body, "SELECT * FROM {table} ORDER BY id;");
        }
        let mut answers = self
            .transact("reading everything", &body, Variables::new())
            .await?;
        let (mut lines, mut rows) = (String::new(), 0);
        for (index, table) in tables.iter().enumerate() {
            let values: Vec<Value> = answers.take(index)?;
            rows += values.len();
            for value in values {
                let json = Line::of(table, value).map_err(|source| StoreError::Row {
                    table: "backup",
                    source,
                })?;
                let _ = writeln!(lines, "{json}");
            }
        }
        let summary = Summary {
            service: self.service().to_owned(),
            rows,
            sha256: hash(&lines),
            migrations: self.migrations().await?,
        };
        Ok(Dump { summary, lines })
    }

    /// Whether `dump` is whole and this database can take it: same schema, no rows yet.
    pub async fn may_restore(&self, dump: &Dump) -> Result<(), RestoreError> {
        let service = || dump.summary.service.clone();
        if hash(&dump.lines) != dump.summary.sha256
            || dump.lines.lines().count() != dump.summary.rows
            || service() != self.service()
        {
            return Err(RestoreError::Damaged(service()));
        }
        if self.migrations().await? != dump.summary.migrations {
            return Err(RestoreError::OtherVersion(service()));
        }
        for table in self.tables().await? {
            if table != "migration" && self.has_rows(&table).await? {
                return Err(RestoreError::NotEmpty(service()));
            }
        }
        Ok(())
    }

    /// Brings back the rows of a dump into an empty database.
    pub async fn restore(&self, dump: &Dump) -> Result<usize, RestoreError> {
        self.may_restore(dump).await?;
        let damaged = || RestoreError::Damaged(dump.summary.service.clone());
        let lines: Vec<Line> = dump
            .lines
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .map_err(|_| damaged())?;
        let count = lines.len();
        let rows = lines.into_iter().filter(|line| line.table != "migration");
        let rows: Vec<(String, Value)> = rows
            .map(|line| Some((line.table.clone(), line.value()?)))
            .collect::<Option<_>>()
            .ok_or_else(damaged)?;
        let tables = self.tables().await?;
        if rows.iter().any(|(table, _)| !tables.contains(table)) {
            return Err(damaged());
        }
        for of_table in rows.chunk_by(|one, next| one.0 == next.0) {
            // The name that is put into the text is one of the schema's; the rows are bound.
            let Some((table, _)) = of_table.first() else {
                continue;
            };
            let body = format!("INSERT INTO {table} $rows RETURN NONE");
            for batch in of_table.chunks(BATCH) {
                let values: Vec<Value> = batch.iter().map(|(_, row)| row.clone()).collect();
                let mut variables = Variables::new();
                variables.insert("rows".to_owned(), values);
                self.transact("bringing rows back", &body, variables)
                    .await?;
            }
        }
        Ok(count)
    }

    /// The names of all tables, in a fixed order.
    pub async fn tables(&self) -> Result<Vec<String>, StoreError> {
        let mut tables: Vec<String> = self
            .read("RETURN object::keys((INFO FOR DB).tables)")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing tables"))?;
        tables.sort();
        Ok(tables)
    }

    async fn migrations(&self) -> Result<Vec<String>, StoreError> {
        self.read("SELECT VALUE name FROM migration ORDER BY name")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing migrations"))
    }

    async fn has_rows(&self, table: &str) -> Result<bool, StoreError> {
        let rows: Vec<Value> = self
            .read_built(format!("SELECT id FROM {table} LIMIT 1"))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for rows"))?;
        Ok(!rows.is_empty())
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Datastore, Migration};

    const SCHEMA: &[Migration] = &[Migration {
        name: "0001-things",
        surql: "DEFINE TABLE thing SCHEMAFULL;
            DEFINE FIELD name ON thing TYPE string;
            DEFINE FIELD at ON thing TYPE datetime;
            DEFINE FIELD note ON thing TYPE option<string>;
            DEFINE FIELD other ON thing TYPE option<record<thing>>;",
        sample: "",
    }];

    async fn empty() -> Database {
        Datastore::in_memory()
            .await
            .unwrap()
            .database("things", SCHEMA)
            .await
            .unwrap()
    }

    async fn filled() -> Database {
        let db = empty().await;
        let body = "CREATE type::record('thing', 'één ‘quote’ \"') SET name = 'a\\nb', at = d'2026-03-29T01:30:00.123Z', note = '\\'\\\\';
            CREATE thing:two SET name = '', at = d'1970-01-01T00:00:00Z', other = thing:one;
            fn::log('thing', 'two');
            fn::enqueue('mail', 'x', d'2030-01-01T00:00:00Z', { to: ['a', 1, true] })";
        db.transact("filling", body, Variables::new())
            .await
            .unwrap();
        db
    }

    #[tokio::test]
    async fn what_is_brought_back_is_what_was_there() {
        let before = filled().await.dump().await.unwrap();
        let copy = empty().await;
        copy.restore(&before).await.unwrap();
        let after = copy.dump().await.unwrap();
        let rows = |dump: &Dump| -> Vec<String> {
            dump.lines
                .lines()
                .filter(|line| !line.contains("\"migration\""))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(rows(&after), rows(&before));
        assert!(rows(&after).len() >= 5, "{:?}", rows(&after));
        assert_eq!(copy.log_end().await.unwrap(), 1);
    }

    /// One of each kind of value that a row holds.
    const EVERY_KIND: &str = "CREATE anything:['a', 1, { b: d'2026-03-29T01:30:00.123456789Z' }] SET v = [
            NONE, NULL, true, 9223372036854775807, -9223372036854775807, 1.5f, -0.1f, 0.30000000000000004f, 0.1dec,
            79228162514264337593543950335dec, 'één ‘quote’ \" \\\\ \\n \u{1F600}', b\"00FF10\", 1w2d3h4m5s6ms7us8ns,
            d'1970-01-01T00:00:00Z', u'018f3c1e-7a2b-7c3d-8e4f-5a6b7c8d9e0f', (5.1, 52.09),
            { type: 'Polygon', coordinates: [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]] },
            anything:two, anything:`met spatie`, anything:[1, 'a'], anything:u'018f3c1e-7a2b-7c3d-8e4f-5a6b7c8d9e0f',
            [[1], []], { a: { b: NONE, `c d`: 'e' } }
        ]";

    const ANYTHING: &[Migration] = &[Migration {
        name: "0001-anything",
        surql: "DEFINE TABLE anything SCHEMALESS",
        sample: "",
    }];

    #[tokio::test]
    async fn every_kind_of_value_comes_back_as_it_was() {
        let open = async || {
            let datastore = Datastore::in_memory().await.unwrap();
            datastore.database("anything", ANYTHING).await.unwrap()
        };
        let (db, copy) = (open().await, open().await);
        let made = db.transact("filling", EVERY_KIND, Variables::new()).await;
        made.unwrap();
        let dump = db.dump().await.unwrap();
        copy.restore(&dump).await.unwrap();
        let rows = |dump: &Dump| -> Vec<String> {
            let lines = dump.lines.lines();
            let rows = lines.filter(|line| !line.contains("\"migration\""));
            rows.map(str::to_owned).collect()
        };
        assert_eq!(rows(&copy.dump().await.unwrap()), rows(&dump));
        let values = async |db: &Database| -> Vec<Value> {
            let mut rows = db.read("SELECT * FROM anything").await.unwrap();
            rows.take(0).unwrap()
        };
        assert_eq!(values(&copy).await, values(&db).await);
    }

    #[test]
    fn a_fraction_keeps_its_last_digit() {
        let mut fraction = 0.1_f64;
        for _ in 0..2_000 {
            fraction = (fraction * 3.7 + 0.3) % 1e9;
            let value = Value::Number(surrealdb::types::Number::Float(fraction));
            let row = Value::Object([("v".to_owned(), value)].into_iter().collect());
            let line = Line::of("thing", row.clone()).unwrap();
            let read: Line = serde_json::from_str(&line).unwrap();
            assert_eq!(read.value(), Some(row), "{fraction}");
        }
    }

    #[tokio::test]
    async fn a_copy_that_says_what_no_row_says_runs_nothing() {
        let dump = filled().await.dump().await.unwrap();
        let row = "{\"Object\":{\"id\":{\"String\":\"x\"}}}";
        for line in [
            format!("{{\"table\":\"thing; REMOVE TABLE thing\",\"row\":{row}}}"),
            "{\"table\":\"thing\",\"row\":\"{ id: thing:x }; REMOVE TABLE thing\"}".to_owned(),
            "{\"table\":\"thing\",\"row\":{\"String\":\"REMOVE TABLE thing\"}}".to_owned(),
        ] {
            let mut lines = dump.lines.clone();
            let _ = writeln!(lines, "{line}");
            let summary = Summary {
                rows: dump.summary.rows + 1,
                sha256: hash(&lines),
                ..dump.summary.clone()
            };
            let copy = empty().await;
            let refused = copy.restore(&Dump { summary, lines }).await;
            assert!(matches!(refused, Err(RestoreError::Damaged(_))), "{line}");
            assert!(copy.tables().await.unwrap().contains(&"thing".to_owned()));
        }
    }

    #[tokio::test]
    async fn a_damaged_copy_and_a_full_store_are_refused() {
        let db = filled().await;
        let dump = db.dump().await.unwrap();
        assert!(matches!(
            db.restore(&dump).await,
            Err(RestoreError::NotEmpty(_))
        ));
        let mut cut = dump.clone();
        cut.lines.truncate(cut.lines.len() - 10);
        assert!(matches!(
            empty().await.restore(&cut).await,
            Err(RestoreError::Damaged(_))
        ));
    }
}
