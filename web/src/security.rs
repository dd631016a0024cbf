//! The headers that every answer carries: what a browser may do with our pages, and nothing more.
//!
//! Only what is made for other sites' frames may stand in one: it has no forms and shows nothing of whoever looks.

use poem::http::{HeaderName, HeaderValue, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};

use crate::app::Origin;
use crate::urls;

/// Everything from ourselves, nothing inline, no frame around us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for what stands in a frame of another site.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; \
    base-uri 'none'; frame-ancestors *";

/// `same-origin` and not `no-referrer`: with the latter browsers send `Origin: null` along with our own forms.
const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// One year, as internet.nl asks.
const STRICT_TRANSPORT: HeaderValue =
    HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// The middleware; outermost, so that errors carry the headers too.
pub struct Headers(Origin);

impl Headers {
    #[must_use]
    pub fn new(origin: Origin) -> Self {
        Self(origin)
    }
}

impl<E: Endpoint> Middleware<E> for Headers {
    type Output = HeadersEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        HeadersEndpoint {
            inner,
            is_secure: self.0.is_secure(),
        }
    }
}

/// An endpoint behind [`Headers`].
pub struct HeadersEndpoint<E> {
    inner: E,
    is_secure: bool,
}

impl<E: Endpoint> Endpoint for HeadersEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let about_people = request.headers().contains_key(header::AUTHORIZATION);
        let is_framed = is_framed(request.uri().path());
        let mut response = match self.inner.call(request).await {
            Ok(response) => response.into_response(),
            Err(error) => error.into_response(),
        };
        let headers = response.headers_mut();
        for (name, value) in ALWAYS {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        if is_framed {
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(FRAMED_POLICY),
            );
            headers.remove(header::X_FRAME_OPTIONS);
        }
        if about_people && !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        if self.is_secure {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
        }
        Ok(response)
    }
}

/// Whether an address is made for other sites' frames.
fn is_framed(path: &str) -> bool {
    let before_code = urls::pattern::EMBEDDED_REGION.split(':').next();
    before_code.is_some_and(|before| path.starts_with(before))
}
