//! What questions see: one commit, and what was read of it.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::schema::Term;
use tantivy::{DocId, IndexReader};

use super::schema::Fields;
use super::segment::Segment;
use super::stem::{self, Norms, Postings, Stem};
use super::texts::{Texts, TextsCache};

/// Memory for the stems that were asked for, in bytes.
const STEMS_MEMORY: u64 = 48 << 20;
/// About how many that are; the cache grows by need.
const STEMS_EXPECTED: usize = 4_096;
/// Corrected words that are remembered.
const CORRECTIONS: usize = 4_096;

/// The nearest known words of a word with a slip, best first, with how near they are.
pub(super) type Nearest = Arc<[(String, f32)]>;

/// One commit.
pub(super) struct View {
    pub(super) fields: Fields,
    pub(super) segments: Vec<Arc<Segment>>,
    /// Living ones.
    pub(super) documents: usize,
    norms: Norms,
    stems: Cache<String, Arc<Stem>, BySize>,
    exact: Cache<String, Arc<[Postings]>, BySize>,
    pub(super) corrections: Cache<String, Nearest>,
    texts: Arc<TextsCache>,
}

/// Weighs by memory.
#[derive(Clone)]
struct BySize;

impl Weighter<String, Arc<Stem>> for BySize {
    fn weight(&self, _: &String, stem: &Arc<Stem>) -> u64 {
        stem.size() as u64
    }
}

impl Weighter<String, Arc<[Postings]>> for BySize {
    fn weight(&self, word: &String, postings: &Arc<[Postings]>) -> u64 {
        let entries: usize = postings.iter().map(|one| one.documents.len()).sum();
        (128 + word.len() + 4 * entries) as u64
    }
}

impl View {
    /// The commit that the reader sees; segments that are known already are kept.
    pub(super) fn over(
        reader: &IndexReader,
        fields: Fields,
        known: &[Arc<Segment>],
        texts: Arc<TextsCache>,
    ) -> tantivy::Result<Self> {
        let searcher = reader.searcher();
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let known = known.iter().find(|one| one.id() == reader.segment_id());
            segments.push(match known {
                Some(segment) => segment.with_deletes(reader, &fields)?,
                None => Arc::new(Segment::open(reader, &fields)?),
            });
        }
        let documents = segments
            .iter()
            .map(|segment| segment.reader.num_docs() as usize)
            .sum();
        let norms = Norms::new(
            average(&segments, documents, |segment, document| {
                segment.text_lengths.fieldnorm(document)
            }),
            average(&segments, documents, |segment, document| {
                segment.title_lengths.fieldnorm(document)
            }),
        );
        Ok(Self {
            fields,
            segments,
            documents,
            norms,
            stems: Cache::with_weighter(STEMS_EXPECTED, STEMS_MEMORY, BySize),
            exact: Cache::with_weighter(STEMS_EXPECTED, STEMS_MEMORY / 4, BySize),
            corrections: Cache::new(CORRECTIONS),
            texts,
        })
    }

    /// A stem, read once.
    pub(super) fn stem(&self, text: &str) -> tantivy::Result<Arc<Stem>> {
        self.stems.get_or_insert_with(text, || {
            Stem::read(
                text,
                &self.fields,
                &self.segments,
                self.documents,
                &self.norms,
            )
            .map(Arc::new)
        })
    }

    /// The things with a word written so, segment by segment.
    pub(super) fn exact(&self, word: &str) -> tantivy::Result<Arc<[Postings]>> {
        self.exact.get_or_insert_with(word, || {
            let term = Term::from_field_text(self.fields.exact, word);
            self.segments
                .iter()
                .map(|segment| stem::with(&segment.exact, &term))
                .collect()
        })
    }

    /// The texts of a thing.
    pub(super) fn texts(&self, segment: u32, document: DocId) -> tantivy::Result<Arc<Texts>> {
        let segment = &self.segments[segment as usize];
        self.texts
            .get_or_insert_with(&(segment.id(), document), || {
                segment.stored(document).map(Texts::of).map(Arc::new)
            })
    }
}

/// The mean length of the living texts.
#[expect(clippy::cast_precision_loss, reason = "a mean of lengths")]
fn average(segments: &[Arc<Segment>], documents: usize, length: fn(&Segment, DocId) -> u32) -> f32 {
    let lengths = segments.iter().flat_map(|segment| {
        let alive = segment.reader.doc_ids_alive();
        alive.map(|document| u64::from(length(segment, document)))
    });
    lengths.sum::<u64>() as f32 / documents.max(1) as f32
}
