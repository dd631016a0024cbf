use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Europe::Amsterdam;
use meetups::event::{Draft, Kind, Status, Title};
use meetups::recurrence::Recurrence;
use meetups::topic::Spoken;
use meetups::when::When;
use meetups::{Meetups, Plant};
use nouns::{EventId, Region};
use serde::Deserialize;

use crate::{SeedError, files};

const FILE: &str = "events/past.toml";
/// How long before its date an event of the past was announced, for want of knowing.
const AHEAD: TimeDelta = TimeDelta::days(30);

#[derive(Deserialize)]
struct Past {
    event: Vec<EventFile>,
}

#[derive(Deserialize)]
struct EventFile {
    slug: String,
    title: String,
    kind: String,
    region: String,
    starts: toml::value::Datetime,
    ends: toml::value::Datetime,
    #[serde(default)]
    all_day: bool,
    place: Option<String>,
    description: String,
    source: String,
    source_year: i32,
}

/// Plants the dated events of the source documents, on the boards of their provinces.
pub async fn plant_past(meetups: &Meetups) -> Result<usize, SeedError> {
    let file: Past = files::read(FILE)?;
    let plants = file
        .event
        .iter()
        .map(EventFile::plant)
        .collect::<Result<Vec<_>, _>>()?;
    let count = plants.len();
    meetups.plant(plants).await?;
    Ok(count)
}

impl EventFile {
    fn wrong(&self, what: &str) -> SeedError {
        SeedError::File {
            file: FILE.to_owned(),
            problem: format!("{}: {what}", self.slug),
        }
    }

    fn plant(&self) -> Result<Plant, SeedError> {
        let when = self.when()?;
        let words = Draft {
            title: Title::parse(&self.title).map_err(|_| self.wrong("title"))?,
            kind: Kind::parse(&self.kind).ok_or_else(|| self.wrong("kind"))?,
            description: format!(
                "{} (Bron: {}, {}.)",
                self.description, self.source, self.source_year
            ),
            region: Region::parse(&self.region).map_err(|_| self.wrong("region"))?,
            community: None,
            when,
            recurrence: Recurrence::default(),
            place: self.place.clone(),
            online_link: None,
            entry: meetups::entry::Entry::default(),
            capacity: None,
            cost: None,
            travel: None,
            accessibility: BTreeSet::new(),
            skills: BTreeSet::new(),
            cohosts: Vec::new(),
            hosts: BTreeSet::new(),
            topics: BTreeSet::new(),
            language: Spoken::USUAL,
            outcome: None,
        };
        Ok(Plant {
            id: EventId::parse(&self.slug).map_err(|_| self.wrong("slug"))?,
            words,
            organiser: None,
            status: Status::Scheduled,
            created: when.starts_at() - AHEAD,
        })
    }

    fn when(&self) -> Result<When, SeedError> {
        let local = |at: &toml::value::Datetime| {
            at.to_string()
                .parse::<NaiveDateTime>()
                .map_err(|_| self.wrong("date"))
        };
        let (starts, ends) = (local(&self.starts)?, local(&self.ends)?);
        let when = if self.all_day {
            When::days(starts.date(), ends.date(), Amsterdam)
        } else {
            When::timed(starts, ends, Amsterdam)
        };
        when.map_err(|_| self.wrong("ends before it starts"))
    }
}
