use chrono::{DateTime, Utc};
use contract::Scope;
use nouns::{PersonId, Role};
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::{Store, naming, noun, person_id, read_scope, rows, written};
use crate::person::RoleHeld;
use crate::roles::{Deed, Given, RoleDeed};

/// Names a role that somebody holds.
pub(crate) struct RoleKey<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) role: Role,
    pub(crate) scope: &'a Scope,
}

#[derive(Deserialize)]
struct GivenRow {
    person: String,
    name: String,
    role: String,
    scope: String,
    which: Option<String>,
    given_at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct DeedRow {
    role: String,
    scope: String,
    which: Option<String>,
    deed: String,
    source: Option<String>,
    at: DateTime<Utc>,
}

const TABLE: &str = "held_role";

impl RoleKey<'_> {
    fn variables(&self) -> Variables {
        let (scope, which) = written(self.scope.clone());
        let mut variables = naming("person", self.person.as_str());
        variables.insert("role", self.role.as_str().to_owned());
        variables.insert("scope", scope.to_owned());
        variables.insert("which", which);
        variables
    }
}

impl Store {
    /// Gives a role, or moves its end. By nobody is from the command line.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn give_role(
        &self,
        key: &RoleKey<'_>,
        by: Option<&PersonId>,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "IF !record::exists(type::record('person', $person)) { THROW 'gone' };
            UPSERT type::record('held_role', [$person, $role, $scope, $which ?? '']) SET
                person = type::record('person', $person), role = $role, scope = $scope, which = $which,
                given_by = $by, given_at = $now, until = $until RETURN NONE;
            CREATE role_deed SET person = $person, role = $role, scope = $scope, which = $which, deed = 'given',
                by = $by, source = IF $by = NONE { 'command-line' } ELSE { NONE }, at = $now RETURN NONE;
            fn::log('standing', $person)";
        let mut variables = key.variables();
        variables.insert("by", by.map(|by| by.as_str().to_owned()));
        variables.insert("until", until);
        variables.insert("now", now);
        self.db
            .transact("giving a role", body, variables)
            .await
            .map(drop)
    }

    /// Ends a role at once.
    ///
    /// # Errors
    /// Throws `gone` when nobody holds it.
    pub(crate) async fn end_role(
        &self,
        key: &RoleKey<'_>,
        by: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $held = type::record('held_role', [$person, $role, $scope, $which ?? '']);
            IF !record::exists($held) { THROW 'gone' };
            DELETE $held RETURN NONE;
            CREATE role_deed SET person = $person, role = $role, scope = $scope, which = $which, deed = 'ended',
                by = $by, at = $now RETURN NONE;
            fn::log('standing', $person)";
        let mut variables = key.variables();
        variables.insert("by", by.as_str().to_owned());
        variables.insert("now", now);
        self.db
            .transact("ending a role", body, variables)
            .await
            .map(drop)
    }

    /// Roles whose end has come go, and everybody who follows hears of it.
    pub(crate) async fn end_roles_that_are_over(
        &self,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "FOR $held IN (SELECT * FROM held_role WHERE until != NONE AND until <= $now) {
                DELETE $held.id RETURN NONE;
                CREATE role_deed SET person = record::id($held.person), role = $held.role, scope = $held.scope,
                    which = $held.which, deed = 'ended', at = $held.until RETURN NONE;
                fn::log('standing', record::id($held.person));
            }";
        let mut variables = Variables::new();
        variables.insert("now", now);
        self.db
            .transact("ending roles", body, variables)
            .await
            .map(drop)
    }

    /// The roles that somebody gave and that stand.
    pub(crate) async fn roles_given_by(&self, by: &PersonId) -> Result<Vec<Given>, StoreError> {
        let surql = "SELECT record::id(person) AS person, person.name AS name, role, scope, which, given_at, until
            FROM held_role WHERE given_by = $by ORDER BY given_at DESC LIMIT 500";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("by", by.as_str()))
            .await
            .map_err(StoreError::while_doing("reading roles"))?;
        rows::<GivenRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(|row| row.noun(by))
            .collect()
    }

    /// What happened to somebody's roles, newest first.
    pub(crate) async fn role_deeds(&self, person: &PersonId) -> Result<Vec<RoleDeed>, StoreError> {
        let surql =
            "SELECT role, scope, which, deed, source, at FROM role_deed WHERE person = $person
            ORDER BY at DESC LIMIT 100";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading what happened to roles"))?;
        rows::<DeedRow>(&mut results, 0, "role_deed")?
            .into_iter()
            .map(|row| {
                Ok(RoleDeed {
                    role: noun("role_deed", row.role.parse::<Role>())?,
                    scope: read_scope(&row.scope, row.which.as_ref())?,
                    deed: match (row.deed.as_str(), row.source) {
                        ("given", Some(_)) => Deed::GivenByCommand,
                        ("given", None) => Deed::Given,
                        _ => Deed::Ended,
                    },
                    at: row.at,
                })
            })
            .collect()
    }
}

impl GivenRow {
    fn noun(self, by: &PersonId) -> Result<Given, StoreError> {
        Ok(Given {
            person: person_id(TABLE, &self.person)?,
            name: self.name,
            role: RoleHeld {
                role: noun(TABLE, self.role.parse::<Role>())?,
                scope: read_scope(&self.scope, self.which.as_ref())?,
                given_by: Some(by.clone()),
                given_at: self.given_at,
                until: self.until,
            },
        })
    }
}
