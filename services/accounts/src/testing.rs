//! What the tests of this crate share: a small town, and a folder of their own.

use std::path::{Path, PathBuf};

use ::store::Datastore;
use chrono::{DateTime, Utc};
use contract::{Age, Caller, Scope};
use nouns::{Clock, Language, PersonId, Region, Role, SchoolId};

use crate::{Accounts, Birth, Email, Keys, NewPerson, NewRole, Person, PersonName, RmcRegion};

/// A folder that goes away with the test.
pub(crate) struct TempFolder(PathBuf);

impl TempFolder {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("kr-{}", PersonId::fresh()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        // What is left in the temporary folder of the machine does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub(crate) fn id(text: &str) -> PersonId {
    PersonId::parse(text).unwrap()
}

pub(crate) fn somebody(key: &str, year: i32, role: Role, scope: Scope) -> NewPerson {
    let person = Person {
        id: id(key),
        name: PersonName::parse(key).unwrap(),
        email: Some(Email::parse(&format!("{key}@school.example")).unwrap()),
        school: Some(SchoolId::parse("roc-midden-nederland").unwrap()),
        region: Some(RmcRegion::parse("RMC-19").unwrap()),
        birth: Birth::parse(year, 1).unwrap(),
        language: Language::Nl,
        is_demo: true,
    };
    NewPerson {
        person,
        roles: vec![NewRole {
            role,
            scope,
            until: None,
        }],
        consents: vec![],
    }
}

/// Noor, a student; Ria, who coordinates the province of Utrecht; Tijn, who is 14; and Vera, who
/// is not of the demo town.
pub(crate) fn people() -> Vec<NewPerson> {
    let utrecht = Scope::Region(Region::parse("NL-UT").unwrap());
    let mut vera = somebody("vera", 1990, Role::Beheerder, Scope::Everywhere);
    vera.person.is_demo = false;
    vec![
        somebody("noor", 2006, Role::Student, Scope::Everywhere),
        somebody("ria", 1980, Role::Coordinator, utrecht),
        somebody("tijn", 2012, Role::Student, Scope::Everywhere),
        vera,
    ]
}

/// A service with nobody in it, with the demo on and the clock standing at [`start`].
pub(crate) async fn without_people() -> Accounts {
    let datastore = Datastore::in_memory().await.unwrap();
    let clock = Clock::fixed(start());
    let accounts = Accounts::open(&datastore, Keys::ephemeral().unwrap(), clock)
        .await
        .unwrap();
    accounts.with_demo(true)
}

/// The same with [`people`].
pub(crate) async fn town() -> Accounts {
    let accounts = without_people().await;
    assert_eq!(accounts.plant(people()).await.unwrap(), 4);
    accounts
}

impl Accounts {
    /// Every row of accounts, as a backup has it.
    pub(crate) async fn everything(&self) -> String {
        self.store.database().dump().await.unwrap().lines
    }

    /// The mails to parents that wait to be written: key and payload.
    pub(crate) async fn mails_to_parents(&self) -> Vec<(String, serde_json::Value)> {
        let jobs = ::store::jobs::claim(self.store.database(), self.clock.now(), 10);
        let jobs = jobs.await.unwrap().into_iter();
        jobs.filter(|job| job.kind == crate::store::PARENT_MAIL)
            .map(|job| (job.key, job.payload))
            .collect()
    }
}

/// Somebody of the town as a caller, without roles.
pub(crate) fn caller(key: &str) -> Caller {
    Caller {
        person: id(key),
        name: key.to_owned(),
        roles: vec![],
        school: None,
        region: Region::parse("RMC-19").ok(),
        age: Age::Adult,
        means: contract::Means::Session,
    }
}
