//! After a yes: the first meeting, check-ins, the end.

mod helping;
mod invitation;
mod lasting;
mod mailing;
mod offers;
mod planning;
mod seeing;
mod sharing;
mod stuck;

pub(crate) use mailing::MATCH_MAIL;
#[cfg(test)]
pub(crate) use offers::of_class as offers_of_class;
pub(crate) use offers::offers;
pub(crate) use sharing::{MOST_GOALS, MOST_STEPS};

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching as codes;
use nouns::RequestId;
use store::StoreError;

use crate::asking::refusal as asked;
use crate::request::{MEET_WITHIN, next_check_in};
use crate::store::RequestRow;
use crate::vocabulary::CLOSING_REASONS;
use crate::{Matching, MatchingError};

/// How an hour in class ends that was given.
const GIVEN: &str = "doel-bereikt";

impl Matching {
    /// One of the two says that they have met; an hour in class ends with it.
    pub async fn met(&self, by: &Caller, id: &RequestId) -> Result<(), MatchingError> {
        self.met_at(by, id, self.clock.now()).await
    }

    pub(crate) async fn met_at(
        &self,
        by: &Caller,
        id: &RequestId,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let part = self.part_in(by, id, "met").await?;
        let (row, ..) = self.seen_by(by, id).await?;
        if row.is_for_class() {
            // The hour was given: nothing of it goes on.
            let done = self.store.close(id.as_str(), part.as_str(), GIVEN, now);
            return done.await.map_err(asked);
        }
        self.store
            .meet(id.as_str(), part.as_str(), next_check_in(now, now), now)
            .await
            .map_err(asked)
    }

    /// One of the two ends the match, with a reason and without fault.
    pub async fn close(
        &self,
        by: &Caller,
        id: &RequestId,
        reason: &str,
    ) -> Result<(), MatchingError> {
        self.close_at(by, id, reason, self.clock.now()).await
    }

    pub(crate) async fn close_at(
        &self,
        by: &Caller,
        id: &RequestId,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let part = self.part_in(by, id, "close").await?;
        if !CLOSING_REASONS.contains(&reason) {
            return Err(MatchingError::field("reason", codes::REASON_UNKNOWN));
        }
        self.store
            .close(id.as_str(), part.as_str(), reason, now)
            .await
            .map_err(asked)
    }

    /// What a match hears when its date has come: one reminder to meet, then an end; after the
    /// first meeting the question how it goes, again and again.
    pub(crate) async fn follow(&self, id: &str, now: DateTime<Utc>) -> Result<(), MatchingError> {
        let Some(row) = self.store.request(id).await? else {
            return Ok(());
        };
        if row.due.is_none_or(|due| due > now) {
            return Ok(());
        }
        match row.state.as_str() {
            "matched" if row.reminded => {
                self.store.close(id, "kansrijk", "geen-afspraak", now).await
            }
            "matched" => {
                self.store
                    .remind(id, "reminded", now + MEET_WITHIN, now)
                    .await
            }
            "running" => {
                let next = next_check_in(met(&row), now);
                self.store.remind(id, "check-in", next, now).await
            }
            _ => Ok(()),
        }
        .map_err(asked)
    }
}

fn met(row: &RequestRow) -> DateTime<Utc> {
    row.met.unwrap_or(row.made)
}

/// What the store's refusals mean to the two of a match.
fn refusal(error: StoreError) -> MatchingError {
    let code = match &error {
        StoreError::Thrown(name) => match name.as_str() {
            "ended" => codes::CONVERSATION_ENDED,
            "paused" => codes::CONVERSATION_PAUSED,
            "changed" => codes::PLAN_CHANGED,
            "late" => codes::PLAN_LATE,
            "not-yours" => codes::REQUEST_NOT_YOURS,
            "too-many" => codes::TOGETHER_TOO_MANY,
            "no-goal" => codes::GOAL_UNKNOWN,
            "not-agreed" => codes::CHECK_IN_NOT_AGREED,
            "thanked" => codes::THANKS_SAID,
            "gone" => return MatchingError::NotFound,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    MatchingError::Conflict(code)
}

#[cfg(test)]
mod own_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answering::Answer;
    use crate::testing::Town;
    use chrono::TimeDelta;

    async fn a_match(town: &Town) -> (Caller, Caller, RequestId) {
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        (noor, hanna, id)
    }

    #[tokio::test]
    async fn a_match_that_never_meets_is_reminded_once_and_then_frees_its_place() {
        let town = Town::new().await;
        let (noor, hanna, id) = a_match(&town).await;
        town.clock.advance(MEET_WITHIN);
        town.matching.catch_up().await.unwrap();
        let told = town.matching.requests(&hanna).await.unwrap().notices;
        assert!(told.iter().any(|notice| notice.what == "reminded"));
        assert_eq!(town.state(&noor, &id).await, "matched");
        town.clock.advance(MEET_WITHIN);
        town.matching.catch_up().await.unwrap();
        let seen = town.matching.request(&noor, &id).await.unwrap();
        assert_eq!(
            (seen.state.as_str(), seen.reason.as_deref()),
            ("closed", Some("geen-afspraak"))
        );
        let own = town
            .matching
            .own_profiles(&hanna)
            .await
            .unwrap()
            .helps
            .unwrap();
        assert_eq!(own.free, 1);
    }

    #[tokio::test]
    async fn after_the_first_meeting_kansrijk_asks_how_it_goes_until_somebody_closes() {
        let town = Town::new().await;
        let (noor, hanna, id) = a_match(&town).await;
        town.matching.met(&noor, &id).await.unwrap();
        for days in [14, 16, 60] {
            town.clock.advance(TimeDelta::days(days));
            town.matching.catch_up().await.unwrap();
        }
        let seen = town.matching.request(&hanna, &id).await.unwrap();
        let asked = seen
            .history
            .iter()
            .filter(|event| event.what == "check-in")
            .count();
        assert_eq!((seen.state.as_str(), asked), ("running", 3));
        let refused = town.matching.close(&hanna, &id, "ruzie").await;
        assert!(matches!(refused, Err(MatchingError::Refused(_))));
        town.matching
            .close(&hanna, &id, "doel-bereikt")
            .await
            .unwrap();
        assert_eq!(town.state(&noor, &id).await, "closed");
        town.ask(&noor, &hanna, None).await.unwrap();
    }
}
