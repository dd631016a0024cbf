//! Rule `stable`: student-proposing deferred acceptance with capacities.
//!
//! No student and buddy would both rather have each other, every student gets the best buddy that
//! any stable matching gives, and nobody gains by misstating a wish (Gale and Shapley 1962;
//! Dubins and Freedman 1981). Linear in the number of options, but for the heaps.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::instance::Instance;
use crate::matching::{Liking, Matching, Wishes, liking};

pub(crate) fn solve(instance: &Instance) -> Matching {
    let nobody = vec![None; instance.students()];
    around(instance, &Wishes::of(instance), &nobody)
}

/// Deferred acceptance among the students that `fixed` leaves without a buddy; the others keep
/// theirs. With nobody fixed the result is stable.
pub(crate) fn around(instance: &Instance, wishes: &Wishes, fixed: &[Option<u32>]) -> Matching {
    let mut places = instance.capacities.clone();
    for (student, at) in fixed
        .iter()
        .enumerate()
        .filter_map(|(s, at)| at.map(|at| (s, at)))
    {
        places[instance.options(student)[at as usize].buddy as usize] -= 1;
    }
    let mut held: Vec<BinaryHeap<Reverse<Liking>>> = vec![BinaryHeap::new(); places.len()];
    let mut next = vec![0_u32; instance.students()];
    let mut matching = fixed.to_vec();

    for first in (0..instance.students()).filter(|&student| fixed[student].is_none()) {
        let mut proposer = Some(first);
        while let Some(student) = proposer {
            let wish = wishes
                .of_student(instance, student)
                .get(next[student] as usize);
            let Some(&at) = wish else { break };
            next[student] += 1;
            let choice = instance.options(student)[at as usize];
            let buddy = choice.buddy as usize;
            if places[buddy] == 0 {
                continue;
            }
            matching[student] = Some(at);
            held[buddy].push(Reverse(liking(choice.buddy_score, student)));
            proposer = None;
            if held[buddy].len() as u64 > places[buddy] {
                let refused = held[buddy]
                    .pop()
                    .map(|Reverse((_, Reverse(refused)))| refused);
                proposer = refused.map(|refused| refused as usize);
            }
            if let Some(refused) = proposer {
                matching[refused] = None;
            }
        }
    }
    matching
}
