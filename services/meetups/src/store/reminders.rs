//! Who wants to be reminded, and the steps of reminding them.

use chrono::{DateTime, Utc};
use nouns::{EventId, PersonId};
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::reminders::{Remind, Slot};

impl Store {
    /// Keeps what somebody chose, and has the next moment found.
    pub(crate) async fn keep_reminders(
        &self,
        event: &EventId,
        person: &PersonId,
        chosen: &[Remind],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body =
            "IF !record::exists(type::record('signup', [$id, $person])) { THROW 'not-signed-up' };
            UPDATE type::record('signup', [$id, $person]) SET remind = $chosen RETURN NONE;
            fn::enqueue('remind-plan', $id, $now, {})";
        let chosen: Vec<String> = chosen.iter().map(|one| one.as_str().to_owned()).collect();
        let variables = binding! {
            "id": event.to_string(), "person": person.to_string(), "chosen": chosen, "now": now,
        };
        self.db
            .transact("choosing reminders", body, variables)
            .await?;
        Ok(())
    }

    /// Has the next moment wait for its time. One that has come is done first, and finds the next by itself.
    pub(crate) async fn plan_reminders(
        &self,
        event: &EventId,
        slot: Option<Slot>,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $job = (SELECT due, state FROM ONLY type::record('job', ['remind', $id]));
            IF $job = NONE OR $job.state = 'failed' OR $job.due > $now {
                IF $slot { fn::enqueue('remind', $id, <datetime>$slot.moment, $slot) } ELSE { fn::dequeue('remind', $id) };
            }";
        let variables = binding! { "id": event.to_string(), "slot": json!(slot), "now": now };
        self.db
            .transact("planning reminders", body, variables)
            .await?;
        Ok(())
    }

    /// Asks for the mails of the next people after ticket `after`, or for none where the moment does not stand any more, and
    /// notes how far it is, in one step. Whoever comes with an old step does nothing.
    pub(crate) async fn remind_some(
        &self,
        event: &EventId,
        slot: Slot,
        after: u64,
        stands: bool,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $step = (SELECT VALUE payload FROM ONLY type::record('job', ['remind', $id]));
            IF $step.moment = $slot.moment AND $step.remind = $slot.remind AND $step.starts = $slot.starts AND ($step.after ?? 0) = $after {
                LET $some = IF !$stands { [] } ELSE {
                    (SELECT sid, person, ticket FROM signup WHERE event = $id AND state = 'placed' AND ticket > $after
                        AND $slot.remind IN (remind ?? []) ORDER BY ticket LIMIT 200)
                };
                FOR $one IN $some {
                    fn::enqueue('reminder', string::concat($one.sid, '/', $slot.remind, '/', $slot.starts), $now,
                        object::extend($slot, { event: $id, person: $one.person, sid: $one.sid }));
                };
                IF array::len($some) = 200 {
                    fn::enqueue('remind', $id, <datetime>$slot.moment, object::extend($slot, { after: array::last($some).ticket }));
                } ELSE {
                    fn::dequeue('remind', $id);
                    fn::enqueue('remind-plan', $id, $now, { done: $slot });
                };
            }";
        let variables = binding! {
            "id": event.to_string(), "slot": json!(slot), "after": i64::try_from(after).unwrap_or(i64::MAX),
            "stands": stands, "now": now,
        };
        self.db.transact("reminding", body, variables).await?;
        Ok(())
    }
}
