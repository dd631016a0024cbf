//! What members of the town's communities want to meet about.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use meetups::entries::entry::Heading;
use meetups::key::Key;
use meetups::topics::topic::{TopicAnswer, TopicWords};
use meetups::{Meetups, PlantedTopic};
use nouns::{CommunityId, PersonId};
use serde::Deserialize;

use super::Resident;
use super::entries::somebody;
use crate::{SeedError, files};

const FILE: &str = "town/topics.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    topic: Vec<TopicFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    id: String,
    community: String,
    by: String,
    title: String,
    text: String,
    days: i64,
    supporters: Vec<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    later: Option<i64>,
}

pub(super) async fn plant(
    meetups: &Meetups,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<(), SeedError> {
    let file: Topics = files::read(FILE)?;
    for topic in &file.topic {
        meetups.plant_topic(topic.planted(town, now)?).await?;
    }
    Ok(())
}

impl TopicFile {
    fn planted(
        &self,
        town: &BTreeMap<String, Resident>,
        now: DateTime<Utc>,
    ) -> Result<PlantedTopic, SeedError> {
        let wrong = |what: &'static str| SeedError::in_file(FILE, &self.id)(what);
        let title = Heading::parse(&self.title).ok().flatten();
        let words = TopicWords {
            title: title.ok_or_else(|| wrong("title"))?,
            text: TopicWords::text(&self.text).map_err(|_| wrong("text"))?,
        };
        let person = |key: &String| Ok(somebody(town, key)?.0);
        let supporters: Result<Vec<PersonId>, SeedError> =
            self.supporters.iter().map(person).collect();
        let declined = self.reason.clone().map(TopicAnswer::Declined);
        let later = self
            .later
            .map(|days| TopicAnswer::Later(now + TimeDelta::days(days)));
        Ok(PlantedTopic {
            id: Key::parse(&self.id).ok_or_else(|| wrong("id"))?,
            community: CommunityId::parse(&self.community).map_err(|_| wrong("community"))?,
            words,
            by: somebody(town, &self.by)?,
            made: now - TimeDelta::days(self.days),
            supporters: supporters?,
            answer: declined.or(later),
        })
    }
}
