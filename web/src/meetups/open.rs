//! What is open to harvesters (OAI-PMH): the meetups that are for everybody.

use std::sync::Arc;

use poem::web::Data;
use poem::{Body, Request, Response, handler};

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::passing::{arguments, passed_on, site};

/// `/oai/bijeenkomsten`.
#[handler]
pub(crate) async fn harvest(
    request: &Request,
    body: Body,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let arguments = arguments(request, body).await?;
    let site = site(request, app);
    passed_on(calls::harvest(&app.services.meetups, &site, &arguments).await?)
}
