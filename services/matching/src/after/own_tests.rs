//! Two people plan, share, say how it goes and part; at once, with a block or an erasure in between.

mod ending;
mod planning;
mod sharing;

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::{AddStep, AnswerCheckIn, PickPlan, ProposePlan, SeenPlan, Together};
use contract::{Caller, Scope};
use nouns::{Language, PersonId, Region, RequestId, Role};

use crate::answering::Answer;
use crate::request::MEET_WITHIN;
use crate::store::{ChangedStanding, StandingRow};
use crate::testing::{Town, choices, together};
use crate::{Matching, MatchingError};

pub(super) struct Pair {
    town: Town,
    noor: Caller,
    hanna: Caller,
    id: RequestId,
}

impl Pair {
    async fn new() -> Self {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        Self::matched(town, noor, hanna).await
    }

    /// A minor with a buddy whose certificate is valid.
    async fn with_minor() -> Self {
        let town = Town::new().await;
        let noor = town.minor("noor");
        town.fill_in(&noor, &choices("seeks")).await;
        let hanna = town.helper("hanna", |_| {}).await;
        town.record_vog(&hanna, "2028-01-01").await;
        Self::matched(town, noor, hanna).await
    }

    async fn matched(town: Town, noor: Caller, hanna: Caller) -> Self {
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        Self {
            town,
            noor,
            hanna,
            id,
        }
    }

    fn matching(&self) -> &Matching {
        &self.town.matching
    }

    async fn seen(&self, by: &Caller) -> Together {
        self.matching().together(by, &self.id).await.unwrap()
    }

    async fn propose(&self, by: &Caller, which: &[usize]) -> Result<(), MatchingError> {
        self.propose_at(by, which, "kansrijk").await
    }

    async fn propose_at(
        &self,
        by: &Caller,
        which: &[usize],
        place: &str,
    ) -> Result<(), MatchingError> {
        let plan = self.seen(by).await.plan;
        let new = ProposePlan {
            version: plan.version,
            moments: which.iter().map(|place| plan.offers[*place]).collect(),
            place: place.to_owned(),
        };
        self.matching().propose_to_meet(by, &self.id, &new).await
    }

    async fn pick(&self, by: &Caller, which: usize) -> Result<(), MatchingError> {
        let plan = self.seen(by).await.plan;
        let pick = PickPlan {
            version: plan.version,
            moment: plan.options[which],
            remind: true,
        };
        self.matching().pick_moment(by, &self.id, &pick).await
    }

    async fn agree(&self) -> DateTime<Utc> {
        self.propose(&self.noor, &[5]).await.unwrap();
        self.pick(&self.hanna, 0).await.unwrap();
        self.seen(&self.noor).await.plan.agreed.unwrap()
    }

    async fn invitation(&self) -> Option<String> {
        let text = self
            .matching()
            .invitation(&self.noor, &self.id, Language::Nl);
        text.await.ok()
    }

    async fn wait(&self, time: TimeDelta) {
        self.town.clock.advance(time);
        self.matching().catch_up().await.unwrap();
    }

    async fn told(&self, who: &Caller) -> Vec<String> {
        let list = self.matching().requests(who).await.unwrap();
        list.notices.into_iter().map(|notice| notice.what).collect()
    }

    /// Agrees or not to be asked how it goes.
    async fn asked(&self, who: &Caller, asked: bool) {
        let stands = StandingRow {
            asked,
            ..StandingRow::agreeing(who.person.as_str(), |_| true)
        };
        let changed = vec![ChangedStanding {
            stands,
            minor: false,
        }];
        let now = self.town.clock.now();
        let store = &self.matching().store;
        store.keep_standings(1, changed, now).await.unwrap();
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
    match result {
        Err(MatchingError::Conflict(code) | MatchingError::NotAllowed(code)) => code.name,
        Err(MatchingError::Refused(faults)) => faults[0].1.name,
        other => panic!("not refused but {other:?}"),
    }
}

impl Pair {
    /// They met, and two weeks later are asked how it goes.
    async fn asked_how_it_goes(&self) -> u32 {
        self.matching().met(&self.noor, &self.id).await.unwrap();
        self.wait(TimeDelta::days(14)).await;
        self.seen(&self.noor).await.check_in.unwrap().round
    }

    async fn say(
        &self,
        by: &Caller,
        round: u32,
        answer: &str,
        share: bool,
    ) -> Result<(), MatchingError> {
        let said = AnswerCheckIn {
            round,
            answer: answer.to_owned(),
            share,
        };
        self.matching().say_how_it_goes(by, &self.id, &said).await
    }
}

async fn stranger_with_profile(pair: &Pair) -> Caller {
    pair.town.seeker("sam").await
}

impl Pair {
    async fn propose_stranger(&self, by: &Caller) -> Result<(), MatchingError> {
        let new = ProposePlan {
            place: "school".to_owned(),
            moments: vec![self.town.clock.now()],
            version: 0,
        };
        self.matching().propose_to_meet(by, &self.id, &new).await
    }
}
