use std::sync::Arc;

use contract::accounts::SessionInfo;
use poem::web::{Data, Form};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};

use crate::accounts::calls;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::{self, Session, SignedIn};
use crate::shell::{self, Telling as _};
use crate::urls;

/// The browsers in which I am signed in.
#[derive(Debug, Serialize)]
pub(super) struct DevicesPage {
    devices: Vec<Device>,
}

#[derive(Debug, Serialize)]
struct Device {
    id: String,
    /// Empty for a browser that does not say what it is.
    name: String,
    is_this: bool,
    /// RFC 3339.
    since: String,
    seen: String,
    ends: String,
}

/// Which session to end.
#[derive(Deserialize)]
pub(super) struct Ended {
    sessie: String,
}

impl Device {
    fn of(session: SessionInfo, this: &str) -> Self {
        Self {
            is_this: session.id == this,
            id: session.id,
            name: session.device,
            since: session.since.to_rfc3339(),
            seen: session.seen.to_rfc3339(),
            ends: session.ends.to_rfc3339(),
        }
    }
}

/// Lists them, last used first.
#[handler]
pub(super) async fn list(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let list = calls::my_sessions(&app.services.accounts, &me.token).await?;
    let devices = list
        .sessions
        .into_iter()
        .map(|session| Device::of(session, &me.session))
        .collect();
    Ok(show(DevicesPage { devices }))
}

/// Ends one; ending the one that asks is signing out.
#[handler]
pub(super) async fn end(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(ended): Form<Ended>,
) -> Result<Response, PageError> {
    calls::end_session(&app.services.accounts, &me.token, &ended.sessie).await?;
    app.signed_in.forget_named(&ended.sessie);
    if ended.sessie != me.session {
        return Ok(see_other(urls::MY_DEVICES).telling(Say::key("mine-flash-device-ended")));
    }
    app.signed_in.forget(&Session::of(request).id);
    let mut response = see_other(urls::HOME).telling(Say::key("accounts-flash-signed-out"));
    shell::set_cookie(&mut response, &session::removal(&app.origin));
    Ok(response)
}

impl Page for DevicesPage {
    const TEMPLATE: &'static str = "mine/devices";

    fn title(&self) -> Say {
        Say::key("mine-devices-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let device = |id: &str, name: &str, is_this| Device {
            id: id.repeat(64),
            name: name.to_owned(),
            is_this,
            since: "2026-03-01T09:00:00+00:00".to_owned(),
            seen: "2026-03-02T15:04:00+00:00".to_owned(),
            ends: "2026-03-31T09:00:00+00:00".to_owned(),
        };
        let one = device("a", "Firefox, Android", true);
        let several = vec![
            device("a", "Chrome, Chromebook", true),
            device("b", "Safari, iPhone", false),
            device("c", "", false),
        ];
        vec![
            ("one", Self { devices: vec![one] }),
            ("several", Self { devices: several }),
        ]
    }
}
