use serde::Deserialize;
use surrealdb::types::Variables;

use crate::{Database, Datastore, StoreError};

/// For a transaction that erases: the files of the store are to be rewritten after it.
pub const ASK_TO_SHRED: &str =
    "UPSERT cursor:shred SET position = (position ?? 0) + 1 RETURN NONE;";

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

    /// Does what another service's log entry asks, and notes in the same transaction that
    /// `follower` has come to `position`: after a crash both are there or neither is.
    pub async fn follow(
        &self,
        doing: &'static str,
        follower: &'static str,
        position: u64,
        body: &str,
        mut variables: Variables,
    ) -> Result<(), StoreError> {
        let end = if body.trim().is_empty() { "" } else { ";" };
        let body = format!(
            "{body}
            {end}UPSERT type::record('cursor', $follower) SET position = $position RETURN NONE"
        );
        variables.insert("follower", follower.to_owned());
        variables.insert("position", i64::try_from(position).unwrap_or(i64::MAX));
        self.transact(doing, &body, variables).await.map(drop)
    }

    /// Finishes what [`ASK_TO_SHRED`] asked for.
    pub async fn shred_if_asked(&self, datastore: &Datastore) -> Result<(), StoreError> {
        let asked = self.cursor("shred").await?;
        if asked == 0 {
            return Ok(());
        }
        datastore.shred().await?;
        // Asked again meanwhile: then once more.
        let body = "UPDATE cursor:shred SET position = 0 WHERE position = $asked RETURN NONE";
        let mut variables = Variables::new();
        variables.insert("asked", i64::try_from(asked).unwrap_or(i64::MAX));
        self.transact("having rewritten files", body, variables)
            .await
            .map(drop)
    }

    /// Forgets entries up to and including `position`: every follower has them.
    pub async fn trim_log(&self, position: u64) -> Result<(), StoreError> {
        let body = format!("DELETE outbox:0..={position}");
        self.transact("trimming the log", &body, Variables::new())
            .await
            .map(drop)
    }
}
