use chrono::NaiveDateTime;

use super::*;
use crate::recurrence::{Moved, Rule};
use crate::testing::draft;

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn weekly() -> Draft {
    let mut words = draft("RMC-19");
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=4", words.when).unwrap();
    words.recurrence.rules.push(rule);
    words
}

fn names(found: &[Difference]) -> Vec<&str> {
    found.iter().map(|one| one.what.as_str()).collect()
}

#[test]
fn each_thing_is_told_with_what_it_was_and_is_and_the_link_is_not() {
    let before = draft("RMC-19");
    let mut now = before.clone();
    now.when = before.when.begun_at(local("2026-03-06T16:00:00"));
    now.place = Some("De Brug".to_owned());
    now.online_link = Some("https://geheim.example".to_owned());
    let found = differences(&before, &now);
    assert_eq!(names(&found), ["time", "place", "link"]);
    let Some(Told::Time(time)) = &found[0].now else {
        panic!("{found:?}");
    };
    assert_eq!(time.starts, local("2026-03-06T16:00:00"));
    assert_eq!(time.ends, local("2026-03-06T17:30:00"));
    assert_eq!(found[1].now, Some(Told::Text("De Brug".to_owned())));
    let written = serde_json::to_string(&found).unwrap();
    assert!(!written.contains("geheim"), "{written}");
    assert_eq!(differences(&now, &now), []);
}

#[test]
fn of_a_series_each_date_is_told() {
    let (before, mut now) = (weekly(), weekly());
    now.recurrence.except.insert(local("2026-03-12T15:30:00"));
    let moved = Moved {
        starts: local("2026-03-20T10:00:00"),
        ends: local("2026-03-20T11:30:00"),
        title: None,
        place: None,
        cancelled: false,
    };
    now.recurrence
        .moved
        .insert(local("2026-03-19T15:30:00"), moved);
    let found = differences(&before, &now);
    assert_eq!(names(&found), ["date-off", "date-moved"]);
    let back = differences(&now, &before);
    assert_eq!(names(&back), ["date-back", "date-moved"]);
    assert_eq!(
        back[0].before, None,
        "it was off, and is on the day that it was"
    );
    let other = Draft {
        recurrence: Recurrence::default(),
        ..before.clone()
    };
    assert_eq!(names(&differences(&before, &other)), ["series"]);
}

#[test]
fn several_changes_come_to_the_first_and_the_last() {
    let place = |place: &str| Draft {
        place: Some(place.to_owned()),
        ..draft("RMC-19")
    };
    let (one, two, three) = (place("Een"), place("Twee"), place("Drie"));
    let both = [differences(&one, &two), differences(&two, &three)].concat();
    assert_eq!(merged(both), differences(&one, &three));
    let there_and_back = [differences(&one, &two), differences(&two, &one)].concat();
    assert_eq!(merged(there_and_back), []);
}
