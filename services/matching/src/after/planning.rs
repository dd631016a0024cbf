//! Planning to meet: one proposes, the other picks, moves or says that none fits.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{self as codes, PickPlan, ProposePlan, SeenPlan};
use nouns::RequestId;

use super::offers::{self, MOST_OPTIONS};
use super::refusal;
use crate::rules;
use crate::store::{Proposal, Turn};
use crate::talking::Talk;
use crate::vocabulary::SLOTS;
use crate::{Matching, MatchingError};

impl Matching {
    /// Proposes one to three moments and a place, or others than those that stand.
    ///
    /// # Errors
    /// A conflict when the plan has changed since, or nothing can be planned now.
    pub async fn propose_to_meet(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &ProposePlan,
    ) -> Result<(), MatchingError> {
        let now = self.clock.now();
        let talk = self.open_talk(by, id).await?;
        let mut options = new.moments.clone();
        options.sort_unstable();
        options.dedup();
        if !(1..=MOST_OPTIONS).contains(&options.len()) {
            return Err(MatchingError::field("moments", codes::PLAN_MOMENTS));
        }
        let offered = self.offered(&talk, now);
        if !options.iter().all(|moment| offered.contains(moment)) {
            return Err(MatchingError::field("moments", codes::PLAN_MOMENT_GONE));
        }
        let place = talk.places().into_iter().find(|place| *place == new.place);
        let place = place.ok_or_else(|| MatchingError::field("place", codes::PLAN_PLACE))?;
        let turn = turn(&talk, now);
        let place = place.as_str();
        let proposal = Proposal { options, place };
        let done = self.store.propose(turn, new.version.into(), proposal);
        done.await.map_err(refusal)
    }

    /// Picks one of the moments that the other proposed.
    pub async fn pick_moment(
        &self,
        by: &Caller,
        id: &RequestId,
        pick: &PickPlan,
    ) -> Result<(), MatchingError> {
        let now = self.clock.now();
        let talk = self.open_talk(by, id).await?;
        let version = pick.version.into();
        let done = self
            .store
            .pick(turn(&talk, now), version, pick.moment, pick.remind);
        done.await.map_err(refusal)
    }

    /// None of the moments fits, or whoever proposed them takes them back.
    pub async fn drop_proposal(
        &self,
        by: &Caller,
        id: &RequestId,
        seen: &SeenPlan,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let turn = turn(&talk, self.clock.now());
        let done = self.store.drop_proposal(turn, seen.version.into()).await;
        done.map_err(refusal)
    }

    /// Calls off the date that stands.
    pub async fn call_off(
        &self,
        by: &Caller,
        id: &RequestId,
        seen: &SeenPlan,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let turn = turn(&talk, self.clock.now());
        let done = self.store.call_off(turn, seen.version.into()).await;
        done.map_err(refusal)
    }

    /// Whether the caller hears of the date the day before.
    pub async fn set_reminder(
        &self,
        by: &Caller,
        id: &RequestId,
        wanted: bool,
    ) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let turn = turn(&talk, self.clock.now());
        self.store.set_reminded(turn, wanted).await.map_err(refusal)
    }

    /// The moments that the two can choose from: in the slots that both chose, or in those that suit a class.
    pub(super) fn offered(&self, talk: &Talk, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let request = &talk.request;
        if let Some(slots) = &request.class_slots {
            return offers::of_class(SLOTS.set(slots).unwrap_or_default(), now);
        }
        let common = self.pool.common(&request.student, &request.buddy);
        offers::offers(common.slots, now)
    }

    /// A match of the caller in which the two may do something now: what stops them from writing stops them here too.
    pub(super) async fn open_talk(
        &self,
        by: &Caller,
        id: &RequestId,
    ) -> Result<Talk, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let talk = self.talk(by, id).await?;
        match talk.stand.refusal() {
            Some(code) => Err(MatchingError::Conflict(code)),
            None => Ok(talk),
        }
    }
}

impl Talk {
    /// Where the two can meet: a class where it asked to.
    pub(super) fn places(&self) -> Vec<String> {
        let all = rules::places(self.with_minor()).iter();
        match &self.request.class_place {
            Some(place) => vec![place.clone()],
            None => all.map(|&place| place.to_owned()).collect(),
        }
    }

    fn with_minor(&self) -> bool {
        self.i_am_minor || self.other_is_minor
    }
}

pub(super) fn turn(talk: &Talk, now: DateTime<Utc>) -> Turn<'_> {
    Turn {
        id: &talk.request.key,
        part: talk.part,
        now,
    }
}
