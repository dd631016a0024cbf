use std::sync::Arc;

use contract::consent::ParentLink;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Page, show};
use crate::shell::Telling as _;
use crate::urls;

/// What a parent is asked whose child is under 16. Opening the link decides nothing: mail scanners open links too.
#[derive(Debug, Serialize)]
pub(super) struct ParentPage {
    /// None when the link works no more.
    child: Option<Child>,
}

#[derive(Debug, Serialize)]
struct Child {
    name: String,
    given: bool,
    /// RFC 3339.
    ends: String,
    /// This page.
    href: String,
}

#[derive(Deserialize)]
pub(super) struct Decision {
    besluit: String,
}

impl ParentPage {
    fn of(secret: &str, link: ParentLink) -> Self {
        Self {
            child: Some(Child {
                name: link.name,
                given: link.given,
                ends: link.ends.to_rfc3339(),
                href: urls::parent(secret),
            }),
        }
    }
}

/// Shows what the parent is asked.
#[handler]
pub(super) async fn look(
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match app.services.sessions.parent_link(&secret).await {
        Ok(link) => Ok(show(ParentPage::of(&secret, link))),
        Err(problem) if is_ended(&problem) => Ok(show(ParentPage { child: None })),
        Err(problem) => Err(problem.into()),
    }
}

/// The parent consents, or takes it back.
#[handler]
pub(super) async fn decide(
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
    Form(decision): Form<Decision>,
) -> Result<Response, PageError> {
    let given = decision.besluit == "ja";
    let decided = app.services.sessions.decide_as_parent(&secret, given);
    match decided.await {
        Ok(()) => {
            let flash = if given {
                Say::key("mine-flash-parent-yes")
            } else {
                Say::key("mine-flash-parent-no")
            };
            Ok(see_other(urls::parent(&secret)).telling(flash))
        }
        Err(problem) if is_ended(&problem) => Ok(show(ParentPage { child: None })),
        Err(problem) => Err(problem.into()),
    }
}

fn is_ended(problem: &Problem) -> bool {
    problem.name() == contract::consent::PARENT_LINK_ENDED.name
}

impl Page for ParentPage {
    const TEMPLATE: &'static str = "mine/parent";

    fn title(&self) -> Say {
        Say::key("mine-parent-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let child = |given| Self {
            child: Some(Child {
                name: "Tijn".to_owned(),
                given,
                ends: "2026-03-09T09:00:00+00:00".to_owned(),
                href: urls::parent("voorbeeld"),
            }),
        };
        vec![
            ("asked", child(false)),
            ("consents", child(true)),
            ("ended", Self { child: None }),
        ]
    }
}
