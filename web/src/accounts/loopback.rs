//! Whether a request comes from this machine itself. The demo depends on it, so whatever is in doubt counts as elsewhere.

use poem::http::header;
use poem::{Addr, Request};

use crate::app::is_loopback;

/// What proxies, tunnels and content networks add when they pass on what somebody elsewhere asked.
const PASSED_ON: [&str; 16] = [
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "x-remote-ip",
    "x-remote-addr",
    "x-original-host",
    "x-originating-ip",
    "x-cluster-client-ip",
    "x-envoy-external-address",
    "x-appengine-user-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "cf-ray",
    "cdn-loop",
    "fastly-client-ip",
];
/// `X-Forwarded-For`, `-Host`, `-Proto` and whatever else somebody thought of.
const PASSED_ON_BEGINS: [&str; 3] = ["x-forwarded", "x-original-forwarded", "x-proxy"];

/// Whether the peer is this machine, the one `Host` names this machine, and no proxy stands between.
pub(super) fn is_from_this_machine(request: &Request) -> bool {
    is_peer_here(request) && is_host_here(request) && !is_passed_on(request)
}

fn is_peer_here(request: &Request) -> bool {
    match &request.remote_addr().0 {
        Addr::SocketAddr(peer) => peer.ip().to_canonical().is_loopback(),
        _ => false,
    }
}

/// A page elsewhere can be made to resolve to this machine (DNS rebinding), but cannot change what a browser calls it.
fn is_host_here(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(is_loopback),
        _ => false,
    }
}

fn is_passed_on(request: &Request) -> bool {
    request.headers().keys().any(|name| {
        let name = name.as_str();
        PASSED_ON.contains(&name) || PASSED_ON_BEGINS.iter().any(|start| name.starts_with(start))
    })
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use poem::http::{HeaderName, HeaderValue};

    use super::*;
    use crate::accounts::tests::request_from;

    fn request(peer: &str, headers: &[(&str, &str)]) -> Request {
        let peer: SocketAddr = peer.parse().unwrap();
        let mut request = request_from(peer);
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            request
                .headers_mut()
                .append(name, HeaderValue::from_str(value).unwrap());
        }
        request
    }

    const HERE: (&str, &str) = ("host", "127.0.0.1:8080");

    #[test]
    fn a_browser_on_this_machine_is_here() {
        for peer in [
            "127.0.0.1:5000",
            "[::1]:5000",
            "127.8.8.8:1",
            "[::ffff:127.0.0.1]:1",
        ] {
            assert!(is_from_this_machine(&request(peer, &[HERE])), "{peer}");
        }
        for host in ["localhost:8080", "[::1]:8080", "localhost"] {
            assert!(
                is_from_this_machine(&request("127.0.0.1:1", &[("host", host)])),
                "{host}"
            );
        }
    }

    #[test]
    fn another_machine_is_elsewhere_whatever_it_says() {
        for peer in ["10.0.0.7:1", "[2001:db8::1]:1", "[::ffff:10.0.0.7]:1"] {
            assert!(!is_from_this_machine(&request(peer, &[HERE])), "{peer}");
        }
        assert!(!is_from_this_machine(
            &Request::builder().header("host", "localhost").finish()
        ));
    }

    #[test]
    fn another_name_for_this_machine_is_elsewhere() {
        for host in [
            "kansrijk.example",
            "127.0.0.1.example.org",
            "localhost.evil.example:80",
            "0.0.0.0",
            "",
        ] {
            assert!(
                !is_from_this_machine(&request("127.0.0.1:1", &[("host", host)])),
                "{host:?}"
            );
        }
        assert!(!is_from_this_machine(&request("127.0.0.1:1", &[])));
        let two = [HERE, ("host", "kansrijk.example")];
        assert!(!is_from_this_machine(&request("127.0.0.1:1", &two)));
    }

    #[test]
    fn what_a_proxy_passes_on_is_elsewhere() {
        let headers = [
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "x-forwarded-proto",
            "Via",
            "X-Real-IP",
            "CF-Connecting-IP",
        ];
        for name in headers {
            assert!(
                !is_from_this_machine(&request("127.0.0.1:1", &[HERE, (name, "127.0.0.1")])),
                "{name}"
            );
            assert!(
                !is_from_this_machine(&request("127.0.0.1:1", &[HERE, (name, "")])),
                "{name} empty"
            );
        }
    }
}
