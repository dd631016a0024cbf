//! Rule `balanced` over all feasible pairs: the heuristic of [`crate::solve`], with every blocking
//! pair counted.

use std::cmp::Reverse;

use super::{Batch, Draft, Seats, optimum, proposing};
use crate::instance::Choice;
use crate::keeping;
use crate::solution::{Certificate, Rule};
use crate::topk::Ranked;

/// A try goes over all students: so many are gone over for each order beyond the search by halving.
const TRIED_STUDENTS: usize = 500_000;

pub(super) fn solve(batch: &Batch, max_blocking: u64) -> Draft {
    let best = optimum::solve(batch);
    let mut search = Search::new(batch, max_blocking);
    if !search.consider(best.seats.clone()) {
        let tries = TRIED_STUDENTS / best.seats.len().max(1);
        for order in orders(batch, &best.seats, &search.kept) {
            keeping::search(&best.seats, &order, tries, |kept| {
                let (candidate, _) = proposing::around(batch, &search.lists, kept);
                search.consider(candidate)
            });
        }
    }
    let kept = Draft::of(Rule::Balanced, &search.kept);
    let draft = best.draft(Rule::Balanced);
    let certificate = draft.certificate.map(|certificate| Certificate {
        gap: certificate.dual_bound.saturating_sub(kept.total),
        ..certificate
    });
    Draft {
        certificate,
        prices: draft.prices,
        effort: draft.effort,
        blocking_pairs: search.blocking,
        ..kept
    }
}

struct Search<'b> {
    batch: &'b Batch,
    lists: Vec<Vec<Ranked>>,
    max_blocking: u64,
    kept: Seats,
    blocking: u64,
}

impl<'b> Search<'b> {
    fn new(batch: &'b Batch, max_blocking: u64) -> Self {
        let lists = batch.short_lists();
        let nobody = vec![None; batch.students.len()];
        let (kept, _) = proposing::around(batch, &lists, &nobody);
        Self {
            batch,
            lists,
            max_blocking,
            kept,
            blocking: 0,
        }
    }

    /// Keeps the candidate when it is within the cap and better; says whether it is within.
    fn consider(&mut self, candidate: Seats) -> bool {
        let blocking = self.batch.blocking_pairs(&candidate, self.max_blocking);
        if blocking > self.max_blocking {
            return false;
        }
        if worth(&candidate) > worth(&self.kept) {
            (self.kept, self.blocking) = (candidate, blocking);
        }
        true
    }
}

fn worth(seats: &Seats) -> (usize, u128) {
    let given = || seats.iter().flatten();
    let total = given().map(|choice| u128::from(choice.score)).sum();
    (given().count(), total)
}

/// Orders in which to hand out buddies of `best`: to whom it does the least harm first, and by
/// what is gained for each blocking pair.
fn orders(batch: &Batch, best: &Seats, stable: &Seats) -> [Vec<usize>; 2] {
    let harm = batch.blocking_by_student(best);
    let score = |seat: Option<Choice>| seat.map_or(0, |choice| i128::from(choice.score));
    let gain = |student: usize| score(best[student]) - score(stable[student]);
    let matched = || (0..best.len()).filter(|&student| best[student].is_some());
    let mut by_harm: Vec<usize> = matched().collect();
    by_harm.sort_by_key(|&student| (harm[student], Reverse(gain(student))));
    let mut by_rate: Vec<usize> = matched().collect();
    by_rate.sort_by_key(|&student| Reverse(gain(student) * 1024 / (i128::from(harm[student]) + 1)));
    [by_harm, by_rate]
}
