//! What every handler can reach: the renderer, the keys, and the clients of the services.

use std::sync::Arc;

use nouns::Clock;
use wire::Client;

use crate::accounts::calls::Internal;
use crate::csrf::CsrfKey;
use crate::render::Pages;
use crate::session::SignedInCache;

/// The web's own state, one per process, handed to handlers as `Data(app): Data<&Arc<App>>`.
pub struct App {
    pub pages: Arc<Pages>,
    pub csrf: CsrfKey,
    pub origin: Origin,
    pub clock: Clock,
    pub services: Services,
    /// Who is in which session, for half a minute.
    pub signed_in: SignedInCache,
    /// Where to report a weakness, as RFC 9116 writes it: `mailto:…` or `https://…`.
    pub security_contact: Option<String>,
    /// Whether a proxy of ours stands in front and says who asks (`X-Forwarded-For`).
    pub is_behind_proxy: bool,
}

/// How each service is reached: in this process or over HTTP, which no handler can tell.
#[derive(Clone)]
pub struct Services {
    pub accounts: Client,
    /// The door of accounts that turns sessions into callers.
    pub sessions: Internal,
    pub toolbox: Client,
    pub matching: Client,
    pub meetups: Client,
}

/// Where the site is reached, as a browser names it. It decides about cookies and about which origins may post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `https://…` of one public host, without a path: cookies are `__Host-` and `Secure`.
    Public(String),
    /// Plain HTTP on a loopback address, for trying out and for tests: cookies go without both.
    Loopback,
}

impl Origin {
    /// The name under which a cookie is set: `__Host-` binds it to this host and to TLS.
    #[must_use]
    pub fn cookie_name(&self, name: &str) -> String {
        match self {
            Self::Public(_) => format!("__Host-kansrijk-{name}"),
            Self::Loopback => format!("kansrijk-{name}"),
        }
    }

    #[must_use]
    pub fn is_secure(&self) -> bool {
        matches!(self, Self::Public(_))
    }

    /// Whether a request that says `origin` comes from a page of ours, reached under `host`.
    #[must_use]
    pub fn is_ours(&self, origin: &str, host: Option<&str>) -> bool {
        match self {
            Self::Public(own) => origin == own,
            Self::Loopback => host.is_some_and(|host| {
                is_loopback(host) && origin.strip_prefix("http://") == Some(host)
            }),
        }
    }
}

/// Whether a `Host` header names this machine only; the port does not matter.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_this_machine_under_any_port() {
        for host in ["localhost", "127.0.0.1:8080", "[::1]:80"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "127.0.0.1.example.org",
            "localhost.example:80",
            "10.0.0.1",
            "",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn an_origin_is_ours_only_when_it_is_the_very_same() {
        let public = Origin::Public("https://kansrijk.example".into());
        assert!(public.is_ours("https://kansrijk.example", None));
        assert!(!public.is_ours("http://kansrijk.example", None));
        assert!(!public.is_ours("null", None));
        assert!(Origin::Loopback.is_ours("http://127.0.0.1:8080", Some("127.0.0.1:8080")));
        assert!(!Origin::Loopback.is_ours("http://127.0.0.1:9090", Some("127.0.0.1:8080")));
        assert!(!Origin::Loopback.is_ours("http://evil.example", Some("evil.example")));
    }
}
