//! A line of people for the places of one meetup, as it should be: small enough to be seen to be right.

use chrono::{DateTime, TimeDelta, Utc};

use crate::signups::Stand;

/// For so long a place is held.
const HELD: TimeDelta = TimeDelta::days(1);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) person: String,
    /// For how many places they count.
    pub(super) party: usize,
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
    pub(super) fn taken(&self) -> usize {
        let has_place = |row: &&Row| matches!(row.stand, Stand::Placed | Stand::Offered { .. });
        self.rows
            .iter()
            .filter(has_place)
            .map(|row| row.party)
            .sum()
    }

    pub(super) fn waiting(&self) -> usize {
        let waits = |row: &&Row| row.stand == Stand::Waiting;
        self.rows.iter().filter(waits).count()
    }

    fn free(&self) -> usize {
        let taken = self.taken();
        self.capacity
            .map_or(usize::MAX, |capacity| capacity.saturating_sub(taken))
    }

    fn of(&mut self, person: &str) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.person == person)
    }

    /// A place for everybody of the party when nobody waits and there is room, else the end of the line.
    pub(super) fn join(&mut self, person: &str, party: usize) {
        if self
            .of(person)
            .is_some_and(|row| row.stand != Stand::Lapsed)
        {
            return;
        }
        if self.capacity.is_some_and(|capacity| party > capacity) {
            return;
        }
        self.rows.retain(|row| row.person != person);
        let has_place = self.capacity.is_none() || (self.waiting() == 0 && self.free() >= party);
        self.rows.push(Row {
            person: person.to_owned(),
            party,
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
            Stand::Waiting => has_limit && is_last_call && free >= row.party,
            Stand::Placed | Stand::Lapsed => false,
        };
        if takes {
            row.stand = Stand::Placed;
        }
    }

    /// With fewer, or with more while there is room and nobody waits.
    pub(super) fn comes_with(&mut self, person: &str, party: usize, now: DateTime<Utc>) {
        let (free, nobody_waits, is_open) =
            (self.free(), self.waiting() == 0, self.capacity.is_none());
        let Some(row) = self.of(person) else { return };
        let more = party.saturating_sub(row.party);
        let has_room = is_open || (nobody_waits && more <= free);
        if row.stand == Stand::Lapsed || (more > 0 && !(row.stand == Stand::Placed && has_room)) {
            return;
        }
        row.party = party;
        self.give(now);
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

    /// What is free goes to who waits, in the order in which they came; where a party does not fit, nobody behind it passes.
    fn give(&mut self, now: DateTime<Utc>) {
        let has_limit = self.capacity.is_some();
        if has_limit && self.last_call <= now {
            return;
        }
        let (mut free, until) = (self.free(), (now + HELD).min(self.last_call));
        let waits = self
            .rows
            .iter_mut()
            .filter(|row| row.stand == Stand::Waiting);
        for row in waits {
            if row.party > free {
                return;
            }
            free -= row.party;
            row.stand = if has_limit {
                Stand::Offered { until }
            } else {
                Stand::Placed
            };
        }
    }
}
