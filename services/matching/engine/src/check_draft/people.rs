//! The people and prices of a draft, as its checker asks for them.

use super::crowd::{CROWD, Crowd, MOST, Measure, Points};
use crate::batch::Batch;
use crate::plain::{may_be_matched, side};
use crate::profile::Person;
use crate::solution::Prices;

/// The people of a batch; buddies beside those who can be met at the same places.
pub(super) struct People<'b> {
    pub(super) batch: &'b Batch,
    pub(super) crowds: Vec<Crowd>,
}

impl<'b> People<'b> {
    pub(super) fn of(batch: &'b Batch) -> Self {
        let mut buddies: Vec<u32> = (0..).take(batch.buddies.len()).collect();
        buddies.sort_by_key(|&buddy| {
            let profile = &batch.buddies[buddy as usize].0.profile;
            (profile.online, profile.regions)
        });
        let crowds = buddies.chunks(CROWD);
        let crowds = crowds.map(|buddies| Crowd::of(buddies, &batch.buddies));
        Self {
            batch,
            crowds: crowds.collect(),
        }
    }

    /// Whether one of the two blocked the other.
    pub(super) fn is_blocked(&self, student: usize, buddy: u32) -> bool {
        let blocked = u32::try_from(student).ok();
        let blocked = blocked.and_then(|student| self.batch.blocked.get(&student));
        blocked.is_some_and(|blocked| blocked.contains(&buddy))
    }

    pub(super) fn may_be_matched(&self, student: usize, buddy: u32) -> bool {
        let (person, free) = &self.batch.buddies[buddy as usize];
        let own = &self.batch.students[student];
        may_be_matched(own, person, *free, self.is_blocked(student, buddy))
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

/// Prices, and the same in the grain of a measure, rounded down.
pub(super) struct Asked<'p> {
    pub(super) prices: &'p Prices,
    measure: &'p Measure,
    /// For each crowd the lowest price, and what the others are above it, at most [`MOST`]: what is
    /// dearer is taken for cheaper, which only costs time.
    of_crowds: Vec<(i128, Points)>,
}

impl<'p> Asked<'p> {
    pub(super) fn of(prices: &'p Prices, crowds: &[Crowd], measure: &'p Measure) -> Self {
        let whole = |exact: i128| measure.at_most(exact.div_euclid(prices.scale));
        let of_crowd = |crowd: &Crowd| {
            let price = |buddy: &u32| whole(prices.places[*buddy as usize]);
            let lowest = crowd.buddies.iter().map(price).min().unwrap_or(0);
            let mut above = [0; CROWD];
            for (above, buddy) in above.iter_mut().zip(&crowd.buddies) {
                *above = i16::try_from(price(buddy) - lowest).map_or(MOST, |it| it.min(MOST));
            }
            (lowest, above)
        };
        Self {
            prices,
            measure,
            of_crowds: crowds.iter().map(of_crowd).collect(),
        }
    }

    /// What a score has to reach, beside the price in this crowd, to gain more than `gain`; rounded
    /// down, and so low that everybody reaches it where it cannot be told.
    pub(super) fn whole(&self, gain: i128, crowd: usize) -> (i16, &Points) {
        let (lowest, above) = &self.of_crowds[crowd];
        let than = (gain - self.prices.per_pair).div_euclid(self.prices.scale);
        let than = self.measure.at_most(than) + lowest;
        let than = i16::try_from(than.min(MOST.into())).unwrap_or(i16::MIN);
        (if than < -MOST { i16::MIN } else { than }, above)
    }
}

impl Prices {
    /// What a pair with this score gains a student, in points times `scale`.
    pub(super) fn gain(&self, score: u64, buddy: u32) -> i128 {
        i128::from(score) * self.scale + self.per_pair - self.places[buddy as usize]
    }
}
