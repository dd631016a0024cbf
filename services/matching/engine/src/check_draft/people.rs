//! The people and prices of a draft, as its checker asks for them.

use std::collections::BTreeMap;

use crate::batch::Batch;
use crate::plain::{may_be_matched, side};
use crate::profile::Person;
use crate::solution::Prices;

/// The people of a batch; buddies by where they can be met, because that is asked first.
pub(super) struct People<'b> {
    pub(super) batch: &'b Batch,
    /// Regions and online, and who is there.
    pub(super) places: Vec<(u64, bool, Vec<u32>)>,
}

impl<'b> People<'b> {
    pub(super) fn of(batch: &'b Batch) -> Self {
        let mut places: BTreeMap<(u64, bool), Vec<u32>> = BTreeMap::new();
        for (buddy, (person, _)) in (0..).zip(&batch.buddies) {
            let key = (person.profile.regions, person.profile.online);
            places.entry(key).or_default().push(buddy);
        }
        let places = places.into_iter();
        Self {
            batch,
            places: places
                .map(|((regions, online), buddies)| (regions, online, buddies))
                .collect(),
        }
    }

    pub(super) fn may_be_matched(&self, student: usize, buddy: u32) -> bool {
        let (person, free) = &self.batch.buddies[buddy as usize];
        let own = &self.batch.students[student];
        let blocked = u32::try_from(student).ok();
        let blocked = blocked.and_then(|student| self.batch.blocked.get(&student));
        let blocked = blocked.is_some_and(|blocked| blocked.contains(&buddy));
        may_be_matched(own, person, *free, blocked)
    }

    pub(super) fn score(&self, student: usize, buddy: u32) -> u64 {
        let own = &self.batch.students[student].profile;
        let other = &self.buddy(buddy).profile;
        side(own, other, &self.batch.weights.student)
    }

    pub(super) fn buddy_score(&self, student: usize, buddy: u32) -> u64 {
        let other = &self.batch.students[student].profile;
        side(&self.buddy(buddy).profile, other, &self.batch.weights.buddy)
    }

    pub(super) fn buddy(&self, buddy: u32) -> &Person {
        &self.batch.buddies[buddy as usize].0
    }
}

/// Prices, and the same in whole points rounded down.
pub(super) struct Asked<'p> {
    pub(super) prices: &'p Prices,
    pub(super) points: Vec<i64>,
}

impl<'p> Asked<'p> {
    pub(super) fn of(prices: &'p Prices) -> Self {
        // Beyond 32 bits of points rounding further down only costs time.
        let most = i128::from(u32::MAX);
        let points = |price: &i128| i64::try_from(price.div_euclid(prices.scale).min(most));
        Self {
            prices,
            points: prices
                .places
                .iter()
                .map(|price| points(price).unwrap_or(0))
                .collect(),
        }
    }

    /// The price in points that a score has to beat to gain more than `gain`, rounded down.
    pub(super) fn whole(&self, gain: i128) -> i64 {
        let than = (gain - self.prices.per_pair).div_euclid(self.prices.scale);
        let far = i128::from(i64::MAX / 4);
        i64::try_from(than.clamp(-far, far)).unwrap_or(0)
    }
}

impl Prices {
    /// What a pair with this score gains a student, in points times `scale`.
    pub(super) fn gain(&self, score: u64, buddy: u32) -> i128 {
        i128::from(score) * self.scale + self.per_pair - self.places[buddy as usize]
    }
}
