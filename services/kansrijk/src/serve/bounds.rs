//! What a request may cost: a body of a mebibyte, sent within half a minute. Nothing of ours is
//! near either but the image of a meetup, which has bounds of its own, so whoever goes over gets a
//! plain refusal before anything is done.

use std::time::Duration;

use contract::meetups::LARGEST_UPLOAD;
use poem::http::{Method, StatusCode};
use poem::{Body, Endpoint, IntoResponse, Request, Response};

const LARGEST_BODY: usize = 1024 * 1024;
const SLOWEST_BODY: Duration = Duration::from_secs(30);
/// A photograph from a phone with a bad connection.
const SLOWEST_UPLOAD: Duration = Duration::from_mins(2);

/// What the body of a request to one address may be.
struct Bounds {
    bytes: usize,
    time: Duration,
    sentence: &'static str,
}

impl Bounds {
    fn of(path: &str) -> Self {
        if takes_image(path) {
            return Self {
                bytes: LARGEST_UPLOAD,
                time: SLOWEST_UPLOAD,
                sentence: "Dit is te groot. Stuur een afbeelding van hooguit 5 MB.",
            };
        }
        Self {
            bytes: LARGEST_BODY,
            time: SLOWEST_BODY,
            sentence: "Dit is te groot. Stuur hooguit 1 MB.",
        }
    }
}

/// The form with the image of a meetup, and the same over the API.
fn takes_image(path: &str) -> bool {
    let of_event = path.strip_prefix("/api/meetups/events/");
    let id = of_event.and_then(|rest| rest.strip_suffix("/image"));
    web::urls::takes_file(path) || id.is_some_and(|id| !id.contains('/'))
}

/// For `around`: reads the whole body within its bounds before the endpoint sees the request.
pub(super) async fn bounded<E: Endpoint>(
    endpoint: std::sync::Arc<E>,
    mut request: Request,
) -> poem::Result<Response> {
    if !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        let bounds = Bounds::of(request.uri().path());
        let reading = request.take_body().into_bytes_limit(bounds.bytes);
        let bytes = match tokio::time::timeout(bounds.time, reading).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return Ok(refused(StatusCode::PAYLOAD_TOO_LARGE, bounds.sentence)),
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

    #[tokio::test]
    async fn only_an_image_may_be_larger_and_not_without_end() {
        let status = async |path: &str, bytes: usize| {
            let everywhere = Route::new().at("*path", post(length));
            let client = TestClient::new(everywhere.around(bounded));
            let answer = client.post(path).body(vec![b'a'; bytes]).send().await;
            answer.0.status()
        };
        for image in ["/bijeenkomsten/a/afbeelding", "/api/meetups/events/a/image"] {
            assert_eq!(status(image, LARGEST_UPLOAD).await, StatusCode::OK);
            let larger = status(image, LARGEST_UPLOAD + 1).await;
            assert_eq!(larger, StatusCode::PAYLOAD_TOO_LARGE);
        }
        for other in [
            "/bijeenkomsten/a/afbeelding/weg",
            "/bijeenkomsten/a/b/afbeelding",
            "/api/meetups/events/a/b/image",
            "/api/meetups/events/image",
        ] {
            let larger = status(other, LARGEST_BODY + 1).await;
            assert_eq!(larger, StatusCode::PAYLOAD_TOO_LARGE, "{other}");
        }
    }
}
