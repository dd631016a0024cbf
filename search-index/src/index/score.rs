//! How well each thing answers a question: what each of its words says ([`Said`]), with a lift for what covers more of
//! the question. Document frequencies count living things only, so that a rebuilt index gives the same answers.
//!
//! Everything is counted in whole numbers of 16 bits, eight things at a time, and only the best get their exact score.

use std::cmp::Ordering;
use std::sync::Arc;

use tantivy::DocId;

use super::bits::{Bits, ones};
use super::plan::Plan;
use super::reading::MOST_WORDS;
use super::said::{Said, WHOLE, WINDOW};
use super::view::View;

/// What covers less of the question than this is no answer.
const LEAST_COVERED: f32 = 0.1;

/// The share of a score that depends on how much of the question is covered.
const COVERING: f32 = 0.3;
const COVERING_IN_WHOLE: u32 = 0x4ccc;
const REST_OF_COVERING: u32 = 0x1_0000 - COVERING_IN_WHOLE;

/// So many are gathered for each wanted one before the worse are dropped: often enough that the floor rises early.
const KEPT_FOR_EACH_WANTED: usize = 4;

/// What the weights of a question's words add up to at most, so that no sum of theirs overflows: 255 times 255 does not.
const WEIGHTS: u16 = 255;

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

/// A question's words, ready to score with.
pub(super) struct Words {
    /// What each says, segment by segment.
    said: Vec<Arc<[Said]>>,
    /// Each of all the question, in [`WEIGHTS`].
    weights: Vec<u16>,
    exact_weights: Vec<f32>,
    /// All exact weights together, before they were made shares.
    whole: f32,
    /// Small words beside these, each with its weight.
    small: Vec<(Arc<[Said]>, f32)>,
}

impl Words {
    pub(super) fn of(view: &View, plan: &Plan) -> tantivy::Result<Self> {
        let whole: f32 = plan.groups.iter().map(|group| group.weight).sum();
        let exact_weights = plan
            .groups
            .iter()
            .map(|group| group.weight / whole.max(f32::MIN_POSITIVE));
        Ok(Self {
            said: plan
                .groups
                .iter()
                .map(|group| view.said(group))
                .collect::<tantivy::Result<_>>()?,
            weights: exact_weights.clone().map(weight).collect(),
            exact_weights: exact_weights.collect(),
            whole,
            small: plan
                .small
                .iter()
                .map(|group| Ok((view.said(group)?, group.weight)))
                .collect::<tantivy::Result<_>>()?,
        })
    }

    /// Everything in one segment that answers the question, of what is allowed; the best of it goes to `best`.
    pub(super) fn score_segment(
        &self,
        (at, ties): (u32, &[u64]),
        allowed: &Bits,
        best: &mut Best,
    ) -> Bits {
        let mut found = allowed.clone();
        let mut sums = Sums {
            total: [0; WINDOW],
            covered: [0; WINDOW],
        };
        let said = self.said.iter().map(|said| &said[at as usize]);
        let mut words: Vec<Cursor> = said
            .zip(&self.weights)
            .map(|(said, &weight)| Cursor {
                weight,
                said,
                at: 0,
            })
            .collect();
        for (window, bits) in found
            .words_mut()
            .chunks_mut(WINDOW / Bits::WORD)
            .enumerate()
        {
            let mut any = false;
            for word in &mut words {
                any |= word.add(&mut sums, window, any);
            }
            if any {
                judge(&sums, self.least(), bits);
                sums.lift();
                offer((at, ties), window, (&*bits, &sums.total), best);
            } else {
                bits.fill(0);
            }
        }
        found
    }

    /// What must be covered, as [`Sums::covered`] counts.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a tenth of at most 255 times 247"
    )]
    fn least(&self) -> u16 {
        let whole: u16 = self.weights.iter().sum();
        (LEAST_COVERED * f32::from(whole) * WHOLE).max(1.0) as u16
    }

    /// Gives one of the best its exact score.
    pub(super) fn score(&self, one: &mut Found) {
        let (mut total, mut covered) = (0.0, 0.0);
        for (said, weight) in self.said.iter().zip(&self.exact_weights) {
            let root = f32::from(said[one.segment as usize].about(one.document)) / WHOLE;
            total += weight * root * root;
            covered += weight * root.min(1.0);
        }
        one.score = self.whole * total * (1.0 - COVERING + COVERING * covered);
    }

    /// Lifts one of the best by the small words that it has too.
    pub(super) fn lift(&self, one: &mut Found) {
        for (said, weight) in &self.small {
            let root = f32::from(said[one.segment as usize].about(one.document)) / WHOLE;
            one.score += weight * root * root;
        }
    }
}

/// A share of the question in [`WEIGHTS`]; small ones are not nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn weight(share: f32) -> u16 {
    1 + (share * f32::from(WEIGHTS - MOST_WORDS)) as u16
}

/// Sums by document of one window.
struct Sums {
    total: [u16; WINDOW],
    covered: [u16; WINDOW],
}

impl Sums {
    fn begin(&mut self, begun: bool) {
        if !begun {
            self.total.fill(0);
            self.covered.fill(0);
        }
    }

    /// Adds a word for all things of the window.
    fn add(&mut self, roots: &[u8], weight: u16) {
        let sums = self.total.iter_mut().zip(&mut self.covered);
        for ((total, covered), &root) in sums.zip(roots) {
            let root = u16::from(root);
            let score = root.wrapping_mul(root) >> 8;
            *total = total.wrapping_add(weight.wrapping_mul(score));
            *covered = covered.wrapping_add(weight.wrapping_mul(root));
        }
    }

    /// Adds a word for one thing.
    fn add_one(&mut self, at: usize, root: u8, weight: u16) {
        let root = u16::from(root);
        self.total[at] += weight * ((root * root) >> 8);
        self.covered[at] += weight * root;
    }

    /// Lifts what covers more of the question, from 7 to 10 tenths of its sum: [`COVERING`] in whole numbers.
    fn lift(&mut self) {
        for (total, &covered) in self.total.iter_mut().zip(&self.covered) {
            let lift = u32::from(covered).wrapping_mul(COVERING_IN_WHOLE) >> 16;
            let share = REST_OF_COVERING.wrapping_add(lift);
            *total = (u32::from(*total).wrapping_mul(share) >> 16) as u16;
        }
    }
}

/// Keeps what covers enough of the question.
fn judge(sums: &Sums, least: u16, bits: &mut [u64]) {
    for (word, covered) in bits.iter_mut().zip(sums.covered.chunks_exact(Bits::WORD)) {
        let mut enough = [0_u8; Bits::WORD];
        for (enough, &covered) in enough.iter_mut().zip(covered) {
            *enough = u8::from(covered >= least);
        }
        let mut mask = 0;
        for (at, eight) in enough.chunks_exact(8).enumerate() {
            let eight: [u8; 8] = eight.try_into().unwrap_or_default();
            mask |= packed(u64::from_le_bytes(eight)) << (8 * at);
        }
        *word &= mask;
    }
}

/// The lowest bits of eight bytes as one byte: the product brings each to its place in the highest.
fn packed(eight: u64) -> u64 {
    eight.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

fn offer(
    (at, ties): (u32, &[u64]),
    window: usize,
    (bits, scores): (&[u64], &[u16; WINDOW]),
    best: &mut Best,
) {
    let first = window * WINDOW / Bits::WORD;
    let words = (first..).zip(bits).zip(scores.chunks_exact(Bits::WORD));
    for ((place, &word), scores) in words {
        let highest = scores.iter().copied().max().unwrap_or(0);
        if word == 0 || f32::from(highest) < best.floor {
            continue;
        }
        for document in ones(u32::try_from(place).unwrap_or(u32::MAX), word) {
            let score = f32::from(scores[document as usize % Bits::WORD]);
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
struct Cursor<'a> {
    weight: u16,
    said: &'a Said,
    /// How many of a few things were passed.
    at: usize,
}

impl Cursor<'_> {
    /// Adds this word's part of a window; the sums count from nothing unless `begun`. Says whether there is any.
    fn add(&mut self, sums: &mut Sums, window: usize, begun: bool) -> bool {
        let start = window * WINDOW;
        match self.said {
            Said::Dense(roots) => {
                sums.begin(begun);
                sums.add(&roots[start..start + WINDOW], self.weight);
                true
            }
            Said::Sparse { documents, roots } => {
                let later = &documents[self.at..];
                let near = &later[..later.len().min(WINDOW)];
                let end = near.partition_point(|&document| (document as usize) < start + WINDOW);
                if end == 0 {
                    return false;
                }
                sums.begin(begun);
                for (&document, &root) in near[..end].iter().zip(&roots[self.at..]) {
                    sums.add_one(document as usize - start, root, self.weight);
                }
                self.at += end;
                true
            }
        }
    }
}
