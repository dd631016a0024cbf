//! What a page may weigh on a bad connection.

use nouns::Language;
use poem::endpoint::make_sync;
use poem::http::header;
use poem::middleware::Compression;
use poem::{Endpoint, EndpointExt, Request};

use super::Pages;
use crate::gallery;
use crate::shell::Visit;

/// What fits in the first round trip of a TCP connection (RFC 6928), as design section 8 asks.
const HTML: usize = 14 * 1024;
const FIRST_VIEW: usize = 60 * 1024;

/// Bytes on the wire, compressed as the site does it.
async fn compressed(content: Vec<u8>) -> usize {
    let site = make_sync(move |_| content.clone()).with(Compression::new());
    let request = Request::builder()
        .header(header::ACCEPT_ENCODING, "gzip")
        .finish();
    let answer = site.get_response(request).await;
    assert_eq!(answer.header(header::CONTENT_ENCODING), Some("gzip"));
    answer.into_body().into_bytes().await.unwrap().len()
}

#[tokio::test]
async fn every_page_is_light() {
    let pages = Pages::load().unwrap();
    let mut assets = 0;
    for (_, content) in pages.assets.files() {
        assets += compressed(content.to_vec()).await;
    }
    for sample in gallery::samples() {
        let visit = Visit::of_a_stranger(Language::Nl, "/voorbeeld");
        let html = compressed(sample.render(&pages, &visit).unwrap().into_bytes()).await;
        assert!(
            html <= HTML,
            "{} ({}): {html} bytes",
            sample.page,
            sample.state
        );
        assert!(
            html + assets <= FIRST_VIEW,
            "{} ({}): {} bytes",
            sample.page,
            sample.state,
            html + assets
        );
    }
}

/// The page itself, style, script, icons and the icon of the tab; a conversation asks for its own script besides. These
/// are all the assets there are.
#[test]
fn a_first_view_takes_five_requests_and_a_conversation_one_more() {
    assert_eq!(1 + Pages::load().unwrap().assets.files().count(), 6);
}
