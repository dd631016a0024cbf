use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};

/// The longest that a provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// Discovery, keys and tokens are a few kilobytes.
const LARGEST: usize = 256 * 1024;

/// Why a provider's answer did not come.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("the provider did not answer in time")]
    Slow,
    #[error("the provider sent more than anyone needs")]
    TooLarge,
    #[error("the provider cannot be reached")]
    Away(#[source] reqwest::Error),
    #[error("the answer cannot be read")]
    Unreadable(#[source] openidconnect::http::Error),
}

/// The client for providers: it follows no redirect, because whoever answers a token request with one may lead us
/// anywhere (OpenID Connect's own library warns of it).
pub(crate) fn client(patience: Option<Duration>) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(patience.unwrap_or(PATIENCE))
        .build()
}

/// Sends a request of the protocol and reads a bounded answer.
pub(crate) async fn send(
    client: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, FetchError> {
    let request = reqwest::Request::try_from(request).map_err(FetchError::of)?;
    let mut answer = client.execute(request).await.map_err(FetchError::of)?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(FetchError::of)? {
        if body.len() + chunk.len() > LARGEST {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = openidconnect::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        response = response.header(name, value);
    }
    response.body(body).map_err(FetchError::Unreadable)
}

impl FetchError {
    fn of(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::Slow
        } else {
            // Without its address: a provider's address may hold what it should not.
            Self::Away(error.without_url())
        }
    }
}
