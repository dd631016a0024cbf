//! The exact best buddies for one student, without an approximate index.
//!
//! Profiles stand in columns, grouped by where people can meet, so that a student looks only at
//! groups within reach. Each candidate is scored in three stages, from the part that weighs most
//! to the rest, and dropped as soon as even full marks in what is left could not bring it in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::profile::{Person, Profile, age_rule_holds, share_a_language, share_a_time};
use crate::score::{Part, Weights};

/// A buddy in a list: its position among the buddies, and the score of both sides together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    pub buddy: u32,
    pub score: u32,
}

/// All buddies that self-service can propose. Their order is the drawn lottery: it breaks ties.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    groups: Vec<Group>,
    /// Group and row of each buddy.
    places: Vec<(u32, u32)>,
}

/// Buddies who can meet in exactly the same regions, and all online or all not.
#[derive(Debug, Clone, Default)]
struct Group {
    regions: u64,
    online: bool,
    /// Positions among all buddies, ascending.
    buddies: Vec<u32>,
    free: Vec<u32>,
    goals: Vec<Goals>,
    people: Vec<Person>,
}

/// The column of the first stage.
#[derive(Debug, Clone, Copy)]
struct Goals {
    wants: u64,
    offers: u64,
}

/// Parts by stage, the one that usually decides first.
const STAGES: [&[Part]; 3] = [
    &[Part::Goals, Part::GivesBack],
    &[
        Part::WishedRoute,
        Part::Field,
        Part::Route,
        Part::NoClash,
        Part::Interests,
    ],
    &[
        Part::Learning,
        Part::Languages,
        Part::Slots,
        Part::Ways,
        Part::Near,
    ],
];

impl Shelf {
    /// Puts buddies, with their free places, on the shelf.
    #[must_use]
    pub fn new(buddies: &[(Person, u32)]) -> Self {
        let mut shelf = Self::default();
        let mut group_of: BTreeMap<(u64, bool), usize> = BTreeMap::new();
        for (buddy, (person, free)) in (0_u32..).zip(buddies) {
            let key = (person.profile.regions, person.profile.online);
            let at = *group_of.entry(key).or_insert_with(|| {
                let (regions, online) = key;
                shelf.groups.push(Group {
                    regions,
                    online,
                    ..Group::default()
                });
                shelf.groups.len() - 1
            });
            let group = &mut shelf.groups[at];
            shelf.places.push((narrow(at), narrow(group.buddies.len())));
            let Profile { wants, offers, .. } = person.profile;
            group.buddies.push(buddy);
            group.free.push(*free);
            group.goals.push(Goals { wants, offers });
            group.people.push(*person);
        }
        shelf
    }

    /// Notes how many places this buddy has left.
    pub fn set_free(&mut self, buddy: u32, free: u32) {
        let (group, row) = self.places[buddy as usize];
        self.groups[group as usize].free[row as usize] = free;
    }

    /// The `k` highest scores among the buddies whom no hard rule excludes, highest first, ties by
    /// position. `blocked` holds positions in ascending order.
    #[must_use]
    pub fn top(
        &self,
        student: &Person,
        k: usize,
        weights: &Weights,
        blocked: &[u32],
    ) -> Vec<Ranked> {
        let may_look = student.standing.active && student.standing.willing && k > 0;
        let mut search = Search::new(student, k, weights, blocked);
        for group in self.groups.iter().filter(|_| may_look) {
            let online = group.online && student.profile.online;
            if online || group.regions & student.profile.regions != 0 {
                search.look_through(group);
            }
        }
        search.best()
    }
}

/// One student's search.
struct Search<'s> {
    student: &'s Person,
    k: usize,
    weights: &'s Weights,
    blocked: &'s [u32],
    /// Full marks in the stages after each stage.
    rest: [u32; 3],
    kept: BinaryHeap<Reverse<(u32, Reverse<u32>)>>,
}

impl<'s> Search<'s> {
    fn new(student: &'s Person, k: usize, weights: &'s Weights, blocked: &'s [u32]) -> Self {
        let most = |stage: &[Part]| -> u32 {
            stage
                .iter()
                .map(|part| full_marks(*part, &student.profile, weights))
                .sum()
        };
        let last = most(STAGES[2]);
        let rest = [most(STAGES[1]) + last, last, 0];
        let kept = BinaryHeap::with_capacity(k.min(1024) + 1);
        Self {
            student,
            k,
            weights,
            blocked,
            rest,
            kept,
        }
    }

    fn look_through(&mut self, group: &Group) {
        for row in 0..group.buddies.len() {
            let goals = group.goals[row];
            let first = self.goals(goals);
            let buddy = group.buddies[row];
            if group.free[row] == 0 || !self.could_enter(first + self.rest[0], buddy) {
                continue;
            }
            if let Some(score) = self.score(first, &group.people[row], buddy) {
                self.keep(score, buddy);
            }
        }
    }

    fn goals(&self, other: Goals) -> u32 {
        let own = &self.student.profile;
        let helped = (own.wants & other.offers).count_ones();
        let helping = (own.offers & other.wants).count_ones();
        self.weights.student.goals.of(helped)
            + self.weights.student.gives_back.of(helping)
            + self.weights.buddy.goals.of(helping)
            + self.weights.buddy.gives_back.of(helped)
    }

    /// The score, unless a hard rule excludes the buddy or it cannot come in any more.
    fn score(&self, first: u32, buddy: &Person, position: u32) -> Option<u32> {
        let (own, other) = (&self.student.profile, &buddy.profile);
        let allowed = buddy.standing.active
            && buddy.standing.willing
            && share_a_language(own, other)
            && share_a_time(own, other)
            && age_rule_holds(&self.student.standing, &buddy.standing);
        if !allowed {
            return None;
        }
        let mut score = first;
        for (stage, rest) in STAGES.iter().zip(self.rest).skip(1) {
            for part in *stage {
                score += self.weights.student.of(*part).of(part.count(own, other));
                score += self.weights.buddy.of(*part).of(part.count(other, own));
            }
            if !self.could_enter(score + rest, position) {
                return None;
            }
        }
        self.blocked
            .binary_search(&position)
            .is_err()
            .then_some(score)
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        self.kept.len() < self.k
            || self
                .kept
                .peek()
                .is_some_and(|Reverse(last)| (score, Reverse(buddy)) > *last)
    }

    fn keep(&mut self, score: u32, buddy: u32) {
        self.kept.push(Reverse((score, Reverse(buddy))));
        if self.kept.len() > self.k {
            self.kept.pop();
        }
    }

    fn best(self) -> Vec<Ranked> {
        let sorted = self.kept.into_sorted_vec().into_iter();
        sorted
            .map(|Reverse((score, Reverse(buddy)))| Ranked { buddy, score })
            .collect()
    }
}

/// The most that any buddy can get for a part from this student, both sides together.
fn full_marks(part: Part, own: &Profile, weights: &Weights) -> u32 {
    // Everything that the other could have; the clash part counts at most once by itself.
    let all = Profile {
        wants: !0,
        offers: !0,
        fields: !0,
        routes: !0,
        wished_routes: !0,
        learning: !0,
        ways: !0,
        slots: !0,
        languages: !0,
        interests: !0,
        regions: !0,
        ..Profile::default()
    };
    let (mine, theirs) = match part {
        Part::NoClash => (1, 1),
        _ => (part.count(own, &all), part.count(&all, own)),
    };
    weights.student.of(part).of(mine) + weights.buddy.of(part).of(theirs)
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("fewer than 2^32 buddies")
}
