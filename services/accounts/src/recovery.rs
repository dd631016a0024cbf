//! Back into an account that somebody can no longer prove: a provider gave them another `sub`, or a mailbox is gone. An
//! administrator who has seen who they are makes a link; opened in a browser where the person has just signed in in a new way,
//! it gives that way to the account.

use ::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use nouns::PersonId;

use crate::newcomer::Arrived;
use crate::safety::short_name;
use crate::secret::{Kind, Secret, SecretId};
use crate::session::{Device, IdToken};
use crate::sign_in::Showing;
use crate::{Accounts, AccountsError, rules};

/// Long enough to go home and use it.
const LASTS: TimeDelta = TimeDelta::days(1);

/// A link just made; only now is its secret known.
#[derive(Debug)]
pub struct MadeRecovery {
    pub secret: Secret,
    pub name: String,
    pub ends: DateTime<Utc>,
}

/// A link that was made for somebody, as they see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    pub id: SecretId,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub used: Option<DateTime<Utc>>,
    pub withdrawn: Option<DateTime<Utc>>,
}

impl Recovery {
    /// Its stable name.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> &'static str {
        match self {
            Self { used: Some(_), .. } => "used",
            Self {
                withdrawn: Some(_), ..
            } => "withdrawn",
            _ if now < self.ends => "open",
            _ => "ended",
        }
    }
}

impl Accounts {
    /// Makes a link for somebody who cannot prove their account any more. It is noted where they can see it; links made
    /// before end.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryNotYours`] where the rules say no.
    pub async fn make_recovery(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<MadeRecovery, AccountsError> {
        let known = self.known(whom).await?.ok_or(AccountsError::RoleWho)?;
        if !rules::may_recover(by, &known) {
            return Err(AccountsError::RecoveryNotYours);
        }
        let now = self.clock.now();
        let (secret, ends) = (Secret::fresh(Kind::Recovery), now + LASTS);
        match self
            .store
            .make_recovery(&secret.id(), whom, &by.person, ends, now)
            .await
        {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RoleWho),
            answer => answer?,
        }
        Ok(MadeRecovery {
            secret,
            name: short_name(known.person.name.as_str()),
            ends,
        })
    }

    /// The links that were made for whoever asks, newest first.
    pub async fn recoveries(&self, by: &Caller) -> Result<Vec<Recovery>, AccountsError> {
        Ok(self.store.recoveries_of(&by.person).await?)
    }

    /// Whoever a link was made for ends it. Another's does not exist for them.
    pub async fn withdraw_recovery(&self, by: &Caller, id: &SecretId) -> Result<(), AccountsError> {
        match self
            .store
            .withdraw_recovery(id, &by.person, self.clock.now())
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
            answer => Ok(answer?),
        }
    }

    /// Whose account a link is for, and until when it works.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`] when it does not.
    pub async fn recovery_link(
        &self,
        link: &Secret,
    ) -> Result<(String, DateTime<Utc>), AccountsError> {
        let found = self
            .store
            .open_recovery(&link.id(), self.clock.now())
            .await?;
        let (person, ends) = found.ok_or(AccountsError::RecoveryEnded)?;
        let known = self
            .known(&person)
            .await?
            .ok_or(AccountsError::RecoveryEnded)?;
        Ok((short_name(known.person.name.as_str()), ends))
    }

    /// Gives what was just proven in this browser to the account of a link, which has done its work then. Every session and
    /// token of before ends: who else was in the account is out. Passkeys stay.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`]; [`AccountsError::RecoverySignInFirst`] when nothing was proven here;
    /// [`AccountsError::IdentityTaken`] when it is somebody's.
    pub async fn recover(
        &self,
        link: &Secret,
        browser: Option<&Secret>,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let now = self.clock.now();
        let found = self.store.open_recovery(&link.id(), now).await?;
        let (person, _) = found.ok_or(AccountsError::RecoveryEnded)?;
        let browser = browser.ok_or(AccountsError::RecoverySignInFirst)?;
        let row = match self.new_here(browser).await {
            Err(AccountsError::NotFound) => return Err(AccountsError::RecoverySignInFirst),
            row => row?,
        };
        match self
            .store
            .recover(&link.id(), &browser.id(), &row, &person, now)
            .await
        {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RecoveryEnded),
            Err(StoreError::AlreadyExists) => return Err(AccountsError::IdentityTaken),
            answer => answer?,
        }
        let known = self.known(&person).await?.ok_or(AccountsError::Ended)?;
        let showing = Showing {
            // Nobody who is helped back decides over others: what needs a second factor asks for it anew.
            strong: None,
            way: row.provider,
            id_token: row.id_token.map(IdToken),
        };
        self.enter(&known, browser, row.back, device, previous, showing)
            .await
    }
}
