//! What a run gave to groups of students, with how sure that is.
//!
//! Groups are opaque labels (of region, school type, leerweg, language, age bracket: whatever the
//! caller counts by): they come in after the run, so that none of them can enter a score. Groups
//! under [`SMALLEST_GROUP`] are left out, because a share of few people tells of persons.
//!
//! Intervals of 95 %: for shares Wilson's score interval (E. B. Wilson, "Probable inference, the
//! law of succession, and statistical inference", JASA 22, 1927); for the median waiting time the
//! two order statistics whose ranks are Wilson's bounds around one half (after Conover, "Practical
//! Nonparametric Statistics", 1999, section 3.2).

use std::collections::BTreeMap;

/// No group below this is reported.
pub const SMALLEST_GROUP: usize = 50;

/// How many standard deviations a two-sided interval of 95 % spans each way.
const Z: f64 = 1.959_963_984_540_054;

/// What the run did for one student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// One label for each dimension, in the same order for everybody; none where it is not known.
    pub labels: Vec<Option<u32>>,
    pub matched: bool,
    /// Matched with one of the five buddies that suit the student most.
    pub in_own_top_5: bool,
    /// Days until the match, or so far.
    pub waited_days: u32,
}

/// What one group got.
#[derive(Debug, Clone, PartialEq)]
pub struct Fairness {
    /// Position of the dimension, and the label in it.
    pub dimension: usize,
    pub label: u32,
    pub students: usize,
    pub matched: Share,
    /// Of all students of the group, matched or not.
    pub in_own_top_5: Share,
    pub waiting: Waiting,
}

/// A share with its interval, each between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    pub count: usize,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// The median waiting time with its interval. Who is not matched counts as waiting longer than
/// anybody who is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub median: Between,
    pub low: Between,
    pub high: Between,
}

/// A time until a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    Days(u32),
    /// That part of the group is waiting still.
    StillWaiting,
}

/// The report of a run: every group of at least [`SMALLEST_GROUP`], by dimension and label.
#[must_use]
pub fn fairness(outcomes: &[Outcome]) -> Vec<Fairness> {
    let mut groups: BTreeMap<(usize, u32), Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        for (dimension, label) in outcome.labels.iter().enumerate() {
            if let Some(label) = label {
                groups.entry((dimension, *label)).or_default().push(outcome);
            }
        }
    }
    groups.retain(|_, students| students.len() >= SMALLEST_GROUP);
    let report = groups.into_iter().map(|((dimension, label), students)| {
        let count = |is: fn(&Outcome) -> bool| students.iter().filter(|one| is(one)).count();
        Fairness {
            dimension,
            label,
            students: students.len(),
            matched: Share::of(count(|one| one.matched), students.len()),
            in_own_top_5: Share::of(count(|one| one.matched && one.in_own_top_5), students.len()),
            waiting: Waiting::of(&students),
        }
    });
    report.collect()
}

impl Share {
    /// So many out of `all`, which is at least 1.
    #[must_use]
    pub fn of(count: usize, all: usize) -> Self {
        let (low, high) = wilson(real(count), real(all));
        Self {
            count,
            share: real(count) / real(all),
            low,
            high,
        }
    }
}

/// Wilson's interval for a share of `count` in `all`.
fn wilson(count: f64, all: f64) -> (f64, f64) {
    let share = count / all;
    let shrink = 1.0 + Z * Z / all;
    let centre = (share + Z * Z / (2.0 * all)) / shrink;
    let spread = Z / shrink * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    // Of none and of all, rounding must not leave the share outside its interval.
    (
        (centre - spread).clamp(0.0, share),
        (centre + spread).clamp(share, 1.0),
    )
}

impl Waiting {
    fn of(students: &[&Outcome]) -> Self {
        let mut times: Vec<Between> = students
            .iter()
            .map(|one| {
                if one.matched {
                    Between::Days(one.waited_days)
                } else {
                    Between::StillWaiting
                }
            })
            .collect();
        times.sort_unstable();
        let all = times.len();
        let (low, _) = wilson(real(all) / 2.0, real(all));
        // Rounded outwards: as many from the low end as from the high end.
        let outside = whole(low * real(all));
        Self {
            median: times[(all - 1) / 2],
            low: times[outside.saturating_sub(1)],
            high: times[all - outside.max(1)],
        }
    }
}

/// Counts of people are exact as real numbers.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 people")]
fn real(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rank between 0 and a count of people, rounded down on purpose"
)]
fn whole(rank: f64) -> usize {
    rank as usize
}
