use std::collections::{BTreeMap, BTreeSet};

use ::store::jobs;
use contract::letters::{MEETUP_CANCELLED, MEETUP_CHANGED};
use nouns::{PersonId, Role};

use super::*;
use crate::PlantedSignups;
use crate::event::Draft;
use crate::recurrence::{Recurrence, Rule};
use crate::testing::{House, caller, coordinator, draft, gone_after, start};
use crate::when::{HOME, When};

/// Of the test with people who die; with `KANSRIJK_TEST_SIZE=long` as many as the promise names.
const PEOPLE: usize = 450;
const LONG: usize = 10_000;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

impl House {
    async fn comes_reminded(&self, name: &str, chosen: &[Remind]) {
        let by = caller(name, Role::Student);
        self.meetups.sign_up(&by, &self.id).await.unwrap();
        let choosing = self.meetups.choose_reminders(&by, &self.id, chosen);
        assert_eq!(choosing.await.unwrap().reminders, chosen);
    }

    /// Who was reminded, and of what.
    fn reminded(&self) -> Vec<(String, String)> {
        let mut mails = self.mails();
        mails.retain(|(_, what)| what == MEETUP_TOMORROW || what == MEETUP_SOON);
        mails
    }
}

fn mail(name: &str, what: &str) -> (String, String) {
    (name.to_owned(), what.to_owned())
}

fn begins(text: &str) -> Draft {
    let starts: NaiveDateTime = text.parse().unwrap();
    let ends = starts + TimeDelta::minutes(90);
    Draft {
        when: When::timed(starts, ends, HOME).unwrap(),
        ..draft("RMC-19")
    }
}

#[tokio::test]
async fn a_day_and_an_hour_before_who_chose_so_and_has_a_place_is_reminded() {
    let house = House::open(Draft {
        capacity: Some(3),
        ..draft("RMC-19")
    })
    .await;
    house.comes_reminded("noor", &Remind::ALL).await;
    house.comes_reminded("bas", &[Remind::Hour]).await;
    house.comes_reminded("sam", &[]).await;
    house.comes_reminded("lin", &Remind::ALL).await;
    house.wait_until("2026-03-04T14:29:59Z").await;
    assert!(house.mails().is_empty());
    house.wait_until("2026-03-04T14:30:00Z").await;
    assert_eq!(house.mails(), [mail("noor", MEETUP_TOMORROW)]);
    let letter = house.desk.written().remove(0);
    assert_eq!(letter.moment.unwrap().to_string(), "2026-03-05 15:30:00");
    house.wait_until("2026-03-05T13:30:00Z").await;
    let hour = [mail("noor", MEETUP_SOON), mail("bas", MEETUP_SOON)];
    assert_eq!(house.mails()[1..], hour);
    house.wait_until("2026-03-06T14:30:00Z").await;
    assert_eq!(house.mails().len(), 3);
}

#[tokio::test]
async fn who_chooses_late_who_leaves_and_who_chooses_nothing_any_more_hears_nothing() {
    let house = House::open(draft("RMC-19")).await;
    house.comes_reminded("noor", &Remind::ALL).await;
    house.comes_reminded("bas", &Remind::ALL).await;
    let (noor, bas) = (caller("noor", Role::Student), caller("bas", Role::Student));
    house.meetups.leave(&noor, &house.id).await.unwrap();
    let nothing = house.meetups.choose_reminders(&bas, &house.id, &[]);
    nothing.await.unwrap();
    house.wait_until("2026-03-04T15:00:00Z").await;
    house.comes_reminded("lin", &[Remind::Day]).await;
    house.wait_until("2026-03-05T15:00:00Z").await;
    assert!(house.mails().is_empty());
    let refused = house.meetups.choose_reminders(&noor, &house.id, &[]).await;
    assert!(matches!(refused, Err(MeetupsError::NotSignedUp)));
}

#[tokio::test]
async fn everybody_on_the_list_is_written_once_of_each_change_and_when_it_is_off() {
    let house = House::open(Draft {
        capacity: Some(1),
        ..draft("RMC-19")
    })
    .await;
    house.comes_reminded("noor", &[]).await;
    house.comes_reminded("bas", &[]).await;
    house.edit(begins("2026-03-10T15:30:00")).await;
    house.meetups.catch_up().await.unwrap();
    house.wait_until("2026-03-02T12:00:00Z").await;
    let mut mails = house.mails();
    mails.retain(|(_, what)| what == MEETUP_CHANGED);
    mails.sort();
    assert_eq!(
        mails,
        [mail("bas", MEETUP_CHANGED), mail("noor", MEETUP_CHANGED)]
    );
    let letters = house.desk.written().into_iter();
    let moments: Vec<_> = letters.filter_map(|one| one.moment).collect();
    assert!(
        moments
            .iter()
            .any(|one| one.to_string() == "2026-03-10 15:30:00")
    );
    let yvonne = coordinator("yvonne", "RMC-19");
    let off = house.meetups.cancel(&yvonne, &house.id, None);
    off.await.unwrap();
    house.wait_until("2026-03-02T13:00:00Z").await;
    let off = house
        .mails()
        .into_iter()
        .filter(|(_, what)| what == MEETUP_CANCELLED);
    assert_eq!(off.count(), 2);
}

#[tokio::test]
async fn a_meetup_that_moves_takes_its_reminders_along_and_one_that_is_off_has_none() {
    let house = House::open(draft("RMC-19")).await;
    house.comes_reminded("noor", &[Remind::Day]).await;
    house.meetups.catch_up().await.unwrap();
    house.edit(begins("2026-03-10T15:30:00")).await;
    house.wait_until("2026-03-09T14:29:00Z").await;
    assert!(house.reminded().is_empty());
    // Sooner, also when the moment of before had almost come.
    house.edit(begins("2026-03-10T15:29:30")).await;
    house.wait_until("2026-03-09T14:29:30Z").await;
    assert_eq!(house.reminded(), [mail("noor", MEETUP_TOMORROW)]);
    house.edit(begins("2026-03-12T15:30:00")).await;
    let yvonne = coordinator("yvonne", "RMC-19");
    let off = house.meetups.cancel(&yvonne, &house.id, None);
    off.await.unwrap();
    house.wait_until("2026-03-11T14:30:00Z").await;
    assert_eq!(house.reminded().len(), 1);
}

#[tokio::test]
async fn each_time_of_a_series_is_reminded_of_and_whole_days_at_noon() {
    let words = draft("RMC-19");
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=3", words.when).unwrap();
    let house = House::open(Draft {
        recurrence: Recurrence {
            rules: vec![rule],
            ..Recurrence::default()
        },
        ..words
    })
    .await;
    house.comes_reminded("noor", &[Remind::Day]).await;
    for day in ["04", "11", "18", "25"] {
        house.wait_until(&format!("2026-03-{day}T16:00:00Z")).await;
    }
    let starts: Vec<String> = house
        .desk
        .written()
        .iter()
        .map(|letter| letter.moment.unwrap().date().to_string())
        .collect();
    assert_eq!(starts, ["2026-03-05", "2026-03-12", "2026-03-19"]);

    let day = |text: &str| text.parse().unwrap();
    let house = House::open(Draft {
        when: When::days(day("2026-03-05"), day("2026-03-06"), HOME).unwrap(),
        ..draft("RMC-19")
    })
    .await;
    house.comes_reminded("noor", &Remind::ALL).await;
    house.wait_until("2026-03-04T11:00:00Z").await;
    assert_eq!(house.mails(), [mail("noor", MEETUP_TOMORROW)]);
    house.wait_until("2026-03-06T11:00:00Z").await;
    assert_eq!(house.mails().len(), 1);
}

#[tokio::test]
async fn however_often_processes_die_everybody_is_reminded_once() {
    let long = std::env::var("KANSRIJK_TEST_SIZE").is_ok_and(|size| size == "long");
    let people = if long { LONG } else { PEOPLE };
    let house = House::open(draft("RMC-19")).await;
    let named = |number: usize| {
        let id = format!("p{number:05}");
        (PersonId::parse(&id).unwrap(), id)
    };
    let signups = PlantedSignups {
        event: house.id.clone(),
        people: (0..people).map(named).collect(),
        at: start(),
    };
    house.meetups.plant_signups(&[signups]).await.unwrap();
    let db = house.meetups.store.database();
    let body = "UPDATE signup SET remind = ['day', 'hour'] RETURN NONE";
    let nothing = surrealdb::types::Variables::new();
    db.transact("choosing for all", body, nothing)
        .await
        .unwrap();
    house.comes_reminded("noor", &Remind::ALL).await;
    house.meetups.catch_up().await.unwrap();

    house.clock.advance(at("2026-03-04T14:30:00Z") - start());
    // One process after the other dies at any moment of its work, and accounts takes mails and dies before it says so.
    for round in 0..60u64 {
        house.desk.dies(round % 4 == 3);
        let opened = Meetups::open(&house.datastore, None, house.clock.clone()).await;
        let other = opened.unwrap().with_accounts(house.desk.log());
        gone_after(round * 37 % 400, other.catch_up()).await;
        house.clock.advance(jobs::LEASE);
    }
    house.desk.dies(false);
    for _ in 0..8 {
        house.clock.advance(TimeDelta::minutes(30));
        house.meetups.catch_up().await.unwrap();
    }
    let mut reminded: BTreeMap<String, usize> = BTreeMap::new();
    for (person, what) in house.mails() {
        assert_eq!(what, MEETUP_TOMORROW);
        *reminded.entry(person).or_default() += 1;
    }
    assert_eq!(reminded.len(), people + 1, "nobody is lost");
    let often: BTreeSet<usize> = reminded.into_values().collect();
    assert_eq!(often, BTreeSet::from([1]), "nobody is reminded twice");
    assert!(jobs::failed(db).await.unwrap().is_empty());
}
