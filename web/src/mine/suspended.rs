//! Why I am kept out for a while, and what I have against it.

use std::sync::Arc;

use contract::suspension::OwnSuspension;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use super::suspension::day;
use crate::accounts::refusal;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// Why I am kept out, and what I can still do.
#[derive(Debug, Serialize)]
pub(super) struct SuspendedPage {
    reason: Say,
    words: String,
    who: Say,
    until: Option<String>,
    objection: Option<String>,
    answer_by: Option<String>,
    upheld: Option<String>,
    may_object: bool,
    mine: Field,
}

#[derive(Debug, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    bezwaar: String,
}

/// Shows why I am kept out; who is not goes to their own page.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    match calls::my_suspension(&app.services.accounts, &me.token).await {
        Ok(own) => Ok(show(SuspendedPage::of(own))),
        Err(Problem::NotFound) => Ok(see_other(urls::MINE)),
        Err(problem) => Err(problem.into()),
    }
}

/// Sends what I have against it, or shows the page again with why not.
#[handler]
pub(super) async fn object(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(said): Form<Said>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    match calls::object(accounts, &me.token, &said.bezwaar).await {
        Ok(()) => Ok(see_other(urls::SUSPENDED).telling(Say::key("mine-flash-objected"))),
        Err(Problem::NotFound) => Ok(see_other(urls::MINE)),
        Err(problem) => {
            let mine = Field::refused(said.bezwaar, refusal(problem)?);
            let own = calls::my_suspension(accounts, &me.token).await?;
            Ok(refuse(SuspendedPage {
                mine,
                ..SuspendedPage::of(own)
            }))
        }
    }
}

impl SuspendedPage {
    fn of(own: OwnSuspension) -> Self {
        Self {
            reason: Say::of("mine-reason", &own.reason),
            words: own.words,
            who: Say::of("mine-suspended-who", &own.role).with("date", own.since.date_naive()),
            until: own.until.map(|until| until.to_rfc3339()),
            objection: own.objection,
            answer_by: own.answer_by.map(|day| day.to_rfc3339()),
            upheld: own.upheld.map(|day| day.to_rfc3339()),
            may_object: own.may.iter().any(|deed| deed == "object"),
            mine: Field::default(),
        }
    }
}

impl Page for SuspendedPage {
    const TEMPLATE: &'static str = "mine/suspended";

    fn title(&self) -> Say {
        Say::key("mine-suspended-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let own = || OwnSuspension {
            reason: "grof".to_owned(),
            words: "Je schold een ander uit.".to_owned(),
            role: "moderator".to_owned(),
            since: day(20_514),
            until: Some(day(20_528)),
            objection: None,
            answer_by: None,
            upheld: None,
            may: vec!["object".to_owned()],
        };
        let objected = OwnSuspension {
            role: "beheerder".to_owned(),
            until: None,
            objection: Some("Het was een grapje.".to_owned()),
            answer_by: Some(day(20_530)),
            may: vec![],
            ..own()
        };
        let upheld = OwnSuspension {
            answer_by: None,
            upheld: Some(day(20_520)),
            ..objected.clone()
        };
        let short = Self {
            mine: Field::refused(
                "Nee",
                Say::of(
                    "accounts-problem",
                    contract::suspension::OBJECTION_WORDS.name,
                ),
            ),
            ..Self::of(own())
        };
        vec![
            ("new", Self::of(own())),
            ("too short", short),
            ("objected", Self::of(objected)),
            ("upheld", Self::of(upheld)),
        ]
    }
}
