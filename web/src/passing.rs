//! Passing on what a service writes for other programs: feeds, calendars, harvests.

use poem::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use poem::{Body, Request, Response};
use wire::Raw;

use crate::App;
use crate::app::Origin;
use crate::error::PageError;

/// Conditions that a reader asks under, and what the service says about its answer.
const ASKED: [HeaderName; 2] = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];
const ANSWERED: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::ETAG,
    header::LAST_MODIFIED,
    header::CACHE_CONTROL,
];

/// The conditions of a request (RFC 9110, section 13).
pub(crate) fn conditions(request: &Request) -> HeaderMap {
    let given = ASKED
        .into_iter()
        .filter_map(|name| Some((name.clone(), request.headers().get(&name)?.clone())));
    given.collect()
}

/// The most that a harvester has to say.
const LONGEST: usize = 8 * 1024;

/// What a harvester asks: in the address or, with POST, in a form.
pub(crate) async fn arguments(request: &Request, body: Body) -> Result<String, PageError> {
    if request.method() != Method::POST {
        return Ok(request.uri().query().unwrap_or_default().to_owned());
    }
    let form = body.into_bytes_limit(LONGEST).await;
    let form = String::from_utf8(form.map_err(PageError::broken)?.into());
    // Not text: no argument of the protocol, and the answer says so.
    Ok(form.unwrap_or_default())
}

/// The answer of a service as the site's own.
pub(crate) fn passed_on(raw: Raw) -> Result<Response, PageError> {
    match raw.status {
        StatusCode::OK | StatusCode::NOT_MODIFIED => {}
        StatusCode::NOT_FOUND => return Err(PageError::NotFound),
        _ => return Err(PageError::Busy),
    }
    let mut response = Response::builder().status(raw.status).body(raw.body);
    for name in ANSWERED {
        if let Some(value) = raw.headers.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    Ok(response)
}

/// The origin that links for other programs lead to. On a loopback address it is the one that was
/// asked.
pub(crate) fn site(request: &Request, app: &App) -> String {
    match &app.origin {
        Origin::Public(origin) => origin.clone(),
        Origin::Loopback => {
            let host = request
                .header(header::HOST)
                .filter(|host| crate::app::is_loopback(host));
            format!("http://{}", host.unwrap_or("127.0.0.1:8080"))
        }
    }
}
