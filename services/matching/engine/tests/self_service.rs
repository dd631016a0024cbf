//! Lists for self-service: equal to brute force, and their scores add up.

mod drawn;

use drawn::{person, profile, weights};
use matching_engine::{
    Part, Person, Profile, Ranked, Score, Shelf, SideWeights, Standing, Weight, Weights, WhyNot,
    put_one_with_room_first, spread_first_places, why_not,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// By definition: score everybody who is not excluded, sort, cut.
fn brute_force(
    student: &Person,
    shelf: &[(Person, u32)],
    k: usize,
    weights: &Weights,
    blocked: &[u32],
) -> Vec<Ranked> {
    let mut all: Vec<Ranked> = (0_u32..)
        .zip(shelf)
        .filter(|(at, (buddy, free))| {
            why_not(student, buddy, *free, blocked.contains(at)).is_empty()
        })
        .map(|(buddy, (person, _))| Ranked {
            buddy,
            score: Score::of(&student.profile, &person.profile, weights).total,
        })
        .collect();
    all.sort_by_key(|ranked| (std::cmp::Reverse(ranked.score), ranked.buddy));
    all.truncate(k);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// More than are judged at once, so that some are left out together and some alone.
    #[test]
    fn the_top_of_a_long_shelf_is_that_of_brute_force(
        students in vec(person(), 5), shelf in vec((person(), 0_u32..3), 1_000..1_400),
        k in prop_oneof![1_usize..40, Just(700)], weights in weights(),
        blocked in prop::collection::btree_set(0_u32..1_400, 0..10),
    ) {
        let blocked: Vec<u32> = blocked.into_iter().collect();
        let index = Shelf::new(&shelf);
        for (student, blocked) in students.iter().flat_map(|one| [(one, &blocked[..]), (one, &[])]) {
            prop_assert_eq!(
                index.top(student, k, &weights, blocked),
                brute_force(student, &shelf, k, &weights, blocked)
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_top_is_that_of_brute_force(
        student in person(), shelf in vec((person(), 0_u32..3), 0..80), k in 0_usize..12,
        weights in weights(), blocked in prop::collection::btree_set(0_u32..80, 0..10),
        changes in vec((any::<prop::sample::Index>(), 0_u32..3), 0..10),
    ) {
        let blocked: Vec<u32> = blocked.into_iter().collect();
        let mut shelf = shelf;
        let mut index = Shelf::new(&shelf);
        prop_assert_eq!(index.top(&student, k, &weights, &blocked), brute_force(&student, &shelf, k, &weights, &blocked));
        let some = !shelf.is_empty();
        for (at, free) in changes.iter().copied().filter(|_| some) {
            let at = at.index(shelf.len());
            shelf[at].1 = free;
            index.set_free(u32::try_from(at).unwrap(), free);
        }
        prop_assert_eq!(index.top(&student, k, &weights, &blocked), brute_force(&student, &shelf, k, &weights, &blocked));
    }

    #[test]
    fn parts_add_up_and_name_each_part_once(a in profile(), b in profile(), weights in weights()) {
        let score = Score::of(&a, &b, &weights);
        let (student, buddy) = score.sides();
        prop_assert_eq!(score.total, student + buddy);
        for parts in [&score.student, &score.buddy] {
            prop_assert!(parts.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert!(parts.iter().all(|(_, points)| *points > 0));
        }
    }

    #[test]
    fn changing_seats_changes_sides(a in profile(), b in profile(), weights in weights()) {
        let turned = Weights { version: weights.version, student: weights.buddy, buddy: weights.student };
        let (one, other) = (Score::of(&a, &b, &weights), Score::of(&b, &a, &turned));
        prop_assert_eq!((one.student, one.buddy, one.total), (other.buddy, other.student, other.total));
    }

    #[test]
    fn what_is_shared_counts_the_same_from_both_sides(a in profile(), b in profile()) {
        for part in [Part::Field, Part::Route, Part::Learning, Part::Languages, Part::Slots, Part::Interests, Part::Ways, Part::Near] {
            prop_assert_eq!(part.count(&a, &b), part.count(&b, &a));
        }
        prop_assert_eq!(Part::Goals.count(&a, &b), Part::GivesBack.count(&b, &a));
    }

    #[test]
    fn first_places_are_spread(
        lists in vec(prop::sample::subsequence((0_u32..6).collect::<Vec<_>>(), 0..6).prop_shuffle(), 0..20),
        free in vec(0_u32..3, 6),
    ) {
        let ranked = |list: Vec<u32>| list.into_iter().map(|buddy| Ranked { buddy, score: 100 - buddy }).collect();
        let before: Vec<Vec<Ranked>> = lists.into_iter().map(ranked).collect();
        let mut after = before.clone();
        let crowded = spread_first_places(&mut after, &free);
        let keeps_the_rule = |at: &usize| !crowded.contains(at) && !after[*at].is_empty();
        let keeping: Vec<usize> = (0..after.len()).filter(keeps_the_rule).collect();
        for (buddy, places) in (0_u32..).zip(&free) {
            let first = keeping.iter().filter(|at| after[**at][0].buddy == buddy).count();
            prop_assert!(first <= 2 * *places as usize);
        }
        for (at, (old, new)) in before.iter().zip(&after).enumerate() {
            let Some(first) = new.first() else { continue };
            let others = |list: &[Ranked]| list.iter().filter(|r| *r != first).copied().collect::<Vec<_>>();
            prop_assert_eq!(others(old), others(new), "only the first moves");
            prop_assert_eq!(old.len(), new.len());
            // A list is only left crowded when none of its buddies had room.
            let full = |r: &Ranked| {
                let first = keeping.iter().filter(|k| after[**k][0].buddy == r.buddy).count();
                first == 2 * free[r.buddy as usize] as usize
            };
            prop_assert!(!crowded.contains(&at) || old.iter().all(full));
        }
        prop_assert!(!crowded.iter().any(|at| before[*at] != after[*at]));
    }
}

fn fitting() -> (Person, Person) {
    let profile = Profile {
        languages: 1,
        slots: 1,
        regions: 1,
        ..Profile::default()
    };
    let standing = Standing {
        active: true,
        willing: true,
        ..Standing::default()
    };
    (Person { profile, standing }, Person { profile, standing })
}

#[test]
fn each_hard_rule_names_its_reason_and_is_silent_when_kept() {
    type Change = fn(&mut Person, &mut Person);
    let one_reason: [(Change, WhyNot); 10] = [
        (|s, _| s.standing.active = false, WhyNot::StudentNotActive),
        (|s, _| s.standing.willing = false, WhyNot::StudentNotWilling),
        (|_, b| b.standing.active = false, WhyNot::BuddyNotActive),
        (|_, b| b.standing.willing = false, WhyNot::BuddyNotWilling),
        (|s, _| s.profile.languages = 2, WhyNot::NoCommonLanguage),
        (|_, b| b.profile.slots = 2, WhyNot::NoCommonTime),
        (
            |s, b| (s.profile.asynchronous, b.profile.slots) = (true, 2),
            WhyNot::NoCommonTime,
        ),
        (
            |s, b| (s.profile.online, b.profile.regions) = (true, 2),
            WhyNot::TooFar,
        ),
        (|s, _| s.standing.minor = true, WhyNot::AgeRule),
        (|_, b| b.standing.minor = true, WhyNot::AgeRule),
    ];
    for (change, reason) in one_reason {
        let (mut student, mut buddy) = fitting();
        assert_eq!(why_not(&student, &buddy, 1, false), []);
        change(&mut student, &mut buddy);
        assert_eq!(why_not(&student, &buddy, 1, false), [reason]);
    }
    let (student, buddy) = fitting();
    assert_eq!(
        why_not(&student, &buddy, 0, true),
        [WhyNot::NoFreePlace, WhyNot::Blocked]
    );
    let kept: [Change; 4] = [
        |s, b| {
            (
                s.profile.slots,
                s.profile.asynchronous,
                b.profile.asynchronous,
            ) = (2, true, true);
        },
        |s, b| (s.profile.regions, s.profile.online, b.profile.online) = (2, true, true),
        |s, b| (s.standing.minor, b.standing.certified) = (true, true),
        |s, b| (b.standing.minor, s.standing.certified) = (true, true),
    ];
    for change in kept {
        let (mut student, mut buddy) = fitting();
        change(&mut student, &mut buddy);
        assert_eq!(why_not(&student, &buddy, 1, false), []);
    }
}

#[test]
fn one_list_takes_the_first_buddy_with_room() {
    let list = [5, 6, 7].map(|buddy| Ranked { buddy, score: 10 });
    let order = |list: [Ranked; 3]| list.map(|ranked| ranked.buddy);
    let mut crowded_first = list;
    let first_places = |buddy| if buddy == 5 { 2 } else { 1 };
    assert!(put_one_with_room_first(
        &mut crowded_first,
        first_places,
        |_| 1
    ));
    assert_eq!(order(crowded_first), [6, 5, 7]);
    let mut all_full = list;
    assert!(!put_one_with_room_first(&mut all_full, |_| 0, |_| 0));
    assert_eq!(order(all_full), [5, 6, 7]);
}

#[test]
fn a_policy_file_is_read_and_a_misspelt_part_is_refused() {
    let weights: Weights = serde_json::from_str(
        r#"{"version":7,"student":{"goals":{"points":9,"at_most":2},"wished-route":{"points":1,"at_most":1}},"buddy":{}}"#,
    )
    .unwrap();
    assert_eq!((weights.version, weights.student.goals.points), (7, 9));
    assert_eq!(
        weights.student.wished_route,
        Weight {
            points: 1,
            at_most: 1
        }
    );
    assert_eq!(weights.buddy, SideWeights::default());
    let misspelt = r#"{"version":7,"student":{"gaols":{"points":9,"at_most":2}},"buddy":{}}"#;
    assert!(serde_json::from_str::<Weights>(misspelt).is_err());
}
