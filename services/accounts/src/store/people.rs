use chrono::{DateTime, Utc};
use contract::Scope;
use nouns::{Language, PersonId, Region, Role, SchoolId};
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::{SurrealValue, Variables};

use super::mailboxes::KEYED;
use super::{MailboxKey, Store, naming, noun, person_id, row, rows};
use crate::birth::Birth;
use crate::person::{Email, Known, NewPerson, NewRole, Person, PersonName, RmcRegion, RoleHeld};

/// How many people go into one transaction.
const AT_A_TIME: usize = 200;

#[derive(SurrealValue)]
struct NewPersonRow {
    key: String,
    name: String,
    email: Option<String>,
    /// The id of the address's own row.
    mailbox: Option<String>,
    school: Option<String>,
    region: Option<String>,
    birth_year: i64,
    birth_month: i64,
    language: String,
    is_demo: bool,
    roles: Vec<NewRoleRow>,
    consents: Vec<String>,
}

#[derive(SurrealValue)]
struct NewRoleRow {
    role: String,
    scope: String,
    which: Option<String>,
    until: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    email: Option<String>,
    school: Option<String>,
    region: Option<String>,
    birth_year: i32,
    birth_month: u32,
    language: Language,
    is_demo: bool,
    school_told: bool,
}

#[derive(Deserialize)]
pub(super) struct RoleRow {
    pub(super) person: String,
    role: String,
    scope: String,
    which: Option<String>,
    given_by: Option<String>,
    given_at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

const ADD: &str = "
LET $new = SELECT * FROM $people WHERE !record::exists(type::record('person', key));
SELECT VALUE key FROM $new;
INSERT INTO person (SELECT key AS id, name, email, school, region, birth_year, birth_month, language, is_demo,
    true AS school_told, $now AS made_at FROM $new) RETURN NONE;
INSERT INTO mailbox (SELECT mailbox AS id, type::record('person', key) AS person FROM $new WHERE mailbox != NONE) RETURN NONE;
LET $roles = array::flatten(array::map($new, |$one: any| array::map($one.roles, |$held: any| {
    id: [$one.key, $held.role, $held.scope, $held.which ?? ''], person: type::record('person', $one.key),
    role: $held.role, scope: $held.scope, which: $held.which, given_at: $now, until: $held.until
})));
INSERT INTO held_role $roles RETURN NONE;
LET $consents = array::flatten(array::map($new, |$one: any| array::map($one.consents, |$purpose: any| {
    person: $one.key, purpose: $purpose, given: true
})));
INSERT INTO consent (SELECT *, [person, purpose] AS id, $now AS since FROM $consents) RETURN NONE;
INSERT INTO consent_deed (SELECT *, $words AS words, $now AS at FROM $consents) RETURN NONE;
fn::log_all('standing', array::map($new, |$one: any| $one.key));
";

impl Store {
    /// Adds the people whose id is new, and gives how many those are.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when somebody has the e-mail address of one of them; of the
    /// transaction that this person is in, nobody is added.
    pub(crate) async fn add(
        &self,
        people: Vec<NewPerson>,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let mut added = 0;
        let mut left: Vec<NewPersonRow> = people
            .into_iter()
            .map(|new| NewPersonRow::of(new, &self.mailboxes))
            .collect();
        let body = format!("{ADD}{KEYED}");
        while !left.is_empty() {
            let rest = left.split_off(left.len().min(AT_A_TIME));
            let mut variables = Variables::new();
            variables.insert("people", left);
            variables.insert("tag", self.mailboxes.tag());
            variables.insert("words", i64::from(crate::consent::WORDS));
            variables.insert("now", now);
            let new: Vec<String> = self
                .db
                .transact("adding people", &body, variables)
                .await?
                .take(1)?;
            added += new.len();
            left = rest;
        }
        Ok(added)
    }

    pub(crate) async fn has_people(&self) -> Result<bool, StoreError> {
        let surql = "SELECT VALUE record::id(id) FROM person LIMIT 1";
        let ids: Vec<String> = self
            .db
            .read(surql)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for people"))?;
        Ok(!ids.is_empty())
    }

    /// A person with all roles, ended ones too.
    pub(crate) async fn known(&self, id: &PersonId) -> Result<Option<Known>, StoreError> {
        let surql = "SELECT record::id(id) AS id, name, email, school, region, birth_year, birth_month, language, is_demo, school_told
                FROM ONLY type::record('person', $person);
            SELECT record::id(person) AS person, role, scope, which, given_by, given_at, until
                FROM held_role WHERE person = type::record('person', $person) ORDER BY role, scope, which;
            SELECT VALUE given FROM ONLY type::record('parent_consent', $person)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", id.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a person"))?;
        let Some(person) = row::<PersonRow>(&mut results, 0, "person")? else {
            return Ok(None);
        };
        let roles = rows::<RoleRow>(&mut results, 1, "held_role")?;
        let roles = roles
            .into_iter()
            .map(RoleRow::noun)
            .collect::<Result<_, _>>()?;
        let parent: Option<bool> = results
            .take(2)
            .map_err(StoreError::while_doing("reading what a parent said"))?;
        Ok(Some(Known {
            is_school_told: person.school_told,
            person: person.noun()?,
            roles,
            parent_consents: parent.unwrap_or(false),
        }))
    }

    /// The people of the demo town.
    pub(crate) async fn demo_people(&self) -> Result<Vec<Known>, StoreError> {
        let surql = "SELECT record::id(id) AS id, name, email, school, region, birth_year, birth_month, language, is_demo, school_told
                FROM person WHERE is_demo = true;
            SELECT record::id(person) AS person, role, scope, which, given_by, given_at, until
                FROM held_role WHERE person.is_demo = true;
            SELECT VALUE record::id(id) FROM parent_consent WHERE given";
        let mut results = self
            .db
            .read(surql)
            .await
            .map_err(StoreError::while_doing("reading the demo town"))?;
        let mut people = rows::<PersonRow>(&mut results, 0, "person")?
            .into_iter()
            .map(|row| {
                Ok(Known {
                    is_school_told: row.school_told,
                    person: row.noun()?,
                    roles: Vec::new(),
                    parent_consents: false,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        for row in rows::<RoleRow>(&mut results, 1, "held_role")? {
            if let Some(known) = people
                .iter_mut()
                .find(|known| known.person.id.as_str() == row.person)
            {
                known.roles.push(row.noun()?);
            }
        }
        let with_parent: Vec<String> = results
            .take(2)
            .map_err(StoreError::while_doing("reading what parents said"))?;
        for known in &mut people {
            known.parent_consents = with_parent.iter().any(|id| id == known.person.id.as_str());
        }
        people.sort_by(|a, b| a.person.name.cmp(&b.person.name));
        Ok(people)
    }
}

impl NewPersonRow {
    fn of(new: NewPerson, mailboxes: &MailboxKey) -> Self {
        let NewPerson {
            person,
            roles,
            consents,
        } = new;
        Self {
            mailbox: person
                .email
                .as_ref()
                .map(|email| mailboxes.id(email.as_str())),
            key: person.id.into(),
            name: person.name.as_str().to_owned(),
            email: person.email.map(|email| email.as_str().to_owned()),
            school: person.school.map(String::from),
            region: person
                .region
                .map(|region| region.region().code().to_owned()),
            birth_year: person.birth.year().into(),
            birth_month: person.birth.month().into(),
            language: person.language.code().to_owned(),
            is_demo: person.is_demo,
            roles: roles.into_iter().map(NewRoleRow::from).collect(),
            consents: consents
                .into_iter()
                .map(|purpose| purpose.as_str().to_owned())
                .collect(),
        }
    }
}

impl From<NewRole> for NewRoleRow {
    fn from(new: NewRole) -> Self {
        let (scope, which) = written(new.scope);
        Self {
            role: new.role.as_str().to_owned(),
            scope: scope.to_owned(),
            which,
            until: new.until,
        }
    }
}

impl PersonRow {
    fn noun(self) -> Result<Person, StoreError> {
        const TABLE: &str = "person";
        Ok(Person {
            id: person_id(TABLE, &self.id)?,
            name: noun(TABLE, PersonName::parse(&self.name))?,
            email: self
                .email
                .map(|email| noun(TABLE, Email::parse(&email)))
                .transpose()?,
            school: self
                .school
                .map(|school| noun(TABLE, SchoolId::parse(&school)))
                .transpose()?,
            region: self
                .region
                .map(|region| noun(TABLE, RmcRegion::parse(&region)))
                .transpose()?,
            birth: noun(TABLE, Birth::parse(self.birth_year, self.birth_month))?,
            language: self.language,
            is_demo: self.is_demo,
        })
    }
}

impl RoleRow {
    pub(super) fn noun(self) -> Result<RoleHeld, StoreError> {
        const TABLE: &str = "held_role";
        Ok(RoleHeld {
            role: noun(TABLE, self.role.parse::<Role>())?,
            scope: read_scope(&self.scope, self.which.as_ref())?,
            given_by: self
                .given_by
                .map(|giver| person_id(TABLE, &giver))
                .transpose()?,
            given_at: self.given_at,
            until: self.until,
        })
    }
}

/// A scope as two words, in rows and over the wire.
pub(crate) fn written(scope: Scope) -> (&'static str, Option<String>) {
    match scope {
        Scope::Everywhere => ("everywhere", None),
        Scope::Region(region) => ("region", Some(region.code().to_owned())),
        Scope::School(school) => ("school", Some(school.into())),
        Scope::Programme(programme) => ("programme", Some(programme)),
    }
}

pub(crate) fn read_scope(scope: &str, which: Option<&String>) -> Result<Scope, StoreError> {
    const TABLE: &str = "held_role";
    let which = || noun(TABLE, which.cloned().ok_or("a scope without its place"));
    Ok(match scope {
        "everywhere" => Scope::Everywhere,
        "region" => Scope::Region(noun(TABLE, Region::parse(&which()?))?),
        "school" => Scope::School(noun(TABLE, SchoolId::parse(&which()?))?),
        "programme" => Scope::Programme(which()?),
        other => return noun(TABLE, Err(format!("there is no scope {other:?}"))),
    })
}
