//! Places that are held for who waited: yes to one, and the end of its time.

use chrono::{DateTime, Utc};
use nouns::{EventId, PersonId};

use super::{Store, binding};
use crate::MeetupsError;

impl Store {
    /// Somebody takes the place that is held for them; after the last call, one that is free. Pressing again changes nothing.
    ///
    /// # Errors
    /// [`MeetupsError::NoOffer`] when none is held for them any more, and none is free.
    pub(crate) async fn confirm(
        &self,
        event: &EventId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $held = (SELECT sid, state, ticket, until, party FROM ONLY type::record('signup', [$id, $person]));
            IF $held = NONE { THROW 'not-signed-up' };
            LET $at = (SELECT status, capacity, placed, last_call FROM ONLY type::record('event', $id));
            IF $at.status != 'scheduled' { THROW 'cancelled' };
            LET $is_held = $held.state = 'offered'
                AND ($held.until > $now OR ($at.last_call != NONE AND $held.until >= $at.last_call));
            LET $is_free = $held.state = 'waiting' AND $at.last_call != NONE AND $at.last_call <= $now
                AND $at.placed + $held.party <= $at.capacity;
            IF $held.state != 'placed' AND !$is_held AND !$is_free { THROW 'no-offer' };
            IF $is_held OR $is_free {
                LET $more = IF $is_free { $held.party } ELSE { 0 };
                LET $fewer = IF $is_free { 1 } ELSE { 0 };
                UPDATE type::record('signup', [$id, $person]) SET state = 'placed', until = NONE RETURN NONE;
                UPDATE type::record('event', $id) SET placed = placed + $more, waiting = waiting - $fewer RETURN NONE;
                DELETE type::record('notice', [$person, $id]) RETURN NONE;
                fn::deed($id, $person, 'confirmed', $held.ticket, $now);
                fn::forget_signup_jobs($held.sid);
                fn::log('places', $id);
            }";
        let variables =
            binding! { "id": event.to_string(), "person": person.to_string(), "now": now };
        self.db
            .transact("confirming a place", body, variables)
            .await?;
        Ok(())
    }

    /// Ends an offer whose time is over; one that was answered, or moved, stays as it is.
    pub(crate) async fn lapse(
        &self,
        event: &EventId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let variables =
            binding! { "id": event.to_string(), "person": person.to_string(), "now": now };
        self.db
            .transact(
                "ending an offer",
                "fn::lapse($id, $person, $now)",
                variables,
            )
            .await?;
        Ok(())
    }
}
