//! The conversation with one provider: the authorization request, the exchange of a code, and the end of its session.
//! OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9207 (`iss`).

use std::time::Duration;

use contract::accounts as codes;
use nouns::Clock;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse as _,
};
use ring::digest;
use tokio::sync::RwLock;

use super::checks::payload;
use super::description::{Known, auth_type};
use super::faults::{of_exchange, of_fetch};
use super::fetch;
use super::provider::{Claims, Provider, Told};
use super::refusal::Refusal;

/// A provider that we speak with.
pub(crate) struct Talk {
    pub(crate) provider: Provider,
    return_to: RedirectUrl,
    pub(super) http: reqwest::Client,
    pub(super) clock: Clock,
    pub(super) known: RwLock<Option<Known>>,
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
}

/// Names who somebody is at a provider, without telling it: SHA-256 of (iss, sub).
pub(crate) fn identity_of(issuer: &str, subject: &str) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(issuer.as_bytes());
    context.update(&[0]);
    context.update(subject.as_bytes());
    crate::secret::hex(context.finish().as_ref())
}
