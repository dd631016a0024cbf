use std::sync::Arc;

use contract::meetups::{self as code, Joining, RequestAnswer, SetSpace};
use nouns::PersonId;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::communities::community_problem;
use super::community_id;
use crate::Meetups;
use crate::community::{Side, Space};
use crate::joining::JoinProblem;

/// Open and closed communities, and asking to take part.
pub(super) struct JoiningApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl JoiningApi {
    /// Opens a community that I lead, or closes it.
    #[oai(path = "/communities/:slug/space", method = "put")]
    async fn set_space(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        sent: Json<SetSpace>,
    ) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        let space = Space::parse(&sent.0.space);
        let space = space.ok_or_else(|| Problem::field("space", code::SPACE_UNKNOWN))?;
        let set = self.0.set_space(&caller.0, &slug, space).await;
        set.map_err(community_problem)?;
        Ok(Done::Done)
    }

    /// I ask to take part in a closed community.
    #[oai(path = "/communities/:slug/requests", method = "post")]
    async fn ask(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        joining: Json<Joining>,
    ) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        let typed = joining.0.side.as_deref().unwrap_or_default();
        let side = Side::parse(typed).ok_or_else(|| Problem::field("side", code::SIDE_UNKNOWN))?;
        self.0.ask_to_join(&caller.0, &slug, side).await?;
        Ok(Done::Done)
    }

    /// I do not ask any more.
    #[oai(path = "/communities/:slug/requests/me", method = "delete")]
    async fn take_back(&self, slug: Path<String>, caller: SignedIn) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        self.0.take_back_request(&caller.0, &slug).await?;
        Ok(Done::Done)
    }

    /// Lets somebody into a community that I lead, or not.
    #[oai(path = "/communities/:slug/requests/:person", method = "post")]
    async fn answer(
        &self,
        slug: Path<String>,
        person: Path<String>,
        caller: SignedIn,
        answer: Json<RequestAnswer>,
    ) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        let person = PersonId::parse(&person.0).map_err(|_| Problem::NotFound)?;
        let yes = answer.0.yes;
        let answered = self.0.answer_request(&caller.0, &slug, &person, yes).await;
        answered.map_err(community_problem)?;
        Ok(Done::Done)
    }
}

impl From<JoinProblem> for Problem {
    fn from(problem: JoinProblem) -> Self {
        match problem {
            JoinProblem::NoNeed => Self::Conflict(code::JOIN_NO_NEED),
            JoinProblem::AskFirst => Self::Forbidden(code::JOIN_ASK_FIRST),
            JoinProblem::NoRequest => Self::Conflict(code::JOIN_NO_REQUEST),
        }
    }
}
