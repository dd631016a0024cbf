//! What is done at a team's page in one press.

use std::sync::Arc;

use contract::toolbox::{
    TEAM_ALREADY_ASKED, TEAM_ALREADY_IN, TEAM_CLOSED, TEAM_FULL, TEAM_REQUEST_GONE, TEAM_TOO_MANY,
    TEAM_TOO_MANY_REQUESTS,
};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Deserialize;
use wire::Problem;

use super::{calls, team};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::refuse;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Refusals that the team's page can say.
const SAID: [&str; 7] = [
    TEAM_ALREADY_ASKED.name,
    TEAM_ALREADY_IN.name,
    TEAM_CLOSED.name,
    TEAM_FULL.name,
    TEAM_REQUEST_GONE.name,
    TEAM_TOO_MANY.name,
    TEAM_TOO_MANY_REQUESTS.name,
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answer {
    wie: String,
    antwoord: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Link {
    link: String,
}

/// Whoever had to sign in first comes back here and can tap again.
#[handler]
pub(super) fn after_sign_in(Path(id): Path<String>) -> Response {
    see_other(urls::team(id))
}

/// Asks to join.
#[handler]
pub(super) async fn ask(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let asked = calls::ask(&app.services.toolbox, &me.token, &id).await;
    back(app, &me, &id, asked.map(drop), "teams-flash-asked").await
}

/// Takes the own request back.
#[handler]
pub(super) async fn take_back(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let taken = calls::take_back(&app.services.toolbox, &me.token, &id).await;
    back(app, &me, &id, taken.map(drop), "teams-flash-taken-back").await
}

/// Says yes or no to somebody who asks to join.
#[handler]
pub(super) async fn answer(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Answer>,
) -> Result<Response, PageError> {
    let yes = typed.antwoord == "ja";
    let told = if yes {
        "teams-flash-yes"
    } else {
        "teams-flash-no"
    };
    let answered = calls::answer(&app.services.toolbox, &me.token, &id, &typed.wie, yes).await;
    back(app, &me, &id, answered.map(drop), told).await
}

/// Leaves in one press.
#[handler]
pub(super) async fn leave(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let left = calls::leave(&app.services.toolbox, &me.token, &id).await?;
    let told = Say::key("teams-flash-left").with("name", left.team.content.name);
    Ok(see_other(urls::team(&id)).telling(told))
}

/// Ends a link.
#[handler]
pub(super) async fn revoke(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Link>,
) -> Result<Response, PageError> {
    calls::revoke(&app.services.toolbox, &me.token, &id, &typed.link).await?;
    Ok(see_other(urls::team(&id)).telling(Say::key("teams-flash-revoked")))
}

/// Back to the team's page, with what was done or why it was not.
async fn back(
    app: &App,
    me: &Caller,
    id: &str,
    done: Result<(), Problem>,
    told: &'static str,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(see_other(urls::team(id)).telling(Say::known(told.to_owned()))),
        Err(problem) if SAID.contains(&problem.name()) => {
            let toolbox = &app.services.toolbox;
            let page = team::page(toolbox, Some(&me.token), Some(me.person.as_str()), id).await?;
            Ok(refuse(page.with_problem(problem.name())))
        }
        Err(problem) => Err(problem.into()),
    }
}
