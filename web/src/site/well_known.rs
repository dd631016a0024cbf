use std::sync::Arc;

use poem::http::header;
use poem::web::Data;
use poem::{Response, handler};

use crate::App;
use crate::app::Origin;
use crate::assets;
use crate::error::PageError;
use crate::urls;

/// Where secret addresses of calendars begin.
const OWN_CALENDARS: &str = "/kalender/mijn/";

/// What search engines may read: what is public, but no results of a search and nothing of a person.
#[handler]
pub(crate) fn robots() -> Response {
    let closed = [
        urls::SEARCH,
        urls::MINE,
        urls::SIGN_IN,
        urls::MATCHING_PROFILE,
        urls::MATCHING_SUGGESTIONS,
        OWN_CALENDARS,
    ];
    let mut file = "User-agent: *\n".to_owned();
    for path in closed {
        file.extend(["Disallow: ", path, "\n"]);
    }
    plain(file)
}

/// Where to report a weakness (RFC 9116).
#[handler]
pub(crate) fn security(Data(app): Data<&Arc<App>>) -> Result<Response, PageError> {
    let contact = app.security_contact.as_ref().ok_or(PageError::NotFound)?;
    let canonical = match &app.origin {
        Origin::Public(origin) => format!("Canonical: {origin}{}\n", urls::SECURITY_TXT),
        Origin::Loopback => String::new(),
    };
    let expires = app.clock.now() + chrono::Duration::days(180);
    let expires = expires.format("%Y-%m-%dT00:00:00Z");
    Ok(plain(format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n{canonical}"
    )))
}

/// For browsers that ask for an icon without reading the page.
#[handler]
pub(crate) fn favicon(Data(app): Data<&Arc<App>>) -> Result<Response, PageError> {
    assets::unnamed(&app.pages.assets, "favicon.svg").ok_or(PageError::NotFound)
}

fn plain(text: String) -> Response {
    Response::builder()
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(text)
}
