//! Spreads first places: a buddy stands first in no more lists than twice its free places.

use crate::best;
use crate::instance::{Choice, Instance};
use crate::topk::Ranked;

/// How many first places a buddy may have for each free place.
const FIRST_PLACES: u64 = 2;

/// Reorders lists so that no buddy stands first more often than twice its free places. Nobody is
/// removed and nobody but the new first moves up: as many lists as can be keep to the rule, and
/// among those ways the one that moves buddies up the least is taken. Gives the positions of the
/// lists for which no buddy with room was left; they stay as they were.
pub fn spread_first_places(lists: &mut [Vec<Ranked>], free: &[u32]) -> Vec<usize> {
    let instance = as_instance(lists, free);
    let seats = best::solve(&instance).matching;
    let mut crowded = Vec::new();
    for (at, (list, seat)) in lists.iter_mut().zip(seats).enumerate() {
        match seat {
            Some(first) => list[..=first as usize].rotate_right(1),
            None if list.is_empty() => {}
            None => crowded.push(at),
        }
    }
    crowded
}

/// Moves the first buddy with room to the front of one list, when the others are fixed already.
/// `stands_first` says in how many other lists a buddy stands first. Says whether there was room.
pub fn put_one_with_room_first(
    list: &mut [Ranked],
    stands_first: impl Fn(u32) -> u64,
    free: impl Fn(u32) -> u32,
) -> bool {
    let has_room =
        |ranked: &Ranked| stands_first(ranked.buddy) < FIRST_PLACES * u64::from(free(ranked.buddy));
    let first = list.iter().position(has_room);
    if let Some(first) = first {
        list[..=first].rotate_right(1);
    }
    first.is_some()
}

/// First places are places: a list is a student, and standing higher in it is a higher score.
fn as_instance(lists: &[Vec<Ranked>], free: &[u32]) -> Instance {
    let mut instance = Instance::empty();
    for (buddy, free) in free.iter().enumerate() {
        instance.buddy_ids.push(buddy.to_string().into_boxed_str());
        instance.capacities.push(FIRST_PLACES * u64::from(*free));
    }
    for (student, list) in lists.iter().enumerate() {
        instance
            .student_ids
            .push(student.to_string().into_boxed_str());
        for (score, ranked) in (1..=list.len() as u64).rev().zip(list) {
            let buddy_score = u64::from(ranked.score);
            instance.choices.push(Choice {
                buddy: ranked.buddy,
                score,
                buddy_score,
            });
        }
        instance.starts.push(instance.choices.len());
    }
    instance
}
