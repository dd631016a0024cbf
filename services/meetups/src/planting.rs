//! Seeds and synthetic countries: events with given ids, also in the past, without asking the rules. Not reachable
//! over HTTP.

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{CommunityId, EventId, PersonId, SignupId};

use crate::community::{Charter, Community, Member, Mix};
use crate::entries::entry::{Entry, EntryState, EntryWords, Reaction, Runs, Weeks};
use crate::event::{Draft, Event, Organiser, Origin, Places, Status};
use crate::joining::JoinRequest;
use crate::key::Key;
use crate::store::{Comer, Coming};
use crate::topics::topic::{ANSWERED_IN, Topic, TopicAnswer, TopicState, TopicWords};
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
    /// Who wants to take part and waits for an answer, since `asked`.
    pub asking: Vec<Member>,
    pub created: DateTime<Utc>,
    pub asked: DateTime<Utc>,
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

/// Something asked or offered to plant, with what others say to it.
#[derive(Debug, Clone)]
pub struct PlantedEntry {
    pub id: Key,
    pub community: CommunityId,
    pub words: EntryWords,
    pub owner: (PersonId, String),
    pub made: DateTime<Utc>,
    pub weeks: Weeks,
    pub reactions: Vec<PlantedReaction>,
}

/// What somebody says to it.
#[derive(Debug, Clone)]
pub struct PlantedReaction {
    pub by: (PersonId, String),
    pub text: String,
    pub thanked: bool,
}

/// A topic to plant.
#[derive(Debug, Clone)]
pub struct PlantedTopic {
    pub id: Key,
    pub community: CommunityId,
    pub words: TopicWords,
    pub by: (PersonId, String),
    pub made: DateTime<Utc>,
    pub supporters: Vec<PersonId>,
    pub answer: Option<TopicAnswer>,
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

    /// Plants what is asked and offered. Nobody hears of it: a demo begins without news of what nobody did.
    pub async fn plant_entry(&self, planted: PlantedEntry) -> Result<(), MeetupsError> {
        let (owner, owner_name) = planted.owner;
        let entry = Entry {
            id: planted.id,
            community: planted.community,
            words: planted.words,
            owner,
            owner_name,
            state: EntryState::Open,
            made: planted.made,
            runs: Runs::from(planted.made, planted.weeks),
            reacted: 0,
        };
        self.store.add_entry(&entry).await?;
        let mut thanked = Vec::new();
        for said in planted.reactions {
            let reaction = Reaction {
                id: Key::fresh(),
                entry: entry.id.clone(),
                person: said.by.0,
                name: said.by.1,
                text: said.text,
                at: planted.made + TimeDelta::hours(20),
                thanked: false,
            };
            self.store.react(&reaction, None).await?;
            if said.thanked {
                thanked.push(reaction.id);
            }
        }
        if thanked.is_empty() {
            return Ok(());
        }
        let closed = planted.made + TimeDelta::days(2);
        let thanked: Vec<&Key> = thanked.iter().collect();
        let closing = self
            .store
            .close_entry(&entry.id, EntryState::Solved, &thanked, &[], closed);
        closing.await
    }

    /// Plants a topic, with who wants it too and what became of it. Nobody hears of it.
    pub async fn plant_topic(&self, planted: PlantedTopic) -> Result<(), MeetupsError> {
        let topic = Topic {
            id: planted.id,
            community: planted.community,
            words: planted.words,
            by: Some(planted.by),
            state: TopicState::Open,
            made: planted.made,
            due: planted.made + ANSWERED_IN,
            missed: 0,
            event: None,
            reason: None,
            support: 0,
        };
        self.store.add_topic(&topic, None).await?;
        for person in &planted.supporters {
            let at = planted.made + TimeDelta::hours(30);
            self.store.support(&topic.id, person, true, at).await?;
        }
        let answered = planted.made + TimeDelta::days(4);
        match &planted.answer {
            Some(answer) => {
                let answering = self.store.answer_topic(&topic.id, answer, &[], answered);
                answering.await
            }
            None => Ok(()),
        }
    }

    /// Plants a community, or replaces its words, with who asks to take part. Nobody hears of it. The board takes it over with the
    /// next follower.
    pub async fn plant_community(&self, planted: PlantedCommunity) -> Result<(), MeetupsError> {
        let community = Community {
            charter: planted.charter,
            coordinator: planted.coordinator,
            created: planted.created,
            changed: planted.created,
            mix: Mix::default(),
        };
        self.store.put_community(&community, false).await?;
        let slug = &community.charter.slug;
        let joining = self.store.join(slug, &planted.members, planted.created);
        joining.await?;
        for member in planted.asking {
            let request = JoinRequest::new(slug.clone(), member, planted.asked);
            self.store.ask_to_join(&request, None).await?;
        }
        Ok(())
    }
}
