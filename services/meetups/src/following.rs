//! Follows the log of accounts: who is gone leaves their places to who waits, and two people of
//! whom one blocked the other do not meet in a list of guests or members; who is suspended stands in none.

use std::collections::BTreeSet;

use contract::Caller;
use contract::accounts_log::{Change, Happened};
use contract::my_data::{AboutMe, Stays};
use nouns::PersonId;
use wire::following::Follower;
use wire::{AccountsLog, Problem};

use crate::{Meetups, MeetupsError};

impl Meetups {
    /// Follows the log of accounts from now on. Without it (a command, a test) whoever calls
    /// vouches for what is shown.
    #[must_use]
    pub fn with_accounts(mut self, log: AccountsLog) -> Self {
        self.accounts = Some(log);
        self
    }

    /// Takes over everything that accounts has for us now.
    pub async fn follow_accounts(&self) -> Result<(), MeetupsError> {
        match &self.accounts {
            Some(log) => log.follow(self).await,
            None => Ok(()),
        }
    }

    /// Whoever asks for people gets an answer only from a service that is up to date.
    pub(crate) async fn be_up_to_date(&self) -> Result<(), Problem> {
        match &self.accounts {
            Some(log) => log.be_up_to_date(self).await,
            None => Ok(()),
        }
    }

    /// Who is kept out of the sight of whoever asks.
    pub(crate) async fn hidden_from(
        &self,
        caller: Option<&Caller>,
    ) -> Result<BTreeSet<String>, MeetupsError> {
        let database = self.store.database();
        Ok(match caller {
            Some(caller) => database.hidden_from(&caller.person).await?,
            None => database.suspended().await?,
        })
    }

    /// Everything that meetups holds about the caller, and what stays when they go.
    pub async fn about_me(&self, by: &Caller) -> Result<AboutMe, MeetupsError> {
        let person = by.person.as_str();
        let tables = self
            .store
            .database()
            .about(person, crate::REGISTER)
            .await
            .map_err(MeetupsError::Store)?;
        let count = |table: &str| tables[table]["rows"].as_array().map_or(0, Vec::len);
        let mut stays = Stays::of("events", count("event"));
        stays.extend(Stays::of("communities", count("community")));
        stays.extend(Stays::of("topics", count("topic")));
        Ok(AboutMe { tables, stays })
    }

    /// Takes a person out of everything here: places go to who waits. The last step stores the
    /// place in the log; the ones before may be done twice.
    async fn erase_at(&self, position: u64, person: &PersonId) -> Result<(), MeetupsError> {
        for held in self.store.signups_of(person).await? {
            let left = self
                .store
                .leave(&held.event, person, self.clock.now())
                .await;
            match left {
                Ok(()) | Err(MeetupsError::NotSignedUp) => {}
                Err(error) => return Err(error),
            }
        }
        self.store.strike_out(position, person).await?;
        self.follow().await
    }
}

impl Follower for Meetups {
    type Error = MeetupsError;

    async fn place(&self) -> Result<u64, MeetupsError> {
        self.store.place_in_log().await
    }

    async fn settle(&self) -> Result<(), MeetupsError> {
        self.store.shred_if_asked().await
    }

    async fn take_over(&self, change: Change) -> Result<(), MeetupsError> {
        match change.what {
            // Consents are about being found and asked; a meetup is gone to by one's own wish.
            Happened::Standing(standing) => {
                let (person, stands) = (&standing.person, standing.is_suspended);
                let known = self.store.database().suspended().await?;
                if known.contains(person.as_str()) != stands {
                    let store = &self.store;
                    store
                        .keep_suspended(change.position, person, stands)
                        .await?;
                }
                self.hold_what_roles_forbid(person, standing.roles.clone())
                    .await
            }
            Happened::Block { by, whom, stands } => {
                let store = &self.store;
                store.keep_block(change.position, &by, &whom, stands).await
            }
            Happened::Erased { person } => self.erase_at(change.position, &person).await,
        }
    }

    async fn pass(&self, position: u64) -> Result<(), MeetupsError> {
        self.store.pass(position).await
    }
}
