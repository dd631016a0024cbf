//! Who was there: ticked off by who organises, from a list or by the code that somebody shows at the door.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::Caller;
use nouns::{EventId, SignupId};
use sha2::{Digest as _, Sha256};

use crate::event::{Event, Status};
use crate::signups::{Attendee, Stand};
use crate::store::Held;
use crate::{Meetups, MeetupsError, rules};

/// The door opens so long before.
const DOORS: TimeDelta = TimeDelta::hours(2);
/// Crockford's alphabet for base 32: no letter that is read for a figure or another one.
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
const CODE_LENGTH: usize = 8;
/// Of a series that runs for long, the last day is looked for among so many.
const MOST_TIMES: usize = 10_000;

/// What somebody shows at the door: names a sign-up among those of its meetup, and is of use to nobody but who organises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorCode(String);

impl DoorCode {
    pub(crate) fn of(signup: &SignupId) -> Self {
        let digest = Sha256::digest(format!("door {signup}"));
        let letters = digest.iter().take(CODE_LENGTH);
        Self(
            letters
                .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
                .collect(),
        )
    }

    /// As somebody types it: in any letters, with spaces, an O for a nought.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let read = |letter: char| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        Self(
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(read)
                .collect(),
        )
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The day of which who was there can be ticked off now: that of the last time whose doors are open or were. `None` before the first.
pub(crate) fn occasion(event: &Event, now: DateTime<Utc>) -> Option<NaiveDate> {
    if event.status == Status::Cancelled {
        return None;
    }
    let doors_are_open_to = now + DOORS + TimeDelta::seconds(1);
    let begun = event.times(DateTime::UNIX_EPOCH, doors_are_open_to, MOST_TIMES);
    begun.last().map(|time| time.when.starts().date())
}

impl Meetups {
    /// Who organises says that somebody was there on the day of now, or takes it back.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for others; [`MeetupsError::TooEarly`] before the doors open; [`MeetupsError::NotSignedUp`]
    /// for who has no place.
    pub async fn tick_off(
        &self,
        by: &Caller,
        id: &EventId,
        signup: &SignupId,
        came: bool,
    ) -> Result<(), MeetupsError> {
        let event = self.organised_by(by, id).await?;
        let day = occasion(&event, self.clock.now()).ok_or(MeetupsError::TooEarly)?;
        self.store.tick_off(id, signup, day, came).await
    }

    /// Whose code it is, for who organises.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for others; [`MeetupsError::NotSignedUp`] for a code of nobody here.
    pub async fn at_the_door(
        &self,
        by: &Caller,
        id: &EventId,
        code: &DoorCode,
    ) -> Result<Attendee, MeetupsError> {
        let event = self.organised_by(by, id).await?;
        let hidden = self.hidden_from(Some(by)).await?;
        let held = self.store.signups(id).await?;
        let is_it = |held: &Held| {
            held.stand() == Stand::Placed
                && !hidden.contains(held.person.as_str())
                && DoorCode::of(&held.sid) == *code
        };
        let held = held.into_iter().find(is_it);
        let day = occasion(&event, self.clock.now());
        held.map(|held| attendee(held, None, day))
            .ok_or(MeetupsError::NotSignedUp)
    }

    async fn organised_by(&self, by: &Caller, id: &EventId) -> Result<Event, MeetupsError> {
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        if rules::may_tick_off(by, &event, community.as_ref()) {
            Ok(event)
        } else {
            Err(MeetupsError::NotAllowed)
        }
    }
}

/// Somebody as who organises sees them on a day.
pub(crate) fn attendee(held: Held, position: Option<u32>, day: Option<NaiveDate>) -> Attendee {
    Attendee {
        id: held.sid.clone(),
        stand: held.stand(),
        position,
        since: held.since,
        came: day.is_some_and(|day| held.came_on(day)),
        party: held.party,
        answers: held.answers(),
        name: held.name,
    }
}

#[cfg(test)]
mod tests {
    use ::store::Datastore;
    use nouns::{Clock, Role};

    use super::*;
    use crate::testing::{caller, coordinator, draft, start};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    async fn house() -> (Meetups, Clock, EventId) {
        let clock = Clock::fixed(start());
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened.unwrap();
        let yvonne = coordinator("yvonne", "RMC-19");
        let event = meetups.publish(&yvonne, draft("RMC-19")).await.unwrap();
        for name in ["noor", "bas"] {
            let by = caller(name, Role::Student);
            meetups.sign_up(&by, &event.id).await.unwrap();
        }
        (meetups, clock, event.id)
    }

    #[tokio::test]
    async fn who_organises_ticks_off_who_is_there_when_the_doors_are_open() {
        let (meetups, clock, id) = house().await;
        let yvonne = coordinator("yvonne", "RMC-19");
        let (_, _, list) = meetups.signups(&yvonne, &id).await.unwrap();
        let noor = list[0].id.clone();
        let early = meetups.tick_off(&yvonne, &id, &noor, true).await;
        assert!(matches!(early, Err(MeetupsError::TooEarly)));
        clock.advance(at("2026-03-05T12:30:00Z") - start());
        let other = meetups
            .tick_off(&caller("noor", Role::Student), &id, &noor, true)
            .await;
        assert!(matches!(other, Err(MeetupsError::NotAllowed)));
        let came = async || {
            let (_, day, list) = meetups.signups(&yvonne, &id).await.unwrap();
            assert_eq!(day.unwrap().to_string(), "2026-03-05");
            list.into_iter().map(|one| one.came).collect::<Vec<_>>()
        };
        for (deed, is_there) in [(true, true), (true, true), (false, false)] {
            meetups.tick_off(&yvonne, &id, &noor, deed).await.unwrap();
            assert_eq!(came().await, [is_there, false]);
        }
        let nobody = SignupId::fresh();
        let nobody = meetups.tick_off(&yvonne, &id, &nobody, true).await;
        assert!(matches!(nobody, Err(MeetupsError::NotSignedUp)));
    }

    #[tokio::test]
    async fn a_code_is_read_however_it_is_typed_and_only_by_who_organises() {
        let (meetups, _, id) = house().await;
        let yvonne = coordinator("yvonne", "RMC-19");
        let (_, _, list) = meetups.signups(&yvonne, &id).await.unwrap();
        let code = DoorCode::of(&list[1].id);
        assert_eq!(code.as_str().len(), CODE_LENGTH);
        let (first, rest) = code.as_str().split_at(4);
        let typed = format!(" {}-{} ", first.to_lowercase(), rest.replace('0', "o"));
        let found = meetups
            .at_the_door(&yvonne, &id, &DoorCode::read(&typed))
            .await;
        assert_eq!(found.unwrap().name, "bas");
        let bas = caller("bas", Role::Student);
        let other = meetups.at_the_door(&bas, &id, &code).await;
        assert!(matches!(other, Err(MeetupsError::NotAllowed)));
        let none = meetups.at_the_door(&yvonne, &id, &DoorCode::read("")).await;
        assert!(matches!(none, Err(MeetupsError::NotSignedUp)));
    }
}
