//! Deeds of who comes: sign up, leave, see where one stands.

use chrono::{DateTime, NaiveDate, Utc};
use contract::Caller;
use nouns::{EventId, PersonId, SignupId};

use crate::attendance::{attendee, occasion};
use crate::entry::{Answers, Filled, Wish};
use crate::event::{Event, Status};
use crate::reminders::Remind;
use crate::store::{Held, NewSignup};
use crate::{Meetups, MeetupsError, rules};

/// Of where somebody was, so many are shown.
const MOST_ATTENDED: usize = 20;

/// Where somebody stands who signed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    Placed,
    /// A place came free and is held for them.
    Offered {
        until: DateTime<Utc>,
    },
    Waiting,
    /// They did not answer in time, and hold nothing any more.
    Lapsed,
}

impl Stand {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Offered { .. } => "offered",
            Self::Waiting => "waiting",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A place, or a place in the waiting list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedUp {
    pub id: SignupId,
    pub stand: Stand,
    /// In the waiting list, from 1; `None` for who does not wait.
    pub position: Option<u32>,
    /// What they want to be reminded by.
    pub reminders: Vec<Remind>,
    /// Whether there is a certificate for them.
    pub has_certificate: bool,
    /// For how many places it counts: the person, and who comes along.
    pub party: u32,
    /// What they answered to the host.
    pub answers: Answers,
}

/// A sign-up of the caller with its event.
#[derive(Debug, Clone)]
pub struct Mine {
    pub signup: SignedUp,
    pub event: Event,
    pub since: DateTime<Utc>,
    /// `moved-up`, `offered`, `lapsed`, `place-free`, `changed` or `cancelled`, when the caller should hear it.
    pub news: Option<String>,
    /// Whether a yes gives the caller a place now.
    pub may_confirm: bool,
}

/// Somebody who signed up, as who organises sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub id: SignupId,
    pub name: String,
    pub stand: Stand,
    pub position: Option<u32>,
    pub since: DateTime<Utc>,
    /// Whether they were there, on the day of now.
    pub came: bool,
    pub party: u32,
    pub answers: Answers,
}

impl Meetups {
    /// Gives the caller a place, or the last place in the waiting list: alone, where nothing is asked.
    pub async fn sign_up(&self, by: &Caller, id: &EventId) -> Result<SignedUp, MeetupsError> {
        self.sign_up_with(by, id, &Wish::default()).await
    }

    /// Gives the caller and who comes along a place each, or the last place in the waiting list.
    ///
    /// # Errors
    /// [`MeetupsError::Refused`] with the fields at fault; [`MeetupsError::NoRoom`] for more people than the meetup has places.
    pub async fn sign_up_with(
        &self,
        by: &Caller,
        id: &EventId,
        wish: &Wish,
    ) -> Result<SignedUp, MeetupsError> {
        let event = self
            .store
            .event(id)
            .await?
            .ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        self.may_know_of(Some(by), &event).await?;
        let now = self.clock.now();
        if event.is_over(now) {
            return Err(MeetupsError::Over);
        }
        let filled = self.filled(&event, Some(&by.person), wish, None).await?;
        let taken = self.take_place(id, &by.person, &by.name, &filled, now);
        let signed_up = taken.await?;
        self.follow().await?;
        Ok(signed_up)
    }

    /// What somebody sends, as the meetup takes it. Who is on the list already hears that first.
    pub(crate) async fn filled(
        &self,
        event: &Event,
        person: Option<&PersonId>,
        wish: &Wish,
        had: Option<u32>,
    ) -> Result<Filled, MeetupsError> {
        let problems = match event.words.entry.fill(wish, had) {
            Ok(filled) => return Ok(filled),
            Err(problems) => problems,
        };
        if event.status == Status::Cancelled {
            return Err(MeetupsError::Cancelled);
        }
        if let (Some(person), None) = (person, had) {
            let held = self.store.signup(&event.id, person).await?;
            if held.is_some_and(|held| held.stand() != Stand::Lapsed) {
                return Err(MeetupsError::SignedUpAlready);
            }
        }
        Err(MeetupsError::Refused(problems))
    }

    /// The caller comes with more or fewer others, or answers anew.
    ///
    /// # Errors
    /// As [`Self::sign_up_with`]; [`MeetupsError::NoRoom`] for more than before while others wait;
    /// [`MeetupsError::NotSignedUp`].
    pub async fn change_signup(
        &self,
        by: &Caller,
        id: &EventId,
        wish: &Wish,
    ) -> Result<SignedUp, MeetupsError> {
        self.refill(id, &by.person, wish).await?;
        let held = self.store.signup(id, &by.person).await?;
        self.signed_up(&held.ok_or(MeetupsError::NotSignedUp)?)
            .await
    }

    pub(crate) async fn refill(
        &self,
        id: &EventId,
        person: &PersonId,
        wish: &Wish,
    ) -> Result<(), MeetupsError> {
        let now = self.clock.now();
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        if event.is_over(now) {
            return Err(MeetupsError::Over);
        }
        let held = self.store.signup(id, person).await?;
        let held = held.filter(|held| held.stand() != Stand::Lapsed);
        let had = held.ok_or(MeetupsError::NotSignedUp)?.party;
        let filled = self.filled(&event, Some(person), wish, Some(had)).await?;
        self.store.refill(id, person, &filled, now).await?;
        self.follow().await
    }

    pub(crate) async fn take_place(
        &self,
        event: &EventId,
        person: &PersonId,
        name: &str,
        filled: &Filled,
        now: DateTime<Utc>,
    ) -> Result<SignedUp, MeetupsError> {
        let id = SignupId::fresh();
        let new = NewSignup {
            id: id.clone(),
            event,
            person,
            name,
            filled,
            now,
        };
        let placed = self.store.sign_up(new).await?;
        let stand = placed.position.map_or(Stand::Placed, |_| Stand::Waiting);
        Ok(SignedUp {
            id,
            stand,
            position: placed.position,
            reminders: Vec::new(),
            has_certificate: false,
            party: filled.party,
            answers: filled.answers.clone(),
        })
    }

    /// The caller says yes to the place that is held for them; after the last call, to one that is free.
    ///
    /// # Errors
    /// [`MeetupsError::NoOffer`] when there is none for them.
    pub async fn confirm(&self, by: &Caller, id: &EventId) -> Result<SignedUp, MeetupsError> {
        let now = self.clock.now();
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        if event.is_over(now) {
            return Err(MeetupsError::Over);
        }
        self.store.confirm(id, &by.person, now).await?;
        self.follow().await?;
        let held = self.store.signup(id, &by.person).await?;
        self.signed_up(&held.ok_or(MeetupsError::NotSignedUp)?)
            .await
    }

    /// Gives the caller's place back, or says no to one that is held; the first who waits is offered it and told.
    pub async fn leave(&self, by: &Caller, id: &EventId) -> Result<(), MeetupsError> {
        self.store.leave(id, &by.person, self.clock.now()).await?;
        self.follow().await
    }

    /// What the caller signed up for and is not over, soonest first.
    pub async fn my_signups(&self, by: &Caller) -> Result<Vec<Mine>, MeetupsError> {
        let now = self.clock.now();
        let news = self.store.news_of(&by.person).await?;
        let mut mine = Vec::new();
        for held in self.store.signups_of(&by.person).await? {
            let Some(event) = self.store.event(&held.event).await? else {
                continue;
            };
            if event.is_over(now) {
                continue;
            }
            let news = news
                .iter()
                .find(|(about, _)| *about == held.event)
                .map(|(_, news)| news.clone());
            let signup = self.signed_up(&held).await?;
            mine.push(Mine {
                may_confirm: rules::may_confirm(signup.stand, signup.party, &event, now),
                signup,
                event,
                since: held.since,
                news,
            });
        }
        mine.sort_by_key(|one| {
            let next = one.event.times(now, DateTime::<Utc>::MAX_UTC, 1);
            next.first().map(|time| time.when.starts_at())
        });
        Ok(mine)
    }

    /// Where the caller was, with the last day of each, latest first.
    pub async fn attended(&self, by: &Caller) -> Result<Vec<(Event, NaiveDate)>, MeetupsError> {
        let held = self.store.signups_of(&by.person).await?;
        let mut there: Vec<(EventId, NaiveDate)> = held
            .into_iter()
            .filter_map(|held| Some((held.event.clone(), held.days().last().copied()?)))
            .collect();
        there.sort_by(|(a, on_a), (b, on_b)| {
            on_b.cmp(on_a).then_with(|| a.as_str().cmp(b.as_str()))
        });
        there.truncate(MOST_ATTENDED);
        let mut attended = Vec::new();
        for (id, day) in there {
            let event = self.store.event(&id).await?;
            attended.extend(event.map(|event| (event, day)));
        }
        Ok(attended)
    }

    /// Who comes and who waits, and the day of which who was there can be ticked off, for who may edit the event.
    pub async fn signups(
        &self,
        by: &Caller,
        id: &EventId,
    ) -> Result<(Event, Option<NaiveDate>, Vec<Attendee>), MeetupsError> {
        let event = self
            .store
            .event(id)
            .await?
            .ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        if !rules::may_see_signups(by, &event, community.as_ref()) {
            return Err(MeetupsError::NotAllowed);
        }
        let hidden = self.hidden_from(Some(by)).await?;
        let mut held = self.store.signups(id).await?;
        held.retain(|held| !hidden.contains(held.person.as_str()));
        held.retain(|held| held.stand() != Stand::Lapsed);
        let waits = |held: &Held| held.stand() == Stand::Waiting;
        let (waiting, placed): (Vec<Held>, Vec<Held>) = held.into_iter().partition(waits);
        let placed = placed.into_iter().map(|held| (held, None));
        let waiting = waiting
            .into_iter()
            .zip(1u32..)
            .map(|(held, position)| (held, Some(position)));
        let day = occasion(&event, self.clock.now());
        let list = placed
            .chain(waiting)
            .map(|(held, position)| attendee(held, position, day))
            .collect();
        Ok((event, day, list))
    }

    pub(crate) async fn signed_up(&self, held: &Held) -> Result<SignedUp, MeetupsError> {
        let position = match held.stand() {
            Stand::Waiting => Some(self.store.position(&held.event, held.ticket).await?),
            Stand::Placed | Stand::Offered { .. } | Stand::Lapsed => None,
        };
        Ok(SignedUp {
            id: held.sid.clone(),
            stand: held.stand(),
            position,
            reminders: held.reminders(),
            has_certificate: rules::may_have_certificate(&held.days()),
            party: held.party,
            answers: held.answers(),
        })
    }
}

#[cfg(test)]
mod offers;
#[cfg(test)]
mod parties;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::store::Datastore;
    use nouns::{Clock, Role};

    use wire::following::Follower as _;

    use super::*;
    use crate::planting::{Plant, PlantedSignups};
    use crate::testing::{caller, draft, start};

    async fn house(capacity: Option<u32>) -> (Arc<Meetups>, EventId) {
        let datastore = Datastore::in_memory().await.unwrap();
        let house = Meetups::open(&datastore, None, Clock::fixed(start()))
            .await
            .unwrap();
        let id = EventId::parse("samen").unwrap();
        let plant = Plant {
            id: id.clone(),
            words: crate::event::Draft {
                capacity,
                ..draft("RMC-19")
            },
            organiser: None,
            status: Status::Scheduled,
            created: start(),
        };
        house.plant(vec![plant]).await.unwrap();
        (Arc::new(house), id)
    }

    fn person(number: usize) -> Caller {
        caller(&format!("p{number:03}"), Role::Student)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_200_at_once_20_get_a_place_and_180_wait_in_the_order_of_arrival() {
        all_at_once(200, 20).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_1000_at_once_100_get_a_place_and_900_wait_in_the_order_of_arrival() {
        all_at_once(1000, 100).await;
    }

    async fn all_at_once(people: u32, capacity: u32) {
        let (house, id) = house(Some(capacity)).await;
        let all = (0..people).map(|number| {
            let (house, id) = (Arc::clone(&house), id.clone());
            let who = person(number as usize);
            tokio::spawn(async move { house.sign_up(&who, &id).await.unwrap() })
        });
        let mut answers = Vec::new();
        for task in all.collect::<Vec<_>>() {
            answers.push(task.await.unwrap());
        }
        let waits = answers.iter().filter_map(|answer| answer.position);
        let mut positions: Vec<u32> = waits.collect();
        positions.sort_unstable();
        assert_eq!(positions, (1..=people - capacity).collect::<Vec<_>>());
        assert_eq!(answers.len() - positions.len(), capacity as usize);

        // The list by arrival is the list by what each was told.
        let held = house.store.signups(&id).await.unwrap();
        assert_eq!(held.len(), people as usize);
        let (placed, waiting) = held.split_at(capacity as usize);
        assert!(placed.iter().all(Held::has_place));
        for (held, position) in waiting.iter().zip(1u32..) {
            let told = answers.iter().find(|answer| answer.id == held.sid).unwrap();
            assert_eq!(told.position, Some(position));
        }
        let places = house.store.event(&id).await.unwrap().unwrap().places;
        assert_eq!(
            (places.placed, places.waiting),
            (capacity, people - capacity)
        );
    }

    #[tokio::test]
    async fn many_who_are_signed_up_at_once_stand_as_if_each_had_come_alone() {
        let (house, id) = house(Some(2)).await;
        let named = |number: usize| (person(number).person, format!("Nummer {number}"));
        let signups = PlantedSignups {
            event: id.clone(),
            people: (0..3).map(named).collect(),
            at: start(),
        };
        house.plant_signups(&[signups]).await.unwrap();

        let held = house.store.signups(&id).await.unwrap();
        let stands: Vec<_> = held
            .iter()
            .map(|held| (held.person.as_str(), held.ticket, held.has_place()))
            .collect();
        assert_eq!(
            stands,
            [("p000", 1, true), ("p001", 2, true), ("p002", 3, false)]
        );
        // Whoever comes next goes on where they ended, and whoever leaves makes room for the first who waits.
        let next = house.sign_up(&person(3), &id).await.unwrap();
        assert_eq!(next.position, Some(2));
        house.leave(&person(0), &id).await.unwrap();
        let held = house.store.signups(&id).await.unwrap();
        assert!(held.iter().any(|held| held.ticket == 3 && held.has_place()));
        let places = house.store.event(&id).await.unwrap().unwrap().places;
        assert_eq!((places.placed, places.waiting), (2, 1));
    }

    #[tokio::test]
    async fn of_many_nobody_is_signed_up_when_one_was_already() {
        let (house, id) = house(None).await;
        house.sign_up(&person(1), &id).await.unwrap();
        let named = |number: usize| (person(number).person, format!("Nummer {number}"));
        let signups = PlantedSignups {
            event: id.clone(),
            people: (0..3).map(named).collect(),
            at: start(),
        };
        house.plant_signups(&[signups]).await.unwrap_err();
        assert_eq!(house.store.signups(&id).await.unwrap().len(), 1);
        let places = house.store.event(&id).await.unwrap().unwrap().places;
        assert_eq!((places.placed, places.waiting), (1, 0));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn however_people_come_and_go_no_place_is_given_twice_and_nobody_is_skipped() {
        let (house, id) = house(Some(5)).await;
        let tasks = (0..60usize).map(|number| {
            let (house, id) = (Arc::clone(&house), id.clone());
            tokio::spawn(async move {
                house.sign_up(&person(number), &id).await.unwrap();
                if number % 3 == 0 {
                    house.leave(&person(number), &id).await.unwrap();
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        let held = house.store.signups(&id).await.unwrap();
        assert_eq!(held.len(), 40);
        assert!(held.iter().take(5).all(Held::has_place));
        assert!(!held.iter().skip(5).any(Held::has_place));
        let event = house.store.event(&id).await.unwrap().unwrap();
        assert_eq!((event.places.placed, event.places.waiting), (5, 35));
    }

    #[tokio::test]
    async fn an_erased_person_leaves_the_place_to_who_waits() {
        let (house, id) = house(Some(1)).await;
        house.sign_up(&person(1), &id).await.unwrap();
        house.sign_up(&person(2), &id).await.unwrap();
        let gone = contract::accounts_log::Happened::Erased {
            person: person(1).person,
        };
        let change = contract::accounts_log::Change {
            position: 7,
            what: gone,
        };
        house.take_over(change).await.unwrap();
        assert_eq!(house.place().await.unwrap(), 7);
        assert_eq!(
            house.store.signup(&id, &person(1).person).await.unwrap(),
            None
        );
        let moved = house
            .store
            .signup(&id, &person(2).person)
            .await
            .unwrap()
            .unwrap();
        assert!(moved.has_place());
    }

    #[tokio::test]
    async fn a_blocked_pair_does_not_meet_in_the_list_of_guests() {
        let (house, id) = house(None).await;
        for number in [1, 2] {
            house.sign_up(&person(number), &id).await.unwrap();
        }
        let ria = crate::testing::coordinator("ria", "RMC-19");
        let guests = async || house.signups(&ria, &id).await.unwrap().2.len();
        assert_eq!(guests().await, 2);
        for (position, stands) in [(1, true), (2, false)] {
            let what = contract::accounts_log::Happened::Block {
                by: person(1).person,
                whom: ria.person.clone(),
                stands,
            };
            let change = contract::accounts_log::Change { position, what };
            house.take_over(change).await.unwrap();
            assert_eq!(guests().await, if stands { 1 } else { 2 });
        }
    }

    #[tokio::test]
    async fn what_is_over_takes_nobody() {
        let (house, id) = house(None).await;
        house.clock.advance(chrono::TimeDelta::days(30));
        assert!(matches!(
            house.sign_up(&person(1), &id).await,
            Err(MeetupsError::Over)
        ));
        let none = EventId::parse("geen").unwrap();
        assert!(matches!(
            house.sign_up(&person(1), &none).await,
            Err(MeetupsError::NoEvent(_))
        ));
    }
}
