//! Who is coupled to whom, and which pairs would rather have each other.

use std::cmp::Reverse;

use crate::instance::Instance;

/// For each student the position of the chosen option, or none.
pub(crate) type Matching = Vec<Option<u32>>;

/// Every student's options from most to least wanted: by score, ties by the order of the options.
/// Flat, in the layout of [`Instance::choices`].
pub(crate) struct Wishes(Vec<u32>);

impl Wishes {
    pub(crate) fn of(instance: &Instance) -> Self {
        let mut order = Vec::with_capacity(instance.choices.len());
        for student in 0..instance.students() {
            let start = order.len();
            let options = instance.options(student);
            order.extend((0_u32..).take(options.len()));
            order[start..].sort_by_key(|&at| Reverse(options[at as usize].score));
        }
        Self(order)
    }

    pub(crate) fn of_student(&self, instance: &Instance, student: usize) -> &[u32] {
        &self.0[instance.starts[student]..instance.starts[student + 1]]
    }
}

/// How much a buddy wants a student; larger is better. The order of students breaks ties.
pub(crate) type Liking = (u64, Reverse<u32>);

pub(crate) fn liking(buddy_score: u64, student: usize) -> Liking {
    (buddy_score, Reverse(narrow(student)))
}

/// Positions of students, buddies and options fit in 32 bits.
pub(crate) fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("fewer than 2^32 students, buddies and options")
}

/// The number of matched students and the sum of their scores.
pub(crate) fn worth(instance: &Instance, matching: &Matching) -> (usize, u128) {
    let mut worth = (0, 0);
    for (student, chosen) in matching.iter().enumerate() {
        if let Some(at) = chosen {
            worth.0 += 1;
            worth.1 += u128::from(instance.options(student)[*at as usize].score);
        }
    }
    worth
}

/// For each buddy the liking above which a student would get in: none when nobody can (no place
/// at all), the smallest liking there is when a place is free, else that of its last student.
pub(crate) fn thresholds(instance: &Instance, matching: &Matching) -> Vec<Option<Liking>> {
    let mut taken = vec![0_u64; instance.buddies()];
    let mut last: Vec<Option<Liking>> = vec![None; instance.buddies()];
    for (student, chosen) in matching.iter().enumerate() {
        let Some(at) = chosen else { continue };
        let choice = instance.options(student)[*at as usize];
        let buddy = choice.buddy as usize;
        let liking = liking(choice.buddy_score, student);
        taken[buddy] += 1;
        last[buddy] = Some(last[buddy].map_or(liking, |last| last.min(liking)));
    }
    for (buddy, last) in last.iter_mut().enumerate() {
        if taken[buddy] < instance.capacities[buddy] {
            *last = Some((0, Reverse(u32::MAX)));
        }
    }
    last
}

/// The blocking pairs of each student: options that the student wants more than what it has, at a
/// buddy with a free place or with a student it likes less.
pub(crate) fn blocking_by_student(instance: &Instance, matching: &Matching) -> Vec<u32> {
    let thresholds = thresholds(instance, matching);
    let blocking_of = |(student, chosen): (usize, &Option<u32>)| {
        let options = instance.options(student);
        let own = chosen.map(|at| (Reverse(options[at as usize].score), at));
        let blocks = (0_u32..).zip(options).filter(|&(at, choice)| {
            own.is_none_or(|own| (Reverse(choice.score), at) < own)
                && thresholds[choice.buddy as usize]
                    .is_some_and(|last| liking(choice.buddy_score, student) > last)
        });
        narrow(blocks.count())
    };
    matching.iter().enumerate().map(blocking_of).collect()
}

/// How many pairs block the matching.
pub(crate) fn blocking_pairs(instance: &Instance, matching: &Matching) -> u64 {
    blocking_by_student(instance, matching)
        .into_iter()
        .map(u64::from)
        .sum()
}
