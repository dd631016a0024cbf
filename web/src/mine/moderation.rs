//! What moderators look at, and what they did about it.

use std::sync::Arc;

use contract::safety::Report;
use nouns::Role;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use super::safety::{Reported, way_home};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// The open reports of where a moderator moderates, soonest due first.
#[derive(Debug, Serialize)]
pub(super) struct ReportsPage {
    open: Vec<Reported>,
}

/// One report, opened: who it is about can see that.
#[derive(Debug, Serialize)]
pub(super) struct OneReportPage {
    report: Reported,
    words: String,
    /// The screen that was reported.
    thing: Option<String>,
    /// The message that was reported: nothing else of its conversation.
    message: Option<Message>,
    /// Where whoever it is about can be suspended; none for who may not.
    suspend: Option<String>,
    /// None for who may not close it, and when it is closed.
    outcomes: Option<Choices>,
    href: String,
}

/// A message as a moderator sees it; without words when it is gone.
#[derive(Debug, Serialize)]
struct Message {
    text: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Closing {
    #[serde(default)]
    gedaan: String,
}

#[handler]
pub(super) async fn open_reports(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let reports = calls::reports(&app.services.accounts, &me.token).await?;
    if !reports.moderates {
        return Err(PageError::NotAllowed);
    }
    Ok(show(ReportsPage {
        open: reports.open.iter().map(Reported::from).collect(),
    }))
}

#[handler]
pub(super) async fn open_report(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let report = calls::open_report(&app.services.accounts, &me.token, &id).await?;
    let message = message_of(app, &me, &report).await?;
    Ok(show(OneReportPage::of(report, message)))
}

/// The words of a reported message. Who reported it sees what they may read themselves.
async fn message_of(app: &App, me: &Caller, report: &Report) -> Result<Option<Message>, PageError> {
    if report.kind != "bericht" {
        return Ok(None);
    }
    let matching = &app.services.matching;
    let own = calls::message(matching, &me.token, &report.thing).await;
    let text = match own {
        Err(Problem::NotFound) if me.is(Role::Moderator) => {
            let said = calls::reported_message(matching, &me.token, &report.thing).await;
            said.map(|said| Some(said.text))
        }
        own => own.map(|said| said.message.text),
    };
    match text {
        Ok(text) => Ok(Some(Message { text })),
        Err(Problem::NotFound) => Ok(Some(Message { text: None })),
        Err(problem) => Err(problem.into()),
    }
}

#[handler]
pub(super) async fn close(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
    Form(closing): Form<Closing>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    match calls::close_report(accounts, &me.token, &id, &closing.gedaan).await {
        Ok(()) => Ok(see_other(urls::REPORTS).telling(Say::key("mine-flash-report-closed"))),
        Err(Problem::Refused(_)) => {
            let report = calls::open_report(accounts, &me.token, &id).await?;
            let message = message_of(app, &me, &report).await?;
            let page = OneReportPage::of(report, message);
            let wrong = Say::of("accounts-problem", contract::safety::REPORT_OUTCOME.name);
            Ok(refuse(OneReportPage {
                outcomes: page.outcomes.map(|outcomes| outcomes.refused(wrong)),
                ..page
            }))
        }
        Err(problem) => Err(problem.into()),
    }
}

impl OneReportPage {
    fn of(report: Report, message: Option<Message>) -> Self {
        let thing = match report.kind.as_str() {
            "kaart" => Some(urls::card(&report.thing)),
            "vraag" => Some(urls::question(&report.thing)),
            "antwoord" => {
                let question = report.thing.split('.').next().unwrap_or_default();
                Some(urls::question(question))
            }
            "bijeenkomst" => Some(urls::meetup(&report.thing)),
            "gemeenschap" => Some(urls::community(&report.thing)),
            "oproep" => Some(urls::entry(&report.thing)),
            _ => None,
        };
        let may_suspend = report.may.iter().any(|deed| deed == "suspend");
        let may_close = report.may.iter().any(|deed| deed == "close");
        Self {
            href: urls::report(&report.id),
            outcomes: may_close
                .then(|| Choices::of("mine-outcome", contract::safety::OUTCOMES, &[""])),
            suspend: may_suspend
                .then(|| urls::with_query(urls::SUSPENSIONS, &[("melding", &report.id)])),
            thing,
            message,
            report: Reported::from(&report),
            words: report.words.unwrap_or_default(),
        }
    }
}

/// A report to show.
pub(super) fn sample(closed: bool) -> Report {
    let at = chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_514);
    Report {
        id: "voorbeeld".to_owned(),
        kind: "kaart".to_owned(),
        thing: "rondje".to_owned(),
        reason: "grof".to_owned(),
        words: Some("Hier staat iets naars over mijn klas.".to_owned()),
        made: at,
        state: if closed { "closed" } else { "open" }.to_owned(),
        owner: (!closed).then(|| "moderator".to_owned()),
        step: (!closed).then(|| "look".to_owned()),
        due: (!closed).then(|| at + chrono::TimeDelta::days(2)),
        outcome: closed.then(|| "gesproken".to_owned()),
        may: if closed {
            vec![]
        } else {
            vec!["close".to_owned(), "suspend".to_owned()]
        },
    }
}

impl Page for ReportsPage {
    const TEMPLATE: &'static str = "mine/reports";

    fn title(&self) -> Say {
        Say::key("mine-reports-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        way_home()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let some = Self {
            open: vec![(&sample(false)).into()],
        };
        vec![("none", Self { open: vec![] }), ("some", some)]
    }
}

impl Page for OneReportPage {
    const TEMPLATE: &'static str = "mine/one-report";

    fn title(&self) -> Say {
        Say::key("mine-one-report-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        way_home()
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let message = |text: Option<&str>| {
            let text = text.map(str::to_owned);
            let mut report = sample(false);
            report.kind = "bericht".to_owned();
            Self::of(report, Some(Message { text }))
        };
        vec![
            ("open", Self::of(sample(false), None)),
            ("a message", message(Some("Bel me maar.\nOf kom langs."))),
            ("a message that is gone", message(None)),
            ("closed", Self::of(sample(true), None)),
        ]
    }
}
