//! A line of people for the places of one meetup, as it should be: small enough to be seen to be right.

use chrono::{DateTime, TimeDelta, Utc};

use crate::signups::Stand;

/// For so long a place is held.
const HELD: TimeDelta = TimeDelta::days(1);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) person: String,
    pub(super) stand: Stand,
}

/// Everybody who signed up, in the order in which they did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) capacity: Option<usize>,
    pub(super) last_call: DateTime<Utc>,
    pub(super) rows: Vec<Row>,
}

impl Line {
    fn many(&self, is: fn(Stand) -> bool) -> usize {
        self.rows.iter().filter(|row| is(row.stand)).count()
    }

    pub(super) fn taken(&self) -> usize {
        self.many(|stand| matches!(stand, Stand::Placed | Stand::Offered { .. }))
    }

    pub(super) fn waiting(&self) -> usize {
        self.many(|stand| stand == Stand::Waiting)
    }

    fn free(&self) -> usize {
        let taken = self.taken();
        self.capacity
            .map_or(usize::MAX, |capacity| capacity.saturating_sub(taken))
    }

    fn of(&mut self, person: &str) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.person == person)
    }

    /// A place when nobody waits and there is one, else the end of the line.
    pub(super) fn join(&mut self, person: &str) {
        if self
            .of(person)
            .is_some_and(|row| row.stand != Stand::Lapsed)
        {
            return;
        }
        self.rows.retain(|row| row.person != person);
        let has_place = self.capacity.is_none() || (self.waiting() == 0 && self.free() > 0);
        self.rows.push(Row {
            person: person.to_owned(),
            stand: if has_place {
                Stand::Placed
            } else {
                Stand::Waiting
            },
        });
    }

    pub(super) fn leave(&mut self, person: &str, now: DateTime<Utc>) {
        self.rows.retain(|row| row.person != person);
        self.give(now);
    }

    pub(super) fn confirm(&mut self, person: &str, now: DateTime<Utc>) {
        let (is_last_call, free, last_call) = (self.last_call <= now, self.free(), self.last_call);
        let has_limit = self.capacity.is_some();
        let Some(row) = self.of(person) else { return };
        let takes = match row.stand {
            Stand::Offered { until } => now < until || until >= last_call,
            Stand::Waiting => has_limit && is_last_call && free > 0,
            Stand::Placed | Stand::Lapsed => false,
        };
        if takes {
            row.stand = Stand::Placed;
        }
    }

    /// Another number of places, or another time.
    pub(super) fn change(
        &mut self,
        capacity: Option<usize>,
        last_call: DateTime<Utc>,
        now: DateTime<Utc>,
    ) {
        (self.capacity, self.last_call) = (capacity, last_call);
        for row in &mut self.rows {
            if let Stand::Offered { until } = &mut row.stand {
                *until = (*until).min(last_call);
            }
        }
        self.give(now);
    }

    /// What is over by now.
    pub(super) fn pass(&mut self, now: DateTime<Utc>) {
        let last_call = self.last_call;
        loop {
            let over =
                |row: &&mut Row| matches!(row.stand, Stand::Offered { until } if until <= now);
            let Some(row) = self.rows.iter_mut().find(over) else {
                return;
            };
            let Stand::Offered { until } = row.stand else {
                return;
            };
            row.stand = if until >= last_call {
                Stand::Waiting
            } else {
                Stand::Lapsed
            };
            self.give(now);
        }
    }

    /// What is free goes to who waits, in the order in which they came.
    fn give(&mut self, now: DateTime<Utc>) {
        let has_limit = self.capacity.is_some();
        if has_limit && self.last_call <= now {
            return;
        }
        let (free, until) = (self.free(), (now + HELD).min(self.last_call));
        let waits = self
            .rows
            .iter_mut()
            .filter(|row| row.stand == Stand::Waiting);
        for row in waits.take(free) {
            row.stand = if has_limit {
                Stand::Offered { until }
            } else {
                Stand::Placed
            };
        }
    }
}
