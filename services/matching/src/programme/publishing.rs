//! A draft becomes matches: one transaction for each pair, each checked again, so that a crash, a second coordinator or
//! another process never makes one twice.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{self as codes, Draft, Publish};
use contract::news::{PROGRAMME_MATCHED, PROGRAMME_PUBLISHED, PROGRAMME_SUGGESTED, Tell};
use nouns::{PersonId, RequestId};
use store::StoreError;
use store::jobs::Job;

use super::drafting::told;
use super::{Programme, refusal};
use crate::request::State;
use crate::store::{DraftRow, OPEN, Placing, ProposedRow, SuggestedRow};
use crate::{Matching, MatchingError};

/// The part of a student in news of a suggestion.
const SUGGESTED: &str = "suggested";
/// Pairs of one turn of the job, so that it never outlives its lease.
const AT_A_TIME: u32 = 100;

impl Matching {
    /// Begins to publish a draft; the pairs become matches by a job. Pressing again changes nothing.
    ///
    /// # Errors
    /// A conflict where there is no such draft, it is no longer of now, or another is being published.
    pub async fn publish_draft(
        &self,
        by: &Caller,
        id: &str,
        publish: &Publish,
    ) -> Result<Draft, MatchingError> {
        let (_, programme) = self.programme_run_by(by, id).await?;
        if !programme.mode.has_batch() {
            return Err(MatchingError::Conflict(codes::PROGRAMME_NO_BATCH));
        }
        let now = self.clock.now();
        let beginning = self
            .store
            .begin_to_publish(id, &publish.rule, by.person.as_str(), now);
        beginning.await.map_err(refusal)?;
        let (row, _) = self.known_programme(id).await?;
        let draft = self.store.draft(id, &publish.rule).await?;
        let draft = draft.ok_or(MatchingError::Conflict(codes::DRAFT_MISSING))?;
        Ok(told(&draft, &row))
    }

    /// The job: makes matches of some pairs, and goes on until none is left.
    pub(crate) async fn publish_some(
        &self,
        job: &Job,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let Some((id, rule)) = job.key.rsplit_once('/') else {
            return Ok(());
        };
        let draft = self.store.draft(id, rule).await?;
        let Some(draft) = draft.filter(|draft| draft.state == "publishing") else {
            return Ok(());
        };
        let (row, programme) = match self.known_programme(id).await {
            Err(MatchingError::NotFound) => return Ok(()),
            known => known?,
        };
        for pair in self.store.to_place(&draft.run, AT_A_TIME).await? {
            self.publish_pair(&draft, &programme, &pair, now).await?;
        }
        let by = job.payload["person"].as_str().unwrap_or_default();
        self.store
            .end_publishing(&draft, by, &row.content.name, now)
            .await?;
        Ok(())
    }

    /// A match, or a pair that says why not. Whoever was first has decided.
    pub(super) async fn publish_pair(
        &self,
        draft: &DraftRow,
        programme: &Programme,
        pair: &ProposedRow,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let reason = match self.place(draft, programme, pair, now).await {
            Ok(()) => return Ok(()),
            Err(MatchingError::Conflict(code)) => reason_of(code),
            Err(MatchingError::Refused(_) | MatchingError::NotFound) => "gone",
            Err(MatchingError::Store(error)) => match *error {
                StoreError::Thrown(why) if why == "done" => return Ok(()),
                StoreError::Thrown(why) => known_reason(&why),
                StoreError::AlreadyExists => "matched",
                other => return Err(other.into()),
            },
            Err(other) => return Err(other),
        };
        self.store.leave(&draft.run, &pair.student, reason).await?;
        Ok(())
    }

    async fn place(
        &self,
        draft: &DraftRow,
        programme: &Programme,
        pair: &ProposedRow,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let person = |id: &str| PersonId::parse(id).map_err(|_| MatchingError::NotFound);
        let (student, buddy) = (person(&pair.student)?, person(&pair.buddy)?);
        let is_done = |state: &str| state != "proposed";
        if is_done(&pair.state) {
            return Ok(());
        }
        // What the two chose may have changed since the draft; what protects people is looked at in the transaction.
        self.pool.pair(&student, &buddy, now.date_naive())?;
        let name = |id: &PersonId| self.pool.name_of(id).unwrap_or_default();
        let (student_name, buddy_name) = (name(&student), name(&buddy));
        let request = RequestId::fresh();
        let placing = Placing {
            run: &draft.run,
            request: request.as_str(),
            student: student.as_str(),
            buddy: buddy.as_str(),
            student_name: &student_name,
            buddy_name: &buddy_name,
            programme: &draft.programme,
            relation: programme.relation_key(),
            places: i64::from(programme.places),
            lottery: draft.seed.as_deref().filter(|_| pair.drawn),
        };
        Ok(self.store.place(&placing, now).await?)
    }

    /// Has accounts tell one of a new match or a suggestion, or who published, if they want mails.
    pub(crate) async fn mail_of_programme(&self, job: &Job) -> Result<(), MatchingError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        // A block or a withdrawal that is on its way stops the mail.
        self.follow_accounts().await?;
        let Some((about, part)) = job.key.rsplit_once('/') else {
            return Ok(());
        };
        let person = job.payload["person"].as_str().unwrap_or_default();
        let told = |what: &str, title: String, path: String| Tell {
            person: person.to_owned(),
            what: what.to_owned(),
            title,
            path,
            lines: Vec::new(),
            stop: None,
        };
        let Some(programme) = self.programme_of(about, part).await? else {
            return Ok(());
        };
        let segment = wire::segment(about);
        let news = match part {
            "coordinator" => {
                let path = format!("/maatjes/programmas/{segment}/overzicht");
                told(PROGRAMME_PUBLISHED, programme, path)
            }
            SUGGESTED => {
                let path = "/maatjes/voorstellen".to_owned();
                told(PROGRAMME_SUGGESTED, programme, path)
            }
            _ => {
                let path = format!("/maatjes/verzoek/{segment}");
                told(PROGRAMME_MATCHED, programme, path)
            }
        };
        Ok(accounts.tell(&news).await?)
    }

    /// The name of the programme that suggests somebody to a student; none when they have answered.
    async fn programme_that_suggests(
        &self,
        student: &str,
    ) -> Result<Option<String>, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let student = PersonId::parse(student).ok();
        let suggested = student.and_then(|student| self.pool.suggested_to(&student));
        let is_open = |row: &SuggestedRow| row.state == OPEN;
        let Some((id, _)) = suggested.filter(|(_, row)| row.as_ref().is_some_and(is_open)) else {
            return Ok(None);
        };
        Ok(self.store.programme(&id).await?.map(|row| row.content.name))
    }

    /// The name of the programme that news is about; none where the match is over.
    async fn programme_of(&self, about: &str, part: &str) -> Result<Option<String>, MatchingError> {
        if part == "coordinator" {
            let row = self.store.programme(about).await?;
            return Ok(row.map(|row| row.content.name));
        }
        if part == SUGGESTED {
            return self.programme_that_suggests(about).await;
        }
        let request = self.store.request(about).await?;
        let runs = request.filter(|row| State::parse(&row.state).is_some_and(State::is_match));
        let Some(id) = runs.and_then(|row| row.programme) else {
            return Ok(None);
        };
        Ok(self.store.programme(&id).await?.map(|row| row.content.name))
    }
}

fn reason_of(code: contract::Code) -> &'static str {
    if code == codes::BUDDY_FULL {
        "full"
    } else if code == codes::BUDDY_PAUSED || code == codes::PROFILE_PAUSED {
        "paused"
    } else if code == codes::PROFILE_MISSING {
        "gone"
    } else {
        "not-fitting"
    }
}

fn known_reason(why: &str) -> &'static str {
    let known = codes::LEFT_REASONS.iter().find(|reason| **reason == why);
    known.copied().unwrap_or("not-fitting")
}
