//! Rule `balanced`: towards `best`, with at most so many blocking pairs. A heuristic.
//!
//! The problem itself is NP-hard (Biró, Manlove and Mittal 2010), so nothing is claimed but the cap:
//! no candidate above it is ever kept, and the stable matching, which has none, is the fallback.
//! A candidate gives part of the students their buddy of `best` and lets all others find theirs by
//! deferred acceptance; who gets it is searched ([`crate::keeping`]) in several orders.

use std::cmp::Reverse;

use crate::best;
use crate::instance::Instance;
use crate::keeping;
use crate::matching::{Matching, Wishes, blocking_by_student, blocking_pairs, worth};
use crate::solution::{Certificate, Prices};
use crate::stable::around;

/// A try looks at every choice: so many are looked at for each order beyond the search by halving.
const TRIED_CHOICES: usize = 5_000_000;

pub(crate) struct Balanced {
    pub(crate) matching: Matching,
    pub(crate) certificate: Certificate,
    pub(crate) prices: Prices,
}

pub(crate) fn solve(instance: &Instance, max_blocking: u64) -> Balanced {
    let best = best::solve(instance);
    let mut search = Search::new(instance, max_blocking);
    if !search.consider(best.matching.clone()) {
        let tries = TRIED_CHOICES / instance.choices.len().max(1);
        for order in orders(instance, &best.matching, &search.kept) {
            keeping::search(&best.matching, &order, tries, |kept| {
                search.consider(around(instance, &search.wishes, kept))
            });
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
