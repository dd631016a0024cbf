//! What goes wrong in a handler, and the calm page that it becomes.

use std::error::Error as StdError;

use poem::Response;
use poem::error::ResponseError;
use poem::http::{HeaderValue, StatusCode, header};
use wire::Problem;

use crate::accounts;
use crate::i18n::{Language, Say};
use crate::page::show_as;
use crate::render::Pages;
use crate::shell::Visit;
use crate::site::errors::{ErrorKind, ErrorPage};
use crate::urls;

/// Why there is no page. Handlers answer with it; the shell makes it a page or a redirect.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("there is nothing at this address")]
    NotFound,
    #[error("this person may not see or do that")]
    NotAllowed,
    #[error("only somebody who is signed in may do that")]
    SignInFirst {
        /// Where to go on afterwards.
        back: String,
    },
    #[error("the form's token does not belong to this session")]
    StaleForm,
    #[error("the request was made by another site")]
    FromElsewhere,
    #[error("a service is too busy or does not answer")]
    Busy,
    #[error("something is broken")]
    Broken(#[source] Box<dyn StdError + Send + Sync>),
}

impl PageError {
    /// Wraps what nobody can do anything about but us.
    pub fn broken(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::Broken(Box::new(source))
    }

    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::NotAllowed | Self::SignInFirst { .. } => ErrorKind::NotAllowed,
            Self::StaleForm | Self::FromElsewhere => ErrorKind::StaleForm,
            Self::Busy => ErrorKind::Busy,
            Self::Broken(_) => ErrorKind::Broken,
        }
    }
}

/// What a service answered that no form can show. A token that ended between two clicks is a reason to sign in anew.
impl From<Problem> for PageError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFound => Self::NotFound,
            Problem::SignInNeeded => Self::SignInFirst {
                back: urls::MINE.to_owned(),
            },
            Problem::Forbidden(_) => Self::NotAllowed,
            Problem::Told(ref body) if body.status == 403 => Self::NotAllowed,
            Problem::Busy | Problem::Lagging | Problem::TooMany => Self::Busy,
            other => Self::Broken(Box::new(other)),
        }
    }
}

impl ResponseError for PageError {
    fn status(&self) -> StatusCode {
        self.kind().status()
    }
}

/// Sends the browser on with a GET: after a form that was done.
pub fn see_other(address: impl AsRef<str>) -> Response {
    let location =
        HeaderValue::from_str(address.as_ref()).unwrap_or(HeaderValue::from_static(urls::HOME));
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, location)
        .finish()
}

/// The answer to an error of ours or of poem. What is broken is logged here, once, with its whole chain.
pub(crate) fn answer(failed: poem::Error, visit: &Visit) -> Response {
    if failed.is_from_response() {
        return failed.into_response();
    }
    let status = failed.status();
    match failed.downcast::<PageError>() {
        Ok(PageError::SignInFirst { back }) => {
            see_other(urls::with_query(urls::SIGN_IN, &[(accounts::BACK, &back)]))
        }
        Ok(error) => {
            if let PageError::Broken(source) = &error {
                tracing::error!(area = area(&visit.address), error = %chain(source.as_ref()), "a page is broken");
            }
            page(error.kind(), visit)
        }
        Err(_) => page(ErrorKind::of(status), visit),
    }
}

/// The first part of an address, for the log: what follows may be a secret, a name or a question.
pub(crate) fn area(address: &str) -> &str {
    let path = address.split('?').next().unwrap_or_default();
    let first = path.trim_start_matches('/').split('/').next();
    first.unwrap_or_default()
}

fn page(kind: ErrorKind, visit: &Visit) -> Response {
    let mut response = show_as(kind.status(), ErrorPage::new(kind, &visit.address));
    if kind == ErrorKind::Busy {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// What a panic in a handler answers; poem has printed the panic itself.
pub(crate) fn after_a_panic() -> Response {
    show_as(
        StatusCode::INTERNAL_SERVER_ERROR,
        ErrorPage::new(ErrorKind::Broken, urls::HOME),
    )
}

/// The last resort, when even the error page cannot be rendered.
pub(crate) fn plain(pages: &Pages, lang: Language) -> String {
    pages
        .sentences(lang)
        .say(&Say::key("site-error-title-broken"))
        .unwrap_or_default()
}

fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
