//! The only `SurrealQL` of accounts. Rows are private and become nouns here.

mod account_deeds;
mod consents;
mod erasure;
mod log;
mod mailboxes;
mod mails;
mod newcomers;
mod passkeys;
mod people;
mod recoveries;
mod roles;
mod safety;
mod schools;
mod sessions;
mod sign_ins;
mod suspensions;
mod tokens;

pub(crate) use consents::{PARENT_MAIL, ParentMail};
pub(crate) use mailboxes::MailboxKey;
pub(crate) use mails::{INVITATION_MAIL, MAIL, MailSignIn, NEWS_MAIL, PLACE_MAIL};
pub(crate) use newcomers::NewcomerRow;
pub(crate) use people::{read_scope, written};
pub(crate) use recoveries::RECOVERY_MAIL;
pub(crate) use roles::RoleKey;
pub(crate) use safety::{NewReportRow, ReportRow};
pub(crate) use sign_ins::Pending;
pub(crate) use suspensions::SUSPENSION_MAIL;
pub(crate) use tokens::TOO_MANY;

use chrono::{DateTime, TimeDelta, Utc};
use nouns::PersonId;
use serde::de::{DeserializeOwned, Error as _};
use store::register::{Basis, Declared, Erasure, Holds, Personal, nothing};
use store::{Database, Datastore, Migration, StoreError};
use surrealdb::IndexedResults;
use surrealdb::types::Variables;

use crate::session::Session;

pub(crate) const SERVICE: &str = "accounts";

/// The steps of this service's schema, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-people",
        surql: include_str!("../../migrations/0001-people.surql"),
        sample: include_str!("../../migrations/0001-people.sample.surql"),
    },
    Migration {
        name: "0002-schools",
        surql: include_str!("../../migrations/0002-schools.surql"),
        sample: include_str!("../../migrations/0002-schools.sample.surql"),
    },
    Migration {
        name: "0003-consent",
        surql: include_str!("../../migrations/0003-consent.surql"),
        sample: include_str!("../../migrations/0003-consent.sample.surql"),
    },
    Migration {
        name: "0004-sign-in",
        surql: include_str!("../../migrations/0004-sign-in.surql"),
        sample: include_str!("../../migrations/0004-sign-in.sample.surql"),
    },
    Migration {
        name: "0005-waiting",
        surql: include_str!("../../migrations/0005-waiting.surql"),
        sample: include_str!("../../migrations/0005-waiting.sample.surql"),
    },
    Migration {
        name: "0006-recovery",
        surql: include_str!("../../migrations/0006-recovery.surql"),
        sample: include_str!("../../migrations/0006-recovery.sample.surql"),
    },
    Migration {
        name: "0007-mailboxes",
        surql: include_str!("../../migrations/0007-mailboxes.surql"),
        sample: include_str!("../../migrations/0007-mailboxes.sample.surql"),
    },
    Migration {
        name: "0008-school-told",
        surql: include_str!("../../migrations/0008-school-told.surql"),
        sample: include_str!("../../migrations/0008-school-told.sample.surql"),
    },
    Migration {
        name: "0009-recovery-agreed",
        surql: include_str!("../../migrations/0009-recovery-agreed.surql"),
        sample: include_str!("../../migrations/0009-recovery-agreed.sample.surql"),
    },
    Migration {
        name: "0010-school-told-again",
        surql: include_str!("../../migrations/0010-school-told-again.surql"),
        sample: include_str!("../../migrations/0010-school-told-again.sample.surql"),
    },
    Migration {
        name: "0011-account-deeds",
        surql: include_str!("../../migrations/0011-account-deeds.surql"),
        sample: include_str!("../../migrations/0011-account-deeds.sample.surql"),
    },
    Migration {
        name: "0012-suspension",
        surql: include_str!("../../migrations/0012-suspension.surql"),
        sample: include_str!("../../migrations/0012-suspension.sample.surql"),
    },
];

/// The tables of this service and what of a person is in them.
pub const REGISTER: &[Declared] = &[
    nothing("school", "schools of a public register"),
    personal(
        "person",
        Personal {
            purpose: "to know who takes part, which rules of age hold and how to reach them",
            basis: Basis::Contract,
            retention: "as long as the account exists; under 16 without a parent's yes 30 days",
            export: "the whole row",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        },
    ),
    personal(
        "mailbox",
        Personal {
            purpose: "one person for one e-mail address",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "stands with the person",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "held_role",
        Personal {
            purpose: "to decide who may do what, and to show who gave it",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "the person's roles",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "session",
        Personal {
            purpose: "to stay signed in, and to see and end it on each device",
            basis: Basis::Contract,
            retention: "30 days at most; removed within an hour of its end",
            export: "device and times, without what opens it",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "access_token",
        Personal {
            purpose: "to let scripts of the person call the APIs",
            basis: Basis::Contract,
            retention: "a year at most; removed within an hour of its end",
            export: "label and times, without what opens it",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "consent",
        Personal {
            purpose: "to do only what the person agrees to",
            basis: Basis::LegalObligation,
            retention: "as long as the account exists",
            export: "every purpose, and since when",
            erasure: Erasure::Removed,
            whose: &["person"],
        },
    ),
    personal(
        "consent_deed",
        Personal {
            purpose: "to be able to show what the person agreed to, when and in which words",
            basis: Basis::LegalObligation,
            retention: "as long as the account exists",
            export: "every consent and withdrawal",
            erasure: Erasure::Removed,
            whose: &["person"],
        },
    ),
    personal(
        "parent_link",
        Personal {
            purpose: "to let a parent consent, and take it back",
            basis: Basis::LegalObligation,
            retention: "until the child is 16, or a week when the parent says nothing",
            export: "when it was made, without what opens it",
            erasure: Erasure::Removed,
            whose: &["person"],
        },
    ),
    personal(
        "parent_consent",
        Personal {
            purpose: "to let somebody under 16 take part only when a parent agrees",
            basis: Basis::LegalObligation,
            retention: "as long as the account exists",
            export: "what the parent said, and when",
            erasure: Erasure::Removed,
            whose: &["record::id(id)"],
        },
    ),
    personal(
        "block",
        Personal {
            purpose: "to keep two people out of each other's sight",
            basis: Basis::LegitimateInterest,
            retention: "until the person takes it back",
            export: "whom the person blocked; never by whom they were blocked",
            erasure: Erasure::Otherwise("removed on both sides"),
            whose: &["by"],
        },
    ),
    personal(
        "role_deed",
        Personal {
            purpose: "to show who gave which role, and when it ended",
            basis: Basis::LegitimateInterest,
            retention: "as long as the account exists",
            export: "what happened to the person's roles",
            erasure: Erasure::Removed,
            whose: &["person"],
        },
    ),
    personal(
        "report",
        Personal {
            purpose: "to keep the platform safe",
            basis: Basis::LegitimateInterest,
            retention: "a year after it is closed",
            export: "what the person reported; never what others reported about them",
            erasure: Erasure::Otherwise("the report stays without the person and without words"),
            whose: &["by"],
        },
    ),
    personal(
        "look",
        Personal {
            purpose: "to show a person who looked at what was reported of them",
            basis: Basis::LegalObligation,
            retention: "two years",
            export: "when, in which role and at what",
            erasure: Erasure::Otherwise("removed; as the one who looked, struck out"),
            whose: &["whom"],
        },
    ),
    personal(
        "account_deed",
        Personal {
            purpose: "to show a person what was done to their account",
            basis: Basis::LegitimateInterest,
            retention: "two years",
            export: "what was done, and when",
            erasure: Erasure::Otherwise("removed; as the one who did it, struck out"),
            whose: &["person"],
        },
    ),
    personal(
        "suspension",
        Personal {
            purpose: "to keep somebody out who harms others, and to let them object",
            basis: Basis::LegitimateInterest,
            retention: "until it is over or lifted; that it was, two years with what was done to the account",
            export: "why, since and until when, and what the person said against it",
            erasure: Erasure::Otherwise("removed; as the one who suspended, struck out"),
            whose: &["record::id(id)"],
        },
    ),
    nothing("mailbox_key", "the keyed hash of nothing"),
    nothing("follower", "where each service stands in our log"),
    personal(
        "erasure",
        Personal {
            purpose: "to follow an erasure to its end",
            basis: Basis::LegalObligation,
            retention: "the person until every service is done, within a minute; the receipt 30 days",
            export: "nothing: who asks for it is gone",
            erasure: Erasure::Otherwise("the person is struck out once every service is done"),
            whose: &[],
        },
    ),
    nothing(
        "pending_sign_in",
        "hashes of sign-ins on their way, 10 minutes",
    ),
    nothing(
        "used_code",
        "hashes of codes that were exchanged, 10 minutes",
    ),
    personal(
        "identity",
        Personal {
            purpose: "to know somebody again who comes through a provider",
            basis: Basis::Contract,
            retention: "as long as the account exists",
            export: "which providers, and when they were used",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "newcomer",
        Personal {
            purpose: "to let somebody finish the welcome form after a first sign-in",
            basis: Basis::Contract,
            retention: "an hour; removed when the account is made",
            export: "nothing: there is no account yet",
            erasure: Erasure::Otherwise("ends by itself within an hour or two"),
            whose: &[],
        },
    ),
    personal(
        "mail_sign_in",
        Personal {
            purpose: "to finish a sign-in by e-mail",
            basis: Basis::Contract,
            retention: "10 minutes; removed within an hour of its end",
            export: "nothing: it opens nothing any more",
            erasure: Erasure::Otherwise("ends by itself"),
            whose: &[],
        },
    ),
    nothing(
        "tally",
        "keyed hashes of who asked often and of mails that were asked for, with a number; a day, or two days after such a mail is of no use",
    ),
    personal(
        "passkey",
        Personal {
            purpose: "to show a second factor",
            basis: Basis::Contract,
            retention: "until the person removes it, or as long as the account exists",
            export: "when each was made and used",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    nothing("ceremony", "what a browser was asked to sign, 10 minutes"),
    personal(
        "waiting",
        Personal {
            purpose: "to let a child under 16 ask a parent from this browser",
            basis: Basis::LegalObligation,
            retention: "an hour; removed within an hour of its end",
            export: "nothing: it opens nothing but the page to ask a parent",
            erasure: Erasure::Removed,
            whose: &["record::id(person)"],
        },
    ),
    personal(
        "recovery",
        Personal {
            purpose: "to let somebody back into their account, and to show them that it was done",
            basis: Basis::LegitimateInterest,
            retention: "the link works a day; the new address until it is the person's own; the note of it two years",
            export: "when each was made and used, without what opens it",
            erasure: Erasure::Otherwise("removed; as the one who made it or agreed, struck out"),
            whose: &["record::id(person)"],
        },
    ),
];

const fn personal(table: &'static str, what: Personal) -> Declared {
    Declared {
        table,
        holds: Holds::Personal(what),
    }
}

/// The rows of accounts.
#[derive(Clone)]
pub(crate) struct Store {
    db: Database,
    datastore: Datastore,
    mailboxes: MailboxKey,
}

impl Store {
    pub(crate) async fn open(
        datastore: &Datastore,
        mailboxes: MailboxKey,
    ) -> Result<Self, StoreError> {
        let store = Self {
            db: datastore.database(SERVICE, MIGRATIONS).await?,
            datastore: datastore.clone(),
            mailboxes,
        };
        store.key_mailboxes().await?;
        Ok(store)
    }

    /// Removes what has been kept long enough: docs/PRIVACY.md has the table.
    pub(crate) async fn sweep(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE session WHERE ends_at <= $now OR seen_at <= $idle;
            DELETE access_token WHERE ends_at <= $now;
            DELETE pending_sign_in WHERE ends_at <= $now;
            DELETE used_code WHERE ends_at <= $now;
            DELETE newcomer WHERE ends_at <= $now;
            DELETE mail_sign_in WHERE ends_at <= $now;
            DELETE tally WHERE ends_at <= $now;
            DELETE waiting WHERE ends_at <= $now;
            DELETE ceremony WHERE ends_at <= $now;
            DELETE parent_link WHERE ends_at <= $now;
            DELETE report WHERE closed != NONE AND closed <= $year;
            DELETE look WHERE at <= $two_years;
            DELETE recovery WHERE made_at <= $two_years;
            DELETE account_deed WHERE at <= $two_years;
            DELETE erasure WHERE state = 'done' AND at <= $month";
        let mut variables = Variables::new();
        variables.insert("now", now);
        variables.insert("idle", now - Session::IDLE);
        variables.insert("month", now - TimeDelta::days(30));
        variables.insert("year", now - TimeDelta::days(365));
        variables.insert("two_years", now - TimeDelta::days(730));
        self.db
            .transact("removing what ended", body, variables)
            .await
            .map(drop)
    }

    #[cfg(test)]
    pub(crate) fn database(&self) -> &Database {
        &self.db
    }
}

/// Variables with one id in them.
fn naming(name: &str, id: &str) -> Variables {
    let mut variables = Variables::new();
    variables.insert(name, id.to_owned());
    variables
}

/// Reads the row that statement `index` gave, if it gave one.
fn row<T: DeserializeOwned>(
    results: &mut IndexedResults,
    index: usize,
    table: &'static str,
) -> Result<Option<T>, StoreError> {
    let row: Option<serde_json::Value> = results
        .take(index)
        .map_err(StoreError::while_doing("reading a row"))?;
    row.map(|row| read(table, row)).transpose()
}

/// Reads all rows that statement `index` gave.
fn rows<T: DeserializeOwned>(
    results: &mut IndexedResults,
    index: usize,
    table: &'static str,
) -> Result<Vec<T>, StoreError> {
    let rows: Vec<serde_json::Value> = results
        .take(index)
        .map_err(StoreError::while_doing("reading rows"))?;
    rows.into_iter().map(|row| read(table, row)).collect()
}

fn read<T: DeserializeOwned>(table: &'static str, row: serde_json::Value) -> Result<T, StoreError> {
    serde_json::from_value(row).map_err(|source| StoreError::Row { table, source })
}

/// A value of a row as the noun that it was written from.
fn noun<T, E: std::fmt::Display>(
    table: &'static str,
    parsed: Result<T, E>,
) -> Result<T, StoreError> {
    parsed.map_err(|problem| StoreError::Row {
        table,
        source: serde_json::Error::custom(problem),
    })
}

fn person_id(table: &'static str, id: &str) -> Result<PersonId, StoreError> {
    noun(table, PersonId::parse(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_migration_runs_on_the_filled_database_of_the_one_before() {
        store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn every_table_is_in_the_data_register() {
        let db = store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
        let differences = store::register::differences(&db, REGISTER).await.unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }

    #[tokio::test]
    async fn what_the_sample_holds_reads_as_nouns() {
        let db = store::migrated_with_samples(SERVICE, MIGRATIONS)
            .await
            .unwrap();
        let datastore = Datastore::in_memory().await.unwrap();
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &[0; 32]);
        let mailboxes = MailboxKey::new(key);
        let store = Store {
            db,
            datastore,
            mailboxes,
        };
        store.key_mailboxes().await.unwrap();
        let ria = PersonId::parse("ria").unwrap();
        let known = store.known(&ria).await.unwrap().unwrap();
        assert_eq!(
            known.roles[0].given_by,
            Some(PersonId::parse("noor").unwrap())
        );
        assert_eq!(store.tokens_of(&ria).await.unwrap().len(), 1);
        let noor = store
            .owner_of("noor@school.example")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            store.sessions_of(&noor).await.unwrap()[0].device.as_str(),
            "Firefox, Android"
        );
    }
}
