//! Matching: students find a study buddy (*studiemaatje*) or a role model (*rolmodel*), and
//! every request gets an answer.
//!
//! People choose; the machine proposes. A profile is made of short choices, never of a text;
//! [`Matching::suggest`] gives at most ten people with the parts of the score, one reason for
//! and one honest reservation; a request has an owner, a next step and a date in every state.
//!
//! Promises, each kept inside one transaction of the store: a place is never given twice, a
//! student has at most three open requests, a pair has one, blocked people never see each
//! other, a minor is only shown adults whose certificate of conduct is on record and valid.
//!
//! What the two of a match write to each other is sealed at rest ([`Vault`]), and looked through for what leads a minor
//! outside the platform before it is stored.
//!
//! It does not know accounts, schools or mails: a [`contract::Caller`] says who asks, and what
//! somebody should know waits as a notice.

mod after;
mod answering;
mod api;
mod asking;
mod conversation;
mod error;
mod fit;
mod following;
mod jobs;
mod people;
mod planting;
mod pool;
mod profile;
mod programme;
mod request;
mod role_model;
mod rules;
mod store;
mod suggesting;
mod talking;
mod vault;
mod view;
pub mod vocabulary;
mod waiting;
mod waiting_list;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::store::Datastore;
use chrono::{DateTime, NaiveDate, Utc};
use nouns::Clock;
use tokio::sync::watch;
use wire::AccountsLog;

use crate::pool::Pool;
use crate::store::Store;
use crate::waiting::Waiting;

pub use answering::Answer;
pub use api::endpoint;
pub use asking::NewRequest;
pub use conversation::{MessageId, MessageText};
pub use error::MatchingError;
pub use planting::{
    PlantedGoal, PlantedMessage, PlantedProfile, PlantedRequest, PlantedShared, PlantedStep,
};
pub use profile::{Fault, Profile, Side};
pub use programme::{PlantedProgramme, ProgrammeRun};
pub use request::State;
pub use role_model::ShortProfile;
pub use store::{MIGRATIONS, REGISTER};
pub use talking::{NewMessage, Which};
pub use vault::{FILE as KEY_FILE, Vault, VaultError};

/// How long the follower sleeps at most: the granularity of deadlines.
const AT_MOST: Duration = Duration::from_millis(500);

/// The matching service: its tables, and a disposable copy in memory of who can be suggested.
pub struct Matching {
    store: Store,
    pool: Pool,
    clock: Clock,
    accounts: Option<AccountsLog>,
    /// What conversations are sealed with.
    vault: Vault,
    waiting: Waiting,
    looked_for_lost_jobs: Mutex<Option<DateTime<Utc>>>,
    swept: Mutex<Option<DateTime<Utc>>>,
    /// How far the log was, and on which day, when the waiting list was served last.
    served: Mutex<Option<(u64, NaiveDate)>>,
}

/// Every conversation's key that a key of before sealed is sealed under the key of now. What it is broken off at, the next
/// start begins with.
async fn seal_anew(store: &Store, vault: &Vault) -> Result<(), MatchingError> {
    let (mut after, mut count) = (String::new(), 0_usize);
    loop {
        let some = store.conversation_keys_after(&after).await?;
        let Some(last) = some.last() else { break };
        after.clone_from(&last.id_of);
        for row in &some {
            let anew = vault.sealed_anew(&row.id_of, &row.key);
            if let Some(key) = anew.map_err(|_| MatchingError::OtherKey)? {
                store.replace_key(&row.id_of, &row.key, &key).await?;
                count += 1;
            }
        }
    }
    tracing::info!(count, "keys of conversations were sealed under the new key");
    Ok(())
}

impl Matching {
    /// Opens and migrates. Matching keeps no index on disk; its pool is read from the store.
    ///
    /// # Errors
    /// [`MatchingError::OtherKey`] when `vault` is not the one that the conversations of the store were sealed with.
    pub async fn open(
        datastore: &Datastore,
        _index: Option<&Path>,
        vault: Vault,
        clock: Clock,
    ) -> Result<Self, MatchingError> {
        let store = Store::open(datastore).await?;
        if let Some(row) = store.some_conversation().await? {
            let opened = vault.open_key(&row.id_of, &row.key);
            opened.map_err(|_| MatchingError::OtherKey)?;
        }
        if vault.has_before() {
            seal_anew(&store, &vault).await?;
        }
        Ok(Self {
            store,
            pool: Pool::default(),
            clock,
            accounts: None,
            vault,
            waiting: Waiting::default(),
            looked_for_lost_jobs: Mutex::new(None),
            swept: Mutex::new(None),
            served: Mutex::new(None),
        })
    }

    /// Follows the logs and does what is due until `stop` turns true.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let following = async {
            if let Some(log) = &self.accounts {
                log.follow_until(&*self, stop.clone()).await;
            }
        };
        tokio::join!(self.work_until(stop.clone()), following);
    }

    async fn work_until(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.catch_up().await {
                tracing::error!(%error, "matching lags behind");
            }
            tokio::select! {
                () = self.store.db.written(AT_MOST) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// One pass: every job that is due is done, the pool follows the log, and who waits is served.
    pub async fn catch_up(&self) -> Result<(), MatchingError> {
        while self.do_due_jobs().await? > 0 {}
        self.pool.catch_up(&self.store).await?;
        self.serve_waiting_list_now_and_then().await
    }

    /// Whether the pool has caught up with what was stored when it opened.
    pub async fn ready(&self) -> bool {
        self.pool.is_filled()
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod walk;
