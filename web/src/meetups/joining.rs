//! Open and closed communities: asking to take part, answering that, opening and closing.

use std::sync::Arc;

use contract::meetups::{Joining, RequestAnswer, SetSpace};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Response, Route, handler, post};
use serde::{Deserialize, Serialize};
use wire::{Problem, segment};

use super::calls;
use super::community::CommunityPage;
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::refuse;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// The addresses of this file.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::pattern::ASK_TO_JOIN, post(ask))
        .at(urls::pattern::TAKE_BACK_JOIN, post(take_back))
        .at(urls::pattern::ANSWER_JOIN, post(answer))
        .at(urls::pattern::COMMUNITY_SPACE, post(set_space))
}

/// Somebody who asks to take part, for who leads.
#[derive(Debug, Serialize)]
pub(super) struct Asking {
    person: String,
    name: String,
    side: Say,
    /// RFC 3339.
    due: String,
}

impl Asking {
    pub(super) fn of(request: contract::meetups::JoinRequest) -> Self {
        Self {
            side: Say::of("meetups-side", &request.side),
            due: request.due.to_rfc3339(),
            name: request.name,
            person: request.person,
        }
    }
}

#[derive(Debug, Deserialize)]
struct As {
    #[serde(default)]
    kant: String,
}

#[derive(Debug, Deserialize)]
struct Answered {
    #[serde(default)]
    wie: String,
    #[serde(default)]
    antwoord: String,
}

#[derive(Debug, Deserialize)]
struct Openness {
    #[serde(default)]
    ruimte: String,
}

/// Asks to take part, or shows the page again with what is wrong.
#[handler]
async fn ask(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(typed): Form<As>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let joining = Joining {
        side: Some(typed.kant),
    };
    let path = format!("/communities/{}/requests", segment(&slug));
    let asked: Result<(), Problem> = meetups.post(Some(&me.token), &path, &joining).await;
    match asked {
        Ok(()) => {
            Ok(see_other(urls::community(&slug)).telling(Say::key("communities-flash-asked")))
        }
        Err(Problem::Refused(wrong)) => {
            let found = calls::community(meetups, Some(&me.token), &slug).await?;
            let page = CommunityPage::of(found, Some(me.person.as_str()));
            Ok(refuse(page.not_asked(&wrong)))
        }
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            Ok(see_other(urls::community(&slug)).telling(Say::key("communities-flash-not-asked")))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Does not ask any more.
#[handler]
async fn take_back(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let path = format!("/communities/{}/requests/me", segment(&slug));
    let meetups = &app.services.meetups;
    let _: () = meetups.delete(Some(&me.token), &path).await?;
    Ok(see_other(urls::community(&slug)).telling(Say::key("communities-flash-taken-back")))
}

/// Lets somebody in, or not.
#[handler]
async fn answer(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(answered): Form<Answered>,
) -> Result<Response, PageError> {
    let person = segment(&answered.wie);
    let path = format!("/communities/{}/requests/{person}", segment(&slug));
    let sent = RequestAnswer {
        yes: answered.antwoord == "ja",
    };
    let meetups = &app.services.meetups;
    let done: Result<(), Problem> = meetups.post(Some(&me.token), &path, &sent).await;
    let back = see_other(urls::community(&slug));
    match done {
        Ok(()) if sent.yes => Ok(back.telling(Say::key("communities-flash-let-in"))),
        Ok(()) => Ok(back.telling(Say::key("communities-flash-turned-down"))),
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            Ok(back.telling(Say::key("communities-flash-not-answered")))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Opens the community, or closes it.
#[handler]
async fn set_space(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(openness): Form<Openness>,
) -> Result<Response, PageError> {
    let path = format!("/communities/{}/space", segment(&slug));
    let sent = SetSpace {
        space: openness.ruimte,
    };
    let meetups = &app.services.meetups;
    let set: Result<(), Problem> = meetups.put(Some(&me.token), &path, &sent).await;
    match set {
        Ok(()) => {
            Ok(see_other(urls::community(&slug)).telling(Say::key("communities-flash-space")))
        }
        Err(Problem::Refused(_)) => Err(PageError::NotFound),
        Err(problem) => Err(problem.into()),
    }
}
