//! The index: what can be found, kept in Tantivy.

use std::path::Path;

use crate::findable::{Change, Findable};
use crate::question::{Answer, Query, Suggestion};

/// What can go wrong; a broken folder is not among it, that is rebuilt.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("the index folder cannot be used")]
    Folder(#[source] std::io::Error),
    #[error("the index failed while {doing}")]
    Engine {
        doing: &'static str,
        #[source]
        source: tantivy::TantivyError,
    },
}

/// A searchable copy of what one service owns.
pub struct Index {}

impl Index {
    /// Opens the index in `dir`, with the position of the last outbox entry it holds.
    ///
    /// `schema_version` is the owner's: raise it when it fills [`Findable`]s otherwise. When the folder is new, was
    /// written by another version (of the owner, of this crate or of its dictionary) or cannot be read, the answer is
    /// an empty index without position: the owner then calls [`Index::rebuild`].
    pub fn open(_dir: &Path, _schema_version: u64) -> Result<(Self, Option<u64>), IndexError> {
        Ok((Self {}, None))
    }

    /// An index that lives as long as this value.
    pub fn in_memory() -> Result<Self, IndexError> {
        Ok(Self {})
    }

    /// Applies outbox entries in their order and remembers the last position, in one commit. Questions asked after
    /// it returns see all of it. Applying an entry twice changes nothing.
    pub fn apply(&self, _batch: &[Change]) -> Result<(), IndexError> {
        Ok(())
    }

    /// Replaces everything by `all` and remembers `position`, in one commit.
    pub fn rebuild(
        &self,
        _all: impl IntoIterator<Item = Findable>,
        _position: u64,
    ) -> Result<(), IndexError> {
        Ok(())
    }

    /// The position of the last entry applied.
    #[must_use]
    pub fn position(&self) -> Option<u64> {
        None
    }

    /// How many things the index holds.
    #[must_use]
    pub fn len(&self) -> usize {
        0
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question. Whatever its text holds, it is never refused and its work is bounded.
    pub fn search(&self, _query: &Query) -> Result<Answer, IndexError> {
        Ok(Answer::default())
    }

    /// At most `limit` completions of what is being typed, among what a caller with these keys may find.
    pub fn suggest(
        &self,
        _typed: &str,
        _keys: &[String],
        _limit: usize,
    ) -> Result<Vec<Suggestion>, IndexError> {
        Ok(Vec::new())
    }
}
