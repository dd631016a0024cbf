//! The conversation with one provider: discovery, the authorization request, the exchange of a code, and what an ID token
//! has to be. OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9207 (`iss`).

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::Code;
use contract::accounts as codes;
use nouns::Clock;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
    CoreClientAuthMethod, CoreErrorResponseType, CoreGrantType, CoreIdToken, CoreIdTokenClaims,
    CoreIdTokenVerifier, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalProviderMetadata, AuthType, AuthenticationContextClass,
    AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    LogoutProviderMetadata, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    StandardErrorResponse, TokenResponse as _,
};
use ring::digest;
use serde::{Deserialize, Serialize};
use tokio::sync::RwLock;

use super::fetch::{self, FetchError};
use super::provider::{Claims, Provider, Told, is_guarded};
use super::refusal::Refusal;

/// So long a provider's description and keys are believed.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// While a provider is away, what was read before serves so long.
const STALE: TimeDelta = TimeDelta::hours(24);
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

/// What RFC 9207 adds to a provider's description.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct SaysSender {
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for SaysSender {}

type Description = ProviderMetadata<
    LogoutProviderMetadata<SaysSender>,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// A provider that we speak with.
pub(crate) struct Talk {
    pub(crate) provider: Provider,
    return_to: RedirectUrl,
    http: reqwest::Client,
    clock: Clock,
    known: RwLock<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    description: Arc<Description>,
    at: DateTime<Utc>,
}

/// The values that belong to one sign-in. `nonce` and `verifier` are made from what only the browser has.
pub(crate) struct Asked {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

/// Who somebody is, according to a provider.
#[derive(Debug)]
pub(crate) struct Proven {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) told: Told,
    /// The provider vouches for a second factor.
    pub(crate) is_strong: bool,
    /// For RP-initiated logout only.
    pub(crate) id_token: String,
}

impl Talk {
    pub(crate) fn new(
        provider: Provider,
        return_to: RedirectUrl,
        clock: Clock,
        patience: Option<Duration>,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            provider,
            return_to,
            http: fetch::client(patience)?,
            clock,
            known: RwLock::new(None),
        })
    }

    /// Where the browser goes to sign in.
    pub(crate) async fn address(
        &self,
        asked: &Asked,
        wants_second_factor: bool,
    ) -> Result<String, Refusal> {
        let description = self.description().await?;
        let client = CoreClient::from_provider_metadata(
            description.as_ref().clone(),
            ClientId::new(self.provider.client_id.clone()),
            None,
        )
        .set_redirect_uri(self.return_to.clone());
        let verifier = PkceCodeVerifier::new(asked.verifier.clone());
        let (state, nonce) = (asked.state.clone(), asked.nonce.clone());
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for scope in self
            .provider
            .scopes
            .iter()
            .filter(|scope| *scope != "openid")
        {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        if wants_second_factor {
            for acr in &self.provider.second_factor {
                request =
                    request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
            }
        }
        Ok(request.url().0.to_string())
    }

    /// Whether the answer came from the provider that was asked (RFC 9207).
    pub(crate) async fn check_sender(&self, iss: Option<&str>) -> Result<(), Refusal> {
        match iss {
            Some(iss) if iss == self.provider.issuer.as_str() => Ok(()),
            Some(_) => Err(Refusal::of(codes::SIGN_IN_SENDER_WRONG)),
            None => {
                let description = self.description().await?;
                let extra = &description.additional_metadata().additional_metadata;
                if extra.authorization_response_iss_parameter_supported == Some(true) {
                    Err(Refusal::of(codes::SIGN_IN_SENDER_MISSING))
                } else {
                    // A provider that does not say `iss` is told apart by its own return address.
                    Ok(())
                }
            }
        }
    }

    /// Exchanges a code and believes what comes back only after every check.
    pub(crate) async fn exchange(&self, code: &str, asked: Asked) -> Result<Proven, Refusal> {
        let description = self.description().await?;
        let http = |request| fetch::send(self.http.clone(), request);
        let client = CoreClient::from_provider_metadata(
            description.as_ref().clone(),
            ClientId::new(self.provider.client_id.clone()),
            self.provider.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(self.return_to.clone())
        .set_auth_type(auth_type(&description));
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Refusal::of(codes::SIGN_IN_PROVIDER_UNREADABLE))?
            .set_pkce_verifier(PkceCodeVerifier::new(asked.verifier))
            .request_async(&http)
            .await
            .map_err(of_exchange)?;
        let token = answer
            .id_token()
            .ok_or(Refusal::of(codes::SIGN_IN_TOKEN_MISSING))?;
        let nonce = Nonce::new(asked.nonce);
        let (verified, checked_with) = self.verified(token, &nonce).await?;
        self.check_access_token(token, &verified, &checked_with, answer.access_token())?;
        let mut claims = payload(token)?;
        self.check_rest(&verified, &claims)?;
        if self.provider.asks_userinfo
            && let Some(address) = description.userinfo_endpoint()
        {
            let subject = verified.subject().as_str();
            let more = self
                .userinfo(address.url(), answer.access_token(), subject)
                .await?;
            // What the ID token says is signed: it counts over userinfo.
            for (name, value) in more {
                claims.entry(name).or_insert(value);
            }
        }
        let acr = verified.auth_context_ref().map(|acr| acr.as_str());
        Ok(Proven {
            issuer: self.provider.issuer.as_str().to_owned(),
            subject: verified.subject().as_str().to_owned(),
            told: self.provider.told(&claims),
            is_strong: acr
                .is_some_and(|acr| self.provider.second_factor.iter().any(|one| one == acr)),
            id_token: token.to_string(),
        })
    }

    /// Where the provider's own session ends, when it can be ended.
    pub(crate) async fn logout_address(&self, id_token: &str, after: &str) -> Option<String> {
        let description = self.description().await.ok()?;
        let end = description
            .additional_metadata()
            .end_session_endpoint
            .as_ref()?;
        let mut address = end.url().clone();
        address
            .query_pairs_mut()
            .append_pair("id_token_hint", id_token)
            .append_pair("client_id", &self.provider.client_id)
            .append_pair("post_logout_redirect_uri", after);
        Some(address.into())
    }

    /// The signature and the claims that the library checks. A key that nobody knows may be a new one.
    async fn verified(
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
    fn check_rest(&self, verified: &CoreIdTokenClaims, claims: &Claims) -> Result<(), Refusal> {
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
    fn check_access_token(
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

    /// Claims of the userinfo endpoint; they count only for the subject of the ID token (OpenID Connect Core 1.0, 5.3.2).
    async fn userinfo(
        &self,
        address: &url::Url,
        access: &AccessToken,
        subject: &str,
    ) -> Result<Claims, Refusal> {
        let unreadable = || Refusal::of(codes::SIGN_IN_PROVIDER_UNREADABLE);
        let request = openidconnect::http::Request::builder()
            .uri(address.as_str())
            .header("authorization", format!("Bearer {}", access.secret()))
            .header("accept", "application/json")
            .body(Vec::new())
            .map_err(|_| unreadable())?;
        let answer = fetch::send(self.http.clone(), request)
            .await
            .map_err(|error| of_fetch(&error))?;
        if !answer.status().is_success() {
            return Err(Refusal::of(codes::SIGN_IN_PROVIDER_AWAY));
        }
        let claims: Claims = serde_json::from_slice(answer.body()).map_err(|_| unreadable())?;
        if claims.get("sub").and_then(serde_json::Value::as_str) != Some(subject) {
            return Err(Refusal::of(codes::SIGN_IN_TOKEN_SUBJECT));
        }
        Ok(claims)
    }

    /// What the provider says of itself: read once an hour, kept for a day while it is away.
    async fn description(&self) -> Result<Arc<Description>, Refusal> {
        let known = self.known.read().await.clone();
        let now = self.clock.now();
        match known {
            Some(known) if now < known.at + FRESH => Ok(known.description),
            Some(known) if now < known.at + STALE => match self.renewed(FRESH).await {
                Err(refusal) if refusal.is_away() => Ok(known.description),
                answer => answer,
            },
            _ => self.renewed(FRESH).await,
        }
    }

    /// Reads it again, unless somebody did so less than `at_least` ago. One reads, the others wait for what it reads.
    async fn renewed(&self, at_least: TimeDelta) -> Result<Arc<Description>, Refusal> {
        let mut known = self.known.write().await;
        let now = self.clock.now();
        if let Some(known) = known.as_ref()
            && now < known.at + at_least
        {
            return Ok(Arc::clone(&known.description));
        }
        let http = |request| fetch::send(self.http.clone(), request);
        let description = Description::discover_async(self.provider.issuer.clone(), &http)
            .await
            .map_err(of_discovery)?;
        check_guarded(&description, self.provider.issuer.url())?;
        let description = Arc::new(description);
        *known = Some(Known {
            description: Arc::clone(&description),
            at: now,
        });
        Ok(description)
    }
}

/// Every address that a secret goes to is guarded as the issuer's own is; and only an issuer on this machine may name
/// addresses on it, or a hostile one could aim us at what answers there.
fn check_guarded(description: &Description, issuer: &url::Url) -> Result<(), Refusal> {
    let token = description
        .token_endpoint()
        .map(openidconnect::TokenUrl::url);
    let userinfo = description
        .userinfo_endpoint()
        .map(openidconnect::UserInfoUrl::url);
    let addresses = [
        Some(description.authorization_endpoint().url()),
        Some(description.jwks_uri().url()),
        token,
        userinfo,
    ];
    let like_issuer = |address: &url::Url| {
        is_guarded(address) && (address.scheme() == "https" || issuer.scheme() == "http")
    };
    if addresses.into_iter().flatten().all(like_issuer) {
        Ok(())
    } else {
        Err(Refusal::of(codes::SIGN_IN_PROVIDER_OPEN))
    }
}

/// Basic, unless the provider takes the secret in the body only.
fn auth_type(description: &Description) -> AuthType {
    let takes = |method: &CoreClientAuthMethod| {
        description
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(method))
    };
    if takes(&CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::BasicAuth
    } else {
        AuthType::RequestBody
    }
}

/// The claims of a token whose signature was checked.
fn payload(token: &CoreIdToken) -> Result<Claims, Refusal> {
    use base64::Engine as _;
    let text = token.to_string();
    let unreadable = || Refusal::of(codes::SIGN_IN_TOKEN_UNREADABLE);
    let part = text.split('.').nth(1).ok_or_else(unreadable)?;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| unreadable())?;
    serde_json::from_slice(&bytes).map_err(|_| unreadable())
}

/// Names who somebody is at a provider, without telling it: SHA-256 of (iss, sub).
pub(crate) fn identity_of(issuer: &str, subject: &str) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(issuer.as_bytes());
    context.update(&[0]);
    context.update(subject.as_bytes());
    crate::secret::hex(context.finish().as_ref())
}

fn of_fetch(error: &FetchError) -> Refusal {
    tracing::warn!(error = %error, "a provider does not answer as it should");
    Refusal::of(match error {
        FetchError::Slow => codes::SIGN_IN_PROVIDER_SLOW,
        FetchError::TooLarge => codes::SIGN_IN_PROVIDER_TOO_LARGE,
        FetchError::Away(_) => codes::SIGN_IN_PROVIDER_AWAY,
        FetchError::Unreadable(_) => codes::SIGN_IN_PROVIDER_UNREADABLE,
    })
}

fn of_discovery(error: DiscoveryError<FetchError>) -> Refusal {
    match error {
        DiscoveryError::Request(error) => of_fetch(&error),
        DiscoveryError::Validation(_) => Refusal::of(codes::SIGN_IN_PROVIDER_OTHER_ISSUER),
        DiscoveryError::Response(status, ..) if !status.is_success() => {
            Refusal::of(codes::SIGN_IN_PROVIDER_AWAY)
        }
        _ => Refusal::of(codes::SIGN_IN_PROVIDER_UNREADABLE),
    }
}

fn of_exchange(
    error: RequestTokenError<FetchError, StandardErrorResponse<CoreErrorResponseType>>,
) -> Refusal {
    match error {
        RequestTokenError::Request(error) => of_fetch(&error),
        RequestTokenError::ServerResponse(said)
            if *said.error() == CoreErrorResponseType::InvalidGrant =>
        {
            Refusal::of(codes::SIGN_IN_CODE_REFUSED)
        }
        RequestTokenError::ServerResponse(said) => {
            // The name of the error is the protocol's own; it holds nothing of a person.
            tracing::warn!(
                error = said.error().as_ref(),
                "a provider refused to exchange a code"
            );
            Refusal::of(codes::SIGN_IN_PROVIDER_AWAY)
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Refusal::of(codes::SIGN_IN_PROVIDER_UNREADABLE)
        }
    }
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
