use contract::meetups::EventSummary;
use serde::Serialize;

use crate::i18n::Say;
use crate::part::{EventTile, Tone};
use crate::urls;

/// An event in a list of ours: with its region and community, which a region's own page need not say.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Tile {
    title: String,
    href: String,
    /// RFC 3339, or a date for whole days.
    starts: String,
    ends: String,
    all_day: bool,
    place: Option<String>,
    online: bool,
    region: String,
    community: Option<String>,
    kind: Say,
    status: Say,
    tone: Tone,
    recurs: bool,
    /// Long ago or not, what was is told with its year.
    past: bool,
    /// What people took away, of what was.
    took_away: Option<String>,
}

impl Tile {
    /// A meetup that is coming.
    pub(crate) fn of(event: EventSummary) -> Self {
        Self::with(event, false)
    }

    /// A meetup that was.
    pub(crate) fn past(event: EventSummary) -> Self {
        Self::with(event, true)
    }

    fn with(event: EventSummary, past: bool) -> Self {
        let (status, tone) = if past {
            status_past(&event)
        } else {
            status(&event)
        };
        Self {
            past,
            took_away: event.took_away.clone().filter(|_| past),
            href: urls::meetup(&event.id),
            starts: first_day(&event),
            ends: event.ends.clone(),
            kind: Say::of("meetups-kind", &event.kind),
            title: event.title,
            all_day: event.all_day,
            place: event.place,
            online: event.online,
            region: event.region_name,
            community: event.community_name,
            status,
            tone,
            recurs: event.recurs,
        }
    }
}

/// The same as the foundation's tile, for pages that show events of all kinds.
pub(crate) fn event_tile(event: EventSummary) -> EventTile {
    let told = status(&event);
    tile_with(event, false, told)
}

/// The foundation's tile of a meetup that was.
pub(crate) fn past_tile(event: EventSummary) -> EventTile {
    let told = status_past(&event);
    tile_with(event, true, told)
}

fn tile_with(event: EventSummary, past: bool, (status, tone): (Say, Tone)) -> EventTile {
    EventTile {
        href: urls::meetup(&event.id),
        kind: Say::of("meetups-kind", &event.kind),
        starts: first_day(&event),
        title: event.title,
        ends: event.ends,
        all_day: event.all_day,
        past,
        place: event.place,
        status,
        tone,
    }
}

/// What to know about the places, in a few words.
pub(crate) fn status(event: &EventSummary) -> (Say, Tone) {
    match (event.status.as_str(), event.free) {
        ("cancelled", _) => (Say::key("meetups-status-cancelled"), Tone::Alert),
        (_, None) => (Say::key("meetups-status-open"), Tone::Good),
        (_, Some(0)) if event.waiting > 0 => (
            Say::key("meetups-status-waiting").with("count", event.waiting),
            Tone::Alert,
        ),
        (_, Some(0)) => (Say::key("meetups-status-full"), Tone::Alert),
        (_, Some(free)) => (
            Say::key("meetups-status-free").with("count", free),
            Tone::Good,
        ),
    }
}

/// Of what was, places say nothing any more.
fn status_past(event: &EventSummary) -> (Say, Tone) {
    match event.status.as_str() {
        "cancelled" => (Say::key("meetups-status-cancelled"), Tone::Alert),
        _ => (Say::key("meetups-status-over"), Tone::Quiet),
    }
}

/// Whole days are dates: no time is said of them.
pub(crate) fn first_day(event: &EventSummary) -> String {
    if event.all_day {
        event.starts.chars().take(10).collect()
    } else {
        event.starts.clone()
    }
}
