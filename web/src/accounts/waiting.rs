//! Where a child under 16 waits: their account sees nobody, and nobody sees them, until a parent consents.

use std::sync::Arc;

use contract::consent::{EMAIL_SHAPE, PARENT_ASKED_OFTEN, PARENT_NOT_NEEDED, Waiting};
use poem::web::{Data, Form};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::browser;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::shell::Telling as _;
use crate::urls;

/// What was asked, what was said, and how to ask again.
#[derive(Debug, Serialize)]
pub(super) struct WaitingPage {
    name: String,
    /// `asked`, `unasked`, `yes` or `no`.
    state: &'static str,
    /// RFC 3339.
    asked: Option<String>,
    ends: Option<String>,
    until: String,
    left: u32,
    email: Field,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    ouder: String,
}

impl WaitingPage {
    fn of(waiting: &Waiting) -> Self {
        let state = match (waiting.said, waiting.ends) {
            (Some(true), _) => "yes",
            (Some(false), _) => "no",
            (None, Some(_)) => "asked",
            (None, None) => "unasked",
        };
        Self {
            name: waiting.name.clone(),
            state,
            asked: waiting.asked.map(|at| at.to_rfc3339()),
            ends: waiting.ends.map(|at| at.to_rfc3339()),
            until: waiting.until.to_rfc3339(),
            left: waiting.left,
            email: Field::default(),
        }
    }
}

/// Shows how it stands.
#[handler]
pub(super) async fn show_state(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    match waiting(request, app).await? {
        Some(waiting) => Ok(show(WaitingPage::of(&waiting))),
        None => Ok(see_other(urls::SIGN_IN)),
    }
}

/// Asks a parent, at this address from now on.
#[handler]
pub(super) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(browser) = browser::secret(request, app) else {
        return Ok(see_other(urls::SIGN_IN));
    };
    let asked = app
        .services
        .sessions
        .ask_parent(browser, typed.ouder.clone());
    let problem = match asked.await {
        Ok(()) => {
            return Ok(see_other(urls::WAITING).telling(Say::key("accounts-flash-parent-asked")));
        }
        Err(Problem::NotFound) => return Ok(see_other(urls::SIGN_IN)),
        // The parent was faster: the page says so.
        Err(problem) if problem.name() == PARENT_NOT_NEEDED.name => {
            return Ok(see_other(urls::WAITING));
        }
        Err(problem) => super::refusal(problem)?,
    };
    let Some(waiting) = waiting(request, app).await? else {
        return Ok(see_other(urls::SIGN_IN));
    };
    let email = Field {
        problem: Some(problem),
        ..Field::filled(typed.ouder)
    };
    Ok(refuse(WaitingPage {
        email,
        ..WaitingPage::of(&waiting)
    }))
}

async fn waiting(request: &Request, app: &App) -> Result<Option<Waiting>, PageError> {
    let Some(browser) = browser::secret(request, app) else {
        return Ok(None);
    };
    match app.services.sessions.waiting(browser).await {
        Ok(waiting) => Ok(Some(waiting)),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

impl Page for WaitingPage {
    const TEMPLATE: &'static str = "accounts/waiting";

    fn title(&self) -> Say {
        Say::key("accounts-waiting-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let moment = |text: &str| text.parse().ok();
        let asked = Waiting {
            name: "Kim".to_owned(),
            said: None,
            asked: moment("2026-03-02T09:00:00Z"),
            ends: moment("2026-03-09T09:00:00Z"),
            left: 2,
            until: moment("2026-04-01T09:00:00Z").unwrap_or_default(),
        };
        let unasked = Waiting {
            asked: None,
            ends: None,
            left: 3,
            ..asked.clone()
        };
        let said = |said| Waiting {
            said: Some(said),
            ends: None,
            ..asked.clone()
        };
        let often = Self {
            left: 0,
            email: Field {
                problem: Some(Say::of("accounts-problem", PARENT_ASKED_OFTEN.name)),
                ..Field::filled("ouder@thuis.example")
            },
            ..Self::of(&asked)
        };
        let wrong = Self {
            email: Field {
                problem: Some(Say::of("accounts-problem", EMAIL_SHAPE.name)),
                ..Field::filled("mama")
            },
            ..Self::of(&asked)
        };
        vec![
            ("asked", Self::of(&asked)),
            ("not asked", Self::of(&unasked)),
            ("yes", Self::of(&said(true))),
            ("no", Self::of(&said(false))),
            ("asked often", often),
            ("no address", wrong),
        ]
    }
}
