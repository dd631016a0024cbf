//! Times as people and programs write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::when::{HOME, When, moment, wall};

/// The last day is meant to be part of it, as people say it; a midnight means the days before, as we write it.
pub(super) fn whole_days(starts: Typed, ends: Typed, zone: Tz) -> Option<When> {
    let (first, end) = (starts.on(zone).date(), ends.on(zone));
    let is_midnight =
        !matches!(ends, Typed::Day(_)) && end.time() == NaiveTime::MIN && end.date() > first;
    let after = if is_midnight {
        end.date()
    } else {
        end.date().succ_opt()?
    };
    if end.date() < first {
        return None;
    }
    When::days(first, after, zone).ok()
}

/// A time as people and programs write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    Day(NaiveDate),
    Local(NaiveDateTime),
    At(DateTime<Utc>),
}

impl Typed {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = || {
            DateTime::parse_from_rfc3339(text)
                .ok()
                .map(|at| Self::At(at.with_timezone(&Utc)))
        };
        let forms = [
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%d %H:%M:%S",
        ];
        let local = || {
            forms
                .iter()
                .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
                .map(Self::Local)
        };
        let day = || {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .map(Self::Day)
        };
        at().or_else(local)
            .or_else(day)
            .filter(|time| time.is_near())
    }

    /// Years with which we can count on.
    fn is_near(self) -> bool {
        use chrono::Datelike;
        (1900..=9998).contains(&self.on(chrono_tz::UTC).year())
    }

    /// On the clock of a zone; a day is its midnight.
    pub(super) fn on(self, zone: Tz) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Local(local) => local,
            Self::At(at) => wall(at, zone),
        }
    }

    /// In a series a day is the time of that day at which it always begins.
    pub(super) fn in_series(self, when: When) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(when.starts().time()),
            other => other.on(when.zone()),
        }
    }

    /// The moment meant by a filter: of a day its first, at home.
    pub(super) fn moment(self) -> DateTime<Utc> {
        match self {
            Self::At(at) => at,
            other => moment(other.on(HOME), HOME),
        }
    }

    /// The end of a window: a day is meant to be part of it.
    pub(super) fn end(self) -> DateTime<Utc> {
        match self {
            Self::Day(day) => Self::Day(day.succ_opt().unwrap_or(day)).moment(),
            other => other.moment(),
        }
    }
}
