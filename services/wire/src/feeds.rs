//! Feeds over HTTP, with conditional requests (RFC 9110, section 13): what every service's feed answers.

use poem_openapi::ApiResponse;
use poem_openapi::payload::PlainText;

/// Readers of public feeds come back after five minutes at the earliest.
pub const PUBLIC: &str = "public, max-age=300, must-revalidate";
/// What is for one person is kept by nobody in between.
pub const PRIVATE: &str = "private, no-cache";

/// A feed, or the word that its reader has it already.
#[derive(ApiResponse)]
pub enum FeedAnswer {
    #[oai(status = 200)]
    Feed(
        PlainText<String>,
        #[oai(header = "Content-Type")] String,
        #[oai(header = "ETag")] String,
        #[oai(header = "Last-Modified")] String,
        #[oai(header = "Cache-Control")] String,
    ),
    #[oai(status = 304)]
    Known(
        #[oai(header = "ETag")] String,
        #[oai(header = "Last-Modified")] String,
        #[oai(header = "Cache-Control")] String,
    ),
}

/// By what readers know a feed again.
#[derive(Debug, Clone)]
pub struct FeedHead {
    pub etag: String,
    /// As HTTP dates are written.
    pub last_modified: String,
    /// One of [`PUBLIC`] and [`PRIVATE`].
    pub caching: &'static str,
}

impl FeedAnswer {
    /// The whole feed.
    #[must_use]
    pub fn fresh(head: FeedHead, media_type: &str, body: String) -> Self {
        Self::Feed(
            PlainText(body),
            media_type.to_owned(),
            head.etag,
            head.last_modified,
            head.caching.to_owned(),
        )
    }

    /// Its reader has it already.
    #[must_use]
    pub fn known(head: FeedHead) -> Self {
        Self::Known(head.etag, head.last_modified, head.caching.to_owned())
    }
}

/// Whether this is an origin as a browser names it: scheme, host and port, nothing behind.
#[must_use]
pub fn is_origin(site: &str) -> bool {
    let host = site
        .strip_prefix("https://")
        .or(site.strip_prefix("http://"));
    host.is_some_and(|host| {
        let signs = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
        !host.is_empty() && host.len() <= 253 && host.bytes().all(signs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        for site in [
            "https://kansrijk.example",
            "http://127.0.0.1:8080",
            "http://[::1]:80",
        ] {
            assert!(is_origin(site), "{site}");
        }
        for site in [
            "",
            "https://",
            "kansrijk.example",
            "https://a/b",
            "ftp://a",
            "https://a\"b",
        ] {
            assert!(!is_origin(site), "{site}");
        }
    }
}
