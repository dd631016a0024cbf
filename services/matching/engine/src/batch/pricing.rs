//! Who else could improve an optimum: pairs with a positive reduced cost at the dual prices.
//!
//! A pair is worth looking at when the student would gain more from it than from everything it
//! has: `score · scale + per_pair − price > gain`. Whole points sort out nearly all pairs; what is
//! left is compared exactly.

use std::cmp::Reverse;

use super::Batch;
use crate::instance::{Choice, Instance};
use crate::solution::Prices;
use crate::topk::{Extra, Ranked, Sieve};

/// Prices in whole points, rounded down.
pub(super) struct Points {
    of_buddy: Vec<i64>,
}

impl Points {
    pub(super) fn of(prices: &Prices) -> Self {
        let point = |price: &i128| whole(price.div_euclid(prices.scale));
        Self {
            of_buddy: prices.places.iter().map(point).collect(),
        }
    }

    /// The prices as discounts from the highest that matters: what remains of `free` points after
    /// paying for a place. `may_have` says with whom somebody who looks with them can be matched.
    pub(super) fn discounts(&self, batch: &Batch, may_have: impl Fn(usize) -> bool) -> Discounts {
        let prices = || {
            (0..)
                .zip(&self.of_buddy)
                .filter(|(buddy, _)| may_have(*buddy))
        };
        let lowest = prices().map(|(_, price)| *price).min().unwrap_or(0);
        let highest = prices().map(|(_, price)| *price).max().unwrap_or(0);
        // A price beyond that is taken for less than it is, so that nobody is overlooked.
        let free = highest.min(lowest + WIDEST);
        let off = |buddy: u32| {
            let discount = (free - self.of_buddy[buddy as usize]).clamp(0, free - lowest);
            u32::try_from(discount).expect("at most the widest")
        };
        Discounts {
            extra: batch.shelf.extra(&batch.student_side, off),
            free,
            lowest,
        }
    }
}

/// Prices further apart than this, in points, are not told apart at first.
const WIDEST: i64 = 1 << 20;

/// Prices as something extra, so that score and price are looked at together.
pub(super) struct Discounts {
    pub(super) extra: Extra,
    pub(super) free: i64,
    lowest: i64,
}

fn whole(points: i128) -> i64 {
    // Far beyond any score either way, so that comparing still says the right thing.
    let far = i128::from(i64::MAX / 4);
    i64::try_from(points.clamp(-far, far)).unwrap_or(i64::MAX / 4)
}

/// What a student gains at these prices from the best of its options, or from none.
pub(super) fn gain(instance: &Instance, prices: &Prices, student: usize) -> i128 {
    let of = |choice: &Choice| {
        i128::from(choice.score) * prices.scale + prices.per_pair
            - prices.places[choice.buddy as usize]
    };
    let options = instance.options(student).iter();
    options.map(of).max().unwrap_or(0).max(0)
}

/// The pairs of one student that are not written down and would gain it more than what is, or
/// nearly as much: a little later, at other prices, they may gain more.
pub(super) struct Improving<'p> {
    prices: &'p Prices,
    points: &'p Points,
    blocked: &'p [u32],
    written_down: &'p [Choice],
    /// What the student has to gain more than, without the bonus for a pair.
    than: i128,
    /// What it has to gain to be nearly as good, in whole points.
    than_points: i64,
    floor: u32,
    added: usize,
    /// The most that is gained over `gain`, with buddy and score; fewer than `2 * added` of them.
    found: Vec<(Reverse<i128>, u32, u32)>,
    most: i128,
}

/// As good as this, in points, is nearly as good.
const NEARLY: i64 = 6;

impl<'p> Improving<'p> {
    /// At most `added` pairs beyond those that are `written_down`, of which the best gains the
    /// student `gain`; looked for with these discounts.
    pub(super) fn new(
        prices: &'p Prices,
        points: &'p Points,
        written_down: &'p [Choice],
        gain: i128,
        discounts: &Discounts,
        added: usize,
    ) -> Self {
        let than = gain - prices.per_pair;
        let than_points = whole(than.div_euclid(prices.scale)) - NEARLY;
        let floor = (than_points + discounts.free).max(0);
        Self {
            prices,
            points,
            blocked: &[],
            written_down,
            than,
            than_points,
            floor: u32::try_from(floor).unwrap_or(u32::MAX),
            added,
            found: Vec::new(),
            most: 0,
        }
    }

    /// Leaves these buddies out.
    pub(super) fn without(self, blocked: &'p [u32]) -> Self {
        Self { blocked, ..self }
    }

    /// Whether anybody behind this list, which holds the highest of all, could gain the student
    /// nearly as much even at the lowest price.
    pub(super) fn could_score(&self, list: &[Ranked], discounts: &Discounts) -> bool {
        let last = list.last().map_or(0, |last| i64::from(last.score));
        last >= self.than_points + discounts.lowest
    }

    /// By how much the best beats `gain`, and the best of them.
    pub(super) fn best(mut self) -> (i128, Vec<Ranked>) {
        self.cut();
        let found = self.found.into_iter();
        (
            self.most,
            found
                .map(|(_, buddy, score)| Ranked { buddy, score })
                .collect(),
        )
    }

    fn cut(&mut self) {
        self.found.sort_unstable();
        self.found.truncate(self.added);
    }

    fn is_known(&self, buddy: u32) -> bool {
        let is_it = |choice: &Choice| choice.buddy == buddy;
        self.written_down.iter().any(is_it) || self.blocked.binary_search(&buddy).is_ok()
    }
}

impl Sieve for Improving<'_> {
    fn floor(&self) -> u32 {
        self.floor
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        i64::from(score) >= self.than_points + self.points.of_buddy[buddy as usize]
    }

    fn keep(&mut self, score: u32, buddy: u32) {
        let value = i128::from(score) * self.prices.scale - self.prices.places[buddy as usize];
        let more = value - self.than;
        if self.is_known(buddy) {
            return;
        }
        self.most = self.most.max(more);
        self.found.push((Reverse(more), buddy, score));
        if self.found.len() >= 2 * self.added {
            self.cut();
        }
    }
}
