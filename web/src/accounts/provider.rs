//! Signing in at a provider: the way there and the way back.

use std::sync::Arc;

use contract::accounts::{BeginAtProvider, FinishAtProvider, Secret};
use poem::web::{Data, Path, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;

use super::sign_in::{Asked, way_back};
use super::{BACK, arrival, browser};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::session::Session;
use crate::urls;

/// Leads to a provider. It is a link and no form: browsers hold every address that a form leads on to against
/// `form-action`, and a federation leads on to addresses that nobody knows beforehand.
#[handler]
pub(super) async fn begin(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if is_from_another_site(request) {
        // Another site signs nobody in here: the page with the ways asks for a click of ours.
        let back = way_back(asked.terug);
        return Ok(see_other(urls::with_query(urls::SIGN_IN, &[(BACK, &back)])));
    }
    let asked = BeginAtProvider {
        provider: key,
        browser: browser::secret(request, app),
        back: way_back(asked.terug),
    };
    match app.services.sessions.begin_at_provider(&asked).await {
        Ok(sent_on) => {
            let mut response = see_other(&sent_on.address);
            browser::keep(&mut response, app, &sent_on.browser);
            Ok(response)
        }
        Err(problem) => arrival::failed(problem),
    }
}

/// Whether a page of another site led here, as far as the browser says (Fetch Metadata Request Headers).
fn is_from_another_site(request: &Request) -> bool {
    matches!(
        request.header("sec-fetch-site"),
        Some("cross-site" | "same-site")
    )
}

/// What a provider adds to its way back (RFC 6749, 4.1.2; RFC 9207).
#[derive(Deserialize)]
pub(super) struct Sent {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// Takes what the provider sent back.
#[handler]
pub(super) async fn finish(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(key): Path<String>,
    Query(sent): Query<Sent>,
) -> Result<Response, PageError> {
    let asked = FinishAtProvider {
        provider: key,
        browser: browser::secret(request, app),
        state: sent.state,
        code: sent.code.map(Secret::new),
        iss: sent.iss,
        error: sent.error,
        device: arrival::device_of(request),
        previous: Session::of(request).id.secret(),
    };
    match app.services.sessions.finish_at_provider(&asked).await {
        Ok(arrived) => arrival::arrive(request, app, arrived),
        Err(problem) => arrival::failed(problem),
    }
}
