//! What happens to questions when their date has come.

use std::time::Duration;

use contract::news::{TOLD, Tell};
use store::StoreError;
use store::jobs::Job;
use tokio::sync::watch;

use super::question::QuestionId;
use crate::store::{Change, ToTell};
use crate::{Toolbox, ToolboxError};

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
        self.do_due_jobs().await?;
        self.index_questions().await
    }

    /// Has accounts mail somebody who agreed to that. Without accounts (a command, a test) nobody is.
    pub(crate) async fn tell(&self, job: &Job) -> Result<(), ToolboxError> {
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
            lines: Vec::new(),
            stop: None,
        };
        Ok(accounts.tell(&told).await?)
    }

    pub(crate) async fn move_question_on(&self, id: &QuestionId) -> Result<(), ToolboxError> {
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
