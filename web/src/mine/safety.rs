use std::sync::Arc;

use contract::FieldProblem;
use contract::safety::{Blocks, Looks, NewReport, REASONS, Report, Reports};
use nouns::Role;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use crate::accounts::refusal;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// Whom I blocked, what I reported, and who looked at what others reported of me.
#[derive(Debug, Serialize)]
pub(super) struct SafetyPage {
    blocks: Vec<Blocked>,
    reports: Vec<Reported>,
    looks: Vec<Look>,
}

#[derive(Debug, Serialize)]
struct Blocked {
    person: String,
    name: String,
    since: String,
}

/// A report in a list.
#[derive(Debug, Serialize)]
pub(super) struct Reported {
    kind: Say,
    reason: Say,
    href: String,
    made: String,
    /// What happens next, or what was done.
    step: Say,
    /// Until when; none when it is closed.
    due: Option<String>,
}

#[derive(Debug, Serialize)]
struct Look {
    kind: Say,
    role: Say,
    at: String,
}

/// The form to report something.
#[derive(Debug, Serialize)]
pub(super) struct ReportPage {
    says_kind: Say,
    reasons: Choices,
    words: Field,
    /// The words that are reported, where it is a message.
    message: Option<String>,
    /// Whether the screen shows somebody who can be blocked as well.
    may_block: bool,
    problem: Option<Say>,
    is_refused: bool,
}

/// What somebody says about it, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Story {
    #[serde(default)]
    reden: String,
    #[serde(default)]
    verhaal: String,
    #[serde(default)]
    blokkeer: String,
}

#[derive(Deserialize)]
pub(super) struct Unblock {
    wie: String,
}

impl From<&Report> for Reported {
    fn from(report: &Report) -> Self {
        let step = match (&report.outcome, &report.step) {
            (Some(outcome), _) => Say::of("mine-outcome", outcome),
            (None, step) => Say::of("mine-report-step", step.as_deref().unwrap_or("other")),
        };
        Self {
            kind: Say::of("mine-kind", &report.kind),
            reason: Say::of("mine-reason", &report.reason),
            href: urls::report(&report.id),
            made: report.made.to_rfc3339(),
            step,
            due: report.due.map(|due| due.to_rfc3339()),
        }
    }
}

impl SafetyPage {
    fn of(blocks: Blocks, reports: &Reports, looks: Looks) -> Self {
        Self {
            blocks: blocks
                .blocks
                .into_iter()
                .map(|one| Blocked {
                    person: one.person,
                    name: one.name,
                    since: one.since.to_rfc3339(),
                })
                .collect(),
            reports: reports.mine.iter().map(Reported::from).collect(),
            looks: looks
                .looks
                .into_iter()
                .map(|look| Look {
                    kind: Say::of("mine-kind", &look.kind),
                    role: Say::of("mine-role", &look.role),
                    at: look.at.to_rfc3339(),
                })
                .collect(),
        }
    }
}

/// Shows all three.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    let (blocks, reports, looks) = tokio::try_join!(
        calls::my_blocks(accounts, &me.token),
        calls::reports(accounts, &me.token),
        calls::my_looks(accounts, &me.token),
    )?;
    Ok(show(SafetyPage::of(blocks, &reports, looks)))
}

/// Takes a block back.
#[handler]
pub(super) async fn unblock(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(unblocked): Form<Unblock>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    calls::set_block(accounts, &me.token, &unblocked.wie, false).await?;
    Ok(see_other(urls::MY_SAFETY).telling(Say::key("mine-flash-unblocked")))
}

impl ReportPage {
    fn of(kind: &str, shown: &Shown, story: &Story) -> Self {
        Self {
            message: shown.message.clone(),
            says_kind: Say::of("mine-kind", kind),
            reasons: Choices::of("mine-reason", REASONS, &[story.reden.as_str()]),
            words: Field::filled(story.verhaal.as_str()),
            may_block: shown.about.is_some(),
            problem: None,
            is_refused: false,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        for field in fields {
            let problem = Some(Say::of("accounts-problem", &field.code));
            match field.field.as_str() {
                "reason" => self.reasons.problem = problem,
                "words" => self.words.problem = problem,
                _ => self.problem = problem,
            }
        }
        self
    }
}

/// Whom a screen shows, as far as it says so, and the words of a message.
#[derive(Debug, Default)]
struct Shown {
    about: Option<String>,
    message: Option<String>,
}

/// What is on a screen; a thing that is not there cannot be reported.
async fn shown_on(app: &App, me: &Caller, kind: &str, id: &str) -> Result<Shown, PageError> {
    let services = &app.services;
    let mut shown = Shown::default();
    match kind {
        "kaart" => shown.about = calls::author_of(&services.toolbox, &me.token, id).await?,
        "verzoek" => {
            shown.about = Some(calls::other_in(&services.matching, &me.token, id).await?);
        }
        "bericht" => {
            let said = calls::message(&services.matching, &me.token, id).await?;
            if said.message.by != "other" {
                return Err(PageError::NotFound);
            }
            shown.about = Some(said.author);
            shown.message = said.message.text;
        }
        "bijeenkomst" | "gemeenschap" => {}
        _ => return Err(PageError::NotFound),
    }
    shown.about = shown.about.filter(|about| about != me.person.as_str());
    Ok(shown)
}

/// Asks what is wrong.
#[handler]
pub(super) async fn form(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let shown = shown_on(app, &me, &kind, &id).await?;
    Ok(show(ReportPage::of(&kind, &shown, &Story::default())))
}

/// Sends it to the moderators, or shows the form again with why not.
#[handler]
pub(super) async fn send(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Path((kind, id)): Path<(String, String)>,
    Form(story): Form<Story>,
) -> Result<Response, PageError> {
    let shown = shown_on(app, &me, &kind, &id).await?;
    let new = NewReport {
        kind: kind.clone(),
        thing: id,
        about: shown.about.clone(),
        reason: story.reden.clone(),
        words: story.verhaal.clone(),
    };
    let accounts = &app.services.accounts;
    if let Err(problem) = calls::report(accounts, &me.token, &new).await {
        let page = ReportPage::of(&kind, &shown, &story);
        return Ok(refuse(match problem {
            Problem::Refused(fields) => page.refused(&fields),
            other => ReportPage {
                problem: Some(refusal(other)?),
                ..page
            },
        }));
    }
    if kind == "bericht" {
        calls::open_to_moderators(&app.services.matching, &me.token, &new.thing).await?;
    }
    if let Some(about) = shown.about.filter(|_| story.blokkeer == "ja") {
        calls::set_block(accounts, &me.token, &about, true).await?;
    }
    Ok(see_other(urls::MY_SAFETY).telling(Say::key("mine-flash-reported")))
}

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
            "bijeenkomst" => Some(urls::meetup(&report.thing)),
            "gemeenschap" => Some(urls::community(&report.thing)),
            _ => None,
        };
        let may_close = report.may.iter().any(|deed| deed == "close");
        Self {
            href: urls::report(&report.id),
            outcomes: may_close
                .then(|| Choices::of("mine-outcome", contract::safety::OUTCOMES, &[""])),
            thing,
            message,
            report: Reported::from(&report),
            words: report.words.unwrap_or_default(),
        }
    }
}

fn sample(closed: bool) -> Report {
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
            vec!["close".to_owned()]
        },
    }
}

fn way_home() -> Vec<Crumb> {
    vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
}

impl Page for SafetyPage {
    const TEMPLATE: &'static str = "mine/safety";

    fn title(&self) -> Say {
        Say::key("mine-safety-title")
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
        let empty = Self {
            blocks: vec![],
            reports: vec![],
            looks: vec![],
        };
        let filled = Self {
            blocks: vec![Blocked {
                person: "voorbeeld".to_owned(),
                name: "Sem V.".to_owned(),
                since: "2026-03-01T09:00:00+00:00".to_owned(),
            }],
            reports: vec![(&sample(false)).into(), (&sample(true)).into()],
            looks: vec![Look {
                kind: Say::of("mine-kind", "kaart"),
                role: Say::of("mine-role", "moderator"),
                at: "2026-03-02T09:00:00+00:00".to_owned(),
            }],
        };
        vec![("empty", empty), ("filled", filled)]
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "mine/report";

    fn title(&self) -> Say {
        Say::key("mine-report-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let shown = |message: Option<&str>| Shown {
            about: Some("voorbeeld".to_owned()),
            message: message.map(str::to_owned),
        };
        let empty = || Self::of("kaart", &shown(None), &Story::default());
        let message = shown(Some("Bel me maar.\nOf kom langs."));
        let fields = [FieldProblem::new("reason", contract::safety::REPORT_WHY)];
        let too_many = Self {
            problem: Some(Say::of("accounts-problem", "report.too-many")),
            ..Self::of("bijeenkomst", &Shown::default(), &Story::default())
        };
        vec![
            ("empty", empty()),
            (
                "a message",
                Self::of("bericht", &message, &Story::default()),
            ),
            ("refused", empty().refused(&fields)),
            ("too many", too_many),
        ]
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
