use std::sync::Arc;

use contract::meetups::{EventSignups, MySignups, Signup};
use contract::my_data::AboutMe;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::{answers, event_id};
use crate::Meetups;

/// Places at events.
pub(super) struct SignupApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum SignedUpAnswer {
    #[oai(status = 201)]
    Created(Json<Signup>),
}

#[derive(ApiResponse)]
enum Left {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl SignupApi {
    /// A place, or the last place in the waiting list.
    #[oai(path = "/events/:id/signups", method = "post")]
    async fn sign_up(&self, id: Path<String>, caller: SignedIn) -> Result<SignedUpAnswer, Problem> {
        let signup = self.0.sign_up(&caller.0, &event_id(&id.0)?).await?;
        Ok(SignedUpAnswer::Created(Json(answers::signup(&signup))))
    }

    /// Says yes to the place that is held for the caller; in the last two hours, to one that is free.
    #[oai(path = "/events/:id/signups/mine/confirm", method = "post")]
    async fn confirm(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Signup>, Problem> {
        let signup = self.0.confirm(&caller.0, &event_id(&id.0)?).await?;
        Ok(Json(answers::signup(&signup)))
    }

    /// Gives the caller's place back; the first who waits is offered it.
    #[oai(path = "/events/:id/signups/mine", method = "delete")]
    async fn leave(&self, id: Path<String>, caller: SignedIn) -> Result<Left, Problem> {
        self.0.leave(&caller.0, &event_id(&id.0)?).await?;
        Ok(Left::Done)
    }

    /// Who comes and who waits, for who coordinates.
    #[oai(path = "/events/:id/signups", method = "get")]
    async fn signups(
        &self,
        id: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<EventSignups>, Problem> {
        let (event, attendees) = self.0.signups(&caller.0, &event_id(&id.0)?).await?;
        Ok(Json(answers::signups(&event, attendees)))
    }

    /// Everything that this service holds about the caller, and what stays for others.
    #[oai(path = "/about-me", method = "get")]
    async fn about_me(&self, caller: SignedIn) -> Result<Json<AboutMe>, Problem> {
        Ok(Json(self.0.about_me(&caller.0).await?))
    }

    /// What the caller signed up for and is not over, soonest first.
    #[oai(path = "/signups/mine", method = "get")]
    async fn mine(&self, caller: SignedIn) -> Result<Json<MySignups>, Problem> {
        let now = self.0.clock.now();
        let mine = self.0.my_signups(&caller.0).await?.into_iter().map(|one| {
            let community = self.0.community_name(one.event.words.community.as_ref());
            answers::mine(one, community, now)
        });
        Ok(Json(MySignups {
            signups: mine.collect(),
        }))
    }
}
