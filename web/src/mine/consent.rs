use std::sync::Arc;

use contract::consent::{Consent, ConsentDeed, Consents};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::calls;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// What I consent to, one purpose at a time, and everything I said about it.
#[derive(Debug, Serialize)]
pub(super) struct ConsentPage {
    purposes: Vec<Purpose>,
    history: Vec<Deed>,
}

#[derive(Debug, Serialize)]
struct Purpose {
    /// Its stable name; the sentences stand under it.
    code: String,
    given: bool,
    /// RFC 3339.
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct Deed {
    say: Say,
    /// RFC 3339.
    at: String,
}

/// What the pressed button says.
#[derive(Deserialize)]
pub(super) struct Pressed {
    doel: String,
    daad: String,
}

impl ConsentPage {
    fn of(consents: Consents) -> Self {
        Self {
            purposes: consents.now.into_iter().map(Purpose::from).collect(),
            history: consents.history.into_iter().map(Deed::from).collect(),
        }
    }
}

impl From<Consent> for Purpose {
    fn from(consent: Consent) -> Self {
        Self {
            code: consent.purpose,
            given: consent.given,
            since: consent.since.map(|since| since.to_rfc3339()),
        }
    }
}

impl From<ConsentDeed> for Deed {
    fn from(deed: ConsentDeed) -> Self {
        let say = if deed.given {
            Say::of("mine-consent-given", &deed.purpose)
        } else {
            Say::of("mine-consent-withdrawn", &deed.purpose)
        };
        Self {
            say,
            at: deed.at.to_rfc3339(),
        }
    }
}

/// Shows every purpose as it is now.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let consents = calls::my_consents(&app.services.accounts, &me.token).await?;
    Ok(show(ConsentPage::of(consents)))
}

/// Gives or withdraws one, and says whether it holds everywhere yet.
#[handler]
pub(super) async fn set(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(pressed): Form<Pressed>,
) -> Result<Response, PageError> {
    let given = pressed.daad == "geven";
    let accounts = &app.services.accounts;
    let progress = calls::set_consent(accounts, &me.token, &pressed.doel, given).await?;
    let flash = if progress.done {
        Say::key("mine-flash-consent-done")
    } else {
        Say::key("mine-flash-consent-pending")
    };
    Ok(see_other(urls::MY_CONSENT).telling(flash))
}

impl Page for ConsentPage {
    const TEMPLATE: &'static str = "mine/consent";

    fn title(&self) -> Say {
        Say::key("mine-consent-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let since = || "2026-03-01T09:00:00+00:00".to_owned();
        let purposes = |given: &[&str]| {
            contract::consent::Purpose::ALL
                .into_iter()
                .map(|purpose| Purpose {
                    code: purpose.as_str().to_owned(),
                    given: given.contains(&purpose.as_str()),
                    since: given.contains(&purpose.as_str()).then(since),
                })
                .collect()
        };
        let deed = |prefix, code: &str| Deed {
            say: Say::of(prefix, code),
            at: since(),
        };
        let none = Self {
            purposes: purposes(&[]),
            history: vec![],
        };
        let some = Self {
            purposes: purposes(&["found", "contacted"]),
            history: vec![
                deed("mine-consent-withdrawn", "mail"),
                deed("mine-consent-given", "mail"),
                deed("mine-consent-given", "found"),
            ],
        };
        vec![("nothing yet", none), ("some", some)]
    }
}
