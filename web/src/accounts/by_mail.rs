//! Signing in by e-mail: asking for the mail, typing its code, pressing the button behind its link.

use std::sync::Arc;

use contract::accounts::{BeginByMail, FinishByMail, Proof};
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::sign_in::{self, way_back};
use super::{arrival, browser, loopback, why};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::peer::address_of;
use crate::session::Session;
use crate::shell::Visit;
use crate::urls;

/// Where the code is typed. It does not say whether anybody has the address.
#[derive(Debug, Serialize)]
pub(super) struct CodePage {
    code: Field,
    /// The demo's mails can be read here.
    has_mailbox: bool,
}

/// What the link of a mail opens: a button, because programs that look through mails open links too.
#[derive(Debug, Serialize)]
pub(super) struct LinkPage {
    /// This browser asked for the mail.
    is_here: bool,
    address: String,
    problem: Option<Say>,
}

/// The address to send a mail to, as typed.
#[derive(Deserialize)]
pub(super) struct MailForm {
    #[serde(default)]
    email: String,
    terug: Option<String>,
}

/// The code, as typed.
#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

/// Sends the mail, and shows where its code is typed.
#[handler]
pub(super) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Form(form): Form<MailForm>,
) -> Result<Response, PageError> {
    let back = way_back(form.terug);
    let lang = request.data::<Visit>().map(|visit| visit.lang);
    let asked = BeginByMail {
        email: form.email,
        back: back.clone(),
        language: lang.unwrap_or_default().code().to_owned(),
        address: address_of(request, app),
    };
    match app.services.sessions.begin_by_mail(&asked).await {
        Ok(sent) => {
            let mut response = see_other(urls::SIGN_IN_CODE);
            browser::keep(&mut response, app, &sent.browser);
            Ok(response)
        }
        Err(Problem::Refused(fields)) => {
            let problem = why(&fields);
            sign_in::refuse_mail(app, request, back, Field::refused(asked.email, problem)).await
        }
        Err(problem) => arrival::failed(problem),
    }
}

/// Shows where the code is typed.
#[handler]
pub(super) async fn type_code(request: &Request) -> Response {
    show(CodePage {
        code: Field::default(),
        has_mailbox: loopback::is_from_this_machine(request),
    })
}

/// Takes the code.
#[handler]
pub(super) async fn check_code(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Form(form): Form<CodeForm>,
) -> Result<Response, PageError> {
    let proof = Proof::Code(form.code.clone());
    match app
        .services
        .sessions
        .finish_by_mail(&proven(request, app, proof))
        .await
    {
        Ok(arrived) => arrival::arrive(request, app, arrived),
        Err(Problem::Refused(fields)) => Ok(refuse(CodePage {
            code: Field::refused(form.code, why(&fields)),
            has_mailbox: loopback::is_from_this_machine(request),
        })),
        Err(problem) => arrival::failed(problem),
    }
}

/// Shows the button behind a link.
#[handler]
pub(super) async fn open_link(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Response {
    show(LinkPage {
        is_here: browser::secret(request, app).is_some(),
        address: urls::sign_in_link(secret),
        problem: None,
    })
}

/// Somebody pressed the button.
#[handler]
pub(super) async fn press(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let proof = Proof::Link(secret.clone());
    match app
        .services
        .sessions
        .finish_by_mail(&proven(request, app, proof))
        .await
    {
        Ok(arrived) => arrival::arrive(request, app, arrived),
        Err(Problem::Refused(fields)) => Ok(refuse(LinkPage {
            is_here: false,
            address: urls::sign_in_link(secret),
            problem: Some(why(&fields)),
        })),
        Err(problem) => arrival::failed(problem),
    }
}

fn proven(request: &Request, app: &App, proof: Proof) -> FinishByMail {
    FinishByMail {
        browser: browser::secret(request, app),
        proof,
        device: arrival::device_of(request),
        previous: Session::of(request).id.secret(),
    }
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "accounts/code";

    fn title(&self) -> Say {
        Say::key("accounts-code-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let wrong = Field::refused("12345", Say::of("accounts-problem", "mail.code-wrong"));
        let state = |code, has_mailbox| Self { code, has_mailbox };
        vec![
            ("empty", state(Field::default(), false)),
            ("in the demo", state(Field::default(), true)),
            ("wrong", state(wrong, false)),
        ]
    }
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "accounts/link";

    fn title(&self) -> Say {
        Say::key("accounts-link-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let state = |is_here, problem| Self {
            is_here,
            address: urls::sign_in_link("0".repeat(64)),
            problem,
        };
        let spent = Say::of("accounts-problem", "mail.code-spent");
        vec![
            ("here", state(true, None)),
            ("another browser", state(false, None)),
            ("spent", state(false, Some(spent))),
        ]
    }
}
