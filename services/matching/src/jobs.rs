//! What the store asked to be done at a time: ends of terms, next choices, dates of a match.

use std::sync::PoisonError;

use chrono::{DateTime, TimeDelta, Utc};
use store::jobs::{self, Job};

use crate::{Matching, MatchingError};

/// Jobs leased in one go.
const AT_ONCE: u32 = 50;

const SWEEP_EVERY: TimeDelta = TimeDelta::hours(1);
/// How long a profile that nobody changes, a request that ended, and a conversation afterwards are kept.
const KEPT: TimeDelta = TimeDelta::days(365);

impl Matching {
    /// Does what is due now; gives how many jobs there were.
    pub(crate) async fn do_due_jobs(&self) -> Result<usize, MatchingError> {
        let now = self.clock.now();
        let next = jobs::next_due(&self.store.db).await?;
        if next.is_none_or(|next| next > now) && !self.a_lease_may_be_lost(now) {
            // Leasing writes; an idle service does not.
            return Ok(0);
        }
        self.sweep_now_and_then(now).await?;
        let due = jobs::claim(&self.store.db, now, AT_ONCE).await?;
        for job in &due {
            match self.do_job(job).await {
                Ok(()) => jobs::finish(&self.store.db, job).await?,
                Err(error) => {
                    tracing::warn!(kind = job.kind, %error, "a job failed");
                    jobs::give_back(&self.store.db, job, now, &error.to_string()).await?;
                }
            }
        }
        Ok(due.len())
    }

    /// Once an hour it removes what was kept long enough.
    async fn sweep_now_and_then(&self, now: DateTime<Utc>) -> Result<(), MatchingError> {
        let is_time = {
            let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
            let long_ago = swept.is_none_or(|at| now - at >= SWEEP_EVERY);
            if long_ago {
                *swept = Some(now);
            }
            long_ago
        };
        if is_time {
            self.store.sweep_conversations(now - KEPT).await?;
            self.store.sweep(now - KEPT).await?;
        }
        Ok(())
    }

    /// Once in the time of a lease it looks for jobs whose worker died.
    fn a_lease_may_be_lost(&self, now: DateTime<Utc>) -> bool {
        let mut looked = self
            .looked_for_lost_jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let long_ago = looked.is_none_or(|at| now - at >= jobs::LEASE);
        if long_ago {
            *looked = Some(now);
        }
        long_ago
    }

    async fn do_job(&self, job: &Job) -> Result<(), MatchingError> {
        let now = self.clock.now();
        match job.kind.as_str() {
            "expire" => {
                self.store.expire(&job.key, now).await?;
                Ok(())
            }
            "advance" => self.advance(&job.key, now).await,
            "follow" => self.follow(&job.key, now).await,
            "vog-ends" => Ok(self.store.remind_of_vog(&job.key, now).await?),
            "vog-over" => Ok(self.store.drop_vog(&job.key, now.date_naive()).await?),
            other => {
                tracing::error!(kind = other, "nobody knows this kind of job");
                Ok(())
            }
        }
    }
}
