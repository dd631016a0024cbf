//! How an event recurs: rules, extra dates, exceptions and moved dates (RFC 5545, section 3.8.5).
//!
//! A rule counts on the clock of the wall. So it is expanded there, on a wall without summer time, and every time that
//! comes out is placed by the zone's own rules afterwards: a meetup at half past three stays at half past three.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use rrule::{RRule, RRuleSet, Unvalidated, Validated};

use crate::when::{When, moment, wall};

/// A rule, a few dates, or both; empty for an event that happens once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurrence {
    pub rules: Vec<Rule>,
    /// `RDATE`: more times to begin.
    pub extra: BTreeSet<NaiveDateTime>,
    /// `EXDATE`: times at which it does not happen.
    pub except: BTreeSet<NaiveDateTime>,
    /// `RECURRENCE-ID`: by the time that it would have begun.
    pub moved: BTreeMap<NaiveDateTime, Moved>,
}

/// A time of a series with times, and perhaps words, of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub title: Option<String>,
    pub place: Option<String>,
    pub cancelled: bool,
}

/// An `RRULE` that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Everything but `UNTIL`, in capitals.
    parts: String,
    /// On the wall of the event's zone, included.
    until: Option<NaiveDateTime>,
    counted: bool,
}

/// Why a text is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    #[error("the rule cannot be read")]
    Unreadable,
    #[error("the rule repeats more often than every hour")]
    TooOften,
}

/// One time at which an event happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// When it begins by the rule; differs from `when` where it moved.
    pub original: NaiveDateTime,
    pub when: When,
    pub title: Option<String>,
    pub place: Option<String>,
}

/// How many times a rule is asked for its next date before we stop: a rule may name a day that never comes.
const MOST_STEPS: usize = 50_000;

impl Rule {
    /// Reads the value of an `RRULE` of an event at `when`.
    pub fn parse(text: &str, when: When) -> Result<Self, RuleProblem> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = Vec::new();
        let mut until = None;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some(("UNTIL", value)) => {
                    until = Some(read_until(value, when).ok_or(RuleProblem::Unreadable)?);
                }
                Some(("FREQ", "SECONDLY" | "MINUTELY")) => return Err(RuleProblem::TooOften),
                Some(_) => parts.push(part),
                None => return Err(RuleProblem::Unreadable),
            }
        }
        let rule = Self {
            counted: parts.iter().any(|part| part.starts_with("COUNT=")),
            parts: parts.join(";"),
            until,
        };
        rule.on_the_wall(when.starts())
            .ok_or(RuleProblem::Unreadable)?;
        Ok(rule)
    }

    /// The value of an `RRULE`: `UNTIL` has the type of the event's start (RFC 5545, section 3.3.10).
    #[must_use]
    pub fn text(&self, when: When) -> String {
        match self.until {
            None => self.parts.clone(),
            Some(until) if when.all_day() => {
                format!("{};UNTIL={}", self.parts, until.format("%Y%m%d"))
            }
            Some(until) => {
                let at = moment(until, when.zone());
                format!("{};UNTIL={}", self.parts, at.format("%Y%m%dT%H%M%SZ"))
            }
        }
    }

    fn is_endless(&self) -> bool {
        self.until.is_none() && !self.counted
    }

    /// The rule for a wall without summer time, where local time is written as if it were UTC.
    fn on_the_wall(&self, starts: NaiveDateTime) -> Option<RRule<Validated>> {
        let text = match self.until {
            // The library wants the end not before the start; such a rule gives the start alone.
            Some(until) => format!(
                "{};UNTIL={}",
                self.parts,
                until.max(starts).format("%Y%m%dT%H%M%SZ")
            ),
            None => self.parts.clone(),
        };
        let rule: RRule<Unvalidated> = text.parse().ok()?;
        rule.validate(as_if_utc(starts)).ok()
    }
}

fn as_if_utc(local: NaiveDateTime) -> DateTime<rrule::Tz> {
    rrule::Tz::UTC.from_utc_datetime(&local)
}

/// Many programs write a date where a moment belongs, or leave the `Z` out: the end of that day, that local time.
fn read_until(value: &str, when: When) -> Option<NaiveDateTime> {
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        let last = NaiveTime::from_hms_opt(23, 59, 59)?;
        return Some(day.and_time(if when.all_day() { NaiveTime::MIN } else { last }));
    }
    let bare = value.strip_suffix('Z');
    let time = NaiveDateTime::parse_from_str(bare.unwrap_or(value), "%Y%m%dT%H%M%S").ok()?;
    let local = match bare {
        Some(_) => wall(time.and_utc(), when.zone()),
        None => time,
    };
    Some(if when.all_day() {
        local.date().and_time(NaiveTime::MIN)
    } else {
        local
    })
}

impl Recurrence {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.extra.is_empty() && self.moved.is_empty()
    }

    /// The times that are not over at `from` and begin before `to`, at most `most`, in their order.
    #[must_use]
    pub fn between(
        &self,
        when: When,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        most: usize,
    ) -> Vec<Occurrence> {
        if self.is_empty() && self.except.is_empty() {
            let once = is_within(when, from, to) && most > 0;
            return once
                .then(|| plain(when.starts(), when))
                .into_iter()
                .collect();
        }
        // What began before the window may go on in it.
        let earlier = from.checked_sub_signed(when.length()).unwrap_or(from);
        // A moved date can come from anywhere in the series, so it is looked at apart.
        let mut times: Vec<Occurrence> = self
            .originals(when, earlier, to, most)
            .into_iter()
            .filter(|original| !self.moved.contains_key(original))
            .map(|original| plain(original, when))
            .chain(self.moved_times(when))
            .filter(|time| is_within(time.when, from, to))
            .collect();
        times.sort_by_key(|time| (time.when.starts_at(), time.original));
        times.truncate(most);
        times
    }

    /// When the last of all is over; `None` for a series without end.
    #[must_use]
    pub fn over_at(&self, when: When) -> Option<DateTime<Utc>> {
        if self.rules.iter().any(Rule::is_endless) {
            return None;
        }
        let regular = self
            .originals(
                when,
                DateTime::<Utc>::MIN_UTC,
                DateTime::<Utc>::MAX_UTC,
                MOST_STEPS,
            )
            .into_iter()
            .filter(|original| !self.moved.contains_key(original))
            .map(|original| when.begun_at(original).ends_at());
        let moved = self.moved_times(when).map(|time| time.when.ends_at());
        Some(regular.chain(moved).max().unwrap_or(when.ends_at()))
    }

    /// When the time that begins at `original` by the rule takes place; `None` where it falls out. Whether the rule has such a
    /// time is not asked.
    #[must_use]
    pub fn time_of(&self, when: When, original: NaiveDateTime) -> Option<When> {
        if self.except.contains(&original) {
            return None;
        }
        if self.moved.contains_key(&original) {
            let mut moved = self.moved_times(when);
            return moved
                .find(|time| time.original == original)
                .map(|time| time.when);
        }
        Some(when.begun_at(original))
    }

    fn moved_times(&self, when: When) -> impl Iterator<Item = Occurrence> {
        let real = self.moved.iter().filter(|(_, moved)| !moved.cancelled);
        real.filter_map(move |(original, moved)| {
            let timed = || When::timed(moved.starts, moved.ends, when.zone());
            let days = || When::days(moved.starts.date(), moved.ends.date(), when.zone());
            Some(Occurrence {
                original: *original,
                when: if when.all_day() { days() } else { timed() }.ok()?,
                title: moved.title.clone(),
                place: moved.place.clone(),
            })
        })
    }

    /// The times of rules and extra dates without the exceptions, sorted. The start is always the first of a series.
    fn originals(
        &self,
        when: When,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        most: usize,
    ) -> BTreeSet<NaiveDateTime> {
        let zone = when.zone();
        let begins_in = |local: &NaiveDateTime| (from..to).contains(&moment(*local, zone));
        let mut found: BTreeSet<NaiveDateTime> = self.extra.iter().copied().collect();
        found.insert(when.starts());
        found.retain(begins_in);
        let rules = self
            .rules
            .iter()
            .filter_map(|rule| rule.on_the_wall(when.starts()));
        for rule in rules {
            let set = RRuleSet::new(as_if_utc(when.starts())).rrule(rule).limit();
            let times = set
                .into_iter()
                .take(MOST_STEPS)
                .map(|time| time.naive_utc());
            let until_then = times.take_while(|local| moment(*local, zone) < to);
            let wanted = until_then.filter(begins_in);
            // Exceptions are taken out afterwards, and what is over just then, so as many more may be needed.
            let more = self.except.len() + self.moved.len() + 1;
            found.extend(wanted.take(most.saturating_add(more)));
        }
        found.retain(|local| !self.except.contains(local));
        found
    }
}

fn plain(original: NaiveDateTime, when: When) -> Occurrence {
    Occurrence {
        original,
        when: when.begun_at(original),
        title: None,
        place: None,
    }
}

pub(crate) fn is_within(when: When, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    when.starts_at() < to && (when.ends_at() > from || when.starts_at() >= from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::HOME;
    use chrono::{Datelike, TimeDelta, Timelike};
    use proptest::prelude::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn half_past_three() -> When {
        When::timed(
            local("2026-03-12T15:30:00"),
            local("2026-03-12T17:00:00"),
            HOME,
        )
        .unwrap()
    }

    fn series(rule: &str) -> Recurrence {
        Recurrence {
            rules: vec![Rule::parse(rule, half_past_three()).unwrap()],
            ..Recurrence::default()
        }
    }

    fn all(recurrence: &Recurrence, when: When) -> Vec<NaiveDateTime> {
        let ever = (
            DateTime::<Utc>::UNIX_EPOCH,
            local("2100-01-01T00:00:00").and_utc(),
        );
        let times = recurrence.between(when, ever.0, ever.1, 1000);
        times.into_iter().map(|time| time.when.starts()).collect()
    }

    #[test]
    fn a_weekly_meetup_stays_at_half_past_three_when_the_clocks_change() {
        let times = all(&series("FREQ=WEEKLY;COUNT=5"), half_past_three());
        assert_eq!(times.len(), 5);
        assert!(
            times
                .iter()
                .all(|time| (time.hour(), time.minute()) == (15, 30))
        );
        assert_eq!(times[4], local("2026-04-09T15:30:00"));
    }

    #[test]
    fn exceptions_drop_out_extra_dates_come_in_and_moved_dates_move() {
        let mut weekly = series("FREQ=WEEKLY;COUNT=4");
        weekly.except.insert(local("2026-03-19T15:30:00"));
        weekly.extra.insert(local("2026-03-20T15:30:00"));
        let moved = Moved {
            starts: local("2026-04-03T10:00:00"),
            ends: local("2026-04-03T11:00:00"),
            title: None,
            place: None,
            cancelled: false,
        };
        weekly.moved.insert(local("2026-03-26T15:30:00"), moved);
        let expected = [
            "2026-03-12T15:30:00",
            "2026-03-20T15:30:00",
            "2026-04-02T15:30:00",
            "2026-04-03T10:00:00",
        ];
        assert_eq!(all(&weekly, half_past_three()), expected.map(local));
        let over = weekly.over_at(half_past_three()).unwrap();
        assert_eq!(over, moment(local("2026-04-03T11:00:00"), HOME));
    }

    #[test]
    fn an_end_is_read_in_utc_as_local_time_and_as_a_day() {
        for until in ["20260326T143000Z", "20260326T153000", "20260326"] {
            let rule = series(&format!("FREQ=WEEKLY;UNTIL={until}"));
            assert_eq!(all(&rule, half_past_three()).len(), 3, "{until}");
        }
        let rule = Rule::parse("freq=weekly;until=20260326T143000Z", half_past_three()).unwrap();
        assert_eq!(
            rule.text(half_past_three()),
            "FREQ=WEEKLY;UNTIL=20260326T143000Z"
        );
    }

    #[test]
    fn a_series_without_end_has_no_last_time() {
        assert_eq!(series("FREQ=WEEKLY").over_at(half_past_three()), None);
        assert!(
            series("FREQ=DAILY;COUNT=2")
                .over_at(half_past_three())
                .is_some()
        );
    }

    #[test]
    fn at_the_end_of_one_time_the_next_counts() {
        let weekly = series("FREQ=WEEKLY");
        let end = half_past_three().ends_at();
        let next = weekly.between(half_past_three(), end, DateTime::<Utc>::MAX_UTC, 1);
        assert_eq!(next[0].original, local("2026-03-19T15:30:00"));
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "WEEKLY",
            "FREQ=SOMETIMES",
            "FREQ=WEEKLY;UNTIL=ooit",
            "FREQ=DAILY;COUNT=x",
        ] {
            assert_eq!(
                Rule::parse(text, half_past_three()),
                Err(RuleProblem::Unreadable),
                "{text}"
            );
        }
        assert_eq!(
            Rule::parse("FREQ=SECONDLY", half_past_three()),
            Err(RuleProblem::TooOften)
        );
    }

    #[test]
    fn a_day_that_never_comes_ends() {
        let never = series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
        assert_eq!(all(&never, half_past_three()), [half_past_three().starts()]);
    }

    proptest! {
        #[test]
        fn every_time_of_a_window_lies_in_it_and_windows_join(weeks in 1i64..40, span in 1i64..40) {
            let (when, daily) = (half_past_three(), series("FREQ=DAILY;INTERVAL=3;COUNT=100"));
            // In the morning, when none of it is going on: what is would count in both windows.
            let start = when.starts_at() - TimeDelta::hours(6);
            let middle = start + TimeDelta::weeks(weeks);
            let end = middle + TimeDelta::weeks(span);
            let times = |from, to| daily.between(when, from, to, 1000);
            let (first, second, whole) = (times(start, middle), times(middle, end), times(start, end));
            prop_assert_eq!(first.len() + second.len(), whole.len());
            prop_assert!(second.iter().all(|time| time.when.starts_at() >= middle));
        }

        #[test]
        fn a_rule_reads_back_as_itself(freq in 0usize..4, interval in 1u8..20, day in 1u32..28) {
            let freq = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][freq];
            let until = local("2027-01-01T12:00:00").with_day(day).unwrap();
            let when = half_past_three();
            let text = format!("FREQ={freq};INTERVAL={interval};UNTIL={}", until.format("%Y%m%dT%H%M%SZ"));
            let rule = Rule::parse(&text, when).unwrap();
            prop_assert_eq!(Rule::parse(&rule.text(when), when), Ok(rule.clone()));
        }
    }
}
