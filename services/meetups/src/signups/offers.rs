//! What happens to a place that came free: held for a time, for one after the other; after the last call for who is first.

use chrono::{DateTime, TimeDelta, Utc};
use contract::letters::{PLACE_FREE, PLACE_GIVEN, PLACE_LAPSED, PLACE_OFFERED};
use nouns::Role;

use super::Stand;
use crate::MeetupsError;
use crate::event::Draft;
use crate::testing::{House, caller, places, start};

impl House {
    async fn come(&self, names: &[&str]) {
        for name in names {
            let by = caller(name, Role::Student);
            self.meetups.sign_up(&by, &self.id).await.unwrap();
        }
    }

    /// Who stands where, in the order of arrival.
    async fn stands(&self) -> Vec<(String, Stand)> {
        let held = self.meetups.store.signups(&self.id).await.unwrap();
        let places = self
            .meetups
            .store
            .event(&self.id)
            .await
            .unwrap()
            .unwrap()
            .places;
        let many = |is: fn(Stand) -> bool| held.iter().filter(|one| is(one.stand())).count();
        let taken = many(|stand| matches!(stand, Stand::Placed | Stand::Offered { .. }));
        assert_eq!(places.placed as usize, taken);
        assert_eq!(
            places.waiting as usize,
            many(|stand| stand == Stand::Waiting)
        );
        held.iter()
            .map(|one| (one.person.to_string(), one.stand()))
            .collect()
    }

    /// Whom a mail went to by now, and of what.
    async fn mailed(&self) -> Vec<(String, String)> {
        self.meetups.catch_up().await.unwrap();
        self.mails()
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn stand(name: &str, stand: Stand) -> (String, Stand) {
    (name.to_owned(), stand)
}

fn mail(name: &str, what: &str) -> (String, String) {
    (name.to_owned(), what.to_owned())
}

#[tokio::test]
async fn a_place_that_came_free_is_held_for_a_day_and_then_for_the_next() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas", "sam"]).await;
    house.leave("noor").await;
    let until = start() + TimeDelta::days(1);
    let held = [
        stand("bas", Stand::Offered { until }),
        stand("sam", Stand::Waiting),
    ];
    assert_eq!(house.stands().await, held);
    assert_eq!(house.mailed().await, [mail("bas", PLACE_OFFERED)]);
    let letter = house.desk.written().remove(0);
    assert_eq!(letter.moment.unwrap().to_string(), "2026-03-03 10:00:00");

    house.wait_until("2026-03-03T08:59:59Z").await;
    assert_eq!(house.stands().await, held);
    house.wait_until("2026-03-03T09:00:00Z").await;
    let next = start() + TimeDelta::days(2);
    assert_eq!(
        house.stands().await,
        [
            stand("bas", Stand::Lapsed),
            stand("sam", Stand::Offered { until: next })
        ]
    );
    let told = [
        mail("bas", PLACE_OFFERED),
        mail("bas", PLACE_LAPSED),
        mail("sam", PLACE_OFFERED),
    ];
    assert_eq!(house.mailed().await.len(), told.len());
    for one in told {
        assert!(house.mailed().await.contains(&one), "{one:?}");
    }
    assert!(matches!(house.yes("bas").await, Err(MeetupsError::NoOffer)));
    house.yes("sam").await.unwrap();
    // Once more changes nothing, and whoever was too late may stand in line again.
    house.yes("sam").await.unwrap();
    house.come(&["bas"]).await;
    assert_eq!(
        house.stands().await,
        [stand("sam", Stand::Placed), stand("bas", Stand::Waiting)]
    );
}

#[tokio::test]
async fn a_no_gives_the_place_to_the_next_at_once() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas", "sam"]).await;
    house.leave("noor").await;
    house.leave("bas").await;
    let until = start() + TimeDelta::days(1);
    assert_eq!(
        house.stands().await,
        [stand("sam", Stand::Offered { until })]
    );
    // The end of the offer to Bas ends nobody else's.
    house.yes("sam").await.unwrap();
    house.wait_until("2026-03-04T09:00:00Z").await;
    assert_eq!(house.stands().await, [stand("sam", Stand::Placed)]);
}

#[tokio::test]
async fn nobody_who_comes_later_takes_a_place_before_who_waits() {
    let house = House::open(places(Some(2))).await;
    house.come(&["noor", "bas", "sam"]).await;
    house.edit(places(Some(1))).await;
    house.leave("noor").await;
    // One place, one person in it: nothing came free.
    assert_eq!(
        house.stands().await,
        [stand("bas", Stand::Placed), stand("sam", Stand::Waiting)]
    );
    house.edit(places(Some(3))).await;
    house.come(&["lin"]).await;
    let until = start() + TimeDelta::days(1);
    assert_eq!(
        house.stands().await,
        [
            stand("bas", Stand::Placed),
            stand("sam", Stand::Offered { until }),
            stand("lin", Stand::Placed)
        ]
    );
}

#[tokio::test]
async fn room_for_everyone_is_no_offer_but_a_place() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas"]).await;
    house.edit(places(None)).await;
    assert_eq!(
        house.stands().await,
        [stand("noor", Stand::Placed), stand("bas", Stand::Placed)]
    );
    assert_eq!(house.mailed().await, [mail("bas", PLACE_GIVEN)]);
}

#[tokio::test]
async fn two_hours_before_the_start_who_says_yes_first_has_the_place() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas", "sam"]).await;
    // An offer of the day itself ends at half past one, and its holder has lost nothing by that.
    house.clock.advance(at("2026-03-05T10:00:00Z") - start());
    house.leave("noor").await;
    let until = at("2026-03-05T12:30:00Z");
    assert_eq!(
        house.stands().await,
        [
            stand("bas", Stand::Offered { until }),
            stand("sam", Stand::Waiting)
        ]
    );
    assert!(matches!(house.yes("sam").await, Err(MeetupsError::NoOffer)));
    house.wait_until("2026-03-05T12:30:00Z").await;
    assert_eq!(
        house.stands().await,
        [stand("bas", Stand::Waiting), stand("sam", Stand::Waiting)]
    );
    let told = house.mailed().await;
    for name in ["bas", "sam"] {
        assert!(told.contains(&mail(name, PLACE_FREE)), "{told:?}");
    }
    // Whoever comes now stands behind them, and is as free to say yes as they are.
    house.come(&["lin"]).await;
    assert_eq!(house.stands().await[2], stand("lin", Stand::Waiting));
    house.leave("lin").await;
    house.yes("sam").await.unwrap();
    assert!(matches!(house.yes("bas").await, Err(MeetupsError::NoOffer)));
    assert_eq!(
        house.stands().await,
        [stand("bas", Stand::Waiting), stand("sam", Stand::Placed)]
    );
}

#[tokio::test]
async fn an_offer_follows_a_meetup_that_moves() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas"]).await;
    house.leave("noor").await;
    let sooner = crate::when::When::timed(
        "2026-03-02T18:00:00".parse().unwrap(),
        "2026-03-02T19:00:00".parse().unwrap(),
        crate::when::HOME,
    );
    house
        .edit(Draft {
            when: sooner.unwrap(),
            ..places(Some(1))
        })
        .await;
    let until = at("2026-03-02T15:00:00Z");
    assert_eq!(
        house.stands().await,
        [stand("bas", Stand::Offered { until })]
    );
    house.wait_until("2026-03-02T15:00:00Z").await;
    assert_eq!(house.stands().await, [stand("bas", Stand::Waiting)]);
    house.edit(places(Some(1))).await;
    let until = at("2026-03-03T15:00:00Z");
    assert_eq!(
        house.stands().await,
        [stand("bas", Stand::Offered { until })]
    );
}

#[tokio::test]
async fn whoever_asks_for_a_mail_and_dies_has_not_sent_it_twice() {
    let house = House::open(places(Some(1))).await;
    house.come(&["noor", "bas"]).await;
    house.leave("noor").await;
    house.desk.dies(true);
    house.meetups.catch_up().await.unwrap();
    house.desk.dies(false);
    house.clock.advance(TimeDelta::minutes(5));
    assert_eq!(house.mailed().await, [mail("bas", PLACE_OFFERED)]);
    assert_eq!(house.desk.asked(), 2);
    house.clock.advance(TimeDelta::minutes(5));
    house.meetups.catch_up().await.unwrap();
    assert_eq!(house.desk.asked(), 2);
}
