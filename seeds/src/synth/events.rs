use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;
use contract::meetups::{ACCESSIBILITY, KINDS};
use meetups::Plant;
use meetups::event::{Draft, Kind, Status, Title};
use meetups::recurrence::Recurrence;
use meetups::topic::Spoken;
use meetups::when::When;
use nouns::{EventId, Region};
use rand::Rng;
use rand::rngs::StdRng;

use super::words::{FORMS, PEOPLE, PLACES, SUBJECTS, one, sentence};
use crate::SeedError;

/// Half of the meetups lie ahead, half behind, within so many days.
const DAYS: i64 = 180;

pub(super) fn events(
    count: u32,
    chance: &mut StdRng,
    now: DateTime<Utc>,
) -> Result<Vec<Plant>, SeedError> {
    let regions: Vec<Region> = Region::all().collect();
    (1..=count)
        .map(|number| event(number, &regions, chance, now))
        .collect()
}

fn event(
    number: u32,
    regions: &[Region],
    chance: &mut StdRng,
    now: DateTime<Utc>,
) -> Result<Plant, SeedError> {
    let id = format!("e-{number}");
    let at = |what: &str| format!("{id}: {what}");
    let title = format!(
        "{}{} voor {}",
        one(SUBJECTS, chance),
        one(FORMS, chance),
        one(PEOPLE, chance)
    );
    let kind = Kind::parse(KINDS[chance.random_range(0..KINDS.len())]).unwrap_or(Kind::USUAL);
    let when = when(chance, now).map_err(SeedError::in_file("synth", &at("times")))?;
    let words = Draft {
        title: Title::parse(&title).map_err(SeedError::in_file("synth", &at("title")))?,
        kind,
        description: format!("{} {}", sentence(chance), sentence(chance)),
        region: regions[chance.random_range(0..regions.len())],
        community: None,
        when,
        recurrence: Recurrence::default(),
        place: Some(one(PLACES, chance).to_owned()),
        online_link: None,
        entry: meetups::entry::Entry::default(),
        capacity: chance.random_bool(0.8).then(|| chance.random_range(8..=60)),
        cost: None,
        travel: None,
        accessibility: ACCESSIBILITY
            .iter()
            .copied()
            .filter(|_| chance.random_bool(0.3))
            .collect(),
        skills: BTreeSet::new(),
        cohosts: Vec::new(),
        hosts: BTreeSet::new(),
        topics: BTreeSet::new(),
        language: Spoken::USUAL,
        outcome: None,
    };
    Ok(Plant {
        id: EventId::parse(&id).map_err(SeedError::in_file("synth", &at("id")))?,
        words,
        organiser: None,
        status: if chance.random_bool(0.03) {
            Status::Cancelled
        } else {
            Status::Scheduled
        },
        created: now.min(when.starts_at()) - TimeDelta::days(20),
    })
}

fn when(chance: &mut StdRng, now: DateTime<Utc>) -> Result<When, meetups::when::WhenProblem> {
    let day = now.date_naive() + TimeDelta::days(chance.random_range(-DAYS..DAYS));
    let at = NaiveTime::MIN + TimeDelta::minutes(30 * chance.random_range(17..41));
    let starts = day.and_time(at);
    When::timed(
        starts,
        starts + TimeDelta::minutes(30 * chance.random_range(2..6)),
        Amsterdam,
    )
}
