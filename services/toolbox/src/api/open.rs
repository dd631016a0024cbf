//! What is open to the field: harvesting (OAI-PMH) and the feed of new cards.

use std::sync::Arc;

use contract::toolbox::{ARGUMENTS_UNREADABLE, SITE_UNREADABLE};
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::PlainText;
use poem_openapi::{ApiResponse, OpenApi};
use wire::Problem;

use crate::Toolbox;

/// For other sites and programs; public.
pub(super) struct FieldApi(pub(super) Arc<Toolbox>);

/// Readers come back after five minutes at the earliest.
const PUBLIC: &str = "public, max-age=300, must-revalidate";
const ATOM: &str = "application/atom+xml; charset=utf-8";
const XML: &str = "text/xml; charset=utf-8";
/// Where pages are when nobody says otherwise: relative to the site.
const NOWHERE: &str = "http://localhost";

#[derive(ApiResponse)]
enum Harvested {
    #[oai(status = 200)]
    Document(PlainText<String>, #[oai(header = "Content-Type")] String),
}

#[derive(ApiResponse)]
enum FeedAnswer {
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

#[OpenApi]
impl FieldApi {
    /// Answers a harvester (OAI-PMH 2.0); the public address of this is `/oai`.
    #[oai(path = "/harvest", method = "get")]
    async fn harvest(
        &self,
        /// The origin of the pages.
        site: Query<Option<String>>,
        /// What the harvester sent, as it came: `verb=ListRecords&metadataPrefix=oai_dc`.
        arguments: Query<Option<String>>,
    ) -> Result<Harvested, Problem> {
        let site = checked(site.0.as_deref())?;
        let arguments = arguments.0.unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&arguments)
            .map_err(|_| Problem::field("arguments", ARGUMENTS_UNREADABLE))?;
        let document = self.0.harvest(site, &pairs).await?;
        Ok(Harvested::Document(PlainText(document), XML.to_owned()))
    }

    /// The newest public cards as an Atom feed; the public address of this is `/trukendoos.atom`.
    #[oai(path = "/feed.atom", method = "get")]
    async fn feed(
        &self,
        /// The origin of the pages.
        site: Query<Option<String>>,
        #[oai(name = "If-None-Match")] tag: Header<Option<String>>,
    ) -> Result<FeedAnswer, Problem> {
        let feed = self.0.card_feed(checked(site.0.as_deref())?).await?;
        let (etag, modified) = (feed.etag.clone(), feed.last_modified());
        if feed.is_known(tag.0.as_deref()) {
            return Ok(FeedAnswer::Known(etag, modified, PUBLIC.to_owned()));
        }
        Ok(FeedAnswer::Feed(
            PlainText(feed.body),
            ATOM.to_owned(),
            etag,
            modified,
            PUBLIC.to_owned(),
        ))
    }
}

/// An origin as a browser names it: scheme, host and port, nothing behind.
fn checked(site: Option<&str>) -> Result<&str, Problem> {
    let Some(site) = site.filter(|site| !site.is_empty()) else {
        return Ok(NOWHERE);
    };
    let host = site
        .strip_prefix("https://")
        .or(site.strip_prefix("http://"));
    let plain = |host: &str| {
        let signs = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
        !host.is_empty() && host.len() <= 253 && host.bytes().all(signs)
    };
    match host {
        Some(host) if plain(host) => Ok(site),
        _ => Err(Problem::field("site", SITE_UNREADABLE)),
    }
}
