//! Things that somebody owns and changes one step at a time: drafts, collections. Each is one row
//! that counts its changes, so that nobody writes over what they did not see.

use serde::de::DeserializeOwned;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::keeping::read;

/// A table of such things, with a column `owner`.
pub(super) struct Owned {
    pub(super) table: &'static str,
    /// The column that counts changes, from 1.
    pub(super) counter: &'static str,
    /// What is read of a row.
    pub(super) columns: &'static str,
    /// What is written to a row: assignments of all its columns.
    pub(super) write: &'static str,
    /// The most of one owner.
    pub(super) most: usize,
}

impl Store {
    /// Puts a new one in.
    ///
    /// # Errors
    /// Throws `many` when the owner has as many as one may have.
    pub(super) async fn add_owned(
        &self,
        doing: &'static str,
        kind: &Owned,
        variables: Variables,
    ) -> Result<(), StoreError> {
        let Owned {
            table,
            counter,
            write,
            most,
            ..
        } = kind;
        let body = format!(
            "LET $have = (SELECT VALUE {counter} FROM {table} WHERE owner = $owner);
            IF array::len($have) >= {most} {{ THROW 'many' }};
            CREATE type::record('{table}', $id) SET {write} RETURN NONE"
        );
        self.db.transact(doing, &body, variables).await.map(drop)
    }

    /// Replaces the one before this.
    ///
    /// # Errors
    /// Throws `changed` when it has moved on.
    pub(super) async fn replace_owned(
        &self,
        doing: &'static str,
        kind: &Owned,
        variables: Variables,
    ) -> Result<(), StoreError> {
        let Owned {
            table,
            counter,
            write,
            ..
        } = kind;
        let body = format!(
            "LET $old = (SELECT {counter} FROM ONLY type::record('{table}', $id));
            IF $old.{counter} != ${counter} - 1 {{ THROW 'changed' }};
            UPDATE type::record('{table}', $id) SET {write} RETURN NONE"
        );
        self.db.transact(doing, &body, variables).await.map(drop)
    }

    pub(super) async fn one_owned<Row: DeserializeOwned>(
        &self,
        kind: &Owned,
        id: &str,
    ) -> Result<Option<Row>, StoreError> {
        let surql = format!(
            "SELECT {} FROM type::record('{}', $id)",
            kind.columns, kind.table
        );
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("id", id.to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading what somebody owns"))?;
        let row = rows.into_iter().next_back();
        row.map(|row| read(kind.table, row)).transpose()
    }
}
