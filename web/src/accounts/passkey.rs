//! The second factor of whoever decides for others. This is the one page that cannot work without JavaScript, and says so:
//! only a script may ask a browser for a passkey.

use std::sync::Arc;

use contract::accounts::{BeginSecondFactor, Ceremony, FinishSecondFactor};
use poem::web::{Data, Form, Query};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{arrival, refusal};
use crate::app::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Session, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// Makes or uses a passkey.
#[derive(Debug, Serialize)]
pub(super) struct PasskeyPage {
    /// `None` where passkeys do not work.
    ceremony: Option<Asked>,
    /// There are rights that wait for this.
    is_due: bool,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Asked {
    makes_new: bool,
    /// What the script gives to the browser, as JSON.
    options: String,
    has: u32,
}

/// Whether to make a passkey rather than use one.
#[derive(Deserialize)]
pub(super) struct Wanted {
    nieuw: Option<String>,
}

/// What the browser answered, put into the form by the script.
#[derive(Deserialize)]
pub(super) struct Answered {
    #[serde(default)]
    antwoord: String,
    #[serde(default)]
    nieuw: String,
}

impl From<Ceremony> for Asked {
    fn from(ceremony: Ceremony) -> Self {
        Self {
            makes_new: ceremony.makes_new,
            options: ceremony.options,
            has: ceremony.has,
        }
    }
}

/// Asks for a passkey.
#[handler]
pub(super) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = page(request, app, wanted.nieuw.is_some(), me.second_factor_due).await?;
    Ok(show(page))
}

/// Takes the answer; the browser gets a new session, because its rights are others.
#[handler]
pub(super) async fn take(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(answered): Form<Answered>,
) -> Result<Response, PageError> {
    let session = Session::of(request).id.secret();
    let session = session.ok_or(PageError::NotAllowed)?;
    let asked = FinishSecondFactor {
        session,
        answer: answered.antwoord,
    };
    match app.services.sessions.finish_second_factor(&asked).await {
        Ok(started) => Ok(arrival::signed_in(request, app, &started, urls::MINE)?
            .telling(Say::key("accounts-flash-passkey"))),
        Err(problem) => {
            let problem = Some(refusal(problem)?);
            let makes_new = !answered.nieuw.is_empty();
            let page = page(request, app, makes_new, me.second_factor_due).await?;
            Ok(refuse(PasskeyPage { problem, ..page }))
        }
    }
}

async fn page(
    request: &Request,
    app: &App,
    makes_new: bool,
    is_due: bool,
) -> Result<PasskeyPage, PageError> {
    let session = Session::of(request).id.secret();
    let session = session.ok_or(PageError::NotAllowed)?;
    let asked = BeginSecondFactor { session, makes_new };
    let (ceremony, problem) = match app.services.sessions.begin_second_factor(&asked).await {
        Ok(ceremony) => (Some(ceremony.into()), None),
        Err(problem @ (Problem::Forbidden(_) | Problem::Told(_))) => {
            (None, Some(refusal(problem)?))
        }
        Err(problem) => return Err(problem.into()),
    };
    Ok(PasskeyPage {
        ceremony,
        is_due,
        problem,
    })
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "accounts/passkey";

    fn title(&self) -> Say {
        Say::key("accounts-passkey-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let state = |makes_new, has, is_due| Self {
            ceremony: Some(Asked {
                makes_new,
                options: r#"{"publicKey":{}}"#.to_owned(),
                has,
            }),
            is_due,
            problem: None,
        };
        let failed = Self {
            problem: Some(Say::of("accounts-problem", "passkey.refused")),
            ..state(false, 1, true)
        };
        let unavailable = Self {
            ceremony: None,
            is_due: true,
            problem: Some(Say::of("accounts-problem", "passkey.unavailable")),
        };
        vec![
            ("the first", state(true, 0, true)),
            ("use one", state(false, 1, true)),
            ("another", state(true, 2, false)),
            ("failed", failed),
            ("not here", unavailable),
        ]
    }
}
