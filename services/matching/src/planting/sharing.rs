//! What the two of a planted match share: a date to come, goals of which steps are done, and how it went.

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::{self as codes, CHECK_IN_ANSWERS, STEPS};
use nouns::RequestId;

use crate::after::{MOST_GOALS, MOST_STEPS, offers};
use crate::request::next_check_in;
use crate::rules;
use crate::store::{PlantedStepRow, SharedRow};
use crate::vocabulary::GOALS;
use crate::{Matching, MatchingError};

/// Nobody of the town meets sooner than this after it is planted.
const AHEAD: TimeDelta = TimeDelta::days(2);

/// What two people share since they met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlantedShared {
    /// Where they meet next; when is the first moment in some days that suits both.
    pub place: String,
    pub goals: Vec<PlantedGoal>,
    /// What the student answered to the first question how it goes, which their buddy sees too.
    pub check_in: String,
}

/// A goal with keys of steps, and whether each is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlantedGoal {
    pub goal: String,
    pub steps: Vec<(String, bool)>,
}

impl Matching {
    /// Lets two people have met, and share what they share since: one transaction.
    pub(super) async fn plant_meeting(
        &self,
        id: &RequestId,
        shared: &PlantedShared,
        met: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let now = self.clock.now();
        let request = self.store.request(id.as_str()).await?;
        let request = request.ok_or(MatchingError::NotFound)?;
        let common = self.pool.common(&request.student, &request.buddy);
        let moment = offers(common.slots, now)
            .into_iter()
            .find(|moment| *moment >= now + AHEAD);
        let is_place = rules::places(request.minor).contains(&shared.place.as_str());
        let (Some(moment), true) = (moment, is_place) else {
            return Err(MatchingError::field("place", codes::PLAN_PLACE));
        };
        if !CHECK_IN_ANSWERS.contains(&shared.check_in.as_str()) {
            return Err(MatchingError::field("answer", codes::REASON_UNKNOWN));
        }
        let asked = next_check_in(met, met);
        if asked >= now {
            return Err(MatchingError::Conflict(codes::REQUEST_NOT_OPEN));
        }
        let row = SharedRow {
            goals: goals(&shared.goals)?,
            steps: steps(&shared.goals)?,
            moment,
            place: shared.place.clone(),
            agreed: now - TimeDelta::days(1),
            asked,
            answer: shared.check_in.clone(),
            next: next_check_in(met, now),
        };
        Ok(self.store.plant_meeting(id.as_str(), row, met).await?)
    }
}

fn goals(planted: &[PlantedGoal]) -> Result<Vec<String>, MatchingError> {
    let keys: Vec<String> = planted.iter().map(|one| one.goal.clone()).collect();
    match GOALS.set(&keys) {
        Ok(_) if keys.len() <= MOST_GOALS => Ok(keys),
        _ => Err(MatchingError::field("goal", codes::GOAL_UNKNOWN)),
    }
}

fn steps(planted: &[PlantedGoal]) -> Result<Vec<PlantedStepRow>, MatchingError> {
    let of = |goal: &PlantedGoal| -> Vec<(String, String, bool)> {
        let own = goal.steps.iter();
        own.map(|(key, done)| (goal.goal.clone(), key.clone(), *done))
            .collect()
    };
    let is_known = |step: &PlantedStepRow| STEPS.contains(&step.key.as_str());
    let all: Vec<PlantedStepRow> = (1..)
        .zip(planted.iter().flat_map(of))
        .map(|(n, (goal, key, done))| PlantedStepRow { n, goal, key, done })
        .collect();
    let fits = planted.iter().all(|goal| goal.steps.len() <= MOST_STEPS);
    if fits && all.iter().all(is_known) {
        Ok(all)
    } else {
        Err(MatchingError::field("step", codes::STEP_EMPTY))
    }
}
