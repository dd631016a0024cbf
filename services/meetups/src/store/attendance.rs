//! Who was there.

use chrono::NaiveDate;
use nouns::{EventId, SignupId};

use super::{Store, binding};
use crate::MeetupsError;

impl Store {
    /// Notes that somebody with a place was there on a day, or takes it back.
    pub(crate) async fn tick_off(
        &self,
        event: &EventId,
        signup: &SignupId,
        day: NaiveDate,
        came: bool,
    ) -> Result<(), MeetupsError> {
        let body = "LET $held = (SELECT id FROM signup WHERE event = $event AND sid = $sid AND state = 'placed');
            IF array::len($held) = 0 { THROW 'not-signed-up' };
            UPDATE $held.id SET came = IF $came { array::union(came ?? [], [$day]) } ELSE { array::complement(came ?? [], [$day]) }
                RETURN NONE";
        let variables = binding! {
            "event": event.to_string(), "sid": signup.to_string(), "day": day.to_string(), "came": came,
        };
        self.db
            .transact("ticking somebody off", body, variables)
            .await?;
        Ok(())
    }
}
