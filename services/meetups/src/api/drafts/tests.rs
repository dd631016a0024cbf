use super::*;
use chrono::DateTime;
use proptest::prelude::*;

fn sent() -> NewEvent {
    let text = |text: &str| Some(text.to_owned());
    NewEvent {
        title: text("Samen leren"),
        region: text("RMC-19"),
        starts: text("2026-03-05T15:30"),
        ends: text("2026-03-05T17:00:00+01:00"),
        ..NewEvent::default()
    }
}

fn problems(sent: &NewEvent) -> Vec<(String, String)> {
    match draft(sent) {
        Err(Problem::Refused(fields)) => fields
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn the_least_that_is_needed_is_enough() {
    let words = draft(&sent()).unwrap();
    assert_eq!(words.kind, Kind::USUAL);
    assert_eq!(words.when.length(), TimeDelta::minutes(90));
    assert_eq!(words.when.zone(), HOME);
}

#[test]
fn everything_missing_is_named_at_once() {
    let codes: Vec<String> = problems(&NewEvent::default())
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    assert_eq!(
        codes,
        [
            "title.missing",
            "region.missing",
            "starts.missing",
            "ends.missing"
        ]
    );
}

#[test]
fn each_wrong_field_is_named_with_what_is_wrong() {
    let text = |text: &str| Some(text.to_owned());
    let cases = [
        (
            NewEvent {
                title: text("ab"),
                ..sent()
            },
            "title",
            "title.too-short",
        ),
        (
            NewEvent {
                region: text("NL-XX"),
                ..sent()
            },
            "region",
            "region.unknown",
        ),
        (
            NewEvent {
                kind: text("feest"),
                ..sent()
            },
            "kind",
            "kind.unknown",
        ),
        (
            NewEvent {
                starts: text("morgen"),
                ..sent()
            },
            "starts",
            "starts.unreadable",
        ),
        (
            NewEvent {
                ends: text("2026-03-05T15:00"),
                ..sent()
            },
            "ends",
            "ends.before-starts",
        ),
        (
            NewEvent {
                ends: text("2026-03-05T15:30"),
                ..sent()
            },
            "ends",
            "ends.before-starts",
        ),
        (
            NewEvent {
                ends: text("2026-05-05T15:30"),
                ..sent()
            },
            "ends",
            "ends.too-late",
        ),
        (
            NewEvent {
                timezone: text("Mars/Olympus"),
                ..sent()
            },
            "timezone",
            "timezone.unknown",
        ),
        (
            NewEvent {
                capacity: Some(0),
                ..sent()
            },
            "capacity",
            "capacity.out-of-range",
        ),
        (
            NewEvent {
                online_link: text("javascript:alert(1)"),
                ..sent()
            },
            "online_link",
            "link.unreadable",
        ),
        (
            NewEvent {
                accessibility: Some(vec!["lift".into()]),
                ..sent()
            },
            "accessibility",
            "accessibility.unknown",
        ),
    ];
    for (sent, field, code) in cases {
        assert_eq!(problems(&sent), [(field.to_owned(), code.to_owned())]);
    }
}

#[test]
fn whole_days_include_the_last_and_read_back_as_we_write_them() {
    let days = |starts: &str, ends: &str| {
        let (starts, ends) = (Some(starts.to_owned()), Some(ends.to_owned()));
        draft(&NewEvent {
            starts,
            ends,
            all_day: Some(true),
            ..sent()
        })
        .unwrap()
        .when
    };
    let said = days("2026-03-05", "2026-03-06");
    assert_eq!(said.length(), TimeDelta::days(2));
    assert_eq!(
        days("2026-03-05T00:00:00+01:00", "2026-03-07T00:00:00+01:00"),
        said
    );
    let backwards = NewEvent {
        starts: Some("2026-03-05".to_owned()),
        ends: Some("2026-03-04".to_owned()),
        ..sent()
    };
    assert_eq!(problems(&backwards)[0].1, "ends.before-starts");
    assert_eq!(
        days("2026-03-05", "2026-03-05").length(),
        TimeDelta::days(1)
    );
}

#[test]
fn a_series_is_read_with_its_exceptions() {
    let series = code::Recurrence {
        rule: Some("FREQ=WEEKLY;COUNT=3".to_owned()),
        except: vec!["2026-03-12".to_owned()],
        ..code::Recurrence::default()
    };
    let words = draft(&NewEvent {
        recurrence: Some(series),
        ..sent()
    })
    .unwrap();
    let over = words.recurrence.over_at(words.when).unwrap();
    assert_eq!(
        words
            .recurrence
            .between(words.when, DateTime::UNIX_EPOCH, over, 10)
            .len(),
        2
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(starts in "\\PC{0,24}", ends in "[-0-9T:+Z]{0,26}", rule in "[A-Z0-9=;,-]{0,40}") {
        let recurrence = code::Recurrence { rule: Some(rule), ..code::Recurrence::default() };
        let _ = draft(&NewEvent { starts: Some(starts), ends: Some(ends.clone()), ..sent() });
        let _ = draft(&NewEvent { ends: Some(ends), recurrence: Some(recurrence), ..sent() });
    }
}

#[test]
fn a_meetup_names_so_many_who_organise_and_so_many_days_and_no_more() {
    let named = |field: &str, code: Code| vec![(field.to_owned(), code.name.to_owned())];
    let with_hosts = |count: usize| NewEvent {
        cohosts: Some(vec!["Wijkhuis".to_owned(); count]),
        ..sent()
    };
    assert_eq!(problems(&with_hosts(MOST_COHOSTS)), []);
    assert_eq!(
        problems(&with_hosts(MOST_COHOSTS + 1)),
        named("cohosts", code::COHOSTS_TOO_MANY)
    );
    let with_days = |count: usize| NewEvent {
        recurrence: Some(contract::meetups::Recurrence {
            extra: vec!["2026-03-12".to_owned(); count],
            ..contract::meetups::Recurrence::default()
        }),
        ..sent()
    };
    assert_eq!(problems(&with_days(400)), []);
    assert_eq!(
        problems(&with_days(401)),
        named("recurrence", code::RECURRENCE_TOO_MANY)
    );
}
