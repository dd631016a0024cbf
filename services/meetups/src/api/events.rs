use std::sync::Arc;

use contract::Caller;
use contract::meetups::{self as code, Cancelling, Event, NewEvent};
use nouns::EventId;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use wire::{Problem, SignedIn, Visitor};

use super::{answers, drafts, event_id};
use crate::Meetups;

/// Characters of a reason to cancel: it stands on the page and in mails.
const LONGEST_REASON: usize = 500;

/// One event.
pub(super) struct EventApi(pub(super) Arc<Meetups>);

#[OpenApi]
impl EventApi {
    /// An event, with what the caller may do.
    #[oai(path = "/events/:id", method = "get")]
    async fn event(&self, id: Path<String>, visitor: Visitor) -> Result<Json<Event>, Problem> {
        self.shown(visitor.caller(), &event_id(&id.0)?).await
    }

    /// Gives an event new words; what is left out is gone.
    #[oai(path = "/events/:id", method = "put")]
    async fn edit(
        &self,
        id: Path<String>,
        caller: SignedIn,
        event: Json<NewEvent>,
    ) -> Result<Json<Event>, Problem> {
        let (id, words) = (event_id(&id.0)?, drafts::draft(&event.0)?);
        self.0.edit(&caller.0, &id, words).await?;
        self.shown(Some(&caller.0), &id).await
    }

    /// Calls an event off; who comes hears of it.
    #[oai(path = "/events/:id/cancel", method = "post")]
    async fn cancel(
        &self,
        id: Path<String>,
        caller: SignedIn,
        why: Json<Cancelling>,
    ) -> Result<Json<Event>, Problem> {
        let id = event_id(&id.0)?;
        let reason = why
            .0
            .reason
            .map(|reason| reason.trim().to_owned())
            .filter(|reason| !reason.is_empty());
        if reason
            .as_ref()
            .is_some_and(|reason| reason.chars().count() > LONGEST_REASON)
        {
            return Err(Problem::field("reason", code::TEXT_TOO_LONG));
        }
        self.0.cancel(&caller.0, &id, reason).await?;
        self.shown(Some(&caller.0), &id).await
    }
}

impl EventApi {
    pub(super) async fn shown(
        &self,
        caller: Option<&Caller>,
        id: &EventId,
    ) -> Result<Json<Event>, Problem> {
        Ok(Json(answers::event(self.0.event(caller, id).await?)))
    }
}
