//! iCalendar out (RFC 5545, 7986): own small writer, because the calendar contract asks for more than the libraries
//! keep: folding by octets, a `DTSTAMP` that only moves with the event, zones with yearly rules.

mod event;
mod line;
mod zone;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::event::Event;
use crate::when::HOME;
pub(crate) use event::{ACCESS, sentences_of};
use line::Writer;

/// What stands at the head of a calendar.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Stable identity of the calendar itself.
    pub(crate) uid: String,
    pub(crate) name: String,
    /// A colour name of CSS 3 (RFC 7986, 5.9).
    pub(crate) color: &'static str,
    /// The page that shows the same, and this feed's own address; absent when nobody said where the site stands.
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    /// The last change of anything in it.
    pub(crate) changed: Option<DateTime<Utc>>,
}

/// An event with what only its reader may see.
pub(crate) struct Entry<'a> {
    pub(crate) event: &'a Event,
    pub(crate) community: Option<&'a str>,
    /// Its page.
    pub(crate) url: Option<String>,
    /// For participants only.
    pub(crate) online_link: Option<&'a str>,
}

/// A whole calendar. The same events give the same bytes, whenever it is asked for.
#[must_use]
pub(crate) fn write(head: &Head, entries: &[Entry<'_>]) -> String {
    let mut out = Writer::default();
    out.plain("BEGIN", "VCALENDAR");
    head_lines(&mut out, head);
    for (zone, earliest) in zones(entries).into_values() {
        zone::write(&mut out, zone, earliest);
    }
    for entry in entries {
        event::write(&mut out, entry);
    }
    out.plain("END", "VCALENDAR");
    out.finish()
}

fn head_lines(out: &mut Writer, head: &Head) {
    out.plain("VERSION", "2.0");
    out.plain("PRODID", "-//Kansrijk//Bijeenkomsten//NL");
    out.plain("CALSCALE", "GREGORIAN");
    out.text("UID", &head.uid);
    out.text("NAME", &head.name);
    out.text("X-WR-CALNAME", &head.name);
    out.text("X-WR-TIMEZONE", HOME.name());
    out.plain("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    out.plain("X-PUBLISHED-TTL", "PT1H");
    out.plain("COLOR", head.color);
    if let Some(url) = &head.url {
        out.uri("URL", url);
    }
    if let Some(source) = &head.source {
        out.uri("SOURCE;VALUE=URI", source);
    }
    if let Some(changed) = head.changed {
        out.plain("LAST-MODIFIED", &line::utc(changed));
    }
}

/// Every zone that an event needs, with the earliest local time in it. A calendar holds at least one component, so
/// an empty one holds the zone of home.
fn zones(entries: &[Entry<'_>]) -> BTreeMap<&'static str, (Tz, NaiveDateTime)> {
    let mut zones: BTreeMap<&'static str, (Tz, NaiveDateTime)> = BTreeMap::new();
    for entry in entries {
        let (when, recurrence) = (entry.event.words.when, &entry.event.words.recurrence);
        if when.all_day() || line::is_utc(when.zone()) {
            continue;
        }
        let moved = recurrence.moved.values().map(|moved| moved.starts);
        let earliest = moved
            .chain(recurrence.extra.iter().copied())
            .fold(when.starts(), NaiveDateTime::min);
        let (_, first) = zones
            .entry(when.zone().name())
            .or_insert((when.zone(), earliest));
        *first = earliest.min(*first);
    }
    if entries.is_empty() {
        zones.insert(HOME.name(), (HOME, zone::LONG_AGO));
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recurrence::{Moved, Rule};
    use crate::testing;
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    fn head() -> Head {
        Head {
            uid: "3d0c1f0e-0000-8000-8000-000000000000".to_owned(),
            name: "Kansrijk: Utrecht".to_owned(),
            color: "teal",
            url: Some("https://kansrijk.example/regio/NL-UT".to_owned()),
            source: Some("https://kansrijk.example/kalender/NL-UT.ics".to_owned()),
            changed: None,
        }
    }

    fn calendar(event: &Event) -> String {
        write(
            &head(),
            &[Entry {
                event,
                community: None,
                url: None,
                online_link: None,
            }],
        )
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn a_series_with_exceptions_and_a_moved_date_is_written_whole() {
        let mut event = testing::event("samen", "RMC-19");
        let when = event.words.when;
        let recurrence = &mut event.words.recurrence;
        recurrence
            .rules
            .push(Rule::parse("FREQ=WEEKLY;COUNT=4", when).unwrap());
        recurrence
            .except
            .insert("2026-03-12T15:30:00".parse().unwrap());
        let moved = Moved {
            starts: "2026-03-20T10:00:00".parse().unwrap(),
            ends: "2026-03-20T11:00:00".parse().unwrap(),
            title: None,
            place: None,
            cancelled: false,
        };
        recurrence
            .moved
            .insert("2026-03-19T15:30:00".parse().unwrap(), moved);
        let text = unfolded(&calendar(&event));
        for line in [
            "DTSTART;TZID=Europe/Amsterdam:20260305T153000\r\n",
            "RRULE:FREQ=WEEKLY;COUNT=4\r\n",
            "EXDATE;TZID=Europe/Amsterdam:20260312T153000\r\n",
            "RECURRENCE-ID;TZID=Europe/Amsterdam:20260319T153000\r\n",
            "DTSTART;TZID=Europe/Amsterdam:20260320T100000\r\n",
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n",
            "STATUS:CONFIRMED\r\n",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
        assert_eq!(text.matches("UID:samen@kansrijk\r\n").count(), 2);
    }

    #[test]
    fn an_empty_calendar_still_holds_a_component() {
        let text = write(&head(), &[]);
        assert!(text.contains("BEGIN:VTIMEZONE"));
        assert_eq!(text, write(&head(), &[]));
    }

    proptest! {
        #[test]
        fn whatever_it_says_lines_are_short_and_an_independent_parser_reads_it_back(
            title in "[^\\p{C}]{3,90}", description in ".{0,300}", place in "\\PC{0,80}",
        ) {
            let mut event = testing::event("samen", "RMC-19");
            event.words.title = crate::event::Title::of_import(&title);
            event.words.description = description;
            event.words.place = Some(place);
            let text = calendar(&event);
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let unfolded = unfold(&text);
            let parsed = read_calendar(&unfolded).map_err(TestCaseError::fail)?;
            let found = parsed.components.iter().find(|component| component.name == "VEVENT").unwrap();
            let summary = found.find_prop("SUMMARY").unwrap();
            prop_assert_eq!(summary.val.as_str(), event.words.title.as_str());
        }
    }
}
