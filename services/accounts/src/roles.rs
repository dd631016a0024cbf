//! Roles: who gives which to whom, where, and until when.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::{Caller, Scope};
use nouns::{PersonId, Role};
use store::StoreError;

use crate::access::in_person;
use crate::person::RoleHeld;
use crate::store::RoleKey;
use crate::{Accounts, AccountsError, Known, rules};

/// A role with rights over others ends after a year at the latest, and is given anew.
const LONGEST: TimeDelta = TimeDelta::days(366);

/// A role that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub person: PersonId,
    pub name: String,
    pub role: RoleHeld,
}

/// What happened to a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDeed {
    pub role: Role,
    pub scope: Scope,
    pub deed: Deed,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Given,
    /// At the command line.
    GivenByCommand,
    Ended,
}

/// What a person sees of roles: their own, those they gave, and what happened to theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolesOf {
    pub mine: Vec<RoleHeld>,
    pub given: Vec<Given>,
    pub history: Vec<RoleDeed>,
}

impl Accounts {
    /// The caller's roles, those they gave, and the history of their own.
    pub async fn roles(&self, by: &Caller) -> Result<RolesOf, AccountsError> {
        let mine = self.me(by).await?.roles;
        let now = self.clock.now();
        let mut given = self.store.roles_given_by(&by.person).await?;
        given.retain(|one| rules::counts(&one.role, now));
        Ok(RolesOf {
            mine,
            given,
            history: self.store.role_deeds(&by.person).await?,
        })
    }

    /// Gives a role, up to and including a last day.
    ///
    /// # Errors
    /// [`AccountsError::RoleNotYours`] where the rules say no; [`AccountsError::RoleUntil`] for an
    /// end that has passed, is too far, or is missing where a role needs one.
    pub async fn give_role(
        &self,
        by: &Caller,
        to: &PersonId,
        role: Role,
        scope: &Scope,
        last_day: Option<NaiveDate>,
    ) -> Result<(), AccountsError> {
        let now = self.clock.now();
        let whom = self.who_gets(to).await?;
        if !rules::may_give(by, &whom.person, role, scope) {
            return Err(AccountsError::RoleNotYours);
        }
        if rules::is_over_others(role) {
            in_person(by)?;
        }
        let until = end_of(last_day, role, scope, now)?;
        let key = RoleKey {
            person: to,
            role,
            scope,
        };
        match self
            .store
            .give_role(&key, Some(&by.person), until, now)
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::RoleWho),
            answer => Ok(answer?),
        }
    }

    /// Gives a role at the command line: how a site gets its first administrator. Who can give commands at the machine
    /// itself may do anything; that it was done there is noted, for the person and in the log.
    ///
    /// # Errors
    /// [`AccountsError::RolePlace`] for a role that does not belong to the place; [`AccountsError::RoleUntil`] as in
    /// [`Self::give_role`]; [`AccountsError::RoleWho`] when the person is gone.
    pub async fn give_role_by_command(
        &self,
        to: &PersonId,
        role: Role,
        scope: &Scope,
        last_day: Option<NaiveDate>,
    ) -> Result<(), AccountsError> {
        let now = self.clock.now();
        self.who_gets(to).await?;
        if !rules::fits(role, scope) {
            return Err(AccountsError::RolePlace);
        }
        let until = end_of(last_day, role, scope, now)?;
        let key = RoleKey {
            person: to,
            role,
            scope,
        };
        match self.store.give_role(&key, None, until, now).await {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RoleWho),
            answer => answer?,
        }
        self.note_role_from_command_line(to, role.as_str());
        Ok(())
    }

    /// Ends a role at once. Whoever may give it may end it; one's own one may lay down.
    pub async fn end_role(
        &self,
        by: &Caller,
        of: &PersonId,
        role: Role,
        scope: &Scope,
    ) -> Result<(), AccountsError> {
        let whom = self.who_gets(of).await?;
        if !rules::may_end_role(by, &whom.person, role, scope) {
            return Err(AccountsError::RoleNotYours);
        }
        if rules::is_over_others(role) {
            in_person(by)?;
        }
        let key = RoleKey {
            person: of,
            role,
            scope,
        };
        match self
            .store
            .end_role(&key, &by.person, self.clock.now())
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
            answer => Ok(answer?),
        }
    }

    async fn who_gets(&self, id: &PersonId) -> Result<Known, AccountsError> {
        self.known(id).await?.ok_or(AccountsError::RoleWho)
    }
}

/// The moment after the last day.
fn end_of(
    last_day: Option<NaiveDate>,
    role: Role,
    scope: &Scope,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, AccountsError> {
    let Some(day) = last_day else {
        return if rules::needs_an_end(role, scope) {
            Err(AccountsError::RoleUntil)
        } else {
            Ok(None)
        };
    };
    let end = day
        .succ_opt()
        .and_then(|next| next.and_hms_opt(0, 0, 0))
        .map(|time| time.and_utc())
        .filter(|end| *end > now && *end <= now + LONGEST);
    end.map(Some).ok_or(AccountsError::RoleUntil)
}
