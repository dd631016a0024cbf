//! Follows the log of accounts: who is gone stands on no card, and two people of whom one blocked
//! the other do not read each other's names. Nobody reads the name of who is suspended.

use std::collections::BTreeSet;

use contract::Caller;
use contract::accounts_log::{Change, Happened};
use contract::my_data::{AboutMe, Stays};
use wire::AccountsLog;
use wire::following::Follower;

use crate::{Toolbox, ToolboxError};

/// Whose names a caller may read.
pub(crate) enum Names {
    /// Nobody's: who is gone meanwhile is not known.
    None,
    AllBut(BTreeSet<String>),
}

impl Names {
    pub(crate) fn may_be_read(&self, person: &str) -> bool {
        match self {
            Self::None => false,
            Self::AllBut(hidden) => !hidden.contains(person),
        }
    }
}

impl Toolbox {
    /// Follows the log of accounts from now on. Without it (a command, a test) whoever calls
    /// vouches for what is shown.
    #[must_use]
    pub fn with_accounts(mut self, log: AccountsLog) -> Self {
        self.accounts = Some(log);
        self
    }

    /// Takes over everything that accounts has for us now.
    pub async fn follow_accounts(&self) -> Result<(), ToolboxError> {
        match &self.accounts {
            Some(log) => log.follow(self).await,
            None => Ok(()),
        }
    }

    /// Cards are for everyone, also while we lag; the names on them are not.
    pub(crate) async fn names_for(&self, caller: Option<&Caller>) -> Result<Names, ToolboxError> {
        if let Some(log) = &self.accounts
            && log.be_up_to_date(self).await.is_err()
        {
            return Ok(Names::None);
        }
        let hidden = match caller {
            Some(caller) => self.store.db.hidden_from(&caller.person).await?,
            None => self.store.db.suspended().await?,
        };
        Ok(Names::AllBut(hidden))
    }

    /// Everything that the toolbox holds about the caller, and what stays when they go.
    pub async fn about_me(&self, by: &Caller) -> Result<AboutMe, ToolboxError> {
        let tables = self
            .store
            .db
            .about(by.person.as_str(), crate::REGISTER)
            .await?;
        let cards = self.store.shared_by(&by.person).await?.len();
        Ok(AboutMe {
            tables,
            stays: Stays::of("cards", cards),
        })
    }
}

impl Follower for Toolbox {
    type Error = ToolboxError;

    async fn place(&self) -> Result<u64, ToolboxError> {
        Ok(self.store.place_in_log().await?)
    }

    async fn settle(&self) -> Result<(), ToolboxError> {
        Ok(self.store.shred_if_asked().await?)
    }

    async fn take_over(&self, change: Change) -> Result<(), ToolboxError> {
        match change.what {
            // Consents are about being found and asked; the toolbox does neither.
            Happened::Standing(standing) => {
                let (person, stands) = (&standing.person, standing.is_suspended);
                let known = self.store.db.suspended().await?;
                if known.contains(person.as_str()) != stands {
                    let store = &self.store;
                    store
                        .keep_suspended(change.position, person, stands)
                        .await?;
                }
                Ok(())
            }
            Happened::Block { by, whom, stands } => {
                let store = &self.store;
                Ok(store
                    .keep_block(change.position, &by, &whom, stands)
                    .await?)
            }
            Happened::Erased { person } => {
                let has_cards = !self.store.shared_by(&person).await?.is_empty();
                let now = self.clock.now();
                self.store.erase(change.position, &person, now).await?;
                if has_cards {
                    // An index keeps what was replaced for a while; a new one does not.
                    self.index_anew().await?;
                }
                Ok(())
            }
        }
    }

    async fn pass(&self, position: u64) -> Result<(), ToolboxError> {
        Ok(self.store.pass(position).await?)
    }
}
