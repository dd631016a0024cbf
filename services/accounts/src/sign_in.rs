use chrono::{DateTime, Utc};
use contract::accounts::Elsewhere;
use contract::{Caller, Means};
use nouns::PersonId;
use wire::CallerToken;

use crate::access::in_person;
use crate::secret::{Kind, Secret, SecretId};
use crate::session::{Device, IdToken, Session};
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
    /// The person has roles that this session does not carry before a second factor is shown.
    pub second_factor_due: bool,
}

/// How somebody showed who they are.
#[derive(Debug, Clone, Default)]
pub struct Showing {
    /// When a second factor was shown.
    pub strong: Option<DateTime<Utc>>,
    /// Through which provider, by its key.
    pub way: Option<String>,
    pub id_token: Option<IdToken>,
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
        // The demo stands in for the second factor of its people.
        let showing = Showing {
            strong: Some(self.clock.now()),
            ..Showing::default()
        };
        self.begin(&known, device, previous, showing).await
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
    pub(crate) async fn begin(
        &self,
        known: &Known,
        device: Device,
        previous: Option<&Secret>,
        showing: Showing,
    ) -> Result<Started, AccountsError> {
        let now = self.clock.now();
        known.caller(now, showing.strong)?;
        let secret = Secret::fresh(Kind::Session);
        let session = Session {
            id: secret.id(),
            person: known.person.id.clone(),
            device,
            since: now,
            seen: now,
            ends: now + Session::LONGEST,
            strong: showing.strong,
            way: showing.way,
            id_token: showing.id_token,
        };
        self.store
            .begin(&session, previous.map(Secret::id).as_ref())
            .await?;
        self.note_sign_in(
            &session.person,
            session.way.as_deref(),
            session.strong.is_some(),
        );
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
        let session = self.live(secret).await?;
        let minted = self
            .mint(&session.person, session.strong, Means::Session)
            .await?;
        if session.is_to_be_seen(now) {
            self.store.see(&session.id, now).await?;
        }
        Ok(Resolved {
            session: session.id,
            caller: minted.caller,
            token: minted.token,
            second_factor_due: minted.second_factor_due,
        })
    }

    /// A session that somebody is in; its second factor only while that counts.
    pub(crate) async fn live(&self, secret: &Secret) -> Result<Session, AccountsError> {
        let now = self.clock.now();
        self.store
            .session(&secret.id())
            .await?
            .filter(|session| session.is_live(now))
            .map(|session| Session {
                strong: session
                    .strong
                    .filter(|shown| rules::is_strong_still(*shown, now)),
                ..session
            })
            .ok_or(AccountsError::Ended)
    }

    /// The person signs out; ending what has ended is no problem. Gives where the provider's own session can be ended.
    pub async fn sign_out(&self, secret: &Secret) -> Result<Option<Elsewhere>, AccountsError> {
        let session = self.store.session(&secret.id()).await?;
        self.store.end(&secret.id()).await?;
        if let Some(session) = &session {
            self.note_sign_out(&session.person);
        }
        Ok(match session {
            Some(session) => self.provider_session(session).await,
            None => None,
        })
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
        in_person(caller)?;
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
