use nouns::Clock;
use poem::endpoint::BoxEndpoint;
use poem::web::Data;
use poem::{EndpointExt, IntoEndpoint, Response, Route, get, handler};
use poem_openapi::{OpenApi, OpenApiService, Webhook};

use crate::{Authenticate, Verifier, as_problem_response, telemetry::Measured};

/// The description of an API, made once.
#[derive(Clone)]
struct Description(String);

#[handler]
fn description(Data(text): Data<&Description>) -> Response {
    Response::builder()
        .content_type("application/json")
        .body(text.0.clone())
}

/// A service's API as the binary and the tests mount it: its paths, its description at
/// `/openapi.json`, callers checked, every refusal a problem, every request counted.
pub fn mount<T, W>(
    api: OpenApiService<T, W>,
    verifier: Verifier,
    clock: Clock,
) -> BoxEndpoint<'static>
where
    T: OpenApi + 'static,
    W: Webhook + 'static,
{
    let text = Description(api.spec());
    Route::new()
        .at("/openapi.json", get(description))
        .nest("/", api.into_endpoint())
        .with(Authenticate { verifier, clock })
        .data(text)
        .with(Measured)
        .catch_all_error(as_problem_response)
        .map_to_response()
        .boxed()
}
