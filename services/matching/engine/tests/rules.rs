//! The three rules against brute force on small instances, and the checker against broken answers.

use matching_engine::{
    Choice, Instance, LARGEST, Options, Rule, Solution, Violation, check, solve,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Places per buddy, and per student the named buddies with both scores.
type Small = (Vec<u64>, Vec<Vec<(u64, u64, bool)>>);

/// Few buddies and scores, so that ties, shortages and empty lists are common.
fn small() -> impl Strategy<Value = Small> {
    let highest = prop_oneof![Just(0_u64), Just(1), Just(3), Just(1000), Just(LARGEST)];
    (1_usize..5, 0_usize..6, highest).prop_flat_map(|(buddies, students, highest)| {
        let option = (0..=highest, 0..=highest.min(4), any::<bool>());
        (vec(0_u64..3, buddies), vec(vec(option, buddies), students))
    })
}

fn instance((places, students): &Small) -> Instance {
    let buddies = places
        .iter()
        .enumerate()
        .map(|(b, places)| (format!("b{b}"), *places));
    let students = students.iter().enumerate().map(|(s, options)| {
        let named = (0_u32..).zip(options).filter(|(_, (_, _, named))| *named);
        let choices = named.map(|(buddy, &(score, buddy_score, _))| Choice {
            buddy,
            score,
            buddy_score,
        });
        // Odd students name their buddies backwards, so that order and position differ.
        let mut choices: Vec<Choice> = choices.collect();
        if s % 2 == 1 {
            choices.reverse();
        }
        (format!("s{s}"), choices)
    });
    Instance::build(buddies.collect(), students.collect()).expect("a valid instance")
}

/// Every matching there is: for each student an option or none.
fn all_matchings(instance: &Instance) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![vec![]];
    for student in 0..instance.students() {
        let choices = (0..instance.options(student).len()).map(Some).chain([None]);
        let choices: Vec<Option<usize>> = choices.collect();
        all = all
            .into_iter()
            .flat_map(|before: Vec<Option<usize>>| {
                choices
                    .iter()
                    .map(move |choice| [before.clone(), vec![*choice]].concat())
            })
            .filter(|matching| fits(instance, matching))
            .collect();
    }
    all
}

fn fits(instance: &Instance, matching: &[Option<usize>]) -> bool {
    (0..instance.buddies())
        .all(|buddy| taken(instance, matching, buddy) <= instance.capacity(buddy))
}

fn taken(instance: &Instance, matching: &[Option<usize>], buddy: usize) -> u64 {
    students_of(instance, matching, buddy).len() as u64
}

fn students_of(instance: &Instance, matching: &[Option<usize>], buddy: usize) -> Vec<usize> {
    let has = |&student: &usize| {
        matching[student].is_some_and(|at| instance.options(student)[at].buddy as usize == buddy)
    };
    (0..matching.len()).filter(has).collect()
}

fn worth(instance: &Instance, matching: &[Option<usize>]) -> (usize, u128) {
    let given = matching
        .iter()
        .enumerate()
        .filter_map(|(student, at)| at.map(|at| u128::from(instance.options(student)[at].score)));
    (matching.iter().flatten().count(), given.sum())
}

/// How a student ranks its options, best first.
fn ranking(instance: &Instance, student: usize) -> Vec<usize> {
    let options = instance.options(student);
    let mut ranking: Vec<usize> = (0..options.len()).collect();
    ranking.sort_by(|&a, &b| options[b].score.cmp(&options[a].score).then(a.cmp(&b)));
    ranking
}

fn blocking(instance: &Instance, matching: &[Option<usize>]) -> u64 {
    let mut count = 0;
    for student in 0..matching.len() {
        for at in ranking(instance, student) {
            if matching[student] == Some(at) {
                break;
            }
            let choice = instance.options(student)[at];
            let buddy = choice.buddy as usize;
            let likes = |other: &usize| {
                let choices = instance.options(*other).iter();
                choices
                    .filter(|c| c.buddy == choice.buddy)
                    .map(|c| c.buddy_score)
                    .next()
                    .expect("it is an option of this student")
            };
            let rather = students_of(instance, matching, buddy).iter().any(|other| {
                (likes(other), std::cmp::Reverse(*other))
                    < (choice.buddy_score, std::cmp::Reverse(student))
            });
            let free = taken(instance, matching, buddy) < instance.capacity(buddy);
            count += u64::from(free || rather);
        }
    }
    count
}

fn in_positions(instance: &Instance, solution: &Solution) -> Vec<Option<usize>> {
    let chosen = |student: usize| {
        let id = instance.student_id(student);
        let pair = solution.pairs.iter().find(|pair| pair.student == id)?;
        let options = instance.options(student).iter();
        let mut ids = options.map(|choice| instance.buddy_id(choice.buddy as usize));
        ids.position(|buddy| buddy == pair.buddy)
    };
    (0..instance.students()).map(chosen).collect()
}

const NO_OPTIONS: Options = Options { max_blocking: 0 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn best_is_the_optimum_and_proves_it(small in small()) {
        let instance = instance(&small);
        let optimum = all_matchings(&instance).iter().map(|m| worth(&instance, m)).max().unwrap();
        let best = solve(&instance, Rule::Best, NO_OPTIONS);
        prop_assert_eq!((best.pairs.len(), best.total), optimum);
        let certificate = best.certificate.unwrap();
        prop_assert_eq!((certificate.dual_bound, certificate.gap), (optimum.1, 0));
        prop_assert_eq!(check(&instance, &best, NO_OPTIONS).violations, vec![]);
    }

    #[test]
    fn stable_is_the_stable_matching_that_students_like_most(small in small()) {
        let instance = instance(&small);
        let stable = solve(&instance, Rule::Stable, NO_OPTIONS);
        let own = in_positions(&instance, &stable);
        prop_assert_eq!(blocking(&instance, &own), 0);
        prop_assert_eq!(check(&instance, &stable, NO_OPTIONS).violations, vec![]);
        for other in all_matchings(&instance).iter().filter(|m| blocking(&instance, m) == 0) {
            for student in 0..instance.students() {
                let rank = |at: Option<usize>| {
                    let ranking = ranking(&instance, student);
                    at.map_or(ranking.len(), |at| ranking.iter().position(|r| *r == at).unwrap())
                };
                prop_assert!(rank(own[student]) <= rank(other[student]));
            }
        }
    }

    #[test]
    fn balanced_keeps_its_cap_and_never_does_worse_than_stable(small in small(), cap in 0_u64..6) {
        let instance = instance(&small);
        let options = Options { max_blocking: cap };
        let balanced = solve(&instance, Rule::Balanced, options);
        let own = in_positions(&instance, &balanced);
        prop_assert!(blocking(&instance, &own) <= cap);
        prop_assert_eq!(check(&instance, &balanced, options).violations, vec![]);
        let stable = solve(&instance, Rule::Stable, options);
        let best = solve(&instance, Rule::Best, options);
        let worth = |s: &Solution| (s.pairs.len(), s.total);
        prop_assert!(worth(&stable) <= worth(&balanced) && worth(&balanced) <= worth(&best));
        prop_assert_eq!(cap < best.blocking_pairs || worth(&balanced) == worth(&best), true);
        let certificate = balanced.certificate.unwrap();
        prop_assert_eq!(certificate.dual_bound, best.total);
        prop_assert_eq!(certificate.gap, best.total.saturating_sub(balanced.total));
    }

    #[test]
    fn blocking_pairs_are_counted_right(small in small()) {
        let instance = instance(&small);
        let best = solve(&instance, Rule::Best, NO_OPTIONS);
        let counted = blocking(&instance, &in_positions(&instance, &best));
        prop_assert_eq!(best.blocking_pairs, counted);
        prop_assert_eq!(check(&instance, &best, NO_OPTIONS).blocking_pairs, counted);
    }

    #[test]
    fn the_same_instance_gives_the_same_answer(small in small()) {
        for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
            let options = Options { max_blocking: 2 };
            let [one, two] = [(); 2].map(|()| solve(&instance(&small), rule, options));
            prop_assert_eq!(one, two);
        }
    }

    #[test]
    fn any_other_answer_than_the_optimum_is_refused(small in small(), pick in any::<prop::sample::Index>()) {
        let instance = instance(&small);
        let best = solve(&instance, Rule::Best, NO_OPTIONS);
        let all = all_matchings(&instance);
        let other = &all[pick.index(all.len())];
        let told = tell(&instance, other, &best);
        let report = check(&instance, &told, NO_OPTIONS);
        let as_good = worth(&instance, other) == (best.pairs.len(), best.total);
        prop_assert_eq!(report.violations.is_empty(), as_good, "{:?}", report.violations);
    }

    #[test]
    fn any_matching_passes_for_stable_only_without_blocking_pairs(small in small(), pick in any::<prop::sample::Index>()) {
        let instance = instance(&small);
        let all = all_matchings(&instance);
        let other = &all[pick.index(all.len())];
        let like = Solution { certificate: None, prices: None, ..solve(&instance, Rule::Stable, NO_OPTIONS) };
        let report = check(&instance, &tell(&instance, other, &like), NO_OPTIONS);
        prop_assert_eq!(report.violations.is_empty(), blocking(&instance, other) == 0);
        prop_assert_eq!(report.largest, all.iter().all(|m| worth(&instance, m).0 <= worth(&instance, other).0));
    }
}

/// Another matching as an answer that claims everything true of itself, and the rest of `like`.
fn tell(instance: &Instance, matching: &[Option<usize>], like: &Solution) -> Solution {
    let mut told = Solution {
        pairs: vec![],
        unmatched: vec![],
        ..like.clone()
    };
    for (student, at) in matching.iter().enumerate() {
        let id = instance.student_id(student).to_owned();
        match at {
            None => told.unmatched.push(id),
            Some(at) => {
                let choice = instance.options(student)[*at];
                let buddy = instance.buddy_id(choice.buddy as usize).to_owned();
                told.pairs.push(matching_engine::Pair {
                    student: id,
                    buddy,
                    score: choice.score,
                });
            }
        }
    }
    told.total = worth(instance, matching).1;
    told.blocking_pairs = blocking(instance, matching);
    told
}

fn two_by_two() -> Instance {
    let text = r#"{"buddies":[{"id":"a","capacity":1},{"id":"b","capacity":1},{"id":"full","capacity":0}],
        "students":[
            {"id":"s","options":[{"buddy":"a","score":9},{"buddy":"b","score":8}]},
            {"id":"t","options":[{"buddy":"a","score":5,"buddy_score":7},{"buddy":"full","score":99}]}]}"#;
    Instance::parse(text).expect("a valid instance")
}

#[test]
fn each_kind_of_broken_answer_is_named() {
    let instance = two_by_two();
    let best = solve(&instance, Rule::Best, NO_OPTIONS);
    assert_eq!(
        (best.pairs.len(), best.total, best.blocking_pairs),
        (2, 13, 1)
    );
    let broken = |change: &dyn Fn(&mut Solution)| {
        let mut broken = best.clone();
        change(&mut broken);
        check(&instance, &broken, NO_OPTIONS).violations
    };
    let name = "nobody".to_owned();
    assert_eq!(broken(&|_| ()), vec![]);
    assert!(
        broken(&|b| b.pairs[0].student.clone_from(&name))
            .contains(&Violation::UnknownStudent(name.clone()))
    );
    assert!(
        broken(&|b| b.pairs[0].buddy.clone_from(&name))
            .contains(&Violation::UnknownBuddy(name.clone()))
    );
    assert!(broken(&|b| b.pairs.truncate(1)).contains(&Violation::StudentMissing("t".into())));
    assert!(
        broken(&|b| b.unmatched.push("t".into())).contains(&Violation::StudentTwice("t".into()))
    );
    let (student, buddy) = ("t".to_owned(), "b".to_owned());
    assert!(
        broken(&|b| b.pairs[1].buddy = "b".into())
            .contains(&Violation::NotAnOption { student, buddy })
    );
    let (student, buddy) = ("t".to_owned(), "a".to_owned());
    assert!(broken(&|b| b.pairs[1].score = 6).contains(&Violation::WrongScore { student, buddy }));
    let over = Violation::OverCapacity {
        buddy: "a".into(),
        taken: 2,
        capacity: 1,
    };
    assert!(broken(&|b| b.pairs[0].buddy = "a".into()).contains(&over));
    assert_eq!(
        broken(&|b| b.total = 12),
        [Violation::WrongTotal {
            written: 12,
            counted: 13
        }]
    );
    let wrong = Violation::WrongBlockingPairs {
        written: 0,
        counted: 1,
    };
    assert_eq!(broken(&|b| b.blocking_pairs = 0), [wrong]);
    assert_eq!(broken(&|b| b.rule = Rule::Stable), [Violation::NotStable]);
    assert_eq!(
        broken(&|b| b.rule = Rule::Balanced),
        [Violation::AboveCap { counted: 1, cap: 0 }]
    );
    assert!(broken(&|b| b.prices = None).contains(&Violation::NotProven));
    assert!(
        broken(&|b| b.prices.as_mut().unwrap().places[0] += 1 << 40)
            .contains(&Violation::NotProven)
    );
    assert!(broken(&|b| b.prices.as_mut().unwrap().places[0] = -1).contains(&Violation::NotProven));
    assert_eq!(
        broken(&|b| b.certificate = None),
        [Violation::WrongCertificate]
    );
    assert_eq!(
        broken(&|b| b.certificate.as_mut().unwrap().gap = 1),
        [Violation::WrongCertificate]
    );
}

#[test]
fn an_answer_looks_as_the_format_says() {
    let instance = two_by_two();
    let best = solve(&instance, Rule::Best, NO_OPTIONS).took(std::time::Duration::from_micros(100));
    assert_eq!(
        serde_json::to_string(&best).unwrap(),
        r#"{"rule":"best","pairs":[{"student":"s","buddy":"b","score":8},{"student":"t","buddy":"a","score":5}],"unmatched":[],"total":13,"certificate":{"dual_bound":13,"gap":0},"blocking_pairs":1,"took_ms":0.1}"#
    );
    let stable = solve(&instance, Rule::Stable, NO_OPTIONS);
    assert_eq!(
        serde_json::to_string(&stable).unwrap(),
        r#"{"rule":"stable","pairs":[{"student":"s","buddy":"a","score":9}],"unmatched":["t"],"total":9,"blocking_pairs":0,"took_ms":0.0}"#
    );
}

#[test]
fn an_instance_without_anybody_is_solved_too() {
    let instance = Instance::parse(r#"{"buddies":[],"students":[]}"#).unwrap();
    for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
        let solution = solve(&instance, rule, NO_OPTIONS);
        assert_eq!((solution.pairs.len(), solution.total), (0, 0));
        assert_eq!(check(&instance, &solution, NO_OPTIONS).violations, vec![]);
    }
}

/// Students with their (buddy, score) options, at buddies with these places.
fn told(places: &[u64], students: &[&[(u32, u64)]]) -> Instance {
    let buddies = (0..)
        .zip(places)
        .map(|(at, places): (usize, _)| (format!("b{at}"), *places));
    let students = students.iter().enumerate().map(|(at, options)| {
        let choices = options.iter().map(|&(buddy, score)| Choice {
            buddy,
            score,
            buddy_score: score,
        });
        (format!("s{at}"), choices.collect())
    });
    Instance::build(buddies.collect(), students.collect()).expect("a valid instance")
}

#[test]
fn odd_instances_are_solved_as_brute_force_does() {
    let everybody_the_same: &[(u32, u64)] = &[(0, 7), (1, 7), (2, 7)];
    let instances = [
        ("nobody", told(&[], &[])),
        ("buddies alone", told(&[1, 2], &[])),
        ("one student, no buddy", told(&[], &[&[]])),
        ("one student", told(&[1], &[&[(0, 5)]])),
        (
            "no place anywhere",
            told(&[0, 0], &[&[(0, 5), (1, 4)], &[(1, 9)]]),
        ),
        ("no options", told(&[1, 1], &[&[], &[], &[]])),
        (
            "ties everywhere",
            told(&[1, 1, 1], &[everybody_the_same; 4]),
        ),
        (
            "scores of 0",
            told(&[1, 2], &[&[(0, 0), (1, 0)], &[(0, 0)], &[(1, 0)]]),
        ),
        (
            "fewer places than students",
            told(&[1], &[&[(0, 1)], &[(0, 3)], &[(0, 2)]]),
        ),
        (
            "one whom nobody can take",
            told(&[1, 0], &[&[(0, 5)], &[(1, LARGEST)], &[]]),
        ),
        (
            "the largest scores and places",
            told(
                &[LARGEST, 1],
                &[
                    &[(0, LARGEST), (1, LARGEST)],
                    &[(1, LARGEST)],
                    &[(1, LARGEST - 1)],
                ],
            ),
        ),
    ];
    for (name, instance) in instances {
        let all = all_matchings(&instance);
        let optimum = all.iter().map(|m| worth(&instance, m)).max().unwrap();
        for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
            let solution = solve(&instance, rule, NO_OPTIONS);
            assert_eq!(
                check(&instance, &solution, NO_OPTIONS).violations,
                [],
                "{name}, {rule:?}"
            );
            let own = in_positions(&instance, &solution);
            assert_eq!(worth(&instance, &own).1, solution.total, "{name}, {rule:?}");
            if rule == Rule::Best {
                assert_eq!(worth(&instance, &own), optimum, "{name}");
            } else {
                assert_eq!(blocking(&instance, &own), 0, "{name}, {rule:?}");
            }
        }
    }
}

/// Chains of 3,000 with the largest scores: prices add up beyond 64 bits.
#[test]
fn the_largest_scores_in_a_long_chain_do_not_run_over() {
    const LENGTH: u32 = 3_000;
    let mut students: Vec<Vec<(u32, u64)>> = (0..LENGTH)
        .map(|at| vec![(at, LARGEST), (at + 1, LARGEST - 1 - u64::from(at % 7))])
        .collect();
    students.push(vec![(0, LARGEST)]);
    let students: Vec<&[(u32, u64)]> = students.iter().map(Vec::as_slice).collect();
    let instance = told(&vec![1; LENGTH as usize + 1], &students);
    let best = solve(&instance, Rule::Best, NO_OPTIONS);
    // Everybody is matched: the late student gets the first buddy and all others move along.
    let moved: u128 = (0..LENGTH)
        .map(|at| u128::from(LARGEST - 1 - u64::from(at % 7)))
        .sum();
    assert_eq!(
        (best.pairs.len(), best.total),
        (3_001, moved + u128::from(LARGEST))
    );
    assert_eq!(check(&instance, &best, NO_OPTIONS).violations, []);
}

#[test]
fn a_number_above_the_largest_is_refused_with_its_place() {
    let text = format!(
        r#"{{"buddies":[{{"id":"b","capacity":1}}],"students":[{{"id":"s","options":[{{"buddy":"b","score":{}}}]}}]}}"#,
        LARGEST + 1
    );
    let fault = Instance::parse(&text).unwrap_err();
    assert_eq!(fault.place, "students[0].options[0].score");
}
