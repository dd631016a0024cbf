use std::sync::Arc;

use contract::matching::{AskRoleModel, RoleModel, RoleModelList};
use poem::http::StatusCode;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{Words, calls, crumbs, refusal, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::matching::suggestions::Card;
use crate::matching::{Pairs, profile, value_of};
use crate::page::{Area, Page, show, show_as};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Which role models fit me: at most ten, why, and what I can ask of each.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FindPage {
    people: Vec<Person>,
    /// Why the last question was not asked.
    problem: Option<Say>,
    /// There is nobody to show before this is done.
    first: Option<Say>,
    profile: String,
}

/// One role model.
#[derive(Debug, Serialize)]
struct Person {
    card: Card,
    words: Option<Words>,
    routes: Vec<Say>,
    offers: Vec<Offer>,
    buddy: String,
    may_ask: bool,
}

/// Something that can be asked.
#[derive(Debug, Serialize)]
struct Offer {
    /// Who is asked: the button says it to who only hears it.
    name: String,
    value: String,
    ask: Say,
}

impl Page for FindPage {
    const TEMPLATE: &'static str = "matching/role-models";

    fn title(&self) -> Say {
        Say::key("rolemodels-find-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let missing = Say::of("matching-problem", contract::matching::PROFILE_MISSING.name);
        let full = Say::of("matching-problem", contract::matching::BUDDY_FULL.name);
        vec![
            ("some", Self::of(samples::role_models())),
            ("nobody", Self::of(RoleModelList { people: Vec::new() })),
            ("no profile", Self::before(missing)),
            (
                "full",
                Self {
                    problem: Some(full),
                    ..Self::of(samples::role_models())
                },
            ),
        ]
    }
}

impl FindPage {
    fn of(list: RoleModelList) -> Self {
        Self {
            people: list.people.into_iter().map(Person::of).collect(),
            profile: profile::address("seeks"),
            ..Self::default()
        }
    }

    fn before(first: Say) -> Self {
        Self {
            first: Some(first),
            profile: profile::address("seeks"),
            ..Self::default()
        }
    }
}

impl Person {
    fn of(one: RoleModel) -> Self {
        let name = one.suggestion.name.clone();
        let offer = |value: String| Offer {
            name: name.clone(),
            ask: Say::of("rolemodels-ask", &value),
            value,
        };
        let routes = one.routes.iter();
        Self {
            buddy: one.suggestion.buddy.clone(),
            may_ask: one.suggestion.may.iter().any(|may| may == "ask"),
            card: Card::of(one.suggestion),
            words: one.profile.map(Words::of),
            routes: routes.map(|key| Say::of("matching-route", key)).collect(),
            offers: one.offers.into_iter().map(offer).collect(),
        }
    }
}

#[handler]
pub(in crate::matching) async fn show_role_models(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    Ok(match calls::find(app, &by).await {
        Ok(list) => show(FindPage::of(list)),
        Err(problem) => show(FindPage::before(refusal(problem)?)),
    })
}

/// Asks somebody, or shows the list again with why not.
#[handler]
pub(in crate::matching) async fn send(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    let text = |field| value_of(&pairs, field).unwrap_or_default().to_owned();
    let ask = AskRoleModel {
        person: text("wie"),
        form: text("vorm"),
    };
    match calls::ask(app, &by, &ask).await {
        Ok(request) => {
            Ok(see_other(urls::match_request(&request.id))
                .telling(Say::key("matching-flash-asked")))
        }
        Err(problem) => Ok(again(app, &by, problem).await?),
    }
}

async fn again(app: &App, by: &Caller, problem: Problem) -> Result<Response, PageError> {
    let status = problem.status();
    let problem = Some(refusal(problem)?);
    let page = match calls::find(app, by).await {
        Ok(list) => FindPage {
            problem,
            ..FindPage::of(list)
        },
        Err(problem) => FindPage::before(refusal(problem)?),
    };
    let status = if status.is_client_error() {
        status
    } else {
        StatusCode::CONFLICT
    };
    Ok(show_as(status, page))
}
