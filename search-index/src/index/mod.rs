//! The index: what can be found, kept in Tantivy.
//!
//! Tantivy keeps the postings, the columns and the texts, and makes commits whole; the order of the answers is made
//! here (`score`, `nearness`), because it needs more than one kind of term a word.

mod bits;
mod columns;
mod facets;
mod filter;
mod nearness;
mod order;
mod plan;
mod reading;
mod said;
mod schema;
mod score;
mod searching;
mod segment;
mod snippet;
mod stem;
mod storage;
mod suggest;
mod texts;
mod view;
mod vocabulary;
mod window;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::schema::Term;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy};

use crate::findable::{Change, Findable, What};
use crate::question::{Answer, Query, Suggestion};
use schema::Fields;
use storage::Payload;
use texts::TextsCache;
use view::View;

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

fn failed(doing: &'static str) -> impl FnOnce(tantivy::TantivyError) -> IndexError {
    move |source| IndexError::Engine { doing, source }
}

/// A searchable copy of what one service owns.
pub struct Index {
    fields: Fields,
    schema_version: u64,
    writer: Mutex<Writing>,
    reader: IndexReader,
    view: RwLock<Arc<View>>,
    texts: Arc<TextsCache>,
}

/// The one that writes, and what it wrote last.
struct Writing {
    writer: IndexWriter,
    position: Option<u64>,
}

/// Memory for what is not yet on disk, in bytes.
const WRITER_MEMORY: usize = 48 << 20;
/// A commit with at least this many changes puts the segments together at once.
const MANY: usize = 2_000;

impl Index {
    /// Opens the index in `dir`, with the position of the last outbox entry it holds.
    ///
    /// `schema_version` is the owner's: raise it when it fills [`Findable`]s otherwise. When the folder is new, was
    /// written by another version (of the owner, of this crate or of its dictionary) or cannot be read, the answer is
    /// an empty index without position: the owner then calls [`Index::rebuild`].
    pub fn open(dir: &Path, schema_version: u64) -> Result<(Self, Option<u64>), IndexError> {
        let (inner, fields) = storage::open(dir, schema_version)?;
        let index = Self::over(&inner, fields, schema_version)?;
        let position = index.position();
        Ok((index, position))
    }

    /// An index that lives as long as this value.
    pub fn in_memory() -> Result<Self, IndexError> {
        let (schema, fields) = schema::schema();
        Self::over(&tantivy::Index::create_in_ram(schema), fields, 0)
    }

    fn over(
        inner: &tantivy::Index,
        fields: Fields,
        schema_version: u64,
    ) -> Result<Self, IndexError> {
        let writer: IndexWriter = inner
            .writer_with_num_threads(1, WRITER_MEMORY)
            .map_err(failed("opening for writing"))?;
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed("opening for reading"))?;
        let position = storage::payload(inner).and_then(|payload| payload.position);
        let texts = Arc::new(texts::cache());
        let view = View::over(&reader, fields, &[], Arc::clone(&texts))
            .map_err(failed("opening for reading"))?;
        Ok(Self {
            fields,
            schema_version,
            writer: Mutex::new(Writing { writer, position }),
            reader,
            view: RwLock::new(Arc::new(view)),
            texts,
        })
    }

    /// Applies outbox entries in their order and remembers the last position, in one commit. Questions asked after
    /// it returns see all of it. Applying an entry twice changes nothing.
    pub fn apply(&self, batch: &[Change]) -> Result<(), IndexError> {
        let Some(last) = batch.last() else {
            return Ok(());
        };
        let mut writing = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let written = batch.iter().try_for_each(|change| match &change.what {
            What::Put(findable) => self.put(&writing.writer, findable),
            What::Delete(id) => {
                writing
                    .writer
                    .delete_term(Term::from_field_text(self.fields.id, id));
                Ok(())
            }
            What::Nothing => Ok(()),
        });
        self.finish(&mut writing, written, last.position, batch.len() >= MANY)
    }

    /// Replaces everything by `all` and remembers `position`, in one commit.
    pub fn rebuild(
        &self,
        all: impl IntoIterator<Item = Findable>,
        position: u64,
    ) -> Result<(), IndexError> {
        let mut writing = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut written = writing
            .writer
            .delete_all_documents()
            .map(|_| ())
            .map_err(failed("clearing"));
        for findable in all {
            written = written.and_then(|()| self.put(&writing.writer, &findable));
        }
        self.finish(&mut writing, written, position, true)
    }

    fn put(&self, writer: &IndexWriter, findable: &Findable) -> Result<(), IndexError> {
        writer.delete_term(Term::from_field_text(self.fields.id, &findable.id));
        writer
            .add_document(schema::document(&self.fields, findable))
            .map(|_| ())
            .map_err(failed("adding"))
    }

    /// Commits what was written, or takes it all back when it failed.
    fn finish(
        &self,
        writing: &mut Writing,
        written: Result<(), IndexError>,
        position: u64,
        put_together: bool,
    ) -> Result<(), IndexError> {
        if let Err(error) = written {
            writing.writer.rollback().map_err(failed("taking back"))?;
            return Err(error);
        }
        let payload = Payload::now(self.schema_version, Some(position));
        storage::commit(&mut writing.writer, &payload).map_err(failed("committing"))?;
        writing.position = Some(position);
        if put_together {
            let segments = writing
                .writer
                .index()
                .searchable_segment_ids()
                .map_err(failed("putting together"))?;
            if segments.len() > 1 {
                writing
                    .writer
                    .merge(&segments)
                    .wait()
                    .map_err(failed("putting together"))?;
            }
        }
        self.reload().map_err(failed("reading what was committed"))
    }

    fn reload(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let known = self.view();
        let view = View::over(
            &self.reader,
            self.fields,
            &known.segments,
            Arc::clone(&self.texts),
        )?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The position of the last entry applied.
    #[must_use]
    pub fn position(&self) -> Option<u64> {
        self.writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .position
    }

    /// How many things the index holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.view().documents
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question. Whatever its text holds, it is never refused and its work is bounded.
    pub fn search(&self, query: &Query) -> Result<Answer, IndexError> {
        searching::search(&self.view(), query).map_err(failed("searching"))
    }

    /// At most `limit` completions of what is being typed, among what a caller with these keys may find.
    pub fn suggest(
        &self,
        typed: &str,
        keys: &[String],
        limit: usize,
    ) -> Result<Vec<Suggestion>, IndexError> {
        suggest::suggest(&self.view(), typed, keys, limit).map_err(failed("completing"))
    }
}
