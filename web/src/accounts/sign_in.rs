use std::sync::Arc;

use contract::accounts::{DemoPerson, DemoSignIn, Way, Ways};
use poem::web::{Data, Form, Query};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::cast::{Group, grouped, sample_town};
use super::{BACK, arrival, loopback, refusal};
use crate::app::App;
use crate::error::PageError;
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::session::Session;
use crate::shell::Telling as _;
use crate::urls;

/// How to sign in: through the school, by e-mail, or as somebody of the demo town.
#[derive(Debug, Serialize)]
pub(super) struct SignInPage {
    providers: Vec<Provider>,
    /// `None` where no mail can be sent.
    email: Option<Field>,
    /// `None` where there is no demo, or not for whoever asks.
    town: Option<Vec<Group>>,
    /// Where to go afterwards.
    back: String,
    problem: Option<Say>,
}

/// A provider's button.
#[derive(Debug, Serialize)]
struct Provider {
    name: String,
    href: String,
}

impl SignInPage {
    fn new(ways: Ways, town: Option<Vec<DemoPerson>>, back: String) -> Self {
        let provider = |way: Way| Provider {
            href: urls::with_query(&urls::sign_in_at(&way.key), &[(BACK, &back)]),
            name: way.name,
        };
        Self {
            providers: ways.providers.into_iter().map(provider).collect(),
            email: ways.mail.then(Field::default),
            town: town.map(grouped),
            back,
            problem: None,
        }
    }
}

/// Where the browser wants to be after signing in.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) terug: Option<String>,
}

/// Who to be.
#[derive(Deserialize)]
pub(super) struct Choice {
    persoon: String,
    terug: Option<String>,
}

/// An address of our own that is worth going back to; anything else is my page.
/// It is kept while somebody signs in: no page of ours has a longer address.
const LONGEST_WAY_BACK: usize = 500;

pub(super) fn way_back(asked: Option<String>) -> String {
    let path = |address: &str| {
        address
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    asked
        .filter(|address| urls::is_local(address) && address.len() <= LONGEST_WAY_BACK)
        .filter(|address| ![urls::SIGN_IN, urls::SIGN_OUT].contains(&path(address).as_str()))
        .unwrap_or_else(|| urls::MINE.to_owned())
}

/// Shows how to sign in.
#[handler]
pub(super) async fn show_ways(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    Ok(show(ways(app, request, way_back(asked.terug)).await?))
}

async fn ways(app: &App, request: &Request, back: String) -> Result<SignInPage, PageError> {
    let ways = app.services.sessions.ways().await?;
    let is_here = loopback::is_from_this_machine(request);
    let town = match app.services.sessions.demo_people(is_here).await {
        Ok(town) => Some(town.people),
        Err(Problem::Told(body)) if body.status == 403 => None,
        Err(problem) => return Err(problem.into()),
    };
    Ok(SignInPage::new(ways, town, back))
}

/// Shows the ways again, with what is wrong with an e-mail address.
pub(super) async fn refuse_mail(
    app: &App,
    request: &Request,
    back: String,
    email: Field,
) -> Result<Response, PageError> {
    Ok(refuse(SignInPage {
        email: Some(email),
        ..ways(app, request, back).await?
    }))
}

/// Signs in somebody of the demo town; the browser gets a new session.
#[handler]
pub(super) async fn sign_in(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Form(choice): Form<Choice>,
) -> Result<Response, PageError> {
    let asked = DemoSignIn {
        person: choice.persoon,
        device: arrival::device_of(request),
        previous: Session::of(request).id.secret(),
        from_loopback: loopback::is_from_this_machine(request),
    };
    let back = way_back(choice.terug);
    match app.services.sessions.play(&asked).await {
        Ok(started) => Ok(arrival::signed_in(request, app, &started, &back)?
            .telling(Say::key("accounts-flash-signed-in"))),
        Err(problem) => {
            let problem = Some(refusal(problem)?);
            Ok(refuse(SignInPage {
                problem,
                ..ways(app, request, back).await?
            }))
        }
    }
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "accounts/sign-in";

    fn title(&self) -> Say {
        Say::key("accounts-sign-in-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let way = |key: &str, name: &str| Way {
            key: key.to_owned(),
            name: name.to_owned(),
        };
        let ways = |mail| Ways {
            providers: vec![way("surfconext", "SURFconext"), way("entree", "Entree")],
            mail,
        };
        let state = |ways, town| Self::new(ways, town, urls::MINE.to_owned());
        let refused = Self {
            problem: Some(Say::of("accounts-problem", "demo.elsewhere")),
            ..state(Ways::default(), None)
        };
        let email = Field::refused("noor@", Say::of("accounts-problem", "email.wrong"));
        let wrong_mail = Self {
            email: Some(email),
            ..state(ways(true), None)
        };
        vec![
            ("demo", state(Ways::default(), Some(sample_town()))),
            ("demo with ways", state(ways(true), Some(sample_town()))),
            ("through school", state(Ways::default(), None)),
            ("providers", state(ways(false), None)),
            ("providers and mail", state(ways(true), None)),
            ("wrong address", wrong_mail),
            ("refused", refused),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_the_site() {
        for elsewhere in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "evil.example",
            "%2F%2Fevil.example",
            " /mijn",
            "",
            "/aanmelden?terug=%2F",
            "/afmelden",
        ] {
            assert_eq!(
                way_back(Some(elsewhere.to_owned())),
                urls::MINE,
                "{elsewhere:?}"
            );
        }
        assert_eq!(way_back(None), urls::MINE);
        assert_eq!(way_back(Some("/maatjes?x=1".to_owned())), "/maatjes?x=1");
    }
}
