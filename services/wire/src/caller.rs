//! Who calls, on the service's side: [`Authenticate`] around an API checks the token once,
//! [`SignedIn`] and [`Visitor`] hand the caller to the handlers.

use contract::suspension::{STILL_OPEN, SUSPENDED};
use contract::{Caller, Means};
use nouns::Clock;
use poem::http::header;
use poem::{Endpoint, Middleware, Request};
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::{Problem, Verifier};

/// Checks the bearer token of every request. A token that does not count is refused here, so
/// that nobody with a stale token is taken for a stranger.
pub struct Authenticate {
    pub verifier: Verifier,
    pub clock: Clock,
}

impl<E: Endpoint> Middleware<E> for Authenticate {
    type Output = Authenticated<E>;

    fn transform(&self, inner: E) -> Authenticated<E> {
        Authenticated {
            inner,
            verifier: self.verifier.clone(),
            clock: self.clock.clone(),
        }
    }
}

/// An API behind [`Authenticate`].
pub struct Authenticated<E> {
    inner: E,
    verifier: Verifier,
    clock: Clock,
}

impl<E: Endpoint> Endpoint for Authenticated<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> poem::Result<E::Output> {
        if let Some(value) = request.headers().get(header::AUTHORIZATION) {
            let token = value
                .to_str()
                .ok()
                .and_then(|text| text.strip_prefix("Bearer "))
                .ok_or(Problem::SignInNeeded)?;
            let caller = self
                .verifier
                .verify(token.trim(), self.clock.now())
                .map_err(|_| Problem::SignInNeeded)?;
            if !is_open_to(&caller, request.uri().path()) {
                return Err(Problem::Forbidden(SUSPENDED).into());
            }
            request.set_data(caller);
        }
        self.inner.call(request).await
    }
}

/// Somebody who is suspended comes to their own data in every service, and to nothing else: denied here, once for all.
fn is_open_to(caller: &Caller, path: &str) -> bool {
    caller.means != Means::Suspended || STILL_OPEN.contains(&path)
}

/// A handler that takes this refuses strangers.
#[derive(SecurityScheme)]
#[oai(
    ty = "bearer",
    bearer_format = "JWT",
    rename = "caller",
    checker = "checked"
)]
pub struct SignedIn(pub Caller);

/// A handler that takes this serves strangers too.
#[derive(SecurityScheme)]
pub enum Visitor {
    SignedIn(SignedIn),
    #[oai(fallback)]
    Stranger,
}

impl Visitor {
    #[must_use]
    pub fn caller(&self) -> Option<&Caller> {
        match self {
            Self::SignedIn(SignedIn(caller)) => Some(caller),
            Self::Stranger => None,
        }
    }
}

/// The token itself was checked by [`Authenticate`]; without it nobody is signed in.
async fn checked(request: &Request, _: Bearer) -> Option<Caller> {
    request.data::<Caller>().cloned()
}

#[cfg(test)]
mod tests {
    use contract::Age;
    use nouns::PersonId;

    use super::*;

    #[test]
    fn who_is_suspended_comes_to_their_own_data_and_no_further() {
        let noor = |means| Caller {
            person: PersonId::parse("noor").unwrap(),
            name: "Noor".to_owned(),
            roles: vec![],
            school: None,
            region: None,
            age: Age::Adult,
            means,
        };
        for own in STILL_OPEN {
            assert!(is_open_to(&noor(Means::Suspended), own), "{own}");
        }
        for closed in [
            "/cards",
            "/me",
            "/tokens",
            "/about-me/x",
            "/erasure/",
            "/suspensions",
        ] {
            assert!(!is_open_to(&noor(Means::Suspended), closed), "{closed}");
            assert!(is_open_to(&noor(Means::Session), closed), "{closed}");
        }
    }
}
