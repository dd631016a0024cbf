//! A whole programme at once, from profiles: the three rules over all feasible pairs.
//!
//! Nobody writes down all pairs: students get short lists of the buddies who suit them most, and
//! whoever else could matter is found by looking again, until nobody is left who could. The
//! student's side of the score counts, the buddy's side only ranks, as in an [`Instance`] file.
//! Between equals the order decides: of buddies for students, of students for buddies.
//!
//! [`Instance`]: crate::Instance

mod blocking;
mod compromise;
mod draws;
mod lists;
mod optimum;
mod pricing;
mod proposing;

use std::collections::BTreeMap;

use crate::check_draft::{DraftViolation, check_draft};
use crate::explain::Explained;
use crate::instance::Choice;
use crate::matching::narrow;
use crate::parallel;
use crate::profile::Person;
use crate::score::{SideWeights, Weights};
use crate::solution::{Certificate, Options, Prices, Rule};
use crate::topk::{Highest, Ranked, Shelf};

/// Everybody in one programme.
#[derive(Debug, Clone)]
pub struct Batch {
    pub(crate) students: Vec<Person>,
    /// Buddies with their free places.
    pub(crate) buddies: Vec<(Person, u32)>,
    /// For each student the buddies it may not be matched with, ascending.
    pub(crate) blocked: BTreeMap<u32, Vec<u32>>,
    pub(crate) weights: Weights,
    shelf: Shelf,
    /// The student's side alone.
    student_side: Weights,
    list_length: usize,
}

/// How many options a student starts with, unless it is said otherwise.
const LIST_LENGTH: usize = 32;

/// For each student the option it was given, or none.
type Seats = Vec<Option<Choice>>;

/// A proposal for a whole programme, in positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub rule: Rule,
    /// The buddy of each student, if any.
    pub buddies: Vec<Option<u32>>,
    /// The sum of the students' sides.
    pub total: u128,
    /// Over all feasible pairs; absent for `stable`.
    pub certificate: Option<Certificate>,
    pub prices: Option<Prices>,
    /// Among all feasible pairs.
    pub blocking_pairs: u64,
    pub effort: Effort,
}

/// What making a draft took, for whoever watches over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// How often all pairs that were not written down were looked at.
    pub rounds: u32,
    /// Pairs that were written down.
    pub pairs: usize,
}

/// A draft of which the checker says that it is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the checker found {} faults in a draft", .0.len())]
pub struct BrokenDraft(pub Vec<DraftViolation>);

impl Draft {
    /// How many students have a buddy.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.buddies.iter().flatten().count()
    }

    fn of(rule: Rule, seats: &Seats) -> Self {
        let given = || seats.iter().flatten();
        Self {
            rule,
            buddies: seats
                .iter()
                .map(|seat| seat.map(|choice| choice.buddy))
                .collect(),
            total: given().map(|choice| u128::from(choice.score)).sum(),
            certificate: None,
            prices: None,
            blocking_pairs: 0,
            effort: Effort::default(),
        }
    }
}

impl Batch {
    /// A programme of students and of buddies with free places. `blocked` holds (student, buddy)
    /// pairs of whom one blocked the other, or who may not meet for a reason of the caller's.
    #[must_use]
    pub fn new(
        students: Vec<Person>,
        buddies: Vec<(Person, u32)>,
        blocked: &[(u32, u32)],
        weights: Weights,
    ) -> Self {
        let mut by_student: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (student, buddy) in blocked {
            by_student.entry(*student).or_default().push(*buddy);
        }
        for buddies in by_student.values_mut() {
            buddies.sort_unstable();
        }
        let student_side = Weights {
            buddy: SideWeights::default(),
            ..weights
        };
        Self {
            shelf: Shelf::new(&buddies),
            students,
            buddies,
            blocked: by_student,
            weights,
            student_side,
            list_length: LIST_LENGTH,
        }
    }

    /// Starts every student with so many options, at least 1. No result depends on it, only the
    /// time and memory that it takes.
    #[must_use]
    pub fn with_lists_of(self, length: usize) -> Self {
        Self {
            list_length: length.max(1),
            ..self
        }
    }

    /// Divides the places by a rule, over all feasible pairs, and has the result checked by code
    /// that shares nothing with the rules.
    pub fn checked_draft(&self, rule: Rule, options: Options) -> Result<Draft, BrokenDraft> {
        let draft = self.draft(rule, options);
        let violations = check_draft(self, &draft, options).violations;
        if violations.is_empty() {
            Ok(draft)
        } else {
            Err(BrokenDraft(violations))
        }
    }

    /// Every student's list of `k` as self-service proposes it, with its reasons.
    #[must_use]
    pub fn explain(&self, k: usize) -> Vec<Explained> {
        parallel::for_each(self.students.len(), |student| {
            let (person, blocked) = (&self.students[student], self.blocked_of(student));
            self.shelf.explain(person, k, &self.weights, blocked)
        })
    }

    /// Divides the places by a rule, over all feasible pairs. Deterministic.
    #[must_use]
    pub fn draft(&self, rule: Rule, options: Options) -> Draft {
        match rule {
            Rule::Stable => self.stable(),
            Rule::Best => self.best(optimum::solve(self)),
            Rule::Balanced => compromise::solve(self, options.max_blocking),
        }
    }

    /// The draft of `best`, and every pair (student, buddy with its score for the student) that
    /// was written down for it. An optimum of those is one of all pairs, so that another solver can
    /// be asked the same.
    #[must_use]
    pub fn best_and_pairs(&self) -> (Draft, Vec<(u32, Ranked)>) {
        let best = optimum::solve(self);
        let pairs = best.written_down().collect();
        (self.best(best), pairs)
    }

    fn best(&self, best: optimum::Optimum) -> Draft {
        let blocking_pairs = self.blocking_pairs(&best.seats, u64::MAX);
        Draft {
            blocking_pairs,
            ..best.draft(Rule::Best)
        }
    }

    fn stable(&self) -> Draft {
        let lists = self.short_lists();
        let nobody = vec![None; self.students.len()];
        let (seats, rounds) = proposing::around(self, &lists, &nobody);
        let pairs = lists.iter().map(Vec::len).sum();
        Draft {
            effort: Effort { rounds, pairs },
            ..Draft::of(Rule::Stable, &seats)
        }
    }

    /// The options that suit each student most, best first.
    fn short_lists(&self) -> Vec<Vec<Ranked>> {
        parallel::for_each(self.students.len(), |student| {
            let (person, weights) = (&self.students[student], &self.student_side);
            let blocked = self.blocked_of(student);
            self.shelf.top(person, self.list_length, weights, blocked)
        })
    }

    /// How many options a student gets at a time when its list turns out to be too short.
    fn more_options(&self) -> usize {
        (self.list_length / 2).max(1)
    }

    /// The options that suit a student most among those that `may_enter` (score, buddy) lets in.
    fn highest(
        &self,
        student: usize,
        length: usize,
        may_enter: impl Fn(u32, u32) -> bool,
    ) -> Vec<Ranked> {
        let blocked = self.blocked_of(student);
        let may_enter =
            |score, buddy| blocked.binary_search(&buddy).is_err() && may_enter(score, buddy);
        let mut highest = Highest::new(length, may_enter);
        let person = &self.students[student];
        self.shelf.scan(person, &self.student_side, &mut highest);
        highest.in_order()
    }

    fn choice(&self, student: usize, ranked: Ranked) -> Choice {
        Choice {
            buddy: ranked.buddy,
            score: u64::from(ranked.score),
            buddy_score: u64::from(self.buddy_score(student, ranked.buddy)),
        }
    }

    fn score(&self, student: usize, buddy: u32) -> u32 {
        let other = &self.buddies[buddy as usize].0.profile;
        self.weights
            .student
            .points(&self.students[student].profile, other)
    }

    fn buddy_score(&self, student: usize, buddy: u32) -> u32 {
        let own = &self.buddies[buddy as usize].0.profile;
        self.weights
            .buddy
            .points(own, &self.students[student].profile)
    }

    fn blocked_of(&self, student: usize) -> &[u32] {
        self.blocked
            .get(&narrow(student))
            .map_or(&[], Vec::as_slice)
    }

    /// Places that can matter: nobody has more places than there are students.
    fn places(&self) -> Vec<u32> {
        let students = narrow(self.students.len());
        self.buddies
            .iter()
            .map(|(_, free)| (*free).min(students))
            .collect()
    }
}
