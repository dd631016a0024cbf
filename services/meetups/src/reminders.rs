//! Reminders of a meetup, a day and an hour before each of its times, for who chose them.
//!
//! One job for each meetup waits for the next of these moments. When it comes, the job writes a job for the mail of each person
//! and its own next step in one transaction, some people at a time: whoever dies between has done a step or has not. The mail
//! is asked for under a name of its own, so that nobody is reminded twice of one time.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use contract::Caller;
use contract::letters::{Letter, MEETUP_SOON, MEETUP_TOMORROW};
use nouns::EventId;
use serde::{Deserialize, Serialize};
use store::jobs::Job;

use crate::event::{Event, Status};
use crate::jobs::About;
use crate::letters::on_its_clock;
use crate::signups::{SignedUp, Stand};
use crate::{Meetups, MeetupsError};

/// Whole days are reminded of at noon of the day before, and not again at night.
const BEFORE_WHOLE_DAYS: TimeDelta = TimeDelta::hours(12);
/// So many times of a series are looked at for the next moment: those that run now, and those to come.
const TIMES: usize = 16;

/// How long before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remind {
    Day,
    Hour,
}

impl Remind {
    pub const ALL: [Self; 2] = [Self::Day, Self::Hour];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|remind| remind.as_str() == text)
    }
}

/// A moment at which people are reminded of one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) moment: DateTime<Utc>,
    pub(crate) remind: Remind,
    /// When the time begins.
    pub(crate) starts: DateTime<Utc>,
}

impl Slot {
    /// A reminder of tomorrow is of no use when it is as good as today.
    fn of_use_until(self) -> DateTime<Utc> {
        match self.remind {
            Remind::Day => self.starts - TimeDelta::hours(2),
            Remind::Hour => self.starts,
        }
    }
}

/// The moments of the times that are not over yet, in their order.
fn slots(event: &Event, now: DateTime<Utc>) -> Vec<Slot> {
    if event.status == Status::Cancelled {
        return Vec::new();
    }
    let times = event.times(now, DateTime::<Utc>::MAX_UTC, TIMES);
    let of_time = |starts: DateTime<Utc>, all_day: bool| {
        let slot = |remind, before| Slot {
            moment: starts - before,
            remind,
            starts,
        };
        if all_day {
            return vec![slot(Remind::Day, BEFORE_WHOLE_DAYS)];
        }
        vec![
            slot(Remind::Day, TimeDelta::days(1)),
            slot(Remind::Hour, TimeDelta::hours(1)),
        ]
    };
    let mut slots: Vec<Slot> = times
        .iter()
        .flat_map(|time| of_time(time.when.starts_at(), time.when.all_day()))
        .collect();
    slots.sort_unstable();
    slots
}

/// The next moment: after the one that was done, or else after it was asked for.
fn next(
    event: &Event,
    now: DateTime<Utc>,
    asked: DateTime<Utc>,
    done: Option<Slot>,
) -> Option<Slot> {
    let is_next = |slot: &Slot| done.map_or(slot.moment > asked, |done| *slot > done);
    slots(event, now)
        .into_iter()
        .filter(is_next)
        .find(|slot| now < slot.of_use_until())
}

impl Meetups {
    /// The caller chooses what they want to be reminded by; nothing is a choice too.
    ///
    /// # Errors
    /// [`MeetupsError::NotSignedUp`] for who is not on the list.
    pub async fn choose_reminders(
        &self,
        by: &Caller,
        id: &EventId,
        chosen: &[Remind],
    ) -> Result<SignedUp, MeetupsError> {
        let now = self.clock.now();
        self.store
            .keep_reminders(id, &by.person, chosen, now)
            .await?;
        let held = self.store.signup(id, &by.person).await?;
        self.signed_up(&held.ok_or(MeetupsError::NotSignedUp)?)
            .await
    }

    /// The job that finds the next moment.
    pub(crate) async fn plan_reminders(&self, job: &Job) -> Result<(), MeetupsError> {
        let Ok(id) = EventId::parse(&job.key) else {
            return Ok(());
        };
        let Some(event) = self.store.event(&id).await? else {
            return Ok(());
        };
        let done = job.payload.get("done").cloned();
        let done = done.and_then(|done| serde_json::from_value(done).ok());
        let now = self.clock.now();
        let slot = next(&event, now, job.due, done);
        self.store.plan_reminders(&id, slot, now).await
    }

    /// The job of a moment that has come: some people, and then some more.
    pub(crate) async fn remind(&self, job: &Job) -> Result<(), MeetupsError> {
        let (Ok(id), Ok(slot)) = (
            EventId::parse(&job.key),
            serde_json::from_value::<Slot>(job.payload.clone()),
        ) else {
            return Ok(());
        };
        let now = self.clock.now();
        let event = self.store.event(&id).await?;
        // It may have moved, or somebody slept too long.
        let stands = event.is_some_and(|event| slots(&event, now).contains(&slot))
            && now < slot.of_use_until();
        let after = job.payload["after"].as_u64().unwrap_or_default();
        self.store.remind_some(&id, slot, after, stands, now).await
    }

    /// Has accounts remind one person, if they still have a place.
    pub(crate) async fn mail_of_reminder(
        &self,
        job: &Job,
        about: &About,
    ) -> Result<(), MeetupsError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let held = self.store.signup(&about.event, &about.person).await?;
        let Some(held) = held.filter(|held| held.stand() == Stand::Placed) else {
            return Ok(());
        };
        let Some(event) = self.store.event(&about.event).await? else {
            return Ok(());
        };
        let Ok(slot) = serde_json::from_value::<Slot>(job.payload.clone()) else {
            return Ok(());
        };
        let what = match slot.remind {
            Remind::Day => MEETUP_TOMORROW,
            Remind::Hour => MEETUP_SOON,
        };
        let starts: NaiveDateTime = on_its_clock(&event, slot.starts);
        let Some(letter) = self.letter(what, &event, &held).await? else {
            return Ok(());
        };
        let letter = Letter {
            once: format!("reminder/{}", job.key),
            moment: Some(starts),
            until: slot.of_use_until(),
            ..letter
        };
        Ok(accounts.write(&letter).await?)
    }
}

#[cfg(test)]
mod tests;
