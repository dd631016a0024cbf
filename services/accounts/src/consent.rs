//! Consent per purpose: given by the person in plain words, dated, and taken back at once.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::consent::{Progress, Purpose};

use crate::access::in_person;
use crate::error::gone;
use crate::{Accounts, AccountsError};

/// The version of the words on the page of consent. Raise it when their meaning changes.
pub(crate) const WORDS: u32 = 1;

/// What a person says now about one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    pub purpose: Purpose,
    pub given: bool,
    pub since: DateTime<Utc>,
}

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentDeed {
    pub purpose: Purpose,
    pub given: bool,
    /// The version of the words that were agreed to.
    pub words: u32,
    pub at: DateTime<Utc>,
}

impl Accounts {
    /// What the caller consents to now, and everything they ever said about it, newest first.
    pub async fn consents(
        &self,
        by: &Caller,
    ) -> Result<(Vec<Consent>, Vec<ConsentDeed>), AccountsError> {
        Ok(self.store.consents(&by.person).await?)
    }

    /// Gives or withdraws one consent of the caller, and says whether it holds everywhere yet.
    pub async fn set_consent(
        &self,
        by: &Caller,
        purpose: Purpose,
        given: bool,
    ) -> Result<Progress, AccountsError> {
        in_person(by)?;
        let now = self.clock.now();
        let position = self
            .store
            .set_consent(&by.person, purpose, given, now)
            .await
            .map_err(gone)?;
        self.everywhere(position).await
    }
}
