//! Sign-ups. Whoever writes one moves the event's own counters in the same transaction: that record is what two
//! sign-ups at the same time meet at, so a place is never given twice.

use chrono::{DateTime, NaiveDate, Utc};
use nouns::{EventId, PersonId, SignupId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::entry::{Answers, Filled};
use crate::reminders::Remind;
use crate::signups::Stand;

/// Somebody who wants to come.
pub(crate) struct NewSignup<'a> {
    pub(crate) id: SignupId,
    pub(crate) event: &'a EventId,
    pub(crate) person: &'a PersonId,
    pub(crate) name: &'a str,
    /// Who comes along, and what they answered.
    pub(crate) filled: &'a Filled,
    pub(crate) now: DateTime<Utc>,
}

/// Who comes to one event, in order of arrival.
#[derive(Debug, Serialize)]
pub(crate) struct Coming<'a> {
    pub(crate) event: &'a EventId,
    pub(crate) people: Vec<Comer<'a>>,
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Comer<'a> {
    pub(crate) sid: SignupId,
    pub(crate) person: &'a PersonId,
    pub(crate) name: &'a str,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Placed {
    /// In the waiting list, from 1; `None` with a place.
    pub(crate) position: Option<u32>,
}

/// A row of `signup`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Held {
    pub(crate) sid: SignupId,
    pub(crate) event: EventId,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) ticket: u32,
    pub(crate) since: DateTime<Utc>,
    /// For how many places it counts.
    pub(crate) party: u32,
    #[serde(default)]
    answers: Option<Answers>,
    /// Until when an offered place is held.
    #[serde(default)]
    pub(crate) until: Option<DateTime<Utc>>,
    #[serde(default)]
    remind: Option<Vec<String>>,
    #[serde(default)]
    came: Option<Vec<String>>,
}

impl Held {
    /// Where its person stands.
    pub(crate) fn stand(&self) -> Stand {
        match (self.state.as_str(), self.until) {
            ("placed", _) => Stand::Placed,
            ("offered", Some(until)) => Stand::Offered { until },
            ("lapsed", _) => Stand::Lapsed,
            _ => Stand::Waiting,
        }
    }

    /// What they want to be reminded by.
    pub(crate) fn reminders(&self) -> Vec<Remind> {
        let chosen = self.remind.iter().flatten();
        chosen.filter_map(|text| Remind::parse(text)).collect()
    }

    /// What they answered to the host.
    pub(crate) fn answers(&self) -> Answers {
        self.answers.clone().unwrap_or_default()
    }

    /// The days on which they were there, first one first.
    pub(crate) fn days(&self) -> Vec<NaiveDate> {
        let days = self.came.iter().flatten();
        let mut days: Vec<NaiveDate> = days.filter_map(|day| day.parse().ok()).collect();
        days.sort_unstable();
        days
    }

    /// Whether they were there on a day.
    pub(crate) fn came_on(&self, day: NaiveDate) -> bool {
        let day = day.to_string();
        self.came.iter().flatten().any(|known| *known == day)
    }

    /// Whether a place is theirs, or held for them.
    #[cfg(test)]
    pub(crate) fn has_place(&self) -> bool {
        matches!(self.stand(), Stand::Placed | Stand::Offered { .. })
    }
}

#[derive(Deserialize)]
struct Notice {
    event: EventId,
    news: String,
}

/// Answers as a row has them: nothing where there are none.
pub(super) fn kept(answers: &Answers) -> Option<serde_json::Value> {
    (!answers.is_empty()).then(|| json!(answers))
}

pub(super) fn written(events: &[EventId]) -> Vec<String> {
    events.iter().map(ToString::to_string).collect()
}

impl Store {
    /// A place, or the last place in the waiting list.
    pub(crate) async fn sign_up(&self, new: NewSignup<'_>) -> Result<Placed, MeetupsError> {
        let body = "LET $event = (SELECT status, capacity, placed, waiting, tickets FROM ONLY type::record('event', $id));
            IF $event.status != 'scheduled' { THROW 'cancelled' };
            LET $before = (SELECT VALUE state FROM ONLY type::record('signup', [$id, $person]));
            IF $before != NONE AND $before != 'lapsed' { THROW 'signed-up' };
            IF $event.capacity != NONE AND $party > $event.capacity { THROW 'no-room' };
            DELETE type::record('signup', [$id, $person]) RETURN NONE;
            DELETE type::record('notice', [$person, $id]) RETURN NONE;
            LET $fits = $event.capacity = NONE OR ($event.waiting = 0 AND $event.placed + $party <= $event.capacity);
            LET $state = IF $fits { 'placed' } ELSE { 'waiting' };
            LET $ticket = $event.tickets + 1;
            UPDATE type::record('event', $id) SET tickets = $ticket,
                placed = placed + (IF $fits { $party } ELSE { 0 }), waiting = waiting + (IF $fits { 0 } ELSE { 1 }) RETURN NONE;
            CREATE type::record('signup', [$id, $person]) SET sid = $sid, event = $id, person = $person, name = $name,
                state = $state, ticket = $ticket, since = $now, party = $party, answers = $answers RETURN NONE;
            fn::deed($id, $person, $state, $ticket, $now);
            fn::log('places', $id);
            RETURN { position: IF $fits { NONE } ELSE { $event.waiting + 1 } }";
        let variables = binding! {
            "id": new.event.to_string(), "person": new.person.to_string(), "sid": new.id.to_string(),
            "name": new.name.to_owned(), "now": new.now, "party": i64::from(new.filled.party),
            "answers": kept(&new.filled.answers),
        };
        let mut answers = self.db.transact("signing up", body, variables).await?;
        let answer: Option<serde_json::Value> = answers.take(14)?;
        serde_json::from_value(answer.unwrap_or_default()).map_err(|_| MeetupsError::Row("signup"))
    }

    /// As [`Self::sign_up`] for everyone of `coming`, in their order, all or nobody. The rows are made
    /// in one go: statements for each person cost more than the rest of the writing.
    ///
    /// # Errors
    /// [`MeetupsError::Cancelled`] for an event that is not on, and an error of the store when
    /// somebody has signed up already.
    pub(crate) async fn sign_up_all(&self, coming: &[Coming<'_>]) -> Result<(), MeetupsError> {
        let body = "FOR $one IN $coming {
                LET $event = (SELECT status, capacity, placed, waiting, tickets FROM ONLY type::record('event', $one.event));
                IF $event.status != 'scheduled' { THROW 'cancelled' };
                LET $many = array::len($one.people);
                LET $room = IF $event.capacity = NONE { $many } ELSE IF $event.waiting > 0 { 0 }
                    ELSE { math::max([$event.capacity - $event.placed, 0]) };
                LET $placed = math::min([$many, $room]);
                LET $rows = array::map($one.people, |$who: any, $index: any| object::extend($who, {
                    id: [$one.event, $who.person], event: $one.event, ticket: $event.tickets + $index + 1,
                    state: IF $index < $placed { 'placed' } ELSE { 'waiting' }, since: <datetime>$one.at
                }));
                INSERT INTO signup $rows RETURN NONE;
                INSERT INTO signup_deed (array::map($rows, |$row: any| {
                    event: $row.event, person: $row.person, deed: $row.state, ticket: $row.ticket, at: $row.since
                })) RETURN NONE;
                UPDATE type::record('event', $one.event) SET tickets += $many, placed += $placed,
                    waiting += $many - $placed RETURN NONE;
            };
            fn::log_all('places', array::map($coming, |$one: any| $one.event))";
        let variables = binding! { "coming": json!(coming) };
        self.db.transact("signing up many", body, variables).await?;
        Ok(())
    }

    /// Gives a place back, also one that is held, or leaves the waiting list; what came free goes to who waits.
    pub(crate) async fn leave(
        &self,
        event: &EventId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        // Who waited first and leaves may have kept places free that are too few for them.
        let body = "LET $held = (SELECT sid, state, ticket, party FROM ONLY type::record('signup', [$id, $person]));
            IF $held = NONE { THROW 'not-signed-up' };
            LET $last_call = (SELECT VALUE last_call FROM ONLY type::record('event', $id));
            LET $had = IF $held.state IN ['placed', 'offered'] { $held.party } ELSE { 0 };
            LET $waited = IF $held.state = 'waiting' { 1 } ELSE { 0 };
            DELETE type::record('signup', [$id, $person]) RETURN NONE;
            DELETE type::record('notice', [$person, $id]) RETURN NONE;
            UPDATE type::record('event', $id) SET placed = placed - $had, waiting = waiting - $waited RETURN NONE;
            fn::deed($id, $person, 'left', $held.ticket, $now);
            fn::forget_signup_jobs($held.sid);
            IF $had > 0 OR $last_call = NONE OR $last_call > $now { fn::move_up($id, $now) };
            fn::log('places', $id)";
        let variables =
            binding! { "id": event.to_string(), "person": person.to_string(), "now": now };
        self.db
            .transact("leaving an event", body, variables)
            .await?;
        Ok(())
    }

    /// Somebody comes with more or fewer others, or answers anew.
    ///
    /// # Errors
    /// [`MeetupsError::NoRoom`] for more than there is room for, or while others wait.
    pub(crate) async fn refill(
        &self,
        event: &EventId,
        person: &PersonId,
        filled: &Filled,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body =
            "IF !record::exists(type::record('signup', [$id, $person])) { THROW 'not-signed-up' };
            fn::change_party($id, $person, $party, $now);
            UPDATE type::record('signup', [$id, $person]) SET answers = $answers RETURN NONE";
        let variables = binding! {
            "id": event.to_string(), "person": person.to_string(), "now": now,
            "party": i64::from(filled.party), "answers": kept(&filled.answers),
        };
        self.db
            .transact("changing a sign-up", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn signup(
        &self,
        event: &EventId,
        person: &PersonId,
    ) -> Result<Option<Held>, MeetupsError> {
        let surql = "SELECT sid, event, person, name, state, ticket, since, until, party, answers, remind, came FROM type::record('signup', [$id, $person])";
        let variables = binding! { "id": event.to_string(), "person": person.to_string() };
        Ok(self.rows("signup", surql, variables).await?.pop())
    }

    /// Everybody at an event, in the order in which they came.
    pub(crate) async fn signups(&self, event: &EventId) -> Result<Vec<Held>, MeetupsError> {
        let surql = "SELECT sid, event, person, name, state, ticket, since, until, party, answers, remind, came FROM signup WHERE event = $id ORDER BY ticket";
        self.rows("signup", surql, binding! { "id": event.to_string() })
            .await
    }

    /// Everything that a person signed up for.
    pub(crate) async fn signups_of(&self, person: &PersonId) -> Result<Vec<Held>, MeetupsError> {
        let surql = "SELECT sid, event, person, name, state, ticket, since, until, party, answers, remind, came FROM signup WHERE person = $person";
        self.rows("signup", surql, binding! { "person": person.to_string() })
            .await
    }

    /// The place in the waiting list of who holds `ticket`.
    pub(crate) async fn position(&self, event: &EventId, ticket: u32) -> Result<u32, MeetupsError> {
        let surql = "SELECT VALUE ticket FROM signup WHERE event = $id AND state = 'waiting' AND ticket <= $ticket";
        let variables = binding! { "id": event.to_string(), "ticket": i64::from(ticket) };
        let before: Vec<u32> = self.rows("signup", surql, variables).await?;
        Ok(u32::try_from(before.len()).unwrap_or(u32::MAX))
    }

    /// The latest news of each event that a person should hear.
    pub(crate) async fn news_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<(EventId, String)>, MeetupsError> {
        let surql = "SELECT event, news FROM notice WHERE person = $person";
        let rows: Vec<Notice> = self
            .rows("notice", surql, binding! { "person": person.to_string() })
            .await?;
        Ok(rows
            .into_iter()
            .map(|notice| (notice.event, notice.news))
            .collect())
    }

    /// Forgets what was told of meetups.
    pub(crate) async fn forget_news(&self, events: &[EventId]) -> Result<(), MeetupsError> {
        let body = "DELETE notice WHERE event IN $ids RETURN NONE";
        let variables = binding! { "ids": written(events) };
        self.db.transact("forgetting news", body, variables).await?;
        Ok(())
    }

    /// Forgets who signed up for meetups, and in which order.
    pub(crate) async fn forget_signups(&self, events: &[EventId]) -> Result<(), MeetupsError> {
        let body = "FOR $id IN $ids {
                DELETE signup WHERE event = $id RETURN NONE;
                DELETE signup_deed WHERE event = $id RETURN NONE;
            }";
        let variables = binding! { "ids": written(events) };
        self.db
            .transact("forgetting sign-ups", body, variables)
            .await?;
        Ok(())
    }

    /// Everybody on the list hears of a change, on the page of what goes on and by mail: asked for in one step.
    pub(crate) async fn tell_all(
        &self,
        event: &str,
        news: &str,
        (sequence, changes): (u32, serde_json::Value),
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $waiting = (SELECT payload.person AS person, payload.changes AS changes, payload.sequence AS sequence FROM job
                WHERE kind = 'changed-mail' AND payload.event = $id AND payload.sequence < $sequence ORDER BY sequence);
            DELETE job WHERE kind = 'changed-mail' AND payload.event = $id AND payload.sequence < $sequence RETURN NONE;
            FOR $one IN (SELECT sid, person, state FROM signup WHERE event = $id) {
                UPSERT type::record('notice', [$one.person, $id]) SET person = $one.person, event = $id, news = $news, at = $now RETURN NONE;
                IF $one.state != 'lapsed' {
                    fn::enqueue(string::concat($news, '-mail'), string::concat($one.sid, '/', <string>$sequence), $now,
                        { event: $id, person: $one.person, sequence: $sequence, changes: array::concat(
                            array::flatten(array::map($waiting[WHERE person = $one.person], |$job: any| $job.changes ?? [])), $changes) });
                };
            }";
        let variables = binding! {
            "id": event.to_owned(), "news": news.to_owned(), "sequence": i64::from(sequence), "now": now,
            "changes": changes,
        };
        self.db
            .transact("telling everybody", body, variables)
            .await?;
        Ok(())
    }

    /// Somebody on the list hears what became of their place.
    pub(crate) async fn tell(
        &self,
        event: &str,
        person: &str,
        news: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "IF record::exists(type::record('signup', [$id, $person])) {
                UPSERT type::record('notice', [$person, $id]) SET person = $person, event = $id, news = $news, at = $now RETURN NONE;
            }";
        let variables = binding! {
            "id": event.to_owned(), "person": person.to_owned(), "news": news.to_owned(), "now": now,
        };
        self.db
            .transact("telling a participant", body, variables)
            .await?;
        Ok(())
    }
}
