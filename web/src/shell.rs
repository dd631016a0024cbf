//! The shell around every handler: it knows for whom a page is, and dresses the page for them.
//!
//! Handlers answer with a page; only here are language, token, menu, flash message and cookies added, so that no
//! handler can forget one. An error becomes a page here too.

use std::sync::Arc;

use poem::http::{HeaderValue, header};
use poem::web::cookie::{Cookie, SameSite};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};
use serde::Serialize;

use crate::app::App;
use crate::error;
use crate::i18n::{self, Language};
use crate::page::{Area, Page, Undressed};
use crate::part::Crumb;
use crate::session::{self, Session};
use crate::urls;

mod flash;
mod language;
#[cfg(test)]
mod tests;
pub use flash::{Flash, Telling};

const YEAR: std::time::Duration = std::time::Duration::from_hours(365 * 24);

/// One request for a page, as far as every page needs it.
#[derive(Debug, Clone)]
pub struct Visit {
    pub lang: Language,
    /// Path and query, as the browser asked.
    pub address: String,
    /// What forms send along; see [`crate::csrf`].
    pub token: String,
    /// Who is signed in.
    pub person: Option<Person>,
    pub flash: Option<Flash>,
}

/// The signed-in person as the menu shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    pub name: String,
}

/// What the layout adds to a page; templates reach it as `site`, inside `{{#each}}` as `@root.site`.
#[derive(Serialize)]
pub struct Site<'a> {
    lang: Language,
    other_lang: OtherLang,
    title: String,
    address: &'a str,
    token: &'a str,
    person: Option<&'a Person>,
    flash: Option<&'a Flash>,
    area: Area,
    crumbs: Vec<Crumb>,
    feed: Option<&'static str>,
    is_discreet: bool,
    is_home: bool,
}

/// The switch in the footer: the same page in the other language.
#[derive(Serialize)]
struct OtherLang {
    code: &'static str,
    name: &'static str,
    href: String,
}

impl Visit {
    /// A stranger's visit, as the gallery and tests need it: nothing in it changes from run to run.
    #[must_use]
    pub fn of_a_stranger(lang: Language, address: &str) -> Self {
        Self {
            lang,
            address: address.to_owned(),
            token: "token-of-the-gallery".to_owned(),
            person: None,
            flash: None,
        }
    }

    fn of(request: &Request, app: &App) -> Self {
        let session = Session::of(request);
        let address = request
            .uri()
            .path_and_query()
            .map_or("/", |address| address.as_str());
        Self {
            lang: language::of(request, app),
            address: address.to_owned(),
            token: app.csrf.token(&session.id),
            person: session::caller(request).map(|caller| Person {
                name: caller.name.clone(),
            }),
            flash: flash::of(request, app),
        }
    }
}

impl<'a> Site<'a> {
    pub(crate) fn around(page: &impl Page, visit: &'a Visit, title: String) -> Self {
        let other = i18n::other(visit.lang);
        Self {
            lang: visit.lang,
            other_lang: OtherLang {
                code: other.code(),
                name: i18n::own_name(other),
                href: language::switched(&visit.address, other),
            },
            title,
            address: &visit.address,
            token: &visit.token,
            person: visit.person.as_ref(),
            flash: visit.flash.as_ref(),
            area: page.area(),
            crumbs: page.crumbs(),
            feed: page.feed(),
            is_discreet: page.is_discreet(),
            is_home: visit.address.split('?').next() == Some(urls::HOME),
        }
    }
}

/// The middleware itself.
pub(crate) struct Shell(Arc<App>);

impl Shell {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self(app)
    }
}

impl<E: Endpoint> Middleware<E> for Shell {
    type Output = ShellEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        ShellEndpoint {
            inner,
            app: Arc::clone(&self.0),
        }
    }
}

pub(crate) struct ShellEndpoint<E> {
    inner: E,
    app: Arc<App>,
}

impl<E: Endpoint> Endpoint for ShellEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        if session::is_kept_out(&request) {
            return Ok(error::see_other(urls::SUSPENDED));
        }
        let visit = Visit::of(&request, &self.app);
        let session = Session::of(&request);
        let chosen = language::asked(request.uri());
        request.set_data(visit.clone());
        let response = match self.inner.call(request).await {
            Ok(response) => response.into_response(),
            Err(failed) => error::answer(failed, &visit),
        };
        let mut response = self.dress(response, &visit, &session);
        if let Some(lang) = chosen {
            set_cookie(
                &mut response,
                &lasting(&self.app, language::COOKIE, lang.code()),
            );
        }
        Ok(response)
    }
}

impl<E> ShellEndpoint<E> {
    /// Renders the page that a handler answered with; any other answer stays as it is.
    fn dress(&self, mut response: Response, visit: &Visit, session: &Session) -> Response {
        if let Some(new) = response.data::<Flash>() {
            let cookie = flash::cookie(&self.app, new);
            set_cookie(&mut response, &cookie);
        }
        let Some(Undressed(page)) = response.data::<Undressed>().cloned() else {
            return response;
        };
        let html = match page.render(&self.app.pages, visit) {
            Ok(html) => html,
            Err(error) => {
                tracing::error!(area = error::area(&visit.address), %error, "a page could not be rendered");
                response.set_status(poem::http::StatusCode::INTERNAL_SERVER_ERROR);
                error::plain(&self.app.pages, visit.lang)
            }
        };
        // A stranger gets a cookie only with a form to send: reading needs none.
        if session.is_new && html.contains(&visit.token) {
            set_cookie(
                &mut response,
                &session::cookie(&self.app.origin, &session.id),
            );
        }
        if visit.flash.is_some() {
            set_cookie(&mut response, &flash::removal(&self.app));
        }
        let private = visit.person.is_some() || page.is_discreet();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("Cookie, Accept-Language"),
        );
        let caching = if private {
            "no-store"
        } else {
            "private, no-cache"
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        response.set_body(html);
        response
    }
}

/// Adds a `Set-Cookie`, keeping the ones that are there.
pub(crate) fn set_cookie(response: &mut Response, cookie: &Cookie) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// A cookie as all of ours are: this host only, no script, not sent along from other sites.
pub(crate) fn own_cookie(app: &crate::Origin, name: &str, value: &str) -> Cookie {
    let mut cookie = Cookie::new_with_str(app.cookie_name(name), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(app.is_secure());
    cookie.set_same_site(SameSite::Lax);
    cookie
}

fn lasting(app: &App, name: &str, value: &str) -> Cookie {
    let mut cookie = own_cookie(&app.origin, name, value);
    cookie.set_max_age(YEAR);
    cookie
}

/// The value of one of our cookies.
pub(crate) fn cookie_value(request: &Request, app: &App, name: &str) -> Option<String> {
    let wanted = app.origin.cookie_name(name);
    let headers = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = headers
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}
