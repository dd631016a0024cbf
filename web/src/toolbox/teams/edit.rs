use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::TEAM_SCHOOLS_UNFIT;
use poem::web::{Data, Form, Path};
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

/// Changing what a team is.
#[derive(Debug, Serialize)]
pub(super) struct EditTeamPage {
    id: String,
    name: String,
    refused: bool,
    fields: TeamFields,
}

impl EditTeamPage {
    fn of(id: &str, name: &str, typed: &Typed, problems: &[FieldProblem]) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            refused: !problems.is_empty(),
            fields: TeamFields::of(typed, problems),
        }
    }
}

impl Page for EditTeamPage {
    const TEMPLATE: &'static str = "toolbox/teams/edit";

    fn title(&self) -> Say {
        Say::key("teams-edit-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            super::super::toolbox_crumb(),
            teams_crumb(),
            Crumb::name(&self.name, urls::team(&self.id)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let team = samples::groen();
        let typed = Typed::of(&team.content);
        let problems = [FieldProblem::new("schools", TEAM_SCHOOLS_UNFIT)];
        vec![
            (
                "filled",
                Self::of(&team.id, &team.content.name, &typed, &[]),
            ),
            (
                "refused",
                Self::of(&team.id, &team.content.name, &typed, &problems),
            ),
        ]
    }
}

/// Shows the form with what the team is now.
#[handler]
pub(super) async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let page = calls::team(&app.services.toolbox, Some(&me.token), &id).await?;
    if !page.may.iter().any(|may| may == "edit") {
        return Err(PageError::NotAllowed);
    }
    let content = &page.team.content;
    Ok(show(EditTeamPage::of(
        &id,
        &content.name,
        &Typed::of(content),
        &[],
    )))
}

/// Saves the change, or shows the form again with what is wrong.
#[handler]
pub(super) async fn save(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    match calls::change(toolbox, &me.token, &id, &typed.read()).await {
        Ok(_) => Ok(see_other(urls::team(&id)).telling(Say::key("teams-flash-changed"))),
        Err(Problem::Refused(problems)) => {
            let page = calls::team(toolbox, Some(&me.token), &id).await?;
            let name = &page.team.content.name;
            Ok(refuse(EditTeamPage::of(&id, name, &typed, &problems)))
        }
        Err(problem) => Err(problem.into()),
    }
}
