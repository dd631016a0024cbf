//! How well each thing answers a question.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, 2004), word by word: of
//! a word's alternatives the best counts, and what covers more of the question is lifted. Document frequencies count
//! living things only, so that a rebuilt index gives the same answers.
//!
//! A segment is walked window by window, as Lucene's `BooleanScorer` does, so that the sums stay in the processor's
//! nearest cache.

use std::cmp::Ordering;

use tantivy::DocId;

use super::bits::{Bits, ones};
use super::plan::{Alternative, Group, Plan};
use super::stem::Postings;

const EXACT_BONUS: f32 = 0.06;
/// What covers less of the question than this is no answer.
const LEAST_COVERED: f32 = 0.1;

/// So many are gathered for each wanted one before the worse are dropped: often enough that the floor rises early.
const KEPT_FOR_EACH_WANTED: usize = 4;

/// Documents in a window.
const WINDOW_DOCUMENTS: DocId = 1024;
const WINDOW: usize = WINDOW_DOCUMENTS as usize;

/// A thing found, before it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) score: f32,
    pub(super) tie: u64,
    pub(super) segment: u32,
    pub(super) document: DocId,
}

impl Found {
    /// Best first.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then_with(|| self.tie.cmp(&other.tie))
    }
}

/// The best things found so far.
pub(super) struct Best {
    wanted: usize,
    /// What scores less is not among them.
    floor: f32,
    found: Vec<Found>,
}

impl Best {
    pub(super) fn new(wanted: usize) -> Self {
        Self {
            wanted,
            floor: 0.0,
            found: Vec::new(),
        }
    }

    #[inline]
    fn offer(&mut self, score: f32, found: impl FnOnce() -> Found) {
        if score < self.floor || self.wanted == 0 {
            return;
        }
        self.found.push(found());
        if self.found.len() >= KEPT_FOR_EACH_WANTED * self.wanted {
            self.cut();
            self.floor = self.found[self.wanted - 1].score;
        }
    }

    /// Leaves only what is wanted, in no order.
    fn cut(&mut self) {
        if self.found.len() > self.wanted {
            self.found
                .select_nth_unstable_by(self.wanted - 1, Found::order);
            self.found.truncate(self.wanted);
        }
    }

    /// In order.
    pub(super) fn finish(mut self) -> Vec<Found> {
        if self.wanted == 0 {
            return Vec::new();
        }
        self.cut();
        self.found.sort_unstable_by(Found::order);
        self.found
    }
}

/// Sums by document of one window.
struct Sums {
    group: [f32; WINDOW],
    alternative: [f32; WINDOW],
    total: [f32; WINDOW],
    covered: [f32; WINDOW],
}

/// Everything in one segment that answers the question, of what is allowed; the best of it goes to `best`.
pub(super) fn score_segment(
    (at, ties): (u32, &[u64]),
    plan: &Plan,
    allowed: &Bits,
    best: &mut Best,
) -> Bits {
    let mut found = allowed.clone();
    let mut sums = Sums {
        group: [0.0; WINDOW],
        alternative: [0.0; WINDOW],
        total: [0.0; WINDOW],
        covered: [0.0; WINDOW],
    };
    let mut groups: Vec<GroupCursor> = plan
        .groups
        .iter()
        .map(|group| GroupCursor::of(group, at as usize))
        .collect();
    let whole: f32 = plan.groups.iter().map(|group| group.weight).sum();
    let least = LEAST_COVERED * whole.max(f32::MIN_POSITIVE);
    let mut start: DocId = 0;
    for words in found.words_mut().chunks_mut(WINDOW / Bits::WORD) {
        sums.total.fill(0.0);
        sums.covered.fill(0.0);
        let mut any = false;
        for group in &mut groups {
            any |= group.add(&mut sums, start);
        }
        if any {
            judge(&sums, least, words);
            let scores = |document: DocId| {
                let at = (document - start) as usize;
                sums.total[at] * (0.5 + 0.5 * sums.covered[at] / whole)
            };
            offer((at, ties), start, words, best, scores);
        } else {
            words.fill(0);
        }
        start = start.saturating_add(WINDOW_DOCUMENTS);
    }
    found
}

/// Keeps what covers enough of the question.
fn judge(sums: &Sums, least: f32, words: &mut [u64]) {
    for (word, covered) in words.iter_mut().zip(sums.covered.chunks(Bits::WORD)) {
        let mut enough = 0;
        for (bit, &covered) in covered.iter().enumerate() {
            enough |= u64::from(covered >= least) << bit;
        }
        *word &= enough;
    }
}

fn offer(
    (at, ties): (u32, &[u64]),
    start: DocId,
    words: &[u64],
    best: &mut Best,
    score: impl Fn(DocId) -> f32,
) {
    for (place, &word) in (start / 64..).zip(words) {
        for document in ones(place, word) {
            let score = score(document);
            best.offer(score, || Found {
                score,
                tie: ties[document as usize],
                segment: at,
                document,
            });
        }
    }
}

/// A word of the question on its way through a segment.
struct GroupCursor<'a> {
    weight: f32,
    alternatives: Vec<AlternativeCursor<'a>>,
    exact: Cursor<'a>,
}

struct AlternativeCursor<'a> {
    weight: f32,
    /// Each with its share in the alternative.
    stems: Vec<(f32, Cursor<'a>)>,
}

impl<'a> GroupCursor<'a> {
    fn of(group: &'a Group, segment: usize) -> Self {
        let cursors = |one: &'a Alternative| AlternativeCursor {
            weight: one.weight,
            stems: one
                .stems
                .iter()
                .map(|stem| (one.share(stem), Cursor::over(&stem.postings[segment])))
                .collect(),
        };
        Self {
            weight: group.weight,
            alternatives: group.alternatives.iter().map(cursors).collect(),
            exact: Cursor::over(&group.exact[segment]),
        }
    }

    /// Adds this word's part in the window from `start`; says whether anything there has it.
    fn add(&mut self, sums: &mut Sums, start: DocId) -> bool {
        let mut any = false;
        for one in &mut self.alternatives {
            any |= one.raise(sums, start, any);
        }
        let (documents, _) = self.exact.window(start);
        if !any {
            return false;
        }
        for &document in documents {
            let score = &mut sums.group[(document - start) as usize];
            if *score > 0.0 {
                *score += EXACT_BONUS;
            }
        }
        let weight = self.weight;
        let sums_of = sums.total.iter_mut().zip(&mut sums.covered);
        for ((total, covered), &score) in sums_of.zip(&sums.group) {
            *total += weight * score;
            *covered += weight * score.min(1.0).sqrt();
        }
        true
    }
}

impl AlternativeCursor<'_> {
    /// Raises the group's scores to this alternative's; they count from nothing unless `begun`.
    fn raise(&mut self, sums: &mut Sums, start: DocId, begun: bool) -> bool {
        let Sums {
            group, alternative, ..
        } = sums;
        let mut any = false;
        for (share, cursor) in &mut self.stems {
            let (documents, weights) = cursor.window(start);
            if documents.is_empty() {
                continue;
            }
            if !any {
                alternative.fill(0.0);
                any = true;
            }
            for (&document, &weight) in documents.iter().zip(weights) {
                alternative[(document - start) as usize] += *share * weight;
            }
        }
        if any && !begun {
            group.fill(0.0);
        }
        if any {
            for (group, &score) in group.iter_mut().zip(&*alternative) {
                *group = group.max(self.weight * score);
            }
        }
        any
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
