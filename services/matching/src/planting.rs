//! Brings people and requests in from outside: the demo town, a synthetic country.
//!
//! Profiles come in bulk, past the rules about who fills in what, because somebody did
//! elsewhere. Requests go through the ordinary deeds, at the times when they happened, so that
//! nothing can be planted that could not have been.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::{Age, Caller, Grant, Scope};
use nouns::{PersonId, RequestId, Role};

use crate::answering::Answer;
use crate::asking::NewRequest;
use crate::profile::Profile;
use crate::request::ANSWER_WITHIN;
use crate::store::{Owner, ProfileRow, VogRow};
use crate::{Matching, MatchingError};

/// One side of a person.
#[derive(Debug, Clone)]
pub struct PlantedProfile {
    pub person: PersonId,
    pub name: String,
    pub age: Age,
    pub profile: Profile,
    pub active: bool,
    pub vog_valid_until: Option<NaiveDate>,
}

/// A request, and what happened to it since.
#[derive(Debug, Clone)]
pub struct PlantedRequest {
    pub student: PersonId,
    pub buddy: PersonId,
    pub relation: Option<String>,
    pub rank: Option<u8>,
    pub asked: DateTime<Utc>,
    /// In order; the times do not go back.
    pub then: Vec<(DateTime<Utc>, PlantedStep)>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlantedStep {
    Answered(Answer),
    Replied(String),
    Withdrawn,
    /// 72 hours went by; the time beside it is not looked at.
    Expired,
    Met,
    /// By the student, with a reason of the list.
    Closed(String),
}

impl Matching {
    /// Keeps many profiles at once; a person may stand in it once for each side.
    pub async fn plant(&self, profiles: Vec<PlantedProfile>) -> Result<(), MatchingError> {
        let now = self.clock.now();
        let mut vogs = Vec::new();
        let mut rows = Vec::with_capacity(profiles.len());
        for planted in profiles {
            let person = planted.person.as_str();
            if let Some(until) = planted.vog_valid_until {
                vogs.push(VogRow {
                    person: person.to_owned(),
                    valid_until: until.to_string(),
                });
            }
            let owner = Owner {
                person,
                name: &planted.name,
                minor: planted.age == Age::Minor,
                active: planted.active,
            };
            rows.push(ProfileRow::of(&owner, planted.profile.choices(), now));
        }
        self.store.plant(rows, vogs, now).await?;
        self.pool.catch_up(&self.store).await
    }

    /// Asks in somebody's name and lets happen what happened; both need a profile.
    pub async fn plant_request(
        &self,
        planted: &PlantedRequest,
    ) -> Result<RequestId, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let student = self.stand_in(&planted.student);
        let buddy = self.stand_in(&planted.buddy);
        let new = NewRequest {
            buddy: planted.buddy.clone(),
            relation: planted.relation.clone(),
            rank: planted.rank,
        };
        let id = self.ask_at(&student, &new, planted.asked).await?;
        for (at, step) in &planted.then {
            self.plant_step(&student, &buddy, &id, step, *at).await?;
        }
        Ok(id)
    }

    async fn plant_step(
        &self,
        student: &Caller,
        buddy: &Caller,
        id: &RequestId,
        step: &PlantedStep,
        at: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        match step {
            PlantedStep::Answered(answer) => self.answer_at(buddy, id, answer, at).await,
            PlantedStep::Replied(reply) => self.reply_at(student, id, reply, at).await,
            PlantedStep::Withdrawn => self.withdraw_at(student, id, at).await,
            PlantedStep::Expired => {
                let asked = self.store.request(id.as_str()).await?;
                let due = asked.and_then(|row| row.due);
                let end = due.unwrap_or(at + ANSWER_WITHIN) + TimeDelta::seconds(1);
                Ok(self.store.expire(id.as_str(), end).await?)
            }
            PlantedStep::Met => self.met_at(student, id, at).await,
            PlantedStep::Closed(reason) => self.close_at(student, id, reason, at).await,
        }
    }

    /// A caller as the profile knows them.
    fn stand_in(&self, person: &PersonId) -> Caller {
        let minor = self.pool.is_minor(person).unwrap_or(false);
        Caller {
            person: person.clone(),
            name: self.pool.name_of(person).unwrap_or_default(),
            roles: vec![Grant {
                role: Role::Student,
                scope: Scope::Everywhere,
            }],
            school: None,
            region: None,
            age: if minor { Age::Minor } else { Age::Adult },
        }
    }
}
