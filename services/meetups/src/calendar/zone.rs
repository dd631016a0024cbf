//! `VTIMEZONE`: the rules of a zone as a calendar needs them (RFC 5545, section 3.6.5), read from the changes of
//! offset that chrono-tz knows. A change that comes back every year becomes a yearly rule, any other stands alone.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
    Weekday,
};
use chrono_tz::{OffsetName, Tz};

use super::line::{self, Writer};

/// Rules that still hold in this year go on for ever.
const LAST_YEAR: i32 = 2037;
/// For a calendar without events.
pub(super) const LONG_AGO: NaiveDateTime = NaiveDateTime::new(
    match NaiveDate::from_ymd_opt(2020, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    },
    NaiveTime::MIN,
);

/// A change of offset.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    at: DateTime<Utc>,
    from: i32,
    to: i32,
    name: String,
}

impl Change {
    /// When it happens on the clock that is about to change.
    fn onset(&self) -> NaiveDateTime {
        self.at.naive_utc() + TimeDelta::seconds(i64::from(self.from))
    }

    /// Whether `other` is the same change of another year.
    fn is_like(&self, other: &Self) -> bool {
        let (one, two) = (self.onset(), other.onset());
        (self.from, self.to, &self.name) == (other.from, other.to, &other.name)
            && (one.month(), one.weekday(), one.time()) == (two.month(), two.weekday(), two.time())
    }

    /// Which weekday of its month it falls on: from the start, and -1 where it is the last.
    fn weeks(&self) -> Vec<i8> {
        let day = self.onset().date();
        let next_week = day + TimeDelta::weeks(1);
        let from_start = i8::try_from(day.day0() / 7 + 1).unwrap_or(1);
        let mut weeks = vec![from_start];
        if next_week.month() != day.month() {
            weeks.push(-1);
        }
        weeks
    }
}

/// A change that came back in years on end, on the same weekday of the month.
struct Run {
    first: Change,
    last: Change,
    weeks: Vec<i8>,
}

/// Writes what a calendar needs to know of `zone` from `earliest` on.
pub(super) fn write(out: &mut Writer, zone: Tz, earliest: NaiveDateTime) {
    let start = first_day(earliest);
    let changes = changes(zone, start);
    out.plain("BEGIN", "VTIMEZONE");
    out.plain("TZID", zone.name());
    out.plain("X-LIC-LOCATION", zone.name());
    let covered = changes
        .first()
        .is_some_and(|change| change.onset() + TimeDelta::days(1) < earliest);
    if !covered {
        let (offset, name) = offset_of(zone, start);
        let from_the_start = Change {
            at: start,
            from: offset,
            to: offset,
            name,
        };
        observance(
            out,
            &Run {
                last: from_the_start.clone(),
                first: from_the_start,
                weeks: Vec::new(),
            },
        );
    }
    for run in runs(changes) {
        observance(out, &run);
    }
    out.plain("END", "VTIMEZONE");
}

/// The first of January of the year before: the change of that autumn is still in it.
fn first_day(earliest: NaiveDateTime) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(earliest.year() - 1, 1, 1).unwrap_or(NaiveDate::MIN);
    day.and_time(NaiveTime::MIN).and_utc()
}

fn offset_of(zone: Tz, at: DateTime<Utc>) -> (i32, String) {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let name = offset.abbreviation().unwrap_or("LMT").to_owned();
    (offset.fix().local_minus_utc(), name)
}

/// Every change of offset or name from `start` to the last year.
fn changes(zone: Tz, start: DateTime<Utc>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut day = start;
    while day.year() <= LAST_YEAR {
        let next = day + TimeDelta::days(1);
        let (before, after) = (offset_of(zone, day), offset_of(zone, next));
        if before != after {
            let at = turning_point(zone, day, next);
            changes.push(Change {
                at,
                from: before.0,
                to: after.0,
                name: after.1,
            });
        }
        day = next;
    }
    changes
}

/// The second at which the offset of `late` begins.
fn turning_point(zone: Tz, mut early: DateTime<Utc>, mut late: DateTime<Utc>) -> DateTime<Utc> {
    let before = offset_of(zone, early);
    while late - early > TimeDelta::seconds(1) {
        let middle = early + TimeDelta::seconds((late - early).num_seconds() / 2);
        if offset_of(zone, middle) == before {
            early = middle;
        } else {
            late = middle;
        }
    }
    late
}

/// Joins the changes that one yearly rule describes.
fn runs(changes: Vec<Change>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for change in changes {
        let weeks = change.weeks();
        let joined = runs.iter_mut().find_map(|run| {
            let common: Vec<i8> = run
                .weeks
                .iter()
                .copied()
                .filter(|week| weeks.contains(week))
                .collect();
            let follows =
                run.last.onset().year() + 1 == change.onset().year() && run.last.is_like(&change);
            (follows && !common.is_empty()).then_some((run, common))
        });
        match joined {
            Some((run, common)) => {
                run.last = change;
                run.weeks = common;
            }
            None => runs.push(Run {
                first: change.clone(),
                last: change,
                weeks,
            }),
        }
    }
    runs
}

fn observance(out: &mut Writer, run: &Run) {
    let change = &run.first;
    let kind = if change.to > change.from {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    let onset = change.onset();
    out.plain("BEGIN", kind);
    out.plain("TZOFFSETFROM", &written(change.from));
    out.plain("TZOFFSETTO", &written(change.to));
    out.plain("TZNAME", &change.name);
    out.plain("DTSTART", &onset.format("%Y%m%dT%H%M%S").to_string());
    // -1 is pushed last and holds in every year, so it is the better of two.
    if let (Some(week), true) = (run.weeks.last(), run.first != run.last) {
        let (month, day) = (onset.month(), letters(onset.weekday()));
        let mut rule = format!("FREQ=YEARLY;BYMONTH={month};BYDAY={week}{day}");
        if run.last.onset().year() < LAST_YEAR {
            rule = format!("{rule};UNTIL={}", line::utc(run.last.at));
        }
        out.plain("RRULE", &rule);
    }
    out.plain("END", kind);
}

fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, rest) = (seconds.abs() / 3600, seconds.abs() % 3600);
    let text = format!("{sign}{hours:02}{:02}", rest / 60);
    // Offsets before standard time have seconds.
    if rest % 60 == 0 {
        text
    } else {
        format!("{text}{:02}", rest % 60)
    }
}

fn letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rrule::{RRule, RRuleSet, Unvalidated};

    fn zone_lines(zone: Tz, earliest: &str) -> String {
        let mut out = Writer::default();
        write(&mut out, zone, earliest.parse().unwrap());
        out.finish()
    }

    #[test]
    fn amsterdam_changes_on_the_last_sundays_of_march_and_october() {
        let text = zone_lines(chrono_tz::Europe::Amsterdam, "2026-03-05T15:30:00");
        assert!(
            text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"),
            "{text}"
        );
        assert!(
            text.contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"),
            "{text}"
        );
        assert!(text.contains("DTSTART:20250330T020000\r\n"), "{text}");
        assert_eq!(
            text.matches("BEGIN:STANDARD").count() + text.matches("BEGIN:DAYLIGHT").count(),
            2
        );
    }

    #[test]
    fn a_zone_without_summer_time_has_one_offset() {
        let text = zone_lines(chrono_tz::Asia::Kolkata, "2026-03-05T15:30:00");
        assert_eq!(text.matches("BEGIN:STANDARD").count(), 1);
        assert!(text.contains("TZOFFSETTO:+0530\r\n"));
    }

    /// Reads the written zone as another program would: the latest onset before a moment decides.
    fn offset_by_the_lines(text: &str, at: DateTime<Utc>) -> i32 {
        let mut latest: Option<(DateTime<Utc>, i32)> = None;
        for block in text.split("BEGIN:").skip(2) {
            let value = |name: &str| {
                let line = block
                    .lines()
                    .find(|line| line.starts_with(&format!("{name}:")));
                line.map(|line| line[name.len() + 1..].trim_end().to_owned())
            };
            let seconds = |text: String| {
                let number = |range: std::ops::Range<usize>| text[range].parse::<i32>().unwrap();
                let size = number(1..3) * 3600 + number(3..5) * 60;
                if text.starts_with('-') { -size } else { size }
            };
            let (from, to) = (
                seconds(value("TZOFFSETFROM").unwrap()),
                seconds(value("TZOFFSETTO").unwrap()),
            );
            let start =
                NaiveDateTime::parse_from_str(&value("DTSTART").unwrap(), "%Y%m%dT%H%M%S").unwrap();
            let start = rrule::Tz::UTC.from_utc_datetime(&start);
            let mut onsets = vec![start];
            if let Some(rule) = value("RRULE").map(|rule| on_the_wall(&rule, from)) {
                let rule: RRule<Unvalidated> = rule.parse().unwrap();
                let set = RRuleSet::new(start).rrule(rule.validate(start).unwrap());
                onsets = set.all(200).dates;
            }
            let moments = onsets
                .into_iter()
                .map(|onset| onset.naive_utc().and_utc() - TimeDelta::seconds(from.into()));
            for moment in moments.filter(|moment| *moment <= at) {
                if latest.is_none_or(|(best, _)| moment > best) {
                    latest = Some((moment, to));
                }
            }
        }
        latest.unwrap().1
    }

    /// A rule counts on the wall, its end stands in UTC (RFC 5545, section 3.6.5).
    fn on_the_wall(rule: &str, from: i32) -> String {
        let Some((before, until)) = rule.split_once("UNTIL=") else {
            return rule.to_owned();
        };
        let until = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%SZ").unwrap();
        let wall = until + TimeDelta::seconds(from.into());
        format!("{before}UNTIL={}", wall.format("%Y%m%dT%H%M%SZ"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_lines_give_the_offset_that_the_zone_has(zone in 0usize..9, days in 0i64..6200, hour in 0i64..24) {
            let zones = [chrono_tz::Europe::Amsterdam, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe,
                chrono_tz::America::Santiago, chrono_tz::Asia::Kolkata, chrono_tz::Africa::Casablanca,
                chrono_tz::Europe::Dublin, chrono_tz::Pacific::Fiji, chrono_tz::Asia::Tehran];
            let at: DateTime<Utc> = "2020-01-02T00:00:00Z".parse().unwrap();
            let at = at + TimeDelta::days(days) + TimeDelta::hours(hour);
            let text = zone_lines(zones[zone], "2020-01-01T00:00:00");
            prop_assert_eq!(offset_by_the_lines(&text, at), offset_of(zones[zone], at).0);
        }
    }
}
