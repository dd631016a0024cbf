use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;
use meetups::entry::{Entry, Question};
use meetups::event::{Draft, Kind, Organiser, Status, Title};
use meetups::recurrence::{Recurrence, Rule};
use meetups::topic::{Spoken, Topic};
use meetups::when::When;
use meetups::{Meetups, Plant, PlantedSignups};
use nouns::{CommunityId, EventId, PersonId, Region};
use serde::Deserialize;

use super::{Resident, wall};
use crate::{SeedError, files};

const FILE: &str = "town/meetups.toml";
/// How long before its date a meetup of the town was published.
const AHEAD: TimeDelta = TimeDelta::days(30);

#[derive(Deserialize)]
struct MeetupList {
    meetup: Vec<MeetupFile>,
}

#[derive(Deserialize)]
struct MeetupFile {
    key: String,
    title: String,
    kind: String,
    community: Option<String>,
    region: String,
    offset_days: i64,
    start: String,
    minutes: i64,
    status: String,
    place: Option<String>,
    online: Option<String>,
    capacity: Option<u32>,
    organiser: Option<String>,
    #[serde(default)]
    cohosts: Vec<String>,
    /// Members of its community who may change it too.
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    description: String,
    cost: Option<String>,
    travel: Option<String>,
    outcome: Option<String>,
    recurrence: Option<String>,
    /// How many others one sign-up may bring.
    #[serde(default)]
    brings: u32,
    #[serde(default)]
    questions: Vec<QuestionFile>,
    #[serde(default)]
    signups: Vec<String>,
    #[serde(default)]
    accessibility: BTreeMap<String, bool>,
}

/// What the host asks of who signs up; nobody of the town was asked it when they did, so none is required.
#[derive(Deserialize)]
struct QuestionFile {
    text: String,
    #[serde(default)]
    options: Vec<String>,
}

/// Plants the meetups and who comes to them.
pub(super) async fn plant(
    meetups: &Meetups,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<usize, SeedError> {
    let file: MeetupList = files::read(FILE)?;
    let plants = file
        .meetup
        .iter()
        .map(|meetup| meetup.plant(town, now))
        .collect::<Result<Vec<_>, _>>()?;
    let signups = plants
        .iter()
        .zip(&file.meetup)
        .filter(|(_, meetup)| !meetup.is_cancelled() && !meetup.signups.is_empty())
        .map(|(plant, meetup)| {
            Ok(PlantedSignups {
                event: plant.id.clone(),
                people: meetup.people(town)?,
                at: plant.created,
            })
        })
        .collect::<Result<Vec<_>, SeedError>>()?;
    meetups.plant(plants).await?;
    meetups.plant_signups(&signups).await?;
    Ok(file.meetup.len())
}

impl MeetupFile {
    fn wrong(&self, what: &str) -> SeedError {
        SeedError::File {
            file: FILE.to_owned(),
            problem: format!("{}: {what}", self.key),
        }
    }

    fn is_cancelled(&self) -> bool {
        self.status == "geannuleerd"
    }

    fn plant(
        &self,
        town: &BTreeMap<String, Resident>,
        now: DateTime<Utc>,
    ) -> Result<Plant, SeedError> {
        let words = self.draft(town, now)?;
        let created = (words.when.starts_at() - AHEAD).min(now - TimeDelta::days(1));
        Ok(Plant {
            id: EventId::parse(&self.key).map_err(|_| self.wrong("key"))?,
            organiser: self
                .organiser
                .as_ref()
                .map(|key| self.organiser(town, key))
                .transpose()?,
            status: if self.is_cancelled() {
                Status::Cancelled
            } else {
                Status::Scheduled
            },
            words,
            created,
        })
    }

    fn draft(
        &self,
        town: &BTreeMap<String, Resident>,
        now: DateTime<Utc>,
    ) -> Result<Draft, SeedError> {
        let when = self.when(now)?;
        let community = self
            .community
            .as_deref()
            .map(CommunityId::parse)
            .transpose();
        let cohosts = self
            .cohosts
            .iter()
            .map(|key| Ok(self.resident(town, key)?.name.clone()));
        let hosts = self.hosts.iter().map(|key| self.resident(town, key)?.id());
        Ok(Draft {
            title: Title::parse(&self.title).map_err(|_| self.wrong("title"))?,
            kind: Kind::parse(&self.kind).ok_or_else(|| self.wrong("kind"))?,
            description: self.description.clone(),
            region: Region::parse(&self.region).map_err(|_| self.wrong("region"))?,
            community: community.map_err(|_| self.wrong("community"))?,
            recurrence: self.recurrence(when)?,
            when,
            place: self.place.clone(),
            online_link: self.online.clone(),
            entry: self.entry()?,
            capacity: self.capacity,
            cost: self.cost.clone(),
            travel: self.travel.clone(),
            accessibility: self.accessibility(),
            skills: BTreeSet::new(),
            cohosts: cohosts.collect::<Result<_, SeedError>>()?,
            hosts: hosts.collect::<Result<_, SeedError>>()?,
            topics: self
                .topics
                .iter()
                .filter_map(|topic| Topic::parse(topic))
                .collect(),
            language: Spoken::USUAL,
            outcome: self.outcome.clone(),
        })
    }

    fn entry(&self) -> Result<Entry, SeedError> {
        let question = |one: &QuestionFile| Question::parse(&one.text, &one.options, false);
        let questions: Result<_, _> = self.questions.iter().map(question).collect();
        Ok(Entry {
            may_bring: self.brings,
            questions: questions.map_err(|_| self.wrong("questions"))?,
        })
    }

    fn when(&self, now: DateTime<Utc>) -> Result<When, SeedError> {
        let start =
            NaiveTime::parse_from_str(&self.start, "%H:%M").map_err(|_| self.wrong("start"))?;
        let starts = wall(now, self.offset_days, start);
        When::timed(starts, starts + TimeDelta::minutes(self.minutes), Amsterdam)
            .map_err(|_| self.wrong("minutes"))
    }

    fn recurrence(&self, when: When) -> Result<Recurrence, SeedError> {
        let rule = self
            .recurrence
            .as_deref()
            .map(|text| Rule::parse(text, when))
            .transpose();
        let rules = rule
            .map_err(|_| self.wrong("recurrence"))?
            .into_iter()
            .collect();
        Ok(Recurrence {
            rules,
            ..Recurrence::default()
        })
    }

    fn accessibility(&self) -> BTreeSet<&'static str> {
        let there = |key: &&str| self.accessibility.get(*key) == Some(&true);
        contract::meetups::ACCESSIBILITY
            .iter()
            .copied()
            .filter(there)
            .collect()
    }

    fn organiser(
        &self,
        town: &BTreeMap<String, Resident>,
        key: &str,
    ) -> Result<Organiser, SeedError> {
        let resident = self.resident(town, key)?;
        Ok(Organiser {
            person: resident.id()?,
            name: resident.name.clone(),
        })
    }

    /// Who comes, in order of arrival.
    fn people(
        &self,
        town: &BTreeMap<String, Resident>,
    ) -> Result<Vec<(PersonId, String)>, SeedError> {
        let person = |key: &String| {
            let resident = self.resident(town, key)?;
            Ok((resident.id()?, resident.name.clone()))
        };
        self.signups.iter().map(person).collect()
    }

    fn resident<'a>(
        &self,
        town: &'a BTreeMap<String, Resident>,
        key: &str,
    ) -> Result<&'a Resident, SeedError> {
        town.get(key)
            .ok_or_else(|| self.wrong(&format!("nobody is {key}")))
    }
}
