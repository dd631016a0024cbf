//! The boards of the regions: the pages of [`crate::site::regions`], filled.

use std::sync::Arc;

use contract::meetups::{CommunitySummary, EventList};
use nouns::{Region, Role};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};

use super::calls::{self, BoardQuestion};
use super::tile::{event_tile, past_tile};
use crate::App;
use crate::error::PageError;
use crate::page::show;
use crate::part::EventTile;
use crate::passing::site;
use crate::session::MaybeSignedIn;
use crate::site::regions::{CommunityLink, EmbeddedRegionPage, RegionPage, RegionsPage};
use crate::urls;

const MOST_COMING: u32 = 30;
const MOST_PAST: u32 = 6;
/// A frame is small.
const MOST_EMBEDDED: u32 = 10;

/// The map of all regions with what is coming there.
#[handler]
pub(crate) async fn map(Data(app): Data<&Arc<App>>) -> Result<Response, PageError> {
    let counted = calls::regions(&app.services.meetups).await?;
    let coming = |region: Region| {
        let known = counted
            .regions
            .iter()
            .find(|known| known.code == region.code());
        known.map_or(0, |known| u64::from(known.coming))
    };
    Ok(show(RegionsPage::new(coming)))
}

/// The board of one region.
#[handler]
pub(crate) async fn open(
    request: &Request,
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    // The service decides; here it is only whether to show the way.
    let coordinates = caller
        .as_ref()
        .is_some_and(|me| me.is_in(Role::Coordinator, region) || me.is_in(Role::Beheerder, region));
    let meetups = &app.services.meetups;
    let coming = BoardQuestion {
        per_page: MOST_COMING,
        ..of(region)
    };
    let past = BoardQuestion {
        from: "1990-01-01".to_owned(),
        to: app.clock.now().to_rfc3339(),
        order: "newest".to_owned(),
        per_page: MOST_PAST,
        ..of(region)
    };
    let communities = calls::communities(meetups, region.code())
        .await?
        .communities;
    let was = calls::events(meetups, None, &past).await?;
    let token = caller.as_ref().map(|caller| &caller.token);
    let next = calls::events(meetups, token, &coming).await?;
    let keeps_sources = next.may.iter().any(|deed| deed == "sources");
    Ok(show(RegionPage {
        sources: keeps_sources.then(|| urls::region_sources(region.code())),
        coming: tiles(next),
        desk: coordinates.then(|| urls::region_desk(region.code())),
        past: was.events.into_iter().map(past_tile).collect(),
        communities: communities.into_iter().map(link).collect(),
        ..RegionPage::empty(region).embedded_at(&site(request, app))
    }))
}

/// What is coming in one region, for a frame on another site.
#[handler]
pub(crate) async fn embedded(
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    let coming = BoardQuestion {
        per_page: MOST_EMBEDDED,
        ..of(region)
    };
    Ok(show(EmbeddedRegionPage {
        name: region.name().to_owned(),
        coming: tiles(calls::events(&app.services.meetups, None, &coming).await?),
        href: urls::region(region.code()),
    }))
}

fn of(region: Region) -> BoardQuestion {
    BoardQuestion {
        region: region.code().to_owned(),
        page: 1,
        ..BoardQuestion::default()
    }
}

fn tiles(list: EventList) -> Vec<EventTile> {
    list.events.into_iter().map(event_tile).collect()
}

fn link(community: CommunitySummary) -> CommunityLink {
    CommunityLink {
        href: urls::community(&community.slug),
        name: community.name,
        about: community.purpose,
    }
}
