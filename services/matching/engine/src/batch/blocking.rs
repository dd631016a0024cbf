//! Pairs that would rather have each other, among all feasible pairs.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Batch, Seats};
use crate::matching::{Liking, liking};
use crate::parallel;
use crate::topk::Sieve;

impl Batch {
    /// How many pairs block. Counting ends soon after `enough`; the answer is then above it.
    pub(super) fn blocking_pairs(&self, seats: &Seats, enough: u64) -> u64 {
        let thresholds = self.thresholds(seats);
        let counted = AtomicU64::new(0);
        parallel::for_each(self.students.len(), |student| {
            if counted.load(Ordering::Relaxed) > enough {
                return;
            }
            let of_student = self.blocking_of(student, seats, &thresholds);
            counted.fetch_add(of_student, Ordering::Relaxed);
        });
        counted.into_inner()
    }

    /// The blocking pairs of each student.
    pub(super) fn blocking_by_student(&self, seats: &Seats) -> Vec<u64> {
        let thresholds = self.thresholds(seats);
        parallel::for_each(self.students.len(), |student| {
            self.blocking_of(student, seats, &thresholds)
        })
    }

    fn blocking_of(&self, student: usize, seats: &Seats, thresholds: &[Option<Liking>]) -> u64 {
        let mut envied = Envied {
            batch: self,
            student,
            own: seats[student].map(|seat| (seat.score, Reverse(seat.buddy))),
            blocked: self.blocked_of(student),
            thresholds,
            count: 0,
        };
        let person = &self.students[student];
        self.shelf.scan(person, &self.student_side, &mut envied);
        envied.count
    }

    /// For each buddy the liking above which a student would get in, as for an instance.
    fn thresholds(&self, seats: &Seats) -> Vec<Option<Liking>> {
        let mut taken = vec![0_u32; self.buddies.len()];
        let mut last: Vec<Option<Liking>> = vec![None; self.buddies.len()];
        for (student, seat) in seats.iter().enumerate() {
            let Some(choice) = seat else { continue };
            let buddy = choice.buddy as usize;
            let liking = liking(choice.buddy_score, student);
            taken[buddy] += 1;
            last[buddy] = Some(last[buddy].map_or(liking, |last| last.min(liking)));
        }
        for (buddy, last) in last.iter_mut().enumerate() {
            if taken[buddy] < self.buddies[buddy].1 {
                *last = Some((0, Reverse(u32::MAX)));
            }
        }
        last
    }
}

/// Buddies whom a student would rather have than its own, and who would rather have the student.
struct Envied<'b> {
    batch: &'b Batch,
    student: usize,
    own: Option<(u64, Reverse<u32>)>,
    blocked: &'b [u32],
    thresholds: &'b [Option<Liking>],
    count: u64,
}

impl Sieve for Envied<'_> {
    fn floor(&self) -> u32 {
        let own = self.own.map(|(score, _)| u32::try_from(score));
        own.map_or(0, |own| own.unwrap_or(u32::MAX))
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        self.own
            .is_none_or(|own| (u64::from(score), Reverse(buddy)) > own)
    }

    fn keep(&mut self, _score: u32, buddy: u32) {
        let Some(last) = self.thresholds[buddy as usize] else {
            return;
        };
        let liked = u64::from(self.batch.buddy_score(self.student, buddy));
        let blocks = liking(liked, self.student) > last;
        self.count += u64::from(blocks && self.blocked.binary_search(&buddy).is_err());
    }
}
