//! What a provider says of itself (OpenID Connect Discovery 1.0): read once an hour, and believed only where it is guarded.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts as codes;
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, LogoutProviderMetadata, ProviderMetadata,
};
use serde::{Deserialize, Serialize};

use super::faults::of_discovery;
use super::fetch;
use super::provider::is_guarded;
use super::refusal::Refusal;
use super::talk::Talk;

/// So long a provider's description and keys are believed.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// While a provider is away, what was read before serves so long.
const STALE: TimeDelta = TimeDelta::hours(24);

/// What RFC 9207 adds to a provider's description.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SaysSender {
    pub(super) authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for SaysSender {}

pub(super) type Description = ProviderMetadata<
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

#[derive(Clone)]
pub(super) struct Known {
    description: Arc<Description>,
    at: DateTime<Utc>,
}

impl Talk {
    /// What the provider says of itself: read once an hour, kept for a day while it is away.
    pub(super) async fn description(&self) -> Result<Arc<Description>, Refusal> {
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
    pub(super) async fn renewed(&self, at_least: TimeDelta) -> Result<Arc<Description>, Refusal> {
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
pub(super) fn auth_type(description: &Description) -> AuthType {
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
