//! A word's stem over the whole index: how rare it is, and how much it says about each thing that has it.
//!
//! Every question asks how rare its stems are, but only a new word of a question what they say: that is read apart.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocId, InvertedIndexReader};

use super::schema::Fields;
use super::segment::Segment;

const TEXT_LENGTH: f32 = 0.75;
const TITLE_LENGTH: f32 = 0.75;
const TITLE_WEIGHT: f32 = 9.0;

/// What one commit knows of a stem.
pub(super) struct Stem {
    pub(super) text: String,
    /// How many living things have a word with it, or a compound with such a part.
    pub(super) living: usize,
    /// BM25's inverse document frequency.
    pub(super) rarity: f32,
}

/// The things of one segment that have a term, in their order, deleted ones among them.
#[derive(Default)]
pub(super) struct Postings {
    pub(super) documents: Box<[DocId]>,
    /// How often each has the term, as fields and lengths weigh it; empty where it is not weighed.
    pub(super) weights: Box<[f32]>,
}

/// By the byte that stands for a text's length: what an occurrence in it counts.
pub(super) struct Norms {
    text: [f32; 256],
    title: [f32; 256],
}

impl Norms {
    /// For texts and titles of these lengths on average, in occurrences.
    pub(super) fn new(average_text: f32, average_title: f32) -> Self {
        Self {
            text: norms(TEXT_LENGTH, average_text),
            title: norms(TITLE_LENGTH, average_title),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
fn norms(strength: f32, average: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        let length = FieldNormReader::id_to_fieldnorm(u8::try_from(id).unwrap_or(u8::MAX)) as f32;
        1.0 / (1.0 - strength + strength * length / average.max(1.0))
    })
}

impl Stem {
    /// Counts a stem in all segments, which hold this many living `documents`.
    pub(super) fn read(
        text: &str,
        fields: &Fields,
        segments: &[std::sync::Arc<Segment>],
        documents: usize,
    ) -> tantivy::Result<Self> {
        let term = Term::from_field_text(fields.text, text);
        let living = segments
            .iter()
            .map(|segment| segment.living_with(&segment.text, &term))
            .sum::<tantivy::Result<usize>>()?;
        Ok(Self {
            text: text.to_owned(),
            living,
            rarity: rarity(documents, living),
        })
    }

    pub(super) fn is_known(&self) -> bool {
        self.living > 0
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents")]
fn rarity(documents: usize, with: usize) -> f32 {
    let (documents, with) = (documents.max(with) as f32, with as f32);
    (1.0 + (documents - with + 0.5) / (with + 0.5)).ln()
}

/// BM25F's frequency of a stem, before it is saturated: its occurrences in the text and, once more, in the title;
/// longer texts count less. What has it in the title has it in the text.
#[expect(clippy::cast_precision_loss, reason = "frequencies are small")]
pub(super) fn weighed(
    stem: &str,
    fields: &Fields,
    segment: &Segment,
    norms: &Norms,
) -> tantivy::Result<Postings> {
    let term = Term::from_field_text(fields.text, stem);
    let often = segment.text.doc_freq(&term)? as usize;
    let mut documents = Vec::with_capacity(often);
    let mut weights = Vec::with_capacity(often);
    let record = IndexRecordOption::WithFreqs;
    each_block(&segment.text, &term, record, |block, frequencies| {
        documents.extend_from_slice(block);
        weights.extend(block.iter().zip(frequencies).map(|(&document, &often)| {
            let norm = norms.text[usize::from(segment.columns.text_lengths[document as usize])];
            often as f32 * norm
        }));
    })?;
    let term = Term::from_field_text(fields.title, stem);
    let mut at = 0;
    each_block(&segment.title, &term, record, |block, frequencies| {
        for (&document, &often) in block.iter().zip(frequencies) {
            at += place(&documents[at..], document);
            if documents.get(at) == Some(&document) {
                let norm =
                    norms.title[usize::from(segment.columns.title_lengths[document as usize])];
                weights[at] += TITLE_WEIGHT * often as f32 * norm;
            }
        }
    })?;
    Ok(Postings {
        documents: documents.into(),
        weights: weights.into(),
    })
}

/// Where a document stands among these or would stand: most stand near, so that the steps begin small.
fn place(documents: &[DocId], document: DocId) -> usize {
    let mut step = 1;
    while documents.get(step).is_some_and(|&other| other < document) {
        step *= 2;
    }
    let from = step / 2;
    let near = &documents[from.min(documents.len())..documents.len().min(step + 1)];
    from + near.partition_point(|&other| other < document)
}

/// The things with a term, not weighed.
pub(super) fn with(index: &InvertedIndexReader, term: &Term) -> tantivy::Result<Postings> {
    let mut documents = Vec::with_capacity(index.doc_freq(term)? as usize);
    each_block(index, term, IndexRecordOption::Basic, |block, _| {
        documents.extend_from_slice(block);
    })?;
    Ok(Postings {
        documents: documents.into(),
        weights: Box::default(),
    })
}

/// Gives the postings of a term, block by block: documents and frequencies.
pub(super) fn each_block(
    index: &InvertedIndexReader,
    term: &Term,
    record: IndexRecordOption,
    mut each: impl FnMut(&[DocId], &[u32]),
) -> tantivy::Result<()> {
    let Some(mut postings) = index.read_block_postings(term, record)? else {
        return Ok(());
    };
    while postings.block_len() > 0 {
        let (documents, frequencies) = block(&postings);
        each(documents, frequencies);
        postings.advance();
    }
    Ok(())
}

fn block(postings: &BlockSegmentPostings) -> (&[DocId], &[u32]) {
    let length = postings.block_len();
    let frequencies = postings.freqs();
    (
        &postings.docs()[..length],
        &frequencies[..length.min(frequencies.len())],
    )
}
