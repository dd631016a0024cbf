use std::sync::Arc;

use contract::meetups::{CommunityStep, CommunitySteps};
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use wire::{Problem, SignedIn};

use crate::Meetups;
use crate::steps::CommunityStep as Step;

/// What runs in communities for somebody.
pub(super) struct StepApi(pub(super) Arc<Meetups>);

#[OpenApi]
impl StepApi {
    /// What waits for me in communities, and what I wait for there, soonest first.
    #[oai(path = "/steps/mine", method = "get")]
    async fn mine(&self, caller: SignedIn) -> Result<Json<CommunitySteps>, Problem> {
        let steps = self.0.steps(&caller.0).await?.into_iter();
        let steps = steps.map(|step| {
            let community = self.0.community_name(Some(&step.community));
            answer(step, community.unwrap_or_default())
        });
        Ok(Json(CommunitySteps {
            steps: steps.collect(),
        }))
    }
}

fn answer(step: Step, community_name: String) -> CommunityStep {
    CommunityStep {
        step: step.next.as_str().to_owned(),
        yours: step.next.is_theirs(),
        title: step.title,
        community: step.community.to_string(),
        community_name,
        entry: step.entry.map(|id| id.as_str().to_owned()),
        until: step.until,
    }
}
