//! What the store asked to be done later: mails.

use std::time::Duration;

use ::store::jobs::{self, Job};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;

use crate::letter::{
    InvitationLetter, Letter, NewsLetter, ParentLetter, PlaceLetter, RecoveryLetter,
    SuspensionLetter,
};
use crate::secret::SecretId;
use crate::store::{
    INVITATION_MAIL, MAIL, NEWS_MAIL, PARENT_MAIL, PLACE_MAIL, RECOVERY_MAIL, SUSPENSION_MAIL,
};
use crate::{Accounts, AccountsError};

/// Jobs leased in one go: each may take as long as a mail server is slow, and all have to fit in one lease.
const AT_ONCE: u32 = 5;
/// How long it may take to see what another process asked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Accounts {
    /// Does what is due, or waits until something may be.
    pub(crate) async fn work_when_due(&self) {
        let done = self.do_due_jobs().await.unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "jobs failed");
            0
        });
        if done == 0 {
            self.store.jobs().written(LOOK_EVERY).await;
        }
    }

    /// Does what is due now; gives how many jobs there were.
    pub async fn do_due_jobs(&self) -> Result<usize, AccountsError> {
        let now = self.clock.now();
        let db = self.store.jobs();
        let next = jobs::next_due(db).await?;
        if next.is_none_or(|next| next > now) && !self.a_lease_may_be_lost(now) {
            // Leasing writes; an idle service does not.
            return Ok(0);
        }
        let due = self.store.claim(now, AT_ONCE).await?;
        for job in &due {
            match self.do_job(job, now).await {
                Ok(()) => jobs::finish(db, job).await?,
                Err(error) => {
                    let why = chain(&error);
                    tracing::warn!(kind = job.kind, why, "a job failed");
                    jobs::give_back(db, job, now, &why).await?;
                }
            }
        }
        Ok(due.len())
    }

    /// Once in the time of a lease it looks for jobs whose worker died.
    fn a_lease_may_be_lost(&self, now: DateTime<Utc>) -> bool {
        let mut looked = self
            .looked_for_lost_jobs
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let long_ago = looked.is_none_or(|at| now - at >= jobs::LEASE);
        if long_ago {
            *looked = Some(now);
        }
        long_ago
    }

    async fn do_job(&self, job: &Job, now: DateTime<Utc>) -> Result<(), AccountsError> {
        let Some(about) = SecretId::parse(&job.key) else {
            tracing::error!(kind = job.kind, "a job has a key that names nothing");
            return Ok(());
        };
        match job.kind.as_str() {
            MAIL => {
                let letter: Letter = read(job)?;
                self.mail_sign_in_letter(&about, &letter, now).await
            }
            PARENT_MAIL => {
                let letter: ParentLetter = read(job)?;
                self.mail_parent_letter(&about, &letter, now).await
            }
            RECOVERY_MAIL => {
                let letter: RecoveryLetter = read(job)?;
                self.mail_recovery_letter(&about, &letter, now).await
            }
            NEWS_MAIL => {
                let letter: NewsLetter = read(job)?;
                self.mail_news_letter(&letter, now).await
            }
            INVITATION_MAIL => {
                let letter: InvitationLetter = read(job)?;
                self.mail_invitation(&about, &letter, now).await
            }
            PLACE_MAIL => {
                let letter: PlaceLetter = read(job)?;
                self.mail_about_place(&about, &letter, now).await
            }
            SUSPENSION_MAIL => {
                let letter: SuspensionLetter = read(job)?;
                self.mail_suspension_letter(&letter, now).await
            }
            unknown => {
                tracing::error!(kind = unknown, "nobody knows this kind of job");
                Ok(())
            }
        }
    }
}

fn read<T: DeserializeOwned>(job: &Job) -> Result<T, AccountsError> {
    serde_json::from_value(job.payload.clone())
        .map_err(|error| AccountsError::Mail(Box::new(error)))
}

/// An error with what caused it. What goes wrong with a mail names no address.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
