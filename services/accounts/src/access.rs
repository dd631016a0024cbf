use ::store::StoreError;
use chrono::{DateTime, Utc};
use contract::{Caller, Means};
use nouns::PersonId;
use wire::CallerToken;

use crate::secret::{Kind, Secret, SecretId};
use crate::session::Session;
use crate::store::TOO_MANY;
use crate::token::{AccessToken, Hours, TokenLabel};
use crate::{Accounts, AccountsError, rules};

/// A personal access token just made; only now is its secret known.
#[derive(Debug)]
pub struct IssuedToken {
    pub secret: Secret,
    pub token: AccessToken,
}

impl Accounts {
    /// Makes a personal access token at the command line for whoever is named there. Who can give commands at the
    /// machine itself may do anything, so it carries every role of the person.
    pub async fn issue_pat(
        &self,
        person: &PersonId,
        label: TokenLabel,
        hours: Hours,
    ) -> Result<IssuedToken, AccountsError> {
        let strong = Some(self.clock.now());
        self.make_pat(person, label, hours, strong).await
    }

    /// Makes a personal access token for whoever asks. It carries no more than whoever asks for it carries: its second
    /// factor counts as of the last role of trust that the caller has, so that a role given later is not in it.
    ///
    /// # Errors
    /// [`AccountsError::InPersonOnly`] for a script: a key that leaked must not make others.
    pub async fn make_my_pat(
        &self,
        caller: &Caller,
        label: TokenLabel,
        hours: Hours,
    ) -> Result<IssuedToken, AccountsError> {
        in_person(caller)?;
        let held = self.known(&caller.person).await?;
        let roles = held.map(|known| known.roles).unwrap_or_default();
        let strong = roles
            .iter()
            .filter(|held| rules::needs_second_factor(held.role))
            .filter(|held| caller.roles.contains(&held.grant()))
            .map(|held| held.given_at)
            .max();
        self.make_pat(&caller.person, label, hours, strong).await
    }

    async fn make_pat(
        &self,
        person: &PersonId,
        label: TokenLabel,
        hours: Hours,
        strong: Option<DateTime<Utc>>,
    ) -> Result<IssuedToken, AccountsError> {
        let now = self.clock.now();
        let known = self
            .known(person)
            .await?
            .ok_or(AccountsError::PersonUnknown)?;
        known.caller(now, strong)?;
        let secret = Secret::fresh(Kind::PersonalAccessToken);
        let token = AccessToken {
            id: secret.id(),
            person: known.person.id,
            label,
            made: now,
            used: None,
            ends: hours.from(now),
            strong,
        };
        match self.store.keep(&token).await {
            Err(StoreError::Thrown(name)) if name == TOO_MANY => Err(AccountsError::TooManyTokens),
            answer => {
                answer?;
                Ok(IssuedToken { secret, token })
            }
        }
    }

    /// Who a personal access token stands for, with a fresh caller token.
    ///
    /// # Errors
    /// [`AccountsError::Ended`] for one that ended, was revoked or never was.
    pub async fn exchange(&self, pat: &Secret) -> Result<(Caller, CallerToken), AccountsError> {
        let now = self.clock.now();
        let token = self
            .store
            .token(&pat.id())
            .await?
            .filter(|token| token.is_live(now))
            .ok_or(AccountsError::Ended)?;
        let minted = self.mint(&token.person, token.strong, Means::Key).await?;
        self.note_key(&token.person);
        if token
            .used
            .is_none_or(|used| now >= used + Session::SEEN_EVERY)
        {
            self.store.use_token(&token.id, now).await?;
        }
        Ok((minted.caller, minted.token))
    }

    /// The live tokens of whoever asks, newest first.
    pub async fn tokens(&self, caller: &Caller) -> Result<Vec<AccessToken>, AccountsError> {
        let now = self.clock.now();
        let mut tokens = self.store.tokens_of(&caller.person).await?;
        tokens.retain(|token| token.is_live(now));
        Ok(tokens)
    }

    /// Revokes one of one's own tokens. Another's does not exist for whoever asks.
    pub async fn revoke_pat(&self, caller: &Caller, id: &SecretId) -> Result<(), AccountsError> {
        in_person(caller)?;
        let token = self.store.token(id).await?.ok_or(AccountsError::NotFound)?;
        if !rules::may_revoke(caller, &token) {
            return Err(AccountsError::NotFound);
        }
        Ok(self.store.revoke(id).await?)
    }
}

/// # Errors
/// [`AccountsError::InPersonOnly`] for whoever came with the key of a script.
pub(crate) fn in_person(by: &Caller) -> Result<(), AccountsError> {
    if rules::is_in_person(by) {
        Ok(())
    } else {
        Err(AccountsError::InPersonOnly)
    }
}
