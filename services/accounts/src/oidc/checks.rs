//! What an ID token has to be before anything in it is believed. OpenID Connect Core 1.0, section 3.1.3.7.

use std::sync::Arc;

use chrono::TimeDelta;
use contract::Code;
use contract::accounts as codes;
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, Nonce,
    SignatureVerificationError,
};

use super::description::Description;
use super::provider::Claims;
use super::refusal::Refusal;
use super::talk::Talk;

/// A key that nobody knows makes us read the keys again, but not more often than this.
const NEW_KEYS_EVERY: TimeDelta = TimeDelta::seconds(30);
/// Clocks differ.
const SKEW: TimeDelta = TimeDelta::minutes(1);
/// An ID token is used at once: an older one was kept by somebody.
const OLDEST: TimeDelta = TimeDelta::minutes(10);

/// Signatures that only the provider can make. `none` and the ones with a shared secret are not among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

impl Talk {
    /// The signature and the claims that the library checks. A key that nobody knows may be a new one.
    pub(super) async fn verified(
        &self,
        token: &CoreIdToken,
        nonce: &Nonce,
    ) -> Result<(CoreIdTokenClaims, Arc<Description>), Refusal> {
        let mut description = self.description().await?;
        let mut answer = token.claims(&self.verifier(&description), nonce).cloned();
        if matches!(
            answer,
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey
            ))
        ) {
            description = self.renewed(NEW_KEYS_EVERY).await?;
            answer = token.claims(&self.verifier(&description), nonce).cloned();
        }
        Ok((answer.map_err(of_claims)?, description))
    }

    fn verifier(&self, description: &Description) -> CoreIdTokenVerifier<'static> {
        let clock = self.clock.clone();
        CoreIdTokenVerifier::new_public_client(
            ClientId::new(self.provider.client_id.clone()),
            self.provider.issuer.clone(),
            description.jwks().clone(),
        )
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || clock.now())
    }

    /// What the library leaves to its users: how old, from when, and for whom.
    pub(super) fn check_rest(
        &self,
        verified: &CoreIdTokenClaims,
        claims: &Claims,
    ) -> Result<(), Refusal> {
        let now = self.clock.now();
        let early = Err(Refusal::of(codes::SIGN_IN_TOKEN_EARLY));
        if verified.issue_time() > now + SKEW {
            return early;
        }
        if verified.issue_time() < now - OLDEST {
            return Err(Refusal::of(codes::SIGN_IN_TOKEN_OLD));
        }
        if let Some(from) = claims.get("nbf").and_then(serde_json::Value::as_i64)
            && from > (now + SKEW).timestamp()
        {
            return early;
        }
        if let Some(party) = claims.get("azp")
            && party.as_str() != Some(&self.provider.client_id)
        {
            return Err(Refusal::of(codes::SIGN_IN_TOKEN_PARTY));
        }
        let subject = verified.subject().as_str();
        // OpenID Connect Core 1.0, section 2: at most 255 ASCII characters.
        if subject.is_empty() || subject.len() > 255 || !subject.is_ascii() {
            return Err(Refusal::of(codes::SIGN_IN_TOKEN_SUBJECT));
        }
        Ok(())
    }

    /// `at_hash`, where the provider sends it: the access token belongs to this ID token.
    pub(super) fn check_access_token(
        &self,
        token: &CoreIdToken,
        verified: &CoreIdTokenClaims,
        description: &Description,
        access: &AccessToken,
    ) -> Result<(), Refusal> {
        let Some(expected) = verified.access_token_hash() else {
            return Ok(());
        };
        let wrong = Refusal::of(codes::SIGN_IN_TOKEN_ACCESS);
        let verifier = self.verifier(description);
        let algorithm = token.signing_alg().map_err(|_| wrong)?;
        let key = token.signing_key(&verifier).map_err(|_| wrong)?;
        match AccessTokenHash::from_token(access, algorithm, key) {
            Ok(actual) if actual == *expected => Ok(()),
            _ => Err(wrong),
        }
    }
}

/// The claims of a token whose signature was checked.
pub(super) fn payload(token: &CoreIdToken) -> Result<Claims, Refusal> {
    use base64::Engine as _;
    let text = token.to_string();
    let unreadable = || Refusal::of(codes::SIGN_IN_TOKEN_UNREADABLE);
    let part = text.split('.').nth(1).ok_or_else(unreadable)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| unreadable())?;
    serde_json::from_slice(&bytes).map_err(|_| unreadable())
}

fn of_claims(error: ClaimsVerificationError) -> Refusal {
    let code: Code = match error {
        ClaimsVerificationError::Expired(_) => codes::SIGN_IN_TOKEN_EXPIRED,
        ClaimsVerificationError::InvalidAudience(_) => codes::SIGN_IN_TOKEN_AUDIENCE,
        ClaimsVerificationError::InvalidIssuer(_) => codes::SIGN_IN_TOKEN_ISSUER,
        ClaimsVerificationError::InvalidNonce(_) => codes::SIGN_IN_TOKEN_NONCE,
        ClaimsVerificationError::InvalidSubject(_) => codes::SIGN_IN_TOKEN_SUBJECT,
        ClaimsVerificationError::SignatureVerification(error) => match error {
            SignatureVerificationError::NoMatchingKey
            | SignatureVerificationError::AmbiguousKeyId(_)
            | SignatureVerificationError::InvalidKey(_) => codes::SIGN_IN_TOKEN_KEY,
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::NoSignature
            | SignatureVerificationError::UnsupportedAlg(_) => codes::SIGN_IN_TOKEN_ALGORITHM,
            _ => codes::SIGN_IN_TOKEN_SIGNATURE,
        },
        _ => codes::SIGN_IN_TOKEN_UNREADABLE,
    };
    Refusal::of(code)
}
