//! What a rule answers, in the form that `kansrijk match` writes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::instance::Instance;
use crate::matching::{Matching, blocking_pairs, worth};

/// The three ways to divide the places of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// No student and buddy would both rather have each other.
    #[default]
    Stable,
    /// Most students matched, then the highest total.
    Best,
    /// Towards `best` with at most so many blocking pairs; a heuristic.
    Balanced,
}

/// What a rule can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The cap on blocking pairs for [`Rule::Balanced`]; the other rules do not look at it.
    pub max_blocking: u64,
}

/// One student with one buddy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub student: String,
    pub buddy: String,
    /// The student's side.
    pub score: u64,
}

/// How far a result is from the optimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// No matching of the largest possible size has a higher total.
    pub dual_bound: u128,
    /// The bound minus the total: 0 for `best`. For `balanced` the distance in total to `best`; it
    /// says nothing of the number of students, and is 0 when fewer students have a higher total.
    pub gap: u128,
}

/// A result. Pairs and unmatched students stand in the order of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    pub rule: Rule,
    pub pairs: Vec<Pair>,
    /// Ids of the students without a buddy.
    pub unmatched: Vec<String>,
    /// The sum of the students' scores.
    pub total: u128,
    /// Absent for `stable`, which proves itself by having no blocking pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    pub blocking_pairs: u64,
    /// Milliseconds; 0 until the caller, who has a clock, calls [`Solution::took`].
    pub took_ms: f64,
    /// The dual prices behind the certificate, for whoever wants to check it.
    #[serde(skip)]
    pub prices: Option<Prices>,
}

impl Solution {
    pub(crate) fn new(instance: &Instance, rule: Rule, matching: &Matching) -> Self {
        let (mut pairs, mut unmatched) = (Vec::new(), Vec::new());
        for (student, chosen) in matching.iter().enumerate() {
            let id = instance.student_id(student).to_owned();
            let Some(at) = chosen else {
                unmatched.push(id);
                continue;
            };
            let choice = instance.options(student)[*at as usize];
            let buddy = instance.buddy_id(choice.buddy as usize).to_owned();
            pairs.push(Pair {
                student: id,
                buddy,
                score: choice.score,
            });
        }
        Self {
            rule,
            pairs,
            unmatched,
            total: worth(instance, matching).1,
            certificate: None,
            blocking_pairs: blocking_pairs(instance, matching),
            took_ms: 0.0,
            prices: None,
        }
    }

    pub(crate) fn proven(self, certificate: Certificate, prices: Prices) -> Self {
        Self {
            certificate: Some(certificate),
            prices: Some(prices),
            ..self
        }
    }

    /// Writes down how long solving took.
    #[must_use]
    pub fn took(mut self, duration: Duration) -> Self {
        self.took_ms = duration.as_secs_f64() * 1000.0;
        self
    }
}

/// Dual prices, in points times `scale`: with any `per_pair` and any prices of 0 or more,
/// `Σ places · price + Σ max(0, score + per_pair − price of the best option) − size · per_pair`
/// bounds the total of every matching of that size (weak duality of linear programming).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    pub scale: i128,
    /// What a pair is worth for being a pair.
    pub per_pair: i128,
    /// The price of one place, for each buddy.
    pub places: Vec<i128>,
}

impl Prices {
    /// The bound in whole points, for so many places.
    pub(crate) fn bound(&self, instance: &Instance, places: &[u32], size: usize) -> u128 {
        let bound = self.exact_bound(instance, places, size);
        u128::try_from(bound.div_euclid(self.scale)).unwrap_or(0)
    }

    /// The bound in points times `scale`.
    pub(crate) fn exact_bound(&self, instance: &Instance, places: &[u32], size: usize) -> i128 {
        let mut gains = 0;
        for student in 0..instance.students() {
            let gain = |choice: &crate::Choice| {
                i128::from(choice.score) * self.scale + self.per_pair
                    - self.places[choice.buddy as usize]
            };
            gains += instance
                .options(student)
                .iter()
                .map(gain)
                .max()
                .unwrap_or(0)
                .max(0);
        }
        self.bound_from(places, size, gains)
    }

    /// The same from what all students together gain from the best of their options.
    pub(crate) fn bound_from(&self, places: &[u32], size: usize, gains: i128) -> i128 {
        let mut bound = gains - self.per_pair * size as i128;
        for (price, places) in self.places.iter().zip(places) {
            bound += price * i128::from(*places);
        }
        bound
    }
}
