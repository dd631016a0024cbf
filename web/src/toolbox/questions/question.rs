use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::MyTeams;
use contract::toolbox::exchange::{ANSWER_TEXT, NewTeamAnswer, TeamAnswer, TeamQuestion, Thanks};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::super::teams::mine_if_any;
use super::super::toolbox_crumb;
use super::super::view::LinkView;
use super::{Beside, calls, next_step, questions_crumb, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, NextStep, Other};
use crate::prose::Prose;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// A question of a team, its answers, and what the reader can do.
#[derive(Debug, Serialize)]
pub struct QuestionPage {
    id: String,
    heading: String,
    details: Option<Prose>,
    /// The code of a study field.
    field: Option<String>,
    team: String,
    /// Its page, where it has one.
    team_href: Option<String>,
    asker: Option<String>,
    state: Say,
    circle: Say,
    /// RFC 3339.
    made: String,
    step: Option<NextStep>,
    answers: Vec<AnswerView>,
    beside: Beside,
    may_answer: bool,
    may_thank: bool,
    may_reopen: bool,
    may_close: bool,
    may_withdraw: bool,
    text: Field,
    /// My teams, of which one can answer.
    answer_team: Choices,
    cards: Field,
    words: Field,
    problem: Option<Say>,
    refused: bool,
    other: Option<Other>,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    id: String,
    /// For reporting: the ids of question and answer with a dot between.
    thing: String,
    text: Prose,
    by: Option<String>,
    team: String,
    /// RFC 3339.
    at: String,
    cards: Vec<LinkView>,
    helped: bool,
    thanks: Option<String>,
    may_withdraw: bool,
    is_mine: bool,
}

/// An answer as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedAnswer {
    #[serde(rename = "antwoord")]
    text: String,
    team: String,
    /// Addresses or ids of cards, one on each line.
    #[serde(rename = "kaarten")]
    cards: String,
}

impl TypedAnswer {
    fn answer(&self) -> NewTeamAnswer {
        NewTeamAnswer {
            text: self.text.clone(),
            team: self.team.clone(),
            cards: self.cards.lines().map(card_id).collect(),
        }
    }
}

/// The id of a card in what somebody pasted: an address of its page, or the id itself.
pub(crate) fn card_id(line: &str) -> String {
    let start = urls::card("");
    let pasted = line.trim();
    let id = pasted
        .split_once(start.as_str())
        .map_or(pasted, |(_, id)| id);
    id.split(['?', '#', '/'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

impl QuestionPage {
    fn of(question: TeamQuestion, me: &str, mine: &MyTeams) -> Self {
        let may = |deed: &str| question.may.iter().any(|may| may == deed);
        let state = match &question.outcome {
            Some(outcome) => Say::of("questions-outcome", outcome),
            None => Say::of("questions-state", &question.state),
        };
        let asker_id = question.asker_id.as_deref();
        Self {
            may_answer: may("answer"),
            may_thank: may("thank"),
            may_reopen: may("reopen"),
            may_close: may("close"),
            may_withdraw: may("withdraw"),
            other: Other::of(asker_id, question.asker.as_deref(), Some(me)),
            state,
            circle: Say::of("questions-circle", &question.circle),
            details: (!question.details.is_empty())
                .then(|| Prose::from_markdown(&question.details)),
            field: (!question.field.is_empty()).then_some(question.field),
            made: question.made.to_rfc3339(),
            step: question.step.as_ref().map(next_step),
            answers: question
                .answers
                .into_iter()
                .map(|answer| AnswerView::of(&question.id, answer, me))
                .collect(),
            beside: Beside::of(question.found),
            heading: question.title,
            team_href: question.team_id.map(urls::team),
            team: question.team,
            asker: question.asker,
            id: question.id,
            text: Field::default(),
            answer_team: super::teams(mine, ""),
            cards: Field::default(),
            words: Field::default(),
            problem: None,
            refused: false,
        }
    }

    fn typed(self, typed: &TypedAnswer) -> Self {
        Self {
            text: Field::filled(typed.text.as_str()),
            answer_team: self.answer_team.choosing(&typed.team),
            cards: Field::filled(typed.cards.as_str()),
            ..self
        }
    }

    fn refused(mut self, problems: &[FieldProblem]) -> Self {
        self.refused = true;
        let mut slots = [
            ("text", &mut self.text.problem),
            ("team", &mut self.answer_team.problem),
            ("cards", &mut self.cards.problem),
            ("words", &mut self.words.problem),
        ];
        self.problem = place(problems, "questions-problem", &mut slots);
        self
    }
}

impl AnswerView {
    fn of(question: &str, answer: TeamAnswer, me: &str) -> Self {
        Self {
            thing: format!("{question}.{}", answer.id),
            is_mine: answer.by_id.as_deref() == Some(me),
            text: Prose::from_markdown(&answer.text),
            by: answer.by,
            team: answer.team,
            at: answer.at.to_rfc3339(),
            cards: answer.cards.into_iter().map(LinkView::of).collect(),
            helped: answer.helped,
            thanks: answer.thanks,
            may_withdraw: !answer.may.is_empty(),
            id: answer.id,
        }
    }
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "questions/question";

    fn title(&self) -> Say {
        Say::key("questions-one-title").with("title", self.heading.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb(), questions_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let problems = [FieldProblem::new("text", ANSWER_TEXT)];
        let mine = samples::my_teams();
        let sample = |question, me| Self::of(question, me, &mine);
        vec![
            ("open", sample(samples::open(), "tim")),
            ("my own", sample(samples::my_own(), "yara")),
            ("thanked", sample(samples::thanked(), "tim")),
            ("a moderator looks", sample(samples::to_look_at(), "mo")),
            ("refused", sample(samples::open(), "tim").refused(&problems)),
        ]
    }
}

/// Shows a question.
#[handler]
pub(crate) async fn read(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let question = calls::question(&app.services.toolbox, &me.token, &id).await?;
    let mine = mine_if_any(&app.services.toolbox, &me).await?;
    Ok(show(QuestionPage::of(question, me.person.as_str(), &mine)))
}

/// Answers a question.
#[handler]
pub(crate) async fn give_answer(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<TypedAnswer>,
) -> Result<Response, PageError> {
    let answered = calls::answer(&app.services.toolbox, &me.token, &id, &typed.answer()).await;
    let done = Say::key("questions-flash-answered");
    shown_again(app, &me, &id, answered.map(drop), done, |page| {
        page.typed(&typed)
    })
    .await
}

/// What somebody does with a question, as a browser sends it.
#[derive(Debug, Clone, Default)]
struct Turn {
    deed: String,
    answers: Vec<String>,
    words: String,
}

impl Turn {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut turn = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "doe" => turn.deed = value,
                "hielp" => turn.answers.push(value),
                "dank" => turn.words = value,
                _ => {}
            }
        }
        turn
    }
}

/// Thanks, asks on, closes, or takes away.
#[handler]
pub(crate) async fn act(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &me.token);
    let turn = Turn::of(pairs);
    let (done, say) = match turn.deed.as_str() {
        "bedank" => {
            let thanks = Thanks {
                answers: turn.answers.clone(),
                words: turn.words.clone(),
            };
            let done = calls::thank(toolbox, token, &id, &thanks).await.map(drop);
            (done, "questions-flash-thanked")
        }
        "vraag-door" => {
            let done = calls::turn(toolbox, token, &id, "reopen").await.map(drop);
            (done, "questions-flash-reopened")
        }
        "sluit" => {
            let done = calls::turn(toolbox, token, &id, "close").await.map(drop);
            (done, "questions-flash-closed")
        }
        "haal-weg" => {
            calls::withdraw(toolbox, token, &id).await?;
            let told = Say::key("questions-flash-withdrawn");
            return Ok(see_other(urls::QUESTIONS).telling(told));
        }
        deed => match deed.strip_prefix("haal-weg-") {
            Some(answer) => {
                let done = calls::withdraw_answer(toolbox, token, &id, answer).await;
                (done.map(drop), "questions-flash-answer-withdrawn")
            }
            None => return Err(PageError::NotFound),
        },
    };
    let words = turn.words;
    let again = |page: QuestionPage| QuestionPage {
        words: Field::filled(words),
        ..page
    };
    shown_again(app, &me, &id, done, Say::key(say), again).await
}

/// After a deed: the question anew, or with what is wrong.
async fn shown_again(
    app: &App,
    me: &Caller,
    id: &str,
    done: Result<(), Problem>,
    told: Say,
    again: impl FnOnce(QuestionPage) -> QuestionPage,
) -> Result<Response, PageError> {
    let problems = match done {
        Ok(()) => return Ok(see_other(urls::question(id)).telling(told)),
        Err(Problem::Refused(problems)) => Ok(problems),
        Err(problem) if problem.status() == poem::http::StatusCode::CONFLICT => {
            Err(Say::of("questions-problem", problem.name()))
        }
        Err(problem) => return Err(problem.into()),
    };
    let question = calls::question(&app.services.toolbox, &me.token, id).await?;
    let mine = mine_if_any(&app.services.toolbox, me).await?;
    let page = again(QuestionPage::of(question, me.person.as_str(), &mine));
    Ok(refuse(match problems {
        Ok(problems) => page.refused(&problems),
        Err(say) => QuestionPage {
            problem: Some(say),
            ..page
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_address_names_its_card() {
        for pasted in [
            "rondje",
            " https://kansrijk.example/trukendoos/kaart/rondje ",
            "/trukendoos/kaart/rondje?taal=en",
            "/trukendoos/kaart/rondje/geschiedenis",
        ] {
            assert_eq!(card_id(pasted), "rondje", "{pasted}");
        }
    }
}
