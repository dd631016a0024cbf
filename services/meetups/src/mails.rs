//! Mails about what goes on in a community. Each is a job, written with what caused it, and asked of accounts under a name of
//! its own: it goes out once, however often the job is done.

use chrono::{DateTime, TimeDelta, Utc};
use contract::letters::{Letter, Reader};
use nouns::PersonId;
use serde::{Deserialize, Serialize};
use store::jobs::Job;

use crate::when::HOME;
use crate::{Meetups, MeetupsError};

/// News that could not be sent for so long is no news any more.
const WAITS: TimeDelta = TimeDelta::days(2);

/// Who is to hear what: the payload of such a job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Hears {
    pub(crate) person: PersonId,
    /// One of [`contract::letters::OF_COMMUNITIES`].
    pub(crate) what: String,
    pub(crate) title: String,
    /// A page of this site.
    pub(crate) path: String,
    /// Names the mail.
    pub(crate) once: String,
    /// The moment that it tells of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) moment: Option<DateTime<Utc>>,
    pub(crate) at: DateTime<Utc>,
}

impl Meetups {
    /// The job of one mail.
    pub(crate) async fn mail_of_community(&self, job: &Job) -> Result<(), MeetupsError> {
        match serde_json::from_value::<Hears>(job.payload.clone()) {
            Ok(hears) => self.write_to_member(&hears).await,
            Err(error) => {
                tracing::error!(%error, "a mail of a community cannot be read");
                Ok(())
            }
        }
    }

    /// Has accounts mail somebody who agreed to mails. Without accounts (a command, a test) nobody is told.
    pub(crate) async fn write_to_member(&self, hears: &Hears) -> Result<(), MeetupsError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let local = |at: DateTime<Utc>| at.with_timezone(&HOME).naive_local();
        let letter = Letter {
            once: hears.once.clone(),
            to: Reader::Person(hears.person.clone()),
            what: hears.what.clone(),
            title: hears.title.clone(),
            path: hears.path.clone(),
            moment: hears.moment.map(local),
            until: hears.at + WAITS,
            changes: Vec::new(),
        };
        Ok(accounts.write(&letter).await?)
    }
}
