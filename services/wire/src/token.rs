//! Caller tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037). Accounts holds the
//! private key; every service checks with the public one and needs to ask nobody.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Caller, Means};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use nouns::PersonId;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde::{Deserialize, Serialize};

/// How long a token counts, from minting. Withdrawn rights live no longer than this.
const LIFETIME: TimeDelta = TimeDelta::seconds(60);
/// Longer than any token that was minted before.
const BARRED: Duration = Duration::from_mins(2);
const AUDIENCE: &str = "kansrijk";

/// A signed caller, as it goes into `Authorization: Bearer`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerToken(String);

impl CallerToken {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for CallerToken {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A token is a secret: it stays out of logs.
impl std::fmt::Debug for CallerToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallerToken(…)")
    }
}

/// Why a token does not count.
#[derive(Debug, thiserror::Error)]
pub enum TokenProblem {
    #[error("the token is not signed by accounts")]
    NotOurs(#[source] jsonwebtoken::errors::Error),
    #[error("the token has expired")]
    Expired,
    #[error("the person is gone")]
    Gone,
    #[error("the key cannot be used")]
    Key,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    /// Seconds since 1970.
    exp: i64,
    caller: Caller,
}

/// Mints tokens. Only accounts has one.
#[derive(Clone)]
pub struct Signer {
    key: EncodingKey,
    public: Vec<u8>,
}

impl Signer {
    /// A new private key, in PKCS#8 form, to be kept in a file that only the owner reads.
    pub fn generate() -> Result<Vec<u8>, TokenProblem> {
        Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
            .map(|document| document.as_ref().to_vec())
            .map_err(|_| TokenProblem::Key)
    }

    /// Reads a private key in PKCS#8 form.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, TokenProblem> {
        let pair = Ed25519KeyPair::from_pkcs8(der).map_err(|_| TokenProblem::Key)?;
        let public = pair.public_key().as_ref().to_vec();
        Ok(Self {
            key: EncodingKey::from_ed_der(der),
            public,
        })
    }

    /// Who checks what this signer mints.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier::from_public_key(&self.public)
    }

    /// The public half, 32 bytes.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        &self.public
    }

    pub fn mint(&self, caller: &Caller, now: DateTime<Utc>) -> Result<CallerToken, TokenProblem> {
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: (now + LIFETIME).timestamp(),
            caller: caller.clone(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &claims, &self.key)
            .map(CallerToken)
            .map_err(TokenProblem::NotOurs)
    }
}

/// Checks tokens; every service has one. Clones share whom they let in no more.
#[derive(Clone)]
pub struct Verifier {
    key: DecodingKey,
    /// People who are gone, until their last token has ended.
    gone: Arc<Mutex<HashMap<PersonId, Instant>>>,
    /// People who were suspended lately: what they did before opens nothing, their own data does.
    suspended: Arc<Mutex<HashMap<PersonId, Instant>>>,
}

impl Verifier {
    /// From the 32 bytes of an Ed25519 public key.
    #[must_use]
    pub fn from_public_key(public: &[u8]) -> Self {
        Self {
            key: DecodingKey::from_ed_der(public),
            gone: Arc::default(),
            suspended: Arc::default(),
        }
    }

    /// Lets in none of the tokens that this person may still have.
    pub fn bar(&self, person: &PersonId) {
        let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        gone.retain(|_, since| since.elapsed() < BARRED);
        gone.insert(person.clone(), Instant::now());
    }

    /// Lets in none of the tokens from before a suspension, or all again when it is lifted.
    pub fn suspend(&self, person: &PersonId, stands: bool) {
        let mut suspended = self
            .suspended
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        suspended.retain(|_, since| since.elapsed() < BARRED);
        if stands {
            suspended.insert(person.clone(), Instant::now());
        } else {
            suspended.remove(person);
        }
    }

    fn is_out(&self, caller: &Caller) -> bool {
        let is_in = |people: &Mutex<HashMap<PersonId, Instant>>| {
            let people = people.lock().unwrap_or_else(PoisonError::into_inner);
            let since = people.get(&caller.person);
            since.is_some_and(|since| since.elapsed() < BARRED)
        };
        is_in(&self.gone) || caller.means != Means::Suspended && is_in(&self.suspended)
    }

    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Caller, TokenProblem> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        // The library reads the machine's time; ours comes as an argument.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &validation)
            .map_err(TokenProblem::NotOurs)?
            .claims;
        if claims.exp < now.timestamp() {
            return Err(TokenProblem::Expired);
        }
        if self.is_out(&claims.caller) {
            return Err(TokenProblem::Gone);
        }
        Ok(claims.caller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Age;
    use nouns::PersonId;

    fn noor() -> Caller {
        Caller {
            person: PersonId::parse("noor").unwrap(),
            name: "Noor".to_owned(),
            roles: vec![],
            school: None,
            region: None,
            age: Age::Minor,
            means: contract::Means::Session,
        }
    }

    fn start() -> DateTime<Utc> {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_token_counts_for_a_minute_and_only_from_our_signer() {
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let token = signer.mint(&noor(), start()).unwrap();
        let verifier = signer.verifier();
        assert_eq!(
            verifier.verify(token.as_str(), start() + LIFETIME).unwrap(),
            noor()
        );
        let late = start() + LIFETIME + TimeDelta::seconds(1);
        assert!(matches!(
            verifier.verify(token.as_str(), late),
            Err(TokenProblem::Expired)
        ));

        let stranger = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let forged = stranger.mint(&noor(), start()).unwrap();
        assert!(matches!(
            verifier.verify(forged.as_str(), start()),
            Err(TokenProblem::NotOurs(_))
        ));
    }

    #[test]
    fn who_is_gone_comes_in_no_more() {
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let (verifier, token) = (signer.verifier(), signer.mint(&noor(), start()).unwrap());
        let shared = verifier.clone();
        assert!(shared.verify(token.as_str(), start()).is_ok());
        verifier.bar(&noor().person);
        assert!(matches!(
            shared.verify(token.as_str(), start()),
            Err(TokenProblem::Gone)
        ));
    }

    #[test]
    fn a_token_without_signature_is_refused() {
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let token = signer.mint(&noor(), start()).unwrap();
        let payload = token.as_str().split('.').nth(1).unwrap();
        // {"alg":"none"}
        let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}.");
        assert!(signer.verifier().verify(&unsigned, start()).is_err());
    }
}
