//! The second factor of whoever decides for others. This is the one page that cannot work without JavaScript, and says so:
//! only a script may ask a browser for a passkey.

use std::sync::Arc;

use contract::accounts::{
    BeginSecondFactor, Ceremony, FinishSecondFactor, PASSKEY_UNAVAILABLE, PasskeyKept,
    RemovePasskey,
};
use poem::web::{Data, Form, Query};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{arrival, refusal};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Session, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// Makes or uses a passkey.
#[derive(Debug, Serialize)]
pub(super) struct PasskeyPage {
    /// `None` where passkeys do not work.
    ceremony: Option<Asked>,
    /// There are rights that wait for this.
    is_due: bool,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Asked {
    makes_new: bool,
    /// What the script gives to the browser, as JSON.
    options: String,
    keys: Vec<Key>,
    may_remove: bool,
}

#[derive(Debug, Serialize)]
struct Key {
    id: String,
    /// RFC 3339.
    made: String,
    used: String,
}

/// Which passkey goes.
#[derive(Deserialize)]
pub(super) struct Going {
    #[serde(default)]
    passkey: String,
}

/// Whether to make a passkey rather than use one.
#[derive(Deserialize)]
pub(super) struct Wanted {
    nieuw: Option<String>,
}

/// What the browser answered, put into the form by the script.
#[derive(Deserialize)]
pub(super) struct Answered {
    #[serde(default)]
    antwoord: String,
    #[serde(default)]
    nieuw: String,
}

impl From<Ceremony> for Asked {
    fn from(ceremony: Ceremony) -> Self {
        Self {
            makes_new: ceremony.makes_new,
            options: ceremony.options,
            keys: ceremony.keys.into_iter().map(Key::from).collect(),
            may_remove: ceremony.may_remove,
        }
    }
}

impl From<PasskeyKept> for Key {
    fn from(key: PasskeyKept) -> Self {
        Self {
            id: key.id,
            made: key.made.to_rfc3339(),
            used: key.used.to_rfc3339(),
        }
    }
}

/// Asks for a passkey.
#[handler]
pub(super) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = page(request, app, wanted.nieuw.is_some(), me.second_factor_due).await?;
    Ok(show(page))
}

/// Takes the answer; the browser gets a new session, because its rights are others.
#[handler]
pub(super) async fn take(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(answered): Form<Answered>,
) -> Result<Response, PageError> {
    let session = Session::of(request).id.secret();
    let session = session.ok_or(PageError::NotAllowed)?;
    let asked = FinishSecondFactor {
        session,
        answer: answered.antwoord,
    };
    match app.services.sessions.finish_second_factor(&asked).await {
        Ok(started) => Ok(arrival::signed_in(request, app, &started, urls::MINE)?
            .telling(Say::key("accounts-flash-passkey"))),
        Err(problem) => {
            let problem = Some(refusal(problem)?);
            let makes_new = !answered.nieuw.is_empty();
            let page = page(request, app, makes_new, me.second_factor_due).await?;
            Ok(refuse(PasskeyPage { problem, ..page }))
        }
    }
}

/// Removes one.
#[handler]
pub(super) async fn remove(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(going): Form<Going>,
) -> Result<Response, PageError> {
    let session = Session::of(request).id.secret();
    let session = session.ok_or(PageError::NotAllowed)?;
    let asked = RemovePasskey {
        session,
        id: going.passkey,
    };
    match app.services.sessions.remove_passkey(&asked).await {
        // Removed in another tab already: it is as the person wants it.
        Ok(()) | Err(Problem::NotFound) => {
            Ok(see_other(urls::MY_PASSKEY).telling(Say::key("accounts-flash-passkey-gone")))
        }
        Err(problem) => {
            let problem = Some(refusal(problem)?);
            let page = page(request, app, false, me.second_factor_due).await?;
            Ok(refuse(PasskeyPage { problem, ..page }))
        }
    }
}

async fn page(
    request: &Request,
    app: &App,
    makes_new: bool,
    is_due: bool,
) -> Result<PasskeyPage, PageError> {
    let session = Session::of(request).id.secret();
    let session = session.ok_or(PageError::NotAllowed)?;
    let asked = BeginSecondFactor { session, makes_new };
    let (ceremony, problem) = match app.services.sessions.begin_second_factor(&asked).await {
        Ok(ceremony) if is_for(&ceremony.options, request) => (Some(ceremony.into()), None),
        Ok(_) => (
            None,
            Some(Say::of("accounts-problem", PASSKEY_UNAVAILABLE.name)),
        ),
        Err(problem @ (Problem::Forbidden(_) | Problem::Told(_))) => {
            (None, Some(refusal(problem)?))
        }
        Err(problem) => return Err(problem.into()),
    };
    Ok(PasskeyPage {
        ceremony,
        is_due,
        problem,
    })
}

/// Whether a browser at this address may answer: passkeys belong to a name (WebAuthn 2, section 5.1.3), which is the host of
/// the page or what it ends in.
fn is_for(options: &str, request: &Request) -> bool {
    let options: serde_json::Value = serde_json::from_str(options).unwrap_or_default();
    let asked = &options["publicKey"];
    let name = asked["rp"]["id"].as_str().or(asked["rpId"].as_str());
    let host = request.header(poem::http::header::HOST).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    name.is_some_and(|name| {
        host == name
            || host
                .strip_suffix(name)
                .is_some_and(|before| before.ends_with('.'))
    })
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "accounts/passkey";

    fn title(&self) -> Say {
        Say::key("accounts-passkey-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let key = |n: usize| Key {
            id: format!("sleutel-{n}"),
            made: "2026-03-01T09:00:00+00:00".to_owned(),
            used: "2026-03-02T09:00:00+00:00".to_owned(),
        };
        let state = |makes_new, has, is_due: bool| Self {
            ceremony: Some(Asked {
                makes_new,
                options: r#"{"publicKey":{}}"#.to_owned(),
                keys: (0..has).map(key).collect(),
                may_remove: !is_due,
            }),
            is_due,
            problem: None,
        };
        let failed = Self {
            problem: Some(Say::of("accounts-problem", "passkey.refused")),
            ..state(false, 1, true)
        };
        let unavailable = Self {
            ceremony: None,
            is_due: true,
            problem: Some(Say::of("accounts-problem", "passkey.unavailable")),
        };
        vec![
            ("the first", state(true, 0, true)),
            ("use one", state(false, 1, true)),
            ("another", state(true, 2, false)),
            ("failed", failed),
            ("not here", unavailable),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_is_asked_for_only_at_its_name() {
        let at = |host: &str| Request::builder().header("host", host).finish();
        for options in [
            r#"{"publicKey":{"rp":{"id":"kansrijk.example"}}}"#,
            r#"{"publicKey":{"rpId":"kansrijk.example"}}"#,
        ] {
            for host in [
                "kansrijk.example",
                "kansrijk.example:8443",
                "www.kansrijk.example",
            ] {
                assert!(is_for(options, &at(host)), "{host}");
            }
            for host in [
                "127.0.0.1:8080",
                "nietkansrijk.example",
                "kansrijk.example.org",
                "",
            ] {
                assert!(!is_for(options, &at(host)), "{host}");
            }
        }
        assert!(!is_for("{}", &at("kansrijk.example")));
    }
}
