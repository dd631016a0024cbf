//! The exact best buddies for one student, without an approximate index.
//!
//! Everything that is asked of a buddy is a bit in a column, and points are added up bit by bit, so
//! that 512 buddies are judged at once: hard rules, points and the least that is still of use. Only
//! who passes is looked at alone. What that costs does not depend on how people differ.

mod asking;
mod columns;
mod extra;
mod highest;
mod planes;

use self::asking::{Asking, Unit};
use self::columns::Columns;
pub(crate) use self::extra::Extra;
pub(crate) use self::highest::Highest;
pub(crate) use self::planes::bits_of;
use self::planes::{BLOCK, Sum, count, is_empty, keep};
use crate::profile::Person;
use crate::score::Weights;

/// A buddy in a list: its position among the buddies, and the score of both sides together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    pub buddy: u32,
    pub score: u32,
}

/// Looking at so many buddies alone takes as long as finding the highest.
const FEW: u32 = 16;

/// All buddies that self-service can propose. Their order is the drawn lottery: it breaks ties.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    columns: Columns,
    /// By row: who can meet in the same regions stands together.
    people: Vec<Person>,
    free: Vec<u32>,
    /// The position of the buddy in each row.
    buddies: Vec<u32>,
    /// The row of the buddy at each position.
    rows: Vec<u32>,
}

/// What a scan is after.
pub(crate) trait Sieve {
    /// No buddy with a lower total, anything extra included, can come in.
    fn floor(&self) -> u32;

    /// Whether this buddy could come in with at most this total.
    fn could_enter(&self, score: u32, buddy: u32) -> bool;

    /// A buddy that could enter with this total.
    fn keep(&mut self, score: u32, buddy: u32);

    /// Of any group of buddies only so many of the highest, and who ties with them, can matter.
    /// Something extra must be nothing then.
    fn at_most(&self) -> Option<u32> {
        None
    }

    /// Nothing more is needed.
    fn is_done(&self) -> bool {
        false
    }
}

impl Shelf {
    /// Puts buddies, with their free places, on the shelf.
    #[must_use]
    pub fn new(buddies: &[(Person, u32)]) -> Self {
        let mut order: Vec<u32> = (0..narrow(buddies.len())).collect();
        order.sort_by_key(|&buddy| {
            let profile = &buddies[buddy as usize].0.profile;
            (profile.online, profile.regions)
        });
        let mut rows = vec![0; buddies.len()];
        for (row, &buddy) in (0..).zip(&order) {
            rows[buddy as usize] = row;
        }
        let in_row = |&buddy: &u32| buddies[buddy as usize];
        let (people, free): (Vec<Person>, Vec<u32>) = order.iter().map(in_row).unzip();
        Self {
            columns: Columns::of(&people, &free),
            people,
            free,
            buddies: order,
            rows,
        }
    }

    /// Notes how many places this buddy has left.
    pub fn set_free(&mut self, buddy: u32, free: u32) {
        let row = self.rows[buddy as usize] as usize;
        self.free[row] = free;
        self.columns.set_ready(row, &self.people[row], free);
    }

    /// How many places this buddy has left.
    #[must_use]
    pub fn free(&self, buddy: u32) -> u32 {
        self.free[self.rows[buddy as usize] as usize]
    }

    pub(crate) fn person(&self, buddy: u32) -> &Person {
        &self.people[self.rows[buddy as usize] as usize]
    }

    /// The `k` highest scores among the buddies whom no hard rule excludes, highest first, ties by
    /// position. `blocked` holds positions in ascending order.
    #[must_use]
    pub fn top(
        &self,
        student: &Person,
        k: usize,
        weights: &Weights,
        blocked: &[u32],
    ) -> Vec<Ranked> {
        if k == 0 {
            return Vec::new();
        }
        if blocked.is_empty() {
            let mut best = Highest::of_all(k);
            self.scan(student, weights, &mut best);
            return best.in_order();
        }
        let mut best = Highest::new(k, |_, buddy| blocked.binary_search(&buddy).is_err());
        self.scan(student, weights, &mut best);
        best.in_order()
    }

    /// Shows the sieve every buddy that no hard rule excludes (blocks between people aside) and
    /// that could enter.
    pub(crate) fn scan(&self, student: &Person, weights: &Weights, sieve: &mut impl Sieve) {
        self.scan_with(student, weights, None, sieve);
    }

    /// The same where each buddy has something extra, which the sieve's floor counts in.
    pub(crate) fn scan_with(
        &self,
        student: &Person,
        weights: &Weights,
        extra: Option<&Extra>,
        sieve: &mut impl Sieve,
    ) {
        if !student.standing.active || !student.standing.willing {
            return;
        }
        let asking = Asking::new(student, weights, &self.columns);
        let (mut sum, mut counter) = (Sum::new(), Sum::new());
        for block in 0..self.columns.blocks() {
            if sieve.is_done() {
                return;
            }
            let Some(cells) = asking.block(&self.columns, block) else {
                continue;
            };
            let mut candidates = asking.feasible(cells);
            if is_empty(&candidates) {
                continue;
            }
            sum.clear();
            asking.add_points(cells, &mut sum, &mut counter);
            if let Some(extra) = extra {
                extra.add_to(&mut sum, block);
            }
            sum.finish();
            keep(
                &mut candidates,
                &sum.at_least(asking.to_reach(sieve.floor())),
            );
            if let Some(most) = sieve
                .at_most()
                .filter(|most| count(&candidates) > most + FEW)
            {
                candidates = sum.highest(most, &candidates);
            }
            for (word, bits) in candidates.into_iter().enumerate() {
                for bit in bits_of(bits) {
                    let row = block * BLOCK + 64 * word + bit;
                    let units = sum.of(word, bit) - extra.map_or(0, |extra| extra.of_row(row));
                    let (score, buddy) = (asking.points(units), self.buddies[row]);
                    if sieve.could_enter(score, buddy) {
                        sieve.keep(score, buddy);
                    }
                }
            }
        }
    }

    /// Something extra for each buddy, at least so many points; which buddy stands where is the
    /// shelf's.
    pub(crate) fn extra(&self, weights: &Weights, points: impl Fn(u32) -> u32) -> Extra {
        let unit = Unit::of(weights);
        let units = self
            .buddies
            .iter()
            .map(|&buddy| unit.to_reach(points(buddy)));
        Extra::of(units.collect())
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("fewer than 2^32 buddies")
}
