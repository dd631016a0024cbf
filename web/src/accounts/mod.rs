//! The pages of accounts: signing in and out.

pub mod calls;
mod cast;
mod device;
mod loopback;
mod sign_in;
mod sign_out;

use poem::{Route, get, post};
use wire::Problem;

use crate::error::PageError;
use crate::i18n::Say;
use crate::page::pages;
use crate::urls;

/// The parameter that says where to go after signing in.
pub(crate) const BACK: &str = "terug";

pages![sign_in::SignInPage];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(
            urls::SIGN_IN,
            get(sign_in::show_ways).post(sign_in::sign_in),
        )
        .at(urls::SIGN_OUT, post(sign_out::sign_out))
}

/// What a page can say about a refusal; what it cannot is an error.
pub(crate) fn refusal(problem: Problem) -> Result<Say, PageError> {
    let say = |code: &str| Ok(Say::of("accounts-problem", code));
    match &problem {
        Problem::Refused(fields) => {
            say(fields.first().map_or("other", |field| field.code.as_str()))
        }
        Problem::Forbidden(code) | Problem::Conflict(code) => say(code.name),
        Problem::Told(body) if matches!(body.status, 403 | 409) => say(problem.name()),
        _ => Err(problem.into()),
    }
}

#[cfg(test)]
mod tests;
