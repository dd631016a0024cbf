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
use super::window::{Walk, judge};

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
    /// The last of the best so far: what comes behind it is not among them.
    floor: (u16, u64),
    found: Vec<Found>,
}

impl Best {
    pub(super) fn new(wanted: usize) -> Self {
        Self {
            wanted,
            floor: (0, u64::MAX),
            found: Vec::new(),
        }
    }

    /// What scores less is not among them; where none is wanted, nothing scores so much.
    pub(super) fn floor(&self) -> u16 {
        if self.wanted == 0 {
            u16::MAX
        } else {
            self.floor.0
        }
    }

    #[inline]
    pub(super) fn offer(&mut self, score: u16, tie: u64, (segment, document): (u32, DocId)) {
        let (floor, last) = self.floor;
        if self.wanted == 0 || score < floor || (score == floor && tie > last) {
            return;
        }
        self.found.push(Found {
            score: score.into(),
            tie,
            segment,
            document,
        });
        if self.found.len() >= KEPT_FOR_EACH_WANTED * self.wanted {
            self.cut();
            let last = &self.found[self.wanted - 1];
            self.floor = (whole(last.score), last.tie);
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

/// A score that was counted as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was a number of 16 bits"
)]
fn whole(score: f32) -> u16 {
    score as u16
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
            judge((at, ties), (window, self.least()), (bits, &here), best);
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

    /// Whether a thing has the word at this place of the question, and one of those on both sides of it.
    pub(super) fn stands_beside(&self, word: usize, one: &Found) -> bool {
        let has = |word: usize| {
            let said = self.said.get(word);
            said.is_some_and(|said| said[one.segment as usize].about(one.document) > 0)
        };
        has(word) && (has(word + 1) || word.checked_sub(1).is_some_and(has))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is said most of the time is little, now and then much, and often nothing.
    fn roots(things: usize) -> impl Strategy<Value = Vec<u8>> {
        let root = prop_oneof![3 => Just(0), 3 => 60_u8..140, 1 => 141_u8..=254];
        let rarely = prop_oneof![40 => Just(0_u8), 1 => 60_u8..=254];
        prop_oneof![
            prop::collection::vec(root, things),
            prop::collection::vec(rarely, things),
        ]
    }

    /// Words over so many things, with which of these are allowed.
    fn asked() -> impl Strategy<Value = (Vec<Vec<u8>>, Vec<f32>, Vec<bool>)> {
        (1_usize..5_000, 1_usize..6).prop_flat_map(|(things, words)| {
            (
                prop::collection::vec(roots(things), words),
                prop::collection::vec(0.1_f32..9.0, words),
                prop::collection::vec(prop::bool::weighted(0.9), things),
            )
        })
    }

    fn words(roots: &[Vec<u8>], rarities: &[f32], way: usize) -> Words {
        let whole: f32 = rarities.iter().sum();
        let exact_weights: Vec<f32> = rarities.iter().map(|one| one / whole).collect();
        let said = roots.iter().enumerate().map(|(at, roots)| {
            let both = Said::of_roots(roots).into_iter();
            both.skip((at + way) % 2).take(1).collect()
        });
        Words {
            said: said.collect(),
            weights: exact_weights.iter().copied().map(weight).collect(),
            exact_weights,
            whole,
            small: Vec::new(),
        }
    }

    /// Everything that is found, and the best of it as score, tie and document, by looking at each thing.
    fn plainly(
        words: &Words,
        roots: &[Vec<u8>],
        (allowed, ties): (&Bits, &[u64]),
        wanted: usize,
    ) -> (Bits, Vec<(f32, u64, DocId)>) {
        let mut found = allowed.clone();
        let mut best = Vec::new();
        for document in allowed.iter() {
            let (mut total, mut covered) = (0_u32, 0_u32);
            for (roots, &weight) in roots.iter().zip(&words.weights) {
                let root = u32::from(roots[document as usize]);
                total += u32::from(weight) * (root * root / 256);
                covered += u32::from(weight) * root;
            }
            if covered < u32::from(words.least()) {
                found.unset(document);
                continue;
            }
            let share = 0xb334 + (covered * 0x4ccc) / 0x1_0000;
            let score = u16::try_from(total * share / 0x1_0000).unwrap();
            best.push((f32::from(score), ties[document as usize], document));
        }
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        best.truncate(wanted);
        (found, best)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_best_are_those_that_looking_at_each_thing_gives(
            (roots, rarities, allows) in asked(),
            wanted in 0_usize..60,
            way in 0_usize..2,
        ) {
            let words = words(&roots, &rarities, way);
            let things = u32::try_from(allows.len()).unwrap();
            let mut allowed = Bits::none(things);
            (0..).zip(&allows).filter(|(_, allows)| **allows).for_each(|(at, _)| allowed.set(at));
            let ties: Vec<u64> = (0..things).map(|at| u64::from(at.wrapping_mul(2_654_435_761))).collect();
            let mut best = Best::new(wanted);
            let found = words.score_segment((0, &ties), &allowed, &mut best);
            let (plain_found, plain_best) = plainly(&words, &roots, (&allowed, &ties), wanted);
            prop_assert_eq!(found, plain_found);
            let best = best.finish();
            let best: Vec<_> = best.iter().map(|one| (one.score, one.tie, one.document)).collect();
            prop_assert_eq!(best, plain_best);
        }
    }
}
