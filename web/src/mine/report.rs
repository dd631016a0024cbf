//! The form to report something: a screen that shows a person or their words.

use std::sync::Arc;

use contract::FieldProblem;
use contract::safety::{NewReport, REASONS};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use crate::accounts::refusal;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

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
        let mut slots = [
            ("reason", &mut self.reasons.problem),
            ("words", &mut self.words.problem),
        ];
        self.problem = place(fields, "accounts-problem", &mut slots);
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
    let mut message = None;
    let about = match kind {
        "kaart" => calls::author_of(&services.toolbox, &me.token, id).await?,
        "vraag" => calls::asker_of(&services.toolbox, &me.token, id).await?,
        "antwoord" => calls::answerer_of(&services.toolbox, &me.token, id).await?,
        "verzoek" => Some(calls::other_in(&services.matching, &me.token, id).await?),
        "bijeenkomst" => calls::organiser_of(&services.meetups, &me.token, id).await?,
        "oproep" => calls::placer_of(&services.meetups, &me.token, id).await?,
        "gemeenschap" => calls::coordinator_of(&services.meetups, &me.token, id).await?,
        "bericht" => {
            let said = calls::message(&services.matching, &me.token, id).await?;
            if said.message.by != "other" {
                return Err(PageError::NotFound);
            }
            message = said.message.text;
            Some(said.author)
        }
        // Accounts says whether there is somebody; one's own page is not the place to ask for a look at oneself.
        "persoon" if id != me.person.as_str() => Some(id.to_owned()),
        _ => return Err(PageError::NotFound),
    };
    Ok(Shown {
        about: about.filter(|about| about != me.person.as_str()),
        message,
    })
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
