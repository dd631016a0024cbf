use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{TEAM_FIELD_MISSING, TEAM_NAME_UNFIT, TEAM_TOO_MANY};
use nouns::Role;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::content::{TeamFields, Typed};
use super::{calls, samples, teams_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Founding a team.
#[derive(Debug, Serialize)]
pub(super) struct NewTeamPage {
    /// Whether the reader may at all; else the page says who may.
    is_allowed: bool,
    refused: bool,
    /// What is wrong with no single field.
    problem: Option<Say>,
    fields: TeamFields,
}

impl NewTeamPage {
    fn of(is_allowed: bool, typed: &Typed, problems: &[FieldProblem]) -> Self {
        Self {
            is_allowed,
            refused: !problems.is_empty(),
            problem: None,
            fields: TeamFields::of(typed, problems),
        }
    }
}

impl Page for NewTeamPage {
    const TEMPLATE: &'static str = "toolbox/teams/new";

    fn title(&self) -> Say {
        Say::key("teams-new-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![super::super::toolbox_crumb(), teams_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let typed = Typed::of(&samples::groen().content);
        let problems = [
            FieldProblem::new("name", TEAM_NAME_UNFIT),
            FieldProblem::new("field", TEAM_FIELD_MISSING),
        ];
        let too_many = Self {
            problem: Some(Say::of("teams-problem", TEAM_TOO_MANY.name)),
            ..Self::of(true, &typed, &[])
        };
        vec![
            ("empty", Self::of(true, &Typed::default(), &[])),
            ("refused", Self::of(true, &typed, &problems)),
            ("in ten teams", too_many),
            ("not allowed", Self::of(false, &Typed::default(), &[])),
        ]
    }
}

/// Shows the form, in the reader's own region.
#[handler]
pub(super) async fn form(SignedIn(me): SignedIn) -> Result<Response, PageError> {
    let typed = Typed::in_region(me.region);
    Ok(show(NewTeamPage::of(me.is(Role::Docent), &typed, &[])))
}

/// Founds a team, or shows the form again with what is wrong.
#[handler]
pub(super) async fn create(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    match calls::found(&app.services.toolbox, &me.token, &typed.read()).await {
        Ok(page) => {
            let told = Say::key("teams-flash-founded").with("name", page.team.content.name);
            Ok(see_other(urls::team(&page.team.id)).telling(told))
        }
        Err(Problem::Refused(problems)) => Ok(refuse(NewTeamPage::of(true, &typed, &problems))),
        Err(problem) if problem.name() == TEAM_TOO_MANY.name => Ok(refuse(NewTeamPage {
            problem: Some(Say::of("teams-problem", problem.name())),
            ..NewTeamPage::of(true, &typed, &[])
        })),
        Err(problem) => Err(problem.into()),
    }
}
