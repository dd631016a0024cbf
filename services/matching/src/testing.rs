//! A small town for the tests: a store in memory, a clock that stands still.

use std::sync::Arc;

use ::store::Datastore;
use chrono::{DateTime, Utc};
use contract::matching::Choices;
use contract::{Age, Caller, Grant, Scope};
use nouns::{Clock, PersonId, RequestId, Role};

use crate::asking::NewRequest;
use crate::profile::Profile;
use crate::store::{ChangedStanding, StandingRow};
use crate::{Matching, MatchingError, Vault};

pub(crate) struct Town {
    pub(crate) matching: Arc<Matching>,
    pub(crate) clock: Clock,
    datastore: Datastore,
    vault: Vault,
}

pub(crate) fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// The least that a profile needs; everything else gets its widest meaning.
pub(crate) fn choices(side: &str) -> Choices {
    Choices {
        side: side.to_owned(),
        relations: vec!["voor-de-overstap".to_owned()],
        capacity: u8::from(side == "helps"),
        ..Choices::default()
    }
}

impl Town {
    pub(crate) async fn new() -> Self {
        let clock = Clock::fixed(start());
        let datastore = Datastore::in_memory().await.unwrap();
        let vault = Vault::ephemeral().unwrap();
        let matching = Matching::open(&datastore, None, vault.clone(), clock.clone())
            .await
            .unwrap();
        Self {
            vault,
            matching: Arc::new(matching),
            clock,
            datastore,
        }
    }

    /// A second process on the same store.
    pub(crate) async fn replica(&self) -> Matching {
        self.replica_with(self.vault.clone()).await.unwrap()
    }

    /// What its conversations are sealed with.
    pub(crate) fn vault(&self) -> Vault {
        self.vault.clone()
    }

    /// A second process with a key of its own.
    pub(crate) async fn replica_with(&self, vault: Vault) -> Result<Matching, MatchingError> {
        Matching::open(&self.datastore, None, vault, self.clock.clone()).await
    }

    #[expect(clippy::unused_self, reason = "reads as a sentence in the tests")]
    pub(crate) fn caller(&self, person: &str, role: Role) -> Caller {
        Caller {
            person: PersonId::parse(person).unwrap(),
            name: format!("{person} Voorbeeld"),
            roles: vec![Grant {
                role,
                scope: Scope::Everywhere,
            }],
            school: None,
            region: None,
            age: Age::Adult,
            means: contract::Means::Session,
        }
    }

    pub(crate) fn student(&self, person: &str) -> Caller {
        self.caller(person, Role::Student)
    }

    pub(crate) fn minor(&self, person: &str) -> Caller {
        Caller {
            age: Age::Minor,
            ..self.student(person)
        }
    }

    /// A student with a profile that seeks.
    pub(crate) async fn seeker(&self, person: &str) -> Caller {
        let student = self.student(person);
        self.fill_in(&student, &choices("seeks")).await;
        student
    }

    /// A helper with one place and whatever `change` makes of it.
    pub(crate) async fn helper(&self, person: &str, change: impl FnOnce(&mut Choices)) -> Caller {
        let helper = self.student(person);
        let mut offered = choices("helps");
        change(&mut offered);
        self.fill_in(&helper, &offered).await;
        helper
    }

    /// Fills in a side, as somebody who agrees to be shown, asked, and asked how it goes.
    pub(crate) async fn fill_in(&self, by: &Caller, choices: &Choices) {
        let profile = Profile::parse(choices).unwrap();
        self.agree(by, true).await;
        self.matching.save_profile(by, &profile).await.unwrap();
    }

    /// What accounts would tell of a person who agrees to everything, or to nothing any more.
    pub(crate) async fn agree(&self, by: &Caller, agrees: bool) {
        let changed = ChangedStanding {
            stands: StandingRow::agreeing(by.person.as_str(), |_| agrees),
            minor: by.age == Age::Minor,
        };
        let now = self.clock.now();
        let store = &self.matching.store;
        store.keep_standings(1, vec![changed], now).await.unwrap();
    }

    pub(crate) async fn ask(
        &self,
        by: &Caller,
        buddy: &Caller,
        rank: Option<u8>,
    ) -> Result<RequestId, MatchingError> {
        let new = NewRequest {
            buddy: buddy.person.clone(),
            relation: None,
            rank,
        };
        self.matching.ask(by, &new).await
    }

    /// The state of a request, as the student sees it.
    pub(crate) async fn state(&self, by: &Caller, id: &RequestId) -> String {
        self.matching.request(by, id).await.unwrap().state
    }

    pub(crate) async fn record_vog(&self, helper: &Caller, until: &str) {
        let admin = self.caller("beheer", Role::Beheerder);
        self.matching
            .record_vog(&admin, &helper.person, until.parse().ok())
            .await
            .unwrap();
    }
}

/// Runs futures at the same time on this task.
pub(crate) async fn together<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (future, answer) in &mut running {
            if answer.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *answer = Some(value);
            }
        }
        if running.iter().all(|(_, answer)| answer.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    running
        .into_iter()
        .filter_map(|(_, answer)| answer)
        .collect()
}

/// Polls a future so often and then drops it, as a process that is killed drops what it was doing.
pub(crate) async fn gone_after<T>(polls: u32, future: impl Future<Output = T>) {
    let mut future = Box::pin(future);
    let mut left = polls;
    std::future::poll_fn(move |context| {
        if left == 0 || future.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        std::task::Poll::Pending
    })
    .await;
}
