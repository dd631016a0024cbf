//! Learning communities of schools and regions, and their event boards.
//!
//! It owns communities, their members, what these ask and offer each other, events and sign-ups. It promises that a place is never given twice and that
//! who waits is offered what comes free in the order of arrival, for a time; that an event stands on its board, in its feeds and in the index within
//! a second; that a feed's bytes only change when something in it did. It knows people only as callers, and schools
//! only by id. [`Meetups`] is the way in; [`endpoint`] is the same over HTTP.

mod api;
mod atom;
pub mod attendance;
mod board;
mod by_mail;
mod calendar;
mod certificate;
mod changes;
mod communities;
pub mod community;
mod concepts;
pub mod dates;
pub mod desk;
pub mod entries;
pub mod entry;
mod error;
pub mod event;
pub mod feed;
mod findable;
mod follow;
pub mod follow_up;
mod following;
mod harvest;
mod hosts;
pub mod images;
mod import;
mod invitations;
mod jobs;
pub mod joining;
mod json_feed;
pub mod key;
mod letters;
mod list_csv;
mod mails;
mod months;
mod news;
pub mod own_calendar;
mod planting;
mod publishing;
mod reading;
pub mod recurrence;
pub mod reminders;
mod retention;
pub mod rules;
mod seal;
mod signups;
pub mod sources;
mod steps;
mod store;
#[cfg(test)]
mod testing;
pub mod topic;
pub mod topics;
#[cfg(test)]
mod walk;
pub mod when;
pub mod words;

use std::path::Path;
use std::sync::Arc;

use ::store::Datastore;
use nouns::Clock;
use tokio::sync::watch;
use wire::AccountsLog;

pub use api::endpoint;
pub use by_mail::{Asking, GuestName, GuestView};
pub use concepts::{Concept, ConceptView, Kept};
pub use contract::meetups::Imported;
pub use error::MeetupsError;
pub use import::{ImportFault, ImportProblem};
pub use months::Month;
pub use planting::{
    Plant, PlantedCommunity, PlantedEntry, PlantedReaction, PlantedSignups, PlantedTopic,
};
pub use publishing::ImportError;
pub use reading::{CommunityView, EventView, Found, FoundEvent, Search};
pub use seal::{FILE as KEY_FILE, Seal, SealError};
pub use signups::{Attendee, Mine, SignedUp, Stand};
pub use store::{MIGRATIONS, REGISTER};

/// Learning communities and their boards.
pub struct Meetups {
    store: store::Store,
    copies: follow::Copies,
    feeds: feed::Feeds,
    timelines: months::Timelines,
    harvesting: harvest::Harvesting,
    clock: Clock,
    accounts: Option<AccountsLog>,
    swept: retention::Swept,
    seal: Option<Seal>,
    reach: sources::Reach,
    press: images::Press,
}

impl Meetups {
    /// Opens and migrates; `index` is this service's index folder, `None` keeps the index in memory.
    pub async fn open(
        datastore: &Datastore,
        index: Option<&Path>,
        clock: Clock,
    ) -> Result<Self, MeetupsError> {
        let store = store::Store::open(datastore).await?;
        store.add_last_calls().await?;
        let copies = follow::Copies::open(&store, index).await?;
        Ok(Self {
            store,
            copies,
            feeds: feed::Feeds::default(),
            timelines: months::Timelines::default(),
            harvesting: harvest::Harvesting::default(),
            clock,
            accounts: None,
            swept: retention::Swept::default(),
            seal: None,
            reach: sources::Reach::default(),
            press: images::Press::default(),
        })
    }

    /// Follows the logs, our own into board, index and what harvesters see, does jobs and fetches sources until `stop` turns true.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let following = async {
            if let Some(log) = &self.accounts {
                log.follow_until(&*self, stop.clone()).await;
            }
        };
        let fetching = self.keep_fetching(stop.clone());
        let harvest = self.follow_into_harvest(stop.clone());
        tokio::join!(self.keep_up(stop.clone()), harvest, following, fetching);
    }

    /// Keeps both copies up and does jobs until `stop` turns true.
    async fn keep_up(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let written = self.store.database().written(follow::AT_MOST);
            if let Err(error) = self.catch_up().await {
                tracing::error!(%error, "meetups cannot keep up");
            }
            tokio::select! {
                () = written => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// One pass of [`Self::run`]: board, jobs and index are up to now when it returns.
    pub async fn catch_up(&self) -> Result<(), MeetupsError> {
        self.copies.follow_board(&self.store).await?;
        self.do_jobs().await?;
        let now = self.clock.now();
        retention::sweep_now_and_then(&self.swept, &self.copies, &self.store, now).await?;
        self.copies.follow_index(&self.store).await
    }

    /// Whether the index has caught up with what was stored when it opened.
    pub async fn ready(&self) -> bool {
        self.copies.is_ready()
    }

    /// After a write of our own: what comes next reads it.
    async fn follow(&self) -> Result<(), MeetupsError> {
        self.copies.follow_board(&self.store).await
    }
}
