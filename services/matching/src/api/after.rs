//! What comes after a yes: a date, goals, how it goes, the end; and what coordinators see of it.

use std::sync::Arc;

use contract::Caller;
use contract::matching::{
    AddStep, AnswerCheckIn, Choices, LastingTable, PickPlan, PlanReminder, ProposePlan, SayThanks,
    SeenPlan, ShareGoal, StuckList, TickStep, Together,
};
use nouns::{Language, RequestId};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{ApiResponse, OpenApi};
use wire::SignedIn;

use super::{Done, request_id, told};
use crate::{Matching, MatchingError};

pub(super) struct Api(pub(super) Arc<Matching>);

#[derive(ApiResponse)]
enum Invitation {
    /// RFC 5545: an invitation with one event.
    #[oai(status = 200, content_type = "text/calendar; charset=utf-8")]
    Calendar(PlainText<String>, #[oai(header = "Cache-Control")] String),
}

type Answer = poem::Result<Json<Together>>;

#[OpenApi]
impl Api {
    /// Everything that the two of a match share.
    #[oai(path = "/requests/:id/together", method = "get")]
    async fn together(&self, SignedIn(by): SignedIn, id: Path<String>) -> Answer {
        let id = request_id(&id.0)?;
        self.answer(&by, &id, Ok(())).await
    }

    /// Proposes one to three moments and a place to meet.
    #[oai(path = "/requests/:id/plan", method = "post")]
    async fn propose(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<ProposePlan>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.propose_to_meet(&by, &id, &new).await;
        self.answer(&by, &id, done).await
    }

    /// Picks one of the proposed moments.
    #[oai(path = "/requests/:id/plan/pick", method = "post")]
    async fn pick(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(pick): Json<PickPlan>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.pick_moment(&by, &id, &pick).await;
        self.answer(&by, &id, done).await
    }

    /// None of the moments fits, or whoever proposed them takes them back.
    #[oai(path = "/requests/:id/plan/drop", method = "post")]
    async fn drop_proposal(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(seen): Json<SeenPlan>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.drop_proposal(&by, &id, &seen).await;
        self.answer(&by, &id, done).await
    }

    /// Calls the date off.
    #[oai(path = "/requests/:id/plan/call-off", method = "post")]
    async fn call_off(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(seen): Json<SeenPlan>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.call_off(&by, &id, &seen).await;
        self.answer(&by, &id, done).await
    }

    /// Whether the caller hears of the date the day before.
    #[oai(path = "/requests/:id/plan/reminder", method = "put")]
    async fn reminder(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(wanted): Json<PlanReminder>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.set_reminder(&by, &id, wanted.remind).await;
        self.answer(&by, &id, done).await
    }

    /// The date for a calendar: the one that stands, or the last one, called off. `lang` is `nl` or `en`.
    #[oai(path = "/requests/:id/plan.ics", method = "get")]
    async fn invitation(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        lang: Query<Option<String>>,
    ) -> poem::Result<Invitation> {
        let id = request_id(&id.0)?;
        let language = match lang.0.as_deref() {
            Some("en") => Language::En,
            _ => Language::Nl,
        };
        let text = told(self.0.invitation(&by, &id, language).await)?;
        Ok(Invitation::Calendar(
            PlainText(text),
            "private, no-cache".to_owned(),
        ))
    }

    /// Shares a goal.
    #[oai(path = "/requests/:id/goals", method = "post")]
    async fn share_goal(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<ShareGoal>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.share_goal(&by, &id, &new.goal).await;
        self.answer(&by, &id, done).await
    }

    /// Puts a goal away with its steps.
    #[oai(path = "/requests/:id/goals/:goal", method = "delete")]
    async fn put_goal_away(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        goal: Path<String>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.put_goal_away(&by, &id, &goal.0).await;
        self.answer(&by, &id, done).await
    }

    /// Adds a small step to a goal.
    #[oai(path = "/requests/:id/steps", method = "post")]
    async fn add_step(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<AddStep>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.add_step(&by, &id, &new).await;
        self.answer(&by, &id, done).await
    }

    /// Ticks a step off, or takes the tick back.
    #[oai(path = "/requests/:id/steps/:n", method = "put")]
    async fn tick(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        n: Path<String>,
        Json(tick): Json<TickStep>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let n = n.0.parse().map_err(|_| wire::Problem::NotFound)?;
        let done = self.0.tick_step(&by, &id, n, tick.done).await;
        self.answer(&by, &id, done).await
    }

    /// Says how it goes; the other sees it only where the caller wants that.
    #[oai(path = "/requests/:id/check-in", method = "post")]
    async fn check_in(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(said): Json<AnswerCheckIn>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.say_how_it_goes(&by, &id, &said).await;
        self.answer(&by, &id, done).await
    }

    /// Asks the coordinator for help.
    #[oai(path = "/requests/:id/help", method = "post")]
    async fn help(&self, SignedIn(by): SignedIn, id: Path<String>) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.ask_coordinator(&by, &id).await;
        self.answer(&by, &id, done).await
    }

    /// Thanks the other at the end, once.
    #[oai(path = "/requests/:id/thanks", method = "post")]
    async fn thank(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(thanks): Json<SayThanks>,
    ) -> Answer {
        let id = request_id(&id.0)?;
        let done = self.0.thank(&by, &id, &thanks.thanks).await;
        self.answer(&by, &id, done).await
    }

    /// After a good end: a profile that helps, filled in from the caller's own.
    #[oai(path = "/requests/:id/helper", method = "get")]
    async fn helper(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<Choices>> {
        let id = request_id(&id.0)?;
        Ok(Json(told(self.0.helper_beginning(&by, &id).await)?))
    }

    /// Matches that need somebody, for a coordinator.
    #[oai(path = "/stuck", method = "get")]
    async fn stuck(&self, SignedIn(by): SignedIn) -> poem::Result<Json<StuckList>> {
        Ok(Json(told(self.0.stuck_matches(&by).await)?))
    }

    /// A coordinator has helped the two of a match.
    #[oai(path = "/stuck/:id/helped", method = "post")]
    async fn helped(&self, SignedIn(by): SignedIn, id: Path<String>) -> poem::Result<Done> {
        let id = request_id(&id.0)?;
        told(self.0.helped(&by, &id).await)?;
        Ok(Done::Done)
    }

    /// Which attributes made matches last, for coordinators; of one programme or of all.
    #[oai(path = "/lasting", method = "get")]
    async fn lasting(
        &self,
        SignedIn(by): SignedIn,
        programme: Query<Option<String>>,
    ) -> poem::Result<Json<LastingTable>> {
        let programme = programme.0.filter(|programme| !programme.is_empty());
        Ok(Json(told(self.0.lasting(&by, programme).await)?))
    }
}

impl Api {
    /// What the two share now, once a deed is done.
    async fn answer(&self, by: &Caller, id: &RequestId, done: Result<(), MatchingError>) -> Answer {
        told(done)?;
        Ok(Json(told(self.0.together(by, id).await)?))
    }
}
