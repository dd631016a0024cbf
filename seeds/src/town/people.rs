use std::collections::BTreeMap;

use accounts::{
    Accounts, AgeGroup, Birth, NewPerson, NewRole, Person, PersonName, Purpose, RmcRegion,
};
use contract::{Age, Scope};
use nouns::{Language, PersonId, Region, Role, SchoolId};
use serde::Deserialize;

use crate::{SeedError, files};

const FILE: &str = "town/people.toml";

/// Somebody of the town.
#[derive(Debug, Clone, Deserialize)]
pub struct Resident {
    /// Doubles as the person's id.
    pub key: String,
    pub name: String,
    pub roles: Vec<String>,
    #[serde(default)]
    pub school: String,
    pub region: String,
    pub birth_year: i32,
    pub birth_month: u32,
    #[serde(default)]
    pub english_ui: bool,
}

#[derive(Deserialize)]
struct Town {
    person: Vec<Resident>,
}

/// Everybody, by key.
pub fn residents() -> Result<BTreeMap<String, Resident>, SeedError> {
    let town: Town = files::read(FILE)?;
    Ok(town
        .person
        .into_iter()
        .map(|resident| (resident.key.clone(), resident))
        .collect())
}

pub(super) async fn plant(
    accounts: &Accounts,
    town: &BTreeMap<String, Resident>,
) -> Result<usize, SeedError> {
    let mut people = town
        .values()
        .map(Resident::to_person)
        .collect::<Result<Vec<_>, _>>()?;
    for (coordinator, programme) in super::programmes::coordinators()? {
        let theirs = people
            .iter_mut()
            .filter(|one| one.person.id.as_str() == coordinator);
        theirs.for_each(|one| {
            one.roles.push(NewRole {
                role: Role::Coordinator,
                scope: Scope::Programme(programme.clone()),
                until: None,
            });
        });
    }
    Ok(accounts.plant(people).await?)
}

impl Resident {
    /// The resident's id.
    pub fn id(&self) -> Result<PersonId, SeedError> {
        PersonId::parse(&self.key).map_err(SeedError::in_file(FILE, &self.key))
    }

    /// Where the resident belongs.
    pub(super) fn region(&self) -> Result<Region, SeedError> {
        let region = RmcRegion::parse(&self.region);
        let region = region.map_err(SeedError::in_file(FILE, &format!("{}: region", self.key)))?;
        Ok(region.region())
    }

    /// Adult or minor at `now`, as accounts counts it.
    pub(super) fn age(&self, now: chrono::DateTime<chrono::Utc>) -> Result<Age, SeedError> {
        Ok(age_of(self.birth()?, now))
    }

    /// What the resident agrees to.
    pub(super) fn consents(&self) -> Result<Vec<Purpose>, SeedError> {
        Ok(agreed(&self.roles()?))
    }

    fn roles(&self) -> Result<Vec<Role>, SeedError> {
        let roles = self.roles.iter().map(|name| name.parse());
        roles
            .collect::<Result<_, _>>()
            .map_err(SeedError::in_file(FILE, &format!("{}: role", self.key)))
    }

    fn birth(&self) -> Result<Birth, SeedError> {
        Birth::parse(self.birth_year, self.birth_month).map_err(SeedError::in_file(FILE, &self.key))
    }

    fn to_person(&self) -> Result<NewPerson, SeedError> {
        let at = |what: &str| format!("{}: {what}", self.key);
        let region =
            RmcRegion::parse(&self.region).map_err(SeedError::in_file(FILE, &at("region")))?;
        let school = match self.school.as_str() {
            "" => None,
            slug => Some(SchoolId::parse(slug).map_err(SeedError::in_file(FILE, &at("school")))?),
        };
        let email = format!("{}@voorbeeldstad.example", self.key);
        let role = |role: &Role| NewRole {
            role: *role,
            scope: scope(*role, school.as_ref(), region),
            until: None,
        };
        let roles = self.roles()?;
        let consents = agreed(&roles);
        let roles = roles.iter().map(role).collect();
        Ok(NewPerson {
            person: Person {
                id: self.id()?,
                name: PersonName::parse(&self.name).map_err(SeedError::in_file(FILE, &self.key))?,
                email: Some(
                    accounts::Email::parse(&email).map_err(SeedError::in_file(FILE, &email))?,
                ),
                school,
                region: Some(region),
                birth: self.birth()?,
                language: if self.english_ui {
                    Language::En
                } else {
                    Language::Nl
                },
                is_demo: true,
            },
            consents,
            roles,
        })
    }
}

/// Everybody of the town agrees to everything; to be found, who helps others.
fn agreed(roles: &[Role]) -> Vec<Purpose> {
    let helps = roles
        .iter()
        .any(|role| matches!(role, Role::Maatje | Role::Rolmodel));
    Purpose::ALL
        .into_iter()
        .filter(|purpose| helps || *purpose != Purpose::Found)
        .collect()
}

/// Whoever is under 16 counts as a minor; rules of accounts keep them out until a parent consents.
pub(crate) fn age_of(birth: Birth, now: chrono::DateTime<chrono::Utc>) -> Age {
    match birth.group(now) {
        AgeGroup::TakesPart(age) => age,
        AgeGroup::Child => Age::Minor,
    }
}

/// A coordinator of the town works for a whole province, a teacher for the own school.
fn scope(role: Role, school: Option<&SchoolId>, region: RmcRegion) -> Scope {
    match (role, school) {
        (Role::Coordinator, _) => Scope::Region(region.region().province()),
        (Role::Docent | Role::Zorgconsulent, Some(school)) => Scope::School(school.clone()),
        _ => Scope::Everywhere,
    }
}
