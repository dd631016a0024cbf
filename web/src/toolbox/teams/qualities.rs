use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{QUALITIES, Qualities, TEAM_LINE_TOO_LONG, TEAM_QUALITIES_UNFIT};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{calls, samples, teams_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// A member's part of the team's map of qualities: short words, one line, and who reads it.
#[derive(Debug, Serialize)]
pub(super) struct QualitiesPage {
    id: String,
    name: String,
    words: Choices,
    line: Field,
    on_page: bool,
    refused: bool,
}

impl QualitiesPage {
    fn of(id: &str, name: &str, said: &Qualities, problems: &[FieldProblem]) -> Self {
        let mut page = Self {
            id: id.to_owned(),
            name: name.to_owned(),
            words: Choices::of("teams-quality", QUALITIES.iter().copied(), &said.words),
            line: Field::filled(&said.line),
            on_page: said.on_page,
            refused: !problems.is_empty(),
        };
        place(
            problems,
            "teams-problem",
            &mut [
                ("words", &mut page.words.problem),
                ("line", &mut page.line.problem),
            ],
        );
        page
    }
}

/// What the form sends: a word may come more than once.
fn read(typed: &[(String, String)]) -> Qualities {
    let all = |name: &'static str| typed.iter().filter(move |(key, _)| key == name);
    Qualities {
        words: all("kwaliteit").map(|(_, word)| word.clone()).collect(),
        line: all("zin").map(|(_, line)| line.clone()).collect(),
        on_page: all("tonen").any(|(_, value)| value == "ja"),
    }
}

impl Page for QualitiesPage {
    const TEMPLATE: &'static str = "toolbox/teams/qualities";

    fn title(&self) -> Say {
        Say::key("teams-qualities-title")
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
        let said = samples::said();
        let of =
            |said, problems: &[FieldProblem]| Self::of("team-groen", "Team Groen", said, problems);
        let problems = [
            FieldProblem::new("words", TEAM_QUALITIES_UNFIT),
            FieldProblem::new("line", TEAM_LINE_TOO_LONG),
        ];
        vec![
            ("empty", of(&Qualities::default(), &[])),
            ("filled", of(&said, &[])),
            ("refused", of(&said, &problems)),
        ]
    }
}

/// Shows the form with what the member said before.
#[handler]
pub(super) async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let page = calls::team(&app.services.toolbox, Some(&me.token), &id).await?;
    if !page.may.iter().any(|may| may == "describe") {
        return Err(PageError::NotAllowed);
    }
    let mine = page
        .members
        .into_iter()
        .find(|member| member.person == me.person.as_str());
    let said = mine.and_then(|member| member.qualities).unwrap_or_default();
    let name = &page.team.content.name;
    Ok(show(QualitiesPage::of(&id, name, &said, &[])))
}

/// Keeps it, or shows the form again with what is wrong.
#[handler]
pub(super) async fn save(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let said = read(&typed);
    match calls::describe(toolbox, &me.token, &id, &said).await {
        Ok(_) => Ok(see_other(urls::team(&id)).telling(Say::key("teams-flash-described"))),
        Err(Problem::Refused(problems)) => {
            let page = calls::team(toolbox, Some(&me.token), &id).await?;
            let name = &page.team.content.name;
            Ok(refuse(QualitiesPage::of(&id, name, &said, &problems)))
        }
        Err(problem) => Err(problem.into()),
    }
}
