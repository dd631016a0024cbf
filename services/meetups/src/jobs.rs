//! What the store asked to be done at a time: ends of offers and entries, and news for people.

use contract::letters::{MEETUP_CANCELLED, MEETUP_CHANGED};
use nouns::{EventId, PersonId};
use store::jobs::{self, Job};

use crate::{Meetups, MeetupsError};

/// Jobs leased in one go.
const AT_ONCE: u32 = 50;

/// Whom or what a job is about.
pub(crate) struct About {
    pub(crate) event: EventId,
    pub(crate) person: PersonId,
}

impl About {
    /// `None` for a job that names nobody.
    pub(crate) fn of(job: &Job) -> Option<Self> {
        Some(Self {
            event: EventId::parse(text(job, "event")?).ok()?,
            person: PersonId::parse(text(job, "person")?).ok()?,
        })
    }
}

/// A text of the payload.
pub(crate) fn text<'a>(job: &'a Job, name: &str) -> Option<&'a str> {
    job.payload.get(name).and_then(serde_json::Value::as_str)
}

impl Meetups {
    /// Does the jobs that are due, until none is.
    pub(crate) async fn do_jobs(&self) -> Result<(), MeetupsError> {
        let db = self.store.database();
        loop {
            let now = self.clock.now();
            let due = jobs::claim(db, now, AT_ONCE).await?;
            if due.is_empty() {
                return Ok(());
            }
            for job in &due {
                match self.do_job(job).await {
                    Ok(()) => jobs::finish(db, job).await?,
                    Err(error) => {
                        tracing::warn!(kind = job.kind, %error, "a job failed");
                        jobs::give_back(db, job, now, &error.to_string()).await?;
                    }
                }
            }
        }
    }

    async fn do_job(&self, job: &Job) -> Result<(), MeetupsError> {
        let now = self.clock.now();
        match (job.kind.as_str(), About::of(job)) {
            ("offer-ends", Some(about)) => self.store.lapse(&about.event, &about.person, now).await,
            ("moved-up" | "offered" | "lapsed" | "place-free", Some(about)) => {
                let (event, person) = (about.event.as_str(), about.person.as_str());
                self.store.tell(event, person, &job.kind, now).await?;
                self.mail_of_place(job, &about).await
            }
            ("reminder", Some(about)) => self.mail_of_reminder(job, &about).await,
            ("remind", _) => self.remind(job).await,
            ("remind-plan", _) => self.plan_reminders(job).await,
            ("publish-concept", _) => self.publish_at_its_moment(job).await,
            ("community-mail", _) => self.mail_of_community(job).await,
            ("join-due", _) => self.end_request(job).await,
            ("topic-due", _) => self.move_topic_on(job).await,
            ("entry-ask", _) => self.ask_about_entry(job).await,
            ("entry-ends", _) => self.end_entry(job).await,
            ("changed" | "cancelled", _) => self.tell_of_change(job).await,
            ("changed-mail", Some(about)) => self.mail_of_change(MEETUP_CHANGED, job, &about).await,
            ("cancelled-mail", Some(about)) => {
                self.mail_of_change(MEETUP_CANCELLED, job, &about).await
            }
            (other, _) => {
                tracing::error!(kind = other, "nobody knows this kind of job");
                Ok(())
            }
        }
    }
}
