use serde::Deserialize;
use surrealdb::types::Variables;

use crate::{Database, StoreError};

/// Something changed: which, not how. A follower reads the present state by `key`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LogEntry {
    pub position: u64,
    pub topic: String,
    pub key: String,
}

impl Database {
    /// What was logged after `position`, oldest first, at most `most` entries.
    pub async fn log_after(&self, position: u64, most: u32) -> Result<Vec<LogEntry>, StoreError> {
        // Both are numbers; a range of ids takes no bound values.
        let surql = format!(
            "SELECT record::id(id) AS position, topic, key FROM outbox:{}.. LIMIT {most}",
            position + 1
        );
        let rows: Vec<serde_json::Value> = self
            .read_built(surql)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading the log"))?;
        rows.into_iter()
            .map(serde_json::from_value)
            .collect::<Result<_, _>>()
            .map_err(|source| StoreError::Row {
                table: "outbox",
                source,
            })
    }

    /// The position of the last entry; 0 when nothing was ever logged.
    pub async fn log_end(&self) -> Result<u64, StoreError> {
        self.number("SELECT VALUE n FROM ONLY counter:outbox", "")
            .await
    }

    /// Where a follower of a log stands; 0 when it never moved.
    pub async fn cursor(&self, follower: &'static str) -> Result<u64, StoreError> {
        self.number(
            "SELECT VALUE position FROM ONLY type::record('cursor', $follower)",
            follower,
        )
        .await
    }

    async fn number(&self, surql: &'static str, follower: &'static str) -> Result<u64, StoreError> {
        let number: Option<i64> = self
            .read(surql)
            .bind(("follower", follower))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading a position"))?;
        Ok(number
            .and_then(|n| u64::try_from(n).ok())
            .unwrap_or_default())
    }

    /// Forgets entries up to and including `position`: every follower has them.
    pub async fn trim_log(&self, position: u64) -> Result<(), StoreError> {
        let body = format!("DELETE outbox:0..={position}");
        self.transact("trimming the log", &body, Variables::new())
            .await
            .map(drop)
    }
}
