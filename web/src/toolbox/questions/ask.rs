use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::MyTeams;
use contract::toolbox::exchange::{NewTeamQuestion, QUESTION_TITLE, QuestionPreview, REACHES};
use nouns::StudyField;
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::super::teams::mine_if_any;
use super::super::toolbox_crumb;
use super::{Beside, calls, questions_crumb, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// Asking other teams: type, look at what is there already, ask.
#[derive(Debug, Serialize)]
pub struct AskPage {
    title: Field,
    details: Field,
    field: Choices,
    reach: Choices,
    /// My teams, of which one can ask; none for whoever is in none.
    team: Choices,
    /// What there is already, once somebody looked.
    beside: Option<Beside>,
    problem: Option<Say>,
    refused: bool,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    #[serde(rename = "vraag")]
    title: String,
    #[serde(rename = "uitleg")]
    details: String,
    #[serde(rename = "richting")]
    field: String,
    #[serde(rename = "bereik")]
    reach: String,
    team: String,
    /// Which button was pressed: `kijk` or `stel`.
    #[serde(rename = "doe")]
    pressed: String,
}

impl Typed {
    fn question(&self) -> NewTeamQuestion {
        NewTeamQuestion {
            title: self.title.clone(),
            details: self.details.clone(),
            field: self.field.clone(),
            reach: self.reach.clone(),
            team: self.team.clone(),
        }
    }
}

impl AskPage {
    fn of(typed: &Typed, found: Option<QuestionPreview>, mine: &MyTeams) -> Self {
        let codes: Vec<String> = StudyField::all().map(StudyField::code).collect();
        let reach = if typed.reach.is_empty() {
            "country"
        } else {
            &typed.reach
        };
        Self {
            title: Field::filled(typed.title.as_str()),
            details: Field::filled(typed.details.as_str()),
            field: Choices::of(
                "matching-study",
                codes.iter().map(String::as_str),
                &[typed.field.as_str()],
            ),
            reach: Choices::of("questions-reach", REACHES, &[reach]),
            team: super::teams(mine, &typed.team),
            beside: found.map(Beside::of),
            problem: None,
            refused: false,
        }
    }

    fn refused(typed: &Typed, problems: &[FieldProblem], mine: &MyTeams) -> Self {
        let mut page = Self::of(typed, None, mine);
        page.refused = true;
        let mut slots = [
            ("title", &mut page.title.problem),
            ("details", &mut page.details.problem),
            ("field", &mut page.field.problem),
            ("reach", &mut page.reach.problem),
            ("team", &mut page.team.problem),
        ];
        page.problem = place(problems, "questions-problem", &mut slots);
        page
    }
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "questions/ask";

    fn title(&self) -> Say {
        Say::key("questions-ask-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb(), questions_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let typed = Typed {
            title: "Hoe begin je een teamdag?".to_owned(),
            field: "09".to_owned(),
            ..Typed::default()
        };
        let problems = [FieldProblem::new("title", QUESTION_TITLE)];
        let (mine, none) = (samples::my_teams(), MyTeams::default());
        let too_many = Self {
            problem: Some(Say::of("questions-problem", "question.too-many")),
            ..Self::of(&typed, None, &mine)
        };
        let nothing = Some(QuestionPreview::default());
        vec![
            ("empty", Self::of(&Typed::default(), None, &none)),
            (
                "what is there",
                Self::of(&typed, Some(samples::found()), &mine),
            ),
            ("nothing there", Self::of(&typed, nothing, &mine)),
            ("refused", Self::refused(&typed, &problems, &mine)),
            ("too many", too_many),
        ]
    }
}

/// Shows the form, filled in with what was looked for.
#[handler]
pub(crate) async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(mut typed): Query<Typed>,
) -> Result<Response, PageError> {
    typed.title = typed.title.chars().take(160).collect();
    let found = calls::preview(&app.services.toolbox, &me.token, &typed.question()).await?;
    let found = (!typed.title.is_empty()).then_some(found);
    let mine = mine_if_any(&app.services.toolbox, &me).await?;
    Ok(show(AskPage::of(&typed, found, &mine)))
}

/// Asks, or shows what is there already.
#[handler]
pub(crate) async fn send(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (toolbox, question) = (&app.services.toolbox, typed.question());
    let mine = mine_if_any(toolbox, &me).await?;
    if typed.pressed == "kijk" {
        let found = calls::preview(toolbox, &me.token, &question).await?;
        return Ok(show(AskPage::of(&typed, Some(found), &mine)));
    }
    match calls::ask(toolbox, &me.token, &question).await {
        Ok(asked) => {
            Ok(see_other(urls::question(&asked.id)).telling(Say::key("questions-flash-asked")))
        }
        Err(Problem::Refused(fields)) => Ok(refuse(AskPage::refused(&typed, &fields, &mine))),
        Err(problem) if problem.status() == poem::http::StatusCode::CONFLICT => {
            let code = problem.name().to_owned();
            Ok(refuse(AskPage {
                problem: Some(Say::of("questions-problem", &code)),
                ..AskPage::of(&typed, None, &mine)
            }))
        }
        Err(problem) => Err(problem.into()),
    }
}
