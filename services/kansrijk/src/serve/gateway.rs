//! The door of the APIs: a script's personal access token becomes a caller token, which is all
//! that services know. A caller token passes as it is; the service checks it itself.
//!
//! A token that was exchanged a moment ago is not exchanged again: half of the caller token's life, so that what is
//! revoked ends within a minute as everywhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use contract::accounts::{Exchange, Exchanged, Secret};
use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, header};
use poem::{Endpoint, EndpointExt, Request};
use wire::{Client, DoorKey, Problem, as_problem_response};

/// How long an answer of accounts is believed; a caller token counts for twice as long.
const FRESH: Duration = Duration::from_secs(25);
/// More than the scripts that call in that time; whoever comes beyond it is asked after each time.
const MOST: usize = 10_000;

/// How a personal access token begins.
const PREFIX: &str = "kr_pat_";

/// The internal door of accounts, with the key where it is elsewhere.
#[derive(Clone)]
pub(super) struct Internal {
    pub(super) client: Client,
    pub(super) key: Option<DoorKey>,
}

pub(super) fn exchanging(api: BoxEndpoint<'static>, internal: Internal) -> BoxEndpoint<'static> {
    let lately = Arc::new(Lately::default());
    api.around(move |api, mut request| {
        let (internal, lately) = (internal.clone(), Arc::clone(&lately));
        async move {
            exchange(&internal, &lately, &mut request).await?;
            api.call(request).await
        }
    })
    .catch_all_error(as_problem_response)
    .boxed()
}

/// What was exchanged lately, by the token.
#[derive(Default)]
struct Lately {
    known: Mutex<HashMap<String, (HeaderValue, Instant)>>,
}

impl Lately {
    fn of(&self, token: &str) -> Option<HeaderValue> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(token)
            .filter(|(_, at)| at.elapsed() < FRESH)
            .map(|(bearer, _)| bearer.clone())
    }

    fn keep(&self, token: String, bearer: HeaderValue, at: Instant) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, (_, at)| at.elapsed() < FRESH);
        }
        if known.len() < MOST {
            known.insert(token, (bearer, at));
        }
    }
}

async fn exchange(
    internal: &Internal,
    lately: &Lately,
    request: &mut Request,
) -> Result<(), Problem> {
    let Some(pat) = request
        .header(header::AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Bearer "))
        .filter(|token| token.starts_with(PREFIX))
    else {
        return Ok(());
    };
    let pat = pat.trim().to_owned();
    if let Some(bearer) = lately.of(&pat) {
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        return Ok(());
    }
    // Before the asking: the caller token is no older than this.
    let at = Instant::now();
    let asked = Exchange {
        pat: Secret::new(pat.as_str()),
    };
    let bearer = internal.key.as_ref().and_then(DoorKey::token);
    let found: Exchanged = internal
        .client
        .post(bearer.as_ref(), "/tokens/exchange", &asked)
        .await?;
    let mut bearer: HeaderValue = format!("Bearer {}", found.token.reveal())
        .parse()
        .map_err(|error| Problem::Broken(Box::new(error)))?;
    bearer.set_sensitive(true);
    lately.keep(pat, bearer.clone(), at);
    request.headers_mut().insert(header::AUTHORIZATION, bearer);
    Ok(())
}

#[cfg(test)]
mod tests {
    use poem::http::StatusCode;
    use poem::web::Data;
    use poem::{Route, get, handler, post};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    type Asked = Arc<AtomicUsize>;

    #[handler]
    fn exchanged(Data(asked): Data<&Asked>) -> poem::web::Json<Exchanged> {
        asked.fetch_add(1, Ordering::SeqCst);
        poem::web::Json(Exchanged {
            caller: contract::Caller {
                person: nouns::PersonId::parse("noor").unwrap(),
                name: "Noor".to_owned(),
                roles: vec![],
                school: None,
                region: None,
                age: contract::Age::Adult,
                means: contract::Means::Key,
            },
            token: Secret::new("minted"),
        })
    }

    #[handler]
    fn seen(request: &Request) -> String {
        request
            .header(header::AUTHORIZATION)
            .unwrap_or_default()
            .to_owned()
    }

    async fn ask(door: &BoxEndpoint<'static>, bearer: &str) -> String {
        let request = Request::builder()
            .uri_str("/seen")
            .header(header::AUTHORIZATION, format!("Bearer {bearer}"))
            .finish();
        let response = door.get_response(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body().into_string().await.unwrap()
    }

    #[tokio::test]
    async fn a_token_is_exchanged_once_in_a_while_and_another_never_gets_its_caller() {
        let asked = Asked::default();
        let accounts = Route::new()
            .at("/tokens/exchange", post(exchanged))
            .data(Arc::clone(&asked))
            .boxed();
        let internal = Internal {
            client: Client::local(accounts.map_to_response().boxed()),
            key: None,
        };
        let api = Route::new().at("/seen", get(seen)).map_to_response();
        let door = exchanging(api.boxed(), internal);
        for _ in 0..3 {
            assert_eq!(ask(&door, "kr_pat_one").await, "Bearer minted");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        ask(&door, "kr_pat_two").await;
        assert_eq!(asked.load(Ordering::SeqCst), 2);
        // A caller token passes as it is.
        assert_eq!(ask(&door, "minted").await, "Bearer minted");
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn what_was_exchanged_long_ago_is_exchanged_again() {
        let lately = Lately::default();
        let bearer = HeaderValue::from_static("Bearer minted");
        let now = Instant::now();
        lately.keep("new".to_owned(), bearer.clone(), now);
        assert!(lately.of("new").is_some());
        if let Some(before) = now.checked_sub(FRESH) {
            lately.keep("old".to_owned(), bearer, before);
            assert!(lately.of("old").is_none());
        }
    }
}
