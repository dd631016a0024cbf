//! What every way of signing in ends with: a new session, the welcome form, or a page that says what was wrong.

use contract::accounts::{Arrived, Started};
use poem::http::StatusCode;
use poem::{Request, Response};
use serde::Serialize;
use wire::Problem;

use super::{browser, device};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Page, show_as};
use crate::session::{self, Session, SessionId};
use crate::shell::{self, Telling as _};
use crate::urls;

/// The sign-in did not work; nobody is signed in.
#[derive(Debug, Serialize)]
pub(super) struct FailedPage {
    kind: &'static str,
    /// For whoever helps.
    code: String,
}

impl FailedPage {
    fn of(code: &str) -> Self {
        Self {
            kind: kind(code),
            code: code.to_owned(),
        }
    }
}

/// What somebody can do about it, which is all that the page tells; the code says the rest to whoever helps.
pub(super) fn kind(code: &str) -> &'static str {
    match code {
        "sign-in.way-unknown" => "unknown",
        "sign-in.stale" | "sign-in.code-used" | "sign-in.code-refused" => "stale",
        "sign-in.other-browser" => "browser",
        "sign-in.declined" => "declined",
        "age.parent-consent-needed" => "young",
        _ if code.starts_with("sign-in.provider-")
            && code != "sign-in.provider-other-issuer"
            && code != "sign-in.provider-open" =>
        {
            "away"
        }
        _ => "distrusted",
    }
}

/// Signs the browser in, or leads it to the welcome form.
pub(super) fn arrive(
    request: &Request,
    app: &App,
    arrived: Arrived,
) -> Result<Response, PageError> {
    match arrived {
        Arrived::SignedIn { started, back } => {
            let back = super::sign_in::way_back(Some(back));
            let mut response = signed_in(request, app, &started, &back)?
                .telling(Say::key("accounts-flash-signed-in"));
            // Somebody who signed in to link something goes back to the form with it.
            if back != urls::WELCOME {
                browser::forget(&mut response, app);
            }
            Ok(response)
        }
        Arrived::Newcomer => Ok(see_other(urls::WELCOME)),
        Arrived::Waiting => Ok(see_other(urls::WAITING)),
    }
}

/// Goes to `back` in a new session.
pub(super) fn signed_in(
    request: &Request,
    app: &App,
    started: &Started,
    back: &str,
) -> Result<Response, PageError> {
    app.signed_in.forget(&Session::of(request).id);
    let id = SessionId::parse(started.secret.reveal())
        .ok_or_else(|| PageError::Broken("accounts began no session".into()))?;
    let mut response = see_other(back);
    shell::set_cookie(&mut response, &session::cookie(&app.origin, &id));
    Ok(response)
}

/// The page for a refused sign-in; what is no refusal is an error.
pub(super) fn failed(problem: Problem) -> Result<Response, PageError> {
    let code = match &problem {
        Problem::Forbidden(code) | Problem::Conflict(code) => code.name.to_owned(),
        Problem::Told(body) if matches!(body.status, 403 | 409) => problem.name().to_owned(),
        _ => return Err(problem.into()),
    };
    let page = FailedPage::of(&code);
    let status = match page.kind {
        "away" => StatusCode::BAD_GATEWAY,
        "unknown" => StatusCode::NOT_FOUND,
        _ => StatusCode::FORBIDDEN,
    };
    Ok(show_as(status, page))
}

/// The browser in a few words.
pub(super) fn device_of(request: &Request) -> String {
    let agent = request.header(poem::http::header::USER_AGENT);
    device::name(agent.unwrap_or_default())
}

impl Page for FailedPage {
    const TEMPLATE: &'static str = "accounts/failed";

    fn title(&self) -> Say {
        Say::key("accounts-failed-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("stale", Self::of("sign-in.stale")),
            ("other browser", Self::of("sign-in.other-browser")),
            ("declined", Self::of("sign-in.declined")),
            ("away", Self::of("sign-in.provider-away")),
            ("distrusted", Self::of("sign-in.token-nonce")),
            ("unknown way", Self::of("sign-in.way-unknown")),
            ("under 16", Self::of("age.parent-consent-needed")),
        ]
    }
}
