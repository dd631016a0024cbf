//! The pairs that are written down, as an instance without names.

use crate::instance::{Choice, Instance};
use crate::topk::Ranked;

/// An instance of these lists; ids stay empty, because only positions count here, and the buddies'
/// sides stay 0, because they only rank.
pub(super) fn instance(lists: &[Vec<Ranked>], places: &[u32]) -> Instance {
    let mut instance = Instance::empty();
    instance.buddy_ids.resize(places.len(), Box::default());
    instance.capacities = places.iter().map(|&places| u64::from(places)).collect();
    instance.student_ids.resize(lists.len(), Box::default());
    instance
        .choices
        .reserve_exact(lists.iter().map(Vec::len).sum());
    for list in lists {
        instance.choices.extend(list.iter().copied().map(choice));
        instance.starts.push(instance.choices.len());
    }
    instance
}

fn choice(ranked: Ranked) -> Choice {
    Choice {
        buddy: ranked.buddy,
        score: u64::from(ranked.score),
        buddy_score: 0,
    }
}

/// The same instance with more options, behind those that each student has. Says whether there
/// are any.
pub(super) fn extend(instance: &mut Instance, more: &[Vec<Ranked>]) -> bool {
    let added: usize = more.iter().map(Vec::len).sum();
    if added == 0 {
        return false;
    }
    let mut choices = Vec::with_capacity(instance.choices.len() + added);
    let mut starts = vec![0];
    for (student, more) in more.iter().enumerate() {
        choices.extend_from_slice(instance.options(student));
        choices.extend(more.iter().copied().map(choice));
        starts.push(choices.len());
    }
    (instance.choices, instance.starts) = (choices, starts);
    true
}
