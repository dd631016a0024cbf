//! Meetups that are not published yet: kept as they are written, for who writes them and who will organise them too. One that
//! has a moment goes on the board by itself then, once.

use chrono::{DateTime, TimeDelta, Utc};
use contract::meetups::NewEvent;
use contract::{Age, Caller, Grant, Means};
use nouns::{CommunityId, EventId, PersonId};
use serde::Deserialize;
use store::jobs::Job;

use crate::community::{Community, Member};
use crate::event::{Draft, Event, Organiser};
use crate::publishing::new_event;
use crate::{Meetups, MeetupsError, rules};

/// What nobody changes for so long goes.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(180);
/// Who may publish now may do so for so long ahead.
const FURTHEST: TimeDelta = TimeDelta::days(180);

/// A meetup that is not published yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// The meetup that it becomes has the same.
    pub id: EventId,
    pub by: Organiser,
    /// As they were sent; anything may be missing.
    pub words: NewEvent,
    /// The meetup as it will be, once there is a moment.
    pub ready: Option<Event>,
    pub publish_at: Option<DateTime<Utc>>,
    pub problem: Option<Obstacle>,
    pub changed: DateTime<Utc>,
}

impl Concept {
    /// Until when it is kept if nobody changes it; `None` while it waits for its moment.
    #[must_use]
    pub fn kept_until(&self) -> Option<DateTime<Utc>> {
        self.publish_at.is_none().then(|| self.changed + KEPT)
    }
}

/// Why a concept was not published when its moment came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// Its community is gone.
    Community,
    /// Who keeps it is kept out.
    Suspended,
    /// Who keeps it may not publish there any more.
    Office,
}

impl Obstacle {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Suspended => "suspended",
            Self::Office => "office",
        }
    }
}

/// A concept as one caller sees it.
#[derive(Debug, Clone)]
pub struct ConceptView {
    pub concept: Concept,
    pub may: Vec<&'static str>,
}

/// What is kept: the words as they were sent, and what they mean where they have to mean something.
#[derive(Debug, Clone)]
pub struct Kept {
    pub sent: NewEvent,
    /// With the moment at which it is to be published.
    pub ready: Option<(Draft, DateTime<Utc>)>,
}

impl Meetups {
    /// Keeps the words of a meetup for later.
    ///
    /// # Errors
    /// [`MeetupsError::PublishPast`] and [`MeetupsError::PublishLate`] for a moment that cannot be.
    pub async fn begin_concept(
        &self,
        by: &Caller,
        kept: Kept,
    ) -> Result<ConceptView, MeetupsError> {
        let community = self.community_named(&kept.sent).await?;
        if !rules::may_keep_concept(by, community.as_ref()) {
            return Err(MeetupsError::NotAllowed);
        }
        let concept = Concept {
            id: EventId::fresh(),
            by: Organiser {
                person: by.person.clone(),
                name: by.name.clone(),
            },
            words: NewEvent::default(),
            ready: None,
            publish_at: None,
            problem: None,
            changed: self.clock.now(),
        };
        self.keep(by, concept, None, kept).await
    }

    /// Writes a concept anew. Who organises too changes its words; its moment, its community and who organises are for who
    /// keeps it.
    pub async fn change_concept(
        &self,
        by: &Caller,
        id: &EventId,
        kept: Kept,
    ) -> Result<ConceptView, MeetupsError> {
        let concept = self.readable_concept(by, id).await?;
        let (was, is) = (&concept.words, &kept.sent);
        let stays = (&was.region, &was.community, sorted(was.hosts.as_ref()))
            == (&is.region, &is.community, sorted(is.hosts.as_ref()));
        let moment = kept.ready.as_ref().map(|(_, at)| *at);
        let is_words = stays && moment == concept.publish_at;
        if !rules::keeps_concept(by, &concept) && !is_words {
            return Err(MeetupsError::NotAllowed);
        }
        let before = Some(concept.changed);
        self.keep(by, concept, before, kept).await
    }

    async fn keep(
        &self,
        by: &Caller,
        concept: Concept,
        before: Option<DateTime<Utc>>,
        kept: Kept,
    ) -> Result<ConceptView, MeetupsError> {
        // Two changes within one tick of the clock are two.
        let tick = TimeDelta::microseconds(1);
        let now = before.map_or(self.clock.now(), |before| {
            self.clock.now().max(before + tick)
        });
        let publish_at = kept.ready.as_ref().map(|(_, at)| *at);
        let ready = match kept.ready {
            Some((words, at)) => Some(self.as_it_will_be(by, &concept, words, at).await?),
            None => None,
        };
        let concept = Concept {
            words: kept.sent,
            ready,
            publish_at,
            problem: None,
            changed: now,
            ..concept
        };
        self.store.keep_concept(&concept, before).await?;
        self.concept(by, &concept.id).await
    }

    /// The meetup that a concept will be at its moment, if `by` may have that.
    async fn as_it_will_be(
        &self,
        by: &Caller,
        concept: &Concept,
        words: Draft,
        at: DateTime<Utc>,
    ) -> Result<Event, MeetupsError> {
        let now = self.clock.now();
        if at <= now {
            return Err(MeetupsError::PublishPast);
        }
        if at > now + FURTHEST || at >= words.when.starts_at() {
            return Err(MeetupsError::PublishLate);
        }
        // Who organises too only changes words of what was allowed before.
        if rules::keeps_concept(by, concept) {
            self.may_publish(by, &words).await?;
            self.know_hosts(&words).await?;
        }
        Ok(new_event(
            concept.id.clone(),
            words,
            concept.by.clone(),
            now,
        ))
    }

    /// Publishes a concept now; `words` is what it says.
    pub async fn publish_concept(
        &self,
        by: &Caller,
        id: &EventId,
        words: Draft,
    ) -> Result<Event, MeetupsError> {
        let concept = self.readable_concept(by, id).await?;
        if !rules::keeps_concept(by, &concept) {
            return Err(MeetupsError::NotAllowed);
        }
        self.may_publish(by, &words).await?;
        self.know_hosts(&words).await?;
        let event = new_event(concept.id, words, concept.by, self.clock.now());
        self.store.publish_concept(&event, concept.changed).await?;
        self.follow().await?;
        Ok(event)
    }

    /// Throws a concept away.
    pub async fn drop_concept(&self, by: &Caller, id: &EventId) -> Result<(), MeetupsError> {
        let concept = self.readable_concept(by, id).await?;
        if !rules::keeps_concept(by, &concept) {
            return Err(MeetupsError::NotAllowed);
        }
        self.store.drop_concept(id).await
    }

    /// One concept, for who may read it; for others there is none.
    pub async fn concept(&self, by: &Caller, id: &EventId) -> Result<ConceptView, MeetupsError> {
        let concept = self.readable_concept(by, id).await?;
        Ok(view(by, concept))
    }

    /// Those of the caller, and those that they organise too: what waits for its moment first.
    pub async fn concepts(&self, by: &Caller) -> Result<Vec<ConceptView>, MeetupsError> {
        let mut readable = Vec::new();
        for concept in self.store.concepts_of(&by.person).await? {
            let hosts = self.concept_hosts(&concept.words).await?;
            if rules::may_read_concept(by, &concept, &hosts) {
                readable.push(view(by, concept));
            }
        }
        readable.sort_by_key(|view| {
            let at = view.concept.publish_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
            (at, std::cmp::Reverse(view.concept.changed))
        });
        Ok(readable)
    }

    async fn readable_concept(&self, by: &Caller, id: &EventId) -> Result<Concept, MeetupsError> {
        let none = || MeetupsError::NoConcept(id.clone());
        let concept = self.store.concept(id).await?.ok_or_else(none)?;
        let hosts = self.concept_hosts(&concept.words).await?;
        if rules::may_read_concept(by, &concept, &hosts) {
            Ok(concept)
        } else {
            Err(none())
        }
    }

    async fn community_named(&self, words: &NewEvent) -> Result<Option<Community>, MeetupsError> {
        let slug = words.community.as_deref().map(str::trim);
        match slug.and_then(|slug| CommunityId::parse(slug).ok()) {
            Some(slug) => self.store.community(&slug).await,
            None => Ok(None),
        }
    }

    /// The hosts that the words name and who are in the community now.
    async fn concept_hosts(&self, words: &NewEvent) -> Result<Vec<Member>, MeetupsError> {
        let hosts: Vec<PersonId> = words
            .hosts
            .iter()
            .flatten()
            .filter_map(|host| PersonId::parse(host).ok())
            .collect();
        let slug = words.community.as_deref().map(str::trim);
        let slug = slug.and_then(|slug| CommunityId::parse(slug).ok());
        let Some(slug) = slug.filter(|_| !hosts.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut members = self.store.members(&slug).await?;
        members.retain(|member| hosts.contains(&member.person));
        Ok(members)
    }

    /// Roles of somebody changed: what they may not publish any more waits for its moment no longer.
    pub(crate) async fn hold_what_roles_forbid(
        &self,
        person: &PersonId,
        roles: Vec<Grant>,
    ) -> Result<(), MeetupsError> {
        let by = Caller {
            person: person.clone(),
            name: String::new(),
            roles,
            school: None,
            region: None,
            age: Age::Adult,
            means: Means::Key,
        };
        for concept in self.store.concepts_of(person).await? {
            let Some(event) = concept.ready.as_ref() else {
                continue;
            };
            let community = self.community_named(&concept.words).await?;
            let may = rules::may_publish(&by, event.words.region, community.as_ref());
            if rules::keeps_concept(&by, &concept) && !may {
                self.store
                    .hold_concept(&concept.id, Obstacle::Office)
                    .await?;
            }
        }
        Ok(())
    }

    /// The job of a concept whose moment came.
    pub(crate) async fn publish_at_its_moment(&self, job: &Job) -> Result<(), MeetupsError> {
        let Ok(id) = EventId::parse(&job.key) else {
            return Ok(());
        };
        let Some(concept) = self.store.concept(&id).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let (Some(ready), Some(at)) = (concept.ready, concept.publish_at) else {
            return Ok(());
        };
        if at > now {
            return Ok(());
        }
        let keeps = concept.by.person.as_str();
        if self.store.database().suspended().await?.contains(keeps) {
            return self.store.hold_concept(&id, Obstacle::Suspended).await;
        }
        let event = Event {
            created: now,
            changed: now,
            ..ready
        };
        match self.store.publish_concept(&event, concept.changed).await {
            Err(MeetupsError::UnknownCommunity) => {
                self.store.hold_concept(&id, Obstacle::Community).await
            }
            Err(error) => Err(error),
            Ok(()) => self.follow().await,
        }
    }
}

fn view(by: &Caller, concept: Concept) -> ConceptView {
    let may = if rules::keeps_concept(by, &concept) {
        vec!["edit", "publish", "delete"]
    } else {
        vec!["edit"]
    };
    ConceptView { concept, may }
}

/// Hosts in any order are the same hosts.
fn sorted(hosts: Option<&Vec<String>>) -> Vec<&String> {
    let mut hosts: Vec<&String> = hosts.into_iter().flatten().collect();
    hosts.sort();
    hosts
}

#[cfg(test)]
mod tests;
