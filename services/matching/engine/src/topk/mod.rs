//! The exact best buddies for one student, without an approximate index.
//!
//! The hard rules are bits in columns, so that 512 buddies are judged at once; blocks out of the
//! student's reach cost nothing. Who remains, and could still come in with the goals in common
//! that it has, is scored in three stages, from the part that weighs most to the rest, and dropped
//! as soon as even full marks in what is left could not bring it in.

mod columns;
mod marks;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

pub(crate) use self::columns::bits_of;
use self::columns::{BLOCK, Block, Columns, NONE};
use self::marks::{LEVELS, Marks, Row};
use crate::profile::Person;
use crate::score::Weights;

/// A buddy in a list: its position among the buddies, and the score of both sides together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    pub buddy: u32,
    pub score: u32,
}

/// All buddies that self-service can propose. Their order is the drawn lottery: it breaks ties.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    columns: Columns,
    /// By row: who can meet in the same regions stands together.
    people: Vec<Person>,
    choices: Vec<Row>,
    free: Vec<u32>,
    /// The position of the buddy in each row.
    buddies: Vec<u32>,
    /// The row of the buddy at each position.
    rows: Vec<u32>,
}

/// What a scan is after.
pub(crate) trait Sieve {
    /// No buddy with a lower total can come in.
    fn floor(&self) -> u32;

    /// Whether this buddy could come in with at most this total.
    fn could_enter(&self, score: u32, buddy: u32) -> bool;

    /// A buddy that could enter with this total.
    fn keep(&mut self, score: u32, buddy: u32);

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
            choices: people
                .iter()
                .map(|person| Row::of(&person.profile))
                .collect(),
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
        let mut best = Highest::new(k, |_, buddy| blocked.binary_search(&buddy).is_err());
        self.scan(student, weights, &mut best);
        best.in_order()
    }

    /// Shows the sieve every buddy that no hard rule excludes (blocks between people aside) and
    /// that could enter.
    pub(crate) fn scan(&self, student: &Person, weights: &Weights, sieve: &mut impl Sieve) {
        if !student.standing.active || !student.standing.willing {
            return;
        }
        let marks = Marks::new(&student.profile, weights);
        for block in 0..self.columns.blocks() {
            let mut candidates = self.columns.feasible(block, student);
            if candidates == NONE {
                continue;
            }
            if sieve.is_done() {
                return;
            }
            self.drop_hopeless(block, &marks, sieve.floor(), &mut candidates);
            for (word, bits) in candidates.into_iter().enumerate() {
                for bit in bits_of(bits) {
                    let row = block * BLOCK + 64 * word + bit;
                    let buddy = self.buddies[row];
                    let could_enter = |score| sieve.could_enter(score, buddy);
                    if let Some(score) = marks.total(&self.choices[row], could_enter) {
                        sieve.keep(score, buddy);
                    }
                }
            }
        }
    }

    /// Drops who has too few goals in common to reach the floor, whatever the rest.
    fn drop_hopeless(&self, block: usize, marks: &Marks<'_>, floor: u32, among: &mut Block) {
        if marks.all_within_reach(floor) {
            return;
        }
        let (helped, helping) = (marks.helped(), marks.helping());
        let (mut by_helped, mut by_helping) = ([NONE; LEVELS], [NONE; LEVELS]);
        let (by_helped, by_helping) = (
            &mut by_helped[..helped.len()],
            &mut by_helping[..helping.len()],
        );
        self.columns
            .offers
            .at_least(helped.choice, block, by_helped);
        self.columns
            .wants
            .at_least(helping.choice, block, by_helping);
        let mut hopeful = NONE;
        for (level, enough) in marks.within_reach(floor).enumerate() {
            let Some(enough) = enough else { continue };
            for (word, hopeful) in hopeful.iter_mut().enumerate() {
                // Level 0 is everybody.
                let of =
                    |level: usize, by: &[Block]| level.checked_sub(1).map_or(!0, |at| by[at][word]);
                *hopeful |= of(level, by_helped) & of(enough, by_helping);
            }
        }
        for (word, hopeful) in among.iter_mut().zip(hopeful) {
            *word &= hopeful;
        }
    }
}

/// Keeps the highest `k`, ties by position.
pub(crate) struct Highest<F> {
    k: usize,
    may_enter: F,
    kept: BinaryHeap<Reverse<(u32, Reverse<u32>)>>,
}

impl<F: Fn(u32, u32) -> bool> Highest<F> {
    /// `may_enter` is asked last, with score and buddy, for whoever is high enough. `k` is at
    /// least 1.
    pub(crate) fn new(k: usize, may_enter: F) -> Self {
        Self {
            k,
            may_enter,
            kept: BinaryHeap::with_capacity(k.min(1024) + 1),
        }
    }

    pub(crate) fn in_order(self) -> Vec<Ranked> {
        let sorted = self.kept.into_sorted_vec().into_iter();
        sorted
            .map(|Reverse((score, Reverse(buddy)))| Ranked { buddy, score })
            .collect()
    }

    fn last(&self) -> Option<(u32, Reverse<u32>)> {
        let is_full = self.kept.len() >= self.k;
        self.kept
            .peek()
            .filter(|_| is_full)
            .map(|Reverse(last)| *last)
    }
}

impl<F: Fn(u32, u32) -> bool> Sieve for Highest<F> {
    fn floor(&self) -> u32 {
        self.last().map_or(0, |(score, _)| score)
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        self.last()
            .is_none_or(|last| (score, Reverse(buddy)) > last)
    }

    fn keep(&mut self, score: u32, buddy: u32) {
        if (self.may_enter)(score, buddy) {
            self.kept.push(Reverse((score, Reverse(buddy))));
            if self.kept.len() > self.k {
                self.kept.pop();
            }
        }
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("fewer than 2^32 buddies")
}
