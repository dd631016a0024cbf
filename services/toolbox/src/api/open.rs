//! What is open to the field: harvesting (OAI-PMH) and the feed of new cards.

use std::sync::Arc;

use contract::toolbox::{ARGUMENTS_UNREADABLE, SITE_UNREADABLE};
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Query};
use wire::Problem;
use wire::feeds::{FeedAnswer, FeedHead, PUBLIC, is_origin};
use wire::harvest::{Harvested, arguments_of};

use crate::Toolbox;

/// For other sites and programs; public.
pub(super) struct FieldApi(pub(super) Arc<Toolbox>);

const ATOM: &str = "application/atom+xml; charset=utf-8";
/// Where pages are when nobody says otherwise: relative to the site.
const NOWHERE: &str = "http://localhost";

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
        let pairs = arguments_of(&arguments)
            .ok_or_else(|| Problem::field("arguments", ARGUMENTS_UNREADABLE))?;
        Ok(Harvested::document(self.0.harvest(site, &pairs).await?))
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
