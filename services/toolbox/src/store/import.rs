//! Bringing in a file of cards as a whole, in transactions of a bounded size.
//!
//! The cards are written part by part with the batch they belong to, and no reader sees them
//! until one last small transaction says that the batch is done. A crash before that leaves
//! cards that nobody saw; they are removed at the next start.

use chrono::{DateTime, Utc};
use nouns::CardId;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use super::{Store, record, row};
use crate::card::{Content, Deed, State};

/// How many cards one transaction writes.
const PART: usize = 500;

/// An import under way.
pub(crate) struct Batch(String);

/// A row of the table `card` as `INSERT` takes it; absent fields are none.
#[derive(SurrealValue)]
struct NewRow {
    id: RecordId,
    content: Value,
    state: String,
    created: DateTime<Utc>,
    batch: RecordId,
    version: i64,
    deed: String,
    at: DateTime<Utc>,
}

impl Store {
    /// The first of `ids` that a card has already, by its place in `ids`.
    pub(crate) async fn first_taken(&self, ids: &[CardId]) -> Result<Option<usize>, StoreError> {
        for (part, start) in ids.chunks(PART).zip((0..).step_by(PART)) {
            let taken = self.taken_of(part).await?;
            let place = part
                .iter()
                .position(|id| taken.iter().any(|taken| taken == id.as_str()));
            if let Some(place) = place {
                return Ok(Some(start + place));
            }
        }
        Ok(None)
    }

    /// Those of `ids` that a card has already.
    pub(crate) async fn taken(&self, ids: &[CardId]) -> Result<Vec<String>, StoreError> {
        let mut taken = Vec::new();
        for part in ids.chunks(PART) {
            taken.extend(self.taken_of(part).await?);
        }
        Ok(taken)
    }

    async fn taken_of(&self, part: &[CardId]) -> Result<Vec<String>, StoreError> {
        let records: Vec<RecordId> = part.iter().map(record).collect();
        self.db
            .read("SELECT VALUE record::id(id) FROM $ids")
            .bind(("ids", records))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for taken ids"))
    }

    /// Writes all cards as a batch that nobody sees yet. On a failure nothing of it stays.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when somebody took one of the ids in the meantime.
    pub(crate) async fn stage(
        &self,
        cards: &[(CardId, Content)],
        at: DateTime<Utc>,
    ) -> Result<Batch, StoreError> {
        let batch = Batch(CardId::fresh().as_str().to_owned());
        let mut variables = Variables::new();
        variables.insert("batch", batch.0.clone());
        variables.insert("at", at);
        let body = "CREATE type::record('batch', $batch) SET done = false, at = $at RETURN NONE";
        self.db
            .transact("starting an import", body, variables)
            .await?;
        for (part, number) in cards.chunks(PART).zip(0i64..) {
            if let Err(problem) = self.stage_part(&batch, number, part, at).await {
                self.remove_batch(&batch).await?;
                return Err(problem);
            }
        }
        Ok(batch)
    }

    async fn stage_part(
        &self,
        batch: &Batch,
        number: i64,
        part: &[(CardId, Content)],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let rows = part
            .iter()
            .map(|(id, content)| new_row(batch, id, content, at))
            .collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<String> = part.iter().map(|(id, _)| id.as_str().to_owned()).collect();
        let mut variables = Variables::new();
        variables.insert("batch", batch.0.clone());
        variables.insert("number", number);
        variables.insert("ids", ids);
        variables.insert("rows", rows);
        let body = "IF type::record('batch', $batch).done IS NONE { THROW 'import-removed' };
            INSERT INTO card $rows RETURN NONE;
            CREATE type::record('batch_part', [$batch, $number])
                SET batch = $batch, cards = $ids RETURN NONE";
        self.db
            .transact("importing cards", body, variables)
            .await
            .map(drop)
    }

    /// Makes the cards of a batch count, all at once.
    pub(crate) async fn publish(&self, batch: &Batch) -> Result<(), StoreError> {
        // Another process that starts meanwhile takes an import under way for one that was cut off.
        let body = "IF type::record('batch', $batch).done IS NONE { THROW 'import-removed' };
            UPDATE type::record('batch', $batch) SET done = true RETURN NONE;
            RETURN fn::log('batch', $batch)";
        let mut variables = Variables::new();
        variables.insert("batch", batch.0.clone());
        self.db
            .transact("ending an import", body, variables)
            .await
            .map(drop)
    }

    /// The cards that a batch brought.
    pub(crate) async fn cards_of_batch(&self, batch: &str) -> Result<Vec<CardId>, StoreError> {
        let parts: Vec<Vec<String>> = self
            .db
            .read("SELECT VALUE cards FROM batch_part WHERE batch = $batch")
            .bind(("batch", batch.to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading an import"))?;
        let ids = parts.into_iter().flatten();
        Ok(ids.filter_map(|id| CardId::parse(&id).ok()).collect())
    }

    pub(super) async fn remove_unfinished_batches(&self) -> Result<(), StoreError> {
        let unfinished: Vec<String> = self
            .db
            .read("SELECT VALUE record::id(id) FROM batch WHERE done = false")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for unfinished imports"))?;
        for batch in unfinished {
            tracing::warn!("removing the cards of an import that did not end");
            self.remove_batch(&Batch(batch)).await?;
        }
        Ok(())
    }

    async fn remove_batch(&self, batch: &Batch) -> Result<(), StoreError> {
        let ids = self.cards_of_batch(&batch.0).await?;
        for part in ids.chunks(PART) {
            let mut variables = Variables::new();
            variables.insert("ids", part.iter().map(record).collect::<Vec<_>>());
            self.db
                .transact("removing imported cards", "DELETE $ids", variables)
                .await?;
        }
        let mut variables = Variables::new();
        variables.insert("batch", batch.0.clone());
        let body = "DELETE batch_part WHERE batch = $batch; DELETE type::record('batch', $batch)";
        self.db
            .transact("removing an import", body, variables)
            .await
            .map(drop)
    }
}

fn new_row(
    batch: &Batch,
    id: &CardId,
    content: &Content,
    at: DateTime<Utc>,
) -> Result<NewRow, StoreError> {
    Ok(NewRow {
        id: record(id),
        content: row::content(content)?,
        state: State::Published.as_str().to_owned(),
        created: at,
        batch: RecordId::new("batch", batch.0.as_str()),
        version: 1,
        deed: Deed::Added.as_str().to_owned(),
        at,
    })
}
