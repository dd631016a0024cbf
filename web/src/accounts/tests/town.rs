//! A site whose accounts is played by its contract, so that the pages are tried without a database.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts::{
    DEMO_ELSEWHERE, DemoPeople, DemoPerson, DemoSignIn, End, Ended, Resolve, Resolved, Secret,
    Sessions, Started, Way, Ways,
};
use contract::{Age, Grant, Scope};
use nouns::{Clock, PersonId, Role};
use poem::http::{HeaderValue, Method, StatusCode, header, uri::Scheme};
use poem::web::{Data, Json, LocalAddr, Query, RemoteAddr};
use poem::{
    Addr, Body, Endpoint, EndpointExt, IntoResponse, Request, RequestParts, Response, Route, get,
    handler, post,
};
use serde::Deserialize;
use wire::{Client, Problem, as_problem_response};

use crate::app::{App, Origin, Services};
use crate::csrf::CsrfKey;
use crate::render::Pages;
use crate::session::SignedInCache;
use crate::urls;

use crate::accounts::calls::Internal;

pub(super) const HERE: &str = "127.0.0.1:5000";

/// Accounts, as far as a browser can tell.
#[derive(Default)]
pub(super) struct Town {
    pub(super) live: Mutex<HashMap<String, String>>,
    pub(super) asked: Mutex<u32>,
}

#[derive(Deserialize)]
struct Seen {
    from_loopback: bool,
}

#[handler]
fn demo_people(Query(seen): Query<Seen>) -> Result<Json<DemoPeople>, Problem> {
    if !seen.from_loopback {
        return Err(Problem::Forbidden(DEMO_ELSEWHERE));
    }
    let person = DemoPerson {
        id: "noor".to_owned(),
        name: "Noor Hendriks".to_owned(),
        roles: vec![Grant {
            role: Role::Student,
            scope: Scope::Everywhere,
        }],
        school: None,
        region: Some("RMC-19".to_owned()),
        is_minor: false,
        may_sign_in: true,
    };
    Ok(Json(DemoPeople {
        people: vec![person],
    }))
}

#[handler]
fn play(
    Data(town): Data<&Arc<Town>>,
    Json(asked): Json<DemoSignIn>,
) -> Result<Json<Started>, Problem> {
    if !asked.from_loopback {
        return Err(Problem::Forbidden(DEMO_ELSEWHERE));
    }
    let mut live = town.live.lock().unwrap();
    if let Some(previous) = asked.previous {
        live.remove(previous.reveal());
    }
    let number = u8::try_from(live.len()).unwrap() + asked.person.as_bytes()[0];
    let secret = URL_SAFE_NO_PAD.encode([number; 32]);
    live.insert(secret.clone(), asked.person);
    Ok(Json(Started {
        secret: Secret::new(secret),
        ends: start() + TimeDelta::days(30),
    }))
}

#[handler]
fn resolve(
    Data(town): Data<&Arc<Town>>,
    Json(asked): Json<Resolve>,
) -> Result<Json<Resolved>, Problem> {
    *town.asked.lock().unwrap() += 1;
    let live = town.live.lock().unwrap();
    let person = live
        .get(asked.secret.reveal())
        .ok_or(Problem::SignInNeeded)?;
    let caller = contract::Caller {
        person: PersonId::parse(person).unwrap(),
        name: format!("Naam van {person}"),
        roles: vec![],
        school: None,
        region: None,
        age: Age::Adult,
        means: contract::Means::Session,
    };
    Ok(Json(Resolved {
        session: format!("hash of {person}"),
        caller,
        token: Secret::new("token"),
        second_factor_due: false,
    }))
}

#[handler]
fn end(Data(town): Data<&Arc<Town>>, Json(asked): Json<End>) -> Json<Ended> {
    town.live.lock().unwrap().remove(asked.secret.reveal());
    Json(Ended::default())
}

#[handler]
fn ways() -> Json<Ways> {
    Json(Ways {
        providers: vec![Way {
            key: "surfconext".to_owned(),
            name: "SURFconext".to_owned(),
        }],
        mail: true,
    })
}

#[handler]
fn no_sessions() -> Json<Sessions> {
    Json(Sessions { sessions: vec![] })
}

fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// A site whose accounts is a [`Town`]; the other services are away.
pub(super) struct Site {
    app: Arc<App>,
    pub(super) town: Arc<Town>,
    pub(super) clock: Clock,
}

pub(super) fn site_with(origin: Origin) -> Site {
    let town = Arc::new(Town::default());
    let internal = Route::new()
        .at("/people/demo", get(demo_people))
        .at("/sign-in/ways", get(ways))
        .at("/sessions/demo", post(play))
        .at("/sessions/resolve", post(resolve))
        .at("/sessions/end", post(end))
        .data(Arc::clone(&town))
        .catch_all_error(as_problem_response);
    let accounts = Client::local(Route::new().at("/sessions", get(no_sessions)));
    let away =
        || Client::local(Route::new().catch_all_error(|_| async { Problem::Busy.into_answer() }));
    let clock = Clock::fixed(start());
    let services = Services {
        accounts,
        sessions: Internal::new(Client::local(internal), None),
        toolbox: away(),
        matching: away(),
        meetups: away(),
    };
    let app = App {
        pages: Arc::new(Pages::load().unwrap()),
        csrf: CsrfKey::random(),
        origin,
        clock: clock.clone(),
        services,
        signed_in: SignedInCache::default(),
        security_contact: None,
        is_behind_proxy: false,
    };
    Site {
        app: Arc::new(app),
        town,
        clock,
    }
}

trait IntoAnswer {
    fn into_answer(self) -> Response;
}

impl IntoAnswer for Problem {
    fn into_answer(self) -> Response {
        poem::Error::from(self).into_response()
    }
}

/// A request as it comes from a peer.
pub(in crate::accounts) fn request_from(peer: SocketAddr) -> Request {
    let (parts, ()) = poem::http::Request::new(()).into_parts();
    let remote = RemoteAddr(Addr::SocketAddr(peer));
    let parts = RequestParts::from((parts, LocalAddr::default(), remote, Scheme::HTTP));
    Request::from_parts(parts, Body::empty())
}

impl Site {
    pub(super) async fn send(&self, mut request: Request, cookie: Option<&str>) -> Response {
        request
            .headers_mut()
            .insert(header::HOST, HeaderValue::from_static("127.0.0.1:8080"));
        if let Some(cookie) = cookie {
            request
                .headers_mut()
                .insert(header::COOKIE, cookie.parse().unwrap());
        }
        match crate::site(&self.app).call(request).await {
            Ok(response) => response.into_response(),
            Err(error) => error.into_response(),
        }
    }

    pub(super) async fn get(&self, path: &str, cookie: Option<&str>) -> Response {
        self.send(at(path), cookie).await
    }

    /// Posts a form as a browser does that got it from a page of ours.
    pub(super) async fn post(
        &self,
        path: &str,
        fields: &str,
        cookie: &str,
        peer: &str,
    ) -> Response {
        let id = crate::session::SessionId::parse(cookie.split_once('=').unwrap().1).unwrap();
        let mut request = request_from(peer.parse().unwrap());
        *request.uri_mut() = path.parse().unwrap();
        request.set_method(Method::POST);
        let headers = request.headers_mut();
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        request.set_body(format!("csrf={}&{fields}", self.app.csrf.token(&id)));
        self.send(request, Some(cookie)).await
    }

    /// Signs in from a fresh browser, and gives the cookie that it then has.
    pub(super) async fn signed_in(&self, person: &str) -> String {
        let shown = self.get(urls::SIGN_IN, None).await;
        let stranger = session_cookie(&shown).unwrap();
        let answer = self
            .post(urls::SIGN_IN, &format!("persoon={person}"), &stranger, HERE)
            .await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        session_cookie(&answer).unwrap()
    }
}

pub(super) fn at(path: &str) -> Request {
    let mut request = request_from(HERE.parse().unwrap());
    *request.uri_mut() = path.parse().unwrap();
    request
}

/// The session cookie that an answer sets, as a browser sends it back.
pub(super) fn session_cookie(response: &Response) -> Option<String> {
    let line = set_cookie_line(response)?;
    let pair = line.split(';').next().unwrap();
    Some(pair.to_owned())
}

pub(super) fn set_cookie_line(response: &Response) -> Option<String> {
    let lines = response.headers().get_all(header::SET_COOKIE).iter();
    lines
        .map(|line| line.to_str().unwrap().to_owned())
        .find(|line| line.contains("sessie="))
}

pub(super) fn location(response: &Response) -> &str {
    response.headers()[header::LOCATION].to_str().unwrap()
}
