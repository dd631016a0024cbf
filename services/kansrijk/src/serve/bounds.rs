//! What a request may cost: a body of a mebibyte, sent within half a minute. Nothing of ours is
//! near either, so whoever goes over gets a plain refusal before anything is done.

use std::time::Duration;

use poem::http::{Method, StatusCode};
use poem::{Body, Endpoint, IntoResponse, Request, Response};

const LARGEST_BODY: usize = 1024 * 1024;
const SLOWEST_BODY: Duration = Duration::from_secs(30);

/// For `around`: reads the whole body within its bounds before the endpoint sees the request.
pub(super) async fn bounded<E: Endpoint>(
    endpoint: std::sync::Arc<E>,
    mut request: Request,
) -> poem::Result<Response> {
    if !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        let reading = request.take_body().into_bytes_limit(LARGEST_BODY);
        let bytes = match tokio::time::timeout(SLOWEST_BODY, reading).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => {
                return Ok(refused(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "Dit is te groot. Stuur hooguit 1 MB.",
                ));
            }
            Err(_) => {
                return Ok(refused(
                    StatusCode::REQUEST_TIMEOUT,
                    "Het verzoek kwam niet op tijd binnen. Probeer het opnieuw.",
                ));
            }
        };
        request.set_body(Body::from_bytes(bytes));
    }
    endpoint
        .call(request)
        .await
        .map(IntoResponse::into_response)
}

fn refused(status: StatusCode, sentence: &'static str) -> Response {
    Response::builder()
        .status(status)
        .content_type("text/plain; charset=utf-8")
        .body(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use poem::{EndpointExt, Route, handler, post, test::TestClient};

    #[handler]
    fn length(body: String) -> String {
        let length = body.len();
        drop(body);
        length.to_string()
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_refused_and_a_small_one_passes() {
        let client = TestClient::new(Route::new().at("/", post(length)).around(bounded));
        client
            .post("/")
            .body(vec![0; 10])
            .send()
            .await
            .assert_text("10")
            .await;
        let large = client
            .post("/")
            .body(vec![0; LARGEST_BODY + 1])
            .send()
            .await;
        large.assert_status(StatusCode::PAYLOAD_TOO_LARGE);
    }
}
