//! Makes a new embedded store. An index alone takes some fifteen commits, a thousand for all of
//! ours, and each waits for the disk. While nobody uses the store yet, nothing was promised: its
//! tables are made without waiting, closed, and brought to disk once. A crash on the way leaves a
//! store with some of its migrations done, each whole or not at all, and the next start goes on
//! from there.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::future::try_join_all;

use crate::{Datastore, Migration, StoreError, StoreUser};

/// Closing ends a moment after the last handle is gone.
const MOMENT: Duration = Duration::from_millis(2);
const MOMENTS: u32 = 5_000;

/// The tables of one service: its name and its migrations.
pub type Schema = (&'static str, &'static [Migration]);

impl Datastore {
    /// As [`Self::open_as`]; an embedded store that is not there yet is made with these tables first.
    ///
    /// # Errors
    /// As [`Self::open_as`] and [`Self::database`].
    pub async fn open_or_found(
        address: &str,
        user: Option<StoreUser<'_>>,
        schemas: &[Schema],
    ) -> Result<Self, StoreError> {
        let Some(folder) = folder_of(address).filter(|folder| !folder.exists()) else {
            return Self::open_as(address, user).await;
        };
        make_tables(&folder, schemas).await?;
        let datastore = open_again(address).await?;
        to_disk(&folder).map_err(StoreError::Files)?;
        Ok(datastore)
    }
}

/// Where an embedded store keeps its files.
pub(crate) fn folder_of(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("rocksdb://")?;
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

async fn make_tables(folder: &Path, schemas: &[Schema]) -> Result<(), StoreError> {
    let unsynced = format!("rocksdb://{}?sync=never", folder.display());
    let datastore = Datastore::open(&unsynced).await?;
    let made = schemas
        .iter()
        .map(|&(service, migrations)| datastore.database(service, migrations));
    try_join_all(made).await.map(drop)
}

async fn open_again(address: &str) -> Result<Datastore, StoreError> {
    let mut moments = tokio::time::interval(MOMENT);
    for _ in 0..MOMENTS {
        moments.tick().await;
        match Datastore::open(address).await {
            Err(StoreError::Held) => {}
            opened => return opened,
        }
    }
    Err(StoreError::Held)
}

/// What lies in the files is on disk, and the files are in their folder.
fn to_disk(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        match File::open(entry?.path()) {
            // The store has replaced it meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            file => file?.sync_all()?,
        }
    }
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use surrealdb::types::Variables;

    use super::*;

    const THINGS: Schema = (
        "things",
        &[Migration {
            name: "0001-things",
            surql: "DEFINE TABLE thing SCHEMAFULL; DEFINE FIELD name ON thing TYPE string;
                DEFINE INDEX thing_name ON thing FIELDS name UNIQUE",
            sample: "",
        }],
    );

    #[tokio::test(flavor = "multi_thread")]
    async fn a_new_store_has_its_tables_and_one_that_is_there_keeps_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let address = Datastore::embedded_address(folder.path());
        let (service, migrations) = THINGS;
        {
            let datastore = Datastore::open_or_found(&address, None, &[THINGS]).await;
            let things = datastore.unwrap().attached(service).await.unwrap();
            let add = "CREATE thing:a SET name = 'a'";
            let added = things.transact("adding", add, Variables::new()).await;
            added.unwrap();
            let twice = "CREATE thing:b SET name = 'a'";
            let twice = things.transact("adding", twice, Variables::new()).await;
            assert!(twice.is_err(), "the index counts");
        }
        {
            // Waits until it is closed.
            let datastore = open_again(&address).await.unwrap();
            let things = datastore.database(service, migrations).await.unwrap();
            let names: Vec<String> = things
                .read("SELECT VALUE name FROM thing")
                .await
                .and_then(|mut results| results.take(0))
                .unwrap();
            assert_eq!(names, ["a"]);
            let held = Datastore::open_or_found(&address, None, &[THINGS]).await;
            assert!(matches!(held, Err(StoreError::Held)), "it is not made anew");
        }
        let in_memory = Datastore::open_or_found("mem://", None, &[THINGS]).await;
        in_memory.unwrap();
    }
}
