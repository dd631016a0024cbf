use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use contract::matching::Choices;
use matching::{Matching, PlantedProfile, Profile};
use serde::Deserialize;

use super::Resident;
use crate::{SeedError, files};

const FILE: &str = "town/profiles.toml";

#[derive(Deserialize)]
struct Profiles {
    profile: Vec<ProfileFile>,
}

#[derive(Deserialize)]
struct ProfileFile {
    person: String,
    side: String,
    state: String,
    relations: Vec<String>,
    #[serde(default)]
    goals_wanted: Vec<String>,
    #[serde(default)]
    goals_offered: Vec<String>,
    study_field: Option<String>,
    route: Option<String>,
    leerweg: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    slots: Vec<String>,
    #[serde(default)]
    online: bool,
    #[serde(default)]
    in_person: bool,
    #[serde(default)]
    asynchronous: bool,
    #[serde(default)]
    interests: Vec<String>,
    #[serde(default)]
    dislikes: Vec<String>,
    #[serde(default)]
    ways_of_working: Vec<String>,
    #[serde(default)]
    known_routes: Vec<String>,
    #[serde(default)]
    capacity: u8,
    vog_valid_until: Option<toml::value::Datetime>,
}

pub(super) async fn plant(
    matching: &Matching,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<usize, SeedError> {
    let file: Profiles = files::read(FILE)?;
    let profiles = file
        .profile
        .into_iter()
        .map(|profile| planted(profile, town, now))
        .collect::<Result<Vec<_>, _>>()?;
    let count = profiles.len();
    matching.plant(profiles).await?;
    Ok(count)
}

fn planted(
    profile: ProfileFile,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<PlantedProfile, SeedError> {
    let key = profile.person.clone();
    let resident = town
        .get(&key)
        .ok_or(())
        .map_err(SeedError::in_file(FILE, &format!("nobody is {key}")))?;
    let active = profile.state == "actief";
    let vog_valid_until = profile
        .vog_valid_until
        .as_ref()
        .map(|date| date.to_string().parse::<NaiveDate>())
        .transpose()
        .map_err(SeedError::in_file(FILE, &key))?;
    let choices = profile.choices(&resident.region);
    Ok(PlantedProfile {
        person: resident.id()?,
        name: resident.name.clone(),
        age: resident.age(now)?,
        profile: Profile::parse(&choices).map_err(SeedError::in_file(FILE, &key))?,
        active,
        consents: resident.consents()?,
        vog_valid_until,
    })
}

impl ProfileFile {
    fn choices(self, region: &str) -> Choices {
        let side = if self.side == "zoekt" {
            "seeks"
        } else {
            "helps"
        };
        Choices {
            side: side.to_owned(),
            relations: self.relations,
            goals_wanted: self.goals_wanted,
            goals_offered: self.goals_offered,
            study_field: self.study_field,
            route: self.route,
            languages: self.languages,
            region: Some(region.to_owned()),
            online: self.online,
            in_person: self.in_person,
            asynchronous: self.asynchronous,
            leerweg: self.leerweg,
            slots: self.slots,
            interests: self.interests,
            dislikes: self.dislikes,
            ways_of_working: self.ways_of_working,
            known_routes: self.known_routes,
            capacity: self.capacity,
            ..Choices::default()
        }
    }
}
