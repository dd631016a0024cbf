//! Keeping somebody out for a while: the page of who decides that.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::FieldProblem;
use contract::safety::REASONS;
use contract::suspension::{NewSuspension, SUSPEND_WHO, SUSPEND_WORDS, Suspension};
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use super::safety::way_home;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// Who is suspended, their objections, and a form for one more.
#[derive(Debug, Serialize)]
pub(super) struct SuspensionsPage {
    standing: Vec<Standing>,
    form: Suspending,
    problem: Option<Say>,
    is_refused: bool,
}

#[derive(Debug, Serialize)]
struct Standing {
    person: String,
    name: String,
    reason: Say,
    words: String,
    since: String,
    until: Option<String>,
    objection: Option<String>,
    answer_by: Option<String>,
    is_upheld: bool,
    may_uphold: bool,
}

#[derive(Debug, Serialize)]
struct Suspending {
    /// The report that it is about; whom it concerns is not named here.
    report: String,
    person: Field,
    reasons: Choices,
    words: Field,
    until: Field,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    melding: String,
    #[serde(default)]
    wie: String,
    #[serde(default)]
    reden: String,
    #[serde(default)]
    verhaal: String,
    #[serde(default)]
    tot: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    melding: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Whom {
    #[serde(default)]
    wie: String,
}

impl Typed {
    fn to_request(&self) -> NewSuspension {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        NewSuspension {
            person: self.wie.trim().to_owned(),
            report: filled(&self.melding),
            reason: self.reden.clone(),
            words: self.verhaal.clone(),
            until: filled(&self.tot),
        }
    }
}

impl From<&Typed> for Suspending {
    fn from(typed: &Typed) -> Self {
        Self {
            report: typed.melding.clone(),
            person: Field::filled(typed.wie.as_str()),
            reasons: Choices::of("mine-reason", REASONS, &[typed.reden.as_str()]),
            words: Field::filled(typed.verhaal.as_str()),
            until: Field::filled(typed.tot.as_str()),
        }
    }
}

impl From<Suspension> for Standing {
    fn from(one: Suspension) -> Self {
        Self {
            person: one.person,
            name: one.name,
            reason: Say::of("mine-reason", &one.reason),
            words: one.words,
            since: one.since.to_rfc3339(),
            until: one.until.map(|until| until.to_rfc3339()),
            objection: one.objection,
            answer_by: one.answer_by.map(|day| day.to_rfc3339()),
            is_upheld: one.upheld.is_some(),
            may_uphold: one.may.iter().any(|deed| deed == "uphold"),
        }
    }
}

impl SuspensionsPage {
    fn of(standing: Vec<Suspension>, typed: &Typed) -> Self {
        Self {
            standing: standing.into_iter().map(Standing::from).collect(),
            form: Suspending::from(typed),
            problem: None,
            is_refused: false,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        let form = &mut self.form;
        let mut slots = [
            ("reason", &mut form.reasons.problem),
            ("words", &mut form.words.problem),
            ("until", &mut form.until.problem),
        ];
        // With a report nobody is typed: what is wrong with the person stands above the form.
        let other = place(fields, "accounts-problem", &mut slots);
        if form.report.is_empty() {
            form.person.problem = other;
        } else {
            self.problem = other;
        }
        self
    }
}

async fn page(app: &App, me: &Caller, typed: &Typed) -> Result<SuspensionsPage, PageError> {
    let standing = calls::suspensions(&app.services.accounts, &me.token).await?;
    Ok(SuspensionsPage::of(standing.suspensions, typed))
}

/// Shows who is suspended; with a report filled in when one led here.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let typed = Typed {
        melding: asked.melding,
        ..Typed::default()
    };
    Ok(show(page(app, &me, &typed).await?))
}

/// Keeps somebody out, or shows the form again with why not.
#[handler]
pub(super) async fn suspend(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    match calls::suspend(&app.services.accounts, &me.token, &typed.to_request()).await {
        Ok(_) => Ok(see_other(urls::SUSPENSIONS).telling(Say::key("mine-flash-suspended"))),
        Err(Problem::Refused(fields)) => Ok(refuse(page(app, &me, &typed).await?.refused(&fields))),
        Err(problem) => Err(problem.into()),
    }
}

/// Lets somebody in again.
#[handler]
pub(super) async fn lift(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(whom): Form<Whom>,
) -> Result<Response, PageError> {
    calls::lift_suspension(&app.services.accounts, &me.token, &whom.wie).await?;
    Ok(see_other(urls::SUSPENSIONS).telling(Say::key("mine-flash-suspension-lifted")))
}

/// Answers an objection: it stays.
#[handler]
pub(super) async fn uphold(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(whom): Form<Whom>,
) -> Result<Response, PageError> {
    calls::uphold_suspension(&app.services.accounts, &me.token, &whom.wie).await?;
    Ok(see_other(urls::SUSPENSIONS).telling(Say::key("mine-flash-suspension-upheld")))
}

/// For samples: a day of the calendar, counted from 1970.
pub(super) fn day(n: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(n)
}

impl Page for SuspensionsPage {
    const TEMPLATE: &'static str = "mine/suspensions";

    fn title(&self) -> Say {
        Say::key("mine-suspensions-title")
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
        let one = |name: &str, objection: Option<&str>| Suspension {
            person: "voorbeeld".to_owned(),
            name: name.to_owned(),
            reason: "grof".to_owned(),
            words: "Je schold een ander uit.".to_owned(),
            since: day(20_514),
            until: objection.is_none().then(|| day(20_528)),
            objection: objection.map(str::to_owned),
            answer_by: objection.map(|_| day(20_530)),
            upheld: None,
            may: vec!["lift".to_owned(), "uphold".to_owned()],
        };
        let upheld = Suspension {
            answer_by: None,
            upheld: Some(day(20_520)),
            may: vec!["lift".to_owned()],
            ..one("Bo B.", Some("Dat was ik niet."))
        };
        let some = || {
            vec![
                one("Sem V.", Some("Het was een grapje.")),
                one("Kim K.", None),
                upheld.clone(),
            ]
        };
        let report = Typed {
            melding: "voorbeeld".to_owned(),
            ..Typed::default()
        };
        let typed = Typed {
            wie: "niemand@school.example".to_owned(),
            ..Typed::default()
        };
        let faults = [
            FieldProblem::new("person", SUSPEND_WHO),
            FieldProblem::new("words", SUSPEND_WORDS),
        ];
        vec![
            ("nobody", Self::of(vec![], &Typed::default())),
            ("some", Self::of(some(), &Typed::default())),
            ("from a report", Self::of(vec![], &report)),
            ("refused", Self::of(vec![], &typed).refused(&faults)),
            (
                "refused from a report",
                Self::of(vec![], &report).refused(&faults),
            ),
        ]
    }
}
