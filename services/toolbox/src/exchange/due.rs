//! What happens to questions when their date has come.

use std::sync::PoisonError;
use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::news::{TOLD, Tell};
use store::StoreError;
use store::jobs::{self, Job};
use tokio::sync::watch;

use super::question::QuestionId;
use crate::store::{Change, QUESTION, TELL, ToTell};
use crate::{Toolbox, ToolboxError};

/// How many jobs are leased at once.
const AT_ONCE: u32 = 20;
/// Jobs that came due, and another process's writes, are seen within this time.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

impl Toolbox {
    /// Keeps questions findable and moves them on, until `stop` turns true.
    pub(crate) async fn see_to_questions(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(problem) = self.see_to_questions_now().await {
                let problem: &dyn std::error::Error = &problem;
                tracing::error!(problem, "questions fell behind");
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = self.store.db.written(LOOK_AGAIN) => {}
            }
        }
    }

    /// One pass: every job that is due is done, and what changed is found.
    pub async fn see_to_questions_now(&self) -> Result<(), ToolboxError> {
        while self.do_due_jobs().await? > 0 {}
        self.index_questions().await
    }

    /// Does the jobs that are due; gives how many there were.
    pub(crate) async fn do_due_jobs(&self) -> Result<usize, ToolboxError> {
        let now = self.clock.now();
        let next = jobs::next_due(&self.store.db).await?;
        if next.is_none_or(|due| due > now) && !self.is_time_for_a_round(now).await? {
            // Looking costs a read, leasing a write.
            return Ok(0);
        }
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

    /// Once in the time of a lease it looks for jobs whose worker died, and removes what failed for
    /// good and was looked at by nobody.
    async fn is_time_for_a_round(&self, now: DateTime<Utc>) -> Result<bool, ToolboxError> {
        let is_due = {
            let mut looked = self
                .looked_for_lost_jobs
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let long_ago = looked.is_none_or(|at| now - at >= jobs::LEASE);
            if long_ago {
                *looked = Some(now);
            }
            long_ago
        };
        if is_due && !jobs::failed(&self.store.db).await?.is_empty() {
            jobs::sweep(&self.store.db, now).await?;
        }
        Ok(is_due)
    }

    async fn do_job(&self, job: &Job) -> Result<(), ToolboxError> {
        match job.kind.as_str() {
            QUESTION => match QuestionId::parse(&job.key) {
                Some(id) => self.move_question_on(&id).await,
                None => Ok(()),
            },
            TELL => self.tell(job).await,
            // Nobody asks for other kinds: what is left of an older version waits for somebody to look.
            _ => Err(ToolboxError::UnknownJob),
        }
    }

    /// Has accounts mail somebody who agreed to that. Without accounts (a command, a test) nobody is.
    async fn tell(&self, job: &Job) -> Result<(), ToolboxError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let payload = job.payload.clone();
        let news: ToTell = serde_json::from_value(payload).map_err(|source| StoreError::Row {
            table: "job",
            source,
        })?;
        let what = format!("question-{}", news.what);
        if !TOLD.contains(&what.as_str()) {
            return Ok(());
        }
        let told = Tell {
            person: news.person,
            what,
            title: news.title,
            path: format!("/trukendoos/vraag/{}", wire::segment(&news.question)),
        };
        Ok(accounts.tell(&told).await?)
    }

    async fn move_question_on(&self, id: &QuestionId) -> Result<(), ToolboxError> {
        let Some(question) = self.store.question(id).await? else {
            return Ok(());
        };
        let Some((next, what)) = question.when_due(self.clock.now()) else {
            return Ok(());
        };
        let change = Change {
            news: question.asker_hears(what),
            ..Change::default()
        };
        self.keep(&next, question.version, change).await
    }

    /// What waits for somebody, and what is new to them.
    pub async fn my_questions(&self, by: &contract::Caller) -> Result<super::Mine, ToolboxError> {
        let asked = self.store.open_questions_of(&by.person).await?;
        let mut to_look_at = self.store.questions_to_look_at().await?;
        to_look_at.retain(|question| crate::rules::may_look_at_question(by, question));
        let news = self.store.news_of(&by.person).await?;
        Ok(super::Mine {
            asked,
            to_look_at,
            news,
        })
    }
}
