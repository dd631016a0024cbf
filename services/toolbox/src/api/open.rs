//! What is open to the field: harvesting (OAI-PMH) and the feed of new cards.

use std::sync::Arc;

use contract::toolbox::{ARGUMENTS_UNREADABLE, SITE_UNREADABLE};
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::PlainText;
use poem_openapi::{ApiResponse, OpenApi};
use wire::Problem;
use wire::feeds::{FeedAnswer, FeedHead, PUBLIC, is_origin};

use crate::Toolbox;

/// For other sites and programs; public.
pub(super) struct FieldApi(pub(super) Arc<Toolbox>);

const ATOM: &str = "application/atom+xml; charset=utf-8";
const XML: &str = "text/xml; charset=utf-8";
/// Where pages are when nobody says otherwise: relative to the site.
const NOWHERE: &str = "http://localhost";

#[derive(ApiResponse)]
enum Harvested {
    #[oai(status = 200)]
    Document(PlainText<String>, #[oai(header = "Content-Type")] String),
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
        let head = FeedHead {
            etag: feed.etag.clone(),
            last_modified: feed.last_modified(),
            caching: PUBLIC,
        };
        if feed.is_known(tag.0.as_deref()) {
            return Ok(FeedAnswer::known(head));
        }
        Ok(FeedAnswer::fresh(head, ATOM, feed.body))
    }
}

/// Where the pages are: an origin.
fn checked(site: Option<&str>) -> Result<&str, Problem> {
    match site.filter(|site| !site.is_empty()) {
        None => Ok(NOWHERE),
        Some(site) if is_origin(site) => Ok(site),
        Some(_) => Err(Problem::field("site", SITE_UNREADABLE)),
    }
}
