//! When an event is: wall-clock time and the zone of the wall.
//!
//! What people agree on is the clock on the wall, so that is what is stored; the moment follows from it by the
//! zone's rules of the day (RFC 5545, section 3.3.5).

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of an event that names none.
pub const HOME: Tz = chrono_tz::Europe::Amsterdam;

/// From a start to a later (or, in foreign files, the same) end, on the clock of one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    starts: NaiveDateTime,
    ends: NaiveDateTime,
    /// The moment at which it is over. In the double hour the clock alone does not say which of two is meant.
    over: DateTime<Utc>,
    zone: Tz,
    all_day: bool,
}

/// Why two times make no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenProblem {
    #[error("it ends before it starts")]
    EndsBeforeStart,
}

impl When {
    /// An event on the clock of `zone`. An end that the clock shows twice is the second where the first would not be later.
    pub fn timed(
        starts: NaiveDateTime,
        ends: NaiveDateTime,
        zone: Tz,
    ) -> Result<Self, WhenProblem> {
        let begins = moment(starts, zone);
        let first = moment(ends, zone);
        let second = || zone.from_local_datetime(&ends).latest();
        let is_later = first > begins || ends == starts;
        let over = if is_later {
            first
        } else {
            second().map_or(first, |second| second.with_timezone(&Utc))
        };
        if over < begins {
            return Err(WhenProblem::EndsBeforeStart);
        }
        Ok(Self {
            starts,
            ends,
            over,
            zone,
            all_day: false,
        })
    }

    /// An event that takes so long in real time.
    pub fn lasting(
        starts: NaiveDateTime,
        length: TimeDelta,
        zone: Tz,
    ) -> Result<Self, WhenProblem> {
        let over = moment(starts, zone)
            .checked_add_signed(length)
            .filter(|_| length >= TimeDelta::zero())
            .ok_or(WhenProblem::EndsBeforeStart)?;
        Ok(Self {
            starts,
            ends: wall(over, zone),
            over,
            zone,
            all_day: false,
        })
    }

    /// Whether start and end on the clock say how long it takes, to whoever takes the first of two (RFC 5545, section 3.3.5).
    #[must_use]
    pub fn is_said_by_clock(self) -> bool {
        self.all_day || moment(self.ends, self.zone) == self.over
    }

    /// Whole days; `after` is the first day on which it is over.
    pub fn days(
        first: chrono::NaiveDate,
        after: chrono::NaiveDate,
        zone: Tz,
    ) -> Result<Self, WhenProblem> {
        if after < first {
            return Err(WhenProblem::EndsBeforeStart);
        }
        // A file that gives an end equal to the start means that one day.
        let after = after.max(first.checked_add_days(Days::new(1)).unwrap_or(first));
        Ok(Self {
            starts: first.and_time(NaiveTime::MIN),
            ends: after.and_time(NaiveTime::MIN),
            over: moment(after.and_time(NaiveTime::MIN), zone),
            zone,
            all_day: true,
        })
    }

    #[must_use]
    pub fn starts(self) -> NaiveDateTime {
        self.starts
    }

    /// Of whole days the midnight after the last.
    #[must_use]
    pub fn ends(self) -> NaiveDateTime {
        self.ends
    }

    #[must_use]
    pub fn zone(self) -> Tz {
        self.zone
    }

    #[must_use]
    pub fn all_day(self) -> bool {
        self.all_day
    }

    #[must_use]
    pub fn starts_at(self) -> DateTime<Utc> {
        moment(self.starts, self.zone)
    }

    #[must_use]
    pub fn ends_at(self) -> DateTime<Utc> {
        self.over
    }

    /// How long it takes: on the clock for whole days, in real time otherwise (RFC 5545, 3.8.5.3).
    #[must_use]
    pub fn length(self) -> TimeDelta {
        if self.all_day {
            self.ends - self.starts
        } else {
            self.ends_at() - self.starts_at()
        }
    }

    /// The same event, begun at another time.
    #[must_use]
    pub fn begun_at(self, starts: NaiveDateTime) -> Self {
        if self.all_day {
            let ends = starts.checked_add_signed(self.length()).unwrap_or(starts);
            let over = moment(ends, self.zone);
            return Self {
                starts,
                ends,
                over,
                ..self
            };
        }
        Self::lasting(starts, self.length(), self.zone).unwrap_or(Self {
            starts,
            ends: starts,
            over: moment(starts, self.zone),
            ..self
        })
    }
}

/// The moment at which the clock of `zone` shows `local`. Where it shows it twice the first counts; where it skips
/// it, the offset before the gap (RFC 5545, section 3.3.5).
#[must_use]
pub fn moment(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    if let Some(found) = zone.from_local_datetime(&local).earliest() {
        return found.with_timezone(&Utc);
    }
    let before = [1, 3, 6, 12, 25, 49].into_iter().find_map(|hours| {
        let earlier = local.checked_sub_signed(TimeDelta::hours(hours))?;
        zone.offset_from_local_datetime(&earlier).latest()
    });
    let offset = before.map_or(TimeDelta::zero(), |offset| {
        TimeDelta::seconds(i64::from(offset.fix().local_minus_utc()))
    });
    local.checked_sub_signed(offset).unwrap_or(local).and_utc()
}

/// What the clock of `zone` shows at a moment.
#[must_use]
pub fn wall(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// RFC 3339 with the zone's own offset.
#[must_use]
pub fn rfc3339(local: NaiveDateTime, zone: Tz) -> String {
    rfc3339_at(moment(local, zone), zone)
}

/// A moment on the clock of a zone, in RFC 3339.
#[must_use]
pub fn rfc3339_at(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_missing_hour_counts_on_and_the_double_hour_is_the_first() {
        let utc = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // 29 March 2026, 2:00 becomes 3:00; 25 October 2026, 3:00 becomes 2:00.
        assert_eq!(
            moment(local("2026-03-29T02:30:00"), HOME),
            utc("2026-03-29T01:30:00Z")
        );
        assert_eq!(
            moment(local("2026-10-25T02:30:00"), HOME),
            utc("2026-10-25T00:30:00Z")
        );
        assert_eq!(
            rfc3339(local("2026-07-01T15:30:00"), HOME),
            "2026-07-01T15:30:00+02:00"
        );
    }

    #[test]
    fn an_event_over_the_change_of_clocks_keeps_its_length() {
        let night = When::timed(
            local("2026-03-28T22:00:00"),
            local("2026-03-29T06:00:00"),
            HOME,
        );
        let night = night.unwrap();
        assert_eq!(night.length(), TimeDelta::hours(7));
        let later = night.begun_at(local("2026-04-04T22:00:00"));
        assert_eq!(later.ends(), local("2026-04-05T05:00:00"));
    }

    #[test]
    fn in_the_double_hour_an_event_takes_as_long_as_it_takes() {
        // 25 October 2026, 3:00 becomes 2:00 again.
        let starts = local("2026-10-25T02:45:00");
        let half = When::timed(starts, local("2026-10-25T02:15:00"), HOME).unwrap();
        assert_eq!(half.length(), TimeDelta::minutes(30));
        assert!(!half.is_said_by_clock(), "the first 2:15 is before it");
        let long =
            When::lasting(local("2026-10-25T02:15:00"), TimeDelta::minutes(90), HOME).unwrap();
        assert_eq!(long.ends(), local("2026-10-25T02:45:00"));
        assert_eq!(long.length(), TimeDelta::minutes(90));
        assert!(!long.is_said_by_clock(), "the clock says half an hour");
        let week_before = long.begun_at(local("2026-10-18T02:15:00"));
        assert_eq!(week_before.ends(), local("2026-10-18T03:45:00"));
        assert_eq!(week_before.begun_at(local("2026-10-25T02:15:00")), long);
    }

    #[test]
    fn what_ends_before_it_starts_is_refused() {
        let (early, late) = (local("2026-03-05T15:00:00"), local("2026-03-05T16:00:00"));
        assert!(When::timed(early, late, HOME).is_ok());
        assert_eq!(
            When::timed(late, early, HOME),
            Err(WhenProblem::EndsBeforeStart)
        );
    }

    #[test]
    fn a_day_is_at_least_a_day() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        let event = When::days(day, day, HOME).unwrap();
        assert_eq!(event.ends(), local("2026-03-30T00:00:00"));
        let before = day.pred_opt().unwrap();
        assert_eq!(
            When::days(day, before, HOME),
            Err(WhenProblem::EndsBeforeStart)
        );
    }

    proptest! {
        #[test]
        fn a_moment_reads_back_from_the_wall(seconds in 0i64..4_000_000_000, zone in 0usize..6) {
            let zones = [HOME, chrono_tz::UTC, chrono_tz::America::New_York, chrono_tz::Asia::Kolkata,
                chrono_tz::Australia::Lord_Howe, chrono_tz::America::St_Johns];
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let again = moment(wall(at, zones[zone]), zones[zone]);
            // In the double hour the first of the two is meant.
            prop_assert!(again == at || wall(again, zones[zone]) == wall(at, zones[zone]));
        }
    }
}
