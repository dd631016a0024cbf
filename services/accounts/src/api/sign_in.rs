//! Signing in, translated: the web's forms and returns to the façade.

use std::sync::Arc;

use contract::accounts::{
    Arrived, BeginAtProvider, BeginByMail, BeginSecondFactor, Ceremony, DemoMails,
    FinishAtProvider, FinishByMail, FinishSecondFactor, Link, MailSent, Newcomer, PasskeyKept,
    Proof, RemovePasskey, SchoolName, Secret as WireSecret, SentOn, SigningIn, Started, Way, Ways,
    Welcome,
};
use contract::recovery::{LookAtRecovery, Recover, RecoveryLink, StopRecovery, StoppableRecovery};
use nouns::Language;
use poem::http::StatusCode;
use poem::web::{Data, Json, Query};
use poem::{Route, get, handler, post};
use serde::Deserialize;
use wire::Problem;

use super::internal::{session_secret, told};
use crate::oidc::Returned;
use crate::secret::{Kind, Secret};
use crate::session::Device;
use crate::{Accounts, AccountsError, School, WelcomeForm};

pub(super) fn routes(route: Route) -> Route {
    route
        .at("/sign-in/ways", get(ways))
        .at("/sign-in/provider", post(begin_at_provider))
        .at("/sign-in/provider/finish", post(finish_at_provider))
        .at("/sign-in/newcomer", post(newcomer))
        .at("/sign-in/welcome", post(welcome))
        .at("/sign-in/link", post(link_to_account))
        .at("/sign-in/recovery/look", post(look_at_recovery))
        .at("/sign-in/recovery", post(recover))
        .at("/sign-in/recovery/stop/look", post(look_at_stop))
        .at("/sign-in/recovery/stop", post(stop_recovery))
        .at("/sign-in/mail", post(begin_by_mail))
        .at("/sign-in/mail/finish", post(finish_by_mail))
        .at("/second-factor/begin", post(begin_second_factor))
        .at("/second-factor/finish", post(finish_second_factor))
        .at("/second-factor/remove", post(remove_passkey))
        .at("/mails/demo", get(demo_mails))
}

#[handler]
fn ways(Data(accounts): Data<&Arc<Accounts>>) -> Json<Ways> {
    let way = |provider: &crate::oidc::Provider| Way {
        key: provider.key.clone(),
        name: provider.name.clone(),
    };
    let ways = &accounts.ways;
    Json(Ways {
        providers: ways.talks.iter().map(|talk| way(&talk.provider)).collect(),
        mail: ways.mailer.is_some(),
    })
}

#[handler]
async fn begin_at_provider(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<BeginAtProvider>,
) -> Result<Json<SentOn>, Problem> {
    let browser = asked.browser.as_ref().and_then(browser_secret);
    let (address, browser) = accounts
        .begin_at_provider(&asked.provider, browser, &asked.back)
        .await?;
    Ok(Json(SentOn {
        address,
        browser: WireSecret::new(browser.reveal()),
    }))
}

#[handler]
async fn finish_at_provider(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<FinishAtProvider>,
) -> Result<Json<Arrived>, Problem> {
    let returned = Returned {
        provider: asked.provider,
        state: asked.state,
        code: asked.code,
        iss: asked.iss,
        error: asked.error,
    };
    let browser = asked.browser.as_ref().and_then(browser_secret);
    let previous = asked.previous.as_ref().and_then(session_secret);
    let device = Device::of(&asked.device);
    let arrived = accounts
        .finish_at_provider(returned, browser, device, previous.as_ref())
        .await?;
    Ok(Json(arrived.into()))
}

#[handler]
async fn newcomer(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<SigningIn>,
) -> Result<Json<Newcomer>, Problem> {
    let browser = browser_secret(&asked.browser).ok_or(AccountsError::NotFound)?;
    let newcomer = accounts.newcomer(&browser).await?;
    Ok(Json(Newcomer {
        name: newcomer.name,
        school: newcomer.school.map(school_name),
        schools: newcomer.schools.into_iter().map(school_name).collect(),
        way: newcomer.way,
        back: newcomer.back,
    }))
}

#[handler]
async fn welcome(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Welcome>,
) -> Result<Json<Arrived>, Problem> {
    let browser = browser_secret(&asked.browser).ok_or(AccountsError::NotFound)?;
    let previous = asked.previous.as_ref().and_then(session_secret);
    let form = WelcomeForm {
        name: asked.name,
        birth_year: asked.birth_year,
        birth_month: asked.birth_month,
        school: asked.school,
        parent: asked.parent,
        language: Language::parse(&asked.language).unwrap_or_default(),
    };
    let device = Device::of(&asked.device);
    let arrived = accounts
        .welcome(&browser, form, device, previous.as_ref())
        .await?;
    Ok(Json(arrived.into()))
}

#[handler]
async fn link_to_account(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Link>,
) -> Result<Json<Started>, Problem> {
    let browser = browser_secret(&asked.browser).ok_or(AccountsError::NotFound)?;
    let session = session_secret(&asked.session).ok_or(AccountsError::Ended)?;
    let started = accounts.link_to_account(&browser, &session).await?;
    Ok(Json(told(&started)))
}

#[handler]
async fn look_at_recovery(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<LookAtRecovery>,
) -> Result<Json<RecoveryLink>, Problem> {
    let link = recovery_secret(&asked.secret)?;
    let (name, recovery) = accounts.recovery_link(&link).await?;
    Ok(Json(RecoveryLink {
        name,
        state: recovery.state(accounts.clock.now()).to_owned(),
        opens: recovery.opens,
        ends: recovery.ends,
    }))
}

#[handler]
async fn recover(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<Recover>,
) -> Result<Json<Arrived>, Problem> {
    let link = recovery_secret(&asked.secret)?;
    let browser = asked.browser.as_ref().and_then(browser_secret);
    let previous = asked.previous.as_ref().and_then(session_secret);
    let device = Device::of(&asked.device);
    let arrived = accounts
        .recover(&link, browser.as_ref(), device, previous.as_ref())
        .await?;
    Ok(Json(arrived.into()))
}

#[handler]
async fn look_at_stop(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<StopRecovery>,
) -> Result<Json<StoppableRecovery>, Problem> {
    let name = accounts.stoppable(asked.secret.reveal()).await?;
    Ok(Json(StoppableRecovery { name }))
}

#[handler]
async fn stop_recovery(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<StopRecovery>,
) -> Result<StatusCode, Problem> {
    accounts.stop_recovery(asked.secret.reveal()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn recovery_secret(secret: &WireSecret) -> Result<Secret, AccountsError> {
    Secret::parse(Kind::Recovery, secret.reveal()).ok_or(AccountsError::RecoveryEnded)
}

#[handler]
async fn begin_by_mail(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<BeginByMail>,
) -> Result<Json<MailSent>, Problem> {
    let language = Language::parse(&asked.language).unwrap_or_default();
    let browser = accounts
        .begin_by_mail(
            &asked.email,
            &asked.back,
            language,
            asked.address.as_deref(),
        )
        .await?;
    Ok(Json(MailSent {
        browser: WireSecret::new(browser.reveal()),
    }))
}

#[handler]
async fn finish_by_mail(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<FinishByMail>,
) -> Result<Json<Arrived>, Problem> {
    let browser = asked.browser.as_ref().and_then(browser_secret);
    let previous = asked.previous.as_ref().and_then(session_secret);
    let proof = match asked.proof {
        Proof::Code(code) => crate::Proof::Code(code),
        Proof::Link(link) => crate::Proof::Link(link),
    };
    let device = Device::of(&asked.device);
    let arrived = accounts
        .finish_by_mail(browser.as_ref(), &proof, device, previous.as_ref())
        .await?;
    Ok(Json(arrived.into()))
}

#[handler]
async fn begin_second_factor(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<BeginSecondFactor>,
) -> Result<Json<Ceremony>, Problem> {
    let session = session_secret(&asked.session).ok_or(AccountsError::Ended)?;
    let ceremony = accounts
        .begin_second_factor(&session, asked.makes_new)
        .await?;
    Ok(Json(Ceremony {
        makes_new: ceremony.makes_new,
        options: ceremony.options,
        keys: ceremony.keys.into_iter().map(kept).collect(),
        may_remove: ceremony.may_remove,
    }))
}

fn kept(key: crate::second_factor::Kept) -> PasskeyKept {
    PasskeyKept {
        id: key.id,
        made: key.made_at,
        used: key.used_at,
    }
}

#[handler]
async fn remove_passkey(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<RemovePasskey>,
) -> Result<StatusCode, Problem> {
    let session = session_secret(&asked.session).ok_or(AccountsError::Ended)?;
    accounts.remove_passkey(&session, &asked.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[handler]
async fn finish_second_factor(
    Data(accounts): Data<&Arc<Accounts>>,
    Json(asked): Json<FinishSecondFactor>,
) -> Result<Json<Started>, Problem> {
    let session = session_secret(&asked.session).ok_or(AccountsError::Ended)?;
    let started = accounts
        .finish_second_factor(&session, &asked.answer)
        .await?;
    Ok(Json(told(&started)))
}

#[derive(Deserialize)]
struct Seen {
    from_loopback: bool,
}

#[handler]
fn demo_mails(
    Data(accounts): Data<&Arc<Accounts>>,
    Query(seen): Query<Seen>,
) -> Result<Json<DemoMails>, Problem> {
    let mails = accounts.demo_mails(seen.from_loopback)?;
    Ok(Json(DemoMails { mails }))
}

impl From<crate::Arrived> for Arrived {
    fn from(arrived: crate::Arrived) -> Self {
        match arrived {
            crate::Arrived::SignedIn { started, back } => Self::SignedIn {
                started: told(&started),
                back,
            },
            crate::Arrived::Newcomer => Self::Newcomer,
            crate::Arrived::Waiting => Self::Waiting,
        }
    }
}

fn school_name(school: School) -> SchoolName {
    SchoolName {
        id: school.id.into(),
        name: school.name,
    }
}

pub(super) fn browser_secret(secret: &WireSecret) -> Option<Secret> {
    Secret::parse(Kind::Browser, secret.reveal())
}
