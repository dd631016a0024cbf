use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::PersonId;
use wire::CallerToken;

use crate::secret::{Kind, Secret, SecretId};
use crate::session::{Device, Session};
use crate::{Accounts, AccountsError, Known, rules};

/// A session just begun; only now is its secret known.
#[derive(Debug)]
pub struct Started {
    pub secret: Secret,
    pub ends: DateTime<Utc>,
}

/// Who is in a session.
#[derive(Debug)]
pub struct Resolved {
    pub session: SecretId,
    pub caller: Caller,
    pub token: CallerToken,
}

impl Accounts {
    /// Signs in somebody of the demo town. `previous` is what the browser's session was called
    /// until now: it ends.
    pub async fn play(
        &self,
        person: &PersonId,
        device: Device,
        previous: Option<&Secret>,
        is_from_loopback: bool,
    ) -> Result<Started, AccountsError> {
        rules::may_see_demo(self.is_demo, is_from_loopback)?;
        let known = self
            .known(person)
            .await?
            .ok_or(AccountsError::PersonUnknown)?;
        rules::may_play(&known.person, self.is_demo, is_from_loopback)?;
        self.begin(&known, device, previous).await
    }

    /// The people of the demo town, by name.
    pub async fn demo_people(&self, is_from_loopback: bool) -> Result<Vec<Known>, AccountsError> {
        rules::may_see_demo(self.is_demo, is_from_loopback)?;
        let now = self.clock.now();
        let people = self.store.demo_people().await?;
        Ok(people
            .into_iter()
            .map(|known| known.counting_at(now))
            .collect())
    }

    /// Begins a session for somebody who has shown who they are. However they did, the browser
    /// gets a new secret, so that one planted before is worth nothing.
    async fn begin(
        &self,
        known: &Known,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Started, AccountsError> {
        let now = self.clock.now();
        known.caller(now)?;
        let secret = Secret::fresh(Kind::Session);
        let session = Session {
            id: secret.id(),
            person: known.person.id.clone(),
            device,
            since: now,
            seen: now,
            ends: now + Session::LONGEST,
        };
        self.store
            .begin(&session, previous.map(Secret::id).as_ref())
            .await?;
        Ok(Started {
            secret,
            ends: session.ends,
        })
    }

    /// Who is in this session, with a fresh caller token.
    ///
    /// # Errors
    /// [`AccountsError::Ended`] for a session that ended or never was.
    pub async fn resolve(&self, secret: &Secret) -> Result<Resolved, AccountsError> {
        let now = self.clock.now();
        let session = self
            .store
            .session(&secret.id())
            .await?
            .filter(|session| session.is_live(now))
            .ok_or(AccountsError::Ended)?;
        let (caller, token) = self.mint(&session.person).await?;
        if session.is_to_be_seen(now) {
            self.store.see(&session.id, now).await?;
        }
        Ok(Resolved {
            session: session.id,
            caller,
            token,
        })
    }

    /// The person signs out; ending what has ended is no problem.
    pub async fn sign_out(&self, secret: &Secret) -> Result<(), AccountsError> {
        Ok(self.store.end(&secret.id()).await?)
    }

    /// The live sessions of whoever asks, last used first.
    pub async fn sessions(&self, caller: &Caller) -> Result<Vec<Session>, AccountsError> {
        let now = self.clock.now();
        let mut sessions = self.store.sessions_of(&caller.person).await?;
        sessions.retain(|session| session.is_live(now));
        Ok(sessions)
    }

    /// Ends one of one's own sessions. Another's does not exist for whoever asks.
    pub async fn end_session(&self, caller: &Caller, id: &SecretId) -> Result<(), AccountsError> {
        let session = self
            .store
            .session(id)
            .await?
            .ok_or(AccountsError::NotFound)?;
        if !rules::may_end(caller, &session) {
            return Err(AccountsError::NotFound);
        }
        Ok(self.store.end(id).await?)
    }
}
