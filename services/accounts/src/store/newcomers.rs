use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::mailboxes::KEYED;
use super::{Store, naming, row};
use crate::person::Person;
use crate::secret::SecretId;

/// Somebody who has shown who they are and has no account yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct NewcomerRow {
    /// The hash of (iss, sub); none for whoever came by e-mail.
    pub(crate) identity: Option<String>,
    pub(crate) provider: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) name: String,
    pub(crate) school: Option<String>,
    pub(crate) told_role: Option<String>,
    pub(crate) is_strong: bool,
    pub(crate) id_token: Option<String>,
    pub(crate) back: String,
    pub(crate) ends_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a newcomer for a browser; another sign-in in the same browser takes its place.
    pub(crate) async fn keep_newcomer(
        &self,
        browser: &SecretId,
        newcomer: &NewcomerRow,
    ) -> Result<(), StoreError> {
        let body = "UPSERT type::record('newcomer', $id) SET identity = $identity, provider = $provider, email = $email,
            name = $name, school = $school, told_role = $role, is_strong = $strong, id_token = $id_token, back = $back,
            ends_at = $ends RETURN NONE";
        let mut variables = naming("id", browser.as_str());
        variables.insert("identity", newcomer.identity.clone());
        variables.insert("provider", newcomer.provider.clone());
        variables.insert("email", newcomer.email.clone());
        variables.insert("name", newcomer.name.clone());
        variables.insert("school", newcomer.school.clone());
        variables.insert("role", newcomer.told_role.clone());
        variables.insert("strong", newcomer.is_strong);
        variables.insert("id_token", newcomer.id_token.clone());
        variables.insert("back", newcomer.back.clone());
        variables.insert("ends", newcomer.ends_at);
        self.db
            .transact("keeping a newcomer", body, variables)
            .await
            .map(drop)
    }

    /// A newcomer, ended or not.
    pub(crate) async fn newcomer(
        &self,
        browser: &SecretId,
    ) -> Result<Option<NewcomerRow>, StoreError> {
        let surql = "SELECT identity, provider, email, name, school, told_role, is_strong, id_token, back, ends_at
            FROM ONLY type::record('newcomer', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", browser.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a newcomer"))?;
        row(&mut results, 0, "newcomer")
    }

    /// A newcomer becomes a person, in one step with the identity or the address that they came with.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when somebody came with it before, [`StoreError::Thrown`] when the newcomer is gone.
    pub(crate) async fn welcome(
        &self,
        browser: &SecretId,
        newcomer: &NewcomerRow,
        person: &Person,
        role: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut variables = self.of_newcomer(browser, newcomer, &person.id, now);
        variables.insert("name", person.name.as_str().to_owned());
        variables.insert(
            "school",
            person.school.as_ref().map(|id| id.as_str().to_owned()),
        );
        variables.insert(
            "region",
            person.region.map(|one| one.region().code().to_owned()),
        );
        variables.insert("year", i64::from(person.birth.year()));
        variables.insert("month", i64::from(person.birth.month()));
        variables.insert("language", person.language.code().to_owned());
        variables.insert("school_told", newcomer.school.is_some());
        variables.insert("role", role.to_owned());
        variables.insert("tag", self.mailboxes.tag());
        let body = format!("{WELCOME}{KEYED}{ADOPT}");
        self.db
            .transact("welcoming a newcomer", &body, variables)
            .await
            .map(drop)
    }

    /// What a newcomer came with becomes one more way into an account. An earlier identity of the same provider goes: a
    /// person has one there, and this is how a changed `sub` is mended.
    ///
    /// # Errors
    /// As [`Self::welcome`].
    pub(crate) async fn adopt(
        &self,
        browser: &SecretId,
        newcomer: &NewcomerRow,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let variables = self.of_newcomer(browser, newcomer, person, now);
        let body = format!("{REPLACE}{ADOPT}");
        self.db
            .transact("adopting an identity", &body, variables)
            .await
            .map(drop)
    }

    /// What the bodies below go by.
    pub(super) fn of_newcomer(
        &self,
        browser: &SecretId,
        newcomer: &NewcomerRow,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Variables {
        let mut variables = naming("browser", browser.as_str());
        variables.insert("person", person.as_str().to_owned());
        variables.insert("identity", newcomer.identity.clone());
        let mailbox = newcomer.email.as_deref();
        variables.insert("mailbox", mailbox.map(|email| self.mailboxes.id(email)));
        variables.insert("provider", newcomer.provider.clone());
        variables.insert("email", newcomer.email.clone());
        variables.insert("told", newcomer.told_role.clone());
        variables.insert("now", now);
        variables
    }
}

const WELCOME: &str = "
CREATE type::record('person', $person) SET name = $name, email = $email, school = $school, region = $region,
    birth_year = $year, birth_month = $month, language = $language, is_demo = false, school_told = $school_told, made_at = $now RETURN NONE;
LET $scope = IF $role = 'docent' AND $school_told { 'school' } ELSE { 'everywhere' };
LET $which = IF $scope = 'school' { $school } ELSE { NONE };
CREATE type::record('held_role', [$person, $role, $scope, $which ?? '']) SET person = type::record('person', $person),
    role = $role, scope = $scope, which = $which, given_at = $now RETURN NONE;
fn::log('standing', $person);
";

pub(super) const REPLACE: &str = "
IF $provider != NONE {
    DELETE identity WHERE person = type::record('person', $person) AND provider = $provider;
};
IF $email != NONE {
    LET $old = (SELECT VALUE email FROM ONLY type::record('person', $person));
    IF $old != NONE { DELETE mailbox WHERE person = type::record('person', $person) };
    UPDATE type::record('person', $person) SET email = $email RETURN NONE;
};
";

pub(super) const ADOPT: &str = "
IF !record::exists(type::record('newcomer', $browser)) { THROW 'newcomer-gone' };
IF $identity != NONE {
    CREATE type::record('identity', $identity) SET person = type::record('person', $person), provider = $provider,
        told_role = $told, made_at = $now, used_at = $now RETURN NONE;
};
IF $email != NONE {
    CREATE type::record('mailbox', $mailbox) SET person = type::record('person', $person) RETURN NONE;
};
DELETE type::record('newcomer', $browser);
";
