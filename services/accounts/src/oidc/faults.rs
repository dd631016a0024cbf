//! What goes wrong on the way to a provider, as the refusal that it becomes.

use contract::accounts as codes;
use openidconnect::core::CoreErrorResponseType;
use openidconnect::{DiscoveryError, RequestTokenError, StandardErrorResponse};

use super::fetch::FetchError;
use super::refusal::Refusal;

pub(super) fn of_fetch(error: &FetchError) -> Refusal {
    tracing::warn!(error = %error, "a provider does not answer as it should");
    Refusal::of(match error {
        FetchError::Slow => codes::SIGN_IN_PROVIDER_SLOW,
        FetchError::TooLarge => codes::SIGN_IN_PROVIDER_TOO_LARGE,
        FetchError::Away(_) => codes::SIGN_IN_PROVIDER_AWAY,
        FetchError::Unreadable(_) => codes::SIGN_IN_PROVIDER_UNREADABLE,
    })
}

pub(super) fn of_discovery(error: DiscoveryError<FetchError>) -> Refusal {
    match error {
        DiscoveryError::Request(error) => of_fetch(&error),
        DiscoveryError::Validation(_) => Refusal::of(codes::SIGN_IN_PROVIDER_OTHER_ISSUER),
        DiscoveryError::Response(status, ..) if !status.is_success() => {
            Refusal::of(codes::SIGN_IN_PROVIDER_AWAY)
        }
        _ => Refusal::of(codes::SIGN_IN_PROVIDER_UNREADABLE),
    }
}

pub(super) fn of_exchange(
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
