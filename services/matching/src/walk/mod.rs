//! A random walk of many people at once over one store, through two processes of which one dies now and then, against what
//! must hold at every moment. Everybody here fits everybody, so that what may happen is told by rows alone, without the
//! engine.

mod moment;
mod months;
mod people;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};

use self::moment::Moment;
use self::people::{Deed, People};
use crate::Matching;
use crate::testing::{Town, gone_after, together};

/// How many walks, of how many steps each.
const WALKS: (u32, u32) = (4, 200);
/// The same with `KANSRIJK_TEST_SIZE=long`: 1,000,000 steps. What was ever asked is looked through at every moment, so many
/// walks are made rather than long ones.
const LONG: (u32, u32) = (500, 2_000);
/// Steps that happen at the same moment.
const AT_ONCE: u32 = 8;

/// Of how many moments one ends with the death of a process.
const DIES_ONE_IN: u32 = 10;
/// After how many moments a suggestion is looked at.
const LOOKS_ONE_IN: u32 = 4;
/// What a process that dies has done of what was asked of it: so often its deeds went on.
const POLLS_BEFORE_DEATH: u32 = 12;

fn is_long() -> bool {
    std::env::var("KANSRIJK_TEST_SIZE").is_ok_and(|size| size == "long")
}

fn walks() -> (u32, u32) {
    if is_long() { LONG } else { WALKS }
}

struct Walk {
    town: Town,
    people: People,
    /// The second process; it dies and starts again.
    other: Matching,
    random: StdRng,
    before: Moment,
}

impl Walk {
    async fn new(seed: u64) -> Self {
        let town = Town::new().await;
        let people = People::settle(&town).await;
        let other = town.replica().await;
        let before = Moment::of(&town, &people).await;
        Self {
            town,
            people,
            other,
            random: StdRng::seed_from_u64(seed),
            before,
        }
    }

    /// Some deeds at once, then everything that is due, then a look at all that must hold.
    async fn step(&mut self) {
        let deeds: Vec<Deed> = (0..AT_ONCE)
            .map(|_| self.people.deed(&self.before, &mut self.random))
            .collect();
        let dies = self.random.random_ratio(1, DIES_ONE_IN);
        let (here, there) = deeds.split_at(deeds.len() / 2);
        let town = &self.town;
        let people = &self.people;
        let here = together(
            here.iter()
                .map(|deed| people.does(town, &town.matching, deed)),
        );
        let there = together(
            there
                .iter()
                .map(|deed| people.does(town, &self.other, deed)),
        );
        if dies {
            let polls = self.random.random_range(0..POLLS_BEFORE_DEATH);
            tokio::join!(here, gone_after(polls, there));
            self.other = self.town.replica().await;
        } else {
            tokio::join!(here, there);
        }
        if self.random.random_ratio(1, 3) {
            let hours = *[1, 5, 20, 73, 24 * 15].choose(&mut self.random).unwrap();
            self.town.clock.advance(TimeDelta::hours(hours));
        }
        self.settle().await;
    }

    async fn settle(&mut self) {
        for _ in 0..2 {
            self.town.matching.pool.look_again();
            self.town.matching.catch_up().await.unwrap();
        }
        if self.random.random_ratio(1, LOOKS_ONE_IN) {
            self.knows_what_the_store_says().await;
        }
        let now = self.when_all_is_served().await;
        now.holds_after(&self.before, &self.people, self.town.clock.now());
        self.before = now;
    }

    /// What counts, at a moment whose last change was followed, and after which the waiting list was served: a look at
    /// suggestions follows too. What a process that died had sent may still be written after its death, as it may where the
    /// store is another process.
    async fn when_all_is_served(&self) -> Moment {
        let matching = &self.town.matching;
        loop {
            let now = Moment::of(&self.town, &self.people).await;
            let end = matching.store.db.log_end().await.unwrap();
            if matching.served_to() == Some(end) {
                return now;
            }
            matching.pool.look_again();
            matching.catch_up().await.unwrap();
        }
    }

    /// Who followed every change suggests the same people with the same places as who has just read everything, where nothing
    /// was written between the two.
    async fn knows_what_the_store_says(&mut self) {
        let student = self.people.students.choose(&mut self.random).unwrap();
        let suggests = async |matching: &Matching| {
            let list = matching.suggest(student).await.ok()?.suggestions;
            let found = list.into_iter().map(|one| (one.buddy, one.free, one.asked));
            Some(found.collect::<BTreeSet<_>>())
        };
        let matching = &self.town.matching;
        loop {
            matching.pool.look_again();
            let before = matching.store.db.log_end().await.unwrap();
            let fresh = self.town.replica().await;
            let (follows, reads) = (suggests(matching).await, suggests(&fresh).await);
            if matching.store.db.log_end().await.unwrap() == before {
                assert_eq!(follows, reads);
                return;
            }
        }
    }

    /// Nobody does anything any more; gives how often role models said yes.
    async fn end(mut self) -> usize {
        for _ in 0..8 {
            self.town.clock.advance(TimeDelta::hours(73));
            self.settle().await;
        }
        let said = Moment::yeses_ended_what_they_may(&self.town).await;
        let open = self.before.open();
        // Whoever waits is asked for again and again; what was asked has ended each time.
        let asked_anew = open
            .iter()
            .all(|request| self.town.clock.now() - request.made < crate::request::ANSWER_WITHIN);
        assert!(asked_anew, "{open:?}");
        said
    }
}

#[test]
fn no_place_is_given_twice_and_every_request_ends() {
    let (walks, steps) = walks();
    let config = ProptestConfig {
        cases: walks,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let said = AtomicUsize::new(0);
    let walk = |seed: u64| {
        runtime.block_on(async {
            let mut walk = Walk::new(seed).await;
            for _ in 0..steps / AT_ONCE {
                walk.step().await;
            }
            said.fetch_add(walk.end().await, Ordering::Relaxed);
        });
        Ok(())
    };
    TestRunner::new(config).run(&any::<u64>(), walk).unwrap();
    // In a few short walks there may be none.
    let said = said.into_inner();
    assert!(said > 0 || !is_long(), "role models said yes");
}
