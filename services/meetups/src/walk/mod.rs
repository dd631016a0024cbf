//! A random walk of people who come, go, say yes and are too late, of a host who changes the number of places and the time,
//! and of processes that die, over one store, against a line of people that is kept beside it.

mod line;

use std::sync::Arc;

use ::store::{Datastore, jobs};
use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::letters::PLACE_OFFERED;
use nouns::{Clock, EventId, Role};
use proptest::prelude::*;

use self::line::{Line, Row};
use crate::entry::{Entry, Wish};
use crate::event::Draft;
use crate::feed::Feeds;
use crate::retention::Swept;
use crate::signups::Stand;
use crate::store::Held;
use crate::testing::{Desk, caller, coordinator, draft, gone_after, start};
use crate::when::{HOME, When};
use crate::{Meetups, MeetupsError};

/// Steps of all walks together.
const STEPS: usize = 600;
/// The same with `KANSRIJK_TEST_SIZE=long`.
const LONG: usize = 100_000;
const WALKS: usize = 4;
const PEOPLE: u64 = 12;
/// What a process that dies has done of what was asked of it: so often its deeds went on.
const POLLS_BEFORE_DEATH: u64 = 24;

fn steps_of_a_walk() -> usize {
    let long = std::env::var("KANSRIJK_TEST_SIZE").is_ok_and(|size| size == "long");
    (if long { LONG } else { STEPS }) / WALKS
}

/// A number that decides one thing after another.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        let face = self.0 % sides;
        self.0 /= sides;
        face
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let face = self.roll(from.len() as u64);
        from[usize::try_from(face).unwrap()]
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Join(Caller, u32),
    ComesWith(Caller, u32),
    Leave(Caller),
    Confirm(Caller),
    Change(Box<Draft>),
}

struct Walk {
    desk: Arc<Desk>,
    clock: Clock,
    meetups: Meetups,
    /// The second process; it dies and starts again.
    other: Meetups,
    id: EventId,
    words: Draft,
    line: Line,
}

async fn process(datastore: &Datastore, desk: &Arc<Desk>, clock: &Clock) -> Meetups {
    let opened = Meetups::open(datastore, None, clock.clone()).await;
    opened.unwrap().with_accounts(desk.log())
}

fn with(party: u32) -> Wish {
    Wish {
        brings: i64::from(party) - 1,
        ..Wish::default()
    }
}

/// What a process is when it begins again after it died: it knows what is stored, and nothing else.
async fn born_again(dead: &Meetups, desk: &Arc<Desk>, clock: &Clock) -> Meetups {
    let store = dead.store.clone();
    let copies = dead.copies.again(&store).await.unwrap();
    let again = Meetups {
        store,
        copies,
        feeds: Feeds::default(),
        timelines: crate::months::Timelines::default(),
        harvesting: crate::harvest::Harvesting::default(),
        reach: crate::sources::Reach::default(),
        clock: clock.clone(),
        accounts: None,
        press: crate::images::Press::default(),
        swept: Swept::default(),
        seal: None,
    };
    again.with_accounts(desk.log())
}

fn host() -> Caller {
    coordinator("yvonne", "RMC-19")
}

impl Walk {
    async fn new() -> Self {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let datastore = Datastore::in_memory().await.unwrap();
        let meetups = process(&datastore, &desk, &clock).await;
        let other = process(&datastore, &desk, &clock).await;
        let words = Draft {
            capacity: Some(3),
            entry: Entry {
                may_bring: 2,
                questions: Vec::new(),
            },
            ..draft("RMC-19")
        };
        let event = meetups.publish(&host(), words.clone()).await.unwrap();
        let line = Line {
            capacity: Some(3),
            last_call: event.last_call().unwrap(),
            rows: Vec::new(),
        };
        Self {
            desk,
            clock,
            meetups,
            other,
            id: event.id,
            words,
            line,
        }
    }

    fn deed(&self, dice: &mut Dice) -> Deed {
        let who = caller(&format!("p{:02}", dice.roll(PEOPLE)), Role::Student);
        match dice.roll(18) {
            0..6 => Deed::Join(who, dice.pick(&[1, 1, 2, 3])),
            16.. => Deed::ComesWith(who, dice.pick(&[1, 2, 3])),
            6..10 => Deed::Leave(who),
            10..14 => Deed::Confirm(who),
            14 => Deed::Change(Box::new(Draft {
                capacity: dice.pick(&[Some(1), Some(2), Some(3), Some(5), None]),
                ..self.words.clone()
            })),
            _ => self.later(dice),
        }
    }

    /// The same meetup at another time: in some hours, or days.
    fn later(&self, dice: &mut Dice) -> Deed {
        let hours = dice.pick(&[1, 3, 20, 30, 70]);
        let begins = self.clock.now() + TimeDelta::hours(hours);
        let on_the_wall = |at: DateTime<Utc>| at.with_timezone(&HOME).naive_local();
        let ends = on_the_wall(begins + TimeDelta::hours(2));
        let when = When::timed(on_the_wall(begins), ends, HOME).unwrap();
        Deed::Change(Box::new(Draft {
            when,
            ..self.words.clone()
        }))
    }

    async fn does(&self, by: &Meetups, deed: &Deed) {
        let done = match deed {
            Deed::Join(who, party) => {
                let wish = with(*party);
                by.sign_up_with(who, &self.id, &wish).await.map(drop)
            }
            Deed::ComesWith(who, party) => {
                let wish = with(*party);
                by.change_signup(who, &self.id, &wish).await.map(drop)
            }
            Deed::Leave(who) => by.leave(who, &self.id).await,
            Deed::Confirm(who) => by.confirm(who, &self.id).await.map(drop),
            Deed::Change(words) => by
                .edit(&host(), &self.id, Draft::clone(words))
                .await
                .map(drop),
        };
        match done {
            Ok(())
            | Err(
                MeetupsError::SignedUpAlready
                | MeetupsError::NotSignedUp
                | MeetupsError::NoOffer
                | MeetupsError::NoRoom,
            ) => {}
            Err(error) => panic!("{deed:?}: {error}"),
        }
    }

    /// What becomes of the line.
    fn after(&self, deed: &Deed) -> Line {
        let (mut line, now) = (self.line.clone(), self.clock.now());
        match deed {
            Deed::Join(who, party) => line.join(who.person.as_str(), *party as usize),
            Deed::ComesWith(who, party) => {
                line.comes_with(who.person.as_str(), *party as usize, now);
            }
            Deed::Leave(who) => line.leave(who.person.as_str(), now),
            Deed::Confirm(who) => line.confirm(who.person.as_str(), now),
            Deed::Change(words) => {
                let capacity = words.capacity.map(|capacity| capacity as usize);
                let begins = words.when.starts_at();
                line.change(capacity, begins - TimeDelta::hours(2), now);
            }
        }
        line.pass(now);
        line
    }

    async fn step(&mut self, number: u64) {
        let mut dice = Dice(number);
        match dice.roll(8) {
            0 => self.time_goes_on(&mut dice).await,
            1 => self.a_process_dies_at_work(&mut dice).await,
            2 => self.a_process_dies_at_a_deed(&mut dice).await,
            _ => {
                let deed = self.deed(&mut dice);
                let by = if dice.roll(2) == 0 {
                    &self.meetups
                } else {
                    &self.other
                };
                self.does(by, &deed).await;
                let line = self.after(&deed);
                self.takes_over(&deed, line).await;
            }
        }
        self.desk.dies(dice.roll(10) == 0);
    }

    async fn takes_over(&mut self, deed: &Deed, line: Line) {
        if let Deed::Change(words) = deed {
            self.words = Draft::clone(words);
        }
        self.line = line;
        self.meetups.do_jobs().await.unwrap();
        self.is_as_it_should_be().await;
    }

    fn moves(&mut self, dice: &mut Dice) {
        let hours = dice.pick(&[1, 5, 23, 24, 49]);
        self.clock.advance(TimeDelta::hours(hours));
    }

    /// A meetup that is over takes nobody any more: its host moves it before.
    async fn stays_ahead(&mut self, dice: &mut Dice) {
        if self.words.when.starts_at() <= self.clock.now() {
            let deed = self.later(dice);
            self.does(&self.meetups, &deed).await;
            let line = self.after(&deed);
            self.takes_over(&deed, line).await;
        }
    }

    async fn time_goes_on(&mut self, dice: &mut Dice) {
        self.moves(dice);
        self.meetups.do_jobs().await.unwrap();
        self.line.pass(self.clock.now());
        self.is_as_it_should_be().await;
        self.stays_ahead(dice).await;
    }

    /// What it had begun, somebody else does when its lease is over.
    async fn a_process_dies_at_work(&mut self, dice: &mut Dice) {
        self.moves(dice);
        let polls = dice.roll(POLLS_BEFORE_DEATH);
        gone_after(polls, self.other.do_jobs()).await;
        self.other = born_again(&self.other, &self.desk, &self.clock).await;
        self.line.pass(self.clock.now());
        self.clock.advance(jobs::LEASE);
        self.meetups.do_jobs().await.unwrap();
        self.line.pass(self.clock.now());
        self.is_as_it_should_be().await;
        self.stays_ahead(dice).await;
    }

    /// It was done or it was not, and nothing between.
    async fn a_process_dies_at_a_deed(&mut self, dice: &mut Dice) {
        let deed = self.deed(dice);
        let polls = dice.roll(POLLS_BEFORE_DEATH);
        gone_after(polls, self.does(&self.other, &deed)).await;
        // Whatever was begun has its turn before this.
        let nothing = self
            .other
            .store
            .tell("nobody", "nobody", "changed", self.clock.now());
        nothing.await.unwrap();
        self.other = born_again(&self.other, &self.desk, &self.clock).await;
        let done = self.after(&deed);
        let event = self.meetups.store.event(&self.id).await.unwrap().unwrap();
        let was_changed = event.words != self.words;
        let is_done = match &deed {
            Deed::Change(_) => was_changed,
            _ => self.stored(&done).await.0 == done.rows,
        };
        if is_done {
            self.takes_over(&deed, done).await;
        } else {
            self.meetups.do_jobs().await.unwrap();
            self.is_as_it_should_be().await;
        }
    }

    /// The line as the store has it. An offer that was made while somebody died may have been made when the lease was over:
    /// it then runs so much longer than expected, and never past the last call.
    async fn stored(&self, expected: &Line) -> (Vec<Row>, Vec<Held>) {
        let held = self.meetups.store.signups(&self.id).await.unwrap();
        let is_near = |until: DateTime<Utc>, should: DateTime<Utc>| {
            until >= should && until - should <= jobs::LEASE && until <= expected.last_call
        };
        let row = |(n, held): (usize, &Held)| {
            let should = expected.rows.get(n).map(|row| row.stand);
            let stand = match (held.stand(), should) {
                (Stand::Offered { until }, Some(Stand::Offered { until: should }))
                    if is_near(until, should) =>
                {
                    Stand::Offered { until: should }
                }
                (stand, _) => stand,
            };
            Row {
                person: held.person.to_string(),
                party: held.party as usize,
                stand,
            }
        };
        let rows = held.iter().enumerate().map(row).collect();
        (rows, held)
    }

    async fn is_as_it_should_be(&mut self) {
        let (stored, held) = self.stored(&self.line).await;
        assert_eq!(stored, self.line.rows, "at {}", self.clock.now());
        let places = self
            .meetups
            .store
            .event(&self.id)
            .await
            .unwrap()
            .unwrap()
            .places;
        assert_eq!(places.placed as usize, self.line.taken());
        assert_eq!(places.waiting as usize, self.line.waiting());
        // From now on an offer ends when the store says it does.
        for (row, held) in self.line.rows.iter_mut().zip(held) {
            row.stand = held.stand();
        }
    }

    /// Nobody does anything any more: everybody to whom a place is held has had a mail, and one mail.
    async fn end(mut self) {
        self.desk.dies(false);
        for _ in 0..4 {
            self.clock.advance(TimeDelta::hours(1));
            self.line.pass(self.clock.now());
            self.meetups.do_jobs().await.unwrap();
            self.is_as_it_should_be().await;
        }
        let held = self.meetups.store.signups(&self.id).await.unwrap();
        let letters = self.desk.written();
        for one in held {
            let Stand::Offered { .. } = one.stand() else {
                continue;
            };
            let name = format!("offered/{}/", one.sid);
            let told = letters
                .iter()
                .filter(|letter| letter.what == PLACE_OFFERED && letter.once.starts_with(&name));
            assert!(
                told.count() > 0,
                "{} holds a place and was not told",
                one.person
            );
        }
        let failed = jobs::failed(self.meetups.store.database()).await.unwrap();
        assert_eq!(failed, Vec::new());
    }
}

/// Says now and then how far a long walk is: it takes a while.
const SAYS_EVERY: usize = 1000;

fn walks(numbers: Vec<u64>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut walk = Walk::new().await;
        for (n, number) in (1..).zip(numbers) {
            walk.step(number).await;
            if n % SAYS_EVERY == 0 {
                println!("{n} steps, {} mails", walk.desk.asked());
            }
        }
        walk.end().await;
    });
}

/// Tests of their own, so that walks are made beside each other.
macro_rules! walks {
    ($($name:ident)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 1, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(numbers in proptest::collection::vec(any::<u64>(), steps_of_a_walk())) {
                    walks(numbers);
                }
            )*
        }
    };
}

walks! {
    no_place_is_given_twice_nobody_is_skipped_and_no_offer_is_lost
    nor_on_a_second_walk
    nor_on_a_third
    nor_on_a_fourth
}
