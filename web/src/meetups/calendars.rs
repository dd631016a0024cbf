//! Calendars for other programs: what the service writes, under the site's own addresses.

use std::sync::Arc;

use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use wire::{Raw, segment};

use super::calls;
use crate::App;
use crate::app::Origin;
use crate::error::PageError;
use crate::session::MaybeSignedIn;

/// Conditions that a reader asks under, and what the service says about its answer.
const ASKED: [HeaderName; 2] = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];
const ANSWERED: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::ETAG,
    header::LAST_MODIFIED,
    header::CACHE_CONTROL,
];

/// `/kalender/NL-UT.ics` and `.atom`.
#[handler]
pub(crate) async fn region(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    feed(request, app, &format!("/feeds/{}", segment(&file))).await
}

/// `/kalender/gemeenschap/leren-in-utrecht.ics` and `.atom`.
#[handler]
pub(crate) async fn community(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    feed(
        request,
        app,
        &format!("/feeds/gemeenschap/{}", segment(&file)),
    )
    .await
}

/// One meetup, with the link for who has a place.
#[handler]
pub(crate) async fn meetup(
    request: &Request,
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let mut headers = HeaderMap::new();
    if let Some(caller) = caller {
        let bearer = HeaderValue::from_str(&format!("Bearer {}", caller.token.as_str()));
        headers.insert(header::AUTHORIZATION, bearer.map_err(PageError::broken)?);
    }
    let path = format!("{}/calendar.ics", calls::at(&id));
    let raw = calls::calendar(&app.services.meetups, &path, &site(request, app), headers).await?;
    let name = HeaderValue::from_static("attachment; filename=\"bijeenkomst.ics\"");
    passed_on(raw).map(|mut response| {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
        response
    })
}

async fn feed(request: &Request, app: &App, path: &str) -> Result<Response, PageError> {
    let asked = ASKED
        .into_iter()
        .filter_map(|name| Some((name.clone(), request.headers().get(&name)?.clone())));
    let raw = calls::calendar(
        &app.services.meetups,
        path,
        &site(request, app),
        asked.collect(),
    )
    .await?;
    passed_on(raw)
}

fn passed_on(raw: Raw) -> Result<Response, PageError> {
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

/// The origin that links in a calendar lead to. On a loopback address it is the one that was asked.
pub(super) fn site(request: &Request, app: &App) -> String {
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
