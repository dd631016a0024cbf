//! A mail that says that there is a message, and nothing of it: to who agreed to mails, and one until it is read.

use contract::news::{CONVERSATION_NEW, Tell};

use crate::conversation::Stand;
use crate::request::State;
use crate::rules::{self, Part};
use crate::{Matching, MatchingError};

impl Matching {
    /// Has accounts tell the reader whom the job names, if there is still something unread and the two may still write.
    /// Without accounts (a command, a test) nobody is told.
    pub(crate) async fn mail_of_message(&self, job: &str) -> Result<(), MatchingError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        // A block that is on its way stops the mail.
        self.follow_accounts().await?;
        let Some((id, part, person)) = self.reader(job).await? else {
            return Ok(());
        };
        if !self.store.take_mail(id, part).await? {
            return Ok(());
        }
        let told = Tell {
            person,
            what: CONVERSATION_NEW.to_owned(),
            title: String::new(),
            path: format!("/maatjes/gesprekken/{}", wire::segment(id)),
            lines: Vec::new(),
            stop: None,
        };
        let asked = accounts.tell(&told).await;
        if asked.is_err() {
            self.store.give_mail_back(id, part).await?;
        }
        Ok(asked?)
    }

    /// The conversation of a job, the reader's part in it and who they are; nobody where the two may not write now.
    async fn reader<'a>(
        &self,
        job: &'a str,
    ) -> Result<Option<(&'a str, &'static str, String)>, MatchingError> {
        let Some((id, part)) = job.rsplit_once('/') else {
            return Ok(None);
        };
        let Some(request) = self.store.request(id).await? else {
            return Ok(None);
        };
        let (part, name, person) = match part {
            "student" => (Part::Student, "student", request.student.clone()),
            _ => (Part::Buddy, "buddy", request.buddy.clone()),
        };
        let Some(state) = State::parse(&request.state) else {
            return Ok(None);
        };
        let row = self
            .store
            .between(&request.student, &request.buddy, request.minor);
        let Some(row) = row.await? else {
            return Ok(None);
        };
        let stand = rules::stand(self.between(&row, &request, part, state, false));
        Ok((stand == Stand::Open).then_some((id, name, person)))
    }
}
