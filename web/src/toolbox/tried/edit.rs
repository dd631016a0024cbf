use std::sync::Arc;

use contract::toolbox::Report;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::form::{ReportFields, Typed, sample_problems};
use super::new::today;
use super::view::{full_id, parts};
use super::{calls, crumbs, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Changing what one's team told. Team and day stay.
#[derive(Debug, Serialize)]
pub(super) struct EditReportPage {
    card: String,
    title: String,
    team: String,
    /// The report in an address.
    id: String,
    on: String,
    fields: ReportFields,
    refused: bool,
}

impl EditReportPage {
    fn of(report: &Report, fields: ReportFields, refused: bool) -> Self {
        Self {
            id: full_id(&report.id, &report.card),
            card: report.card.clone(),
            title: report.card_title.clone(),
            team: report.team_name.clone(),
            on: report.content.on.clone(),
            fields,
            refused,
        }
    }
}

impl Page for EditReportPage {
    const TEMPLATE: &'static str = "toolbox/tried/edit";

    fn title(&self) -> Say {
        Say::key("tried-edit-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.card, &self.title)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let report = samples::report();
        let typed = Typed::of(&report.content);
        let of = |problems: &[contract::FieldProblem]| {
            let fields = ReportFields::of(&typed, None, samples::day(), problems);
            Self::of(&report, fields, !problems.is_empty())
        };
        vec![
            ("filled", of(&[])),
            ("refused", of(&sample_problems()[1..3])),
        ]
    }
}

/// A report that the caller may do `deed` with.
async fn own(app: &App, me: &Caller, id: &str, deed: &str) -> Result<Report, PageError> {
    let (report, card) = parts(id).ok_or(PageError::NotFound)?;
    let report = calls::report(&app.services.toolbox, &me.token, &card, &report).await?;
    if report.may.iter().any(|may| may == deed) {
        Ok(report)
    } else {
        Err(PageError::NotAllowed)
    }
}

/// Shows the form with what was told.
#[handler]
pub(super) async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let report = own(app, &me, &id, "edit").await?;
    let typed = Typed::of(&report.content);
    let fields = ReportFields::of(&typed, None, today(&app.clock), &[]);
    Ok(show(EditReportPage::of(&report, fields, false)))
}

/// Saves the change, or shows the form again with what is wrong.
#[handler]
pub(super) async fn save(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let report = own(app, &me, &id, "edit").await?;
    let typed = Typed(typed);
    let told = contract::toolbox::ReportContent {
        team: report.content.team.clone(),
        on: report.content.on.clone(),
        ..typed.read()
    };
    let toolbox = &app.services.toolbox;
    match calls::change(toolbox, &me.token, &report.card, &report.id, &told).await {
        Ok(_) => Ok(see_other(urls::tried(&report.card)).telling(Say::key("tried-flash-changed"))),
        Err(Problem::Refused(problems)) => {
            let fields = ReportFields::of(&typed, None, today(&app.clock), &problems);
            Ok(refuse(EditReportPage::of(&report, fields, true)))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Takes a report away.
#[handler]
pub(super) async fn withdraw(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (report, card) = parts(&id).ok_or(PageError::NotFound)?;
    calls::withdraw(&app.services.toolbox, &me.token, &card, &report).await?;
    Ok(see_other(urls::tried(&card)).telling(Say::key("tried-flash-withdrawn")))
}
