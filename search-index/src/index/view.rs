//! What questions see: one commit, and what was read of it.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Term;
use tantivy::{DocId, IndexReader};

use super::facets::Values;
use super::plan::Group;
use super::said::Said;
use super::schema::Fields;
use super::segment::Segment;
use super::stem::{self, Norms, Postings, Stem};
use super::texts::{Texts, TextsCache};
use crate::question::{Answer, Query};

/// Memory for what was read of stems, and of words as they are written, in bytes.
const POSTINGS_MEMORY: u64 = 96 << 20;
const EXACT_MEMORY: u64 = 32 << 20;
/// Memory for what the words of questions say, in bytes.
const SAID_MEMORY: u64 = 128 << 20;
/// Memory for whole answers, in bytes.
const ANSWERS_MEMORY: u64 = 16 << 20;
/// About how many of each that are; the caches grow by need.
const EXPECTED: usize = 4_096;
/// Stems whose rarity is remembered.
const STEMS: usize = 32_768;
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
    /// Every value of a facet.
    pub(super) values: Values,
    norms: Norms,
    stems: Cache<String, Arc<Stem>>,
    postings: Cache<String, Arc<[Postings]>, BySize>,
    exact: Cache<String, Arc<[Postings]>, BySize>,
    said: Cache<String, Arc<[Said]>, BySize>,
    pub(super) corrections: Cache<String, Nearest>,
    /// Only what is asked for the second time is kept: most is asked once, and keeping costs a copy.
    answers: Cache<Query, Option<Arc<Answer>>, BySize>,
    texts: Arc<TextsCache>,
}

/// Weighs by memory.
#[derive(Clone)]
struct BySize;

impl Weighter<String, Arc<[Said]>> for BySize {
    fn weight(&self, word: &String, said: &Arc<[Said]>) -> u64 {
        let sizes: usize = said.iter().map(Said::size).sum();
        (128 + word.len() + sizes) as u64
    }
}

impl Weighter<String, Arc<[Postings]>> for BySize {
    fn weight(&self, word: &String, postings: &Arc<[Postings]>) -> u64 {
        let entries = postings.iter();
        let entries: usize = entries
            .map(|one| one.documents.len() + one.weights.len())
            .sum();
        (128 + word.len() + 4 * entries) as u64
    }
}

impl Weighter<Query, Option<Arc<Answer>>> for BySize {
    fn weight(&self, query: &Query, answer: &Option<Arc<Answer>>) -> u64 {
        let Some(answer) = answer else {
            return (512 + 2 * query.text.len()) as u64;
        };
        let pieces = answer
            .hits
            .iter()
            .flat_map(|hit| hit.title.0.iter().chain(&hit.snippet.0));
        let hits: usize = pieces.map(|piece| 64 + piece.text.len()).sum();
        let facets: usize = answer.facets.values().map(Vec::len).sum();
        (512 + 2 * query.text.len() + hits + 96 * facets) as u64
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
                length(segment.columns.text_lengths[document as usize])
            }),
            average(&segments, documents, |segment, document| {
                length(segment.columns.title_lengths[document as usize])
            }),
        );
        Ok(Self {
            fields,
            values: Values::of(segments.iter().map(|segment| &segment.columns.facets)),
            segments,
            documents,
            norms,
            stems: Cache::new(STEMS),
            postings: Cache::with_weighter(EXPECTED, POSTINGS_MEMORY, BySize),
            exact: Cache::with_weighter(EXPECTED, EXACT_MEMORY, BySize),
            said: Cache::with_weighter(EXPECTED, SAID_MEMORY, BySize),
            corrections: Cache::new(CORRECTIONS),
            answers: Cache::with_weighter(EXPECTED, ANSWERS_MEMORY, BySize),
            texts,
        })
    }

    /// The answer to a question that was asked before of the same things.
    pub(super) fn answer(
        &self,
        query: &Query,
        find: impl FnOnce() -> tantivy::Result<Answer>,
    ) -> tantivy::Result<Answer> {
        let known = self.answers.get(query);
        if let Some(Some(known)) = known {
            return Ok(Answer::clone(&known));
        }
        let answer = find()?;
        let kept = known.is_some().then(|| Arc::new(answer.clone()));
        self.answers.insert(query.clone(), kept);
        Ok(answer)
    }

    /// A stem, counted once.
    pub(super) fn stem(&self, text: &str) -> tantivy::Result<Arc<Stem>> {
        self.stems.get_or_insert_with(text, || {
            Stem::read(text, &self.fields, &self.segments, self.documents).map(Arc::new)
        })
    }

    /// How much a stem says about the things that have it, segment by segment.
    pub(super) fn postings(&self, stem: &str) -> tantivy::Result<Arc<[Postings]>> {
        self.postings.get_or_insert_with(stem, || {
            self.segments
                .iter()
                .map(|segment| stem::weighed(stem, &self.fields, segment, &self.norms))
                .collect()
        })
    }

    /// What a word of a question says about each thing, segment by segment.
    pub(super) fn said(&self, group: &Group) -> tantivy::Result<Arc<[Said]>> {
        self.said.get_or_insert_with(&group.key(), || {
            (0..self.segments.len())
                .map(|segment| Said::of(self, group, segment))
                .collect()
        })
    }

    /// The things with a word written so, segment by segment. All of them have its stem: where so many have the one as the
    /// other, these are the same and not read again.
    pub(super) fn exact(&self, word: &str, stem: &str) -> tantivy::Result<Arc<[Postings]>> {
        self.exact.get_or_insert_with(word, || {
            let term = Term::from_field_text(self.fields.exact, word);
            let with_stem = self.postings(stem)?;
            let as_many = self.segments.iter().zip(with_stem.iter());
            let as_many = as_many.map(|(segment, with_stem)| {
                let often = segment.exact.doc_freq(&term)? as usize;
                Ok(often == with_stem.documents.len())
            });
            if as_many
                .collect::<tantivy::Result<Vec<_>>>()?
                .iter()
                .all(|&same| same)
            {
                return Ok(with_stem);
            }
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
                segment.texts(document).map(Arc::new)
            })
    }
}

/// The length that a byte stands for.
fn length(byte: u8) -> u32 {
    FieldNormReader::id_to_fieldnorm(byte)
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
