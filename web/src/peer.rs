//! Where a request comes from, for counting.

use std::net::SocketAddr;

use poem::{Addr, Request};

use crate::app::App;

/// The peer, or what our own proxy says of it last.
pub(crate) fn address_of(request: &Request, app: &App) -> Option<String> {
    if app.is_behind_proxy {
        let said = request
            .headers()
            .get_all("x-forwarded-for")
            .iter()
            .next_back();
        let said = said.and_then(|value| value.to_str().ok());
        return said.and_then(|said| Some(said.rsplit(',').next()?.trim().to_owned()));
    }
    match &request.remote_addr().0 {
        Addr::SocketAddr(peer) => Some(SocketAddr::ip(peer).to_string()),
        _ => None,
    }
}
