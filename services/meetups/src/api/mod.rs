//! The HTTP API: translation only. Paths are those below `/api/meetups`.

mod answers;
mod boards;
mod by_mail;
mod calendars;
mod certificates;
mod charters;
mod communities;
mod concepts;
mod dates;
mod desk;
mod drafts;
mod entries;
mod entry;
mod events;
mod feeds;
mod harvest;
mod images;
mod joining;
mod perhaps;
mod problems;
mod series;
mod signups;
mod sources;
mod steps;
mod times;
mod topics;

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups as code;
use nouns::{CommunityId, EventId, Region};
use poem::endpoint::BoxEndpoint;
use poem_openapi::{OpenApi, OpenApiService};
use wire::{Problem, Verifier};

use crate::Meetups;

/// The service's API, its description at `/openapi.json` among the paths.
pub fn endpoint(service: Arc<Meetups>, verifier: Verifier) -> BoxEndpoint<'static> {
    let clock = service.clock.clone();
    let guarded = Arc::clone(&service);
    let apis = (
        meetups(&service),
        communities(&service),
        boards::BoardApi(Arc::clone(&service)),
        calendars::CalendarApi(Arc::clone(&service)),
        sources::SourceApi(Arc::clone(&service)),
        feeds::FeedApi(Arc::clone(&service)),
        harvest::HarvestApi(service),
    );
    let description =
        "Learning communities, the event boards of regions, sign-ups and calendar feeds.";
    let api = OpenApiService::new(apis, "Kansrijk meetups", env!("CARGO_PKG_VERSION"))
        .description(description)
        .server("/api/meetups");
    let mounted = wire::mount(api, verifier, clock);
    wire::following::guarded(mounted, names_people, move || {
        let service = Arc::clone(&guarded);
        async move { service.be_up_to_date().await }
    })
}

/// A meetup, from its draft to the proof that somebody was there.
fn meetups(service: &Arc<Meetups>) -> impl OpenApi + use<> {
    (
        concepts::ConceptApi(Arc::clone(service)),
        dates::DateApi(Arc::clone(service)),
        events::EventApi(Arc::clone(service)),
        signups::SignupApi(Arc::clone(service)),
        by_mail::ByMailApi(Arc::clone(service)),
        desk::DeskApi(Arc::clone(service)),
        certificates::CertificateApi(Arc::clone(service)),
        images::ImageApi(Arc::clone(service)),
    )
}

/// A learning community, and what its members do in it.
fn communities(service: &Arc<Meetups>) -> impl OpenApi + use<> {
    (
        communities::CommunityApi(Arc::clone(service)),
        joining::JoiningApi(Arc::clone(service)),
        topics::TopicApi(Arc::clone(service)),
        entries::EntryApi(Arc::clone(service)),
        steps::StepApi(Arc::clone(service)),
    )
}

/// Lists of guests and members; a board and its feeds name nobody who came.
fn names_people(path: &str) -> bool {
    path.contains("/signups")
        || path.starts_with("/communities/")
        || path.starts_with("/concepts")
        || path.starts_with("/invitations/")
        || path.starts_with("/feeds/mijn/")
        || path.starts_with("/calendars/")
        || path.starts_with("/entries/")
        || path.ends_with("/desk")
        || path.starts_with("/topics/")
        || path == "/about-me"
}

/// An id in a path; what is no id names nothing.
fn event_id(text: &str) -> Result<EventId, Problem> {
    EventId::parse(text).map_err(|_| Problem::NotFound)
}

fn community_id(text: &str) -> Result<CommunityId, Problem> {
    CommunityId::parse(text).map_err(|_| Problem::NotFound)
}

/// A region in a query; empty is none.
fn region(text: Option<&str>, problems: &mut Vec<FieldProblem>) -> Option<Region> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    let region = Region::parse(text);
    if region.is_err() {
        problems.push(FieldProblem::new("region", code::REGION_UNKNOWN));
    }
    region.ok()
}

fn refused_if_any(problems: Vec<FieldProblem>) -> Result<(), Problem> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problem::Refused(problems))
    }
}

#[cfg(test)]
mod tests;
