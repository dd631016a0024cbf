//! Why a buddy is in a student's list, or why not, and the smallest change that would help.
//!
//! A change is only told when it was tried: the list is looked through again as it would be then.

mod change;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

pub use self::change::Change;
use self::change::Two;
use crate::profile::{Person, WhyNot, why_not};
use crate::score::{Part, Score, Weights};
use crate::topk::{Ranked, Shelf, Sieve};

/// With more choices than this at once, nobody would call it a small change.
pub const MOST_CHOICES: usize = 3;

/// Where a buddy stands for a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placing {
    /// In the list, at this place counted from 1.
    Proposed { place: usize },
    /// Not in the list.
    NotProposed {
        reason: Reason,
        /// The fewest changes with which it would be; none when no [`MOST_CHOICES`] choices of
        /// the student (and what others have to decide) suffice.
        change: Option<Vec<Change>>,
    },
}

/// Why a buddy is not in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Hard rules exclude it: all that do, in the order in which they are asked.
    Excluded(Vec<WhyNot>),
    /// Others fit better.
    Outranked {
        score: u32,
        /// The score of the last in the list.
        last: u32,
        /// The part in which the buddy misses most beside the last, and how much.
        misses: Option<(Part, u32)>,
    },
}

/// A list with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The best, each with the parts of its score.
    pub list: Vec<(Ranked, Score)>,
    /// The first buddy after them, and why it is not among them.
    pub next: Option<(u32, Placing)>,
}

impl Shelf {
    /// Where this buddy stands for a student whose list has `k` places.
    #[must_use]
    pub fn placing(
        &self,
        student: &Person,
        buddy: u32,
        k: usize,
        weights: &Weights,
        blocked: &[u32],
    ) -> Placing {
        let top = self.top(student, k, weights, blocked);
        let question = Question {
            shelf: self,
            buddy,
            top: &top,
            k,
            weights,
            blocked,
        };
        question.answer(student)
    }

    /// The list of a student with its parts, and why the next buddy is not in it.
    #[must_use]
    pub fn explain(
        &self,
        student: &Person,
        k: usize,
        weights: &Weights,
        blocked: &[u32],
    ) -> Explained {
        let mut top = self.top(student, k + 1, weights, blocked);
        let next = (top.len() > k).then(|| top.pop()).flatten();
        let next = next.map(|next| {
            let question = Question {
                shelf: self,
                buddy: next.buddy,
                top: &top,
                k,
                weights,
                blocked,
            };
            (next.buddy, question.answer(student))
        });
        let with_parts = |ranked: Ranked| {
            let profile = &self.person(ranked.buddy).profile;
            (ranked, Score::of(&student.profile, profile, weights))
        };
        Explained {
            list: top.into_iter().map(with_parts).collect(),
            next,
        }
    }
}

struct Question<'q> {
    shelf: &'q Shelf,
    buddy: u32,
    /// The list of the student as it is now.
    top: &'q [Ranked],
    k: usize,
    weights: &'q Weights,
    blocked: &'q [u32],
}

impl Question<'_> {
    fn answer(&self, student: &Person) -> Placing {
        let is_it = |ranked: &Ranked| ranked.buddy == self.buddy;
        if let Some(at) = self.top.iter().position(is_it) {
            return Placing::Proposed { place: at + 1 };
        }
        let two = Two {
            student: *student,
            buddy: *self.shelf.person(self.buddy),
            free: self.shelf.free(self.buddy),
        };
        let broken = self.broken_rules(&two);
        let last = self.last();
        let reason = match last {
            Some(last) if broken.is_empty() => self.outranked(&two, last),
            _ => Reason::Excluded(broken),
        };
        let change = self.smallest_change(&two, last);
        Placing::NotProposed { reason, change }
    }

    fn is_blocked(&self) -> bool {
        self.blocked.binary_search(&self.buddy).is_ok()
    }

    fn broken_rules(&self, two: &Two) -> Vec<WhyNot> {
        why_not(&two.student, &two.buddy, two.free, self.is_blocked())
    }

    /// The last of a full list.
    fn last(&self) -> Option<Ranked> {
        let is_full = self.top.len() == self.k;
        self.top.last().copied().filter(|_| is_full)
    }

    fn outranked(&self, two: &Two, last: Ranked) -> Reason {
        let own = Score::of(&two.student.profile, &two.buddy.profile, self.weights);
        let other = &self.shelf.person(last.buddy).profile;
        let other = Score::of(&two.student.profile, other, self.weights);
        let misses = Part::ALL.into_iter().map(|part| {
            let misses = other.points_of(part).saturating_sub(own.points_of(part));
            (part, misses)
        });
        Reason::Outranked {
            score: own.total,
            last: last.score,
            misses: misses
                .max_by_key(|(part, misses)| (*misses, Reverse(*part)))
                .filter(|(_, misses)| *misses > 0),
        }
    }

    /// Whether the buddy would be in the list, if the two were like this.
    fn would_be_in(&self, two: &Two) -> bool {
        if self.k == 0 || !self.broken_rules(two).is_empty() {
            return false;
        }
        let than = (self.total(two), Reverse(self.buddy));
        if self.stay_before(than, two) >= self.k {
            return false;
        }
        let mut better = Better {
            than,
            blocked: self.blocked,
            count: 0,
            enough: self.k,
        };
        self.shelf.scan(&two.student, self.weights, &mut better);
        better.count < self.k
    }

    /// How many of the list would still stand before the buddy: no change of the student's takes
    /// anybody out of its reach. Where that is the whole list, nobody else need be looked at.
    fn stay_before(&self, than: (u32, Reverse<u32>), two: &Two) -> usize {
        let stays = |ranked: &&Ranked| {
            let other = Two {
                buddy: *self.shelf.person(ranked.buddy),
                ..*two
            };
            (self.total(&other), Reverse(ranked.buddy)) > than
        };
        self.top.iter().filter(stays).count()
    }

    fn total(&self, two: &Two) -> u32 {
        let (own, other) = (&two.student.profile, &two.buddy.profile);
        self.weights.student.points(own, other) + self.weights.buddy.points(other, own)
    }

    fn smallest_change(&self, two: &Two, last: Option<Ranked>) -> Option<Vec<Change>> {
        let never = !two.student.standing.active || !two.buddy.standing.active;
        if never || self.is_blocked() {
            return None;
        }
        let needed = two.needed();
        let choices = two.choices();
        (0..=MOST_CHOICES).find_map(|count| {
            let tries = self.tries(two, &needed, &sets_of(&choices, count), last);
            let helps = |changes: &Vec<Change>| self.would_be_in(&two.after(changes));
            tries.into_iter().find(helps)
        })
    }

    /// Changes worth a try, those that help this buddy most first. Others never score less for
    /// what is added, but for an interest that they dislike: so who cannot reach the last of the
    /// list as it is now need not be tried.
    fn tries(
        &self,
        two: &Two,
        needed: &[Change],
        sets: &[Vec<Change>],
        last: Option<Ranked>,
    ) -> Vec<Vec<Change>> {
        let mut tries = Vec::new();
        for set in sets {
            let changes = [needed, set].concat();
            let after = two.after(&changes);
            if !self.broken_rules(&after).is_empty() {
                continue;
            }
            let total = self.total(&after);
            // An interest that others dislike takes this from them, once.
            let lowers = set.iter().any(|change| change.may_lower_others());
            let lost = u32::from(lowers) * self.weights.buddy.no_clash.of(1);
            let reaches = last.is_none_or(|last| {
                (total + lost, Reverse(self.buddy)) > (last.score, Reverse(last.buddy))
            });
            if reaches {
                tries.push((Reverse(total), changes));
            }
        }
        tries.sort_unstable();
        tries.into_iter().map(|(_, changes)| changes).collect()
    }
}

/// Every set of so many of these.
fn sets_of(choices: &[Change], count: usize) -> Vec<Vec<Change>> {
    let Some(smaller) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let mut sets = Vec::new();
    for (at, first) in choices.iter().enumerate() {
        for mut rest in sets_of(&choices[at + 1..], smaller) {
            rest.insert(0, *first);
            sets.push(rest);
        }
    }
    sets
}

/// Counts who stands before a buddy, until there are enough.
struct Better<'q> {
    than: (u32, Reverse<u32>),
    blocked: &'q [u32],
    count: usize,
    enough: usize,
}

impl Sieve for Better<'_> {
    fn floor(&self) -> u32 {
        self.than.0
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        let (_, Reverse(own)) = self.than;
        buddy != own && !self.is_done() && (score, Reverse(buddy)) > self.than
    }

    fn keep(&mut self, _score: u32, buddy: u32) {
        self.count += usize::from(self.blocked.binary_search(&buddy).is_err());
    }

    fn is_done(&self) -> bool {
        self.count >= self.enough
    }
}
