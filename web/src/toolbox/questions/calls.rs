//! What these pages ask of the toolbox about questions, one function for each call.

use contract::toolbox::exchange::{
    MyQuestions, NewTeamAnswer, NewTeamQuestion, QuestionList, QuestionPreview, TeamQuestion,
    Thanks,
};
use serde::Serialize;
use wire::{CallerToken, Client, Problem, segment};

/// A question for questions.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListQuestion<'a> {
    pub q: &'a str,
    pub state: &'a str,
    pub page: u32,
    pub per_page: u32,
}

pub(crate) async fn list(
    toolbox: &Client,
    me: &CallerToken,
    question: &ListQuestion<'_>,
) -> Result<QuestionList, Problem> {
    toolbox.get(Some(me), "/questions", question).await
}

pub(crate) async fn preview(
    toolbox: &Client,
    me: &CallerToken,
    question: &NewTeamQuestion,
) -> Result<QuestionPreview, Problem> {
    toolbox.post(Some(me), "/questions/preview", question).await
}

pub(crate) async fn ask(
    toolbox: &Client,
    me: &CallerToken,
    question: &NewTeamQuestion,
) -> Result<TeamQuestion, Problem> {
    toolbox.post(Some(me), "/questions", question).await
}

/// What runs for me, and what is new to me.
pub(crate) async fn mine(toolbox: &Client, me: &CallerToken) -> Result<MyQuestions, Problem> {
    toolbox.get(Some(me), "/questions/mine", &()).await
}

/// A question, which is read with that.
pub(crate) async fn question(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<TeamQuestion, Problem> {
    toolbox.get(Some(me), &at(id), &()).await
}

pub(crate) async fn answer(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
    answer: &NewTeamAnswer,
) -> Result<TeamQuestion, Problem> {
    let path = format!("{}/answers", at(id));
    toolbox.post(Some(me), &path, answer).await
}

pub(crate) async fn thank(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
    thanks: &Thanks,
) -> Result<TeamQuestion, Problem> {
    let path = format!("{}/thanks", at(id));
    toolbox.post(Some(me), &path, thanks).await
}

/// `reopen` or `close`.
pub(crate) async fn turn(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
    deed: &'static str,
) -> Result<TeamQuestion, Problem> {
    let path = format!("{}/{deed}", at(id));
    toolbox.post(Some(me), &path, &()).await
}

pub(crate) async fn withdraw(toolbox: &Client, me: &CallerToken, id: &str) -> Result<(), Problem> {
    toolbox.delete(Some(me), &at(id)).await
}

pub(crate) async fn withdraw_answer(
    toolbox: &Client,
    me: &CallerToken,
    id: &str,
    answer: &str,
) -> Result<TeamQuestion, Problem> {
    let path = format!("{}/answers/{}", at(id), segment(answer));
    toolbox.delete(Some(me), &path).await
}

fn at(id: &str) -> String {
    format!("/questions/{}", segment(id))
}
