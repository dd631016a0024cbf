//! Why and why not, each tried again on shelves that are built anew.

mod drawn;

use drawn::{person, weights};
use matching_engine::{
    Change, MOST_CHOICES, Person, Placing, Ranked, Reason, Score, Shelf, Weights, why_not,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// The student and the shelf after these changes, made here by hand.
fn changed(
    student: &Person,
    shelf: &[(Person, u32)],
    buddy: usize,
    changes: &[Change],
) -> (Person, Vec<(Person, u32)>) {
    let (mut student, mut shelf) = (*student, shelf.to_vec());
    for change in changes {
        let own = &mut student.profile;
        match change {
            Change::Want(bit) => own.wants |= 1 << bit,
            Change::Offer(bit) => own.offers |= 1 << bit,
            Change::WishedRoute(bit) => own.wished_routes |= 1 << bit,
            Change::Way(bit) => own.ways |= 1 << bit,
            Change::Slot(bit) => own.slots |= 1 << bit,
            Change::Language(bit) => own.languages |= 1 << bit,
            Change::Interest(bit) => own.interests |= 1 << bit,
            Change::Region(bit) => own.regions |= 1 << bit,
            Change::Forget(bit) => own.dislikes ^= 1 << bit,
            Change::Online => own.online = true,
            Change::Asynchronous => own.asynchronous = true,
            Change::StudentWilling => student.standing.willing = true,
            Change::BuddyWilling => shelf[buddy].0.standing.willing = true,
            Change::FreePlace => shelf[buddy].1 = 1,
            Change::BuddyCertified => shelf[buddy].0.standing.certified = true,
            Change::StudentCertified => student.standing.certified = true,
        }
    }
    (student, shelf)
}

fn place(top: &[Ranked], buddy: usize) -> Option<usize> {
    let at = top.iter().position(|ranked| ranked.buddy as usize == buddy);
    at.map(|at| at + 1)
}

/// Every single choice that a student could make for this buddy.
fn single_choices(student: &Person, buddy: &Person) -> Vec<Change> {
    let bits = |bits: u64| (0_u8..64).filter(move |bit| bits >> bit & 1 == 1);
    let (own, other) = (student.profile, buddy.profile);
    let mut all: Vec<Change> = Vec::new();
    all.extend(bits(other.offers & !own.wants).map(Change::Want));
    all.extend(bits(other.wants & !own.offers).map(Change::Offer));
    all.extend(bits((other.routes & !own.wished_routes).into()).map(Change::WishedRoute));
    all.extend(bits((other.ways & !own.ways).into()).map(Change::Way));
    all.extend(bits((other.slots & !own.slots).into()).map(Change::Slot));
    all.extend(bits(other.languages & !own.languages).map(Change::Language));
    all.extend(bits(other.interests & !own.interests).map(Change::Interest));
    all.extend(bits(other.regions & !own.regions).map(Change::Region));
    all.extend(bits(own.dislikes & other.interests).map(Change::Forget));
    all.extend((other.online && !own.online).then_some(Change::Online));
    all.extend((other.asynchronous && !own.asynchronous).then_some(Change::Asynchronous));
    all
}

fn by_others(change: Change) -> bool {
    matches!(
        change,
        Change::StudentWilling
            | Change::BuddyWilling
            | Change::FreePlace
            | Change::BuddyCertified
            | Change::StudentCertified
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_said_of_a_buddy_is_true_when_it_is_tried(
        student in person(), shelf in vec((person(), 0_u32..3), 1..30), k in 1_usize..5,
        pick in any::<prop::sample::Index>(), weights in weights(),
        blocked in prop::collection::btree_set(0_u32..30, 0..3),
    ) {
        let blocked: Vec<u32> = blocked.into_iter().collect();
        let at = pick.index(shelf.len());
        let buddy = u32::try_from(at).unwrap();
        let index = Shelf::new(&shelf);
        let top = index.top(&student, k, &weights, &blocked);
        match index.placing(&student, buddy, k, &weights, &blocked) {
            Placing::Proposed { place: said } => prop_assert_eq!(Some(said), place(&top, at)),
            Placing::NotProposed { reason, change } => {
                prop_assert_eq!(place(&top, at), None);
                let is_blocked = blocked.contains(&buddy);
                let broken = why_not(&student, &shelf[at].0, shelf[at].1, is_blocked);
                match reason {
                    Reason::Excluded(rules) => prop_assert_eq!(rules, broken),
                    Reason::Outranked { score, last, misses } => {
                        prop_assert_eq!(broken, vec![]);
                        let own = Score::of(&student.profile, &shelf[at].0.profile, &weights);
                        prop_assert_eq!((score, Some(last)), (own.total, top.last().map(|last| last.score)));
                        prop_assert!(last >= score && (misses.is_some() || last == score));
                    }
                }
                let never = is_blocked || !student.standing.active || !shelf[at].0.standing.active;
                prop_assert!(!(never && change.is_some()));
                if let Some(changes) = &change {
                    let (student, shelf) = changed(&student, &shelf, at, changes);
                    let top = Shelf::new(&shelf).top(&student, k, &weights, &blocked);
                    prop_assert!(place(&top, at).is_some(), "{:?}", changes);
                    let choices = changes.iter().filter(|change| !by_others(**change)).count();
                    prop_assert!(choices <= MOST_CHOICES);
                }
                // No smaller one helps: nothing by itself, and no single choice where more are told.
                let told = change.map_or(usize::MAX, |change| change.len());
                for one in single_choices(&student, &shelf[at].0).into_iter().filter(|_| told > 1) {
                    let (student, shelf) = changed(&student, &shelf, at, &[one]);
                    let top = Shelf::new(&shelf).top(&student, k, &weights, &blocked);
                    prop_assert_eq!(place(&top, at), None, "{:?} would do", one);
                }
            }
        }
    }

    #[test]
    fn an_explained_list_is_the_list_and_its_parts_add_up(
        student in person(), shelf in vec((person(), 0_u32..3), 0..30), k in 1_usize..5, weights in weights(),
    ) {
        let index = Shelf::new(&shelf);
        let explained = index.explain(&student, k, &weights, &[]);
        let top = index.top(&student, k + 1, &weights, &[]);
        let list: Vec<Ranked> = explained.list.iter().map(|(ranked, _)| *ranked).collect();
        prop_assert_eq!(&list[..], &top[..k.min(top.len())]);
        for (ranked, score) in &explained.list {
            prop_assert_eq!(ranked.score, score.total);
            let parts = score.student.iter().chain(&score.buddy);
            prop_assert_eq!(score.total, parts.map(|(_, points)| points).sum::<u32>());
        }
        prop_assert_eq!(explained.next.map(|(buddy, _)| buddy), top.get(k).map(|next| next.buddy));
    }
}

fn open(change: impl FnOnce(&mut Person)) -> Person {
    let text = r#"{"profile":{"languages":1,"slots":1,"regions":1,"wants":1},
        "standing":{"active":true,"willing":true}}"#;
    let mut person = serde_json::from_str(text).expect("a person");
    change(&mut person);
    person
}

#[test]
fn the_smallest_change_is_told() {
    let weights = Weights::default();
    let student = open(|_| ());
    let told = |buddy: Person, free: u32, others: &[(Person, u32)]| {
        let shelf = Shelf::new(&[&[(buddy, free)], others].concat());
        match shelf.placing(&student, 0, 1, &weights, &[]) {
            Placing::Proposed { .. } => panic!("not in the list"),
            Placing::NotProposed { change, .. } => change,
        }
    };
    let full = told(open(|_| ()), 0, &[]);
    assert_eq!(full, Some(vec![Change::FreePlace]));
    let elsewhere = open(|buddy| buddy.profile.regions = 8);
    assert_eq!(told(elsewhere, 1, &[]), Some(vec![Change::Region(3)]));
    let elsewhere_at_another_time = open(|buddy| {
        (buddy.profile.regions, buddy.profile.slots) = (8, 4);
    });
    let both = Some(vec![Change::Slot(2), Change::Region(3)]);
    assert_eq!(told(elsewhere_at_another_time, 1, &[]), both);
    let helps_with_more = open(|buddy| buddy.profile.offers = 0b110);
    let helps = open(|buddy| buddy.profile.offers = 0b1);
    // Two more goals beat one; one more would only do as well, and the first on the shelf wins.
    let one_more = told(helps_with_more, 1, &[(helps, 1)]);
    assert_eq!(one_more, Some(vec![Change::Want(1)]));
}

#[test]
fn nothing_is_told_of_whom_somebody_blocked() {
    let (student, buddy) = (open(|_| ()), open(|_| ()));
    let shelf = Shelf::new(&[(buddy, 1)]);
    let placing = shelf.placing(&student, 0, 1, &Weights::default(), &[0]);
    let reason = Reason::Excluded(vec![matching_engine::WhyNot::Blocked]);
    assert_eq!(
        placing,
        Placing::NotProposed {
            reason,
            change: None
        }
    );
}
