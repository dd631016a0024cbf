//! Rule `best` over all feasible pairs, by column generation (Gilmore and Gomory 1961).
//!
//! First the number of students: short lists are extended until no pair leads from where places
//! are scarce to where there is room, so that the zones of the short lists are those of all pairs.
//! Then the total: an optimum of the lists is priced against every other pair, those with a
//! positive reduced cost are added, and so on, until the bound over all pairs meets the total.

use super::lists::{extend, instance};
use super::pricing::{Discounts, Improving, Points, gain};
use super::{Batch, Draft, Effort, Seats};
use crate::best::{self, Asked, Best, Until};
use crate::cardinality::{Largest, Zone, largest};
use crate::instance::{Choice, Instance};
use crate::parallel;
use crate::solution::{Certificate, Prices, Rule};

/// The part of all students that counts as few.
const FEW: usize = 64;

pub(super) struct Optimum {
    pub(super) seats: Seats,
    certificate: Certificate,
    prices: Prices,
    effort: Effort,
    /// The pairs that were written down.
    pub(super) instance: Instance,
}

impl Optimum {
    pub(super) fn draft(self, rule: Rule) -> Draft {
        Draft {
            certificate: Some(self.certificate),
            prices: Some(self.prices),
            effort: self.effort,
            ..Draft::of(rule, &self.seats)
        }
    }
}

pub(super) fn solve(batch: &Batch) -> Optimum {
    let places = batch.places();
    let mut instance = instance(&batch.short_lists(), &places);
    let (largest, mut rounds) = reach_the_largest(batch, &mut instance, &places);
    let mut asked: Option<Asked> = None;
    let mut until = Until::Near;
    loop {
        let best = best::solve_from(&instance, &places, &largest, asked.as_ref(), until);
        let priced = Priced::of(batch, &instance, &places, &largest, &best);
        rounds += 1;
        if priced.certificate.gap == 0 {
            let effort = Effort {
                rounds,
                pairs: instance.choices.len(),
            };
            return Optimum {
                seats: seats(&instance, &best),
                certificate: priced.certificate,
                prices: best.prices,
                effort,
                instance,
            };
        }
        // Prices that are only near also find pairs that do not matter in the end: once few are
        // found, the auction goes to its end.
        let few = priced.improving <= batch.students.len() / FEW;
        if !extend(&mut instance, &priced.more) || few {
            until = Until::Proven;
        }
        asked = Some(best.asked);
    }
}

/// Adds pairs until the largest matching of the lists is one of all pairs.
fn reach_the_largest(batch: &Batch, instance: &mut Instance, places: &[u32]) -> (Largest, u32) {
    let mut rounds = 0;
    loop {
        let largest = largest(instance, places);
        rounds += 1;
        let more = parallel::for_each(batch.students.len(), |student| {
            crossing(batch, &largest, student)
        });
        if !extend(instance, &more) {
            return (largest, rounds);
        }
    }
}

/// Options of a student from where places are scarcer to where they are less so.
fn crossing(batch: &Batch, largest: &Largest, student: usize) -> Vec<Choice> {
    let Some(own) = room(largest.students[student]) else {
        return Vec::new();
    };
    let has_more = |buddy: u32| room(largest.buddies[buddy as usize]).is_some_and(|its| its > own);
    if own == room(Zone::Ample).unwrap_or(own) {
        return Vec::new();
    }
    batch.highest(student, batch.more_options(), |_, buddy| has_more(buddy))
}

/// How much room there is in a zone, in order; none where nobody can be matched.
fn room(zone: Zone) -> Option<u8> {
    match zone {
        Zone::Outside => None,
        Zone::Scarce => Some(0),
        Zone::Exact => Some(1),
        Zone::Ample => Some(2),
    }
}

/// What all pairs that are not on the lists say about an optimum of the lists.
struct Priced {
    certificate: Certificate,
    more: Vec<Vec<Choice>>,
    /// How many students have a pair that could improve.
    improving: usize,
}

impl Priced {
    fn of(
        batch: &Batch,
        instance: &Instance,
        places: &[u32],
        largest: &Largest,
        best: &Best,
    ) -> Self {
        let prices = &best.prices;
        let points = Points::of(prices);
        let discounts: [Discounts; 3] = std::array::from_fn(|own| {
            let has_no_more = |its: Option<u8>| its.is_none_or(|its| usize::from(its) <= own);
            points.discounts(batch, |buddy| {
                places[buddy] > 0 && has_no_more(room(largest.buddies[buddy]))
            })
        });
        let found = parallel::for_each(batch.students.len(), |student| {
            let Some(own) = room(largest.students[student]) else {
                return (0, Vec::new());
            };
            let gain = gain(instance, prices, student);
            let blocked = batch.blocked_of(student);
            let Discounts { extra, free } = &discounts[usize::from(own)];
            let mut improving =
                Improving::new(prices, &points, blocked, gain, *free).at_most(batch.more_options());
            let (person, weights) = (&batch.students[student], &batch.student_side);
            let extra = Some(extra);
            batch
                .shelf
                .scan_with(person, weights, extra, &mut improving);
            improving.best()
        });
        let beyond: i128 = found.iter().map(|(most, _)| most).sum();
        let improving = found.iter().filter(|(most, _)| *most > 0).count();
        let more = (0..).zip(found).map(|(student, (_, pairs))| {
            let choice = |(buddy, score)| batch.choice(student, buddy, score);
            pairs.into_iter().map(choice).collect()
        });
        Self {
            certificate: certificate(instance, places, largest, best, beyond),
            more: more.collect(),
            improving,
        }
    }
}

/// The bound over all pairs: that over the lists, and what students would gain beyond them.
fn certificate(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    best: &Best,
    beyond: i128,
) -> Certificate {
    let exact = best.prices.exact_bound(instance, places, largest.size) + beyond;
    let dual_bound = u128::try_from(exact.div_euclid(best.prices.scale)).unwrap_or(0);
    let (_, total) = crate::matching::worth(instance, &best.matching);
    Certificate {
        dual_bound,
        gap: dual_bound.saturating_sub(total),
    }
}

fn seats(instance: &Instance, best: &Best) -> Seats {
    let chosen =
        |(student, at): (usize, &Option<u32>)| at.map(|at| instance.options(student)[at as usize]);
    best.matching.iter().enumerate().map(chosen).collect()
}
