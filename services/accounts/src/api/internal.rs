use std::sync::Arc;

use contract::accounts::{
    DemoPeople, DemoPerson, DemoSignIn, End, Ended, Exchange, Exchanged, Resolve, Resolved,
    Secret as WireSecret, Started,
};
use contract::accounts_log::{Pull, Pulled};
use contract::consent::{
    AskParent, EMAIL_SHAPE, LookAtLink, LookAtWaiting, ParentDecision, ParentLink, Waiting,
};
use contract::letters::Letter;
use contract::news::{CalendarAddresses, Invite, Invited, Readers, Tell, WhoReads, WhoseCalendar};
use contract::{Age, Caller};
use nouns::{Clock, PersonId};
use poem::endpoint::BoxEndpoint;
use poem::http::{StatusCode, header};
use poem::web::{Data, Json, Query};
use poem::{Endpoint, EndpointExt, Request, Route, get, handler, post};
use serde::Deserialize;
use wire::telemetry::Measured;
use wire::{CallerToken, DoorKey, Problem, as_problem_response};

use super::sign_in;
use crate::person::{Email, Known};
use crate::secret::{Kind, Secret};
use crate::session::Device;
use crate::{Accounts, AccountsError};

/// Who may use [`internal_endpoint`].
#[derive(Clone)]
pub enum Door {
    /// Only code of this process can call it: it is on no address.
    InProcess,
    /// Whoever sends a token of the minute that this key signed: a web or gateway elsewhere, with
    /// the same `internal_key` in its configuration.
    Key(DoorKey),
}

/// The API for the web and the gateway, which turns secrets into callers:
///
/// | request | answer |
/// |---|---|
/// | `POST /sessions/demo` | [`Started`], from [`DemoSignIn`] |
/// | `POST /sessions/resolve` | [`Resolved`], from [`Resolve`]; 401 when it ended |
/// | `POST /sessions/end` | [`Ended`], from [`End`] |
/// | `POST /tokens/exchange` | [`Exchanged`], from [`Exchange`]; 401 when it ended |
/// | `GET /people/demo?from_loopback=` | [`DemoPeople`] |
/// | `POST /log` | [`Pulled`], from [`Pull`]: for the services that follow the log |
/// | `POST /tell` | 204, from [`Tell`]: for the services that have news for somebody |
/// | `POST /readers` | [`Readers`], from [`WhoReads`]: for the services that ask what somebody may read in a mail |
/// | `POST /invite` | [`Invited`], from [`Invite`]: for the services that somebody is invited to |
/// | `POST /calendar` | [`CalendarAddresses`], from [`WhoseCalendar`]: for the services that write invitations for a calendar |
/// | `POST /letters` | 204, from [`Letter`]: for the services with news of somebody's place, or of an address that was typed |
/// | `POST /parents/waiting` | [`Waiting`], from [`LookAtWaiting`] |
/// | `POST /parents/ask` | 204, from [`AskParent`] |
/// | `POST /parents/look` | [`ParentLink`], from [`LookAtLink`] |
/// | `POST /parents/decide` | 204, from [`ParentDecision`] |
///
/// and what signs people in, in `sign_in.rs` beside this file.
///
/// It must not be mounted at the public address without [`Door::Key`].
pub fn internal_endpoint(accounts: Arc<Accounts>, door: Door) -> BoxEndpoint<'static> {
    sign_in::routes(Route::new())
        .at("/sessions/demo", post(play))
        .at("/sessions/resolve", post(resolve))
        .at("/sessions/end", post(end))
        .at("/tokens/exchange", post(exchange))
        .at("/people/demo", get(demo_people))
        .at("/log", post(pull))
        .at("/tell", post(tell))
        .at("/readers", post(readers))
        .at("/invite", post(invite))
        .at("/calendar", post(calendar))
        .at("/letters", post(write))
        .at("/parents/waiting", post(waiting))
        .at("/parents/ask", post(ask_parent))
        .at("/parents/look", post(look_as_parent))
        .at("/parents/decide", post(decide_as_parent))
        .around(move |route, request| {
            let is_open = door.opens_for(&request);
            async move {
                if is_open {
                    route.call(request).await
                } else {
                    Err(Problem::SignInNeeded.into())
                }
            }
        })
        .data(accounts)
        .with(Measured)
        .catch_all_error(as_problem_response)
        .map_to_response()
        .boxed()
}

impl Door {
    fn opens_for(&self, request: &Request) -> bool {
        match self {
            Self::InProcess => true,
            Self::Key(key) => {
                let sent = request
                    .header(header::AUTHORIZATION)
                    .and_then(|value| value.strip_prefix("Bearer "))
                    .unwrap_or_default();
                key.opens_for(sent)
            }
        }
    }
}

#[handler]
async fn play(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<DemoSignIn>,
) -> Result<Json<Started>, Problem> {
    let person = PersonId::parse(&asked.person).map_err(|_| AccountsError::PersonUnknown)?;
    let previous = asked.previous.as_ref().and_then(session_secret);
    let device = Device::of(&asked.device);
    let started = accounts
        .play(&person, device, previous.as_ref(), asked.from_loopback)
        .await?;
    Ok(Json(told(&started)))
}

#[handler]
async fn resolve(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Resolve>,
) -> Result<Json<Resolved>, Problem> {
    let secret = session_secret(&asked.secret).ok_or(AccountsError::Ended)?;
    let resolved = accounts.resolve(&secret).await?;
    Ok(Json(Resolved {
        session: resolved.session.as_str().to_owned(),
        caller: resolved.caller,
        token: token(&resolved.token),
        second_factor_due: resolved.second_factor_due,
    }))
}

#[handler]
async fn end(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<End>,
) -> Result<Json<Ended>, Problem> {
    let elsewhere = match session_secret(&asked.secret) {
        Some(secret) => accounts.sign_out(&secret).await?,
        None => None,
    };
    Ok(Json(Ended { elsewhere }))
}

#[handler]
async fn exchange(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Exchange>,
) -> Result<Json<Exchanged>, Problem> {
    let pat =
        Secret::parse(Kind::PersonalAccessToken, asked.pat.reveal()).ok_or(AccountsError::Ended)?;
    let (caller, minted): (Caller, CallerToken) = accounts.exchange(&pat).await?;
    Ok(Json(Exchanged {
        caller,
        token: token(&minted),
    }))
}

#[handler]
async fn pull(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Pull>,
) -> Result<Json<Pulled>, Problem> {
    Ok(Json(accounts.pull(&asked).await?))
}

#[handler]
async fn tell(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(news): Json<Tell>,
) -> Result<StatusCode, Problem> {
    accounts.tell(&news).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[handler]
async fn readers(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<WhoReads>,
) -> Result<Json<Readers>, Problem> {
    let readers = accounts.readers(&asked.people).await?;
    Ok(Json(Readers { readers }))
}

#[handler]
async fn invite(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(invite): Json<Invite>,
) -> Result<Json<Invited>, Problem> {
    Ok(Json(accounts.invite(&invite).await?))
}

#[handler]
async fn calendar(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<WhoseCalendar>,
) -> Result<Json<CalendarAddresses>, Problem> {
    Ok(Json(accounts.calendar_addresses(&asked.person).await?))
}

#[handler]
async fn write(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(letter): Json<Letter>,
) -> Result<StatusCode, Problem> {
    accounts.write(&letter).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[handler]
async fn waiting(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<LookAtWaiting>,
) -> Result<Json<Waiting>, Problem> {
    let browser = sign_in::browser_secret(&asked.browser).ok_or(AccountsError::NotFound)?;
    Ok(Json(accounts.waiting(&browser).await?))
}

#[handler]
async fn ask_parent(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<AskParent>,
) -> Result<StatusCode, Problem> {
    let browser = sign_in::browser_secret(&asked.browser).ok_or(AccountsError::NotFound)?;
    let parent = Email::parse(&asked.email).map_err(|_| Problem::field("email", EMAIL_SHAPE))?;
    accounts.ask_parent_from(&browser, &parent).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[handler]
async fn look_as_parent(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<LookAtLink>,
) -> Result<Json<ParentLink>, Problem> {
    let link = parent_secret(&asked.secret)?;
    Ok(Json(accounts.parent_link(&link).await?))
}

#[handler]
async fn decide_as_parent(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<ParentDecision>,
) -> Result<StatusCode, Problem> {
    let link = parent_secret(&asked.secret)?;
    accounts.decide_as_parent(&link, asked.given).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn parent_secret(text: &str) -> Result<Secret, AccountsError> {
    Secret::parse(Kind::ParentLink, text).ok_or(AccountsError::ParentLinkEnded)
}

#[derive(Deserialize)]
struct Seen {
    from_loopback: bool,
}

#[handler]
async fn demo_people(
    Data(accounts): Data<&Arc<Accounts>>,
    Query(seen): Query<Seen>,
) -> Result<Json<DemoPeople>, Problem> {
    let people = accounts.demo_people(seen.from_loopback).await?;
    let shown = people
        .iter()
        .map(|known| demo_person(known, &accounts.clock))
        .collect();
    Ok(Json(DemoPeople { people: shown }))
}

pub(super) fn told(started: &crate::Started) -> Started {
    Started {
        secret: WireSecret::new(started.secret.reveal()),
        ends: started.ends,
    }
}

pub(super) fn session_secret(secret: &WireSecret) -> Option<Secret> {
    Secret::parse(Kind::Session, secret.reveal())
}

fn token(token: &CallerToken) -> WireSecret {
    WireSecret::new(token.as_str())
}

fn demo_person(known: &Known, clock: &Clock) -> DemoPerson {
    let caller = known.caller(clock.now(), None).ok();
    DemoPerson {
        id: known.person.id.as_str().to_owned(),
        name: known.person.name.as_str().to_owned(),
        roles: known.grants(),
        school: known
            .person
            .school
            .as_ref()
            .map(|school| school.as_str().to_owned()),
        region: known
            .person
            .region
            .map(|region| region.region().code().to_owned()),
        is_minor: caller
            .as_ref()
            .is_some_and(|caller| caller.age == Age::Minor),
        may_sign_in: caller.is_some(),
    }
}
