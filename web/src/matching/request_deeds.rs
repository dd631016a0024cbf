//! What the two do with a request: one form for each deed, named by its button.

use std::sync::Arc;

use contract::matching::{Answer, Close, Reply, Request};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use wire::Problem;

use super::calls::{self, Deed};
use super::{Pairs, refusal, request, together_deeds, value_of};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::show_as;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Does what the pressed button says, or shows the request again with why not.
#[handler]
pub(super) async fn decide(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    let name = value_of(&pairs, "daad").unwrap_or_default();
    if name == "blokkeer" {
        return Ok(blocked(app, &by, &id).await?);
    }
    if let Some(deed) = together_deeds::deed(name, &pairs) {
        return Ok(share(app, &by, &id, &pairs, deed).await?);
    }
    let (deed, flash) = deed(name, &pairs).ok_or(PageError::NotFound)?;
    Ok(match calls::decide(app, &by, &id, &deed).await {
        Ok(request) => done(&request, flash),
        Err(problem) => again(app, &by, &id, problem).await?,
    })
}

fn deed(name: &str, pairs: &Pairs) -> Option<(Deed, Say)> {
    let answer = |answer: &str| Answer {
        answer: answer.to_owned(),
        reason: value_of(pairs, "reden").map(str::to_owned),
        question: value_of(pairs, "vraag").map(str::to_owned),
    };
    let chosen = |field| value_of(pairs, field).unwrap_or_default().to_owned();
    Some(match name {
        "ja" => (Deed::Answer(answer("yes")), Say::key("matching-flash-yes")),
        "nee" => (Deed::Answer(answer("no")), Say::key("matching-flash-no")),
        "eerst" => (
            Deed::Answer(answer("ask_me_first")),
            Say::key("matching-flash-question"),
        ),
        "antwoord" => (
            Deed::Reply(Reply {
                reply: chosen("antwoord"),
            }),
            Say::key("matching-flash-replied"),
        ),
        "intrekken" => (Deed::Withdraw, Say::key("matching-flash-withdrawn")),
        "ontmoet" => (Deed::Met, Say::key("matching-flash-met")),
        "afronden" => (
            Deed::Close(Close {
                reason: chosen("afronding"),
            }),
            Say::key("matching-flash-closed"),
        ),
        _ => return None,
    })
}

fn done(request: &Request, flash: Say) -> Response {
    see_other(urls::match_request(&request.id)).telling(flash)
}

async fn blocked(app: &App, by: &Caller, id: &str) -> Result<Response, PageError> {
    let request = calls::request(app, by, id).await?;
    let other = if request.side == "student" {
        &request.buddy
    } else {
        &request.student
    };
    calls::block(app, by, &other.id).await?;
    Ok(see_other(urls::MATCHING_REQUESTS).telling(Say::key("matching-flash-blocked")))
}

/// Does what the two of a match share, or shows the page again with why not and with what was typed.
async fn share(
    app: &App,
    by: &Caller,
    id: &str,
    pairs: &Pairs,
    (deed, flash, place): (together_deeds::Deed, Say, &'static str),
) -> Result<Response, PageError> {
    let Err(problem) = together_deeds::act(app, by, id, &deed).await else {
        let page = format!("{}#{place}", urls::match_request(id));
        return Ok(see_other(page).telling(flash));
    };
    let status = problem.status();
    let code = first_code(&problem);
    let said = refusal(problem)?;
    let page = request::page(app, by, id).await?;
    Ok(show_as(
        status,
        page.again(said).keeping(pairs, code.as_deref()),
    ))
}

fn first_code(problem: &Problem) -> Option<String> {
    match problem {
        Problem::Refused(fields) => fields.first().map(|field| field.code.clone()),
        _ => None,
    }
}

async fn again(app: &App, by: &Caller, id: &str, problem: Problem) -> Result<Response, PageError> {
    let status = problem.status();
    let said = refusal(problem)?;
    let page = request::page(app, by, id).await?;
    Ok(show_as(status, page.again(said)))
}
