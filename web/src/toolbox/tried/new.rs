use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Europe::Amsterdam;
use contract::FieldProblem;
use contract::toolbox::{REPORT_TOO_MANY, Team};
use nouns::{Clock, Role};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::form::{ReportFields, Typed, sample_problems};
use super::{calls, crumbs, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::toolbox::calls::card;
use crate::toolbox::teams;
use crate::urls;

/// Telling in a minute how a card went.
#[derive(Debug, Serialize)]
pub(super) struct TellPage {
    id: String,
    title: String,
    /// None for whoever is in no team.
    fields: Option<ReportFields>,
    /// Whether the reader can found a team.
    is_teacher: bool,
    refused: bool,
    /// What is wrong with no single field.
    problem: Option<Say>,
}

impl TellPage {
    fn of(id: &str, title: &str, fields: Option<ReportFields>) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            fields,
            is_teacher: true,
            refused: false,
            problem: None,
        }
    }
}

impl Page for TellPage {
    const TEMPLATE: &'static str = "toolbox/tried/new";

    fn title(&self) -> Say {
        Say::key("tried-new-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.id, &self.title)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let day = samples::day();
        let of = |typed: &Typed, teams: &[Team], problems: &[FieldProblem]| {
            let fields = ReportFields::of(typed, Some(teams), day, problems);
            Self::of("rondje", "Rondje om", Some(fields))
        };
        let one = [teams::samples::groen()];
        let two = [teams::samples::groen(), teams::samples::zorg()];
        let typed = Typed::of(&samples::report().content);
        let in_no_team = |is_teacher| Self {
            is_teacher,
            ..Self::of("rondje", "Rondje om", None)
        };
        let refused = Self {
            refused: true,
            ..of(&typed, &two, &sample_problems())
        };
        let too_many = Self {
            problem: Some(Say::of("teams-problem", REPORT_TOO_MANY.name)),
            ..of(&typed, &two, &[])
        };
        vec![
            ("one team", of(&Typed::about(day, &one), &one, &[])),
            ("two teams", of(&Typed::about(day, &two), &two, &[])),
            ("refused", refused),
            ("too many", too_many),
            ("in no team", in_no_team(true)),
            ("no teacher", in_no_team(false)),
        ]
    }
}

/// Today, as the clocks here have it.
pub(super) fn today(clock: &Clock) -> NaiveDate {
    clock.now().with_timezone(&Amsterdam).date_naive()
}

/// Shows the form, filled in as far as it can be.
#[handler]
pub(super) async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let card = card(toolbox, Some(&me.token), &id).await?;
    let mine = teams::mine_if_any(toolbox, &me).await?.teams;
    let today = today(&app.clock);
    let typed = Typed::about(today, &mine);
    let fields = (!mine.is_empty()).then(|| ReportFields::of(&typed, Some(&mine), today, &[]));
    Ok(show(TellPage {
        is_teacher: me.is(Role::Docent),
        ..TellPage::of(&id, &card.content.title, fields)
    }))
}

/// Tells it, or shows the form again with what is wrong.
#[handler]
pub(super) async fn tell(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let typed = Typed(typed);
    let told = typed.read();
    let (problems, problem) = match calls::tell(toolbox, &me.token, &id, &told).await {
        Ok(_) => {
            return Ok(see_other(urls::card(&id)).telling(Say::key("tried-flash-told")));
        }
        Err(Problem::Refused(problems)) => (problems, None),
        Err(problem) if problem.name() == REPORT_TOO_MANY.name => {
            (Vec::new(), Some(Say::of("teams-problem", problem.name())))
        }
        Err(problem) => return Err(problem.into()),
    };
    let card = card(toolbox, Some(&me.token), &id).await?;
    let mine = teams::mine(toolbox, &me.token).await?.teams;
    let fields = ReportFields::of(&typed, Some(&mine), today(&app.clock), &problems);
    Ok(refuse(TellPage {
        refused: !problems.is_empty(),
        problem,
        ..TellPage::of(&id, &card.content.title, Some(fields))
    }))
}
