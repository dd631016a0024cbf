//! Feeds and calendars over HTTP, with conditional requests (RFC 9110, section 13).

use std::sync::Arc;

use contract::meetups as code;
use nouns::{CommunityId, Region};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::PlainText;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, Visitor};

use super::event_id;
use crate::Meetups;
use crate::feed::{Feed, Format, Scope};

/// Public feeds and single events for calendars.
pub(super) struct FeedApi(pub(super) Arc<Meetups>);

/// Readers come back within the hour that the calendar itself asks for.
const PUBLIC: &str = "public, max-age=300, must-revalidate";
/// What holds a participant's link is for one person.
const PRIVATE: &str = "private, no-cache";

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
impl FeedApi {
    /// `NL-UT.ics` or `NL-UT.atom`: the last 90 days of a region and everything to come. `site` is the origin that
    /// its links lead to.
    #[oai(path = "/feeds/:file", method = "get")]
    async fn region(
        &self,
        file: Path<String>,
        site: Query<Option<String>>,
        #[oai(name = "If-None-Match")] tag: Header<Option<String>>,
        #[oai(name = "If-Modified-Since")] since: Header<Option<String>>,
    ) -> Result<FeedAnswer, Problem> {
        let (name, format) = split(&file.0)?;
        let region = Region::parse(name).map_err(|_| Problem::NotFound)?;
        let feed = self.feed(&Scope::Region(region), format, site.0.as_deref())?;
        Ok(answer(&feed, PUBLIC, tag.0.as_deref(), since.0.as_deref()))
    }

    /// The same of a learning community: `leergemeenschap-utrecht.ics` or `.atom`.
    #[oai(path = "/feeds/gemeenschap/:file", method = "get")]
    async fn community(
        &self,
        file: Path<String>,
        site: Query<Option<String>>,
        #[oai(name = "If-None-Match")] tag: Header<Option<String>>,
        #[oai(name = "If-Modified-Since")] since: Header<Option<String>>,
    ) -> Result<FeedAnswer, Problem> {
        let (name, format) = split(&file.0)?;
        let slug = CommunityId::parse(name).map_err(|_| Problem::NotFound)?;
        let feed = self.feed(&Scope::Community(slug), format, site.0.as_deref())?;
        Ok(answer(&feed, PUBLIC, tag.0.as_deref(), since.0.as_deref()))
    }

    /// One event for a calendar; with the link for who has a place.
    #[oai(path = "/events/:id/calendar.ics", method = "get")]
    async fn event(
        &self,
        id: Path<String>,
        site: Query<Option<String>>,
        visitor: Visitor,
    ) -> Result<FeedAnswer, Problem> {
        let site = checked(site.0.as_deref())?;
        let feed = self
            .0
            .event_calendar(visitor.caller(), &event_id(&id.0)?, site)
            .await?;
        Ok(answer(&feed, PRIVATE, None, None))
    }
}

impl FeedApi {
    fn feed(&self, scope: &Scope, format: Format, site: Option<&str>) -> Result<Feed, Problem> {
        self.0
            .feed(scope, format, checked(site)?)?
            .ok_or(Problem::NotFound)
    }
}

fn answer(feed: &Feed, caching: &str, tag: Option<&str>, since: Option<&str>) -> FeedAnswer {
    let (etag, modified, caching) = (feed.etag.clone(), feed.last_modified(), caching.to_owned());
    if feed.is_known(tag, since) {
        return FeedAnswer::Known(etag, modified, caching);
    }
    let body = PlainText(feed.body.to_string());
    FeedAnswer::Feed(
        body,
        feed.format.media_type().to_owned(),
        etag,
        modified,
        caching,
    )
}

fn split(file: &str) -> Result<(&str, Format), Problem> {
    match file.rsplit_once('.') {
        Some((name, "ics")) => Ok((name, Format::Ics)),
        Some((name, "atom")) => Ok((name, Format::Atom)),
        _ => Err(Problem::NotFound),
    }
}

/// An origin as a browser names it: scheme, host and port, nothing behind.
fn checked(site: Option<&str>) -> Result<Option<&str>, Problem> {
    let Some(site) = site.filter(|site| !site.is_empty()) else {
        return Ok(None);
    };
    let host = site
        .strip_prefix("https://")
        .or(site.strip_prefix("http://"));
    let plain = |host: &str| {
        let signs = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
        !host.is_empty() && host.len() <= 253 && host.bytes().all(signs)
    };
    match host {
        Some(host) if plain(host) => Ok(Some(site)),
        _ => Err(Problem::field("site", code::SITE_UNREADABLE)),
    }
}
