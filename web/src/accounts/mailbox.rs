//! The demo's mails, at this machine only: what would have been sent.

use std::sync::Arc;

use contract::accounts::DemoMail;
use poem::web::Data;
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::Problem;

use super::loopback;
use crate::app::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Page, show};

/// The mails, newest first.
#[derive(Debug, Serialize)]
pub(super) struct MailboxPage {
    mails: Vec<Mail>,
}

#[derive(Debug, Serialize)]
struct Mail {
    to: String,
    subject: String,
    lines: Vec<Line>,
    /// RFC 3339.
    at: String,
}

/// A line of a mail; one that is an address can be followed, as in a mail program.
#[derive(Debug, Serialize)]
struct Line {
    text: String,
    is_link: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let line = |text: &str| Line {
        is_link: text.starts_with("http://") || text.starts_with("https://"),
        text: text.to_owned(),
    };
    text.lines().map(line).collect()
}

impl From<DemoMail> for Mail {
    fn from(mail: DemoMail) -> Self {
        Self {
            to: mail.to,
            subject: mail.subject,
            lines: lines(&mail.text),
            at: mail.at.to_rfc3339(),
        }
    }
}

/// Shows them; elsewhere than in the demo at this machine there is no such page.
#[handler]
pub(super) async fn open(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let here = loopback::is_from_this_machine(request);
    match app.services.sessions.demo_mails(here).await {
        Ok(sent) => Ok(show(MailboxPage {
            mails: sent.mails.into_iter().map(Mail::from).collect(),
        })),
        Err(Problem::Forbidden(_) | Problem::Told(_)) => Err(PageError::NotFound),
        Err(problem) => Err(problem.into()),
    }
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "accounts/mailbox";

    fn title(&self) -> Say {
        Say::key("accounts-mailbox-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let mail = Mail {
            to: "noor@school.example".to_owned(),
            subject: "Je code voor Kansrijk: 012345".to_owned(),
            lines: lines(
                "Met deze code meld je je aan bij Kansrijk:\n\n    012 345\n\nOf open:\nhttp://127.0.0.1:8080/aanmelden\n",
            ),
            at: "2026-03-02T15:04:00+00:00".to_owned(),
        };
        vec![
            ("empty", Self { mails: Vec::new() }),
            ("a mail", Self { mails: vec![mail] }),
        ]
    }
}
