//! Single times of a series: one moves, one does not happen, one is as the rule says again.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use contract::Caller;
use nouns::EventId;

use crate::event::{Draft, Event};
use crate::recurrence::{Moved, Recurrence};
use crate::when::When;
use crate::{Meetups, MeetupsError};

/// A time before or after which its neighbours are looked for.
const NEAR: TimeDelta = TimeDelta::days(40);

/// What becomes of one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateDeed {
    Move(When),
    Off,
    Back,
}

impl Meetups {
    /// Changes one time of a series; who comes hears of it.
    ///
    /// # Errors
    /// [`MeetupsError::UnknownDate`] for a time that the series does not have, [`MeetupsError::LastDate`] when nothing would be
    /// left to come.
    pub async fn change_date(
        &self,
        by: &Caller,
        id: &EventId,
        original: NaiveDateTime,
        deed: DateDeed,
    ) -> Result<Event, MeetupsError> {
        let event = self.editable(by, id).await?;
        let words = event.words;
        let mut recurrence = words.recurrence.clone();
        if !has_time(&words, original) {
            return Err(MeetupsError::UnknownDate);
        }
        recurrence.except.remove(&original);
        let before = recurrence.moved.remove(&original);
        match deed {
            DateDeed::Back => {}
            DateDeed::Off => {
                recurrence.except.insert(original);
            }
            DateDeed::Move(to) => {
                let moved = moved(before, to);
                recurrence.moved.insert(original, moved);
            }
        }
        let now = self.clock.now();
        let left = recurrence.between(words.when, now, DateTime::<Utc>::MAX_UTC, 1);
        if deed == DateDeed::Off && left.is_empty() {
            return Err(MeetupsError::LastDate);
        }
        let words = Draft {
            recurrence,
            ..words
        };
        self.edit(by, id, words).await
    }
}

/// Whether a series has this time by its rules or extra dates, also where it moved or falls out.
fn has_time(words: &Draft, original: NaiveDateTime) -> bool {
    let recurrence = Recurrence {
        rules: words.recurrence.rules.clone(),
        extra: words.recurrence.extra.clone(),
        ..Recurrence::default()
    };
    if recurrence.is_empty() {
        return false;
    }
    let at = words.when.begun_at(original).starts_at();
    let times = recurrence.between(words.when, at - NEAR, at + NEAR, usize::MAX);
    times.iter().any(|time| time.original == original)
}

/// A title or place of its own stays with a time that moves again.
fn moved(before: Option<Moved>, to: When) -> Moved {
    let (title, place) = before.map_or((None, None), |before| (before.title, before.place));
    Moved {
        starts: to.starts(),
        ends: to.ends(),
        title,
        place,
        cancelled: false,
    }
}

#[cfg(test)]
mod tests;
