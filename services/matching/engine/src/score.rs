//! How well two people fit: a whole number that is the sum of named parts, for each side.
//!
//! A part is `points × min(count, at_most)`. Nothing is subtracted: where something stands in the
//! way, the part for its absence is missing, so that an explanation always adds up.

use serde::{Deserialize, Serialize};

use crate::profile::Profile;

/// What a fit is made of, seen from one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What I want help with and the other offers.
    Goals,
    /// What I offer and the other wants help with.
    GivesBack,
    /// A field of study in common.
    Field,
    /// A route in common.
    Route,
    /// The other knows a route that I would like to hear about.
    WishedRoute,
    Learning,
    /// Common languages.
    Languages,
    /// Common time slots.
    Slots,
    Interests,
    /// The other has no interest that I would rather do without.
    NoClash,
    /// Common ways of working.
    Ways,
    /// A region in common.
    Near,
}

impl Part {
    pub const ALL: [Self; 12] = [
        Self::Goals,
        Self::GivesBack,
        Self::Field,
        Self::Route,
        Self::WishedRoute,
        Self::Learning,
        Self::Languages,
        Self::Slots,
        Self::Interests,
        Self::NoClash,
        Self::Ways,
        Self::Near,
    ];

    /// How often this part occurs, seen from `own`.
    #[must_use]
    pub fn count(self, own: &Profile, other: &Profile) -> u32 {
        match self {
            Self::Goals => (own.wants & other.offers).count_ones(),
            Self::GivesBack => (own.offers & other.wants).count_ones(),
            Self::Field => (own.fields & other.fields).count_ones(),
            Self::Route => (own.routes & other.routes).count_ones(),
            Self::WishedRoute => (own.wished_routes & other.routes).count_ones(),
            Self::Learning => (own.learning & other.learning).count_ones(),
            Self::Languages => (own.languages & other.languages).count_ones(),
            Self::Slots => (own.slots & other.slots).count_ones(),
            Self::Interests => (own.interests & other.interests).count_ones(),
            Self::NoClash => u32::from(own.dislikes & other.interests == 0),
            Self::Ways => (own.ways & other.ways).count_ones(),
            Self::Near => (own.regions & other.regions).count_ones(),
        }
    }
}

/// What one part is worth. Kept small, so that no sum of parts can overflow 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// Points for each time.
    pub points: u16,
    /// How many times count.
    pub at_most: u8,
}

impl Weight {
    pub(crate) fn of(self, count: u32) -> u32 {
        u32::from(self.points) * count.min(u32::from(self.at_most))
    }
}

/// The weights of one side; a field that is left out weighs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SideWeights {
    pub goals: Weight,
    pub gives_back: Weight,
    pub field: Weight,
    pub route: Weight,
    pub wished_route: Weight,
    pub learning: Weight,
    pub languages: Weight,
    pub slots: Weight,
    pub interests: Weight,
    pub no_clash: Weight,
    pub ways: Weight,
    pub near: Weight,
}

impl SideWeights {
    /// The weight of a part.
    #[must_use]
    pub fn of(&self, part: Part) -> Weight {
        match part {
            Part::Goals => self.goals,
            Part::GivesBack => self.gives_back,
            Part::Field => self.field,
            Part::Route => self.route,
            Part::WishedRoute => self.wished_route,
            Part::Learning => self.learning,
            Part::Languages => self.languages,
            Part::Slots => self.slots,
            Part::Interests => self.interests,
            Part::NoClash => self.no_clash,
            Part::Ways => self.ways,
            Part::Near => self.near,
        }
    }
}

impl SideWeights {
    /// All points that this side gives, without their names.
    #[inline]
    pub(crate) fn points(&self, own: &Profile, other: &Profile) -> u32 {
        let mut points = 0;
        for part in Part::ALL {
            points += self.of(part).of(part.count(own, other));
        }
        points
    }
}

/// A policy: the weights of both sides, as a programme keeps them in a versioned file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub version: u32,
    pub student: SideWeights,
    pub buddy: SideWeights,
}

impl Default for Weights {
    /// Goals first, then the route, then how and when; belonging counts as much as the subject.
    fn default() -> Self {
        let weight = |points, at_most| Weight { points, at_most };
        let student = SideWeights {
            goals: weight(120, 4),
            gives_back: weight(15, 2),
            field: weight(60, 1),
            route: weight(50, 1),
            wished_route: weight(80, 1),
            learning: weight(20, 1),
            languages: weight(15, 3),
            slots: weight(10, 4),
            interests: weight(20, 4),
            no_clash: weight(40, 1),
            ways: weight(20, 3),
            near: weight(40, 1),
        };
        let buddy = SideWeights {
            goals: weight(30, 2),
            gives_back: weight(60, 4),
            field: weight(40, 1),
            slots: weight(10, 4),
            interests: weight(20, 4),
            no_clash: weight(40, 1),
            ways: weight(20, 3),
            ..SideWeights::default()
        };
        Self {
            version: 1,
            student,
            buddy,
        }
    }
}

/// A fit with its parts: each part and its points, without the ones of 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The sum of all points of both sides.
    pub total: u32,
    pub student: Vec<(Part, u32)>,
    pub buddy: Vec<(Part, u32)>,
}

impl Score {
    /// How well a student and a buddy fit. Whether they may be matched is
    /// [`crate::why_not`]'s to say.
    #[must_use]
    pub fn of(student: &Profile, buddy: &Profile, weights: &Weights) -> Self {
        let student_parts = side(student, buddy, &weights.student);
        let buddy_parts = side(buddy, student, &weights.buddy);
        let total = student_parts
            .iter()
            .chain(&buddy_parts)
            .map(|(_, points)| points)
            .sum();
        Self {
            total,
            student: student_parts,
            buddy: buddy_parts,
        }
    }

    /// The points of a part, both sides together.
    #[must_use]
    pub fn points_of(&self, part: Part) -> u32 {
        let parts = self.student.iter().chain(&self.buddy);
        let of_part = parts.filter(|(its, _)| *its == part);
        of_part.map(|(_, points)| points).sum()
    }

    /// The student's side and the buddy's side, as a batch wants them.
    #[must_use]
    pub fn sides(&self) -> (u32, u32) {
        let sum = |parts: &[(Part, u32)]| parts.iter().map(|(_, points)| points).sum();
        (sum(&self.student), sum(&self.buddy))
    }
}

fn side(own: &Profile, other: &Profile, weights: &SideWeights) -> Vec<(Part, u32)> {
    let points = |part: Part| (part, weights.of(part).of(part.count(own, other)));
    Part::ALL
        .into_iter()
        .map(points)
        .filter(|(_, points)| *points > 0)
        .collect()
}
