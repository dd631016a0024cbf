//! The folder of an index: opened when it can be trusted, emptied when not.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::index::IndexSettings;
use tantivy::{IndexWriter, TantivyError};

use super::schema::{self, Fields, LAYOUT_VERSION};
use super::{IndexError, failed};
use crate::analysis::DICTIONARY_VERSION;

/// What stands beside each commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    layout: u64,
    dictionary: u64,
    owner: u64,
    pub(super) position: Option<u64>,
}

impl Payload {
    pub(super) fn now(owner: u64, position: Option<u64>) -> Self {
        Self {
            layout: LAYOUT_VERSION,
            dictionary: DICTIONARY_VERSION,
            owner,
            position,
        }
    }
}

/// Texts are unpacked in blocks of this many bytes: small, because a page of hits lies all over the index.
const BLOCK: usize = 2_048;

/// The index in `dir`, empty when there was none that can be used.
pub(super) fn open(dir: &Path, owner: u64) -> Result<(tantivy::Index, Fields), IndexError> {
    let (_, fields) = schema::schema();
    std::fs::create_dir_all(dir).map_err(IndexError::Folder)?;
    // Tantivy panics on some damaged files, as on one that is shorter than its footer.
    match std::panic::catch_unwind(|| usable(dir, owner)) {
        Ok(Ok(Some(index))) => return Ok((index, fields)),
        Ok(Ok(None)) => {}
        Ok(Err(error)) => {
            tracing::warn!(%error, folder = %dir.display(), "the index cannot be read and is made anew");
        }
        Err(_) => tracing::warn!(folder = %dir.display(), "the index is damaged and is made anew"),
    }
    let index = create(dir).map_err(failed("making a new index"))?;
    let mut writer: IndexWriter = index
        .writer_with_num_threads(1, 15_000_000)
        .map_err(failed("making a new index"))?;
    commit(&mut writer, &Payload::now(owner, None)).map_err(failed("making a new index"))?;
    writer
        .wait_merging_threads()
        .map_err(failed("making a new index"))?;
    Ok((index, fields))
}

/// The index in the folder when it is whole and of these versions.
fn usable(dir: &Path, owner: u64) -> Result<Option<tantivy::Index>, TantivyError> {
    if !dir.join("meta.json").exists() {
        return Ok(None);
    }
    let (schema, _) = schema::schema();
    let index = tantivy::Index::open_in_dir(dir)?;
    let of_these_versions = payload(&index).is_some_and(|found| {
        found
            == Payload {
                position: found.position,
                ..Payload::now(owner, None)
            }
    });
    let whole =
        of_these_versions && index.schema() == schema && index.validate_checksum()?.is_empty();
    if !whole {
        tracing::info!(folder = %dir.display(), "the index is of another version or damaged and is made anew");
    }
    Ok(whole.then_some(index))
}

fn create(dir: &Path) -> Result<tantivy::Index, TantivyError> {
    for entry in std::fs::read_dir(dir)?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else {
            std::fs::remove_file(path)?;
        }
    }
    let (schema, _) = schema::schema();
    let settings = IndexSettings {
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    };
    tantivy::Index::builder()
        .schema(schema)
        .settings(settings)
        .create_in_dir(dir)
}

/// What stands beside the last commit.
pub(super) fn payload(index: &tantivy::Index) -> Option<Payload> {
    serde_json::from_str(&index.load_metas().ok()?.payload?).ok()
}

/// Commits with a payload.
pub(super) fn commit(writer: &mut IndexWriter, payload: &Payload) -> Result<(), TantivyError> {
    let text = serde_json::to_string(payload)
        .map_err(|error| TantivyError::InternalError(error.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&text);
    prepared.commit().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findable::{Change, Findable};
    use crate::index::Index;

    /// A folder that another version wrote begins anew, and is kept from then on.
    fn begins_anew(other: impl Fn(Payload) -> Payload) {
        let folder = tempfile::tempdir().unwrap();
        let (index, _) = Index::open(folder.path(), 1).unwrap();
        index.apply(&[Change::put(5, Findable::default())]).unwrap();
        drop(index);
        assert_eq!(Index::open(folder.path(), 1).unwrap().1, Some(5));
        let inner = tantivy::Index::open_in_dir(folder.path()).unwrap();
        let mut writer: IndexWriter = inner.writer_with_num_threads(1, 15_000_000).unwrap();
        commit(&mut writer, &other(Payload::now(1, Some(5)))).unwrap();
        writer.wait_merging_threads().unwrap();
        let (index, position) = Index::open(folder.path(), 1).unwrap();
        assert_eq!((position, index.len()), (None, 0));
        index.rebuild([Findable::default()], 6).unwrap();
        drop(index);
        assert_eq!(Index::open(folder.path(), 1).unwrap().1, Some(6));
    }

    #[test]
    fn another_dictionary_begins_anew() {
        begins_anew(|payload| Payload {
            dictionary: DICTIONARY_VERSION - 1,
            ..payload
        });
    }

    #[test]
    fn another_layout_begins_anew() {
        begins_anew(|payload| Payload {
            layout: LAYOUT_VERSION - 1,
            ..payload
        });
    }
}
