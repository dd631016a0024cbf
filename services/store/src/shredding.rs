//! Old values on disk. `RocksDB` never overwrites: what was deleted stays in its files until
//! they are rewritten. An erasure has to wait for that, so it is done here and now.
//!
//! Three kinds of files keep old values, each in its own way:
//! - tables: `ALTER SYSTEM COMPACT` writes them anew;
//! - values above 4 KiB lie in blob files, of which a compaction rewrites only the older half. A
//!   record of no meaning makes sure that there is always a younger half, and compacting is
//!   repeated until every file of before is gone;
//! - write-ahead logs that are done with go to `archive` on machines with little memory. They
//!   serve replicas, which an embedded store has none of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use tokio::sync::Mutex;

use crate::StoreError;
use crate::founding::folder_of;

/// Compactions until the last old file is gone: each rewrites half of what is left.
const ROUNDS: u32 = 24;
/// `RocksDB` removes files a moment after it has replaced them.
const MOMENT: Duration = Duration::from_millis(50);
const MOMENTS: u32 = 40;
const MOMENTS_FOR_BLOBS: u32 = 2;
/// Above the size from which a value goes into a blob file.
const BALLAST: usize = 8 * 1024;

/// Rewrites the files of one store.
pub(crate) struct Shredder {
    /// None where the store has no files of ours.
    folder: Option<PathBuf>,
    running: Mutex<()>,
    /// How many runs have begun.
    begun: AtomicU64,
    /// The last run that ended well.
    done: AtomicU64,
}

impl Shredder {
    pub(crate) fn of(address: &str) -> Self {
        Self {
            folder: folder_of(address),
            running: Mutex::new(()),
            begun: AtomicU64::new(0),
            done: AtomicU64::new(0),
        }
    }

    /// A run that begins after this call was made is enough for it, whoever asked for it.
    pub(crate) async fn shred(&self, db: &Surreal<Any>) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let begun_before = self.begun.load(Ordering::Acquire);
        let _turn = self.running.lock().await;
        if self.done.load(Ordering::Acquire) > begun_before {
            return Ok(());
        }
        let run = self.begun.fetch_add(1, Ordering::AcqRel) + 1;
        rewrite(db, folder).await?;
        self.done.store(run, Ordering::Release);
        Ok(())
    }
}

async fn rewrite(db: &Surreal<Any>, folder: &Path) -> Result<(), StoreError> {
    let old = files(folder)?;
    for _ in 0..ROUNDS {
        compact(db).await?;
        remove_archive(folder)?;
        if is_gone_soon(folder, &old).await? {
            return Ok(());
        }
    }
    Err(StoreError::NotShredded)
}

async fn compact(db: &Surreal<Any>) -> Result<(), StoreError> {
    let doing = "rewriting the store";
    let ballast: String = std::iter::repeat_with(|| char::from(rand::random_range(b'a'..=b'z')))
        .take(BALLAST)
        .collect();
    db.clone()
        .query("USE NS kansrijk DB housekeeping; UPSERT ballast:one SET text = $text RETURN NONE; ALTER SYSTEM COMPACT")
        .bind(("text", ballast))
        .await
        .and_then(surrealdb::IndexedResults::check)
        .map_err(StoreError::while_doing(doing))?;
    Ok(())
}

/// The files that hold values: tables, blobs and write-ahead logs.
fn files(folder: &Path) -> Result<BTreeSet<PathBuf>, StoreError> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).map_err(StoreError::Files)? {
        let path = entry.map_err(StoreError::Files)?.path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if matches!(kind, Some("sst" | "blob" | "log")) {
            found.insert(path);
        }
    }
    Ok(found)
}

fn remove_archive(folder: &Path) -> Result<(), StoreError> {
    let Ok(archive) = std::fs::read_dir(folder.join("archive")) else {
        return Ok(());
    };
    for entry in archive {
        match std::fs::remove_file(entry.map_err(StoreError::Files)?.path()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Files(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether none of the old files is left, now or in a moment. For blobs another round helps
/// more than waiting.
async fn is_gone_soon(folder: &Path, old: &BTreeSet<PathBuf>) -> Result<bool, StoreError> {
    for moment in 0..MOMENTS {
        remove_archive(folder)?;
        let now = files(folder)?;
        let mut left = old.intersection(&now).peekable();
        if left.peek().is_none() {
            return Ok(true);
        }
        let is_blob = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "blob");
        if moment >= MOMENTS_FOR_BLOBS && left.all(is_blob) {
            return Ok(false);
        }
        pause().await;
    }
    Ok(false)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the engine removes files in the background and tells nobody"
)]
async fn pause() {
    tokio::time::sleep(MOMENT).await;
}

/// For tests: the files below a folder in which `marker` stands, as it is or inside the frames
/// in which the engine compresses its tables (Zstandard, RFC 8878). Its other methods leave
/// a text that is written for the first time as it is.
pub fn traces(folder: &Path, marker: &[u8]) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(traces(&path, marker)?);
        } else if path.is_file() {
            let bytes = std::fs::read(&path)?;
            if holds(&bytes, marker) || frames(&bytes).any(|frame| holds(&frame, marker)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

fn frames(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let starts = bytes
        .windows(FRAME.len())
        .enumerate()
        .filter(|(_, window)| *window == FRAME)
        .map(|(start, _)| start);
    starts.map(|start| {
        let mut frame = Vec::new();
        // What only looks like a frame ends early: what was read of it is searched as well.
        if let Ok(decoder) = zstd::Decoder::new(&bytes[start..]) {
            let _ = std::io::Read::read_to_end(&mut decoder.single_frame(), &mut frame);
        }
        frame
    })
}

fn holds(bytes: &[u8], marker: &[u8]) -> bool {
    bytes
        .windows(marker.len())
        .any(|window| window.eq_ignore_ascii_case(marker))
}

#[cfg(test)]
mod tests {
    use surrealdb::types::Variables;

    use super::*;
    use crate::{Datastore, Migration};

    const SCHEMA: &[Migration] = &[Migration {
        name: "0001-words",
        surql: "DEFINE TABLE word SCHEMAFULL; DEFINE FIELD text ON word TYPE string;",
        sample: "",
    }];

    fn row(id: &str, text: String) -> Variables {
        let mut variables = Variables::new();
        variables.insert("id", id.to_owned());
        variables.insert("text", text);
        variables
    }

    fn random_text(length: usize) -> String {
        std::iter::repeat_with(|| char::from(rand::random_range(b'a'..=b'z')))
            .take(length)
            .collect()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_was_deleted_leaves_the_disk_and_what_stays_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let datastore = Datastore::open(&Datastore::embedded_address(folder.path()))
            .await
            .unwrap();
        let db = datastore.database("words", SCHEMA).await.unwrap();
        let put = "UPSERT type::record('word', $id) SET text = $text RETURN NONE";
        for (id, marker, length) in [
            ("a", "MARKER-GOES-SMALL", 10),
            ("b", "MARKER-GOES-LARGE", 20_000),
            ("c", "MARKER-STAYS-SMALL", 10),
            ("d", "MARKER-STAYS-LARGE", 20_000),
        ] {
            let text = format!("{marker} {}", random_text(length));
            db.transact("writing", put, row(id, text)).await.unwrap();
        }
        let found = |marker: &str| !traces(folder.path(), marker.as_bytes()).unwrap().is_empty();
        let gone = ["MARKER-GOES-SMALL", "MARKER-GOES-LARGE"];
        let stays = ["MARKER-STAYS-SMALL", "MARKER-STAYS-LARGE"];
        // Into tables and blobs first: what was never there need not leave.
        datastore.shred().await.unwrap();
        for marker in gone.iter().chain(&stays) {
            assert!(found(marker), "{marker} is not found where it must be");
        }
        let body = "DELETE word:a; UPDATE word:b SET text = '' RETURN NONE";
        db.transact("deleting", body, Variables::new())
            .await
            .unwrap();
        assert!(found(gone[0]), "a deletion alone leaves it on disk");
        datastore.shred().await.unwrap();
        for marker in gone {
            assert!(!found(marker), "{marker} is still on disk");
        }
        for marker in stays {
            assert!(found(marker), "{marker} must be found by the same search");
        }
    }
}
