use std::sync::Arc;

use contract::meetups::{self as code, Concept, ConceptList, Event, NewConcept};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::boards::Published;
use super::drafts::given;
use super::events::EventApi;
use super::times::Typed;
use super::{answers, drafts, event_id};
use crate::{Kept, Meetups};

/// Bytes of all words of a concept together: what a meetup may say at most, and some more.
const LONGEST: usize = 60_000;

/// Meetups that are not published yet.
pub(super) struct ConceptApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Began {
    #[oai(status = 201)]
    Created(Json<Concept>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl ConceptApi {
    /// The caller's own, and those that they organise too.
    #[oai(path = "/concepts", method = "get")]
    async fn concepts(&self, caller: SignedIn) -> Result<Json<ConceptList>, Problem> {
        let concepts = self.0.concepts(&caller.0).await?;
        Ok(Json(ConceptList {
            concepts: concepts.into_iter().map(answers::concept).collect(),
        }))
    }

    /// Keeps the words of a meetup for later; with a moment it is published then.
    #[oai(path = "/concepts", method = "post")]
    async fn begin(&self, caller: SignedIn, concept: Json<NewConcept>) -> Result<Began, Problem> {
        let kept = kept(concept.0)?;
        let view = self.0.begin_concept(&caller.0, kept).await?;
        Ok(Began::Created(Json(answers::concept(view))))
    }

    /// One concept, for who keeps it and who organises it too.
    #[oai(path = "/concepts/:id", method = "get")]
    async fn concept(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Concept>, Problem> {
        let view = self.0.concept(&caller.0, &event_id(&id.0)?).await?;
        Ok(Json(answers::concept(view)))
    }

    /// Writes a concept anew; what is left out is gone.
    #[oai(path = "/concepts/:id", method = "put")]
    async fn change(
        &self,
        id: Path<String>,
        caller: SignedIn,
        concept: Json<NewConcept>,
    ) -> Result<Json<Concept>, Problem> {
        let (id, kept) = (event_id(&id.0)?, kept(concept.0)?);
        let view = self.0.change_concept(&caller.0, &id, kept).await?;
        Ok(Json(answers::concept(view)))
    }

    /// Throws a concept away.
    #[oai(path = "/concepts/:id", method = "delete")]
    async fn throw_away(&self, id: Path<String>, caller: SignedIn) -> Result<Done, Problem> {
        self.0.drop_concept(&caller.0, &event_id(&id.0)?).await?;
        Ok(Done::Done)
    }

    /// Puts a concept on the board now.
    #[oai(path = "/concepts/:id/publish", method = "post")]
    async fn publish(&self, id: Path<String>, caller: SignedIn) -> Result<Published, Problem> {
        let id = event_id(&id.0)?;
        let view = self.0.concept(&caller.0, &id).await?;
        let words = drafts::draft(&view.concept.words)?;
        let event = self.0.publish_concept(&caller.0, &id, words).await?;
        let shown: Json<Event> = EventApi(Arc::clone(&self.0))
            .shown(Some(&caller.0), &event.id)
            .await?;
        Ok(Published::Created(shown))
    }
}

fn kept(sent: NewConcept) -> Result<Kept, Problem> {
    let words = sent.words.unwrap_or_default();
    let length = serde_json::to_string(&words).map_or(usize::MAX, |text| text.len());
    if length > LONGEST {
        return Err(Problem::field("description", code::TEXT_TOO_LONG));
    }
    let Some(text) = given(sent.publish_at.as_ref()) else {
        return Ok(Kept {
            sent: words,
            ready: None,
        });
    };
    let Some(at) = Typed::parse(text) else {
        return Err(Problem::field("publish_at", code::DATE_UNREADABLE));
    };
    let draft = drafts::draft(&words)?;
    Ok(Kept {
        sent: words,
        ready: Some((draft, at.moment())),
    })
}
