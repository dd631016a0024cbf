//! How well each thing answers a question.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, 2004), word by word
//! over the postings: of a word's alternatives the best counts, and what covers more of the question is lifted. Document
//! frequencies count living things only, so that a rebuilt index gives the same answers.

use std::collections::HashMap;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, InvertedIndexReader};

use super::View;
use super::plan::{Group, Plan};
use super::segment::{Bits, Segment};

const SATURATION: f32 = 3.0;
const TEXT_LENGTH: f32 = 0.6;
const TITLE_LENGTH: f32 = 0.5;
const TITLE_WEIGHT: f32 = 6.0;
/// A whole word is written with frequency 2.
const UNIT: f32 = 0.5;
const EXACT_BONUS: f32 = 0.06;
/// What covers less of the question than this is no answer.
const LEAST_COVERED: f32 = 0.2;

/// A thing found, before it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) score: f32,
    pub(super) segment: u32,
    pub(super) document: DocId,
}

/// How rare stems are, and how much each word of the question weighs.
pub(super) struct Weights {
    of_stem: HashMap<String, f32>,
    of_group: Vec<f32>,
    text_norms: [f32; 256],
    title_norms: [f32; 256],
}

impl Weights {
    pub(super) fn of(view: &View, plan: &Plan) -> Self {
        let mut of_stem = HashMap::new();
        for stem in plan
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .flat_map(|one| &one.stems)
        {
            if !of_stem.contains_key(stem) {
                of_stem.insert(stem.clone(), rarity(view.documents, view.living_with(stem)));
            }
        }
        let of_group = plan
            .groups
            .iter()
            .map(|group| group_weight(group, &of_stem, view))
            .collect();
        Self {
            of_stem,
            of_group,
            text_norms: norms(TEXT_LENGTH, view.average_text),
            title_norms: norms(TITLE_LENGTH, view.average_title),
        }
    }

    pub(super) fn of_group(&self, group: usize) -> f32 {
        self.of_group[group]
    }

    fn of_stem(&self, stem: &str) -> f32 {
        self.of_stem.get(stem).copied().unwrap_or(0.0)
    }
}

/// BM25's inverse document frequency.
#[expect(clippy::cast_precision_loss, reason = "counts of documents")]
fn rarity(documents: u64, with: u64) -> f32 {
    let (documents, with) = (documents.max(with) as f32, with as f32);
    (1.0 + (documents - with + 0.5) / (with + 0.5)).ln()
}

/// As rare as the word itself where the index knows it, else as its best alternative.
fn group_weight(group: &Group, of_stem: &HashMap<String, f32>, view: &View) -> f32 {
    let known = |stem: &String| view.knows(stem);
    let weight = |stems: &[String]| {
        let rarities = stems
            .iter()
            .filter(|stem| known(stem))
            .map(|stem| of_stem.get(stem).copied().unwrap_or(0.0));
        rarities.fold(0.0_f32, f32::max)
    };
    let own = group
        .alternatives
        .first()
        .map_or(0.0, |first| weight(&first.stems));
    if own > 0.0 {
        own
    } else {
        group
            .alternatives
            .iter()
            .map(|one| weight(&one.stems))
            .fold(0.0, f32::max)
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
fn norms(strength: f32, average: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        let length = FieldNormReader::id_to_fieldnorm(u8::try_from(id).unwrap_or(u8::MAX)) as f32;
        UNIT / (1.0 - strength + strength * length / average.max(1.0))
    })
}

/// Sums by document, kept between questions so that nothing has to be cleared but what was used.
#[derive(Default)]
pub(super) struct Sums {
    atom: Touched,
    alternative: Touched,
    /// How much of an alternative's words is there.
    present: Vec<f32>,
    group: Touched,
    total: Touched,
    covered: Vec<f32>,
}

/// A number for each document, and which are not zero.
#[derive(Default)]
struct Touched {
    value: Vec<f32>,
    documents: Vec<DocId>,
}

impl Touched {
    #[inline]
    fn add(&mut self, document: DocId, more: f32) {
        let value = &mut self.value[document as usize];
        if *value == 0.0 {
            self.documents.push(document);
        }
        *value += more;
    }

    #[inline]
    fn raise(&mut self, document: DocId, to: f32) {
        let value = &mut self.value[document as usize];
        if *value == 0.0 {
            self.documents.push(document);
        }
        *value = value.max(to);
    }

    fn drain(&mut self, mut each: impl FnMut(DocId, f32)) {
        for document in self.documents.drain(..) {
            each(document, std::mem::take(&mut self.value[document as usize]));
        }
    }
}

impl Sums {
    fn make_room(&mut self, documents: usize) {
        for touched in [
            &mut self.atom,
            &mut self.alternative,
            &mut self.group,
            &mut self.total,
        ] {
            if touched.value.len() < documents {
                touched.value.resize(documents, 0.0);
            }
        }
        for plain in [&mut self.covered, &mut self.present] {
            if plain.len() < documents {
                plain.resize(documents, 0.0);
            }
        }
    }
}

/// Everything in one segment that answers the question, in no order.
pub(super) fn score_segment(
    sums: &mut Sums,
    view: &View,
    (at, segment): (u32, &Segment),
    plan: &Plan,
    weights: &Weights,
    allowed: &Bits,
    found: &mut Vec<Found>,
) -> tantivy::Result<()> {
    sums.make_room(segment.reader.max_doc() as usize);
    for (group, &weight) in plan.groups.iter().zip(&weights.of_group) {
        if weight > 0.0 {
            score_group(sums, view, segment, group, weights, allowed)?;
            let Sums {
                group,
                total,
                covered,
                ..
            } = sums;
            group.drain(|document, score| {
                total.add(document, weight * score);
                covered[document as usize] += weight * score.min(1.0).sqrt();
            });
        }
    }
    let whole: f32 = weights.of_group.iter().sum();
    let Sums { total, covered, .. } = sums;
    total.drain(|document, score| {
        let share = std::mem::take(&mut covered[document as usize]) / whole.max(f32::MIN_POSITIVE);
        if share >= LEAST_COVERED * 0.5 {
            found.push(Found {
                score: score * (0.5 + 0.5 * share),
                segment: at,
                document,
            });
        }
    });
    Ok(())
}

fn score_group(
    sums: &mut Sums,
    view: &View,
    segment: &Segment,
    group: &Group,
    weights: &Weights,
    allowed: &Bits,
) -> tantivy::Result<()> {
    for one in &group.alternatives {
        let all: f32 = one.stems.iter().map(|stem| weights.of_stem(stem)).sum();
        for stem in &one.stems {
            let share = weights.of_stem(stem) / all.max(f32::MIN_POSITIVE);
            score_stem(sums, view, segment, stem, weights, allowed)?;
            let Sums {
                atom, alternative, ..
            } = sums;
            atom.drain(|document, tf| alternative.add(document, share * tf / (tf + SATURATION)));
        }
        let Sums {
            alternative, group, ..
        } = sums;
        alternative.drain(|document, score| group.raise(document, one.weight * score));
    }
    let exact = Term::from_field_text(view.fields.exact, &group.exact);
    let Sums { group, .. } = sums;
    each_block(
        &segment.exact,
        &exact,
        IndexRecordOption::Basic,
        |documents, _| {
            for &document in documents {
                if group.value[document as usize] > 0.0 {
                    group.value[document as usize] += EXACT_BONUS;
                }
            }
        },
    )
}

/// Adds up how often a stem stands in the text and, once more, in the title; longer texts count less.
#[expect(clippy::cast_precision_loss, reason = "frequencies are small")]
fn score_stem(
    sums: &mut Sums,
    view: &View,
    segment: &Segment,
    stem: &str,
    weights: &Weights,
    allowed: &Bits,
) -> tantivy::Result<()> {
    let atom = &mut sums.atom;
    let mut add = |field: Field,
                   index: &InvertedIndexReader,
                   lengths: &FieldNormReader,
                   norms: &[f32; 256],
                   weight: f32| {
        let term = Term::from_field_text(field, stem);
        each_block(
            index,
            &term,
            IndexRecordOption::WithFreqs,
            |documents, frequencies| {
                for (&document, &frequency) in documents.iter().zip(frequencies) {
                    if allowed.has(document) {
                        let norm = norms[usize::from(lengths.fieldnorm_id(document))];
                        atom.add(document, weight * frequency as f32 * norm);
                    }
                }
            },
        )
    };
    add(
        view.fields.text,
        &segment.text,
        &segment.text_lengths,
        &weights.text_norms,
        1.0,
    )?;
    add(
        view.fields.title,
        &segment.title,
        &segment.title_lengths,
        &weights.title_norms,
        TITLE_WEIGHT,
    )
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
