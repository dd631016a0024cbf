//! Who keeps their buddy of `best`: the search of rule `balanced`, over an instance as over profiles.
//!
//! A try hands some students their buddy of `best` and asks whether the matching that others complete around them is within
//! the cap. How many of an order may keep theirs is searched by halving; the count of blocking pairs is not monotone in it, so
//! this finds a good number, not the best one. Then those behind are tried one by one, as long as tries are left.

/// The search by halving ends where a try more could win less than this share.
const GRAIN: usize = 16;

/// Searches along an order of students; `is_within` takes the seats that are kept and says whether the cap is.
pub(crate) fn search<Seat: Copy>(
    best: &[Option<Seat>],
    order: &[usize],
    tries: usize,
    mut is_within: impl FnMut(&[Option<Seat>]) -> bool,
) {
    let mut kept = vec![None; best.len()];
    let longest = halve(order.len(), |length| {
        kept.fill(None);
        for &student in &order[..length] {
            kept[student] = best[student];
        }
        is_within(&kept)
    });
    kept.fill(None);
    for &student in &order[..longest] {
        kept[student] = best[student];
    }
    for &student in order[longest..].iter().take(tries) {
        kept[student] = best[student];
        if !is_within(&kept) {
            kept[student] = None;
        }
    }
}

/// A length up to `longest` that is within, and of which one not much longer is not.
fn halve(longest: usize, mut is_within: impl FnMut(usize) -> bool) -> usize {
    let (mut within, mut beyond) = (0, longest + 1);
    while within + (within / GRAIN).max(1) < beyond {
        let length = within.midpoint(beyond);
        if is_within(length) {
            within = length;
        } else {
            beyond = length;
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_is_found_closely() {
        for longest in [0, 1, 2, 17, 1_000] {
            for limit in 0..=longest {
                let found = halve(longest, |length| length <= limit);
                assert!(
                    found <= limit && found + found / GRAIN + 1 > limit,
                    "{found} of {limit}"
                );
            }
        }
    }

    #[test]
    fn who_stands_behind_one_that_does_not_fit_still_gets_a_try() {
        let best: Vec<Option<usize>> = (0..10).map(Some).collect();
        let order: Vec<usize> = (0..10).collect();
        let mut most = 0;
        search(&best, &order, 10, |kept| {
            let within = kept[3].is_none();
            if within {
                most = most.max(kept.iter().flatten().count());
            }
            within
        });
        assert_eq!(most, 9);
    }
}
