//! Backups: every row of a database as a line of JSON, with a count and a hash, so that a copy
//! that lost a byte is refused. `SurrealDB`'s own export loses or crawls (docs/decisions).
//!
//! A row stands in its line as a `SurrealQL` literal, which keeps what JSON has no word for:
//! record ids, dates, durations.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use surrealdb::types::{ToSql, Value, Variables};

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
    row: String,
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
                let line = Line {
                    table: table.clone(),
                    row: value.to_sql(),
                };
                let json = serde_json::to_string(&line).map_err(|source| StoreError::Row {
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
        let lines: Vec<Line> = dump
            .lines
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .map_err(|_| RestoreError::Damaged(dump.summary.service.clone()))?;
        let rows: Vec<&Line> = lines
            .iter()
            .filter(|line| line.table != "migration")
            .collect();
        for batch in rows.chunks(BATCH) {
            let mut body = String::new();
            for line in batch {
                // The text was written by `dump` and its hash was checked above.
                let _ = writeln!(body, "INSERT INTO {} {} RETURN NONE;", line.table, line.row);
            }
            self.transact("bringing rows back", &body, Variables::new())
                .await?;
        }
        Ok(lines.len())
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
