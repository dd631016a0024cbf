use std::sync::Arc;

use chrono::NaiveDate;
use contract::matching::Programme;
use nouns::StudyField;
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, next_date, place, runs, samples, to_the_list};
use crate::app::App;
use crate::error::PageError;
use crate::form::Label;
use crate::i18n::Say;
use crate::matching::profile;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;

/// A programme, for who takes part in it or may join.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammePage {
    id: String,
    name: String,
    relation: Say,
    place: Label,
    field: Option<Say>,
    route: Option<Say>,
    mode: Say,
    places: i64,
    next: Say,
    on: NaiveDate,
    asked_until: NaiveDate,
    matches_on: NaiveDate,
    ends: NaiveDate,
    over: bool,
    runs: bool,
    seed: String,
    policy: i64,
    /// With which sides I take part, and where to change that.
    mine: Vec<Side>,
    joins: Vec<Side>,
}

#[derive(Debug, Serialize)]
struct Side {
    say: Say,
    href: String,
}

impl Page for ProgrammePage {
    const TEMPLATE: &'static str = "matching/programme";

    fn title(&self) -> Say {
        Say::key("programmes-one-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        to_the_list()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let today = samples::today();
        let [run, mine, open] = samples::all();
        let over = Programme {
            over: true,
            ..samples::all()[1].clone()
        };
        vec![
            ("coordinator", Self::of(&run, today)),
            ("taking part", Self::of(&mine, today)),
            ("open", Self::of(&open, today)),
            ("over", Self::of(&over, today)),
        ]
    }
}

impl ProgrammePage {
    fn of(programme: &Programme, today: NaiveDate) -> Self {
        let (next, on) = next_date(programme, today);
        let field = programme.study_field.as_deref();
        let field = field.filter(|code| StudyField::parse(code).is_ok());
        let href = |side: &str| profile::address(side);
        Self {
            relation: Say::of("matching-relation", &programme.relation),
            place: place(programme),
            field: field.map(|code| Say::of("matching-study", code)),
            route: programme
                .route
                .as_deref()
                .map(|key| Say::of("matching-route", key)),
            mode: Say::of("programmes-mode", &programme.mode),
            places: i64::from(programme.places),
            next,
            on,
            asked_until: programme.asked_until,
            matches_on: programme.matches_on,
            ends: programme.ends,
            over: programme.over,
            runs: runs(programme),
            seed: programme.seed.clone(),
            policy: i64::from(programme.policy),
            mine: programme
                .mine
                .iter()
                .map(|side| Side {
                    say: Say::of("programmes-part", side),
                    href: href(side),
                })
                .collect(),
            joins: programme
                .may
                .iter()
                .filter(|may| *may != "run")
                .map(|side| Side {
                    say: Say::of("programmes-join", side),
                    href: href(side),
                })
                .collect(),
            name: programme.name.clone(),
            id: programme.id.clone(),
        }
    }
}

#[handler]
pub(super) async fn show_programme(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let programme = calls::one(app, &by, &id).await?;
    let today = app.clock.now().date_naive();
    Ok(show(ProgrammePage::of(&programme, today)))
}
