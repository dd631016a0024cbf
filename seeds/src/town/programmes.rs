use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::NewProgramme;
use matching::{Matching, PlantedProgramme, Side};
use nouns::PersonId;
use serde::Deserialize;

use super::today;
use crate::{SeedError, files};

const FILE: &str = "town/programmes.toml";

#[derive(Deserialize)]
struct Programmes {
    programme: Vec<ProgrammeFile>,
}

#[derive(Deserialize)]
struct ProgrammeFile {
    id: String,
    name: String,
    relation: String,
    coordinator: String,
    audience: String,
    place: Option<String>,
    opens: i64,
    asked_until: i64,
    matches_on: i64,
    ends: i64,
    mode: String,
    places: u8,
    seekers: Vec<String>,
    helpers: Vec<String>,
}

/// Who coordinates which programme.
pub(super) fn coordinators() -> Result<Vec<(String, String)>, SeedError> {
    let file: Programmes = files::read(FILE)?;
    let programmes = file.programme.into_iter();
    Ok(programmes.map(|one| (one.coordinator, one.id)).collect())
}

/// Plants the programmes; who takes part has a profile already.
pub(super) async fn plant(matching: &Matching, now: DateTime<Utc>) -> Result<(), SeedError> {
    let file: Programmes = files::read(FILE)?;
    for programme in file.programme {
        matching.plant_programme(&planted(programme, now)?).await?;
    }
    Ok(())
}

fn planted(file: ProgrammeFile, now: DateTime<Utc>) -> Result<PlantedProgramme, SeedError> {
    let day = |days: i64| (today(now) + TimeDelta::days(days)).to_string();
    let sides = [(file.seekers, Side::Seeks), (file.helpers, Side::Helps)];
    let mut members = Vec::new();
    for (people, side) in sides {
        for person in people {
            let id = PersonId::parse(&person).map_err(SeedError::in_file(FILE, &person))?;
            members.push((id, side));
        }
    }
    Ok(PlantedProgramme {
        id: file.id,
        content: NewProgramme {
            name: file.name,
            relation: file.relation,
            audience: file.audience,
            place: file.place,
            opens: day(file.opens),
            asked_until: day(file.asked_until),
            matches_on: day(file.matches_on),
            ends: day(file.ends),
            mode: file.mode,
            places: file.places,
            ..NewProgramme::default()
        },
        members,
    })
}
