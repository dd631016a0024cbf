//! The log as others follow it: which entries are theirs, what is so now, and where they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, Datelike as _, Utc};
use contract::accounts_log::{Change, Happened, Standing};
use contract::{Age, consent::Purpose};
use nouns::{PersonId, Role};
use serde::Deserialize;
use store::{LogEntry, StoreError};
use surrealdb::types::Variables;

use super::people::RoleRow;
use super::{Store, naming, rows};
use crate::birth::{AgeGroup, Birth};

/// Entries in one answer.
const MOST: u32 = 1000;

/// Topics of the log of accounts. A key is a person's id; a block's is both, see [`pair_key`].
mod topic {
    pub(super) const STANDING: &str = "standing";
    pub(super) const BLOCK: &str = "block";
    pub(super) const ERASED: &str = "erased";
}

/// Up to which month birthdays were told of.
const BIRTHDAYS: &str = "birthdays";

/// Roles with which somebody may help others.
const HELPING: [Role; 4] = [Role::Student, Role::Maatje, Role::Rolmodel, Role::Docent];

/// Ids hold no control characters, so that one joins two of them.
pub(super) const JOINT: char = '\n';

pub(super) fn pair_key(by: &PersonId, whom: &PersonId) -> String {
    format!("{by}{JOINT}{whom}")
}

pub(super) fn position(answer: Option<i64>) -> u64 {
    answer
        .and_then(|n| u64::try_from(n).ok())
        .unwrap_or_default()
}

#[derive(Deserialize)]
struct StandingRow {
    person: String,
    birth_year: i32,
    birth_month: u32,
    parent: Option<bool>,
    suspended: Option<bool>,
    school_kind: Option<String>,
}

#[derive(Deserialize)]
struct Given {
    person: String,
    purpose: Purpose,
}

#[derive(Deserialize)]
struct FollowerRow {
    service: String,
    position: u64,
}

impl Store {
    /// Completes when something may have been written, or after `at_most`.
    pub(crate) async fn written(&self, at_most: Duration) {
        self.db.written(at_most).await;
    }

    /// What came after `after`, and the position up to which that is everything.
    pub(crate) async fn changes_after(
        &self,
        after: u64,
        now: DateTime<Utc>,
    ) -> Result<(Vec<Change>, u64), StoreError> {
        let entries = self.db.log_after(after, MOST).await?;
        let upto = entries.last().map_or(after, |entry| entry.position);
        let people: BTreeSet<&str> = of_topic(&entries, topic::STANDING)
            .map(|entry| entry.key.as_str())
            .collect();
        let standings = self.standings(people, now).await?;
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut changes = Vec::new();
        for entry in &entries {
            let what = match entry.topic.as_str() {
                topic::STANDING if told.insert(&entry.key) => {
                    standings.get(&entry.key).cloned().map(Happened::Standing)
                }
                topic::BLOCK => self.block_now(&entry.key).await?,
                topic::ERASED => PersonId::parse(&entry.key)
                    .ok()
                    .map(|person| Happened::Erased { person }),
                _ => None,
            };
            changes.extend(what.map(|what| Change {
                position: entry.position,
                what,
            }));
        }
        Ok((changes, upto))
    }

    async fn standings(
        &self,
        people: BTreeSet<&str>,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<String, Standing>, StoreError> {
        if people.is_empty() {
            return Ok(BTreeMap::new());
        }
        let surql = "LET $ids = array::map($people, |$one| type::record('person', $one));
            SELECT record::id(id) AS person, birth_year, birth_month,
                (SELECT VALUE given FROM ONLY type::record('parent_consent', record::id($parent.id))) AS parent,
                (SELECT VALUE until = NONE OR until > $now FROM ONLY type::record('suspension', record::id($parent.id))) AS suspended,
                (IF school = NONE { NONE } ELSE { (SELECT VALUE sector FROM ONLY type::record('school', $parent.school)) }) AS school_kind
                FROM $ids WHERE id != NONE;
            SELECT person, purpose FROM consent WHERE person IN $people AND given;
            SELECT record::id(person) AS person, role, scope, which, given_by, given_at, until FROM held_role
                WHERE person IN $ids AND (until = NONE OR until > $now)";
        let people: Vec<String> = people.into_iter().map(str::to_owned).collect();
        let mut variables = Variables::new();
        variables.insert("people", people);
        variables.insert("now", now);
        let mut results = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .map_err(StoreError::while_doing("reading how people stand"))?;
        let mut standings = BTreeMap::new();
        for row in rows::<StandingRow>(&mut results, 1, "person")? {
            standings.insert(row.person.clone(), standing(&row, now)?);
        }
        for given in rows::<Given>(&mut results, 2, "consent")? {
            if let Some(standing) = standings.get_mut(&given.person) {
                standing.consents.push(given.purpose.as_str().to_owned());
            }
        }
        for row in rows::<RoleRow>(&mut results, 3, "held_role")? {
            if let Some(standing) = standings.get_mut(&row.person) {
                let grant = row.noun()?.grant();
                standing.may_help |= HELPING.contains(&grant.role);
                standing.roles.push(grant);
            }
        }
        Ok(standings)
    }

    async fn block_now(&self, key: &str) -> Result<Option<Happened>, StoreError> {
        let Some((by, whom)) = key.split_once(JOINT) else {
            return Ok(None);
        };
        let (Ok(by), Ok(whom)) = (PersonId::parse(by), PersonId::parse(whom)) else {
            return Ok(None);
        };
        let stands = self.has_blocked(&by, &whom).await?;
        Ok(Some(Happened::Block { by, whom, stands }))
    }

    /// Notes where a follower stands.
    pub(crate) async fn note_follower(
        &self,
        service: &str,
        position: u64,
    ) -> Result<(), StoreError> {
        let body = "UPSERT type::record('follower', $service) SET position = $position RETURN NONE";
        let mut variables = naming("service", service);
        variables.insert("position", i64::try_from(position).unwrap_or(i64::MAX));
        self.db
            .transact("noting a follower", body, variables)
            .await
            .map(drop)
    }

    /// Where each follower stands that ever asked.
    pub(crate) async fn followers(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        let mut results = self
            .db
            .read("SELECT record::id(id) AS service, position FROM follower")
            .await
            .map_err(StoreError::while_doing("reading where others stand"))?;
        let followers = rows::<FollowerRow>(&mut results, 0, "follower")?;
        Ok(followers
            .into_iter()
            .map(|row| (row.service, row.position))
            .collect())
    }

    /// Once a month: whose age group changes with it is told of anew.
    pub(crate) async fn log_birthdays(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let month = now.year() * 12 + now.month0().cast_signed();
        let position = u64::try_from(month).unwrap_or_default();
        if self.db.cursor(BIRTHDAYS).await? >= position {
            return Ok(());
        }
        let body = "FOR $one IN (SELECT VALUE record::id(id) FROM person
                WHERE [birth_year, birth_month] IN $born) {
                fn::log('standing', $one);
            }";
        // A birthday counts from the month after it, see `Birth::group`.
        let born: Vec<Vec<i64>> = [16, 18]
            .into_iter()
            .map(|age| i64::from(month) - 1 - age * 12)
            .map(|born| vec![born.div_euclid(12), born.rem_euclid(12) + 1])
            .collect();
        let mut variables = Variables::new();
        variables.insert("born", born);
        self.db
            .follow("telling of birthdays", BIRTHDAYS, position, body, variables)
            .await
    }
}

fn of_topic<'a>(
    entries: &'a [LogEntry],
    topic: &'static str,
) -> impl Iterator<Item = &'a LogEntry> {
    entries.iter().filter(move |entry| entry.topic == topic)
}

fn standing(row: &StandingRow, now: DateTime<Utc>) -> Result<Standing, StoreError> {
    const TABLE: &str = "person";
    let birth = super::noun(TABLE, Birth::parse(row.birth_year, row.birth_month))?;
    let group = birth.group(now);
    let is_suspended = row.suspended.unwrap_or(false);
    Ok(Standing {
        person: super::person_id(TABLE, &row.person)?,
        consents: Vec::new(),
        takes_part: !is_suspended && (group != AgeGroup::Child || row.parent.unwrap_or(false)),
        is_suspended,
        is_minor: group != AgeGroup::TakesPart(Age::Adult),
        roles: Vec::new(),
        may_help: false,
        school_kind: row.school_kind.clone(),
    })
}
