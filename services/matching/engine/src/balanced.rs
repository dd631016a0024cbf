//! Rule `balanced`: towards `best`, with at most so many blocking pairs. A heuristic.
//!
//! The problem itself is NP-hard (Biró, Manlove and Mittal 2010), so nothing is claimed but the cap:
//! no candidate above it is ever kept, and the stable matching, which has none, is the fallback.
//! A candidate gives part of the students their buddy of `best` and lets all others find theirs by
//! deferred acceptance; how many get it is searched by halving, in several orders.

use std::cmp::Reverse;

use crate::best;
use crate::instance::Instance;
use crate::matching::{Matching, Wishes, blocking_by_student, blocking_pairs, worth};
use crate::solution::{Certificate, Prices};
use crate::stable::around;

/// From this many options on the search is coarser.
const LARGE: usize = 1_000_000;

pub(crate) struct Balanced {
    pub(crate) matching: Matching,
    pub(crate) certificate: Certificate,
    pub(crate) prices: Prices,
}

pub(crate) fn solve(instance: &Instance, max_blocking: u64) -> Balanced {
    let best = best::solve(instance);
    let mut search = Search::new(instance, max_blocking);
    if !search.consider(best.matching.clone()) {
        for order in orders(instance, &best.matching, &search.kept) {
            search.halve(&best.matching, &order);
        }
    }
    let (_, total) = search.worth;
    let dual_bound = best.certificate.dual_bound;
    let certificate = Certificate {
        dual_bound,
        gap: dual_bound.saturating_sub(total),
    };
    Balanced {
        matching: search.kept,
        certificate,
        prices: best.prices,
    }
}

struct Search<'i> {
    instance: &'i Instance,
    wishes: Wishes,
    max_blocking: u64,
    kept: Matching,
    worth: (usize, u128),
}

impl<'i> Search<'i> {
    fn new(instance: &'i Instance, max_blocking: u64) -> Self {
        let wishes = Wishes::of(instance);
        let kept = around(instance, &wishes, &vec![None; instance.students()]);
        let worth = worth(instance, &kept);
        Self {
            instance,
            wishes,
            max_blocking,
            kept,
            worth,
        }
    }

    /// Keeps the candidate when it is within the cap and better; says whether it is within.
    fn consider(&mut self, candidate: Matching) -> bool {
        if blocking_pairs(self.instance, &candidate) > self.max_blocking {
            return false;
        }
        let worth = worth(self.instance, &candidate);
        if worth > self.worth {
            (self.kept, self.worth) = (candidate, worth);
        }
        true
    }

    /// Looks for the longest beginning of `order` that may keep its buddy of `best`. The count of
    /// blocking pairs is not monotone in it, so this finds a good length, not the best one.
    fn halve(&mut self, best: &Matching, order: &[usize]) {
        // With millions of options each try takes a tenth of a second: stop at a coarser length.
        let large = self.instance.choices.len() > LARGE;
        let grain = if large { (order.len() / 64).max(1) } else { 1 };
        let (mut within, mut beyond) = (0, order.len() + 1);
        while within + grain < beyond {
            let length = within.midpoint(beyond);
            let mut fixed = vec![None; best.len()];
            for &student in &order[..length] {
                fixed[student] = best[student];
            }
            let candidate = around(self.instance, &self.wishes, &fixed);
            if self.consider(candidate) {
                within = length;
            } else {
                beyond = length;
            }
        }
    }
}

/// Orders in which to hand out buddies of `best`: to whom it does the least harm first, to whom it
/// gains the most first, and by what is gained for each blocking pair.
fn orders(instance: &Instance, best: &Matching, stable: &Matching) -> [Vec<usize>; 3] {
    let harm = blocking_by_student(instance, best);
    let score = |student: usize, matching: &Matching| {
        let at = matching[student].map(|at| instance.options(student)[at as usize].score);
        at.map_or(0, i128::from)
    };
    let gain = |student: usize| score(student, best) - score(student, stable);
    let matched = || (0..best.len()).filter(|&student| best[student].is_some());
    let mut by_harm: Vec<usize> = matched().collect();
    by_harm.sort_by_key(|&student| (harm[student], Reverse(gain(student))));
    let mut by_gain: Vec<usize> = matched().collect();
    by_gain.sort_by_key(|&student| (Reverse(gain(student)), harm[student]));
    let mut by_rate: Vec<usize> = matched().collect();
    by_rate.sort_by_key(|&student| Reverse(gain(student) * 1024 / (i128::from(harm[student]) + 1)));
    [by_harm, by_gain, by_rate]
}
