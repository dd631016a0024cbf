//! The door of the APIs: a script's personal access token becomes a caller token, which is all
//! that services know. A caller token passes as it is; the service checks it itself.

use contract::accounts::{Exchange, Exchanged, Secret};
use poem::endpoint::BoxEndpoint;
use poem::http::header;
use poem::{Endpoint, EndpointExt, Request};
use wire::{CallerToken, Client, Problem, as_problem_response};

/// How a personal access token begins.
const PREFIX: &str = "kr_pat_";

/// The internal door of accounts, with the key where it is elsewhere.
#[derive(Clone)]
pub(super) struct Internal {
    pub(super) client: Client,
    pub(super) key: Option<CallerToken>,
}

pub(super) fn exchanging(api: BoxEndpoint<'static>, internal: Internal) -> BoxEndpoint<'static> {
    api.around(move |api, mut request| {
        let internal = internal.clone();
        async move {
            exchange(&internal, &mut request).await?;
            api.call(request).await
        }
    })
    .catch_all_error(as_problem_response)
    .boxed()
}

async fn exchange(internal: &Internal, request: &mut Request) -> Result<(), Problem> {
    let Some(pat) = request
        .header(header::AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Bearer "))
        .filter(|token| token.starts_with(PREFIX))
    else {
        return Ok(());
    };
    let asked = Exchange {
        pat: Secret::new(pat.trim()),
    };
    let found: Exchanged = internal
        .client
        .post(internal.key.as_ref(), "/tokens/exchange", &asked)
        .await?;
    let bearer = format!("Bearer {}", found.token.reveal())
        .parse()
        .map_err(|error| Problem::Broken(Box::new(error)))?;
    request.headers_mut().insert(header::AUTHORIZATION, bearer);
    Ok(())
}
