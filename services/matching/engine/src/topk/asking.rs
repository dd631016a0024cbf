//! What one student asks of all buddies: the hard rules, and points for what they have in common.
//!
//! The sums are those of [`crate::Score::of`], for a block of buddies at a time; a property test
//! holds the two together. What both sides count alike is counted once.

use super::columns::{ASYNCHRONOUS, Aspect, CERTIFIED, Column, Columns, MINOR, ONLINE, READY};
use super::planes::{NONE, Plane, Sum, drop_from, is_empty, join, keep, others};
use crate::profile::Person;
use crate::score::{Part, SideWeights, Weight, Weights};

/// Points in units, the largest number that divides all weights: small numbers have few bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit(u32);

impl Unit {
    pub(super) fn of(weights: &Weights) -> Self {
        let sides = [&weights.student, &weights.buddy];
        let points = Part::ALL
            .into_iter()
            .flat_map(|part| sides.map(|side| u32::from(side.of(part).points)));
        Self(points.fold(0, greatest_common_divisor).max(1))
    }

    /// At least so many points.
    pub(super) fn to_reach(self, points: u32) -> u32 {
        points.div_ceil(self.0)
    }

    pub(super) fn points(self, units: u32) -> u32 {
        units * self.0
    }
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

/// Points for how many of some columns a buddy is in.
struct Tally {
    /// Its columns end here, and start where those of the tally before end.
    end: usize,
    what: Counted,
    units: u32,
}

enum Counted {
    /// Each column, up to so many.
    UpTo(u32),
    /// Being in none of them.
    None,
}

pub(super) struct Asking<'s> {
    student: &'s Person,
    near: Vec<Column>,
    talks: Vec<Column>,
    meets: Vec<Column>,
    tallies: Vec<Tally>,
    tallied: Vec<Column>,
    pub(super) unit: Unit,
    /// Units that everybody gets.
    base: u32,
}

impl<'s> Asking<'s> {
    pub(super) fn new(student: &'s Person, weights: &Weights, columns: &Columns) -> Self {
        let own = &student.profile;
        let of = |aspect: Aspect| columns.columns(aspect, aspect.of(own));
        let mut near: Vec<Column> = of(Aspect::Regions).collect();
        near.extend(own.online.then_some(ONLINE));
        let mut meets: Vec<Column> = of(Aspect::Slots).collect();
        meets.extend(own.asynchronous.then_some(ASYNCHRONOUS));
        let mut asking = Self {
            student,
            near,
            talks: of(Aspect::Languages).collect(),
            meets,
            tallies: Vec::with_capacity(16),
            tallied: Vec::with_capacity(64),
            unit: Unit::of(weights),
            base: 0,
        };
        asking.add_parts(columns, weights);
        asking
    }

    fn add_parts(&mut self, columns: &Columns, weights: &Weights) {
        let (student, buddy) = (&weights.student, &weights.buddy);
        let none = Weight::default();
        let (routes, wished) = (Aspect::Routes, Aspect::WishedRoutes);
        let crossed = [
            (
                Aspect::Wants,
                Aspect::Offers,
                student.goals,
                buddy.gives_back,
            ),
            (
                Aspect::Offers,
                Aspect::Wants,
                student.gives_back,
                buddy.goals,
            ),
            (wished, routes, student.wished_route, none),
            // The buddy would like to hear of a route that the student knows.
            (routes, wished, none, buddy.wished_route),
        ];
        for (own, its, one, other) in crossed {
            self.count(columns, own, its, [one, other]);
        }
        for (aspect, part) in ALIKE {
            let both = [student, buddy].map(|side: &SideWeights| side.of(part));
            self.count(columns, aspect, aspect, both);
        }
        let clashes = [
            (Aspect::Dislikes, Aspect::Interests, student.no_clash),
            (Aspect::Interests, Aspect::Dislikes, buddy.no_clash),
        ];
        for (own, its, weight) in clashes {
            self.reward_none(columns, own, its, weight);
        }
    }

    /// Points for each thing that is the student's `own` and the buddy's `its`.
    fn count(&mut self, columns: &Columns, own: Aspect, its: Aspect, weights: [Weight; 2]) {
        let [one, other] = weights;
        if one.at_most == other.at_most {
            let together = u32::from(one.points) + u32::from(other.points);
            self.count_one(columns, [own, its], one.at_most, together);
            return;
        }
        for weight in weights {
            self.count_one(columns, [own, its], weight.at_most, weight.points.into());
        }
    }

    fn count_one(&mut self, columns: &Columns, of: [Aspect; 2], at_most: u8, points: u32) {
        if at_most == 0 || points == 0 {
            return;
        }
        let [own, its] = of;
        let before = self.tallied.len();
        self.tallied
            .extend(columns.columns(its, own.of(&self.student.profile)));
        if self.tallied.len() > before {
            self.tallies.push(Tally {
                end: self.tallied.len(),
                what: Counted::UpTo(at_most.into()),
                units: points / self.unit.0,
            });
        }
    }

    fn reward_none(&mut self, columns: &Columns, own: Aspect, its: Aspect, weight: Weight) {
        let units = weight.of(1) / self.unit.0;
        if units == 0 {
            return;
        }
        let before = self.tallied.len();
        self.tallied
            .extend(columns.columns(its, own.of(&self.student.profile)));
        if self.tallied.len() == before {
            self.base += units;
            return;
        }
        self.tallies.push(Tally {
            end: self.tallied.len(),
            what: Counted::None,
            units,
        });
    }

    /// All columns of a block, unless the student can meet nobody there.
    #[inline]
    pub(super) fn block<'c>(&self, columns: &'c Columns, block: usize) -> Option<&'c [Plane]> {
        let own = &self.student.profile;
        columns.block(block, own.regions, own.online)
    }

    /// Whom in this block no hard rule keeps from this student, blocks between people aside.
    pub(super) fn feasible(&self, cells: &[Plane]) -> Plane {
        let mut feasible = any(cells, &self.near);
        keep(&mut feasible, &cells[usize::from(READY)]);
        if is_empty(&feasible) {
            return NONE;
        }
        keep(&mut feasible, &any(cells, &self.talks));
        keep(&mut feasible, &any(cells, &self.meets));
        let standing = &self.student.standing;
        if standing.minor {
            keep(&mut feasible, &cells[usize::from(CERTIFIED)]);
        } else if !standing.certified {
            drop_from(&mut feasible, &cells[usize::from(MINOR)]);
        }
        feasible
    }

    /// Adds everybody's points, in units and without [`Asking::base`], to a sum.
    pub(super) fn add_points(&self, cells: &[Plane], sum: &mut Sum, counter: &mut Sum) {
        let mut start = 0;
        for tally in &self.tallies {
            let columns = &self.tallied[start..tally.end];
            start = tally.end;
            match tally.what {
                Counted::None => sum.add_times(tally.units, &others(&any(cells, columns))),
                Counted::UpTo(1) => sum.add_times(tally.units, &any(cells, columns)),
                Counted::UpTo(most) => {
                    let times = Times {
                        most,
                        units: tally.units,
                    };
                    times.add(cells, columns, sum, counter);
                }
            }
        }
    }

    /// The least units of the sum with which so many points are reached.
    pub(super) fn to_reach(&self, points: u32) -> u32 {
        self.unit.to_reach(points).saturating_sub(self.base)
    }

    /// The points of a sum.
    #[inline]
    pub(super) fn points(&self, units: u32) -> u32 {
        self.unit.points(units + self.base)
    }
}

/// What both sides count alike.
const ALIKE: [(Aspect, Part); 8] = [
    (Aspect::Fields, Part::Field),
    (Aspect::Routes, Part::Route),
    (Aspect::Learning, Part::Learning),
    (Aspect::Ways, Part::Ways),
    (Aspect::Slots, Part::Slots),
    (Aspect::Languages, Part::Languages),
    (Aspect::Interests, Part::Interests),
    (Aspect::Regions, Part::Near),
];

/// Units for each time, up to `most` times.
struct Times {
    most: u32,
    units: u32,
}

impl Times {
    fn add(&self, cells: &[Plane], columns: &[Column], sum: &mut Sum, counter: &mut Sum) {
        let planes = columns.iter().map(|column| &cells[usize::from(*column)]);
        let is_capped = columns.len() > self.most as usize;
        let add_each = columns.len() == 1 || self.units.is_power_of_two();
        if !is_capped && add_each {
            for plane in planes {
                sum.add_times(self.units, plane);
            }
            return;
        }
        counter.clear();
        for plane in planes {
            counter.add(0, plane);
        }
        let width = counter.finish();
        let full = if is_capped {
            counter.at_least(self.most)
        } else {
            NONE
        };
        for weight in 0..width {
            let mut plane = *counter.plane(weight);
            if is_capped {
                cap(&mut plane, &full, self.most >> weight & 1 == 1);
            }
            sum.add_times(self.units << weight, &plane);
        }
    }
}

/// Sets this bit of a count to that of the cap for whoever is full.
fn cap(plane: &mut Plane, full: &Plane, is_set: bool) {
    if is_set {
        join(plane, full);
    } else {
        drop_from(plane, full);
    }
}

/// Who is in any of these columns.
fn any(cells: &[Plane], columns: &[Column]) -> Plane {
    let mut any = NONE;
    for column in columns {
        join(&mut any, &cells[usize::from(*column)]);
    }
    any
}
