//! Adaptations, reasons of withdrawals, and what schools wish.

use nouns::{CardId, SchoolId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use crate::adapting::Adapted;
use crate::card::Card;
use crate::draft::Draft;
use crate::keeping::Withdrawal;

/// The most cards of one family that are read.
const MOST_FAMILY: usize = 500;

const ADAPTATION: &str = "CREATE type::record('adaptation', $id) SET
        parent = $adapted.parent, version = $adapted.version, root = $adapted.root,
        title = $adapted.title, team = $adapted.team, origin = $adapted.origin,
        licence = $adapted.licence RETURN NONE;";
/// The draft that a card was, at the revision that was read.
const END_DRAFT: &str = "LET $draft = (SELECT revision FROM ONLY type::record('draft', $id));
    IF $draft.revision != $revision { THROW 'changed' };
    DELETE type::record('draft', $id) RETURN NONE;";

#[derive(Deserialize)]
struct BornRow {
    child: CardId,
    parent: CardId,
}

impl Store {
    /// Puts a new card on the shelf, with where it comes from, and ends the draft that it was.
    ///
    /// # Errors
    /// Throws `changed` when the draft has moved on.
    pub(crate) async fn put_on_shelf(
        &self,
        card: &Card,
        adapted: Option<&Adapted>,
        draft: Option<&Draft>,
    ) -> Result<(), StoreError> {
        let mut variables = super::variables(card)?;
        let mut body = String::new();
        if let Some(draft) = draft {
            body.push_str(END_DRAFT);
            variables.insert("revision", i64::from(draft.revision));
        }
        if let Some(adapted) = adapted {
            body.push_str(ADAPTATION);
            variables.insert("adapted", stored("adaptation", adapted)?);
        }
        body.push_str(super::ADD);
        self.db
            .transact("adding a card", &body, variables)
            .await
            .map(drop)
    }

    /// Which card a card was made from.
    pub(crate) async fn adaptation(&self, id: &CardId) -> Result<Option<Adapted>, StoreError> {
        self.one(
            "SELECT parent, version, root, title, team, origin, licence
                FROM ONLY type::record('adaptation', $id)",
            id.as_str(),
            "adaptation",
        )
        .await
    }

    /// Every card that comes from `root`, with the card that it was made from, oldest first.
    pub(crate) async fn adaptations_from(
        &self,
        root: &CardId,
    ) -> Result<Vec<(CardId, CardId)>, StoreError> {
        let surql = format!(
            "SELECT record::id(id) AS child, parent FROM adaptation WHERE root = $root
                ORDER BY child LIMIT {MOST_FAMILY}"
        );
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("root", root.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading a family of cards"))?;
        rows.into_iter()
            .map(|row| {
                let row: BornRow = read("adaptation", row)?;
                Ok((row.child, row.parent))
            })
            .collect()
    }

    /// Why a card went off the shelf, where somebody said so.
    pub(crate) async fn withdrawal(&self, id: &CardId) -> Result<Option<Withdrawal>, StoreError> {
        self.one(
            "SELECT why, words FROM ONLY type::record('withdrawal', $id)",
            id.as_str(),
            "withdrawal",
        )
        .await
    }

    pub(crate) async fn review_wish(&self, school: &SchoolId) -> Result<bool, StoreError> {
        let wish: Option<bool> = self
            .db
            .read("SELECT VALUE review FROM ONLY type::record('review_wish', $school)")
            .bind(("school", school.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading what a school wishes"))?;
        Ok(wish.unwrap_or(false))
    }

    pub(crate) async fn set_review_wish(
        &self,
        school: &SchoolId,
        review: bool,
    ) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("school", school.as_str().to_owned());
        variables.insert("review", review);
        let body = "UPSERT type::record('review_wish', $school) SET review = $review RETURN NONE";
        self.db
            .transact("keeping what a school wishes", body, variables)
            .await
            .map(drop)
    }

    /// A row by its id.
    pub(super) async fn one<T: serde::de::DeserializeOwned>(
        &self,
        surql: &'static str,
        id: &str,
        table: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let row: Option<Value> = self
            .db
            .read(surql)
            .bind(("id", id.to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading one row"))?;
        let row = row.filter(|row| !row.is_null());
        row.map(|row| read(table, row)).transpose()
    }
}

pub(super) fn read<T: serde::de::DeserializeOwned>(
    table: &'static str,
    row: Value,
) -> Result<T, StoreError> {
    serde_json::from_value(row).map_err(|source| StoreError::Row { table, source })
}

pub(super) fn stored(
    table: &'static str,
    value: &impl serde::Serialize,
) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|source| StoreError::Row { table, source })
}
