//! The certificate of attendance: what the service prints, in the reader's language.

use std::sync::Arc;

use nouns::Language;
use poem::http::{HeaderValue, StatusCode, header};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use wire::{CallerToken, Problem};

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::passing::passed_on;
use crate::session::SignedIn;
use crate::shell::Visit;

/// Of a meetup at which the reader was.
#[handler]
pub(crate) async fn mine(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let path = format!("{}/signups/mine/certificate", calls::at(&id));
    paper(request, app, Some(&caller.token), &path).await
}

/// Of who came without an account.
#[handler]
pub(crate) async fn of_link(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let path = format!("{}/certificate", calls::by_mail(&secret));
    paper(request, app, None, &path).await
}

async fn paper(
    request: &Request,
    app: &App,
    reader: Option<&CallerToken>,
    path: &str,
) -> Result<Response, PageError> {
    let visit = request.data::<Visit>();
    let language: Language = visit.map(|visit| visit.lang).unwrap_or_default();
    let asked = format!("{path}?language={}", language.code());
    let raw = calls::raw(&app.services.meetups, reader, &asked).await?;
    match raw.status {
        // For who was not there, there is no such paper.
        StatusCode::CONFLICT => return Err(PageError::NotFound),
        StatusCode::SERVICE_UNAVAILABLE => return Err(Problem::Busy.into()),
        _ => {}
    }
    let name = HeaderValue::from_static(match language {
        Language::Nl => "attachment; filename=\"bewijs-van-deelname.pdf\"",
        Language::En => "attachment; filename=\"certificate-of-attendance.pdf\"",
    });
    passed_on(raw).map(|mut response| {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, name);
        response
    })
}
