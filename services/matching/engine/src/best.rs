//! Rule `best`: as many students matched as can be, then the highest total; exact, with a proof.
//!
//! The largest matchings keep everybody within a zone (see [`crate::cardinality`]), so that the
//! size need not be bought with enormous bonuses: within its zone each side either must be full or
//! is filled up with an outside option, and what is left is an assignment problem with two equally
//! large sides, which [`crate::auction`] solves by halving its step until the dual bound meets the
//! total.

use crate::auction::{Auction, Lot, Market};
use crate::cardinality::{Largest, NOBODY, Zone, largest};
use crate::instance::Instance;
use crate::matching::{Matching, narrow, worth};
use crate::money::Money;
use crate::solution::{Certificate, Prices};

/// An optimum with its proof.
pub(crate) struct Best {
    pub(crate) matching: Matching,
    pub(crate) certificate: Certificate,
    pub(crate) prices: Prices,
    pub(crate) asked: Asked,
}

/// What was asked at the end of an auction, for each buddy and last for going without, in points
/// times `scale`; the next auction about nearly the same can start from it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    scale: i128,
    prices: Vec<i128>,
}

/// By how much the step shrinks from round to round.
const SHRINK: i128 = 6;

/// The first step, in points, of an auction that starts from prices that were nearly right.
const STEP_AGAIN: i128 = 2;

/// The step, in points, with which an auction that need only be near ends.
const STEP_NEAR: i128 = 4;

/// How near to the optimum an auction goes before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// Every student is within a few points of the best at these prices.
    Near,
    /// The bound meets the total.
    Proven,
}

pub(crate) fn solve(instance: &Instance) -> Best {
    let places = instance.useful_places();
    let largest = largest(instance, &places);
    solve_from(instance, &places, &largest, None, Until::Proven)
}

/// The optimum for places and zones that are known already, starting from what was asked before.
pub(crate) fn solve_from(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    before: Option<&Asked>,
    until: Until,
) -> Best {
    let size = Size::of(instance, largest);
    if size.fits_64_bits() {
        solve_with::<i64>(instance, places, largest, &size, before, until)
    } else {
        solve_with::<i128>(instance, places, largest, &size, before, until)
    }
}

/// The numbers that decide how wide prices become.
struct Size {
    /// Scores are multiplied by this, so that steps can be smaller than one point.
    scale: i128,
    students: i128,
    highest_score: i128,
}

impl Size {
    fn of(instance: &Instance, largest: &Largest) -> Self {
        let taking_part = largest
            .students
            .iter()
            .filter(|zone| **zone != Zone::Outside);
        let students = i128::from(narrow(taking_part.count()));
        let highest = instance.choices.iter().map(|choice| choice.score).max();
        // Each student ends within two steps of its best, so the bound is off by less than a point.
        Self {
            scale: 2 * students + 1,
            students,
            highest_score: i128::from(highest.unwrap_or(0)),
        }
    }

    /// Whether the bound could meet the total after a round with this step: when everybody is
    /// within a step of its best, that is hardly so as long as all steps are many points.
    fn may_be_proven(&self, step: i128) -> bool {
        step == 1 || step * self.students <= 8 * self.scale
    }

    /// A chain through all students can add up all scores; the rest is room for the last bids and
    /// for prices carried over from round to round.
    fn fits_64_bits(&self) -> bool {
        (self.students + 4) * (self.highest_score + 1) * self.scale < i128::from(i64::MAX >> 7)
    }
}

fn solve_with<N: Money>(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    size: &Size,
    before: Option<&Asked>,
    until: Until,
) -> Best {
    let market = market::<N>(instance, places, largest, size.scale);
    let mut auction = Auction::new(&market);
    let mut step = (size.highest_score * size.scale / 4).max(1);
    if let Some(before) = before.filter(|before| before.scale == size.scale) {
        auction.start_from(|buddy| N::of(before.prices[buddy]));
        step = step.min(size.scale * STEP_AGAIN);
    }
    loop {
        auction.round(N::of(step));
        if until == Until::Near && step <= size.scale * STEP_NEAR {
            return conclude(instance, places, largest, size, &auction);
        }
        if size.may_be_proven(step) {
            let best = conclude(instance, places, largest, size, &auction);
            // With a step of 1 the gap is 0: the proof stands in `Size::of`.
            if best.certificate.gap == 0 || step == 1 {
                return best;
            }
        }
        step = (step / SHRINK).max(1);
    }
}

/// The position of the outside option: a buddy with a place for everyone who must go without.
fn outside(instance: &Instance) -> usize {
    instance.buddies()
}

/// The options that a largest matching can use, the outside option for students in a scarce zone.
fn market<N: Money>(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    scale: i128,
) -> Market<N> {
    let mut starts = vec![0];
    let mut lots = Vec::with_capacity(instance.choices.len());
    let mut owners = Vec::with_capacity(instance.choices.len());
    let mut highest = N::from(0);
    for (student, zone) in largest.students.iter().enumerate() {
        for choice in instance.options(student) {
            if *zone != Zone::Outside && largest.buddies[choice.buddy as usize] == *zone {
                let value = N::of(i128::from(choice.score) * scale);
                highest = highest.max(value);
                lots.push(Lot {
                    buddy: choice.buddy,
                    value,
                });
            }
        }
        if *zone == Zone::Scarce {
            lots.push(Lot {
                buddy: narrow(outside(instance)),
                value: N::from(0),
            });
        }
        owners.resize(lots.len(), narrow(student));
        starts.push(lots.len());
    }
    let count = |wanted| {
        largest
            .students
            .iter()
            .filter(|zone| **zone == wanted)
            .count() as u64
    };
    let room = |wanted| {
        let zones = largest
            .buddies
            .iter()
            .zip(places)
            .filter(|(zone, _)| **zone == wanted);
        zones.map(|(_, &places)| u64::from(places)).sum::<u64>()
    };
    let without = count(Zone::Scarce) - room(Zone::Scarce);
    let mut places = places.to_vec();
    places.push(u32::try_from(without).expect("fewer than 2^32 students"));
    let mut ample: Vec<bool> = largest
        .buddies
        .iter()
        .map(|zone| *zone == Zone::Ample)
        .collect();
    ample.push(false);
    let spares = room(Zone::Ample) - count(Zone::Ample);
    Market {
        starts,
        lots,
        owners,
        places,
        ample,
        spares,
        largest: highest,
    }
}

fn conclude<N: Money>(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    size: &Size,
    auction: &Auction<'_, N>,
) -> Best {
    let matching = seats(instance, &auction.seat);
    let prices = prices(instance, places, largest, size, auction);
    let (_, total) = worth(instance, &matching);
    let bound = prices.bound(instance, places, largest.size);
    // A bound below the total cannot be: it would say that the prices are wrong.
    let gap = bound
        .checked_sub(total)
        .expect("a dual bound is at least the total");
    let everybody = 0..=outside(instance);
    let asked = Asked {
        scale: size.scale,
        prices: everybody.map(|buddy| auction.price(buddy).into()).collect(),
    };
    Best {
        asked,
        matching,
        certificate: Certificate {
            dual_bound: bound,
            gap,
        },
        prices,
    }
}

fn seats(instance: &Instance, seats: &[u32]) -> Matching {
    let chosen = |(student, seat): (usize, &u32)| {
        let options = instance.options(student);
        // Neither NOBODY nor the outside option is the buddy of any option.
        let at = options
            .iter()
            .position(|choice| choice.buddy == *seat && *seat != NOBODY);
        at.map(narrow)
    };
    seats.iter().enumerate().map(chosen).collect()
}

/// Dual prices over *all* options. Within a zone they are the auction's, measured from what going
/// without (or a free place) is worth; between zones a bonus per zone keeps every pair that no
/// largest matching uses from mattering.
fn prices<N: Money>(
    instance: &Instance,
    places: &[u32],
    largest: &Largest,
    size: &Size,
    auction: &Auction<'_, N>,
) -> Prices {
    let of = |buddy: usize| -> i128 { auction.price(buddy).into() };
    let level: i128 = auction.level().into();
    let without = of(outside(instance));
    let any_exact = largest.buddies.iter().position(|zone| *zone == Zone::Exact);
    let exact_from = any_exact.map_or(0, of);
    let within: Vec<i128> = (0..instance.buddies())
        .map(|buddy| match largest.buddies[buddy] {
            Zone::Outside => 0,
            Zone::Scarce => of(buddy) - without,
            Zone::Exact => of(buddy) - exact_from,
            Zone::Ample => (of(buddy) - level).max(0),
        })
        .collect();
    let widest = within.iter().map(|price| price.abs()).max().unwrap_or(0);
    let bonus = 4 * widest + 2 * (size.highest_score + 1) * size.scale;
    let places = (0..instance.buddies())
        .map(|buddy| match largest.buddies[buddy] {
            // Nobody can have a place here, so that it may cost anything.
            Zone::Outside => {
                if places[buddy] == 0 {
                    4 * bonus
                } else {
                    0
                }
            }
            Zone::Scarce => within[buddy] + 2 * bonus,
            Zone::Exact => within[buddy] + bonus,
            Zone::Ample => within[buddy],
        })
        .collect();
    Prices {
        scale: size.scale,
        per_pair: 2 * bonus,
        places,
    }
}
