//! Seeds and synthetic countries: events with given ids, also in the past, without asking the rules. Not reachable
//! over HTTP.

use chrono::{DateTime, Utc};
use nouns::{EventId, PersonId, SignupId};

use crate::community::{Charter, Community, Member, Mix};
use crate::event::{Draft, Event, Organiser, Origin, Places, Status};
use crate::store::{Comer, Coming};
use crate::{Meetups, MeetupsError};

/// An event to plant.
#[derive(Debug, Clone)]
pub struct Plant {
    pub id: EventId,
    pub words: Draft,
    pub organiser: Option<Organiser>,
    pub status: Status,
    pub created: DateTime<Utc>,
}

/// A community to plant, with who takes part.
#[derive(Debug, Clone)]
pub struct PlantedCommunity {
    pub charter: Charter,
    pub coordinator: Option<PersonId>,
    pub members: Vec<Member>,
    pub created: DateTime<Utc>,
}

/// Who comes to one event, in order of arrival.
#[derive(Debug, Clone)]
pub struct PlantedSignups {
    pub event: EventId,
    pub people: Vec<(PersonId, String)>,
    pub at: DateTime<Utc>,
}

impl PlantedSignups {
    fn coming(&self) -> Coming<'_> {
        Coming {
            event: &self.event,
            people: self.people.iter().map(comer).collect(),
            at: self.at,
        }
    }
}

fn comer((person, name): &(PersonId, String)) -> Comer<'_> {
    Comer {
        sid: SignupId::fresh(),
        person,
        name,
    }
}

impl Meetups {
    /// Plants events, 200 in one transaction.
    ///
    /// # Errors
    /// [`MeetupsError::IdTaken`] and [`MeetupsError::UnknownCommunity`] for the transaction of 200 at fault.
    pub async fn plant(&self, plants: Vec<Plant>) -> Result<(), MeetupsError> {
        let event = |plant: Plant| Event {
            uid: format!("{}@kansrijk", plant.id),
            id: plant.id,
            words: plant.words,
            status: plant.status,
            origin: Origin::Own,
            organiser: plant.organiser,
            sequence: u32::from(plant.status == Status::Cancelled),
            created: plant.created,
            changed: plant.created,
            moved_from: None,
            places: Places::default(),
        };
        let events: Vec<Event> = plants.into_iter().map(event).collect();
        self.store.add_events(&events).await?;
        self.follow().await
    }

    /// Signs people up in the order given, also for what is past. The board takes it over with the next follower.
    pub async fn plant_signups(&self, planted: &[PlantedSignups]) -> Result<(), MeetupsError> {
        let coming: Vec<Coming<'_>> = planted.iter().map(PlantedSignups::coming).collect();
        self.store.sign_up_all(&coming).await
    }

    /// Plants a community, or replaces its words. The board takes it over with the next follower.
    pub async fn plant_community(&self, planted: PlantedCommunity) -> Result<(), MeetupsError> {
        let community = Community {
            charter: planted.charter,
            coordinator: planted.coordinator,
            created: planted.created,
            changed: planted.created,
            mix: Mix::default(),
        };
        self.store.put_community(&community, false).await?;
        self.store
            .join(&community.charter.slug, &planted.members, planted.created)
            .await
    }
}
