//! My data: what accounts holds, and going away.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::my_data::{AboutMe, Erasure};
use nouns::PersonId;
use store::StoreError;

use crate::secret::{Kind, Secret};
use crate::{Accounts, AccountsError, Email, rules};

impl Accounts {
    /// Everything that accounts holds about the caller, by table.
    pub async fn about_me(&self, by: &Caller) -> Result<AboutMe, AccountsError> {
        Ok(AboutMe {
            tables: self.store.about(&by.person).await?,
            stays: Vec::new(),
        })
    }

    /// Erases the caller, here at once and in the other services within a minute.
    ///
    /// # Errors
    /// [`AccountsError::Ended`] when the account is gone already; [`AccountsError::RecoverySettling`] while whoever came in
    /// by a recovery can still be put out.
    pub async fn erase(&self, by: &Caller) -> Result<Erasure, AccountsError> {
        if !rules::may_go(by) {
            return Err(AccountsError::InPersonOnly);
        }
        self.refuse_while_settling(&by.person).await?;
        self.erase_person(&by.person).await
    }

    pub(crate) async fn erase_person(&self, person: &PersonId) -> Result<Erasure, AccountsError> {
        self.forget_mails(person).await?;
        let receipt = Secret::fresh(Kind::Receipt).id();
        let now = self.clock.now();
        match self.store.erase(person, receipt.as_str(), now).await {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::Ended),
            answer => answer?,
        }
        self.signer_verifier.bar(person);
        self.erasure(receipt.as_str()).await
    }

    /// Mails that stayed on this machine, to somebody who goes or about them to a parent.
    async fn forget_mails(&self, person: &PersonId) -> Result<(), AccountsError> {
        let known = self.known(person).await?;
        let email = known.and_then(|known| known.person.email);
        if let Some(mailer) = &self.ways.mailer {
            let forgotten = mailer
                .forget(email.as_ref().map(Email::as_str), &self.log_name(person))
                .await;
            forgotten.map_err(|error| AccountsError::Mail(Box::new(error)))?;
        }
        Ok(())
    }

    /// Mails that were written to the folder go after a day.
    pub(crate) async fn sweep_mails(&self, now: DateTime<Utc>) -> Result<(), AccountsError> {
        match &self.ways.mailer {
            Some(mailer) => mailer
                .sweep(now)
                .await
                .map_err(|error| AccountsError::Mail(Box::new(error))),
            None => Ok(()),
        }
    }

    /// How far an erasure is. Its receipt names nobody.
    pub async fn erasure(&self, receipt: &str) -> Result<Erasure, AccountsError> {
        let row = self
            .store
            .erasure(receipt)
            .await?
            .ok_or(AccountsError::NotFound)?;
        let progress = self.progress(row.position).await?;
        let mut waiting_for = progress.waiting_for;
        if progress.done && !row.is_done() {
            waiting_for.push("accounts".to_owned());
        }
        Ok(Erasure {
            done: row.is_done(),
            receipt: row.receipt,
            waiting_for,
        })
    }

    /// Brings to an end what every other service has done its part of.
    pub(crate) async fn finish_erasures(&self) -> Result<(), AccountsError> {
        let running = self.store.running_erasures().await?;
        let mut passed = Vec::new();
        for row in running {
            if self.progress(row.position).await?.done {
                passed.push(row);
            }
        }
        let Some(position) = passed.iter().map(|row| row.position).max() else {
            return Ok(());
        };
        self.store.forget_erased(position).await?;
        Ok(self.store.finish_erasures(&passed).await?)
    }
}
