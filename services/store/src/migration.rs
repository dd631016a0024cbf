use std::collections::BTreeSet;

use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::{Database, Datastore, StoreError};

/// One step of a service's schema, with rows such as the version before it held, on which the
/// next step is tried.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// As the file: `0001-cards`.
    pub name: &'static str,
    pub surql: &'static str,
    /// Fills the schema of this step; runs in tests only.
    pub sample: &'static str,
}

/// The tables and functions of this crate: every database has them.
const BASE: [Migration; 2] = [
    Migration {
        name: "0000-store",
        surql: include_str!("../migrations/0000-store.surql"),
        sample: include_str!("../migrations/0000-store.sample.surql"),
    },
    Migration {
        name: "0001-log-all",
        surql: include_str!("../migrations/0001-log-all.surql"),
        sample: include_str!("../migrations/0001-log-all.sample.surql"),
    },
];

/// Brings a database to the last migration. Steps that ran are skipped by name; a step runs in
/// one transaction with the note that it ran, so that a crash leaves it whole or undone.
pub(crate) async fn migrate(
    db: &Surreal<Any>,
    service: &'static str,
    migrations: &[Migration],
) -> Result<(), StoreError> {
    let ran = ran(db).await?;
    for migration in BASE.iter().chain(migrations) {
        if !ran.contains(migration.name) {
            step(db, service, migration).await?;
        }
    }
    Ok(())
}

/// The steps that ran.
async fn ran(db: &Surreal<Any>) -> Result<BTreeSet<String>, StoreError> {
    let surql = "DEFINE TABLE IF NOT EXISTS migration SCHEMALESS; SELECT VALUE name FROM migration";
    db.query(surql)
        .await
        .and_then(|mut results| results.take::<Vec<String>>(1))
        .map(BTreeSet::from_iter)
        .map_err(StoreError::while_doing("reading what was migrated"))
}

async fn step(
    db: &Surreal<Any>,
    service: &'static str,
    migration: &Migration,
) -> Result<(), StoreError> {
    let text = format!(
        "BEGIN TRANSACTION;\n{}\n;CREATE type::record('migration', $name) SET name = $name, at = time::now();\nCOMMIT TRANSACTION;",
        migration.surql
    );
    db.query(text)
        .bind(("name", migration.name))
        .await
        .and_then(surrealdb::IndexedResults::check)
        .map_err(|source| StoreError::Migration {
            service,
            name: migration.name,
            source: Box::new(source),
        })?;
    tracing::info!(service, migration = migration.name, "migrated");
    Ok(())
}

/// For tests: runs every migration on the filled database of the one before it.
pub async fn migrated_with_samples(
    service: &'static str,
    migrations: &'static [Migration],
) -> Result<Database, StoreError> {
    let datastore = Datastore::in_memory().await?;
    let db = datastore.session(service).await?;
    ran(&db).await?;
    for migration in BASE.iter().chain(migrations) {
        step(&db, service, migration).await?;
        db.query(migration.sample)
            .await
            .and_then(surrealdb::IndexedResults::check)
            .map_err(|source| StoreError::Migration {
                service,
                name: migration.name,
                source: Box::new(source),
            })?;
    }
    Ok(Database::new(db, service))
}
