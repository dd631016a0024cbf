//! iCalendar in (RFC 5545): any file becomes events, or is refused with the line at fault. Nothing of a refused file
//! is kept. Own reader, because a refusal needs the line, which the libraries do not tell.

mod component;
mod fault;
mod line;
mod value;
mod vevent;
mod zones;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use nouns::{EventId, Region};

use crate::event::{Draft, Status};
use crate::news::stable_uuid;
use crate::recurrence::Moved;
use component::Component;
use vevent::Vevent;
use zones::Zones;

pub use fault::{ImportFault, ImportProblem};

/// An event of a file, not yet on a board.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Foreign {
    pub(crate) id: EventId,
    pub(crate) uid: String,
    pub(crate) words: Draft,
    pub(crate) status: Status,
    pub(crate) sequence: u32,
    pub(crate) created: Option<chrono::DateTime<chrono::Utc>>,
}

/// What a file holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Contents {
    pub(crate) events: Vec<Foreign>,
    /// Tasks, journals, busy times, private events.
    pub(crate) skipped: u32,
}

/// Reads a file for the board of `region`.
pub(crate) fn read(text: &str, region: Region) -> Result<Contents, ImportFault> {
    let calendars = component::read(text)?;
    let mut contents = Contents::default();
    for calendar in &calendars {
        read_calendar(calendar, region, &mut contents)?;
    }
    Ok(contents)
}

fn read_calendar(
    calendar: &Component,
    region: Region,
    contents: &mut Contents,
) -> Result<(), ImportFault> {
    let zones = Zones::of(calendar);
    let mut series: BTreeMap<String, Foreign> = BTreeMap::new();
    let mut overrides = Vec::new();
    for part in &calendar.parts {
        match part.name.as_str() {
            "VEVENT" => match vevent::read(part, &zones, region)? {
                None => contents.skipped += 1,
                Some(vevent) if vevent.original.is_some() => overrides.push(vevent),
                Some(vevent) => keep_latest(&mut series, foreign(vevent)),
            },
            "VTIMEZONE" => {}
            _ => contents.skipped += 1,
        }
    }
    for vevent in overrides {
        place_override(&mut series, vevent);
    }
    contents.events.extend(series.into_values());
    Ok(())
}

/// The same UID twice is the same event twice: the higher sequence counts, then the later in the file.
fn keep_latest(series: &mut BTreeMap<String, Foreign>, next: Foreign) {
    let is_older = series
        .get(&next.uid)
        .is_some_and(|known| known.sequence > next.sequence);
    if !is_older {
        series.insert(next.uid.clone(), next);
    }
}

/// A moved date goes into its series; one whose series is elsewhere stands alone.
fn place_override(series: &mut BTreeMap<String, Foreign>, vevent: Vevent) {
    let Some(original) = vevent.original else {
        return;
    };
    if let Some(master) = series.get_mut(&vevent.uid) {
        let original = original.on(master.words.when);
        let moved = moved(&vevent, master);
        master.words.recurrence.moved.insert(original, moved);
    } else {
        let mut alone = foreign(vevent);
        alone.uid = format!("{}-{}", alone.uid, original.text());
        alone.id = id_of(&alone.uid);
        keep_latest(series, alone);
    }
}

/// In a series that is off altogether no date is off by itself.
fn moved(vevent: &Vevent, series: &Foreign) -> Moved {
    let master = &series.words;
    let zone = master.when.zone();
    let local =
        |time: chrono::DateTime<chrono::Utc>| -> NaiveDateTime { crate::when::wall(time, zone) };
    let (starts, ends) = if vevent.words.when.all_day() {
        (vevent.words.when.starts(), vevent.words.when.ends())
    } else {
        (
            local(vevent.words.when.starts_at()),
            local(vevent.words.when.ends_at()),
        )
    };
    let title = Some(vevent.words.title.as_str()).filter(|title| *title != master.title.as_str());
    Moved {
        starts,
        ends,
        title: title.map(str::to_owned),
        place: vevent
            .words
            .place
            .clone()
            .filter(|place| Some(place) != master.place.as_ref()),
        cancelled: vevent.status == Status::Cancelled && series.status == Status::Scheduled,
    }
}

fn foreign(vevent: Vevent) -> Foreign {
    Foreign {
        id: id_of(&vevent.uid),
        uid: vevent.uid,
        words: vevent.words,
        status: vevent.status,
        sequence: vevent.sequence,
        created: vevent.created,
    }
}

/// The id follows from the UID, so the same file twice is the same events.
pub(crate) fn id_of(uid: &str) -> EventId {
    let text = stable_uuid(uid).replace('-', "");
    EventId::parse(&text).unwrap_or_else(|_| EventId::fresh())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar;
    use crate::testing::{self, region};
    use proptest::prelude::*;

    fn file(event: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n")
    }

    fn one(event: &str) -> Result<Foreign, ImportFault> {
        let text = file(&format!(
            "BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\n{event}END:VEVENT\r\n"
        ));
        read(&text, region("NL-UT")).map(|contents| contents.events.into_iter().next().unwrap())
    }

    #[test]
    fn a_series_with_a_moved_and_a_cancelled_date_is_one_event() {
        let text = file(concat!(
            "BEGIN:VEVENT\r\nUID:u1\r\nDTSTART;TZID=Europe/Amsterdam:20260305T153000\r\nDURATION:PT1H30M\r\n",
            "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Samen\\, leren\r\nEND:VEVENT\r\n",
            "BEGIN:VEVENT\r\nUID:u1\r\nRECURRENCE-ID;TZID=Europe/Amsterdam:20260312T153000\r\n",
            "DTSTART;TZID=Europe/Amsterdam:20260313T153000\r\nDTEND;TZID=Europe/Amsterdam:20260313T170000\r\n",
            "SUMMARY:Samen\\, leren\r\nEND:VEVENT\r\n",
        ));
        let contents = read(&text, region("NL-UT")).unwrap();
        assert_eq!(contents.events.len(), 1);
        let words = &contents.events[0].words;
        assert_eq!(words.title.as_str(), "Samen, leren");
        let ever = (
            chrono::DateTime::UNIX_EPOCH,
            chrono::DateTime::<chrono::Utc>::MAX_UTC,
        );
        let times = words.recurrence.between(words.when, ever.0, ever.1, 10);
        let starts: Vec<String> = times
            .iter()
            .map(|time| time.when.starts().to_string())
            .collect();
        assert_eq!(
            starts,
            [
                "2026-03-05 15:30:00",
                "2026-03-13 15:30:00",
                "2026-03-19 15:30:00"
            ]
        );
    }

    #[test]
    fn floating_times_are_amsterdam_and_days_are_days() {
        let floating = one("DTSTART:20260701T100000\r\nDTEND:20260701T110000\r\n").unwrap();
        assert_eq!(
            floating.words.when.starts_at().to_rfc3339(),
            "2026-07-01T08:00:00+00:00"
        );
        let days = one("DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260703\r\n").unwrap();
        assert!(days.words.when.all_day());
        assert_eq!(days.words.when.length(), chrono::TimeDelta::days(2));
        let windows =
            one("DTSTART;TZID=W. Europe Standard Time:20260701T100000\r\nDURATION:PT1H\r\n");
        assert_eq!(
            windows.unwrap().words.when.zone(),
            chrono_tz::Europe::Amsterdam
        );
    }

    #[test]
    fn a_fault_is_named_by_its_line() {
        let cases = [
            ("SUMMARY:x\r\n", ImportProblem::NoStart),
            ("DTSTART:20261301T000000\r\n", ImportProblem::Time),
            (
                "DTSTART;TZID=Mars/Olympus:20260101T000000\r\n",
                ImportProblem::Zone,
            ),
            (
                "DTSTART:20260102T000000Z\r\nDTEND:20260101T000000Z\r\n",
                ImportProblem::EndsBeforeStart,
            ),
            (
                "DTSTART:20260102T000000Z\r\nRRULE:FREQ=OOIT\r\n",
                ImportProblem::Rule,
            ),
            (
                "DTSTART:20260102T000000Z\r\nDURATION:een uur\r\n",
                ImportProblem::Duration,
            ),
        ];
        for (event, problem) in cases {
            let fault = one(event).unwrap_err();
            assert_eq!(fault.problem, problem, "{event}");
            assert!((4..=8).contains(&fault.line), "{event}: {}", fault.line);
        }
        let fault = read("hallo\r\n", region("NL-UT")).unwrap_err();
        assert_eq!((fault.line, fault.problem), (1, ImportProblem::NoCalendar));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(BEGIN:VCALENDAR\n)?(BEGIN:VEVENT\n)?([A-Z;=:/0-9T+-]{0,30}\n){0,8}(END:VEVENT\n)?(END:VCALENDAR\n)?") {
            let _ = read(&text, region("NL-UT"));
        }

        #[test]
        fn no_value_makes_it_panic(
            start in "[0-9TZ]{0,16}", end in "[0-9TZ]{0,16}", rule in "[A-Z=;0-9,+-]{0,60}", duration in "P?[0-9WDTHMS]{0,12}",
        ) {
            let _ = one(&format!("DTSTART:{start}\r\nDTEND:{end}\r\n"));
            let _ = one(&format!("DTSTART:20260102T000000Z\r\nDURATION:{duration}\r\nRRULE:{rule}\r\n"));
        }

        #[test]
        fn what_we_write_we_read_back(title in "[^\\p{C}]{3,60}", weeks in 1u8..20, skip in 0usize..4) {
            let mut event = testing::event("samen", "RMC-19");
            event.words.title = crate::event::Title::of_import(&title);
            let when = event.words.when;
            let rule = format!("FREQ=WEEKLY;COUNT={weeks}");
            event.words.recurrence.rules.push(crate::recurrence::Rule::parse(&rule, when).unwrap());
            event.words.recurrence.except.insert(when.starts() + chrono::TimeDelta::weeks(i64::try_from(skip).unwrap()));
            let head = calendar::Head { uid: "x".into(), name: "x".into(), color: "teal", url: None, source: None, changed: None };
            let entry = calendar::Entry { event: &event, community: None, url: None, online_link: None };
            let read = read(&calendar::write(&head, &[entry]), region("RMC-19")).unwrap();
            let words = &read.events[0].words;
            prop_assert_eq!(&read.events[0].uid, &event.uid);
            prop_assert_eq!(&words.title, &event.words.title);
            prop_assert_eq!(&words.recurrence, &event.words.recurrence);
            prop_assert_eq!((words.when, words.kind), (event.words.when, event.words.kind));
        }
    }
}
