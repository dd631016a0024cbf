use chrono::{DateTime, Utc};
use nouns::{PersonId, Role};
use serde::{Deserialize, Serialize};
use store::StoreError;

use super::newcomers::{ADOPT, NewcomerRow, REPLACE};
use super::{Store, naming, noun, person_id, read_scope, row, rows};
use crate::letter::RecoveryLetter;
use crate::person::RoleHeld;
use crate::recovery::Recovery;
use crate::secret::SecretId;

const TABLE: &str = "recovery";
/// The kind of job that tells somebody that a way back into their account was asked for, or used.
pub(crate) const RECOVERY_MAIL: &str = "mail-recovery";

const COLUMNS: &str =
    "record::id(id) AS id, record::id(person) AS person, by, made_at, ends_at, opens_at, agreed_at,
    used_at, settles_at, settled_at, withdrawn_at";

#[derive(Deserialize)]
struct RecoveryRow {
    id: String,
    person: String,
    by: Option<String>,
    made_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    opens_at: Option<DateTime<Utc>>,
    agreed_at: Option<DateTime<Utc>>,
    used_at: Option<DateTime<Utc>>,
    settles_at: Option<DateTime<Utc>>,
    settled_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct HolderRow {
    person: String,
    role: String,
    scope: String,
    which: Option<String>,
    given_by: Option<String>,
    given_at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

/// What a link that has done its work brought in, as long as it can be undone.
#[derive(Deserialize)]
struct BroughtRow {
    id: String,
    new_email: Option<String>,
}

impl Store {
    /// Notes a link, and tells whom it is for; the person's open ones end.
    ///
    /// # Errors
    /// Throws `gone` when the person is.
    pub(crate) async fn make_recovery(
        &self,
        link: &SecretId,
        made: &Recovery,
        by: &PersonId,
        letter: Option<&RecoveryLetter>,
    ) -> Result<(), StoreError> {
        let body = "LET $who = type::record('person', $person);
            IF !record::exists($who) { THROW 'gone' };
            UPDATE recovery SET withdrawn_at = $now WHERE person = $who AND used_at = NONE AND withdrawn_at = NONE
                AND ends_at > $now RETURN NONE;
            CREATE type::record('recovery', $link) SET person = $who, by = $by, made_at = $now, ends_at = $ends,
                opens_at = $opens RETURN NONE;
            IF $letter != NONE { fn::enqueue('mail-recovery', $link, $now, $letter) }";
        let mut variables = naming("person", made.person.as_str());
        variables.insert("link", link.as_str().to_owned());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("ends", made.ends);
        variables.insert("opens", made.opens);
        variables.insert("letter", payload(letter)?);
        variables.insert("now", made.made);
        self.db
            .transact("making a recovery", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn recovery(&self, link: &SecretId) -> Result<Option<Recovery>, StoreError> {
        let surql = format!("SELECT {COLUMNS} FROM ONLY type::record('recovery', $link)");
        let mut results = self
            .db
            .read_built(surql)
            .bind(naming("link", link.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a recovery"))?;
        row::<RecoveryRow>(&mut results, 0, TABLE)?
            .map(RecoveryRow::noun)
            .transpose()
    }

    /// The links that were made for somebody, newest first.
    pub(crate) async fn recoveries_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Recovery>, StoreError> {
        let surql = format!(
            "SELECT {COLUMNS} FROM recovery WHERE person = type::record('person', $person) ORDER BY made_at DESC LIMIT 100"
        );
        let mut results = self
            .db
            .read_built(surql)
            .bind(naming("person", person.as_str()))
            .await
            .map_err(StoreError::while_doing("reading recoveries"))?;
        rows::<RecoveryRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(RecoveryRow::noun)
            .collect()
    }

    /// Those that wait for somebody's agreement, the oldest first.
    pub(crate) async fn recoveries_asked(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Vec<Recovery>, StoreError> {
        let surql = format!(
            "SELECT {COLUMNS} FROM recovery WHERE used_at = NONE AND withdrawn_at = NONE AND agreed_at = NONE
                AND opens_at = NONE AND ends_at > $now ORDER BY made_at LIMIT 100"
        );
        let mut results = self
            .db
            .read_built(surql)
            .bind(("now", now))
            .await
            .map_err(StoreError::while_doing("reading recoveries"))?;
        rows::<RecoveryRow>(&mut results, 0, TABLE)?
            .into_iter()
            .map(RecoveryRow::noun)
            .collect()
    }

    /// Who has one of these roles, ended ones too.
    pub(crate) async fn holders(
        &self,
        roles: &[Role],
    ) -> Result<Vec<(PersonId, RoleHeld)>, StoreError> {
        let surql =
            "SELECT record::id(person) AS person, role, scope, which, given_by, given_at, until
            FROM held_role WHERE role IN $roles LIMIT 1000";
        let names: Vec<String> = roles.iter().map(|role| role.as_str().to_owned()).collect();
        let mut results = self
            .db
            .read(surql)
            .bind(("roles", names))
            .await
            .map_err(StoreError::while_doing("reading who has a role"))?;
        rows::<HolderRow>(&mut results, 0, "held_role")?
            .into_iter()
            .map(HolderRow::noun)
            .collect()
    }

    /// Somebody else agrees: the link works from now on.
    ///
    /// # Errors
    /// Throws `gone` when it does not wait for that any more.
    pub(crate) async fn agree_to_recovery(
        &self,
        link: &SecretId,
        by: &PersonId,
        ends: DateTime<Utc>,
        letter: Option<&RecoveryLetter>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $link = type::record('recovery', $id);
            IF !record::exists($link) OR $link.used_at != NONE OR $link.withdrawn_at != NONE OR $link.agreed_at != NONE
                OR $link.ends_at <= $now { THROW 'gone' };
            UPDATE $link SET agreed_by = $by, agreed_at = $now, ends_at = $ends RETURN NONE;
            IF $letter != NONE { fn::enqueue('mail-recovery', $id, $now, $letter) }";
        let mut variables = naming("id", link.as_str());
        variables.insert("letter", payload(letter)?);
        variables.insert("by", by.as_str().to_owned());
        variables.insert("ends", ends);
        variables.insert("now", now);
        self.db
            .transact("agreeing to a recovery", body, variables)
            .await
            .map(drop)
    }

    /// Ends a link of the person's own; what it brought in goes again, with everything that was made since, as long as the
    /// ways in of before stand.
    ///
    /// # Errors
    /// Throws `gone` when there is nothing to stop any more.
    pub(crate) async fn withdraw_recovery(
        &self,
        link: &SecretId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let brought = self.brought(link).await?;
        let email = brought.and_then(|row| row.new_email);
        let mut variables = naming("id", link.as_str());
        variables.insert("person", person.as_str().to_owned());
        variables.insert("mailbox", email.map(|email| self.mailboxes.id(&email)));
        variables.insert("now", now);
        self.db
            .transact("withdrawing a recovery", WITHDRAW, variables)
            .await
            .map(drop)
    }

    /// A link does its work: what a newcomer came with goes to the account, and who was in it is out. The ways in of before
    /// go when it is settled, which is now where `settles` has come.
    ///
    /// # Errors
    /// Throws when link or newcomer is gone; [`StoreError::AlreadyExists`] when somebody came with it before.
    pub(crate) async fn recover(
        &self,
        recovery: &Recovery,
        browser: &SecretId,
        newcomer: &NewcomerRow,
        settles: DateTime<Utc>,
        letter: Option<&RecoveryLetter>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut variables = self.of_newcomer(browser, newcomer, &recovery.person, now);
        variables.insert("link", recovery.id.as_str().to_owned());
        variables.insert("settles", settles);
        variables.insert("letter", payload(letter)?);
        let ways = if settles <= now { REPLACE } else { "" };
        let body = format!("{USE}{ways}{ADOPT}");
        self.db
            .transact("recovering an account", &body, variables)
            .await
            .map(drop)
    }

    /// Whether what came in by a link can still be undone.
    pub(crate) async fn is_settling(&self, person: &PersonId) -> Result<bool, StoreError> {
        let surql = "SELECT VALUE record::id(id) FROM recovery WHERE person = type::record('person', $person)
            AND used_at != NONE AND settled_at = NONE AND withdrawn_at = NONE LIMIT 1";
        let found: Vec<String> = self
            .db
            .read(surql)
            .bind(naming("person", person.as_str()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for a recovery"))?;
        Ok(!found.is_empty())
    }

    /// Where nobody has objected in time, the ways in of before go.
    pub(crate) async fn settle_recoveries(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let surql = "SELECT record::id(id) AS id, new_email FROM recovery WHERE used_at != NONE AND settled_at = NONE
            AND withdrawn_at = NONE AND settles_at <= $now LIMIT 200";
        let mut results = self
            .db
            .read(surql)
            .bind(("now", now))
            .await
            .map_err(StoreError::while_doing("reading recoveries"))?;
        for one in rows::<BroughtRow>(&mut results, 0, TABLE)? {
            let mut variables = naming("id", &one.id);
            let mailbox = one.new_email.map(|email| self.mailboxes.id(&email));
            variables.insert("mailbox", mailbox);
            variables.insert("now", now);
            self.db
                .transact("settling a recovery", SETTLE, variables)
                .await?;
        }
        Ok(())
    }

    async fn brought(&self, link: &SecretId) -> Result<Option<BroughtRow>, StoreError> {
        let surql =
            "SELECT record::id(id) AS id, new_email FROM ONLY type::record('recovery', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", link.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a recovery"))?;
        row(&mut results, 0, TABLE)
    }
}

const USE: &str = "
LET $link = type::record('recovery', $link);
IF $link.person != type::record('person', $person) OR $link.used_at != NONE OR $link.withdrawn_at != NONE
    OR $link.ends_at <= $now OR ($link.agreed_at = NONE AND ($link.opens_at = NONE OR $link.opens_at > $now)) { THROW 'ended' };
LET $waits = $settles > $now;
UPDATE $link SET used_at = $now, settles_at = $settles, settled_at = IF $waits { NONE } ELSE { $now },
    new_identity = IF $waits { $identity } ELSE { NONE }, new_email = IF $waits { $email } ELSE { NONE } RETURN NONE;
DELETE session WHERE person = type::record('person', $person) RETURN NONE;
DELETE access_token WHERE person = type::record('person', $person) RETURN NONE;
IF $letter != NONE { fn::enqueue('mail-recovery', record::id($link), $now, $letter) };
";

const WITHDRAW: &str = "
LET $link = type::record('recovery', $id);
LET $who = type::record('person', $person);
IF !record::exists($link) OR $link.person != $who OR $link.settled_at != NONE OR $link.withdrawn_at != NONE {
    THROW 'gone'
};
IF $link.used_at != NONE {
    IF $link.new_identity != NONE { DELETE type::record('identity', $link.new_identity) };
    IF $mailbox != NONE { DELETE type::record('mailbox', $mailbox) };
    DELETE session WHERE person = $who RETURN NONE;
    DELETE access_token WHERE person = $who RETURN NONE;
    LET $since = $link.used_at;
    DELETE passkey WHERE person = $who AND made_at >= $since RETURN NONE;
};
UPDATE $link SET withdrawn_at = $now, new_identity = NONE, new_email = NONE RETURN NONE;
fn::dequeue('mail-recovery', $id);
";

const SETTLE: &str = "
LET $link = (SELECT * FROM ONLY type::record('recovery', $id));
IF $link != NONE AND $link.settled_at = NONE AND $link.withdrawn_at = NONE {
    IF $link.new_identity != NONE {
        LET $provider = (SELECT VALUE provider FROM ONLY type::record('identity', $link.new_identity));
        DELETE identity WHERE person = $link.person AND provider = $provider AND record::id(id) != $link.new_identity
            RETURN NONE;
    };
    IF $mailbox != NONE {
        DELETE mailbox WHERE person = $link.person RETURN NONE;
        CREATE type::record('mailbox', $mailbox) SET person = $link.person RETURN NONE;
        UPDATE $link.person SET email = $link.new_email RETURN NONE;
    };
    UPDATE $link.id SET settled_at = $now, new_identity = NONE, new_email = NONE RETURN NONE;
};
";

/// A letter as the payload of its job.
pub(super) fn payload<T: Serialize>(
    letter: Option<&T>,
) -> Result<Option<serde_json::Value>, StoreError> {
    letter
        .map(serde_json::to_value)
        .transpose()
        .map_err(|source| StoreError::Row {
            table: "job",
            source,
        })
}

impl RecoveryRow {
    fn noun(self) -> Result<Recovery, StoreError> {
        Ok(Recovery {
            id: noun(TABLE, SecretId::parse(&self.id).ok_or("no hash"))?,
            person: person_id(TABLE, &self.person)?,
            by: self.by.map(|by| person_id(TABLE, &by)).transpose()?,
            made: self.made_at,
            ends: self.ends_at,
            opens: self.opens_at,
            agreed: self.agreed_at,
            used: self.used_at,
            settles: self.settles_at,
            settled: self.settled_at,
            withdrawn: self.withdrawn_at,
        })
    }
}

impl HolderRow {
    fn noun(self) -> Result<(PersonId, RoleHeld), StoreError> {
        const TABLE: &str = "held_role";
        let held = RoleHeld {
            role: noun(TABLE, self.role.parse::<Role>())?,
            scope: read_scope(&self.scope, self.which.as_ref())?,
            given_by: self.given_by.map(|by| person_id(TABLE, &by)).transpose()?,
            given_at: self.given_at,
            until: self.until,
        };
        Ok((person_id(TABLE, &self.person)?, held))
    }
}
