//! Refuses what another site makes a browser send.
//!
//! Two kinds of address are left out. A harvester (`/oai`, `/oai/bijeenkomsten`) may ask by POST, changes nothing and is nobody. And the one press
//! that ends mails (RFC 8058) comes from a mail program, without a session: what it may do, the secret in its address
//! says, which no other site knows.
//!
//! Every unsafe method must come from a page of ours, by `Sec-Fetch-Site` or `Origin`, *and* carry a token that only
//! a page of this session can know: `nonce.HMAC(key, session id, nonce)`. It works before sign-in, keeps no state on the
//! server, ends with the session, and looks different on every page, so that compression gives nothing away (BREACH).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use poem::http::{Method, header};
use poem::{Endpoint, Middleware, Request, Result};
use rand::RngCore as _;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use crate::app::{App, Origin};
use crate::error::PageError;
use crate::session::{Session, SessionId};
use crate::upload::{self, Upload};
use crate::urls;

/// The form field and, for scripts, the header that carry the token.
pub const FIELD: &str = "csrf";
const HEADER: &str = "x-csrf-token";
/// Forms of ours are short; nobody gets to make us read more.
const LARGEST_FORM: usize = 1 << 20;
const NONCE: usize = 12;

/// What tokens are made with: one secret per installation, the same on every replica.
pub struct CsrfKey([u8; 32]);

impl CsrfKey {
    #[must_use]
    pub fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// A key for one process: its forms do not outlive it.
    #[must_use]
    pub fn random() -> Self {
        let mut secret = [0; 32];
        rand::rng().fill_bytes(&mut secret);
        Self(secret)
    }

    /// A token for one page of one session.
    #[must_use]
    pub fn token(&self, session: &SessionId) -> String {
        let mut nonce = [0; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let mut token = nonce.to_vec();
        token.extend(self.mac(session, &nonce));
        URL_SAFE_NO_PAD.encode(token)
    }

    /// Whether a token was made by us for this session; takes the same time for every wrong one.
    #[must_use]
    pub fn accepts(&self, session: &SessionId, token: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((nonce, mac)) = bytes.split_at_checked(NONCE) else {
            return false;
        };
        self.mac(session, nonce).ct_eq(mac).into()
    }

    fn mac(&self, session: &SessionId, nonce: &[u8]) -> [u8; 32] {
        hmac_sha256(&self.0, &[session.as_str().as_bytes(), b".", nonce])
    }
}

/// HMAC with SHA-256 (RFC 2104) for keys of at most one block.
fn hmac_sha256(key: &[u8; 32], message: &[&[u8]]) -> [u8; 32] {
    let pad = |with: u8| {
        let mut block = [with; 64];
        for (byte, key) in block.iter_mut().zip(key) {
            *byte ^= key;
        }
        block
    };
    let inner = message
        .iter()
        .fold(Sha256::new_with_prefix(pad(0x36)), |hash, part| {
            hash.chain_update(part)
        });
    Sha256::new_with_prefix(pad(0x5c))
        .chain_update(inner.finalize())
        .finalize()
        .into()
}

/// The middleware: it stands between the shell and every handler.
pub(crate) struct Guard(Arc<App>);

impl Guard {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self(app)
    }
}

impl<E: Endpoint> Middleware<E> for Guard {
    type Output = GuardEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        GuardEndpoint {
            inner,
            app: Arc::clone(&self.0),
        }
    }
}

pub(crate) struct GuardEndpoint<E> {
    inner: E,
    app: Arc<App>,
}

impl<E: Endpoint> Endpoint for GuardEndpoint<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> Result<E::Output> {
        if is_safe(request.method()) || is_nobodys(request.uri().path()) {
            return self.inner.call(request).await;
        }
        if !is_same_origin(&request, &self.app.origin) {
            tracing::warn!(target: "security", "a form from elsewhere was refused");
            return Err(PageError::FromElsewhere.into());
        }
        let token = sent_token(&mut request).await?;
        if !token.is_some_and(|token| self.app.csrf.accepts(&Session::of(&request).id, &token)) {
            tracing::info!(target: "security", "a form without its token was refused");
            return Err(PageError::StaleForm.into());
        }
        self.inner.call(request).await
    }
}

/// Addresses that look at no session, whoever sends a browser there.
fn is_nobodys(path: &str) -> bool {
    path == urls::OAI || path == urls::OAI_MEETUPS || path.starts_with(&urls::stop_searches(""))
}

/// Methods that change nothing (RFC 9110, 9.2.1).
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// What the browser says about where the request comes from. A request that says nothing is not ours.
fn is_same_origin(request: &Request, own: &Origin) -> bool {
    let fetch_site = request.header("sec-fetch-site");
    let origin = request.header(header::ORIGIN);
    let fetch_site_agrees = fetch_site.is_none_or(|site| site == "same-origin");
    let origin_agrees =
        origin.is_none_or(|origin| own.is_ours(origin, request.header(header::HOST)));
    (fetch_site.is_some() || origin.is_some()) && fetch_site_agrees && origin_agrees
}

/// The token from the header or the form; the body is put back for the handler, one with a file as an [`Upload`].
async fn sent_token(request: &mut Request) -> Result<Option<String>> {
    let by_header = request.header(HEADER).map(str::to_owned);
    if upload::is_one(request) {
        let upload = Upload::take(request).await?;
        let by_field = || upload.field(FIELD).to_owned();
        let token = by_header.unwrap_or_else(by_field);
        request.set_data(Arc::new(upload));
        return Ok(Some(token));
    }
    if by_header.is_some() {
        return Ok(by_header);
    }
    if !request
        .content_type()
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
    {
        return Ok(None);
    }
    let body = request.take_body().into_bytes_limit(LARGEST_FORM).await?;
    let token = form_value(&body, FIELD);
    request.set_body(body);
    Ok(token)
}

/// The value of a field whose name and value need no decoding, as the token does not.
fn form_value(body: &[u8], field: &str) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(name, _)| *name == field)
        .map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hmac_is_the_one_of_rfc_4231() {
        // Test case 1, whose key of 20 bytes is the same key when zeros fill it up.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        let byte = |at: usize| u8::from_str_radix(&expected[2 * at..2 * at + 2], 16).unwrap();
        let expected: Vec<u8> = (0..32).map(byte).collect();
        assert_eq!(hmac_sha256(&key, &[b"Hi ", b"There"]).as_slice(), expected);
    }

    #[test]
    fn only_what_looks_at_no_session_goes_without_a_token() {
        assert!(is_nobodys(urls::OAI) && is_nobodys(urls::OAI_MEETUPS));
        assert!(is_nobodys(&urls::stop_searches("geheim")));
        for path in [
            "/",
            urls::SAVED_SEARCHES,
            &urls::saved_search("stop"),
            "/oai/x",
        ] {
            assert!(!is_nobodys(path), "{path}");
        }
    }

    #[test]
    fn a_token_is_good_for_its_own_session_only() {
        let (key, noor, sam) = (CsrfKey::random(), SessionId::random(), SessionId::random());
        let token = key.token(&noor);
        assert!(key.accepts(&noor, &token));
        assert!(!key.accepts(&sam, &token));
        assert!(!CsrfKey::random().accepts(&noor, &token));
        assert_ne!(key.token(&noor), token);
        for wrong in ["", "x", &token[1..], &format!("{token}A")] {
            assert!(!key.accepts(&noor, wrong), "{wrong:?}");
        }
    }

    fn request(headers: &[(&str, &str)]) -> Request {
        headers
            .iter()
            .fold(Request::builder(), |request, (name, value)| {
                request.header(*name, *value)
            })
            .finish()
    }

    #[test]
    fn a_request_must_say_that_it_comes_from_here() {
        let host = ("host", "127.0.0.1:8080");
        let ours = ("origin", "http://127.0.0.1:8080");
        let theirs = ("origin", "https://evil.example");
        let same = ("sec-fetch-site", "same-origin");
        let cross = ("sec-fetch-site", "cross-site");
        for good in [vec![host, ours], vec![host, same], vec![host, ours, same]] {
            assert!(
                is_same_origin(&request(&good), &Origin::Loopback),
                "{good:?}"
            );
        }
        for bad in [
            vec![host],
            vec![host, theirs],
            vec![host, cross],
            vec![host, ours, cross],
            vec![host, theirs, same],
        ] {
            assert!(
                !is_same_origin(&request(&bad), &Origin::Loopback),
                "{bad:?}"
            );
        }
    }
}
