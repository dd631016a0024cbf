//! How much a word of a question says about each thing, put together from its alternatives.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, 2004), word by word. What
//! a word's alternatives say is added up before it saturates, as if they were one word: a text that says *feedback* once
//! and *terugkoppeling* once says it twice (Metzler and Croft, *Combining the language model and inference network
//! approaches to retrieval*, 2004, on weighted synonyms). A segment is walked window by window, as Lucene's `BooleanScorer` does, so
//! that the sums stay in the processor's nearest cache. Questions share their words, so the outcome is remembered
//! ([`View::said`]), in a byte for each thing.

use std::sync::Arc;

use tantivy::DocId;

use super::bits::{Bits, ones};
use super::plan::{Alternative, Group};
use super::stem::Postings;
use super::view::View;

/// What says a word so often, says half of what can be said.
const SATURATION: f32 = 2.5;
const EXACT_BONUS: f32 = 0.06;
/// Nothing is said wholly.
const MOST_SAID: f32 = 0.99;

/// Documents in a window.
pub(super) const WINDOW: usize = 1024;
const WINDOW_DOCUMENTS: DocId = 1024;

/// A word in at least one of so many things has a byte for every thing of its segment.
const DENSE: usize = 8;

/// What a score of 1 is written as: a word that covers its part of the question wholly.
pub(super) const WHOLE: f32 = 247.0;

/// What a word says about the things of one segment, as bytes: the square root of its score, because that is how much
/// of the question the thing covers by it, times [`WHOLE`]. 0 is nothing.
pub(super) enum Said {
    /// One for each thing, up to a whole window.
    Dense { roots: Box<[u8]>, most: u8 },
    /// Only for the things with something, in their order.
    Sparse {
        documents: Box<[DocId]>,
        roots: Box<[u8]>,
        most: u8,
    },
}

impl Said {
    /// Puts together what a word says about the things of the segment that stands at `segment`.
    pub(super) fn of(view: &View, group: &Group, segment: usize) -> tantivy::Result<Self> {
        let read = Read::of(view, group)?;
        let cursor = GroupCursor::of(group, &read, segment);
        let documents = view.segments[segment].reader.max_doc();
        Ok(if cursor.entries() * DENSE >= documents as usize {
            Self::dense(cursor, documents)
        } else {
            Self::sparse(cursor, documents)
        })
    }

    fn dense(mut cursor: GroupCursor, documents: DocId) -> Self {
        let mut sums = Sums::<true>::new();
        let mut every = vec![0; documents.next_multiple_of(WINDOW_DOCUMENTS) as usize];
        let windows = (0..).step_by(WINDOW).zip(every.chunks_exact_mut(WINDOW));
        for (start, roots) in windows {
            cursor.gather(&mut sums, start);
            for (place, &score) in roots.iter_mut().zip(&sums.said) {
                *place = root(score);
            }
            sums.said.fill(0.0);
        }
        Self::of_every(every)
    }

    fn of_every(roots: Vec<u8>) -> Self {
        Self::Dense {
            most: most(&roots),
            roots: roots.into(),
        }
    }

    fn of_few(documents: Vec<DocId>, roots: Vec<u8>) -> Self {
        Self::Sparse {
            documents: documents.into(),
            most: most(&roots),
            roots: roots.into(),
        }
    }

    /// The same in both ways that it is written.
    #[cfg(test)]
    pub(super) fn of_roots(roots: &[u8]) -> [Self; 2] {
        let some = (0..).zip(roots).filter(|(_, root)| **root > 0);
        let (documents, those): (Vec<DocId>, Vec<u8>) = some.unzip();
        let mut every = roots.to_vec();
        every.resize(roots.len().next_multiple_of(WINDOW), 0);
        [Self::of_every(every), Self::of_few(documents, those)]
    }

    fn sparse(mut cursor: GroupCursor, documents: DocId) -> Self {
        let mut sums = Sums::<false>::new();
        let (mut places, mut roots) = (Vec::new(), Vec::new());
        for start in (0..documents).step_by(WINDOW) {
            cursor.gather(&mut sums, start);
            for (word, touched) in (0..).zip(std::mem::take(&mut sums.touched)) {
                for at in ones(word, touched) {
                    let score = std::mem::take(&mut sums.said[at as usize]);
                    if score > 0.0 {
                        places.push(start + at);
                        roots.push(root(score));
                    }
                }
            }
        }
        Self::of_few(places, roots)
    }

    /// The most that it says about any thing.
    pub(super) fn most(&self) -> u8 {
        match self {
            Self::Dense { most, .. } | Self::Sparse { most, .. } => *most,
        }
    }

    /// What it says about one thing.
    pub(super) fn about(&self, document: DocId) -> u8 {
        match self {
            Self::Dense { roots, .. } => roots[document as usize],
            Self::Sparse {
                documents, roots, ..
            } => documents.binary_search(&document).map_or(0, |at| roots[at]),
        }
    }

    /// Memory, in bytes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Dense { roots, .. } => roots.len(),
            Self::Sparse { documents, .. } => 5 * documents.len(),
        }
    }
}

fn most(roots: &[u8]) -> u8 {
    roots.iter().copied().max().unwrap_or(0)
}

/// All but 1, so that what is cut off is rounded up; the rounding up of the standard library is a call for each number.
const ROUNDED_UP: f32 = 0.999;

/// Every score above 0 that counts gives at least 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score lies between 0 and 1.06, so this between 0 and 255"
)]
fn root(score: f32) -> u8 {
    (score.sqrt() * WHOLE + ROUNDED_UP) as u8
}

/// What is read from the index for a word.
struct Read {
    /// Stem by stem of alternative by alternative, a posting list for each segment.
    stems: Vec<Vec<Arc<[Postings]>>>,
    exact: Arc<[Postings]>,
}

impl Read {
    fn of(view: &View, group: &Group) -> tantivy::Result<Self> {
        let stems = group.alternatives.iter().map(|one| {
            let stems = one.stems.iter();
            stems.map(|stem| view.postings(&stem.text)).collect()
        });
        Ok(Self {
            stems: stems.collect::<tantivy::Result<_>>()?,
            exact: view.exact(&group.exact, group.stem())?,
        })
    }
}

/// A word of the question on its way through a segment.
struct GroupCursor<'a> {
    alternatives: Vec<AlternativeCursor<'a>>,
    exact: Cursor<'a>,
}

struct AlternativeCursor<'a> {
    weight: f32,
    /// Each with its share in the alternative.
    stems: Vec<(f32, Cursor<'a>)>,
}

impl<'a> GroupCursor<'a> {
    fn of(group: &Group, read: &'a Read, segment: usize) -> Self {
        let cursors = |(one, postings): (&Alternative, &'a Vec<Arc<[Postings]>>)| {
            let stems = one.stems.iter().zip(postings);
            AlternativeCursor {
                weight: one.weight,
                stems: stems
                    .map(|(stem, postings)| (one.share(stem), Cursor::over(&postings[segment])))
                    .collect(),
            }
        };
        Self {
            alternatives: group
                .alternatives
                .iter()
                .zip(&read.stems)
                .map(cursors)
                .collect(),
            exact: Cursor::over(&read.exact[segment]),
        }
    }

    /// At most so many things have the word.
    fn entries(&self) -> usize {
        let stems = self.alternatives.iter().flat_map(|one| &one.stems);
        stems.map(|(_, cursor)| cursor.documents.len()).sum()
    }

    /// Gathers the scores in the window from `start`.
    fn gather<const DENSE: bool>(&mut self, sums: &mut Sums<DENSE>, start: DocId) {
        let mut any = false;
        for one in &mut self.alternatives {
            any |= one.add(sums, start);
        }
        let (documents, _) = self.exact.window(start);
        if any {
            sums.each(|score, _| *score /= *score + SATURATION);
            for &document in documents {
                let score = &mut sums.said[(document - start) as usize];
                if *score > 0.0 {
                    *score += EXACT_BONUS;
                }
            }
        }
    }
}

impl AlternativeCursor<'_> {
    /// Adds how often things say this; says whether any does.
    fn add<const DENSE: bool>(&mut self, sums: &mut Sums<DENSE>, start: DocId) -> bool {
        let [(_, cursor)] = &mut self.stems[..] else {
            return self.add_together(sums, start);
        };
        let (documents, weights) = cursor.window(start);
        for (&document, &often) in documents.iter().zip(weights) {
            let at = sums.touch(document - start);
            sums.said[at] += self.weight * often;
        }
        !documents.is_empty()
    }

    /// Adds how often things say several stems together: each is saturated before its share counts, because one of
    /// them alone does not say the whole, however often it stands there.
    fn add_together<const DENSE: bool>(&mut self, sums: &mut Sums<DENSE>, start: DocId) -> bool {
        let mut any = false;
        let mut saturated = [0.0; WINDOW];
        for (share, cursor) in &mut self.stems {
            let (documents, weights) = cursor.window(start);
            any |= !documents.is_empty();
            // Many divisions at once, before their outcomes go where they belong.
            for (said, &often) in saturated.iter_mut().zip(weights) {
                *said = *share * often / (often + SATURATION);
            }
            for (&document, said) in documents.iter().zip(&saturated) {
                let at = sums.touch(document - start);
                sums.together[at] += said;
            }
        }
        if any {
            let weight = self.weight;
            sums.each(|sum, together| {
                let said = std::mem::take(together);
                *sum += weight * SATURATION * said / (1.0 - said.min(MOST_SAID));
            });
        }
        any
    }
}

/// What is said about the things of a window, of most of them or of few.
struct Sums<const DENSE: bool> {
    said: [f32; WINDOW],
    /// By an alternative of several stems.
    together: [f32; WINDOW],
    /// A bit for each thing of which something is said, where they are few.
    touched: [u64; WINDOW / Bits::WORD],
}

impl<const DENSE: bool> Sums<DENSE> {
    fn new() -> Self {
        Self {
            said: [0.0; WINDOW],
            together: [0.0; WINDOW],
            touched: [0; WINDOW / Bits::WORD],
        }
    }

    /// Where something is to be said about a thing.
    fn touch(&mut self, document: DocId) -> usize {
        let at = document as usize;
        if !DENSE {
            self.touched[at / Bits::WORD] |= 1 << (at % Bits::WORD);
        }
        at
    }

    /// Changes what is said about each thing of which something is.
    fn each(&mut self, change: impl Fn(&mut f32, &mut f32)) {
        if DENSE {
            let sums = self.said.iter_mut().zip(&mut self.together);
            sums.for_each(|(said, together)| change(said, together));
        } else {
            for (word, touched) in (0..).zip(self.touched) {
                for at in ones(word, touched) {
                    change(&mut self.said[at as usize], &mut self.together[at as usize]);
                }
            }
        }
    }
}

/// Postings that are still to come.
struct Cursor<'a> {
    documents: &'a [DocId],
    weights: &'a [f32],
}

impl<'a> Cursor<'a> {
    fn over(postings: &'a Postings) -> Self {
        Self {
            documents: &postings.documents,
            weights: &postings.weights,
        }
    }

    /// Those in the window from `start`; they are taken off.
    fn window(&mut self, start: DocId) -> (&'a [DocId], &'a [f32]) {
        let near = &self.documents[..self.documents.len().min(WINDOW)];
        let past = start.saturating_add(WINDOW_DOCUMENTS);
        let end = near.partition_point(|&document| document < past);
        let (documents, later) = self.documents.split_at(end);
        let (weights, later_weights) = self.weights.split_at(end.min(self.weights.len()));
        (self.documents, self.weights) = (later, later_weights);
        (documents, weights)
    }
}
