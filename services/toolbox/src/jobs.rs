//! What the store asked to be done at a time: the end of a term, a question that moves on, a mail.

use std::sync::PoisonError;

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{PersonId, TeamId};
use serde::Deserialize;
use store::StoreError;
use store::jobs::{self, Job};

use crate::exchange::question::QuestionId;
use crate::store::{LOOK, QUESTION, REQUEST_ENDS, TELL, TELL_SEARCHER};
use crate::teams::NOTICE_LASTS;
use crate::{Toolbox, ToolboxError};

/// Jobs leased in one go.
const AT_ONCE: u32 = 20;
const SWEEP_EVERY: TimeDelta = TimeDelta::hours(1);

/// When something was last done that is done now and then.
#[derive(Default)]
pub(crate) struct Last(std::sync::Mutex<Option<DateTime<Utc>>>);

impl Last {
    /// Whether it was not done for so long; then now is the last time.
    fn is_due(&self, now: DateTime<Utc>, every: TimeDelta) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|at| now - at >= every);
        if is_due {
            *last = Some(now);
        }
        is_due
    }
}

impl Toolbox {
    /// Does what is due now, of whichever kind: jobs are leased without looking at it, so there is one worker.
    pub(crate) async fn do_due_jobs(&self) -> Result<(), ToolboxError> {
        while self.do_some_jobs().await? > 0 {}
        Ok(())
    }

    async fn do_some_jobs(&self) -> Result<usize, ToolboxError> {
        let now = self.clock.now();
        let db = &self.store.db;
        let next = jobs::next_due(db).await?;
        if next.is_none_or(|next| next > now) && !self.looked_for_jobs.is_due(now, jobs::LEASE) {
            // Leasing writes; an idle service does not.
            return Ok(0);
        }
        let due = jobs::claim(db, now, AT_ONCE).await?;
        for job in &due {
            match self.do_job(job).await {
                Ok(()) => jobs::finish(db, job).await?,
                Err(error) => {
                    tracing::warn!(kind = job.kind, %error, "a job failed");
                    jobs::give_back(db, job, now, &error.to_string()).await?;
                }
            }
        }
        if self.swept.is_due(now, SWEEP_EVERY) {
            self.store.sweep_teams(now, now - NOTICE_LASTS).await?;
            self.store
                .keep_looking(crate::saved::next_morning(now))
                .await?;
            jobs::sweep(db, now).await?;
        }
        Ok(due.len())
    }

    async fn do_job(&self, job: &Job) -> Result<(), ToolboxError> {
        let now = self.clock.now();
        match job.kind.as_str() {
            REQUEST_ENDS => match Asked::deserialize(&job.payload) {
                Ok(asked) => Ok(self
                    .store
                    .end_unanswered(&asked.team, &asked.person, now)
                    .await?),
                Err(source) => Err(StoreError::Row {
                    table: "job",
                    source,
                }
                .into()),
            },
            QUESTION => match QuestionId::parse(&job.key) {
                Some(id) => self.move_question_on(&id).await,
                None => Ok(()),
            },
            TELL => self.tell(job).await,
            LOOK => self.look_for_searchers(job).await,
            TELL_SEARCHER => self.tell_of_searches(job).await,
            // Nobody asks for other kinds: what is left of an older version waits for somebody to look.
            _ => Err(ToolboxError::UnknownJob),
        }
    }
}

/// Whose request to which team.
#[derive(Deserialize)]
struct Asked {
    team: TeamId,
    person: PersonId,
}
