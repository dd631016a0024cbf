//! What takes the least time first, over everything that is found.
//!
//! The index keeps no order of minutes, but it counts and narrows by them in well under a
//! millisecond: two halvings find the minutes at which a page begins and ends, and only what lies
//! between is fetched. Equals stay best first; what does not say its time comes last.

use contract::Caller;
use search_index::{NumberFilter, Query};

use super::{Found, Question, query};
use crate::card::Minutes;
use crate::findable::MINUTES;
use crate::{Toolbox, ToolboxError};

/// One page, in numbers of the whole list: from `first` on, at most `length` of them.
#[derive(Clone, Copy)]
struct Window {
    first: usize,
    length: usize,
}

impl Toolbox {
    pub(super) async fn shortest_first(
        &self,
        caller: Option<&Caller>,
        question: &Question,
    ) -> Result<Found, ToolboxError> {
        let keys = self.keys_of(caller).await?;
        let all = query(caller, keys, question);
        let counts = Query {
            per_page: 0,
            ..all.clone()
        };
        let answer = self.index.search(&counts)?;
        let length = question.paging.per_page() as usize;
        let window = Window {
            first: (question.paging.page() as usize - 1).saturating_mul(length),
            length,
        };
        let mut hits = self.timed(&all, window).await?;
        let missing = window.length - hits.len();
        if missing > 0 {
            let known = self.within(&all, Minutes::MOST)?;
            let window = Window {
                first: window.first.saturating_sub(known),
                length: missing,
            };
            let unsaid = narrowed(&all, NumberFilter::at_least(MINUTES, i64::MAX).or_unknown());
            hits.extend(self.slice(&unsaid, window).await?.hits);
        }
        Ok(Found {
            hits,
            ..self.found(answer).await?
        })
    }

    /// The part of a page that says its time, by that time.
    async fn timed(&self, all: &Query, page: Window) -> Result<super::Hits, ToolboxError> {
        let known = self.within(all, Minutes::MOST)?;
        if page.first >= known {
            return Ok(Vec::new());
        }
        let last = (page.first + page.length).min(known) - 1;
        let (from, to) = (
            self.minutes_at(all, page.first)?,
            self.minutes_at(all, last)?,
        );
        let begins = page.first - self.within(all, from - 1)?;
        let exactly = |minutes| narrowed(all, NumberFilter::holds(MINUTES, minutes));
        let mut window = Window {
            first: begins,
            length: last + 1 - page.first,
        };
        let mut hits = self.slice(&exactly(from), window).await?.hits;
        if to > from {
            let between = NumberFilter {
                at_least: Some(from + 1),
                ..NumberFilter::at_most(MINUTES, to - 1)
            };
            window.first = 0;
            window.length -= hits.len();
            let mut between = self.slice(&narrowed(all, between), window).await?.hits;
            between.sort_by_key(|(_, glance)| glance.minutes);
            window.length -= between.len();
            hits.extend(between);
            hits.extend(self.slice(&exactly(to), window).await?.hits);
        }
        Ok(hits)
    }

    /// How many take at most so many minutes.
    fn within(&self, all: &Query, minutes: i64) -> Result<usize, ToolboxError> {
        let mut query = narrowed(all, NumberFilter::at_most(MINUTES, minutes));
        query.per_page = 0;
        Ok(self.index.search(&query)?.total)
    }

    /// The minutes of what stands at a place in the order, which is one that says them.
    fn minutes_at(&self, all: &Query, place: usize) -> Result<i64, ToolboxError> {
        let (mut low, mut high) = (0, Minutes::MOST);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.within(all, middle)? > place {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// Any stretch of an answer: it lies on two pages of its own length at most.
    async fn slice(&self, query: &Query, window: Window) -> Result<Found, ToolboxError> {
        if window.length == 0 {
            return Ok(Found::default());
        }
        let mut query = query.clone();
        query.per_page = window.length;
        query.page = window.first / window.length + 1;
        let mut found = self.found(self.index.search(&query)?).await?;
        let skipped = window.first % window.length;
        if skipped > 0 {
            query.page += 1;
            let next = self.found(self.index.search(&query)?).await?;
            found.hits.extend(next.hits);
            found.hits.drain(..skipped.min(found.hits.len()));
            found.hits.truncate(window.length);
        }
        Ok(found)
    }
}

fn narrowed(query: &Query, by: NumberFilter) -> Query {
    let mut narrowed = query.clone();
    narrowed.numbers.push(by);
    narrowed
}
