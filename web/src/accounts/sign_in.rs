use std::sync::Arc;

use contract::accounts::{DemoPerson, DemoSignIn};
use poem::http::header;
use poem::web::{Data, Form, Query};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::cast::{Group, grouped, sample_town};
use super::{device, loopback, refusal};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::session::{self, Session, SessionId};
use crate::shell::{self, Telling as _};
use crate::urls;

/// How to sign in: as somebody of the demo town, or through the school.
#[derive(Debug, Serialize)]
pub(super) struct SignInPage {
    /// `None` where there is no demo, or not for whoever asks.
    town: Option<Vec<Group>>,
    /// Where to go afterwards.
    back: String,
    problem: Option<Say>,
}

impl SignInPage {
    fn demo(people: Vec<DemoPerson>, back: String) -> Self {
        Self {
            town: Some(grouped(people)),
            back,
            problem: None,
        }
    }

    fn through_school(back: String) -> Self {
        Self {
            town: None,
            back,
            problem: None,
        }
    }
}

/// Where the browser wants to be after signing in.
#[derive(Deserialize)]
pub(super) struct Asked {
    terug: Option<String>,
}

/// Who to be.
#[derive(Deserialize)]
pub(super) struct Choice {
    persoon: String,
    terug: Option<String>,
}

/// An address of our own that is worth going back to; anything else is my page.
fn way_back(asked: Option<String>) -> String {
    let path = |address: &str| {
        address
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    asked
        .filter(|address| urls::is_local(address))
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
    match app
        .services
        .sessions
        .demo_people(loopback::is_from_this_machine(request))
        .await
    {
        Ok(town) => Ok(SignInPage::demo(town.people, back)),
        Err(Problem::Told(body)) if body.status == 403 => Ok(SignInPage::through_school(back)),
        Err(problem) => Err(problem.into()),
    }
}

/// Signs in somebody of the demo town; the browser gets a new session.
#[handler]
pub(super) async fn sign_in(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Form(choice): Form<Choice>,
) -> Result<Response, PageError> {
    let before = Session::of(request).id;
    let asked = DemoSignIn {
        person: choice.persoon,
        device: device::name(request.header(header::USER_AGENT).unwrap_or_default()),
        previous: before.secret(),
        from_loopback: loopback::is_from_this_machine(request),
    };
    let back = way_back(choice.terug);
    match app.services.sessions.play(&asked).await {
        Ok(started) => {
            app.signed_in.forget(&before);
            let id = SessionId::parse(started.secret.reveal())
                .ok_or_else(|| PageError::Broken("accounts began no session".into()))?;
            let mut response = see_other(back).telling(Say::key("accounts-flash-signed-in"));
            shell::set_cookie(&mut response, &session::cookie(&app.origin, &id));
            Ok(response)
        }
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
        let back = || urls::MINE.to_owned();
        let refused = Self {
            problem: Some(Say::of("accounts-problem", "demo.elsewhere")),
            ..Self::through_school(back())
        };
        vec![
            ("demo", Self::demo(sample_town(), back())),
            ("through school", Self::through_school(back())),
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
