use std::sync::Arc;

use contract::accounts::Elsewhere;
use poem::http::{HeaderName, HeaderValue};
use poem::web::Data;
use poem::{Request, Response, handler};
use serde::Serialize;

use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Page, show};
use crate::session::{self, Session};
use crate::shell::{self, Telling as _};
use crate::urls;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// What a browser forgets of us; the cookies that stay say nothing of a person.
const CLEARED: &str = r#""cache", "storage""#;

/// Signed out here, and perhaps not yet at the provider: on a shared computer that matters. The way there is a link and no
/// redirect, because browsers let no form lead away from the site.
#[derive(Debug, Serialize)]
pub(super) struct SignedOutPage {
    name: String,
    address: String,
}

/// Ends the session, here and with accounts, and takes the cookie away.
#[handler]
pub(super) async fn sign_out(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let session = Session::of(request);
    let elsewhere = match session.id.secret() {
        Some(secret) => app.services.sessions.end(secret).await?.elsewhere,
        None => None,
    };
    app.signed_in.forget(&session.id);
    let mut response = match elsewhere {
        Some(Elsewhere { name, address }) => show(SignedOutPage { name, address }),
        None => see_other(urls::HOME).telling(Say::key("accounts-flash-signed-out")),
    };
    shell::set_cookie(&mut response, &session::removal(&app.origin));
    // On a shared computer the way back through the history shows nothing of it.
    let clear = HeaderValue::from_static(CLEARED);
    response.headers_mut().insert(CLEAR_SITE_DATA, clear);
    Ok(response)
}

impl Page for SignedOutPage {
    const TEMPLATE: &'static str = "accounts/signed-out";

    fn title(&self) -> Say {
        Say::key("accounts-signed-out-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            name: "SURFconext".to_owned(),
            address: "https://connect.example/logout?client_id=kansrijk".to_owned(),
        };
        vec![("at a provider", page)]
    }
}
