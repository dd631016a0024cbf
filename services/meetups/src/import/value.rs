//! Values: texts, times, durations (RFC 5545, section 3.3).

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::fault::{ImportFault, ImportProblem};
use super::line::Line;
use super::zones::Zones;
use crate::when::{HOME, When, moment, wall};

/// A day, or a local time in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Day(NaiveDate),
    Local(NaiveDateTime, Tz),
}

impl Time {
    /// Its place on the clock of an event: of a day the time at which the event always begins.
    pub(super) fn on(self, when: When) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(when.starts().time()),
            Self::Local(local, _) if when.all_day() => local.date().and_time(NaiveTime::MIN),
            Self::Local(local, zone) if zone == when.zone() => local,
            Self::Local(local, zone) => wall(moment(local, zone), when.zone()),
        }
    }

    pub(super) fn text(self) -> String {
        match self {
            Self::Day(day) => day.format("%Y%m%d").to_string(),
            Self::Local(local, zone) => moment(local, zone).format("%Y%m%dT%H%M%SZ").to_string(),
        }
    }
}

/// The only value of a line.
pub(super) fn time(line: &Line, zones: &Zones) -> Result<Time, ImportFault> {
    read_time(line.value.trim(), line, zones)
}

/// The values of a list; of a period its start, and its end where it has one.
pub(super) fn times(line: &Line, zones: &Zones) -> Result<Vec<(Time, Option<Time>)>, ImportFault> {
    let values = line
        .value
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    values
        .map(|value| match value.split_once('/') {
            None => Ok((read_time(value, line, zones)?, None)),
            Some((start, end)) => {
                let start = read_time(start, line, zones)?;
                let end = if end.starts_with(['P', '+', '-']) {
                    let length =
                        read_duration(end).ok_or_else(|| line.fault(ImportProblem::Duration))?;
                    later(start, length).ok_or_else(|| line.fault(ImportProblem::Time))?
                } else {
                    read_time(end, line, zones)?
                };
                Ok((start, Some(end)))
            }
        })
        .collect()
}

fn read_time(text: &str, line: &Line, zones: &Zones) -> Result<Time, ImportFault> {
    let wrong = || ImportFault::new(line.number, ImportProblem::Time, text);
    if text.len() == 8 {
        let day = NaiveDate::parse_from_str(text, "%Y%m%d").map_err(|_| wrong())?;
        return Ok(Time::Day(
            within_reach(day.and_time(NaiveTime::MIN))
                .ok_or_else(wrong)?
                .date(),
        ));
    }
    let bare = text.strip_suffix(['Z', 'z']);
    let local = read_local(bare.unwrap_or(text)).ok_or_else(wrong)?;
    if bare.is_some() {
        return Ok(Time::Local(local, chrono_tz::UTC));
    }
    let zone = match line.parameter("TZID") {
        None | Some("") => HOME,
        Some(name) => zones
            .find(name)
            .ok_or_else(|| ImportFault::new(line.number, ImportProblem::Zone, name))?,
    };
    Ok(Time::Local(local, zone))
}

/// `20260305T153000`; a leap second counts as the one before it.
fn read_local(text: &str) -> Option<NaiveDateTime> {
    let digits = text.len() == 15 && text.is_ascii();
    let text = if digits && text.ends_with("60") {
        format!("{}59", &text[..13])
    } else {
        text.to_owned()
    };
    NaiveDateTime::parse_from_str(&text, "%Y%m%dT%H%M%S")
        .ok()
        .and_then(within_reach)
}

/// Times with which we can count on without falling off the calendar.
fn within_reach(local: NaiveDateTime) -> Option<NaiveDateTime> {
    use chrono::Datelike;
    (1..=9998).contains(&local.year()).then_some(local)
}

/// A moment in UTC, such as `CREATED`; `None` for anything else.
pub(super) fn utc(line: Option<&Line>) -> Option<DateTime<Utc>> {
    let value = line?.value.trim();
    read_local(value.trim_end_matches(['Z', 'z'])).map(|local| local.and_utc())
}

/// `start` moved by a length.
pub(super) fn later(start: Time, length: TimeDelta) -> Option<Time> {
    Some(match start {
        Time::Day(day) => {
            let days = u64::try_from(length.num_days()).ok()?;
            Time::Day(day.checked_add_days(Days::new(days))?)
        }
        Time::Local(local, zone) => {
            let at = moment(local, zone).checked_add_signed(length)?;
            Time::Local(within_reach(wall(at, zone))?, zone)
        }
    })
}

/// `PT1H30M`, `P2D`, `P1W`; `None` for anything else. Longer than ten years is no duration of a meetup.
pub(super) fn read_duration(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let mut seconds: i64 = 0;
    let mut number = String::new();
    let mut in_time = false;
    let mut said = false;
    for character in rest.strip_prefix('P')?.chars() {
        let unit = match character {
            '0'..='9' if number.len() < 9 => {
                number.push(character);
                continue;
            }
            'T' if number.is_empty() && !in_time => {
                in_time = true;
                continue;
            }
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' if in_time => 3_600,
            'M' if in_time => 60,
            'S' if in_time => 1,
            _ => return None,
        };
        seconds += number.parse::<i64>().ok()? * unit;
        number.clear();
        said = true;
    }
    let fits = said && number.is_empty() && seconds <= 3660 * 86_400;
    fits.then(|| TimeDelta::seconds(sign * seconds))
}

/// The text that a value stands for.
pub(super) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            (other, false) => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_nonsense_is_not() {
        for (text, minutes) in [
            ("PT1H30M", 90),
            ("P1D", 1440),
            ("P1W", 10_080),
            ("-PT15M", -15),
            ("PT0S", 0),
        ] {
            assert_eq!(
                read_duration(text),
                Some(TimeDelta::minutes(minutes)),
                "{text}"
            );
        }
        for text in [
            "",
            "P",
            "PT",
            "1H",
            "P1H",
            "PT1",
            "PTT1H",
            "P99999999999D",
            "P999999W",
        ] {
            assert_eq!(read_duration(text), None, "{text}");
        }
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescape("a\\,b\\;c\\\\d\\ne\\Nf\\"), "a,b;c\\d\ne\nf");
    }
}
