//! The fairness report against values worked out by hand.

use matching_engine::{Between, Outcome, SMALLEST_GROUP, Share, fairness};
use proptest::prelude::*;

fn outcome(label: u32, matched: bool, in_own_top_5: bool, waited_days: u32) -> Outcome {
    Outcome {
        labels: vec![Some(label), None],
        matched,
        in_own_top_5,
        waited_days,
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.000_05
}

#[test]
fn shares_have_wilsons_intervals() {
    // By hand: 81 of 263 is the example of Newcombe, "Two-sided confidence intervals for the
    // single proportion", Statistics in Medicine 17, 1998, table I: 0.2553 to 0.3662.
    let share = Share::of(81, 263);
    assert!(near(share.share, 0.307_98) && near(share.low, 0.2553) && near(share.high, 0.3662));
    // The same table: 15 of 148 gives 0.0624 to 0.1605, and 0 of 20 gives 0 to 0.1611.
    let share = Share::of(15, 148);
    assert!(near(share.low, 0.0624) && near(share.high, 0.1605));
    let share = Share::of(0, 20);
    assert!(near(share.low, 0.0) && near(share.high, 0.1611));
    let share = Share::of(20, 20);
    assert!(near(share.low, 0.8389) && near(share.high, 1.0));
}

#[test]
fn a_group_is_reported_from_fifty_on() {
    let of = |count: usize| vec![outcome(1, true, true, 3); count];
    assert_eq!(fairness(&of(SMALLEST_GROUP - 1)), []);
    let report = fairness(&of(SMALLEST_GROUP));
    assert_eq!(report.len(), 1);
    assert_eq!(
        (report[0].dimension, report[0].label, report[0].students),
        (0, 1, 50)
    );
}

#[test]
fn two_groups_stand_side_by_side() {
    // Of the first all 100 are matched after 1 to 100 days; of the second 40 of 100, after 7 days.
    let first = (1..=100).map(|day| outcome(1, true, day <= 30, day));
    let second = (1..=100).map(|at| outcome(2, at <= 40, true, 7));
    let report = fairness(&second.chain(first).collect::<Vec<_>>());
    let [first, second] = &report[..] else {
        panic!("two groups");
    };
    assert_eq!(
        (first.label, first.matched.count, first.in_own_top_5.count),
        (1, 100, 30)
    );
    assert_eq!(
        (
            second.label,
            second.matched.count,
            second.in_own_top_5.count
        ),
        (2, 40, 40)
    );
    // Wilson around 50 of 100: 0.4038 to 0.5962, so the 40th and the 61st of 100 waiting times.
    let waiting = first.waiting;
    assert_eq!(waiting.median, Between::Days(50));
    assert_eq!(
        (waiting.low, waiting.high),
        (Between::Days(40), Between::Days(61))
    );
    // 40 have waited 7 days, 60 wait still: the 40th is the last of those who have a buddy.
    let waiting = second.waiting;
    assert_eq!(waiting.low, Between::Days(7));
    assert_eq!(
        (waiting.median, waiting.high),
        (Between::StillWaiting, Between::StillWaiting)
    );
}

#[test]
fn none_and_all_lie_in_their_intervals() {
    for all in 1..2000 {
        assert!(Share::of(0, all).low <= 0.0, "none of {all}");
        assert!(Share::of(all, all).high >= 1.0, "all of {all}");
    }
}

proptest! {
    #[test]
    fn an_interval_holds_its_share_and_narrows_with_more(count in 0_usize..200, more in 0_usize..200) {
        let all = count + more;
        prop_assume!(all > 0);
        let share = Share::of(count, all);
        prop_assert!(0.0 <= share.low && share.low <= share.share && share.share <= share.high + 1e-12 && share.high <= 1.0);
        let ten_times = Share::of(10 * count, 10 * all);
        prop_assert!(ten_times.high - ten_times.low < share.high - share.low);
        // Counting the others instead turns the interval over.
        let others = Share::of(more, all);
        prop_assert!((share.low - (1.0 - others.high)).abs() < 1e-9);
    }

    #[test]
    fn the_report_does_not_depend_on_the_order(matched in prop::collection::vec((0_u32..3, any::<bool>(), 0_u32..50), 150..200)) {
        let outcomes: Vec<Outcome> = matched.iter().map(|&(label, matched, days)| outcome(label, matched, matched, days)).collect();
        let mut turned = outcomes.clone();
        turned.reverse();
        prop_assert_eq!(fairness(&outcomes), fairness(&turned));
        for group in fairness(&outcomes) {
            prop_assert!(group.students >= SMALLEST_GROUP);
            prop_assert!(group.waiting.low <= group.waiting.median && group.waiting.median <= group.waiting.high);
        }
    }
}
