//! Calendars for other programs: what the service writes, under the site's own addresses.

use std::sync::Arc;

use poem::http::{HeaderMap, HeaderValue, header};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use wire::segment;

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::passing::{conditions, passed_on, site};
use crate::session::MaybeSignedIn;

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

/// `/kalender/soort/training.ics` and `.atom`.
#[handler]
pub(crate) async fn kind(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    feed(request, app, &format!("/feeds/soort/{}", segment(&file))).await
}

/// Somebody's own calendar: for a calendar program, and for no search engine.
#[handler]
pub(crate) async fn own(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    let read = feed(request, app, &format!("/feeds/mijn/{}", segment(&file))).await;
    read.map(|mut response| {
        let no = HeaderValue::from_static("noindex, nofollow");
        response.headers_mut().insert("x-robots-tag", no);
        response
    })
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
    let asked = conditions(request);
    let raw = calls::calendar(&app.services.meetups, path, &site(request, app), asked).await?;
    passed_on(raw)
}
