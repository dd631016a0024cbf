use std::sync::Arc;

use contract::meetups::{self as code, NewSource, Source as Answer, Sources};
use nouns::Region;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use crate::sources::{Source, SourceId};
use crate::{Meetups, MeetupsError};

/// Calendars of others that a region follows, for who coordinates it.
pub(super) struct SourceApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Added {
    #[oai(status = 201)]
    Created(Json<Answer>),
}

#[derive(ApiResponse)]
enum Dropped {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl SourceApi {
    /// The sources of a region, and how they go.
    #[oai(path = "/regions/:code/sources", method = "get")]
    async fn list(&self, code: Path<String>, caller: SignedIn) -> Result<Json<Sources>, Problem> {
        let found = self.0.sources(&caller.0, region(&code.0)?).await;
        let sources = found.map_err(source_problem)?;
        Ok(Json(Sources {
            sources: sources.into_iter().map(answer).collect(),
        }))
    }

    /// The region follows one more.
    #[oai(path = "/regions/:code/sources", method = "post")]
    async fn add(
        &self,
        code: Path<String>,
        caller: SignedIn,
        new: Json<NewSource>,
    ) -> Result<Added, Problem> {
        let address = new.0.address.unwrap_or_default();
        let added = self.0.add_source(&caller.0, region(&code.0)?, &address);
        let source = added.await.map_err(source_problem)?;
        Ok(Added::Created(Json(answer(source))))
    }

    /// It follows it no more.
    #[oai(path = "/regions/:code/sources/:id", method = "delete")]
    async fn stop(
        &self,
        code: Path<String>,
        id: Path<String>,
        caller: SignedIn,
    ) -> Result<Dropped, Problem> {
        region(&code.0)?;
        let dropped = self.0.drop_source(&caller.0, &SourceId::parse(&id.0)).await;
        dropped.map_err(source_problem)?;
        Ok(Dropped::Done)
    }
}

fn region(code: &str) -> Result<Region, Problem> {
    Region::parse(code).map_err(|_| Problem::NotFound)
}

fn answer(source: Source) -> Answer {
    Answer {
        id: source.id.as_str().to_owned(),
        address: source.address,
        worked: source.worked.map(|at| at.to_rfc3339()),
        failures: source.failures,
        problem: source.problem,
        held: source.held,
        doubles: source.doubles,
    }
}

fn source_problem(error: MeetupsError) -> Problem {
    match error {
        MeetupsError::NotAllowed => Problem::Forbidden(code::SOURCES_NOT_YOURS),
        other => other.into(),
    }
}
