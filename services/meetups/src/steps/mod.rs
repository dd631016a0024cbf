//! What runs in communities for one person: their own questions and topics, and who waits for their answer.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{CommunityId, PersonId};

use crate::community::Community;
use crate::entries::entry::{Entry, EntryState};
use crate::entries::seen_name;
use crate::joining::JoinRequest;
use crate::key::Key;
use crate::topics::is_in_sight;
use crate::topics::topic::{Topic, TopicState};
use crate::{Meetups, MeetupsError};

/// What is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Others react to an entry.
    React,
    /// Its owner says whether it is needed still.
    Needed,
    /// Its owner thanks who reacted, and closes it.
    Thank,
    /// The caller lets somebody in, or not.
    LetIn,
    /// Somebody lets the caller in, or not.
    BeLetIn,
    /// The caller says what becomes of a topic.
    Answer,
    /// Somebody says what becomes of the caller's.
    BeAnswered,
}

impl Next {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::React => "react",
            Self::Needed => "needed",
            Self::Thank => "thank",
            Self::LetIn => "let-in",
            Self::BeLetIn => "be-let-in",
            Self::Answer => "answer",
            Self::BeAnswered => "be-answered",
        }
    }

    /// Whether it waits for the caller.
    #[must_use]
    pub fn is_theirs(self) -> bool {
        matches!(
            self,
            Self::Needed | Self::Thank | Self::LetIn | Self::Answer
        )
    }
}

/// One thing that runs. It always has a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityStep {
    pub next: Next,
    pub title: String,
    pub community: CommunityId,
    pub entry: Option<Key>,
    pub until: DateTime<Utc>,
}

impl Meetups {
    /// What runs in communities for the caller, soonest first.
    pub async fn steps(&self, by: &Caller) -> Result<Vec<CommunityStep>, MeetupsError> {
        let now = self.clock.now();
        let person = &by.person;
        let (entries, requests, topics) = tokio::try_join!(
            self.store.running_entries_of(person),
            self.store.join_requests_of(person),
            self.store.waiting_topics_of(person),
        )?;
        let mut steps: Vec<CommunityStep> =
            entries.iter().map(|entry| of_entry(entry, now)).collect();
        steps.extend(requests.into_iter().map(|request| self.of_own(request)));
        let led = self.led_by(person);
        let leads = |slug: &CommunityId| led.iter().any(|one| one.charter.slug == *slug);
        let own = topics.into_iter().filter(|topic| !leads(&topic.community));
        steps.extend(own.map(|topic| of_topic(topic, Next::BeAnswered)));
        for community in &led {
            steps.extend(self.to_answer(by, community).await?);
        }
        steps.sort_by(|one, other| (one.until, &one.title).cmp(&(other.until, &other.title)));
        Ok(steps)
    }

    fn led_by(&self, person: &PersonId) -> Vec<Arc<Community>> {
        let board = self.copies.board();
        let led = |community: &&Arc<Community>| community.coordinator.as_ref() == Some(person);
        board.communities().filter(led).map(Arc::clone).collect()
    }

    /// Who asks to take part in a community that the caller leads, and its topics that wait.
    async fn to_answer(
        &self,
        by: &Caller,
        community: &Community,
    ) -> Result<Vec<CommunityStep>, MeetupsError> {
        let slug = &community.charter.slug;
        let hidden = self.hidden_from(Some(by)).await?;
        let mut steps = Vec::new();
        for request in self.store.join_requests(slug).await? {
            if !hidden.contains(request.member.person.as_str()) {
                steps.push(CommunityStep {
                    next: Next::LetIn,
                    title: seen_name(by, &request.member.person, &request.member.name, true),
                    community: request.community,
                    entry: None,
                    until: request.due,
                });
            }
        }
        for topic in self.store.topics(slug).await? {
            if topic.state == TopicState::Open && is_in_sight(&topic, &hidden) {
                steps.push(of_topic(topic, Next::Answer));
            }
        }
        Ok(steps)
    }

    fn of_own(&self, request: JoinRequest) -> CommunityStep {
        CommunityStep {
            next: Next::BeLetIn,
            title: self
                .community_name(Some(&request.community))
                .unwrap_or_default(),
            community: request.community,
            entry: None,
            until: request.due,
        }
    }
}

/// Whether it is needed still comes before thanks: without an answer it ends.
fn of_entry(entry: &Entry, now: DateTime<Utc>) -> CommunityStep {
    let next = match entry.state {
        _ if entry.ends_soon(now) => Next::Needed,
        EntryState::Talking => Next::Thank,
        _ => Next::React,
    };
    CommunityStep {
        next,
        title: entry.words.title.as_str().to_owned(),
        community: entry.community.clone(),
        entry: Some(entry.id.clone()),
        until: entry.ends(),
    }
}

fn of_topic(topic: Topic, next: Next) -> CommunityStep {
    CommunityStep {
        next,
        title: topic.words.title.as_str().to_owned(),
        community: topic.community,
        entry: None,
        until: topic.due,
    }
}

#[cfg(test)]
mod tests;
