use std::sync::Arc;
use std::time::Duration;

use contract::ProblemBody;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::endpoint::{BoxEndpoint, EndpointExt};
use poem::http::{HeaderMap, Method, StatusCode, Uri, header};
use poem::{Body, Endpoint, IntoResponse, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{CallerToken, Problem};

/// The most that an answer may hold: nothing of ours is near it, so more is a fault.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// Speaks to one service.
#[derive(Clone)]
pub struct Client {
    transport: Transport,
}

#[derive(Clone)]
enum Transport {
    /// The service's own endpoint, in this process.
    Local(Arc<BoxEndpoint<'static>>),
    /// `http://host/api/service`, without a slash at the end.
    Remote { base: String, http: reqwest::Client },
}

/// How long another service may take to take a connection, and to answer.
const CONNECT: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_secs(30);

/// Keeps RFC 3986's unreserved characters; everything else in a path segment is encoded.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An id as one segment of a path.
#[must_use]
pub fn segment(id: &str) -> String {
    utf8_percent_encode(id, SEGMENT).to_string()
}

/// An answer that is no JSON, such as a feed.
pub struct Raw {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// An authority of our own that says which services are ours.
#[derive(Clone)]
pub struct Authority(reqwest::Client);

impl Authority {
    /// From one certificate or several in PEM; none when there is no certificate that can be read.
    #[must_use]
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).ok()?;
        if certificates.is_empty() {
            return None;
        }
        let ours = building().tls_built_in_root_certs(false).https_only(true);
        let ours = certificates
            .into_iter()
            .fold(ours, reqwest::ClientBuilder::add_root_certificate);
        ours.build().ok().map(Self)
    }
}

impl Client {
    /// Calls the service's endpoint in this process.
    pub fn local<E>(endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        Self {
            transport: Transport::Local(Arc::new(endpoint.map_to_response().boxed())),
        }
    }

    /// Calls the service over HTTP at `base`, such as `https://toolbox.example/api/toolbox`.
    #[must_use]
    pub fn remote(base: &str) -> Self {
        Self::over(base, impatient())
    }

    /// As [`Self::remote`], where only certificates of our own authority are trusted.
    #[must_use]
    pub fn remote_trusting(base: &str, authority: &Authority) -> Self {
        Self::over(base, authority.0.clone())
    }

    fn over(base: &str, http: reqwest::Client) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self {
            transport: Transport::Remote { base, http },
        }
    }

    /// Asks for the thing at `path`, which starts with a slash; `query` becomes the query string.
    pub async fn get<T: DeserializeOwned>(
        &self,
        caller: Option<&CallerToken>,
        path: &str,
        query: &(impl Serialize + Sync),
    ) -> Result<T, Problem> {
        let query = serde_urlencoded::to_string(query).map_err(broken)?;
        let path = if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        };
        self.json(Method::GET, caller, &path, None::<&()>).await
    }

    pub async fn post<T: DeserializeOwned>(
        &self,
        caller: Option<&CallerToken>,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, Problem> {
        self.json(Method::POST, caller, path, Some(body)).await
    }

    pub async fn put<T: DeserializeOwned>(
        &self,
        caller: Option<&CallerToken>,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, Problem> {
        self.json(Method::PUT, caller, path, Some(body)).await
    }

    pub async fn delete<T: DeserializeOwned>(
        &self,
        caller: Option<&CallerToken>,
        path: &str,
    ) -> Result<T, Problem> {
        self.json(Method::DELETE, caller, path, None::<&()>).await
    }

    /// Passes a request on as it is and gives the answer as it is, whatever its status.
    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Raw, Problem> {
        match &self.transport {
            Transport::Local(endpoint) => in_process(endpoint, method, path, headers, body).await,
            Transport::Remote { base, http } => {
                over_http(http, method, &format!("{base}{path}"), headers, body).await
            }
        }
    }

    async fn json<T: DeserializeOwned>(
        &self,
        method: Method,
        caller: Option<&CallerToken>,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Problem> {
        let mut headers = HeaderMap::new();
        if let Some(token) = caller {
            let bearer = format!("Bearer {}", token.as_str());
            headers.insert(header::AUTHORIZATION, bearer.parse().map_err(broken)?);
        }
        let bytes = match body {
            None => Vec::new(),
            Some(body) => {
                headers.insert(
                    header::CONTENT_TYPE,
                    header::HeaderValue::from_static("application/json"),
                );
                serde_json::to_vec(body).map_err(broken)?
            }
        };
        read(&self.raw(method, path, headers, bytes).await?)
    }
}

async fn in_process(
    endpoint: &BoxEndpoint<'static>,
    method: Method,
    path: &str,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Raw, Problem> {
    let mut request = Request::builder()
        .method(method)
        .uri(path.parse::<Uri>().map_err(broken)?)
        .body(Body::from_vec(body));
    *request.headers_mut() = headers;
    let (parts, body) = endpoint.get_response(request).await.into_parts();
    let body = body
        .into_bytes_limit(LARGEST_ANSWER)
        .await
        .map_err(broken)?;
    Ok(Raw {
        status: parts.status,
        headers: parts.headers,
        body: body.into(),
    })
}

/// A service answers by itself and soon: whoever points elsewhere, or hangs, is not one of ours.
fn building() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(ANSWER)
}

fn impatient() -> reqwest::Client {
    building()
        .build()
        // It fails where TLS has no roots of trust; the plain one fails at the first request then, and says why.
        .unwrap_or_default()
}

async fn over_http(
    http: &reqwest::Client,
    method: Method,
    address: &str,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Raw, Problem> {
    let answer = http
        .request(method, address)
        .headers(headers)
        .body(body)
        .send()
        .await
        .map_err(|error| unreachable_service(&error))?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer
        .bytes()
        .await
        .map_err(|error| unreachable_service(&error))?;
    Ok(Raw {
        status,
        headers,
        body: body.into(),
    })
}

fn read<T: DeserializeOwned>(answer: &Raw) -> Result<T, Problem> {
    if answer.status.is_success() {
        // 204 and an empty 200 read as `()`.
        let text: &[u8] = if answer.body.is_empty() {
            b"null"
        } else {
            &answer.body
        };
        return serde_json::from_slice(text).map_err(broken);
    }
    match serde_json::from_slice::<ProblemBody>(&answer.body) {
        Ok(body) => Err(Problem::from_body(body)),
        Err(_) => Err(broken(format!(
            "an answer without a problem: {}",
            answer.status
        ))),
    }
}

fn unreachable_service(error: &reqwest::Error) -> Problem {
    // The address may hold an id: without it the log stays free of personal data.
    tracing::warn!(
        timeout = error.is_timeout(),
        connect = error.is_connect(),
        "a service cannot be reached"
    );
    Problem::Busy
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
    Problem::Broken(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use poem::{Route, get, handler, post};

    #[handler]
    fn echo(request: &Request) -> String {
        serde_json::to_string(&request.uri().to_string()).unwrap()
    }

    #[handler]
    fn refuse() -> Result<String, Problem> {
        Err(Problem::NotFound)
    }

    #[tokio::test]
    async fn a_local_call_carries_path_and_query_and_brings_problems_back() {
        let client = Client::local(
            Route::new()
                .at("/echo/:id", get(echo))
                .at("/refuse", post(refuse)),
        );
        let path = format!("/echo/{}", segment("a/b é"));
        let uri: String = client.get(None, &path, &[("q", "c&d")]).await.unwrap();
        assert_eq!(uri, "/echo/a%2Fb%20%C3%A9?q=c%26d");
        let answer: Result<(), Problem> = client.post(None, "/refuse", &()).await;
        assert!(matches!(answer, Err(Problem::NotFound)));
    }

    #[tokio::test]
    async fn a_service_that_is_away_is_busy_not_broken() {
        let client = Client::remote("http://127.0.0.1:9/api/toolbox");
        let answer: Result<(), Problem> = client.get(None, "/cards", &()).await;
        assert!(matches!(answer, Err(Problem::Busy)));
    }
}
