//! A mail that says that there is news of a match, and nothing of it: to who agreed to mails.

use contract::news::{MATCH_PLAN, MATCH_STUCK, MATCH_TOMORROW, Tell};

use crate::conversation::Stand;
use crate::request::State;
use crate::rules::{self, Part};
use crate::{Matching, MatchingError};

/// The kind of the job that tells them. Its key is the match, the reader's part and what there is, with `/` between.
pub(crate) const MATCH_MAIL: &str = "match-mail";

impl Matching {
    /// Has accounts tell the reader whom the job names, if the two may still do something together. Without accounts (a
    /// command, a test) nobody is told.
    pub(crate) async fn mail_of_match(&self, job: &str) -> Result<(), MatchingError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        // A block that is on its way stops the mail.
        self.follow_accounts().await?;
        let Some(told) = self.news_of_match(job).await? else {
            return Ok(());
        };
        Ok(accounts.tell(&told).await?)
    }

    async fn news_of_match(&self, job: &str) -> Result<Option<Tell>, MatchingError> {
        let mut parts = job.splitn(3, '/');
        let (Some(id), Some(part), Some(what)) = (parts.next(), parts.next(), parts.next()) else {
            return Ok(None);
        };
        let known = [MATCH_PLAN, MATCH_TOMORROW, MATCH_STUCK].contains(&what);
        let Some(request) = self.store.request(id).await?.filter(|_| known) else {
            return Ok(None);
        };
        let (part, person) = match part {
            "student" => (Part::Student, request.student.clone()),
            _ => (Part::Buddy, request.buddy.clone()),
        };
        let Some(state) = State::parse(&request.state) else {
            return Ok(None);
        };
        let between = self
            .store
            .between(&request.student, &request.buddy, request.minor);
        let Some(between) = between.await? else {
            return Ok(None);
        };
        let stand = rules::stand(self.between(&between, part, state, false));
        Ok((stand == Stand::Open).then(|| Tell {
            person,
            what: what.to_owned(),
            title: String::new(),
            path: format!("/maatjes/verzoek/{}", wire::segment(id)),
            lines: Vec::new(),
            stop: None,
        }))
    }
}
