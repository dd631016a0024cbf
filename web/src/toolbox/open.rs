//! What is open to other sites: the harvest (OAI-PMH) and the feed of new cards.

use std::sync::Arc;

use poem::http::{HeaderMap, Method};
use poem::web::Data;
use poem::{Body, Request, Response, handler};

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::passing::{conditions, passed_on, site};

/// The most that a harvester has to say.
const LONGEST: usize = 8 * 1024;

/// `/oai`: the arguments are in the address or, with POST, in a form.
#[handler]
pub(crate) async fn harvest(
    request: &Request,
    body: Body,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let arguments = if request.method() == Method::POST {
        let form = body.into_bytes_limit(LONGEST).await;
        String::from_utf8(form.map_err(PageError::broken)?.into())
            // Not text: no argument of the protocol, and the answer says so.
            .unwrap_or_default()
    } else {
        request.uri().query().unwrap_or_default().to_owned()
    };
    let site = site(request, app);
    passed_on(calls::harvest(&app.services.toolbox, &site, &arguments).await?)
}

/// `/trukendoos.atom`.
#[handler]
pub(crate) async fn feed(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let asked: HeaderMap = conditions(request);
    let site = site(request, app);
    passed_on(calls::feed(&app.services.toolbox, &site, asked).await?)
}
