//! Drafts from profiles against the same rules on all pairs written down, and the checker of
//! drafts against broken ones.

mod drawn;

use drawn::{person, weights};
use matching_engine::{
    Batch, Choice, Draft, DraftViolation, FIRST_BLOCKING, Instance, Options, Person, Rule, Score,
    Solution, Weights, check, check_draft, solve, why_not,
};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::ops::Range;

/// A small programme, and how long its lists are to begin with.
#[derive(Debug, Clone)]
struct Small {
    students: Vec<Person>,
    buddies: Vec<(Person, u32)>,
    blocked: Vec<(u32, u32)>,
    weights: Weights,
    length: usize,
}

fn small() -> impl Strategy<Value = Small> {
    programme(0..24, 0..16, 1..4)
}

/// More people than are judged at once.
fn middling() -> impl Strategy<Value = Small> {
    programme(300..500, 300..700, 1..12)
}

fn programme(
    students: Range<usize>,
    buddies: Range<usize>,
    length: Range<usize>,
) -> impl Strategy<Value = Small> {
    let narrow = |end: usize| u32::try_from(end).expect("small");
    let blocked = btree_set((0..narrow(students.end), 0..narrow(buddies.end)), 0..12);
    let students = vec(person(), students);
    let buddies = vec((person(), prop_oneof![0_u32..3, Just(u32::MAX)]), buddies);
    (students, buddies, blocked, weights(), length).prop_map(
        |(students, buddies, blocked, weights, length)| Small {
            students,
            buddies,
            blocked: blocked.into_iter().collect(),
            weights,
            length,
        },
    )
}

impl Small {
    fn batch(&self) -> Batch {
        let (students, buddies) = (self.students.clone(), self.buddies.clone());
        Batch::new(students, buddies, &self.blocked, self.weights).with_lists_of(self.length)
    }

    /// Every feasible pair, written down by definition.
    fn all_pairs(&self) -> Instance {
        let options = |at: u32, student: &Person| {
            let pairs = (0_u32..)
                .zip(&self.buddies)
                .filter(|(buddy, (person, free))| {
                    let blocked = self.blocked.contains(&(at, *buddy));
                    why_not(student, person, *free, blocked).is_empty()
                });
            let choices = pairs.map(|(buddy, (person, _))| {
                let (score, buddy_score) =
                    Score::of(&student.profile, &person.profile, &self.weights).sides();
                Choice {
                    buddy,
                    score: u64::from(score),
                    buddy_score: u64::from(buddy_score),
                }
            });
            choices.collect()
        };
        let students = (0_u32..).zip(&self.students);
        let students = students.map(|(at, student)| (format!("{at}"), options(at, student)));
        let buddies = self.buddies.iter().enumerate();
        let buddies = buddies.map(|(at, (_, free))| (format!("{at}"), u64::from(*free)));
        Instance::build(buddies.collect(), students.collect()).expect("a valid instance")
    }
}

fn buddies_of(solution: &Solution, students: usize) -> Vec<Option<u32>> {
    let mut buddies = vec![None; students];
    for pair in &solution.pairs {
        let student: usize = pair.student.parse().expect("a student's number");
        buddies[student] = Some(pair.buddy.parse().expect("a buddy's number"));
    }
    buddies
}

/// The draft as a result about all pairs written down.
fn as_solution(draft: &Draft, instance: &Instance) -> Solution {
    let mut solution = Solution {
        pairs: vec![],
        unmatched: vec![],
        certificate: draft.certificate,
        prices: draft.prices.clone(),
        total: draft.total,
        blocking_pairs: draft.blocking_pairs,
        ..solve(instance, draft.rule, NO_OPTIONS)
    };
    for (student, buddy) in draft.buddies.iter().enumerate() {
        let id = instance.student_id(student).to_owned();
        let Some(buddy) = buddy else {
            solution.unmatched.push(id);
            continue;
        };
        let of = |choice: &&Choice| choice.buddy == *buddy;
        let choice = instance.options(student).iter().find(of).expect("feasible");
        solution.pairs.push(matching_engine::Pair {
            student: id,
            buddy: buddy.to_string(),
            score: choice.score,
        });
    }
    solution
}

/// The students of each buddy in a draft.
fn students_of(draft: &Draft, buddies: usize) -> Vec<Vec<usize>> {
    let mut students = vec![Vec::new(); buddies];
    for (student, buddy) in draft.buddies.iter().enumerate() {
        if let Some(buddy) = buddy {
            students[*buddy as usize].push(student);
        }
    }
    students
}

fn option(all: &Instance, student: usize, buddy: u32) -> Option<Choice> {
    let mut options = all.options(student).iter().copied();
    options.find(|choice| choice.buddy == buddy)
}

/// For each student the buddies with whom it blocks, by definition, on all pairs written down.
fn blocking(small: &Small, all: &Instance, draft: &Draft) -> Vec<Vec<Choice>> {
    let students = students_of(draft, small.buddies.len());
    let would = |student: usize, choice: &Choice| {
        let own = draft.buddies[student].and_then(|buddy| option(all, student, buddy));
        let it_would = own.is_none_or(|own| {
            choice.score > own.score || choice.score == own.score && choice.buddy < own.buddy
        });
        let own = &students[choice.buddy as usize];
        let has_room = (own.len() as u64) < u64::from(small.buddies[choice.buddy as usize].1);
        let likes_more = own.iter().any(|other| {
            let liked = option(all, *other, choice.buddy).map_or(0, |one| one.buddy_score);
            choice.buddy_score > liked || choice.buddy_score == liked && student < *other
        });
        it_would && (has_room || likes_more)
    };
    let of = |student: usize| {
        let options = all.options(student).iter();
        options
            .filter(|choice| would(student, choice))
            .copied()
            .collect()
    };
    (0..small.students.len()).map(of).collect()
}

/// Who got a place by lottery in a stable draft, by definition: with the places of two students in the lottery changed, the
/// loser and the buddy would rather have each other.
fn drawn_by_liking(small: &Small, all: &Instance, draft: &Draft) -> Vec<bool> {
    let students = students_of(draft, small.buddies.len());
    let wins = |winner: usize| {
        let buddy = draft.buddies[winner]?;
        let liked = |student: usize| option(all, student, buddy).map(|choice| choice.buddy_score);
        let full =
            students[buddy as usize].len() as u64 == u64::from(small.buddies[buddy as usize].1);
        let loses = |loser: usize| {
            let own = draft.buddies[loser].and_then(|own| option(all, loser, own));
            option(all, loser, buddy).is_some_and(|choice| {
                choice.buddy != own.map_or(u32::MAX, |own| own.buddy)
                    && liked(loser) == liked(winner)
                    && own.is_none_or(|own| (choice.score, own.buddy) > (own.score, choice.buddy))
            })
        };
        (full && (0..small.students.len()).any(loses)).then_some(())
    };
    (0..small.students.len())
        .map(|one| wins(one).is_some())
        .collect()
}

/// The same in a best draft: two students could change places, the loser would gain, and the total would be the same.
fn drawn_by_total(small: &Small, all: &Instance, draft: &Draft) -> Vec<bool> {
    let students = students_of(draft, small.buddies.len());
    let score = |student: usize, buddy: Option<u32>| match buddy {
        Some(buddy) => option(all, student, buddy).map(|choice| choice.score),
        None => Some(0),
    };
    let wins = |winner: usize| {
        let buddy = draft.buddies[winner]?;
        let full =
            students[buddy as usize].len() as u64 == u64::from(small.buddies[buddy as usize].1);
        let loses = |loser: usize| {
            let own = draft.buddies[loser];
            let before = (score(winner, Some(buddy)), score(loser, own));
            let after = (score(winner, own), score(loser, Some(buddy)));
            let ((Some(a), Some(b)), (Some(c), Some(d))) = (before, after) else {
                return false;
            };
            own != Some(buddy) && a + b == c + d && (own.is_none() || d > b)
        };
        (full && (0..small.students.len()).any(loses)).then_some(())
    };
    (0..small.students.len())
        .map(|one| wins(one).is_some())
        .collect()
}

const NO_OPTIONS: Options = Options { max_blocking: 0 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn best_is_that_of_all_pairs_written_down(small in small()) {
        let (draft, all) = (small.batch().draft(Rule::Best, NO_OPTIONS), small.all_pairs());
        let best = solve(&all, Rule::Best, NO_OPTIONS);
        prop_assert_eq!((draft.matched(), draft.total), (best.pairs.len(), best.total));
        let certificate = draft.certificate.unwrap();
        prop_assert_eq!((certificate.dual_bound, certificate.gap), (best.total, 0));
        prop_assert_eq!(check_draft(&small.batch(), &draft, NO_OPTIONS).violations, vec![]);
        // The other checker, on all pairs written down, says the same of pairs and prices.
        prop_assert_eq!(check(&all, &as_solution(&draft, &all), NO_OPTIONS).violations, vec![]);
    }

    #[test]
    fn stable_is_that_of_all_pairs_written_down(small in small()) {
        let draft = small.batch().draft(Rule::Stable, NO_OPTIONS);
        let stable = solve(&small.all_pairs(), Rule::Stable, NO_OPTIONS);
        prop_assert_eq!(&draft.buddies, &buddies_of(&stable, small.students.len()));
        prop_assert_eq!(draft.total, stable.total);
        prop_assert_eq!(check_draft(&small.batch(), &draft, NO_OPTIONS).violations, vec![]);
    }

    #[test]
    fn balanced_keeps_its_cap_over_all_pairs(small in small(), cap in 0_u64..8) {
        let (batch, all) = (small.batch(), small.all_pairs());
        let options = Options { max_blocking: cap };
        let draft = batch.draft(Rule::Balanced, options);
        prop_assert_eq!(check_draft(&batch, &draft, options).violations, vec![]);
        prop_assert_eq!(check(&all, &as_solution(&draft, &all), options).violations, vec![]);
        let [stable, best] = [Rule::Stable, Rule::Best].map(|rule| batch.draft(rule, options));
        let worth = |draft: &Draft| (draft.matched(), draft.total);
        prop_assert!(worth(&stable) <= worth(&draft) && worth(&draft) <= worth(&best));
        prop_assert!(cap < best.blocking_pairs || worth(&draft) == worth(&best));
    }

    #[test]
    fn the_checker_says_of_any_draft_what_the_other_says(
        small in small(), picks in vec(any::<prop::sample::Index>(), 24), best in any::<bool>(),
    ) {
        let (batch, all) = (small.batch(), small.all_pairs());
        let rule = if best { Rule::Best } else { Rule::Stable };
        let mut draft = batch.draft(rule, NO_OPTIONS);
        let mut taken = vec![0; small.buddies.len()];
        for (student, pick) in picks.iter().enumerate().take(small.students.len()) {
            let options = all.options(student);
            let choice = options.get(pick.index(options.len() + 1)).map(|choice| choice.buddy);
            let fits = |buddy: &u32| taken[*buddy as usize] < small.buddies[*buddy as usize].1;
            draft.buddies[student] = choice.filter(fits);
            if let Some(buddy) = draft.buddies[student] {
                taken[buddy as usize] += 1;
            }
        }
        let report = check_draft(&batch, &draft, NO_OPTIONS);
        draft.total = report.total;
        draft.blocking_pairs = report.blocking_pairs;
        let report = check_draft(&batch, &draft, NO_OPTIONS);
        let other = check(&all, &as_solution(&draft, &all), NO_OPTIONS);
        prop_assert_eq!(
            (report.total, report.blocking_pairs, report.largest, report.proven_bound),
            (other.total, other.blocking_pairs, other.largest, other.proven_bound)
        );
        prop_assert_eq!(report.violations.len(), other.violations.len());
    }

    #[test]
    fn the_checker_names_the_first_students_in_a_blocking_pair(small in small(), cap in 0_u64..8) {
        let (batch, all) = (small.batch(), small.all_pairs());
        let options = Options { max_blocking: cap };
        for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
            let draft = batch.draft(rule, options);
            let report = check_draft(&batch, &draft, options);
            let blocking = blocking(&small, &all, &draft);
            let dearest = |(student, with): (usize, &Vec<Choice>)| {
                let dearest = with.iter().max_by_key(|choice| (choice.score, std::cmp::Reverse(choice.buddy)));
                dearest.map(|choice| (student, choice.buddy))
            };
            let first: Vec<_> = blocking.iter().enumerate().filter_map(dearest).take(FIRST_BLOCKING).collect();
            prop_assert_eq!(&report.first_blocking, &first);
            let count: usize = blocking.iter().map(Vec::len).sum();
            prop_assert_eq!(usize::try_from(report.blocking_pairs).unwrap(), count);
        }
    }

    #[test]
    fn a_place_is_drawn_where_another_counted_as_much(small in small()) {
        let (batch, all) = (small.batch(), small.all_pairs());
        let stable = batch.draft(Rule::Stable, NO_OPTIONS);
        prop_assert_eq!(batch.drawn(&stable, |_, _| true), drawn_by_liking(&small, &all, &stable));
        let best = batch.draft(Rule::Best, NO_OPTIONS);
        prop_assert_eq!(batch.drawn(&best, |_, _| true), drawn_by_total(&small, &all, &best));
    }

    #[test]
    fn a_pair_that_a_hard_rule_forbids_is_refused(small in small(), pick in any::<[prop::sample::Index; 2]>()) {
        prop_assume!(!small.students.is_empty() && !small.buddies.is_empty());
        let student = pick[0].index(small.students.len());
        let buddy = u32::try_from(pick[1].index(small.buddies.len())).unwrap();
        let batch = small.batch();
        let mut draft = batch.draft(Rule::Stable, NO_OPTIONS);
        draft.buddies[student] = Some(buddy);
        let (person, free) = &small.buddies[buddy as usize];
        let blocked = small.blocked.contains(&(u32::try_from(student).unwrap(), buddy));
        let forbidden = !why_not(&small.students[student], person, *free, blocked).is_empty();
        let refused = DraftViolation::NotAllowed { student, buddy };
        prop_assert_eq!(check_draft(&batch, &draft, NO_OPTIONS).violations.contains(&refused), forbidden);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_larger_programme_is_that_of_all_pairs_written_down(middling in middling()) {
        let (batch, all) = (middling.batch(), middling.all_pairs());
        for rule in [Rule::Best, Rule::Stable] {
            let (draft, solution) = (batch.draft(rule, NO_OPTIONS), solve(&all, rule, NO_OPTIONS));
            prop_assert_eq!((draft.matched(), draft.total), (solution.pairs.len(), solution.total));
            let report = check_draft(&batch, &draft, NO_OPTIONS);
            prop_assert_eq!(report.violations, vec![]);
            let other = check(&all, &as_solution(&draft, &all), NO_OPTIONS);
            prop_assert_eq!(other.violations, vec![]);
            prop_assert_eq!(report.blocking_pairs, other.blocking_pairs);
        }
    }
}

/// Everybody fits everybody.
fn open() -> Person {
    let text = r#"{"profile":{"languages":1,"slots":1,"regions":1,"wants":1,"offers":1},
        "standing":{"active":true,"willing":true}}"#;
    serde_json::from_str(text).expect("a person")
}

#[test]
fn each_kind_of_broken_draft_is_named() {
    let batch = Batch::new(
        vec![open(); 3],
        vec![(open(), 1), (open(), 1)],
        &[],
        Weights::default(),
    );
    let best = batch.checked_draft(Rule::Best, NO_OPTIONS).unwrap();
    assert_eq!(best.matched(), 2);
    let broken = |change: &dyn Fn(&mut Draft)| {
        let mut broken = best.clone();
        change(&mut broken);
        check_draft(&batch, &broken, NO_OPTIONS).violations
    };
    let over = DraftViolation::OverCapacity {
        buddy: 0,
        taken: 3,
        free: 1,
    };
    assert!(broken(&|draft| draft.buddies = vec![Some(0); 3]).contains(&over));
    assert_eq!(
        broken(&|draft| draft.buddies.truncate(2)),
        [DraftViolation::OtherPeople]
    );
    assert_eq!(
        broken(&|draft| draft.buddies[0] = Some(2)),
        [DraftViolation::OtherPeople]
    );
    assert!(broken(&|draft| draft.buddies = vec![None; 3]).contains(&DraftViolation::NotLargest));
    assert!(broken(&|draft| draft.prices = None).contains(&DraftViolation::NotProven));
    let dearer = |draft: &mut Draft| draft.prices.as_mut().unwrap().places[0] += 1 << 40;
    assert!(broken(&dearer).contains(&DraftViolation::NotProven));
    let counted = best.total;
    assert_eq!(
        broken(&|draft| draft.total += 1),
        [DraftViolation::WrongTotal {
            written: counted + 1,
            counted
        }]
    );
    assert_eq!(
        broken(&|draft| draft.certificate.as_mut().unwrap().gap = 1),
        [DraftViolation::WrongCertificate]
    );
    let stable = broken(&|draft| {
        (draft.rule, draft.blocking_pairs) = (Rule::Stable, 2);
        draft.buddies = vec![None, None, Some(1)];
    });
    assert!(stable.contains(&DraftViolation::NotStable));
    let above = broken(&|draft| {
        (draft.rule, draft.buddies) = (Rule::Balanced, vec![None; 3]);
    });
    assert!(above.contains(&DraftViolation::AboveCap { counted: 6, cap: 0 }));
}

#[test]
fn the_lottery_decides_between_equals_and_nobody_else() {
    let drawn = |students: Vec<Person>, places: u32, rule: Rule| {
        let batch = Batch::new(students, vec![(open(), places)], &[], Weights::default());
        let draft = batch.checked_draft(rule, NO_OPTIONS).unwrap();
        (
            batch.drawn(&draft, |_, _| true),
            // Who goes first for another reason than the lottery is not drawn.
            batch.drawn(&draft, |winner, _| winner != 0),
        )
    };
    let dear = || {
        let mut dear = open();
        dear.profile.wants = 0b11;
        dear.profile.fields = 1;
        dear
    };
    for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
        let all_equal = drawn(vec![open(); 3], 2, rule);
        assert_eq!(all_equal.0, [true, true, false], "{rule:?}");
        assert_eq!(all_equal.1, [false, true, false], "{rule:?}");
        assert_eq!(drawn(vec![open(); 3], 3, rule).0, [false; 3], "{rule:?}");
    }
    let batch = Batch::new(
        vec![dear(), open(), open()],
        vec![(dear(), 2)],
        &[],
        Weights::default(),
    );
    let best = batch.checked_draft(Rule::Best, NO_OPTIONS).unwrap();
    assert_eq!(batch.drawn(&best, |_, _| true), [false, true, false]);
}

#[test]
fn a_programme_without_students_or_buddies_is_divided_too() {
    let [nobody, somebody] = [vec![], vec![open()]];
    for students in [&nobody, &somebody] {
        for buddies in [vec![], vec![(open(), 0)], vec![(open(), 1)]] {
            let matched = students
                .len()
                .min(buddies.iter().filter(|(_, free)| *free > 0).count());
            let batch = Batch::new(students.clone(), buddies, &[], Weights::default());
            for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
                let draft = batch.checked_draft(rule, NO_OPTIONS).unwrap();
                assert_eq!(draft.matched(), matched);
            }
        }
    }
}
