//! Topics for meetups: members propose what they want to meet about, others say that they want it too, and whoever leads the
//! community answers each before its date: it becomes a meetup, later, or not, for a reason. Who supports it hears what became
//! of it.

pub mod topic;

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::letters::{
    TOPIC_DECLINED, TOPIC_LATER, TOPIC_PLANNED, TOPIC_PROPOSED, TOPIC_UNANSWERED, TOPIC_WAITS,
};
use nouns::{CommunityId, EventId, PersonId};
use store::jobs::Job;

use self::topic::{ANSWERED_IN, Topic, TopicAnswer, TopicState, TopicWords};
use crate::community::Community;
use crate::entries::{Within, seen_name};
use crate::event::Status;
use crate::key::Key;
use crate::mails::Hears;
use crate::{Meetups, MeetupsError, rules};

/// What is wrong with a deed about a topic, beside what is wrong everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TopicProblem {
    #[error("there is no such topic, or not for this caller")]
    NotFound,
    #[error("the caller does not take part")]
    MembersOnly,
    #[error("the topic is answered")]
    Answered,
    #[error("the caller has as many waiting topics as one may")]
    Many,
    #[error("the meetup is not one of this community")]
    OtherEvent,
}

/// Topics of a community, for one reader.
#[derive(Debug, Clone)]
pub struct TopicBoard {
    pub slug: CommunityId,
    pub community: String,
    pub topics: Vec<TopicView>,
    pub may_propose: bool,
}

/// A topic as one reader sees it.
#[derive(Debug, Clone)]
pub struct TopicView {
    pub topic: Topic,
    /// The name of the meetup that it became.
    pub event_title: Option<String>,
    /// Whether the reader said that they want it too.
    pub supports: bool,
    pub may: Vec<&'static str>,
}

impl Meetups {
    /// What members of a community want to meet about, and what became of it.
    ///
    /// # Errors
    /// [`MeetupsError::NoCommunity`]; `MembersOnly` for who may not read along.
    pub async fn topics(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<TopicBoard, MeetupsError> {
        let within = self.readable_space(by, slug).await?;
        let hidden = self.hidden_from(Some(by)).await?;
        let mut topics = self.store.topics(slug).await?;
        topics.retain(|topic| is_in_sight(topic, &hidden));
        let supported = self.store.supported_by(slug, &by.person).await?;
        let view = |topic: Topic| {
            let supports = supported.contains(&topic.id);
            TopicView {
                event_title: self.title_of(topic.event.as_ref()),
                ..view(by, &within, topic, supports)
            }
        };
        Ok(TopicBoard {
            topics: topics.into_iter().map(view).collect(),
            slug: slug.clone(),
            may_propose: within.takes_part,
            community: within.community.charter.name.clone(),
        })
    }

    /// A member proposes a topic. Whoever leads hears of it, and by when to answer.
    ///
    /// # Errors
    /// [`TopicProblem::MembersOnly`], [`TopicProblem::Many`].
    pub async fn propose(
        &self,
        by: &Caller,
        slug: &CommunityId,
        words: TopicWords,
    ) -> Result<Key, MeetupsError> {
        let within = self.within(by, slug).await?;
        if !within.takes_part {
            return Err(TopicProblem::MembersOnly.into());
        }
        let now = self.clock.now();
        let topic = Topic {
            id: Key::fresh(),
            community: slug.clone(),
            words,
            by: Some((by.person.clone(), by.name.clone())),
            state: TopicState::Open,
            made: now,
            due: now + ANSWERED_IN,
            missed: 0,
            event: None,
            reason: None,
            support: 0,
        };
        let hears = leader_hears(&within.community, &topic, TOPIC_PROPOSED, topic.due, now);
        self.store.add_topic(&topic, hears.as_ref()).await?;
        Ok(topic.id)
    }

    /// A member wants it too, or not any more.
    ///
    /// # Errors
    /// [`TopicProblem::NotFound`], [`TopicProblem::MembersOnly`], [`TopicProblem::Answered`].
    pub async fn support(&self, by: &Caller, id: &Key, wants: bool) -> Result<(), MeetupsError> {
        let (within, topic) = self.readable_topic(by, id).await?;
        if !within.takes_part {
            return Err(TopicProblem::MembersOnly.into());
        }
        if topic.is_by(&by.person) {
            return Ok(());
        }
        let now = self.clock.now();
        self.store.support(id, &by.person, wants, now).await
    }

    /// Whoever leads says what becomes of a topic. Who proposed and who supports it hear so.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`], [`TopicProblem::Answered`], [`TopicProblem::OtherEvent`].
    pub async fn answer_topic(
        &self,
        by: &Caller,
        id: &Key,
        answer: TopicAnswer,
    ) -> Result<(), MeetupsError> {
        let (within, topic) = self.readable_topic(by, id).await?;
        if !rules::may_edit_community(by, &within.community) {
            return Err(MeetupsError::NotAllowed);
        }
        if !topic.state.waits() {
            return Err(TopicProblem::Answered.into());
        }
        if let TopicAnswer::Planned(event) = &answer {
            let event = self.store.event(event).await?;
            let fits = event.is_some_and(|event| {
                event.status == Status::Scheduled
                    && event.words.community.as_ref() == Some(&topic.community)
            });
            if !fits {
                return Err(TopicProblem::OtherEvent.into());
            }
        }
        let now = self.clock.now();
        let (what, moment) = match &answer {
            TopicAnswer::Planned(_) => (TOPIC_PLANNED, None),
            TopicAnswer::Later(at) => (TOPIC_LATER, Some(*at)),
            TopicAnswer::Declined(_) => (TOPIC_DECLINED, None),
        };
        let hears = self.all_hear(&topic, what, moment, now).await?;
        self.store.answer_topic(id, &answer, &hears, now).await
    }

    /// Takes a topic away.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for who neither proposed it nor leads the community.
    pub async fn remove_topic(&self, by: &Caller, id: &Key) -> Result<(), MeetupsError> {
        let (within, topic) = self.readable_topic(by, id).await?;
        if !rules::may_remove_topic(by, &topic, &within.community) {
            return Err(MeetupsError::NotAllowed);
        }
        self.store.remove_topic(id).await
    }

    /// The community of a topic, for the way back.
    pub async fn community_of_topic(
        &self,
        by: &Caller,
        id: &Key,
    ) -> Result<CommunityId, MeetupsError> {
        let (_, topic) = self.readable_topic(by, id).await?;
        Ok(topic.community)
    }

    /// The job of a day by which a topic was to be answered.
    pub(crate) async fn move_topic_on(&self, job: &Job) -> Result<(), MeetupsError> {
        let Some(id) = Key::parse(&job.key) else {
            return Ok(());
        };
        let now = self.clock.now();
        let Some(topic) = self.store.topic(&id).await? else {
            return Ok(());
        };
        let Some(moved) = topic.when_due(now) else {
            return Ok(());
        };
        let hears = if moved.state == TopicState::Unanswered {
            self.all_hear(&topic, TOPIC_UNANSWERED, None, now).await?
        } else {
            let community = self.store.community(&topic.community).await?;
            let hears = community.and_then(|community| {
                leader_hears(&community, &topic, TOPIC_WAITS, moved.due, now)
            });
            hears.into_iter().collect()
        };
        self.store.move_topic(&topic, &moved, &hears, now).await
    }

    fn title_of(&self, event: Option<&EventId>) -> Option<String> {
        let pinned = self.copies.board().event(event?)?;
        Some(pinned.event.words.title.as_str().to_owned())
    }

    /// What everybody hears who wants a topic.
    async fn all_hear(
        &self,
        topic: &Topic,
        what: &str,
        moment: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Hears>, MeetupsError> {
        let mut people = self.store.supporters(&topic.id).await?;
        people.extend(topic.by.as_ref().map(|(person, _)| person.clone()));
        let one = |person| Hears {
            moment,
            ..hears(topic, what, person, now)
        };
        Ok(people.into_iter().map(one).collect())
    }

    /// A topic that the caller may read.
    async fn readable_topic(&self, by: &Caller, id: &Key) -> Result<(Within, Topic), MeetupsError> {
        let topic = self.store.topic(id).await?.ok_or(TopicProblem::NotFound)?;
        let within = self.within(by, &topic.community).await?;
        let hidden = self.hidden_from(Some(by)).await?;
        let reads = rules::may_read_along(by, &within.community, within.takes_part);
        if reads && is_in_sight(&topic, &hidden) {
            Ok((within, topic))
        } else {
            Err(TopicProblem::NotFound.into())
        }
    }
}

pub(crate) fn is_in_sight(topic: &Topic, hidden: &std::collections::BTreeSet<String>) -> bool {
    let by = topic.by.as_ref();
    by.is_none_or(|(person, _)| !hidden.contains(person.as_str()))
}

fn view(by: &Caller, within: &Within, topic: Topic, supports: bool) -> TopicView {
    let leads = rules::may_edit_community(by, &within.community);
    let waits = topic.state.waits();
    let wants = waits && within.takes_part && !topic.is_by(&by.person);
    let deeds = [
        ("support", wants && !supports),
        ("unsupport", wants && supports),
        ("answer", waits && leads),
        (
            "remove",
            rules::may_remove_topic(by, &topic, &within.community),
        ),
    ];
    let may = deeds.into_iter().filter(|(_, may)| *may);
    let named = topic.by.clone();
    let named = named.map(|(person, name)| {
        let name = seen_name(by, &person, &name, leads);
        (person, name)
    });
    TopicView {
        may: may.map(|(deed, _)| deed).collect(),
        event_title: None,
        supports,
        topic: Topic { by: named, ..topic },
    }
}

/// What whoever leads a community hears about a topic; nobody, where nobody leads it.
fn leader_hears(
    community: &Community,
    topic: &Topic,
    what: &str,
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<Hears> {
    let leader = community.coordinator.clone()?;
    Some(Hears {
        moment: Some(due),
        ..hears(topic, what, leader, now)
    })
}

fn hears(topic: &Topic, what: &str, person: PersonId, at: DateTime<Utc>) -> Hears {
    let slug = wire::segment(topic.community.as_str());
    Hears {
        once: format!(
            "{what}/{}/{person}/{}",
            topic.id.as_str(),
            topic.due.timestamp()
        ),
        person,
        what: what.to_owned(),
        title: topic.words.title.as_str().to_owned(),
        path: format!("/gemeenschap/{slug}/onderwerpen"),
        moment: None,
        at,
    }
}

#[cfg(test)]
mod tests;
