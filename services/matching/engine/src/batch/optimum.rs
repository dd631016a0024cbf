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
use crate::topk::Ranked;

/// The part of all students that counts as few.
const FEW: usize = 64;

pub(super) struct Optimum {
    pub(super) seats: Seats,
    certificate: Certificate,
    prices: Prices,
    effort: Effort,
    /// The pairs that were written down.
    instance: Instance,
}

impl Optimum {
    /// The student of each pair that was written down, and the buddy.
    pub(super) fn written_down(&self) -> impl Iterator<Item = (u32, Ranked)> {
        let students = (0_u32..).take(self.instance.students());
        students.flat_map(|student| {
            let options = self.instance.options(student as usize).iter();
            options.map(move |choice| (student, ranked(choice)))
        })
    }

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
    let lists = batch.short_lists();
    let mut instance = instance(&lists, &places);
    let (largest, mut rounds) = reach_the_largest(batch, &mut instance, &places);
    let mut asked: Option<Asked> = None;
    let mut until = Until::Near;
    loop {
        let best = best::solve_from(&instance, &places, &largest, asked.as_ref(), until);
        let priced = Priced::of(batch, &lists, &instance, &places, &largest, &best);
        rounds += 1;
        if priced.certificate.gap == 0 {
            let effort = Effort {
                rounds,
                pairs: instance.choices.len(),
            };
            return Optimum {
                seats: seats(batch, &instance, &best),
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
fn crossing(batch: &Batch, largest: &Largest, student: usize) -> Vec<Ranked> {
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
    more: Vec<Vec<Ranked>>,
    /// How many students have a pair that could improve.
    improving: usize,
}

impl Priced {
    fn of(
        batch: &Batch,
        lists: &[Vec<Ranked>],
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
                return Found::default();
            };
            let gain = gain(instance, prices, student);
            let (options, discounts) = (instance.options(student), &discounts[usize::from(own)]);
            let added = batch.more_options();
            let mut improving = Improving::new(prices, &points, options, gain, discounts, added)
                .without(batch.blocked_of(student));
            if improving.could_score(&lists[student], discounts) {
                let (person, weights) = (&batch.students[student], &batch.student_side);
                let extra = Some(&discounts.extra);
                batch
                    .shelf
                    .scan_with(person, weights, extra, &mut improving);
            }
            let (more, pairs) = improving.best();
            Found {
                gain: gain + more,
                improves: more > 0,
                pairs,
            }
        });
        let improving = found.iter().filter(|found| found.improves).count();
        let gains: i128 = found.iter().map(|found| found.gain).sum();
        Self {
            certificate: certificate(instance, places, largest, best, gains),
            more: found.into_iter().map(|found| found.pairs).collect(),
            improving,
        }
    }
}

/// What looking at all pairs of a student found.
#[derive(Default)]
struct Found {
    /// What it gains from the best of them all.
    gain: i128,
    /// Whether that is more than from what is written down.
    improves: bool,
    /// The best of those that are not written down.
    pairs: Vec<Ranked>,
}

/// The bound over all pairs, from what students gain from the best of all pairs.
fn certificate(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    best: &Best,
    gains: i128,
) -> Certificate {
    let exact = best.prices.bound_from(places, largest.size, gains);
    let dual_bound = u128::try_from(exact.div_euclid(best.prices.scale)).unwrap_or(0);
    let (_, total) = crate::matching::worth(instance, &best.matching);
    Certificate {
        dual_bound,
        gap: dual_bound.saturating_sub(total),
    }
}

fn seats(batch: &Batch, instance: &Instance, best: &Best) -> Seats {
    let chosen = |(student, at): (usize, &Option<u32>)| {
        let at = at.map(|at| at as usize)?;
        let ranked = ranked(&instance.options(student)[at]);
        Some(batch.choice(student, ranked))
    };
    best.matching.iter().enumerate().map(chosen).collect()
}

/// A choice that was written down from a score of 32 bits.
fn ranked(choice: &Choice) -> Ranked {
    Ranked {
        buddy: choice.buddy,
        score: u32::try_from(choice.score).unwrap_or(u32::MAX),
    }
}
