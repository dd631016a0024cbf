//! Who else could improve an optimum: pairs with a positive reduced cost at the dual prices.
//!
//! A pair is worth looking at when the student would gain more from it than from everything it
//! has: `score · scale + per_pair − price > gain`. Whole points sort out nearly all pairs; what is
//! left is compared exactly.

use std::cmp::Reverse;

use super::Batch;
use crate::instance::Instance;
use crate::solution::Prices;
use crate::topk::{Extra, Sieve};

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
        }
    }
}

/// Prices further apart than this, in points, are not told apart at first.
const WIDEST: i64 = 1 << 20;

/// Prices as something extra, so that score and price are looked at together.
pub(super) struct Discounts {
    pub(super) extra: Extra,
    pub(super) free: i64,
}

fn whole(points: i128) -> i64 {
    // Far beyond any score either way, so that comparing still says the right thing.
    let far = i128::from(i64::MAX / 4);
    i64::try_from(points.clamp(-far, far)).unwrap_or(i64::MAX / 4)
}

/// What a student gains at these prices from the best of its options, or from none.
pub(super) fn gain(instance: &Instance, prices: &Prices, student: usize) -> i128 {
    let of = |choice: &crate::Choice| {
        i128::from(choice.score) * prices.scale + prices.per_pair
            - prices.places[choice.buddy as usize]
    };
    let options = instance.options(student).iter();
    options.map(of).max().unwrap_or(0).max(0)
}

/// The pairs of one student that would gain it more than `gain`.
pub(super) struct Improving<'p> {
    prices: &'p Prices,
    points: &'p Points,
    blocked: &'p [u32],
    /// What the student has to gain more than, without the bonus for a pair.
    than: i128,
    than_points: i64,
    floor: u32,
    added: usize,
    /// The most that is gained over `gain`, with buddy and score; fewer than `2 * added` of them.
    found: Vec<(Reverse<i128>, u32, u32)>,
    most: i128,
}

impl<'p> Improving<'p> {
    /// `free` is what the discounts, with which this is looked for, give for nothing.
    pub(super) fn new(
        prices: &'p Prices,
        points: &'p Points,
        blocked: &'p [u32],
        gain: i128,
        free: i64,
    ) -> Self {
        let than = gain - prices.per_pair;
        let than_points = whole(than.div_euclid(prices.scale));
        let floor = u32::try_from((than_points + free).max(0)).unwrap_or(u32::MAX);
        Self {
            prices,
            points,
            blocked,
            than,
            than_points,
            floor,
            added: 1,
            found: Vec::new(),
            most: 0,
        }
    }

    /// Keeps so many pairs, those that gain most.
    pub(super) fn at_most(self, added: usize) -> Self {
        Self { added, ..self }
    }

    /// By how much the best beats `gain`, and the best of them as (buddy, score).
    pub(super) fn best(mut self) -> (i128, Vec<(u32, u32)>) {
        self.cut();
        let found = self.found.into_iter();
        (
            self.most,
            found.map(|(_, buddy, score)| (buddy, score)).collect(),
        )
    }

    fn cut(&mut self) {
        self.found.sort_unstable();
        self.found.truncate(self.added);
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
        if more <= 0 || self.blocked.binary_search(&buddy).is_ok() {
            return;
        }
        self.most = self.most.max(more);
        self.found.push((Reverse(more), buddy, score));
        if self.found.len() >= 2 * self.added {
            self.cut();
        }
    }
}
