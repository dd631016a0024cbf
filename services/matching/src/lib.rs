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
//! It does not know accounts, schools or mails: a [`contract::Caller`] says who asks, and what
//! somebody should know waits as a notice.

mod after;
mod answering;
mod api;
mod asking;
mod error;
mod fit;
mod following;
mod jobs;
mod people;
mod planting;
mod pool;
mod profile;
mod request;
mod rules;
mod store;
mod suggesting;
mod view;
pub mod vocabulary;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::store::Datastore;
use chrono::{DateTime, Utc};
use nouns::Clock;
use tokio::sync::watch;
use wire::AccountsLog;

use crate::pool::Pool;
use crate::store::Store;

pub use answering::Answer;
pub use api::endpoint;
pub use asking::NewRequest;
pub use error::MatchingError;
pub use planting::{PlantedProfile, PlantedRequest, PlantedStep};
pub use profile::{Fault, Profile, Side};
pub use request::State;
pub use store::REGISTER;

/// How long the follower sleeps at most: the granularity of deadlines.
const AT_MOST: Duration = Duration::from_millis(500);

/// The matching service: its tables, and a disposable copy in memory of who can be suggested.
pub struct Matching {
    store: Store,
    pool: Pool,
    clock: Clock,
    accounts: Option<AccountsLog>,
    looked_for_lost_jobs: Mutex<Option<DateTime<Utc>>>,
    swept: Mutex<Option<DateTime<Utc>>>,
}

impl Matching {
    /// Opens and migrates. Matching keeps no index on disk; its pool is read from the store.
    pub async fn open(
        datastore: &Datastore,
        _index: Option<&Path>,
        clock: Clock,
    ) -> Result<Self, MatchingError> {
        let store = Store::open(datastore).await?;
        Ok(Self {
            store,
            pool: Pool::default(),
            clock,
            accounts: None,
            looked_for_lost_jobs: Mutex::new(None),
            swept: Mutex::new(None),
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

    /// One pass: every job that is due is done, and the pool follows the log.
    pub async fn catch_up(&self) -> Result<(), MatchingError> {
        while self.do_due_jobs().await? > 0 {}
        self.pool.catch_up(&self.store).await?;
        Ok(())
    }

    /// Whether the pool has caught up with what was stored when it opened.
    pub async fn ready(&self) -> bool {
        self.pool.is_filled()
    }
}

#[cfg(test)]
mod testing;
