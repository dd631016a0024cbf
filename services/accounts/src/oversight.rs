//! What an administrator does to the account of somebody else, when it may be in wrong hands.

use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::PersonId;
use serde::Deserialize;
use store::StoreError;

use crate::access::in_person;
use crate::{Accounts, AccountsError, rules};

/// Something that was done to an account, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AccountDeed {
    /// `signed-out`.
    pub deed: String,
    pub at: DateTime<Utc>,
}

impl Accounts {
    /// Ends every session and token of a person: at once here, and within a minute everywhere, because a caller token
    /// lives as long. The person sees that it was done.
    ///
    /// # Errors
    /// [`AccountsError::SignOutNotYours`] where the rules say no; [`AccountsError::RoleWho`] when the person is gone.
    pub async fn sign_out_everywhere(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<(), AccountsError> {
        if !rules::may_sign_out(by, whom) {
            return Err(AccountsError::SignOutNotYours);
        }
        in_person(by)?;
        let done = self
            .store
            .sign_out_everywhere(whom, &by.person, self.clock.now())
            .await;
        match done {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RoleWho),
            answer => answer?,
        }
        self.note_sign_out_everywhere(&by.person, whom);
        Ok(())
    }

    /// What was done to the caller's account, newest first.
    pub async fn account_deeds(&self, by: &Caller) -> Result<Vec<AccountDeed>, AccountsError> {
        Ok(self.store.account_deeds(&by.person).await?)
    }
}
