//! Feeds and calendars over HTTP, with conditional requests (RFC 9110, section 13).

use std::sync::Arc;

use contract::meetups as code;
use nouns::{CommunityId, Region};
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use wire::feeds::{FeedAnswer, FeedHead, PRIVATE, PUBLIC, is_origin};
use wire::{Problem, Visitor};

use super::event_id;
use crate::Meetups;
use crate::event::Kind;
use crate::feed::{Feed, Format, Scope};

/// Public feeds and single events for calendars.
pub(super) struct FeedApi(pub(super) Arc<Meetups>);

#[OpenApi]
impl FeedApi {
    /// `NL-UT.ics`, `NL-UT.atom` or `NL-UT.json` (JSON Feed): the last 90 days of a region and everything to come. `site` is the origin that
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

    /// The same of a learning community: `leergemeenschap-utrecht.ics`, `.atom` or `.json`.
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

    /// The same of one kind of meetup in the whole country: `training.ics`, `.atom` or `.json`.
    #[oai(path = "/feeds/soort/:file", method = "get")]
    async fn kind(
        &self,
        file: Path<String>,
        site: Query<Option<String>>,
        #[oai(name = "If-None-Match")] tag: Header<Option<String>>,
        #[oai(name = "If-Modified-Since")] since: Header<Option<String>>,
    ) -> Result<FeedAnswer, Problem> {
        let (name, format) = split(&file.0)?;
        let kind = Kind::parse(name).ok_or(Problem::NotFound)?;
        let feed = self.feed(&Scope::Kind(kind), format, site.0.as_deref())?;
        Ok(answer(&feed, PUBLIC, tag.0.as_deref(), since.0.as_deref()))
    }

    /// Somebody's own calendar: `SECRET.ics`. Whoever has the address is its reader.
    #[oai(path = "/feeds/mijn/:file", method = "get")]
    async fn own(
        &self,
        file: Path<String>,
        site: Query<Option<String>>,
        #[oai(name = "If-None-Match")] tag: Header<Option<String>>,
    ) -> Result<FeedAnswer, Problem> {
        let (secret, Format::Ics) = split(&file.0)? else {
            return Err(Problem::NotFound);
        };
        let feed = self.0.own_feed(secret, checked(site.0.as_deref())?).await?;
        // What somebody signed off from leaves no date behind, so only the tag tells whether it is still the same.
        Ok(answer(&feed, PRIVATE, tag.0.as_deref(), None))
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

fn answer(
    feed: &Feed,
    caching: &'static str,
    tag: Option<&str>,
    since: Option<&str>,
) -> FeedAnswer {
    let head = FeedHead {
        etag: feed.etag.clone(),
        last_modified: feed.last_modified(),
        caching,
    };
    if feed.is_known(tag, since) {
        return FeedAnswer::known(head);
    }
    FeedAnswer::fresh(head, feed.format.media_type(), feed.body.to_string())
}

fn split(file: &str) -> Result<(&str, Format), Problem> {
    match file.rsplit_once('.') {
        Some((name, "ics")) => Ok((name, Format::Ics)),
        Some((name, "atom")) => Ok((name, Format::Atom)),
        Some((name, "json")) => Ok((name, Format::Json)),
        _ => Err(Problem::NotFound),
    }
}

/// Where the pages are: an origin, or not said.
pub(super) fn checked(site: Option<&str>) -> Result<Option<&str>, Problem> {
    match site.filter(|site| !site.is_empty()) {
        Some(site) if !is_origin(site) => Err(Problem::field("site", code::SITE_UNREADABLE)),
        site => Ok(site),
    }
}
