//! Which moments two people can choose from, in their own time.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::vocabulary::SLOTS;

/// Days ahead within which a first meeting is proposed.
const WITHIN: u64 = 14;
/// A class plans further ahead: as far as a match goes on without a date.
const CLASS_WITHIN: u64 = 28;
/// Moments that one proposal holds at most.
pub(crate) const MOST_OPTIONS: usize = 3;
/// Nobody has to come sooner than this.
const NOTICE: TimeDelta = TimeDelta::hours(3);
/// When a meeting starts in each part of a day, on the clock at home: hour and minute.
const STARTS: [&[(u32, u32)]; 3] = [&[(10, 0)], &[(13, 0), (15, 30)], &[(19, 0)]];

/// The moments of the coming two weeks in the slots that two people both chose.
pub(crate) fn offers(common: u64, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    within_days(common, WITHIN, now)
}

/// The moments of the coming days in the slots that both chose, a bit set of the vocabulary; without any in every
/// slot. A clock that jumps ahead leaves out what does not exist on it.
fn within_days(common: u64, days: u64, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let slots = if common == 0 { u64::MAX } else { common };
    let today = now.with_timezone(&Amsterdam).date_naive();
    let all = (0..=days).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    all.flat_map(|day| of_day(slots, day))
        .filter(|moment| *moment >= now + NOTICE)
        .collect()
}

/// Those that a class can choose from, in its own parts of days.
pub(crate) fn of_class(slots: u64, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    within_days(slots, CLASS_WITHIN, now)
}

fn of_day(slots: u64, day: NaiveDate) -> Vec<DateTime<Utc>> {
    let monday_first = day.weekday().num_days_from_monday() as usize;
    let parts = STARTS.iter().enumerate().filter(|(part, _)| {
        let place = monday_first * STARTS.len() + part;
        debug_assert!(place < SLOTS.keys.len(), "a slot for each part of a week");
        slots >> place & 1 == 1
    });
    parts
        .flat_map(|(_, starts)| starts.iter())
        .filter_map(|(hour, minute)| {
            let time = NaiveTime::from_hms_opt(*hour, *minute, 0)?;
            let local = Amsterdam.from_local_datetime(&day.and_time(time));
            Some(local.earliest()?.with_timezone(&Utc))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_common_monday_evening_is_seven_oclock_at_home_in_winter_and_summer() {
        let slot = SLOTS.set(&["ma-avond"]).unwrap();
        let winter = offers(slot, at("2026-03-23T12:00:00Z"));
        let summer_begins = [
            at("2026-03-23T18:00:00Z"),
            at("2026-03-30T17:00:00Z"),
            at("2026-04-06T17:00:00Z"),
        ];
        assert_eq!(winter, summer_begins);
    }

    #[test]
    fn nobody_has_to_come_at_once() {
        let slot = SLOTS.set(&["ma-avond"]).unwrap();
        assert_eq!(
            offers(slot, at("2026-03-02T15:30:00Z"))[0],
            at("2026-03-09T18:00:00Z")
        );
    }

    proptest! {
        #[test]
        fn offers_rise_and_lie_within_two_weeks(slots in 0u64..(1 << 21), hours in 0i64..9000) {
            let now = at("2026-01-01T00:00:00Z") + TimeDelta::hours(hours);
            let all = offers(slots, now);
            prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(all.iter().all(|one| *one >= now + NOTICE && *one < now + TimeDelta::days(15)));
            prop_assert!(!all.is_empty());
        }
    }
}
