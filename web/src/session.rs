//! Who asks: the session of a browser, and the person in it.
//!
//! A browser gets a session with its first form, before anybody signs in: the token in that form belongs to it. Signing
//! in gives the browser another session, made by accounts. Accounts is asked who is in it, at most twice a minute.

use std::ops::Deref;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::Means;
use contract::accounts::{Resolved, Secret};
use poem::http::{Uri, header};
use poem::web::cookie::Cookie;
use poem::{Endpoint, FromRequest, Middleware, Request, RequestBody, Result};
use rand::RngCore as _;
use wire::{CallerToken, Problem};

use crate::app::{App, Origin};
use crate::error::PageError;
use crate::{shell, urls};

mod cache;
pub use cache::SignedInCache;

const COOKIE: &str = "sessie";
/// How often it is asked whether somebody is signed in whose request is held.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(2);
/// A stranger's session: 128 bits of our own.
const STRANGER: usize = 16;
/// A session that accounts made: 256 bits.
const SOMEBODY: usize = 32;

/// What a browser calls its session, in base64url: random, and long enough that nobody guesses it. Whoever knows it is
/// that browser.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SessionId(String);

impl SessionId {
    /// A new one for a stranger.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; STRANGER];
        rand::rng().fill_bytes(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a cookie's value; anything else than the bits of a stranger or of somebody is no session.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        matches!(bytes.len(), STRANGER | SOMEBODY).then(|| Self(value.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether accounts may know somebody in this session. Strangers are not asked after.
    fn may_be_somebodys(&self) -> bool {
        self.0.len() > STRANGER * 2
    }

    /// The session as accounts knows it.
    pub(crate) fn secret(&self) -> Option<Secret> {
        self.may_be_somebodys().then(|| Secret::new(self.as_str()))
    }
}

/// Kept out of logs.
impl std::fmt::Debug for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionId(…)")
    }
}

/// The session of a request; a browser without one gets a new one, set only when a form needs it.
#[derive(Debug, Clone)]
pub struct Session {
    pub id: SessionId,
    pub is_new: bool,
}

impl Session {
    /// The session that [`Sessions`] found.
    pub(crate) fn of(request: &Request) -> Self {
        request.data::<Self>().cloned().unwrap_or_else(Self::fresh)
    }

    fn fresh() -> Self {
        Self {
            id: SessionId::random(),
            is_new: true,
        }
    }
}

/// Who calls a service through the web: reads as the caller that services see, and carries the token for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub caller: contract::Caller,
    /// For calls to the services; good for half a minute and more.
    pub token: CallerToken,
    /// Names this session in the list of the person's devices.
    pub session: String,
    /// The person has rights that wait for a second factor.
    pub second_factor_due: bool,
}

impl Deref for Caller {
    type Target = contract::Caller;

    fn deref(&self) -> &contract::Caller {
        &self.caller
    }
}

impl From<Resolved> for Caller {
    fn from(resolved: Resolved) -> Self {
        let token = CallerToken::from(resolved.token.reveal().to_owned());
        Self {
            caller: resolved.caller,
            token,
            session: resolved.session,
            second_factor_due: resolved.second_factor_due,
        }
    }
}

/// The person who is signed in, or the sign-in page that leads back here.
pub struct SignedIn(pub Caller);

/// The person who is signed in, if anyone is.
pub struct MaybeSignedIn(pub Option<Caller>);

/// That accounts could not say who is in this session. Nobody is sent to sign in again for that.
#[derive(Clone)]
struct Unresolved;

impl<'a> FromRequest<'a> for SignedIn {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        if request.data::<Unresolved>().is_some() {
            return Err(PageError::Busy.into());
        }
        let caller = caller(request).ok_or_else(|| PageError::SignInFirst {
            back: way_back(request),
        })?;
        Ok(Self(caller.clone()))
    }
}

impl<'a> FromRequest<'a> for MaybeSignedIn {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        Ok(Self(caller(request).cloned()))
    }
}

/// Where a stranger wanted to be. What a form sends cannot be sent again by following a link: then it is the page with
/// the form.
fn way_back(request: &Request) -> String {
    let here = request
        .uri()
        .path_and_query()
        .map_or(urls::HOME, |address| address.as_str());
    if request.method().is_safe() {
        return here.to_owned();
    }
    let page = request
        .header(header::REFERER)
        .and_then(|address| address.parse::<Uri>().ok());
    let path = page.and_then(|page| page.path_and_query().map(|path| path.as_str().to_owned()));
    path.filter(|path| urls::is_local(path))
        .unwrap_or_else(|| urls::MINE.to_owned())
}

pub(crate) fn caller(request: &Request) -> Option<&Caller> {
    request.data::<Caller>()
}

/// Where somebody who is suspended may be: why, their own data, the way out, and what explains it.
const STILL_OPEN: [&str; 7] = [
    urls::SUSPENDED,
    urls::MY_DATA,
    urls::MY_DATA_FILE,
    urls::ERASE_ME,
    urls::SIGN_OUT,
    urls::PRIVACY,
    urls::ACCESSIBILITY,
];

/// Whether whoever asks is suspended, and this is no page for them.
pub(crate) fn is_kept_out(request: &Request) -> bool {
    let is_suspended = caller(request).is_some_and(|caller| caller.means == Means::Suspended);
    is_suspended && !STILL_OPEN.contains(&request.uri().path())
}

/// Waits for something that is held for a while, as long as whoever asked is signed in. Accounts is asked anew, also at
/// the end: what ended while it was held gives nothing any more.
///
/// # Errors
/// [`PageError::SignInFirst`] within seconds after the session ended.
pub(crate) async fn while_signed_in<T>(
    app: &App,
    request: &Request,
    held: impl Future<Output = T>,
) -> Result<T, PageError> {
    let mut held = std::pin::pin!(held);
    loop {
        if let Ok(done) = tokio::time::timeout(LOOK_AGAIN, &mut held).await {
            still_signed_in(app, request).await?;
            return Ok(done);
        }
        match still_signed_in(app, request).await {
            // Accounts is away for a moment: the end asks again.
            Err(PageError::Busy) | Ok(()) => {}
            Err(ended) => return Err(ended),
        }
    }
}

/// Whether somebody is still signed in who was when the request came, as accounts says now.
async fn still_signed_in(app: &App, request: &Request) -> Result<(), PageError> {
    let session = Session::of(request);
    let gone = || PageError::SignInFirst {
        back: way_back(request),
    };
    let secret = session.id.secret().ok_or_else(gone)?;
    app.signed_in.forget(&session.id);
    match app.signed_in.who(app, &session.id, secret).await? {
        Some(caller) if caller.means != Means::Suspended => Ok(()),
        _ => Err(gone()),
    }
}

/// The cookie that carries a session; set anew with a fresh id at sign-in.
#[must_use]
pub fn cookie(origin: &Origin, id: &SessionId) -> Cookie {
    shell::own_cookie(origin, COOKIE, id.as_str())
}

/// Takes the session away from the browser: after signing out.
#[must_use]
pub fn removal(origin: &Origin) -> Cookie {
    let mut cookie = shell::own_cookie(origin, COOKIE, "");
    cookie.make_removal();
    cookie
}

/// Reads the session cookie before anything else looks at the request.
pub(crate) struct Sessions(Arc<App>);

impl Sessions {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self(app)
    }
}

impl<E: Endpoint> Middleware<E> for Sessions {
    type Output = SessionsEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        SessionsEndpoint {
            inner,
            app: Arc::clone(&self.0),
        }
    }
}

pub(crate) struct SessionsEndpoint<E> {
    inner: E,
    app: Arc<App>,
}

impl<E: Endpoint> Endpoint for SessionsEndpoint<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> Result<E::Output> {
        let known = shell::cookie_value(&request, &self.app, COOKIE)
            .and_then(|value| SessionId::parse(&value));
        let session = known.map_or_else(Session::fresh, |id| Session { id, is_new: false });
        if !request.uri().path().starts_with(urls::ASSETS) {
            self.recognise(&session, &mut request).await;
        }
        request.set_data(session);
        self.inner.call(request).await
    }
}

impl<E> SessionsEndpoint<E> {
    /// Puts the person in this session beside the request, if there is one.
    async fn recognise(&self, session: &Session, request: &mut Request) {
        let Some(secret) = session.id.secret() else {
            return;
        };
        match self.app.signed_in.who(&self.app, &session.id, secret).await {
            Ok(Some(caller)) => {
                request.set_data(caller);
            }
            Ok(None) => {}
            Err(problem) => {
                tracing::warn!(
                    problem = problem.name(),
                    "accounts cannot say who is in a session"
                );
                request.set_data(Unresolved);
            }
        }
    }
}

/// Asks accounts who is in a session; nobody is an answer too.
async fn ask(app: &App, secret: Secret) -> Result<Option<Caller>, Problem> {
    match app.services.sessions.resolve(secret).await {
        Ok(resolved) => Ok(Some(Caller::from(resolved))),
        Err(Problem::SignInNeeded) => Ok(None),
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_a_strangers_or_somebodys_or_none() {
        let id = SessionId::random();
        assert_eq!(SessionId::parse(id.as_str()), Some(id.clone()));
        assert_ne!(SessionId::random(), id);
        assert_eq!(id.secret(), None);
        let somebody = SessionId::parse(&URL_SAFE_NO_PAD.encode([7; SOMEBODY])).unwrap();
        assert_eq!(somebody.secret(), Some(Secret::new(somebody.as_str())));
        for value in [
            "",
            "abc",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "!!!!!!!!!!!!!!!!!!!!!!",
        ] {
            assert_eq!(SessionId::parse(value), None, "{value:?}");
        }
        assert!(!format!("{id:?}").contains(id.as_str()));
    }
}
