use accounts::{Birth, Email, NewPerson, NewRole, Person, PersonName, Purpose, RmcRegion};
use chrono::{DateTime, Datelike, Days, Utc};
use contract::matching::{
    Choices, DISLIKES, GOALS, INTERESTS, LANGUAGES, RELATIONS, ROUTES, SLOTS, WAYS_OF_WORKING,
};
use contract::{Age, Scope};
use matching::{PlantedProfile, Profile};
use nouns::{Language, PersonId, Region, RegionKind, Role, StudyField};
use rand::Rng;
use rand::rngs::StdRng;

use super::Sizes;
use super::words::{FIRST_NAMES, one, some};
use crate::town::age_of;
use crate::{Ground, SeedError};

/// So many people or profiles in one go.
const BATCH: usize = 500;

pub(super) async fn plant(
    ground: Ground<'_>,
    sizes: Sizes,
    chance: &mut StdRng,
    now: DateTime<Utc>,
) -> Result<(), SeedError> {
    let regions: Vec<Region> = Region::all()
        .filter(|region| region.kind() == RegionKind::Rmc)
        .collect();
    let students = (1..=sizes.students).map(|number| (format!("s-{number}"), Role::Student));
    let buddies = (1..=sizes.buddies).map(|number| (format!("b-{number}"), Role::Maatje));
    let (mut people, mut profiles) = (Vec::new(), Vec::new());
    for (id, role) in students.chain(buddies) {
        let region = regions[chance.random_range(0..regions.len())];
        let someone = someone(&id, role, region, chance, now)?;
        let age = age_of(someone.person.birth, now);
        let planted = profile(&someone.person, role, region, age, chance, now)?;
        profiles.push(PlantedProfile {
            consents: someone.consents.clone(),
            ..planted
        });
        people.push(someone);
        if people.len() == BATCH {
            ground.accounts.plant(std::mem::take(&mut people)).await?;
            ground.matching.plant(std::mem::take(&mut profiles)).await?;
        }
    }
    ground.accounts.plant(people).await?;
    Ok(ground.matching.plant(profiles).await?)
}

fn someone(
    id: &str,
    role: Role,
    region: Region,
    chance: &mut StdRng,
    now: DateTime<Utc>,
) -> Result<NewPerson, SeedError> {
    let at = |what: &str| format!("{id}: {what}");
    let age = if role == Role::Student {
        chance.random_range(16..=23)
    } else {
        chance.random_range(19..=30)
    };
    let month = chance.random_range(1..=12);
    // One year more, so that nobody is younger than meant whatever the month.
    let birth = Birth::parse(now.year() - age - 1, month)
        .map_err(SeedError::in_file("synth", &at("birth")))?;
    Ok(NewPerson {
        person: Person {
            id: PersonId::parse(id).map_err(SeedError::in_file("synth", &at("id")))?,
            name: PersonName::parse(&format!("{} {id}", one(FIRST_NAMES, chance)))
                .map_err(SeedError::in_file("synth", &at("name")))?,
            email: Some(
                Email::parse(&format!("{id}@synthese.example"))
                    .map_err(SeedError::in_file("synth", &at("e-mail")))?,
            ),
            school: None,
            region: Some(
                RmcRegion::parse(region.code())
                    .map_err(SeedError::in_file("synth", &at("region")))?,
            ),
            birth,
            language: Language::Nl,
            is_demo: true,
        },
        roles: vec![NewRole {
            role,
            scope: Scope::Everywhere,
            until: None,
        }],
        consents: agreed(role),
    })
}

/// Who helps agrees to be found and asked; the others have no need to.
fn agreed(role: Role) -> Vec<Purpose> {
    if role == Role::Maatje {
        vec![Purpose::Found, Purpose::Contacted]
    } else {
        Vec::new()
    }
}

fn profile(
    person: &Person,
    role: Role,
    region: Region,
    age: Age,
    chance: &mut StdRng,
    now: DateTime<Utc>,
) -> Result<PlantedProfile, SeedError> {
    let helps = role == Role::Maatje;
    let goals = some(GOALS, 2, 5, chance);
    let field = StudyField::all().nth(chance.random_range(0..usize::from(StudyField::COUNT)));
    let choices = Choices {
        side: if helps { "helps" } else { "seeks" }.to_owned(),
        relations: some(RELATIONS, 1, 3, chance),
        goals_wanted: if helps { Vec::new() } else { goals.clone() },
        goals_offered: if helps { goals } else { Vec::new() },
        study_field: field.map(StudyField::code),
        route: Some(one(ROUTES, chance).to_owned()),
        languages: languages(chance),
        region: Some(region.code().to_owned()),
        online: chance.random_bool(0.7),
        in_person: chance.random_bool(0.8),
        asynchronous: chance.random_bool(0.3),
        slots: some(SLOTS, 2, 8, chance),
        interests: some(INTERESTS, 1, 5, chance),
        dislikes: some(DISLIKES, 0, 2, chance),
        ways_of_working: some(WAYS_OF_WORKING, 1, 3, chance),
        capacity: if helps { chance.random_range(1..=6) } else { 0 },
        ..Choices::default()
    };
    let has_vog = helps && chance.random_bool(0.7);
    Ok(PlantedProfile {
        person: person.id.clone(),
        name: person.name.as_str().to_owned(),
        age,
        profile: Profile::parse(&choices)
            .map_err(SeedError::in_file("synth", person.id.as_str()))?,
        active: chance.random_bool(0.95),
        consents: Vec::new(),
        vog_valid_until: has_vog.then(|| now.date_naive() + Days::new(400)),
    })
}

/// Nearly everyone speaks Dutch; some speak more.
fn languages(chance: &mut StdRng) -> Vec<String> {
    let mut languages = some(LANGUAGES, 0, 2, chance);
    if !languages.iter().any(|language| language == "nl")
        && (languages.is_empty() || chance.random_bool(0.95))
    {
        languages.push("nl".to_owned());
    }
    languages
}
