use ::store::Datastore;
use contract::letters::{Letter, MEETUP_CHANGED};
use nouns::{Clock, Role};

use super::*;
use crate::feed::{Format, Scope};
use crate::recurrence::Rule;
use crate::testing::{Desk, caller, coordinator, draft, region, start};
use crate::when::HOME;

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn at(starts: &str, ends: &str) -> When {
    When::timed(local(starts), local(ends), HOME).unwrap()
}

/// A series of four weeks from 12 March 2026, over the change to summer time, with Noor in it.
async fn weekly(when: When) -> (Meetups, std::sync::Arc<Desk>, EventId) {
    let desk = std::sync::Arc::new(Desk::default());
    let datastore = Datastore::in_memory().await.unwrap();
    let house = Meetups::open(&datastore, None, Clock::fixed(start()))
        .await
        .unwrap()
        .with_accounts(desk.log());
    let mut words = Draft {
        when,
        ..draft("RMC-19")
    };
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=4", when).unwrap();
    words.recurrence.rules.push(rule);
    let event = house.publish(&ria(), words).await.unwrap();
    let noor = caller("noor", Role::Student);
    house.sign_up(&noor, &event.id).await.unwrap();
    house.catch_up().await.unwrap();
    (house, desk, event.id)
}

fn ria() -> Caller {
    coordinator("ria", "NL-UT")
}

fn feed(house: &Meetups) -> String {
    let scope = Scope::Region(region("NL-UT"));
    let feed = house.feed(&scope, Format::Ics, None).unwrap().unwrap();
    feed.body.replace("\r\n ", "")
}

async fn changes(house: &Meetups, desk: &Desk) -> Vec<Letter> {
    house.catch_up().await.unwrap();
    let mut written = desk.written();
    written.retain(|letter| letter.what == MEETUP_CHANGED);
    written
}

#[tokio::test]
async fn a_date_moves_over_the_change_of_the_clocks_and_who_comes_reads_both() {
    let afternoons = at("2026-03-12T15:30:00", "2026-03-12T17:00:00");
    let (house, desk, id) = weekly(afternoons).await;
    let to = at("2026-03-29T01:30:00", "2026-03-29T03:30:00");
    let original = local("2026-03-26T15:30:00");
    house
        .change_date(&ria(), &id, original, DateDeed::Move(to))
        .await
        .unwrap();
    let feed = feed(&house);
    for line in [
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260326T153000",
        "DTSTART;TZID=Europe/Amsterdam:20260329T013000",
        "DTEND;TZID=Europe/Amsterdam:20260329T033000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
    ] {
        assert!(feed.contains(line), "{line}\n{feed}");
    }
    let view = house.event(None, &id).await.unwrap();
    let times: Vec<String> = view
        .times
        .iter()
        .map(|time| time.when.starts_at().to_rfc3339())
        .collect();
    assert_eq!(
        times,
        [
            "2026-03-12T14:30:00+00:00",
            "2026-03-19T14:30:00+00:00",
            "2026-03-29T00:30:00+00:00",
            "2026-04-02T13:30:00+00:00",
        ]
    );
    assert_eq!(
        to.length(),
        TimeDelta::hours(1),
        "an hour falls out of that night"
    );
    let written = changes(&house, &desk).await;
    assert_eq!(written.len(), 1);
    let told = serde_json::to_value(&written[0].changes).unwrap();
    assert_eq!(told[0]["what"], "date-moved");
    assert_eq!(told[0]["before"]["time"]["starts"], "2026-03-26T15:30:00");
    assert_eq!(told[0]["now"]["time"]["starts"], "2026-03-29T01:30:00");
}

#[tokio::test]
async fn a_date_is_called_off_and_put_back() {
    let afternoons = at("2026-03-12T15:30:00", "2026-03-12T17:00:00");
    let (house, desk, id) = weekly(afternoons).await;
    let original = local("2026-03-19T15:30:00");
    house
        .change_date(&ria(), &id, original, DateDeed::Off)
        .await
        .unwrap();
    assert!(feed(&house).contains("EXDATE;TZID=Europe/Amsterdam:20260319T153000"));
    assert_eq!(house.event(None, &id).await.unwrap().times.len(), 3);
    let written = changes(&house, &desk).await;
    let told: Vec<&str> = written[0]
        .changes
        .iter()
        .map(|change| change.what.as_str())
        .collect();
    assert_eq!(told, ["date-off"]);
    house
        .change_date(&ria(), &id, original, DateDeed::Back)
        .await
        .unwrap();
    assert!(!feed(&house).contains("EXDATE"));
    assert_eq!(house.event(None, &id).await.unwrap().times.len(), 4);
}

#[tokio::test]
async fn whole_days_move_as_days() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let days = |first: &str, after: &str| When::days(day(first), day(after), HOME).unwrap();
    let (house, _desk, id) = weekly(days("2026-03-12", "2026-03-13")).await;
    let to = days("2026-03-28", "2026-03-30");
    house
        .change_date(
            &ria(),
            &id,
            local("2026-03-26T00:00:00"),
            DateDeed::Move(to),
        )
        .await
        .unwrap();
    let feed = feed(&house);
    for line in [
        "RECURRENCE-ID;VALUE=DATE:20260326",
        "DTSTART;VALUE=DATE:20260328",
        "DTEND;VALUE=DATE:20260330",
    ] {
        assert!(feed.contains(line), "{line}\n{feed}");
    }
}

#[tokio::test]
async fn only_its_own_times_and_never_the_last() {
    let afternoons = at("2026-03-12T15:30:00", "2026-03-12T17:00:00");
    let (house, _desk, id) = weekly(afternoons).await;
    let off = async |original: &str| {
        let (by, original) = (ria(), local(original));
        house.change_date(&by, &id, original, DateDeed::Off).await
    };
    let unknown = off("2026-03-13T15:30:00").await;
    assert!(matches!(unknown, Err(MeetupsError::UnknownDate)));
    let far = off("2031-03-13T15:30:00").await;
    assert!(matches!(far, Err(MeetupsError::UnknownDate)));
    for day in ["12", "19", "26"] {
        off(&format!("2026-03-{day}T15:30:00")).await.unwrap();
    }
    let last = off("2026-04-02T15:30:00").await;
    assert!(matches!(last, Err(MeetupsError::LastDate)));
    let noor = caller("noor", Role::Student);
    let original = local("2026-04-02T15:30:00");
    let refused = house
        .change_date(&noor, &id, original, DateDeed::Back)
        .await;
    assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
}

#[tokio::test]
async fn two_changes_before_a_mail_goes_are_one_mail_with_both() {
    let afternoons = at("2026-03-12T15:30:00", "2026-03-12T17:00:00");
    let (house, desk, id) = weekly(afternoons).await;
    for day in ["12", "19"] {
        let original = local(&format!("2026-03-{day}T15:30:00"));
        house
            .change_date(&ria(), &id, original, DateDeed::Off)
            .await
            .unwrap();
    }
    let written = changes(&house, &desk).await;
    assert_eq!((written.len(), written[0].changes.len()), (1, 2));
}

#[tokio::test]
async fn a_mail_that_could_not_go_out_leaves_its_change_to_the_next() {
    let afternoons = at("2026-03-12T15:30:00", "2026-03-12T17:00:00");
    let (house, desk, id) = weekly(afternoons).await;
    for (day, dies) in [("12", true), ("19", false)] {
        desk.dies(dies);
        let original = local(&format!("2026-03-{day}T15:30:00"));
        house
            .change_date(&ria(), &id, original, DateDeed::Off)
            .await
            .unwrap();
        house.catch_up().await.unwrap();
    }
    let written = changes(&house, &desk).await;
    let last = written.last().unwrap();
    assert_eq!(
        last.changes.len(),
        2,
        "whoever read nothing of the first day reads of both"
    );
}
