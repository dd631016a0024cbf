//! Deferred acceptance over all feasible pairs: a student whose list is used up gets the next
//! buddies that suit it, among those who would still have it.
//!
//! A buddy's lowest liking only rises, so whoever would not have a student now never will: leaving
//! them out of the next list changes nothing. So the result is that of complete lists.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Batch, Seats};
use crate::instance::Choice;
use crate::matching::{Liking, liking};
use crate::topk::Ranked;

/// Deferred acceptance among the students that `fixed` leaves without a buddy; the others keep
/// theirs. Also says how often a list was used up.
pub(super) fn around(
    batch: &Batch,
    lists: &[Vec<Ranked>],
    fixed: &[Option<Choice>],
) -> (Seats, u32) {
    let mut round = Round::new(batch, lists, fixed);
    for first in (0..fixed.len()).filter(|&student| fixed[student].is_none()) {
        let mut proposer = Some(first);
        while let Some(student) = proposer {
            proposer = match round.next_wish(student) {
                Some(wish) => round.propose(student, batch.choice(student, wish)),
                None => None,
            };
        }
    }
    (round.seats, round.used_up)
}

struct Round<'b> {
    batch: &'b Batch,
    lists: &'b [Vec<Ranked>],
    /// Lists after the first, for the few who need one.
    later: Vec<Vec<Ranked>>,
    next: Vec<u32>,
    places: Vec<u32>,
    held: Vec<BinaryHeap<Reverse<Liking>>>,
    seats: Seats,
    used_up: u32,
}

impl<'b> Round<'b> {
    fn new(batch: &'b Batch, lists: &'b [Vec<Ranked>], fixed: &[Option<Choice>]) -> Self {
        let mut places = batch.places();
        for choice in fixed.iter().flatten() {
            places[choice.buddy as usize] -= 1;
        }
        Self {
            batch,
            lists,
            later: vec![Vec::new(); lists.len()],
            next: vec![0; lists.len()],
            held: vec![BinaryHeap::new(); places.len()],
            places,
            seats: fixed.to_vec(),
            used_up: 0,
        }
    }

    fn list(&self, student: usize) -> &[Ranked] {
        match self.later[student].as_slice() {
            [] => &self.lists[student],
            later => later,
        }
    }

    fn next_wish(&mut self, student: usize) -> Option<Ranked> {
        if self.next[student] as usize == self.list(student).len() {
            let last = *self.list(student).last()?;
            self.used_up += 1;
            self.next[student] = 0;
            self.later[student] = self.after(student, last);
            if self.later[student].is_empty() {
                return None;
            }
        }
        let wish = self.list(student)[self.next[student] as usize];
        self.next[student] += 1;
        Some(wish)
    }

    /// Who comes after the last of a list and would have the student now.
    fn after(&self, student: usize, last: Ranked) -> Vec<Ranked> {
        let last = (last.score, Reverse(last.buddy));
        let length = self.batch.more_options();
        self.batch.highest(student, length, |score, buddy| {
            (score, Reverse(buddy)) < last && self.would_have(student, buddy)
        })
    }

    fn would_have(&self, student: usize, buddy: u32) -> bool {
        let held = &self.held[buddy as usize];
        let is_full = held.len() >= self.places[buddy as usize] as usize;
        let liked = || liking(u64::from(self.batch.buddy_score(student, buddy)), student);
        !is_full || held.peek().is_some_and(|Reverse(last)| liked() > *last)
    }

    /// The buddy holds the student if it may, and gives back whom it refuses for that.
    fn propose(&mut self, student: usize, choice: Choice) -> Option<usize> {
        let buddy = choice.buddy as usize;
        let held = &mut self.held[buddy];
        held.push(Reverse(liking(choice.buddy_score, student)));
        self.seats[student] = Some(choice);
        if held.len() <= self.places[buddy] as usize {
            return None;
        }
        let Reverse((_, Reverse(refused))) = held.pop()?;
        self.seats[refused as usize] = None;
        Some(refused as usize)
    }
}
