//! The timeline: how much there is in each month around now, kept as long as nothing on the board changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use nouns::Region;

use crate::Meetups;
use crate::board::{Board, Filter, Pinned};
use crate::event::Kind;
use crate::topic::Topic;
use crate::when::{HOME, moment, wall};

/// Months before and after this one.
const AROUND: u32 = 12;
/// Times of one series that are counted: every day of all these months, and more.
const MOST_TIMES: usize = 1000;
/// Questions that are kept at once; more only costs counting again.
const MOST_KEPT: usize = 64;

/// A month and how many meetups have a time in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub first: NaiveDate,
    pub count: u32,
}

impl Month {
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(self.first)
    }
}

type Key = (Option<Region>, Option<Kind>, Option<Topic>);

struct Kept {
    version: u64,
    this: NaiveDate,
    months: Vec<Month>,
}

/// The timelines that were asked for lately.
#[derive(Default)]
pub(crate) struct Timelines(Mutex<HashMap<Key, Kept>>);

impl Meetups {
    /// The months around now, with what fits of each.
    #[must_use]
    pub fn months(
        &self,
        region: Option<Region>,
        kind: Option<Kind>,
        topic: Option<Topic>,
    ) -> Vec<Month> {
        let this = first_of(wall(self.clock.now(), HOME).date());
        let board = self.copies.board();
        let key = (region, kind, topic);
        let mut kept = self
            .timelines
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&key)
            && (known.version, known.this) == (board.version, this)
        {
            return known.months.clone();
        }
        let months = count(&board, &key, this);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let timeline = Kept {
            version: board.version,
            this,
            months: months.clone(),
        };
        kept.insert(key, timeline);
        months
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.day0())))
        .unwrap_or(day)
}

fn count(board: &Board, (region, kind, topic): &Key, this: NaiveDate) -> Vec<Month> {
    let begin = this.checked_sub_months(Months::new(AROUND)).unwrap_or(this);
    let mut firsts: Vec<NaiveDate> = (0..=2 * AROUND + 1)
        .filter_map(|month| begin.checked_add_months(Months::new(month)))
        .collect();
    let after = firsts.pop().unwrap_or(this);
    let at = |day: NaiveDate| moment(day.and_time(NaiveTime::MIN), HOME);
    let window = Filter {
        region: *region,
        kind: *kind,
        topic: topic.clone(),
        from: at(begin),
        to: at(after),
        ..Filter::coming(at(begin))
    };
    let mut counts: BTreeMap<NaiveDate, u32> = firsts.into_iter().map(|first| (first, 0)).collect();
    for pinned in board.fitting(&window) {
        for month in months_of(pinned, &window) {
            if let Some(count) = counts.get_mut(&month) {
                *count += 1;
            }
        }
    }
    counts
        .into_iter()
        .map(|(first, count)| Month { first, count })
        .collect()
}

/// The months in which a meetup takes place: each once, as a list of that month has it once.
fn months_of(pinned: &Pinned, window: &Filter) -> Vec<NaiveDate> {
    let mut months = Vec::new();
    for time in pinned.event.times(window.from, window.to, MOST_TIMES) {
        let (starts, ends) = (time.when.starts_at(), time.when.ends_at());
        // What ends at a midnight does not go on after it.
        let last = ends.max(starts + TimeDelta::nanoseconds(1)) - TimeDelta::nanoseconds(1);
        let day = |at: DateTime<Utc>| first_of(wall(at, HOME).date());
        let mut month = day(starts);
        while month <= day(last) {
            months.push(month);
            month = month
                .checked_add_months(Months::new(1))
                .unwrap_or(NaiveDate::MAX);
        }
    }
    months.sort_unstable();
    months.dedup();
    months
}

#[cfg(test)]
mod tests {
    use ::store::Datastore;
    use nouns::{Clock, Paging};

    use super::*;
    use crate::Search;
    use crate::event::Draft;
    use crate::recurrence::Rule;
    use crate::testing::{coordinator, draft, region, start};
    use crate::when::When;

    #[tokio::test]
    async fn a_month_counts_as_many_as_its_list_has() {
        let datastore = Datastore::in_memory().await.unwrap();
        let house = Meetups::open(&datastore, None, Clock::fixed(start()))
            .await
            .unwrap();
        let ria = coordinator("ria", "NL-UT");
        let at = |starts: &str, ends: &str| Draft {
            when: When::timed(starts.parse().unwrap(), ends.parse().unwrap(), HOME).unwrap(),
            ..draft("RMC-19")
        };
        let mut weekly = at("2026-03-26T15:30:00", "2026-03-26T17:00:00");
        let rule = Rule::parse("FREQ=WEEKLY;COUNT=6", weekly.when).unwrap();
        weekly.recurrence.rules.push(rule);
        let of_another_kind = Draft {
            kind: Kind::parse("debat").unwrap(),
            ..at("2026-03-31T22:30:00", "2026-04-01T01:30:00")
        };
        for words in [
            weekly,
            of_another_kind,
            at("2025-03-01T00:00:00", "2025-03-01T01:00:00"),
            at("2027-03-31T23:00:00", "2027-04-01T00:00:00"),
            at("2025-02-28T22:00:00", "2025-03-01T00:00:00"),
            at("2027-04-01T00:00:00", "2027-04-01T02:00:00"),
        ] {
            house.publish(&ria, words).await.unwrap();
        }
        let debate = Kind::parse("debat");
        for (region, kind) in [
            (None, None),
            (Some(region("NL-UT")), None),
            (Some(region("NL-ZH")), None),
            (None, debate),
        ] {
            let months = house.months(region, kind, None);
            assert_eq!(months.len(), 25);
            for month in &months {
                let from = moment(month.first.and_time(NaiveTime::MIN), HOME);
                let after = month.last().succ_opt().unwrap();
                let search = Search {
                    region,
                    kind,
                    from: Some(from),
                    to: Some(moment(after.and_time(NaiveTime::MIN), HOME)),
                    paging: Paging::default(),
                    ..Search::default()
                };
                let total = house.search(&search).unwrap().total;
                assert_eq!(month.count as usize, total, "{}", month.first);
            }
        }
        let counted: u32 = house
            .months(None, None, None)
            .iter()
            .map(|month| month.count)
            .sum();
        assert_eq!(
            counted,
            2 + 2 + 1 + 1,
            "a control, and what is outside stays there"
        );
    }
}
