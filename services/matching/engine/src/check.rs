//! Checks a result from nothing but the instance and the written answer.
//!
//! Shares no code with the solvers, on purpose: it reads ids, counts for itself, and proves
//! optimality from the dual prices by weak duality, not by solving again.

use std::collections::HashMap;

use crate::instance::Instance;
use crate::solution::{Options, Rule, Solution};

/// What the checker found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Everything that is wrong; empty for a right result.
    pub violations: Vec<Violation>,
    pub matched: usize,
    /// The total, counted anew from the instance.
    pub total: u128,
    /// Blocking pairs, counted anew.
    pub blocking_pairs: u64,
    /// Whether no matching has more students.
    pub largest: bool,
    /// The bound that the dual prices prove, where the solution has prices.
    pub proven_bound: Option<u128>,
}

/// One thing that is wrong with a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    UnknownStudent(String),
    UnknownBuddy(String),
    /// A student stands in more than one place of the answer.
    StudentTwice(String),
    /// A student stands nowhere in the answer.
    StudentMissing(String),
    /// The pair is not among the student's options.
    NotAnOption {
        student: String,
        buddy: String,
    },
    /// The pair's score is not the student's.
    WrongScore {
        student: String,
        buddy: String,
    },
    OverCapacity {
        buddy: String,
        taken: u64,
        capacity: u64,
    },
    WrongTotal {
        written: u128,
        counted: u128,
    },
    WrongBlockingPairs {
        written: u64,
        counted: u64,
    },
    /// Rule `stable` with blocking pairs.
    NotStable,
    /// Rule `best`, and more students could be matched.
    NotLargest,
    /// Rule `best`, and the prices do not prove the total.
    NotProven,
    /// The certificate says something else than the prices, or its gap is not bound minus total.
    WrongCertificate,
    /// Rule `balanced` above its cap.
    AboveCap {
        counted: u64,
        cap: u64,
    },
}

/// Checks a solution of this instance, made with these options.
#[must_use]
pub fn check(instance: &Instance, solution: &Solution, options: Options) -> Report {
    let mut violations = Vec::new();
    let seats = Seats::read(instance, solution, &mut violations);
    seats.check_capacity(&mut violations);
    let total = seats.total();
    if total != solution.total {
        violations.push(Violation::WrongTotal {
            written: solution.total,
            counted: total,
        });
    }
    let blocking_pairs = seats.blocking_pairs();
    if blocking_pairs != solution.blocking_pairs {
        let written = solution.blocking_pairs;
        violations.push(Violation::WrongBlockingPairs {
            written,
            counted: blocking_pairs,
        });
    }
    let report = Report {
        violations,
        matched: seats.of_student.iter().flatten().count(),
        total,
        blocking_pairs,
        largest: !seats.can_grow(),
        proven_bound: proven_bound(instance, solution, &seats),
    };
    judge(report, solution, options)
}

/// What the rule itself promises.
fn judge(mut report: Report, solution: &Solution, options: Options) -> Report {
    let promises = match solution.rule {
        Rule::Stable => vec![(report.blocking_pairs == 0, Violation::NotStable)],
        Rule::Best => vec![
            (report.largest, Violation::NotLargest),
            (
                report.proven_bound == Some(report.total),
                Violation::NotProven,
            ),
            (
                certificate_holds(&report, solution),
                Violation::WrongCertificate,
            ),
        ],
        Rule::Balanced => {
            let (counted, cap) = (report.blocking_pairs, options.max_blocking);
            vec![
                (counted <= cap, Violation::AboveCap { counted, cap }),
                (solution.certificate.is_some(), Violation::WrongCertificate),
            ]
        }
    };
    let broken = promises.into_iter().filter(|(kept, _)| !kept);
    report
        .violations
        .extend(broken.map(|(_, violation)| violation));
    report
}

fn certificate_holds(report: &Report, solution: &Solution) -> bool {
    solution.certificate.is_some_and(|certificate| {
        Some(certificate.dual_bound) == report.proven_bound
            && report.total.checked_add(certificate.gap) == Some(certificate.dual_bound)
    })
}

/// Weak duality: at prices of 0 or more no matching of this size can be worth more than all places
/// at their price plus what each student would gain at most, less what the pairs were given.
fn proven_bound(instance: &Instance, solution: &Solution, seats: &Seats<'_>) -> Option<u128> {
    let prices = solution.prices.as_ref()?;
    let well_formed = prices.scale > 0
        && prices.places.len() == instance.buddies()
        && prices.places.iter().all(|price| *price >= 0);
    if !well_formed {
        return None;
    }
    let size = i128::try_from(seats.of_student.iter().flatten().count()).ok()?;
    let mut bound = prices.per_pair.checked_mul(size)?.checked_neg()?;
    let mut named = vec![0_u64; instance.buddies()];
    for student in 0..instance.students() {
        let mut most = 0;
        for option in instance.options(student) {
            named[option.buddy as usize] += 1;
            let gain = i128::from(option.score).checked_mul(prices.scale)?;
            let price = prices.places[option.buddy as usize];
            most = most.max(gain.checked_add(prices.per_pair)?.checked_sub(price)?);
        }
        bound = bound.checked_add(most)?;
    }
    for (buddy, price) in prices.places.iter().enumerate() {
        // Nobody can take more students than name it, whatever the places.
        let places = i128::from(instance.capacity(buddy).min(named[buddy]));
        bound = bound.checked_add(price.checked_mul(places)?)?;
    }
    u128::try_from(bound.div_euclid(prices.scale)).ok()
}

/// The answer in positions, as far as it can be read.
struct Seats<'i> {
    instance: &'i Instance,
    /// For each student the position of the option that was given.
    of_student: Vec<Option<usize>>,
    of_buddy: Vec<Vec<usize>>,
}

impl<'i> Seats<'i> {
    fn read(instance: &'i Instance, solution: &Solution, wrong: &mut Vec<Violation>) -> Self {
        let students = positions(instance.students(), |at| instance.student_id(at));
        let buddies = positions(instance.buddies(), |at| instance.buddy_id(at));
        let mut of_student = vec![None; instance.students()];
        let mut of_buddy = vec![Vec::new(); instance.buddies()];
        let mut seen = vec![false; instance.students()];
        let mut meet = |id: &String, wrong: &mut Vec<Violation>| -> Option<usize> {
            let Some(&student) = students.get(id.as_str()) else {
                wrong.push(Violation::UnknownStudent(id.clone()));
                return None;
            };
            if std::mem::replace(&mut seen[student], true) {
                wrong.push(Violation::StudentTwice(id.clone()));
                return None;
            }
            Some(student)
        };
        for pair in &solution.pairs {
            let Some(student) = meet(&pair.student, wrong) else {
                continue;
            };
            let Some(&buddy) = buddies.get(pair.buddy.as_str()) else {
                wrong.push(Violation::UnknownBuddy(pair.buddy.clone()));
                continue;
            };
            let options = instance.options(student);
            let (of, with) = (pair.student.clone(), pair.buddy.clone());
            let Some(at) = options
                .iter()
                .position(|option| option.buddy as usize == buddy)
            else {
                wrong.push(Violation::NotAnOption {
                    student: of,
                    buddy: with,
                });
                continue;
            };
            if options[at].score != pair.score {
                wrong.push(Violation::WrongScore {
                    student: of,
                    buddy: with,
                });
            }
            of_student[student] = Some(at);
            of_buddy[buddy].push(student);
        }
        for id in &solution.unmatched {
            meet(id, wrong);
        }
        let missing = (0..seen.len()).filter(|&student| !seen[student]);
        wrong.extend(
            missing.map(|at| Violation::StudentMissing(instance.student_id(at).to_owned())),
        );
        Self {
            instance,
            of_student,
            of_buddy,
        }
    }

    fn check_capacity(&self, wrong: &mut Vec<Violation>) {
        for (buddy, students) in self.of_buddy.iter().enumerate() {
            let (taken, capacity) = (students.len() as u64, self.instance.capacity(buddy));
            if taken > capacity {
                let buddy = self.instance.buddy_id(buddy).to_owned();
                wrong.push(Violation::OverCapacity {
                    buddy,
                    taken,
                    capacity,
                });
            }
        }
    }

    fn total(&self) -> u128 {
        let given = |(student, at): (usize, &Option<usize>)| {
            at.map(|at| u128::from(self.instance.options(student)[at].score))
        };
        self.of_student.iter().enumerate().filter_map(given).sum()
    }

    /// Pairs that would both rather have each other, straight from the definition.
    fn blocking_pairs(&self) -> u64 {
        let like = |student: usize, buddy: usize| {
            let options = self.instance.options(student).iter();
            let mut with = options.filter(|option| option.buddy as usize == buddy);
            with.next().map_or(0, |option| option.buddy_score)
        };
        // The student whom each buddy likes least: lowest buddy_score, then latest in the file.
        let least: Vec<Option<(u64, usize)>> = (0..self.of_buddy.len())
            .map(|buddy| {
                let students = self.of_buddy[buddy].iter();
                let liked = students.map(|&student| (like(student, buddy), student));
                liked.reduce(|a, b| {
                    if b.0 < a.0 || (b.0 == a.0 && b.1 > a.1) {
                        b
                    } else {
                        a
                    }
                })
            })
            .collect();
        let mut count = 0;
        for (student, own) in self.of_student.iter().enumerate() {
            let options = self.instance.options(student);
            for (at, option) in options.iter().enumerate() {
                let student_wants = own.is_none_or(|own| {
                    option.score > options[own].score
                        || (option.score == options[own].score && at < own)
                });
                let buddy = option.buddy as usize;
                let free = (self.of_buddy[buddy].len() as u64) < self.instance.capacity(buddy);
                let buddy_wants = free
                    || least[buddy].is_some_and(|(liked, last)| {
                        option.buddy_score > liked
                            || (option.buddy_score == liked && student < last)
                    });
                let has_places = self.instance.capacity(buddy) > 0;
                count += u64::from(student_wants && buddy_wants && has_places);
            }
        }
        count
    }

    /// Berge's theorem: more students fit exactly when some student without a buddy can be given
    /// one by letting others move along to a free place.
    fn can_grow(&self) -> bool {
        let mut reached: Vec<usize> = (0..self.of_student.len()).collect();
        reached.retain(|&student| self.of_student[student].is_none());
        let mut visited = vec![false; self.of_buddy.len()];
        while let Some(student) = reached.pop() {
            for option in self.instance.options(student) {
                let buddy = option.buddy as usize;
                if std::mem::replace(&mut visited[buddy], true) {
                    continue;
                }
                if (self.of_buddy[buddy].len() as u64) < self.instance.capacity(buddy) {
                    return true;
                }
                reached.extend(&self.of_buddy[buddy]);
            }
        }
        false
    }
}

fn positions<'i>(count: usize, id: impl Fn(usize) -> &'i str) -> HashMap<&'i str, usize> {
    (0..count).map(|at| (id(at), at)).collect()
}
