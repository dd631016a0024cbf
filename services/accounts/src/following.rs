//! Who follows our log, and whether a change is done everywhere.

use std::pin::pin;
use std::time::{Duration, Instant};

use contract::accounts_log::{FOLLOWERS, Pull, Pulled};
use contract::consent::Progress;

use crate::{Accounts, AccountsError};

/// A deed waits so long for everyone to have it, before it answers that it is under way.
const PATIENCE: Duration = Duration::from_secs(2);
/// A follower waits so long for news at most.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

impl Accounts {
    /// What came after the position up to which a follower has stored everything.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] for a service that is no follower.
    pub async fn pull(&self, pull: &Pull) -> Result<Pulled, AccountsError> {
        let service = FOLLOWERS
            .into_iter()
            .find(|service| *service == pull.service)
            .ok_or(AccountsError::NotFound)?;
        self.note_follower(service, pull.after).await?;
        let wait = Duration::from_millis(pull.wait_ms).min(LONGEST_WAIT);
        let until = Instant::now() + wait;
        loop {
            // Listening begins before looking, so that nothing falls in between.
            let mut written = pin!(
                self.store
                    .written(until.saturating_duration_since(Instant::now()))
            );
            tokio::select! { biased; () = written.as_mut() => {}, () = std::future::ready(()) => {} }
            let now = self.clock.now();
            let (changes, upto) = self.store.changes_after(pull.after, now).await?;
            if upto > pull.after || Instant::now() >= until {
                return Ok(Pulled { changes, upto });
            }
            written.await;
        }
    }

    async fn note_follower(&self, service: &'static str, after: u64) -> Result<(), AccountsError> {
        let mut noted = self.followers.lock().await;
        if noted.get(service) != Some(&after) {
            self.store.note_follower(service, after).await?;
            noted.insert(service, after);
        }
        Ok(())
    }

    /// Whether everyone has what stands at `position` of the log, and who does not.
    pub async fn progress(&self, position: u64) -> Result<Progress, AccountsError> {
        let stand = self.store.followers().await?;
        let waiting_for: Vec<String> = FOLLOWERS
            .into_iter()
            .filter(|service| stand.get(*service).copied().unwrap_or_default() < position)
            .map(str::to_owned)
            .collect();
        Ok(Progress {
            position,
            done: waiting_for.is_empty(),
            waiting_for,
        })
    }

    /// As [`Self::progress`], after giving everyone a moment.
    pub(crate) async fn everywhere(&self, position: u64) -> Result<Progress, AccountsError> {
        let until = Instant::now() + PATIENCE;
        loop {
            let mut written = pin!(
                self.store
                    .written(until.saturating_duration_since(Instant::now()))
            );
            tokio::select! { biased; () = written.as_mut() => {}, () = std::future::ready(()) => {} }
            let progress = self.progress(position).await?;
            if progress.done || Instant::now() >= until {
                return Ok(progress);
            }
            written.await;
        }
    }
}
