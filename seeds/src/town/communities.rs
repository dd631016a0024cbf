use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use meetups::community::{Charter, Goals, Member, Side, Space, Tier};
use meetups::{Meetups, PlantedCommunity};
use nouns::{CommunityId, Region, SchoolId};
use serde::Deserialize;

use super::Resident;
use crate::{SeedError, files};

const FILE: &str = "town/communities.toml";
/// How long ago the communities of the town began.
const AGE: TimeDelta = TimeDelta::days(90);
/// How long ago somebody asked to take part in one.
const ASKED: TimeDelta = TimeDelta::days(2);

#[derive(Deserialize)]
struct Communities {
    community: Vec<CommunityFile>,
}

#[derive(Deserialize)]
struct CommunityFile {
    slug: String,
    name: String,
    tier: String,
    /// Only for who takes part.
    #[serde(default)]
    closed: bool,
    region: String,
    schools: Vec<String>,
    purpose: String,
    coordinator: Option<String>,
    members: Vec<String>,
    /// Who wants to take part and waits for an answer.
    #[serde(default)]
    asking: Vec<String>,
    #[serde(default)]
    skills: BTreeMap<String, String>,
}

pub(super) async fn plant(
    meetups: &Meetups,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<(), SeedError> {
    let file: Communities = files::read(FILE)?;
    for community in &file.community {
        meetups
            .plant_community(community.planted(town, now)?)
            .await?;
    }
    Ok(())
}

impl CommunityFile {
    fn planted(
        &self,
        town: &BTreeMap<String, Resident>,
        now: DateTime<Utc>,
    ) -> Result<PlantedCommunity, SeedError> {
        let coordinator = self
            .coordinator
            .as_ref()
            .map(|key| resident(town, key)?.id())
            .transpose()?;
        Ok(PlantedCommunity {
            charter: self.charter()?,
            coordinator,
            members: members(town, &self.members)?,
            asking: members(town, &self.asking)?,
            created: now - AGE,
            asked: now - ASKED,
        })
    }

    fn charter(&self) -> Result<Charter, SeedError> {
        let wrong = |what: &str| SeedError::File {
            file: FILE.to_owned(),
            problem: format!("{}: {what}", self.slug),
        };
        let schools = self
            .schools
            .iter()
            .map(|slug| SchoolId::parse(slug))
            .collect::<Result<_, _>>();
        let goal = |skill: &str| self.skills.get(skill).cloned();
        Ok(Charter {
            slug: CommunityId::parse(&self.slug).map_err(|_| wrong("slug"))?,
            name: self.name.clone(),
            tier: Tier::parse(&self.tier).ok_or_else(|| wrong("tier"))?,
            space: if self.closed {
                Space::Closed
            } else {
                Space::Open
            },
            region: Region::parse(&self.region).map_err(|_| wrong("region"))?,
            schools: schools.map_err(|_| wrong("schools"))?,
            purpose: self.purpose.clone(),
            goals: Goals {
                reflectie: goal("reflectie"),
                feedback: goal("feedback"),
                weerbaarheid: goal("weerbaarheid"),
            },
        })
    }
}

fn resident<'a>(
    town: &'a BTreeMap<String, Resident>,
    key: &str,
) -> Result<&'a Resident, SeedError> {
    town.get(key).ok_or_else(|| SeedError::File {
        file: FILE.to_owned(),
        problem: format!("nobody is {key}"),
    })
}

fn members(town: &BTreeMap<String, Resident>, keys: &[String]) -> Result<Vec<Member>, SeedError> {
    let members = keys.iter().map(|key| resident(town, key).and_then(member));
    members.collect()
}

/// Whoever studies takes part as student, everybody else as teacher.
fn member(resident: &Resident) -> Result<Member, SeedError> {
    let studies = ["student", "maatje"]
        .iter()
        .any(|role| resident.roles.iter().any(|own| own == role));
    Ok(Member {
        person: resident.id()?,
        name: resident.name.clone(),
        side: if studies { Side::Student } else { Side::Docent },
    })
}
