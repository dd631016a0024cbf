//! An OpenID provider on loopback that does whatever an attack asks of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nouns::PersonId;
use poem::http::StatusCode;
use poem::listener::{Acceptor as _, Listener as _, TcpListener};
use poem::web::{Data, Form, Json};
use poem::{EndpointExt as _, IntoResponse as _, Response, Route, Server, get, handler, post};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::testing::start;

pub(super) const CLIENT: &str = "kansrijk";

/// What an attack does otherwise than an honest provider.
#[derive(Clone, Copy)]
pub(super) struct Twist {
    pub(super) claims: fn(&mut Value),
    pub(super) header: fn(&mut Value),
    pub(super) signing: Signing,
    pub(super) discovery: fn(&mut Value),
    pub(super) token: Token,
    pub(super) keys: Keys,
    pub(super) userinfo: fn(&mut Value),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signing {
    Honest,
    /// A bit of the signature is another.
    Spoiled,
    /// By somebody else, under the same name.
    Stranger,
    /// Not at all.
    Nothing,
    /// HS256 with the public key, which everybody knows.
    PublicKeyAsSecret,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Honest,
    Broken,
    Slow,
    Rubbish,
    Oversized,
    /// It has no ID token.
    Incomplete,
    /// The code is not one of its own.
    Refuses,
    Redirects,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    Honest,
    None,
    /// Another key under the same name.
    Swapped,
    Broken,
}

impl Default for Twist {
    fn default() -> Self {
        Self {
            claims: |_| {},
            header: |_| {},
            signing: Signing::Honest,
            discovery: |_| {},
            token: Token::Honest,
            keys: Keys::Honest,
            userinfo: |_| {},
        }
    }
}

pub(super) struct Provider {
    pub(super) issuer: String,
    state: Arc<State>,
}

struct State {
    issuer: String,
    twist: Mutex<Twist>,
    key: Mutex<(String, Ed25519KeyPair)>,
    stranger: Ed25519KeyPair,
    /// The nonce and challenge of each code, to be exchanged as often as an attacker wants.
    codes: Mutex<HashMap<String, (String, String)>>,
    pub(super) discovered: Mutex<u32>,
}

/// What the browser brings back.
#[derive(Debug, Clone)]
pub(super) struct Brought {
    pub(super) state: String,
    pub(super) code: String,
    pub(super) iss: String,
}

fn fresh_key() -> Ed25519KeyPair {
    let der = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    Ed25519KeyPair::from_pkcs8(der.as_ref()).unwrap()
}

impl Provider {
    pub(super) async fn start() -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0")
            .into_acceptor()
            .await
            .unwrap();
        let address = acceptor.local_addr().remove(0);
        let issuer = format!("http://{}", address.as_socket_addr().unwrap());
        let state = Arc::new(State {
            issuer: issuer.clone(),
            twist: Mutex::default(),
            key: Mutex::new(("one".to_owned(), fresh_key())),
            stranger: fresh_key(),
            codes: Mutex::default(),
            discovered: Mutex::default(),
        });
        let route = Route::new()
            .at("/.well-known/openid-configuration", get(discovery))
            .at("/keys", get(keys))
            .at("/token", post(token))
            .at("/me", get(userinfo))
            .data(Arc::clone(&state));
        tokio::spawn(Server::new_with_acceptor(acceptor).run(route));
        Self { issuer, state }
    }

    pub(super) fn twist(&self, twist: Twist) {
        *self.state.twist.lock().unwrap() = twist;
    }

    pub(super) fn discoveries(&self) -> u32 {
        *self.state.discovered.lock().unwrap()
    }

    /// From now on another key signs.
    pub(super) fn rotate(&self, name: &str) {
        *self.state.key.lock().unwrap() = (name.to_owned(), fresh_key());
    }

    /// Exchanging `code` gives the nonce of `other`.
    pub(super) fn exchange_as(&self, code: &str, other: &str) {
        let mut codes = self.state.codes.lock().unwrap();
        let nonce = codes[other].0.clone();
        if let Some(grant) = codes.get_mut(code) {
            grant.0 = nonce;
        }
    }

    /// The person agrees at the provider: the browser is sent back.
    pub(super) fn agree(&self, address: &str) -> Brought {
        let address = Url::parse(address).unwrap();
        assert!(
            address
                .as_str()
                .starts_with(&format!("{}/authorize?", self.issuer))
        );
        let asked: HashMap<String, String> = address.query_pairs().into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["response_type"], "code");
        let code = PersonId::fresh().to_string();
        let grant = (asked["nonce"].clone(), asked["code_challenge"].clone());
        self.state.codes.lock().unwrap().insert(code.clone(), grant);
        Brought {
            state: asked["state"].clone(),
            code,
            iss: self.issuer.clone(),
        }
    }
}

impl State {
    fn twist(&self) -> Twist {
        *self.twist.lock().unwrap()
    }

    fn id_token(&self, nonce: &str) -> String {
        let twist = self.twist();
        let now = start().timestamp();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": "sam", "nonce": nonce,
            "iat": now, "exp": now + 300, "acr": "urn:mfa", "given_name": "Sam",
        });
        (twist.claims)(&mut claims);
        let key = self.key.lock().unwrap();
        let algorithm = match twist.signing {
            Signing::Nothing => "none",
            Signing::PublicKeyAsSecret => "HS256",
            _ => "EdDSA",
        };
        let mut header = json!({ "alg": algorithm, "kid": key.0 });
        (twist.header)(&mut header);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = match twist.signing {
            Signing::Honest => key.1.sign(signed.as_bytes()).as_ref().to_vec(),
            Signing::Spoiled => {
                let mut signature = key.1.sign(signed.as_bytes()).as_ref().to_vec();
                signature[7] ^= 1;
                signature
            }
            Signing::Stranger => self.stranger.sign(signed.as_bytes()).as_ref().to_vec(),
            Signing::Nothing => Vec::new(),
            Signing::PublicKeyAsSecret => {
                let secret = hmac::Key::new(hmac::HMAC_SHA256, key.1.public_key().as_ref());
                hmac::sign(&secret, signed.as_bytes()).as_ref().to_vec()
            }
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

#[handler]
fn discovery(Data(state): Data<&Arc<State>>) -> Json<Value> {
    *state.discovered.lock().unwrap() += 1;
    let issuer = &state.issuer;
    let mut said = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "end_session_endpoint": format!("{issuer}/end"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["EdDSA", "none", "HS256"],
        "authorization_response_iss_parameter_supported": true,
    });
    (state.twist().discovery)(&mut said);
    Json(said)
}

#[handler]
fn keys(Data(state): Data<&Arc<State>>) -> Response {
    let key = state.key.lock().unwrap();
    let public = match state.twist().keys {
        Keys::None => return Json(json!({ "keys": [] })).into_response(),
        Keys::Broken => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Keys::Swapped => state.stranger.public_key(),
        Keys::Honest => key.1.public_key(),
    };
    Json(json!({ "keys": [{
        "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
        "kid": key.0, "x": URL_SAFE_NO_PAD.encode(public.as_ref()),
    }]}))
    .into_response()
}

#[derive(Deserialize)]
struct Exchange {
    code: String,
    code_verifier: String,
}

#[handler]
async fn token(Data(state): Data<&Arc<State>>, Form(asked): Form<Exchange>) -> Response {
    let twist = state.twist();
    match twist.token {
        Token::Broken => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Token::Slow => std::future::pending::<()>().await,
        Token::Rubbish => return "<html>busy</html>".into_response(),
        Token::Oversized => return "x".repeat(1024 * 1024).into_response(),
        Token::Redirects => {
            return Response::builder()
                .status(StatusCode::TEMPORARY_REDIRECT)
                .header("location", format!("{}/me", state.issuer))
                .finish();
        }
        _ => {}
    }
    let grant = state.codes.lock().unwrap().get(&asked.code).cloned();
    let hashed = ring::digest::digest(&ring::digest::SHA256, asked.code_verifier.as_bytes());
    let hashed = URL_SAFE_NO_PAD.encode(hashed);
    let Some((nonce, _)) =
        grant.filter(|(_, challenge)| *challenge == hashed && twist.token != Token::Refuses)
    else {
        let refused = Json(json!({ "error": "invalid_grant" })).into_response();
        return refused.with_status(StatusCode::BAD_REQUEST).into_response();
    };
    let mut answer = json!({ "access_token": "access", "token_type": "Bearer" });
    if twist.token != Token::Incomplete {
        answer["id_token"] = json!(state.id_token(&nonce));
    }
    Json(answer).into_response()
}

#[handler]
fn userinfo(Data(state): Data<&Arc<State>>) -> Json<Value> {
    let mut said = json!({
        "sub": "sam", "schac_home_organization": "roc.example",
        "eduperson_affiliation": ["student"], "email": "sam@roc.example",
    });
    (state.twist().userinfo)(&mut said);
    Json(said)
}
