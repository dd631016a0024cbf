use std::sync::Arc;

use contract::meetups::{NewSource, Source as Known, Sources};
use nouns::Region;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{board_crumb, calls};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// The calendars of others that a region follows, for who coordinates it.
#[derive(Debug, Serialize)]
pub(super) struct SourcesPage {
    region: String,
    code: String,
    sources: Vec<Source>,
    address: Field,
    is_refused: bool,
}

#[derive(Debug, Serialize)]
struct Source {
    id: String,
    address: String,
    /// When it was last read, RFC 3339.
    worked: Option<String>,
    held: u32,
    doubles: u32,
    /// Why it cannot be read.
    problem: Option<Say>,
    /// It has failed so often that somebody has to look.
    is_failing: bool,
}

/// So often in a row, and it is not a bad day.
const FAILING: u32 = 5;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    adres: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Dropped {
    #[serde(default)]
    bron: String,
}

impl From<Known> for Source {
    fn from(known: Known) -> Self {
        Self {
            problem: known
                .problem
                .map(|problem| Say::of("meetups-problem", &problem)),
            is_failing: known.failures >= FAILING,
            id: known.id,
            address: known.address,
            worked: known.worked,
            held: known.held,
            doubles: known.doubles,
        }
    }
}

impl SourcesPage {
    fn new(region: Region, found: Sources) -> Self {
        Self {
            region: region.name().to_owned(),
            code: region.code().to_owned(),
            sources: found.sources.into_iter().map(Source::from).collect(),
            address: Field::default(),
            is_refused: false,
        }
    }

    fn refused(self, typed: &str, problem: &str) -> Self {
        let mut address = Field::filled(typed);
        address.problem = Some(Say::of("meetups-problem", problem));
        Self {
            address,
            is_refused: true,
            ..self
        }
    }
}

impl Page for SourcesPage {
    const TEMPLATE: &'static str = "meetups/sources";

    fn title(&self) -> Say {
        Say::key("meetups-sources-title").with("name", self.region.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let region = urls::region(&self.code);
        vec![board_crumb(), Crumb::name(&self.region, &region)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let source = |id: &str, failures: u32, problem: Option<&str>| Known {
            id: id.to_owned(),
            address: format!("https://agenda.example/{id}/agenda-van-het-wijkcentrum.ics"),
            worked: Some("2026-03-01T09:00:00+00:00".to_owned()),
            failures,
            problem: problem.map(str::to_owned),
            held: 12,
            doubles: 1,
        };
        let new = Known {
            worked: None,
            held: 0,
            doubles: 0,
            ..source("nieuw", 0, None)
        };
        let page = |sources: Vec<Known>| {
            let region = Region::all().last();
            region.map(|region| Self::new(region, Sources { sources }))
        };
        let filled = page(vec![
            source("wijk", 0, None),
            source("school", 1, Some("source.slow")),
            source("oud", 6, Some("source.unreadable")),
            new,
        ]);
        let refused = page(Vec::new()).map(|page| page.refused("agenda", "source.address"));
        let all = [
            ("none", page(Vec::new())),
            ("some", filled),
            ("refused", refused),
        ];
        all.into_iter()
            .filter_map(|(name, page)| Some((name, page?)))
            .collect()
    }
}

/// Shows how the sources of a region go.
#[handler]
pub(crate) async fn list(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    let found = calls::sources(&app.services.meetups, &me.token, region.code()).await?;
    Ok(show(SourcesPage::new(region, found)))
}

/// Follows one more, or shows the form again with what was typed and what is wrong.
#[handler]
pub(crate) async fn add(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    let meetups = &app.services.meetups;
    let new = NewSource {
        address: Some(typed.adres.clone()),
    };
    let problem = match calls::add_source(meetups, &me.token, region.code(), &new).await {
        Ok(_) => {
            let told = Say::key("meetups-flash-source");
            return Ok(see_other(urls::region_sources(region.code())).telling(told));
        }
        Err(Problem::Refused(fields)) => fields.first().map(|field| field.code.clone()),
        Err(problem) => return Err(problem.into()),
    };
    let found = calls::sources(meetups, &me.token, region.code()).await?;
    let problem = problem.unwrap_or_default();
    Ok(refuse(
        SourcesPage::new(region, found).refused(&typed.adres, &problem),
    ))
}

/// Follows one no more.
#[handler]
pub(crate) async fn stop(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
    Form(dropped): Form<Dropped>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    let meetups = &app.services.meetups;
    match calls::drop_source(meetups, &me.token, region.code(), &dropped.bron).await {
        // Dropped from another tab already: it is as the person wants it.
        Ok(()) | Err(Problem::NotFound) => {
            let told = Say::key("meetups-flash-source-dropped");
            Ok(see_other(urls::region_sources(region.code())).telling(told))
        }
        Err(problem) => Err(problem.into()),
    }
}
