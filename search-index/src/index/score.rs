//! How well each thing answers a question: what each of its words says ([`Said`]), with a lift for what covers more of
//! the question. Document frequencies count living things only, so that a rebuilt index gives the same answers.
//!
//! Everything is counted in whole numbers of 16 bits (`window`), and only the best get their exact score.

use std::cmp::Ordering;
use std::sync::Arc;

use tantivy::DocId;

use super::bits::Bits;
use super::plan::Plan;
use super::reading::MOST_WORDS;
use super::said::{Said, WHOLE, WINDOW};
use super::view::View;
use super::window::{Walk, keep_covering, offer};

/// What covers less of the question than this is no answer.
const LEAST_COVERED: f32 = 0.1;

/// The share of a score that depends on how much of the question is covered; `window` has it in whole numbers.
const COVERING: f32 = 0.3;

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

    /// What scores less is not among them.
    pub(super) fn floor(&self) -> f32 {
        self.floor
    }

    #[inline]
    pub(super) fn offer(&mut self, score: f32, found: impl FnOnce() -> Found) {
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
    ///
    /// Of every thing it is counted how much of the question it covers, but only where one could be among the best how
    /// well it answers.
    pub(super) fn score_segment(
        &self,
        (at, ties): (u32, &[u64]),
        allowed: &Bits,
        best: &mut Best,
    ) -> Bits {
        let mut found = allowed.clone();
        let mut words: Vec<Walk> = self
            .said
            .iter()
            .zip(&self.weights)
            .map(|(said, &weight)| Walk::over(&said[at as usize], weight))
            .collect();
        let windows = found.words_mut().chunks_mut(WINDOW / Bits::WORD);
        for (window, bits) in windows.enumerate() {
            let here: Vec<_> = words
                .iter_mut()
                .filter_map(|word| word.enter(window))
                .collect();
            keep_covering(&here, self.least(), bits);
            offer((at, ties), window, (&*bits, &here), best);
        }
        found
    }

    /// What must be covered, in weights times roots.
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

