//! Signing in at a provider, with OpenID Connect. The provider says who somebody is there; what is kept of it is a hash of
//! (iss, sub), a school and a role.

mod checks;
mod description;
mod faults;
mod fetch;
mod provider;
mod refusal;
mod talk;

use ::store::StoreError;
use chrono::TimeDelta;
use contract::accounts as codes;

pub(crate) use provider::Provider;
pub use provider::{ClaimNames, ProviderProblem, ProviderSettings};
pub use refusal::Refusal;
pub(crate) use talk::Talk;
use talk::{Asked, Proven, identity_of};

use crate::newcomer::Arrived;
use crate::secret::{Kind, Secret, hex};
use crate::session::{Device, IdToken, Session};
use crate::sign_in::Showing;
use crate::store::{NewcomerRow, Pending};
use crate::{Accounts, AccountsError};

/// A sign-in at a provider that takes longer begins again.
const LASTS: TimeDelta = TimeDelta::minutes(10);

/// What a provider sent the browser back with.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    pub provider: String,
    pub state: Option<String>,
    pub code: Option<contract::accounts::Secret>,
    pub iss: Option<String>,
    pub error: Option<String>,
}

impl Asked {
    /// Nonce and verifier come from what only the browser has: the store cannot complete a sign-in, and no other browser
    /// can.
    fn of(browser: &Secret, state: &Secret) -> Self {
        let state = state.reveal();
        Self {
            nonce: browser.derive("nonce", &state),
            verifier: browser.derive("pkce", &state),
            state,
        }
    }
}

impl Accounts {
    /// Where the browser goes to sign in, and what it has to keep until it comes back.
    pub async fn begin_at_provider(
        &self,
        key: &str,
        browser: Option<Secret>,
        back: &str,
    ) -> Result<(String, Secret), AccountsError> {
        let talk = self.talk(key)?;
        let browser = browser.unwrap_or_else(|| Secret::fresh(Kind::Browser));
        let state = Secret::fresh(Kind::State);
        let asked = Asked::of(&browser, &state);
        let address = talk.address(&asked, !talk.provider.second_factor.is_empty());
        let address = address.await?;
        let pending = Pending {
            browser: browser.id().as_str().to_owned(),
            provider: key.to_owned(),
            back: back.to_owned(),
            ends_at: self.clock.now() + LASTS,
        };
        self.store.keep_pending(&state.id(), &pending).await?;
        Ok((address, browser))
    }

    /// Takes what a provider sent back: somebody is signed in, or known to be new.
    ///
    /// # Errors
    /// [`AccountsError::SignIn`] with the one thing that was wrong; nobody is signed in then.
    pub async fn finish_at_provider(
        &self,
        returned: Returned,
        browser: Option<Secret>,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let talk = self.talk(&returned.provider)?;
        let (browser, state, pending) = self.pending(&returned, browser).await?;
        talk.check_sender(returned.iss.as_deref()).await?;
        let code = match (&returned.error, &returned.code) {
            (None, Some(code)) => code.reveal(),
            _ => return Err(Refusal::of(codes::SIGN_IN_DECLINED).into()),
        };
        self.use_once(&returned.provider, code).await?;
        let proven = talk.exchange(code, Asked::of(&browser, &state)).await?;
        self.arrive(talk, proven, &browser, pending.back, device, previous)
            .await
    }

    /// The sign-in that a returned state belongs to: it counts once, in its time, for the browser that began it, and at
    /// the provider where it began.
    async fn pending(
        &self,
        returned: &Returned,
        browser: Option<Secret>,
    ) -> Result<(Secret, Secret, Pending), AccountsError> {
        let stale = || Refusal::of(codes::SIGN_IN_STALE);
        let state = returned.state.as_deref();
        let state = state
            .and_then(|state| Secret::parse(Kind::State, state))
            .ok_or_else(stale)?;
        let id = browser.as_ref().map(Secret::id);
        let pending = self.store.take_pending(&state.id(), id.as_ref()).await?;
        let pending = pending.ok_or_else(stale)?;
        if self.clock.now() >= pending.ends_at {
            return Err(stale().into());
        }
        let browser = browser
            .filter(|browser| browser.id().as_str() == pending.browser)
            .ok_or(Refusal::of(codes::SIGN_IN_OTHER_BROWSER))?;
        if pending.provider != returned.provider {
            return Err(Refusal::of(codes::SIGN_IN_OTHER_PROVIDER).into());
        }
        Ok((browser, state, pending))
    }

    /// A code is exchanged once, whatever the provider thinks of it.
    async fn use_once(&self, provider: &str, code: &str) -> Result<(), AccountsError> {
        let tag = crate::secret::tag(&self.sign_in_key, provider, code);
        let ends = self.clock.now() + LASTS;
        match self.store.use_code(&hex(tag.as_ref()), ends).await {
            Err(StoreError::AlreadyExists) => Err(Refusal::of(codes::SIGN_IN_CODE_USED).into()),
            answer => Ok(answer?),
        }
    }

    async fn arrive(
        &self,
        talk: &Talk,
        proven: Proven,
        browser: &Secret,
        back: String,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let now = self.clock.now();
        let identity = identity_of(&proven.issuer, &proven.subject);
        let told = proven.told;
        if let Some(person) = self.store.person_of(&identity).await? {
            self.store
                .came_back(&identity, told.school.as_ref(), told.role, now)
                .await?;
            let known = self.known(&person).await?.ok_or(AccountsError::Ended)?;
            let showing = Showing {
                strong: proven.is_strong.then(|| self.clock.now()),
                way: Some(talk.provider.key.clone()),
                id_token: Some(IdToken(proven.id_token)),
            };
            return self
                .enter(&known, browser, back, device, previous, showing)
                .await;
        }
        let newcomer = NewcomerRow {
            identity: Some(identity),
            provider: Some(talk.provider.key.clone()),
            email: None,
            name: told.name,
            school: told.school.map(String::from),
            told_role: told.role.map(|role| role.as_str().to_owned()),
            is_strong: proven.is_strong,
            id_token: Some(proven.id_token),
            back,
            ends_at: now + NewcomerRow::LASTS,
        };
        self.store.keep_newcomer(&browser.id(), &newcomer).await?;
        Ok(Arrived::Newcomer)
    }

    /// Where the provider's own session can be ended, for a session that came through it.
    pub(crate) async fn provider_session(&self, session: Session) -> Option<codes::Elsewhere> {
        let talk = self.ways.talk(session.way.as_deref()?)?;
        let address = talk
            .logout_address(&session.id_token?.0, &self.ways.home)
            .await?;
        Some(codes::Elsewhere {
            name: talk.provider.name.clone(),
            address,
        })
    }

    fn talk(&self, key: &str) -> Result<&Talk, AccountsError> {
        let unknown = Refusal::of(codes::SIGN_IN_WAY_UNKNOWN);
        Ok(self.ways.talk(key).ok_or(unknown)?)
    }
}
