//! What whoever coordinates a region looks after: on the map and in time, and for each thing what to do next.

use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};
use contract::meetups::{ConceptList, Desk, DeskCommunity, DeskRequest, DeskThing, EventSummary};
use nouns::Region;
use poem::web::{Data, Path};
use poem::{Response, Route, get, handler};
use serde::Serialize;
use wire::segment;

use super::concepts::ConceptTile;
use super::{calls, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, RegionMap};
use crate::session::SignedIn;
use crate::urls;

/// The weeks of the timeline: 60 days and what is left of the week.
const WEEKS: u64 = 9;

/// The addresses of this file.
pub(super) fn routes(route: Route) -> Route {
    route.at(urls::pattern::REGION_DESK, get(open))
}

/// What there is to do in a region.
#[derive(Debug, Serialize)]
pub(super) struct DeskPage {
    code: String,
    name: String,
    /// How many meetups are coming, by province.
    map: RegionMap,
    weeks: Vec<Week>,
    events: Vec<Planned>,
    quiet: Vec<Lacking>,
    lacking: Vec<Lacking>,
    requests: Vec<Waiting>,
    topics: Vec<Waiting>,
    entries: Vec<Waiting>,
    untold: Vec<Untold>,
    /// What the reader wrote and did not publish, or will organise too.
    concepts: Vec<ConceptTile>,
    nothing_to_do: bool,
}

/// A week with what is planned in it; nothing is a gap.
#[derive(Debug, Serialize)]
struct Week {
    monday: NaiveDate,
    events: Vec<Titled>,
}

#[derive(Debug, Serialize)]
struct Titled {
    title: String,
    href: String,
    starts: String,
}

/// A meetup with how it stands with its places.
#[derive(Debug, Serialize)]
struct Planned {
    title: String,
    href: String,
    signups: String,
    starts: String,
    community: Option<String>,
    placed: u32,
    capacity: Option<u32>,
    waiting: u32,
}

/// A community that lacks something.
#[derive(Debug, Serialize)]
struct Lacking {
    name: String,
    slug: String,
    missing: Vec<Say>,
}

/// Something that waits for an answer.
#[derive(Debug, Serialize)]
struct Waiting {
    title: String,
    href: String,
    community: String,
    /// RFC 3339.
    due: String,
}

/// A meetup of which nobody told what came of it.
#[derive(Debug, Serialize)]
struct Untold {
    title: String,
    href: String,
    starts: String,
}

impl DeskPage {
    fn of(desk: Desk, concepts: ConceptList, region: Region, today: NaiveDate) -> Self {
        let province = region.province();
        let many = u64::try_from(desk.coming.len()).unwrap_or(u64::MAX);
        let count = |shown: Region| if shown == province { many } else { 0 };
        let quiet: Vec<Lacking> = desk
            .communities
            .iter()
            .filter(|community| community.next.is_none())
            .map(Lacking::of)
            .collect();
        let lacking: Vec<Lacking> = desk
            .communities
            .iter()
            .filter(|community| !community.missing.is_empty())
            .map(Lacking::of)
            .collect();
        let counts = [
            quiet.len(),
            lacking.len(),
            desk.requests.len(),
            desk.topics.len(),
            desk.entries.len(),
            desk.untold.len(),
            concepts.concepts.len(),
        ];
        Self {
            nothing_to_do: counts.iter().all(|count| *count == 0),
            map: RegionMap::of_provinces(count),
            weeks: weeks(&desk.coming, today),
            events: desk.coming.into_iter().map(Planned::of).collect(),
            quiet,
            lacking,
            requests: desk.requests.into_iter().map(Waiting::asks).collect(),
            topics: desk
                .topics
                .into_iter()
                .map(|topic| Waiting::of(urls::topic(&topic.id), topic))
                .collect(),
            entries: desk
                .entries
                .into_iter()
                .map(|entry| Waiting::of(urls::entry(&entry.id), entry))
                .collect(),
            untold: desk.untold.into_iter().map(Untold::of).collect(),
            concepts: concepts.concepts.into_iter().map(ConceptTile::of).collect(),
            code: desk.region,
            name: desk.region_name,
        }
    }
}

/// The weeks to come, from the Monday of this one.
fn weeks(events: &[EventSummary], today: NaiveDate) -> Vec<Week> {
    let back = u64::from(today.weekday().num_days_from_monday());
    let first = today.checked_sub_days(Days::new(back)).unwrap_or(today);
    let week = |n: u64| {
        let monday = first.checked_add_days(Days::new(7 * n))?;
        let next = monday.checked_add_days(Days::new(7))?;
        let within = events.iter().filter(|event| {
            let day = event.starts.get(..10).unwrap_or_default();
            let day = day.parse::<NaiveDate>();
            day.is_ok_and(|day| monday <= day && day < next)
        });
        let titled = within.map(|event| Titled {
            title: event.title.clone(),
            href: urls::meetup(&event.id),
            starts: event.starts.clone(),
        });
        Some(Week {
            monday,
            events: titled.collect(),
        })
    };
    (0..WEEKS).filter_map(week).collect()
}

impl Planned {
    fn of(event: EventSummary) -> Self {
        Self {
            href: urls::meetup(&event.id),
            signups: urls::meetup_signups(&event.id),
            starts: super::tile::first_day(&event),
            title: event.title,
            community: event.community_name,
            placed: event.placed,
            capacity: event.capacity,
            waiting: event.waiting,
        }
    }
}

impl Lacking {
    fn of(community: &DeskCommunity) -> Self {
        let missing = community.missing.iter();
        Self {
            name: community.name.clone(),
            slug: community.slug.clone(),
            missing: missing
                .map(|what| Say::of("meetups-missing", what))
                .collect(),
        }
    }
}

impl Waiting {
    fn of(href: String, thing: DeskThing) -> Self {
        Self {
            title: thing.title,
            href,
            community: thing.community_name,
            due: thing.due.to_rfc3339(),
        }
    }

    fn asks(asked: DeskRequest) -> Self {
        Self {
            title: asked.request.name,
            href: urls::community(&asked.community),
            community: asked.community_name,
            due: asked.request.due.to_rfc3339(),
        }
    }
}

impl Untold {
    fn of(event: EventSummary) -> Self {
        Self {
            href: urls::meetup_follow_up(&event.id),
            starts: super::tile::first_day(&event),
            title: event.title,
        }
    }
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "meetups/desk";

    fn title(&self) -> Say {
        Say::key("communities-desk-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::say(Say::key("common-menu-regions"), urls::REGIONS),
            Crumb::name(&self.name, urls::region(&self.code)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let today = samples::now().date_naive();
        let Ok(region) = Region::parse("NL-UT") else {
            return Vec::new();
        };
        let written = ConceptList {
            concepts: samples::concepts(),
        };
        let empty = Desk {
            region: region.code().to_owned(),
            region_name: region.name().to_owned(),
            ..Desk::default()
        };
        vec![
            ("busy", Self::of(samples::desk(), written, region, today)),
            (
                "nothing to do",
                Self::of(empty, ConceptList::default(), region, today),
            ),
        ]
    }
}

/// Shows what there is to do.
#[handler]
async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let region = Region::parse(&code).map_err(|_| PageError::NotFound)?;
    let path = format!("/regions/{}/desk", segment(region.code()));
    let meetups = &app.services.meetups;
    let desk: Desk = meetups.get(Some(&me.token), &path, &()).await?;
    let concepts = calls::concepts(meetups, &me.token).await?;
    let now = app.clock.now();
    let today = now.with_timezone(&chrono_tz::Europe::Amsterdam);
    Ok(show(DeskPage::of(
        desk,
        concepts,
        region,
        today.date_naive(),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_holds_what_begins_in_it_and_a_week_without_is_a_gap() {
        let event = |id: &str, starts: &str| EventSummary {
            id: id.to_owned(),
            starts: starts.to_owned(),
            ..EventSummary::default()
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        let weeks = weeks(
            &[
                event("zondag", "2026-03-08T23:30:00+01:00"),
                event("maandag", "2026-03-16T09:00:00+01:00"),
            ],
            today,
        );
        let many: Vec<usize> = weeks.iter().map(|week| week.events.len()).collect();
        assert_eq!(many, [1, 0, 1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(weeks[0].monday.to_string(), "2026-03-02");
    }
}
