//! What is open to other sites: the harvest (OAI-PMH) and the feed of new cards.

use std::sync::Arc;

use poem::http::HeaderMap;
use poem::web::Data;
use poem::{Body, Request, Response, handler};

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::passing::{arguments, conditions, passed_on, site};

/// `/oai`.
#[handler]
pub(crate) async fn harvest(
    request: &Request,
    body: Body,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let arguments = arguments(request, body).await?;
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
