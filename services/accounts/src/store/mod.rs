//! The only `SurrealQL` of accounts. Rows are private and become nouns here.

mod people;
mod schools;
mod sessions;
mod tokens;

pub(crate) use people::written;
pub(crate) use tokens::TOO_MANY;

use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::de::{DeserializeOwned, Error as _};
use store::register::{Basis, Declared, Holds, Personal, nothing};
use store::{Database, Datastore, Migration, StoreError};
use surrealdb::IndexedResults;
use surrealdb::types::Variables;

use crate::session::Session;

pub(crate) const SERVICE: &str = "accounts";

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-people",
        surql: include_str!("../../migrations/0001-people.surql"),
        sample: include_str!("../../migrations/0001-people.sample.surql"),
    },
    Migration {
        name: "0002-schools",
        surql: include_str!("../../migrations/0002-schools.surql"),
        sample: include_str!("../../migrations/0002-schools.sample.surql"),
    },
];

/// The tables of this service and what of a person is in them.
pub const REGISTER: &[Declared] = &[
    nothing("school", "schools of a public register"),
    personal(
        "person",
        Personal {
            purpose: "to know who takes part, which rules of age hold and how to reach them",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "the whole row",
            erasure: "removed",
        },
    ),
    personal(
        "mailbox",
        Personal {
            purpose: "one person for one e-mail address",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "stands with the person",
            erasure: "removed",
        },
    ),
    personal(
        "held_role",
        Personal {
            purpose: "to decide who may do what, and to show who gave it",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "the person's roles",
            erasure: "removed; where the person gave a role, the giver is forgotten",
        },
    ),
    personal(
        "session",
        Personal {
            purpose: "to stay signed in, and to see and end it on each device",
            basis: Basis::Contract,
            retention: "30 days at most; removed within an hour of its end",
            export: "device and times, without what opens it",
            erasure: "removed",
        },
    ),
    personal(
        "access_token",
        Personal {
            purpose: "to let scripts of the person call the APIs",
            basis: Basis::Contract,
            retention: "a year at most; removed within an hour of its end",
            export: "label and times, without what opens it",
            erasure: "removed",
        },
    ),
];

const fn personal(table: &'static str, what: Personal) -> Declared {
    Declared {
        table,
        holds: Holds::Personal(what),
    }
}

/// The rows of accounts.
#[derive(Clone)]
pub(crate) struct Store {
    db: Database,
}

impl Store {
    pub(crate) async fn open(datastore: &Datastore) -> Result<Self, StoreError> {
        Ok(Self {
            db: datastore.database(SERVICE, MIGRATIONS).await?,
        })
    }

    /// Removes sessions and tokens that have ended.
    pub(crate) async fn sweep(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE session WHERE ends_at <= $now OR seen_at <= $idle;
            DELETE access_token WHERE ends_at <= $now";
        let mut variables = Variables::new();
        variables.insert("now", now);
        variables.insert("idle", now - Session::IDLE);
        self.db
            .transact("removing what ended", body, variables)
            .await
            .map(drop)
    }

    #[cfg(test)]
    pub(crate) fn database(&self) -> &Database {
        &self.db
    }
}

/// Variables with one id in them.
fn naming(name: &str, id: &str) -> Variables {
    let mut variables = Variables::new();
    variables.insert(name, id.to_owned());
    variables
}

/// Reads the row that statement `index` gave, if it gave one.
fn row<T: DeserializeOwned>(
    results: &mut IndexedResults,
    index: usize,
    table: &'static str,
) -> Result<Option<T>, StoreError> {
    let row: Option<serde_json::Value> = results
        .take(index)
        .map_err(StoreError::while_doing("reading a row"))?;
    row.map(|row| read(table, row)).transpose()
}

/// Reads all rows that statement `index` gave.
fn rows<T: DeserializeOwned>(
    results: &mut IndexedResults,
    index: usize,
    table: &'static str,
) -> Result<Vec<T>, StoreError> {
    let rows: Vec<serde_json::Value> = results
        .take(index)
        .map_err(StoreError::while_doing("reading rows"))?;
    rows.into_iter().map(|row| read(table, row)).collect()
}

fn read<T: DeserializeOwned>(table: &'static str, row: serde_json::Value) -> Result<T, StoreError> {
    serde_json::from_value(row).map_err(|source| StoreError::Row { table, source })
}

/// A value of a row as the noun that it was written from.
fn noun<T, E: std::fmt::Display>(
    table: &'static str,
    parsed: Result<T, E>,
) -> Result<T, StoreError> {
    parsed.map_err(|problem| StoreError::Row {
        table,
        source: serde_json::Error::custom(problem),
    })
}

fn person_id(table: &'static str, id: &str) -> Result<PersonId, StoreError> {
    noun(table, PersonId::parse(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_migration_runs_on_the_filled_database_of_the_one_before() {
        store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn every_table_is_in_the_data_register() {
        let db = store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
        let differences = store::register::differences(&db, REGISTER).await.unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }

    #[tokio::test]
    async fn what_the_sample_holds_reads_as_nouns() {
        let db = store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
        let store = Store { db };
        let ria = PersonId::parse("ria").unwrap();
        let known = store.known(&ria).await.unwrap().unwrap();
        assert_eq!(
            known.roles[0].given_by,
            Some(PersonId::parse("noor").unwrap())
        );
        assert_eq!(store.tokens_of(&ria).await.unwrap().len(), 1);
        let noor = store
            .owner_of("noor@school.example")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            store.sessions_of(&noor).await.unwrap()[0].device.as_str(),
            "Firefox, Android"
        );
    }
}
