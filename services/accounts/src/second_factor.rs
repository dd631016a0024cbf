//! The second factor of whoever decides for others: a passkey (Web Authentication, level 2).

use ::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};

use crate::secret::{Secret, hex, tag};
use crate::session::Session;
use crate::sign_in::{Showing, Started};
use crate::{Accounts, AccountsError, rules};

/// So long somebody has to find their key.
const LASTS: TimeDelta = TimeDelta::minutes(10);

/// What a browser has to do now.
#[derive(Debug)]
pub struct Ceremony {
    /// Whether it makes a passkey rather than uses one.
    pub makes_new: bool,
    /// The options for `navigator.credentials`, as JSON.
    pub options: String,
    /// The passkeys that the person has, the newest first.
    pub keys: Vec<Kept>,
    pub may_remove: bool,
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Kept {
    pub id: String,
    pub made_at: DateTime<Utc>,
    pub used_at: DateTime<Utc>,
}

/// What we wait for. It stands in our own store, never with the browser.
#[derive(Serialize, Deserialize)]
enum Waiting {
    New(PasskeyRegistration),
    Known(PasskeyAuthentication),
}

impl Accounts {
    /// Begins to make a passkey, or to use one. Somebody without any makes the first.
    ///
    /// # Errors
    /// [`AccountsError::PasskeyFirst`] when another is made without having used one.
    pub async fn begin_second_factor(
        &self,
        session: &Secret,
        makes_new: bool,
    ) -> Result<Ceremony, AccountsError> {
        let site = self.passkeys()?;
        let live = self.live(session).await?;
        let known = self.passkeys_of(&live).await?;
        let makes_new = makes_new || known.is_empty();
        if makes_new && !rules::may_make_passkey(known.len(), live.strong) {
            return Err(AccountsError::PasskeyFirst);
        }
        let (waiting, options) = if makes_new {
            self.ask_for_new(site, &live, &known).await?
        } else {
            let (challenge, waiting) = site.start_passkey_authentication(&known).map_err(broken)?;
            (Waiting::Known(waiting), json(&challenge)?)
        };
        let ends = self.clock.now() + LASTS;
        self.store
            .keep_ceremony(&live.id, &json(&waiting)?, ends)
            .await?;
        Ok(Ceremony {
            makes_new,
            options,
            keys: self.store.passkeys_kept(&live.person).await?,
            may_remove: rules::may_remove_passkey(live.strong),
        })
    }

    /// Removes a passkey of the person in this session. Their other sessions show a second factor again: whoever found
    /// the key may be in one of them.
    ///
    /// # Errors
    /// [`AccountsError::PasskeyFirst`] before a second factor was shown; [`AccountsError::NotFound`] for a key that is not
    /// theirs.
    pub async fn remove_passkey(&self, session: &Secret, id: &str) -> Result<(), AccountsError> {
        let live = self.live(session).await?;
        if !rules::may_remove_passkey(live.strong) {
            return Err(AccountsError::PasskeyFirst);
        }
        match self.store.remove_passkey(id, &live).await {
            Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
            answer => Ok(answer?),
        }
    }

    /// Takes what the browser answered. The session is another one afterwards, because its rights are.
    pub async fn finish_second_factor(
        &self,
        session: &Secret,
        answer: &str,
    ) -> Result<Started, AccountsError> {
        let site = self.passkeys()?;
        let live = self.live(session).await?;
        let now = self.clock.now();
        let waiting = self.store.take_ceremony(&live.id, now).await?;
        let waiting = waiting.ok_or(AccountsError::PasskeyRefused)?;
        match serde_json::from_str(&waiting).map_err(unreadable)? {
            Waiting::New(waiting) => self.keep_new(site, &live, &waiting, answer).await?,
            Waiting::Known(waiting) => self.use_known(site, &live, &waiting, answer).await?,
        }
        let known = self
            .known(&live.person)
            .await?
            .ok_or(AccountsError::Ended)?;
        let showing = Showing {
            strong: Some(now),
            way: live.way,
            id_token: live.id_token,
        };
        self.begin(&known, live.device, Some(session), showing)
            .await
    }

    async fn ask_for_new(
        &self,
        site: &Webauthn,
        live: &Session,
        known: &[Passkey],
    ) -> Result<(Waiting, String), AccountsError> {
        let person = self
            .known(&live.person)
            .await?
            .ok_or(AccountsError::Ended)?;
        let name = person.person.name.as_str();
        // An authenticator keeps this handle: it must not tell who it is.
        let tag = tag(&self.sign_in_key, "passkey", live.person.as_str());
        let mut handle = [0; 16];
        handle.copy_from_slice(&tag.as_ref()[..16]);
        let has = known.iter().map(|key| key.cred_id().clone()).collect();
        let (challenge, waiting) = site
            .start_passkey_registration(Uuid::from_bytes(handle), name, name, Some(has))
            .map_err(broken)?;
        Ok((Waiting::New(waiting), json(&challenge)?))
    }

    async fn keep_new(
        &self,
        site: &Webauthn,
        live: &Session,
        waiting: &PasskeyRegistration,
        answer: &str,
    ) -> Result<(), AccountsError> {
        let answer: RegisterPublicKeyCredential = parsed(answer)?;
        let key = site
            .finish_passkey_registration(&answer, waiting)
            .map_err(|_| AccountsError::PasskeyRefused)?;
        let kept = self
            .store
            .keep_passkey(&named(&key), &live.person, &json(&key)?, self.clock.now())
            .await;
        match kept {
            Err(StoreError::AlreadyExists) => Err(AccountsError::PasskeyRefused),
            answer => Ok(answer?),
        }
    }

    async fn use_known(
        &self,
        site: &Webauthn,
        live: &Session,
        waiting: &PasskeyAuthentication,
        answer: &str,
    ) -> Result<(), AccountsError> {
        let answer: PublicKeyCredential = parsed(answer)?;
        let result = site
            .finish_passkey_authentication(&answer, waiting)
            .map_err(|_| AccountsError::PasskeyRefused)?;
        let mut known = self.passkeys_of(live).await?;
        let key = known
            .iter_mut()
            .find(|key| key.cred_id() == result.cred_id())
            .ok_or(AccountsError::PasskeyRefused)?;
        key.update_credential(&result);
        let now = self.clock.now();
        Ok(self
            .store
            .use_passkey(&named(key), &json(key)?, now)
            .await?)
    }

    async fn passkeys_of(&self, live: &Session) -> Result<Vec<Passkey>, AccountsError> {
        let written = self.store.passkeys_of(&live.person).await?;
        written
            .iter()
            .map(|key| serde_json::from_str(key).map_err(unreadable))
            .collect()
    }

    fn passkeys(&self) -> Result<&Webauthn, AccountsError> {
        let passkeys = self.ways.passkeys.as_ref();
        passkeys.ok_or(AccountsError::PasskeyUnavailable)
    }
}

fn named(key: &Passkey) -> String {
    hex(&Sha256::digest(key.cred_id()))
}

fn json(value: &impl Serialize) -> Result<String, AccountsError> {
    serde_json::to_string(value).map_err(unreadable)
}

fn parsed<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T, AccountsError> {
    serde_json::from_str(answer).map_err(|_| AccountsError::PasskeyRefused)
}

fn unreadable(source: serde_json::Error) -> AccountsError {
    AccountsError::Store(StoreError::Row {
        table: "passkey",
        source,
    })
}

fn broken(source: WebauthnError) -> AccountsError {
    AccountsError::Passkey(source)
}
