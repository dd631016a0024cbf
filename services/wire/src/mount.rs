use nouns::Clock;
use poem::endpoint::BoxEndpoint;
use poem::web::Data;
use poem::{EndpointExt, IntoEndpoint, Response, Route, get, handler};
use poem_openapi::{OpenApi, OpenApiService, Webhook};
use serde_json::Value;

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
    let text = Description(described(&api.spec()));
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

/// The library writes `"default": null` for every optional field, which no `OpenAPI` reader may
/// take for a field that is not nullable: what may be left out is said by `required` already.
fn described(spec: &str) -> String {
    match serde_json::from_str(spec) {
        Ok(mut document) => {
            drop_null_defaults(&mut document);
            document.to_string()
        }
        Err(_) => spec.to_owned(),
    }
}

fn drop_null_defaults(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, value| !(name == "default" && value.is_null()));
            fields.values_mut().for_each(drop_null_defaults);
        }
        Value::Array(values) => values.iter_mut().for_each(drop_null_defaults),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_may_be_left_out_has_no_null_default() {
        let spec = r#"{"a":{"default":null,"type":"string"},"b":[{"default":0}]}"#;
        assert_eq!(
            described(spec),
            r#"{"a":{"type":"string"},"b":[{"default":0}]}"#
        );
    }
}
