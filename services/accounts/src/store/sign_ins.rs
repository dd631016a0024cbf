use chrono::{DateTime, Utc};
use nouns::{PersonId, Role, SchoolId};
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::Variables;

use super::{Store, naming, person_id, read};
use crate::secret::SecretId;

/// A sign-in on its way at a provider.
#[derive(Debug, Deserialize)]
pub(crate) struct Pending {
    /// The hash of what only the browser has.
    pub(crate) browser: String,
    pub(crate) provider: String,
    pub(crate) back: String,
    pub(crate) ends_at: DateTime<Utc>,
}

impl Store {
    pub(crate) async fn keep_pending(
        &self,
        state: &SecretId,
        pending: &Pending,
    ) -> Result<(), StoreError> {
        let body = "CREATE type::record('pending_sign_in', $id) SET browser = $browser, provider = $provider,
            back = $back, ends_at = $ends RETURN NONE";
        let mut variables = naming("id", state.as_str());
        variables.insert("browser", pending.browser.clone());
        variables.insert("provider", pending.provider.clone());
        variables.insert("back", pending.back.clone());
        variables.insert("ends", pending.ends_at);
        self.db
            .transact("keeping a sign-in", body, variables)
            .await
            .map(drop)
    }

    /// Takes a sign-in out: it counts once. For another browser it stays where it is.
    pub(crate) async fn take_pending(
        &self,
        state: &SecretId,
        browser: Option<&SecretId>,
    ) -> Result<Option<Pending>, StoreError> {
        let body = "SELECT browser, provider, back, ends_at FROM ONLY type::record('pending_sign_in', $id);
            DELETE type::record('pending_sign_in', $id) WHERE browser = $browser";
        let mut variables = naming("id", state.as_str());
        variables.insert("browser", browser.map(|id| id.as_str().to_owned()));
        let taken: Option<serde_json::Value> = self
            .db
            .transact("taking a sign-in", body, variables)
            .await?
            .take(0)?;
        taken.map(|row| read("pending_sign_in", row)).transpose()
    }

    /// Notes that a code was exchanged.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when it was exchanged before.
    pub(crate) async fn use_code(&self, code: &str, ends: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "CREATE type::record('used_code', $id) SET ends_at = $ends RETURN NONE";
        let mut variables = naming("id", code);
        variables.insert("ends", ends);
        self.db
            .transact("using a code", body, variables)
            .await
            .map(drop)
    }

    /// Whom a provider means.
    pub(crate) async fn person_of(&self, identity: &str) -> Result<Option<PersonId>, StoreError> {
        let surql = "SELECT VALUE record::id(person) FROM ONLY type::record('identity', $identity)";
        let id: Option<String> = self
            .db
            .read(surql)
            .bind(naming("identity", identity))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for an identity"))?;
        id.map(|id| person_id("identity", &id)).transpose()
    }

    /// Somebody came back through a provider: what it tells counts from now on. A role that it told before and tells no
    /// more ends.
    pub(crate) async fn came_back(
        &self,
        identity: &str,
        school: Option<&SchoolId>,
        role: Option<Role>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("identity", identity.to_owned());
        variables.insert("school", school.map(|school| school.as_str().to_owned()));
        variables.insert("role", role.map(|role| role.as_str().to_owned()));
        variables.insert("now", now);
        self.db
            .transact("coming back through a provider", CAME_BACK, variables)
            .await
            .map(drop)
    }

    /// Counts one more of something, and gives how many there were in this while.
    pub(crate) async fn count(&self, what: &str, ends: DateTime<Utc>) -> Result<u32, StoreError> {
        let body =
            "UPSERT type::record('tally', $id) SET n = (n ?? 0) + 1, ends_at = $ends RETURN NONE;
            SELECT VALUE n FROM ONLY type::record('tally', $id)";
        let mut variables = naming("id", what);
        variables.insert("ends", ends);
        let n: Option<i64> = self
            .db
            .transact("counting", body, variables)
            .await?
            .take(1)?;
        Ok(n.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX))
    }

    /// What a browser was asked to sign.
    pub(crate) async fn keep_ceremony(
        &self,
        session: &SecretId,
        state: &str,
        ends: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body =
            "UPSERT type::record('ceremony', $id) SET state = $state, ends_at = $ends RETURN NONE";
        let mut variables = naming("id", session.as_str());
        variables.insert("state", state.to_owned());
        variables.insert("ends", ends);
        self.db
            .transact("keeping a ceremony", body, variables)
            .await
            .map(drop)
    }

    /// Takes a ceremony out: it counts once, and only in its time.
    pub(crate) async fn take_ceremony(
        &self,
        session: &SecretId,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        #[derive(Deserialize)]
        struct Kept {
            state: String,
            ends_at: DateTime<Utc>,
        }
        let body = "SELECT state, ends_at FROM ONLY type::record('ceremony', $id);
            DELETE type::record('ceremony', $id)";
        let variables = naming("id", session.as_str());
        let taken: Option<serde_json::Value> = self
            .db
            .transact("taking a ceremony", body, variables)
            .await?
            .take(0)?;
        let kept: Option<Kept> = taken.map(|row| read("ceremony", row)).transpose()?;
        Ok(kept
            .filter(|kept| now < kept.ends_at)
            .map(|kept| kept.state))
    }
}

/// A teacher is one at the own school, as far as it is known.
const CAME_BACK: &str = "
LET $row = type::record('identity', $identity);
LET $who = $row.person;
LET $before = $row.told_role;
IF $school != NONE AND ($who.school != $school OR !$who.school_told) {
    LET $region = (SELECT VALUE region FROM ONLY type::record('school', $school));
    UPDATE $who SET school = $school, school_told = true, region = $region RETURN NONE;
    fn::log('person', record::id($who));
    fn::log('standing', record::id($who));
};
LET $place = $school ?? $who.school;
LET $scope = IF $role = 'docent' AND $place != NONE { 'school' } ELSE { 'everywhere' };
LET $which = IF $scope = 'school' { $place } ELSE { NONE };
IF $before != NONE {
    DELETE held_role WHERE person = $who AND role = $before AND given_by = NONE AND scope IN ['everywhere', 'school']
        AND ($before != $role OR which != $which);
};
IF $role != NONE AND !record::exists(type::record('held_role', [record::id($who), $role, $scope, $which ?? ''])) {
    CREATE type::record('held_role', [record::id($who), $role, $scope, $which ?? '']) SET person = $who, role = $role,
        scope = $scope, which = $which, given_at = $now RETURN NONE;
};
UPDATE $row SET told_role = $role, used_at = $now RETURN NONE;
";
