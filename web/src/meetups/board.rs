use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contract::meetups::{ACCESSIBILITY, EventList, EventSummary, KINDS, MonthList, RegionList};
use nouns::{Region, RegionKind};
use poem::web::{Data, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::calls::{self, BoardQuestion};
use super::samples;
use super::tile::Tile;
use crate::App;
use crate::error::PageError;
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Pager, RegionMap};
use crate::session::{Caller, MaybeSignedIn};
use crate::urls;

const PER_PAGE: u32 = 24;

/// The board of the whole country: what is coming, by date, with filters and the map.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    q: Field,
    regions: Choices,
    kinds: Choices,
    topic: Field,
    access: Choices,
    /// The feed of the kind that is asked for.
    kind_calendar: Option<String>,
    is_filtered: bool,
    /// Whether something is asked that stands behind "more to choose".
    is_narrowed: bool,
    past: bool,
    /// The same question about what is coming, or about what was.
    other_time: String,
    total: u32,
    events: Vec<Tile>,
    pager: Pager,
    map: RegionMap,
    from: Field,
    to: Field,
    /// The timeline: months with what there is.
    months: Vec<Month>,
    /// What was typed to find what is near, if that was wrong.
    postcode: Field,
    may_publish: bool,
}

/// A month of the timeline.
#[derive(Debug, Serialize)]
struct Month {
    /// The first day.
    first: String,
    year: String,
    count: u32,
    href: String,
    /// Whether the list is of this month.
    is_here: bool,
}

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    regio: String,
    #[serde(default)]
    soort: String,
    #[serde(default)]
    onderwerp: String,
    /// The first and the last day that count.
    #[serde(default)]
    vanaf: String,
    #[serde(default)]
    tot: String,
    #[serde(default)]
    toegang: String,
    /// `geweest` looks back.
    #[serde(default)]
    toon: String,
    #[serde(default)]
    pagina: String,
}

impl Asked {
    /// The question for the service. What is no region or kind asks nothing, so that an old link still shows a board.
    fn question(&self, now: &str) -> BoardQuestion {
        let region =
            Region::parse(&self.regio).map_or(String::new(), |region| region.code().to_owned());
        let kind = KINDS
            .iter()
            .find(|kind| **kind == self.soort)
            .copied()
            .unwrap_or_default();
        let access = ACCESSIBILITY.iter().find(|flag| **flag == self.toegang);
        let past = self.looks_back();
        BoardQuestion {
            q: self.q.trim().chars().take(200).collect(),
            region,
            kind: kind.to_owned(),
            topic: self.onderwerp.trim().chars().take(30).collect(),
            access: access.copied().unwrap_or_default().to_owned(),
            from: match (day(&self.vanaf), past) {
                (Some(day), _) => day,
                (None, true) => "1990-01-01".to_owned(),
                (None, false) => String::new(),
            },
            to: match (day(&self.tot), past) {
                // Looking back ends now at the latest.
                (Some(day), true) if now.get(..10) <= Some(day.as_str()) => now.to_owned(),
                (Some(day), _) => day,
                (None, true) => now.to_owned(),
                (None, false) => String::new(),
            },
            order: if past {
                "newest".to_owned()
            } else {
                String::new()
            },
            page: self
                .pagina
                .parse()
                .ok()
                .filter(|page| (1..=10_000).contains(page))
                .unwrap_or(1),
            per_page: PER_PAGE,
        }
    }

    fn is_narrowed(&self) -> bool {
        [&self.onderwerp, &self.vanaf, &self.tot, &self.toegang]
            .iter()
            .any(|text| !text.is_empty())
    }

    fn looks_back(&self) -> bool {
        self.toon == "geweest"
    }

    /// The address of the same question about one month.
    fn month(&self, first: &str, last: &str) -> String {
        urls::with_query(
            urls::MEETUPS,
            &[
                ("regio", &self.regio),
                ("soort", &self.soort),
                ("onderwerp", &self.onderwerp),
                ("toegang", &self.toegang),
                ("vanaf", first),
                ("tot", last),
            ],
        )
    }

    /// The address of this question, without its page.
    fn address(&self, past: bool) -> String {
        let toon = if past { "geweest" } else { "" };
        urls::with_query(
            urls::MEETUPS,
            &[
                ("q", &self.q),
                ("regio", &self.regio),
                ("soort", &self.soort),
                ("onderwerp", &self.onderwerp),
                ("vanaf", &self.vanaf),
                ("tot", &self.tot),
                ("toegang", &self.toegang),
                ("toon", toon),
            ],
        )
    }
}

impl BoardPage {
    fn of(
        asked: &Asked,
        found: EventList,
        regions: &RegionList,
        months: MonthList,
        now: DateTime<Utc>,
    ) -> Self {
        let past = asked.looks_back();
        let coming = |region: Region| {
            let known = regions
                .regions
                .iter()
                .find(|known| known.code == region.code());
            known.map_or(0, |known| u64::from(known.coming))
        };
        Self {
            q: Field::filled(&asked.q),
            regions: region_choices(Region::all(), &asked.regio),
            kinds: Choices::of("meetups-kind", KINDS.iter().copied(), &[&asked.soort]),
            topic: Field::filled(&asked.onderwerp),
            from: Field::filled(&asked.vanaf),
            to: Field::filled(&asked.tot),
            months: months
                .months
                .into_iter()
                .filter(|month| month.count > 0)
                .map(|month| Month {
                    is_here: asked.vanaf == month.first && asked.tot == month.last,
                    href: asked.month(&month.first, &month.last),
                    year: month.first.chars().take(4).collect(),
                    first: month.first,
                    count: month.count,
                })
                .collect(),
            postcode: Field::default(),
            access: Choices::of(
                "meetups-access",
                ACCESSIBILITY.iter().copied(),
                &[&asked.toegang],
            ),
            kind_calendar: KINDS
                .contains(&asked.soort.as_str())
                .then(|| urls::kind_calendar(format!("{}.ics", asked.soort))),
            is_filtered: asked.is_narrowed()
                || [&asked.q, &asked.regio, &asked.soort]
                    .iter()
                    .any(|text| !text.is_empty()),
            is_narrowed: asked.is_narrowed(),
            past,
            other_time: asked.address(!past),
            total: found.total,
            pager: Pager::new(
                &asked.address(past),
                found.page,
                found.per_page,
                found.total.into(),
            ),
            may_publish: found.may.iter().any(|deed| deed == "publish"),
            events: found
                .events
                .into_iter()
                .map(|event| {
                    if is_over(&event, now) {
                        Tile::past(event)
                    } else {
                        Tile::of(event)
                    }
                })
                .collect(),
            map: RegionMap::of_provinces(coming),
        }
    }
}

impl BoardPage {
    /// With the postcode that was typed, and what is wrong with it.
    pub(super) fn near(self, postcode: Field) -> Self {
        Self { postcode, ..self }
    }
}

/// A day as it was typed; what is no day asks nothing.
fn day(text: &str) -> Option<String> {
    let day = text.trim().parse::<NaiveDate>().ok()?;
    (1990..=2100).contains(&day.year()).then(|| day.to_string())
}

fn is_over(event: &EventSummary, now: DateTime<Utc>) -> bool {
    DateTime::parse_from_rfc3339(&event.ends).is_ok_and(|ends| ends <= now)
}

/// Regions to choose from. A province and an RMC region may share a name.
pub(super) fn region_choices(regions: impl Iterator<Item = Region>, chosen: &str) -> Choices {
    let named: Vec<(&str, String)> = regions
        .map(|region| match region.kind() {
            RegionKind::Province => (region.code(), region.name().to_owned()),
            RegionKind::Rmc => (
                region.code(),
                format!("{} ({})", region.name(), region.province().name()),
            ),
        })
        .collect();
    Choices::named(
        named.iter().map(|(code, name)| (*code, name.as_str())),
        &[chosen],
    )
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "meetups/board";

    fn title(&self) -> Say {
        Say::key("meetups-board-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |asked: &Asked, found: EventList| {
            let (regions, months) = (samples::regions(), samples::months());
            Self::of(asked, found, &regions, months, samples::now())
        };
        let month = Asked {
            vanaf: "2027-03-01".to_owned(),
            tot: "2027-03-31".to_owned(),
            ..Asked::default()
        };
        let wrong = Say::of("meetups-problem", "postcode-unknown");
        let back = Asked {
            toon: "geweest".to_owned(),
            ..Asked::default()
        };
        let narrow = Asked {
            q: "<zeldzaam>".to_owned(),
            regio: "NL-ZE".to_owned(),
            ..Asked::default()
        };
        let coordinator = EventList {
            may: vec!["publish".to_owned()],
            ..samples::list()
        };
        let one_kind = Asked {
            soort: "training".to_owned(),
            toegang: "wheelchair".to_owned(),
            ..Asked::default()
        };
        vec![
            ("coming", page(&Asked::default(), samples::list())),
            (
                "one kind, for a wheelchair",
                page(&one_kind, samples::list()),
            ),
            ("coordinator", page(&Asked::default(), coordinator)),
            ("looking back", page(&back, samples::list())),
            ("of one month", page(&month, samples::list())),
            (
                "no such postcode",
                Self {
                    postcode: Field::refused("12", wrong),
                    ..page(&Asked::default(), samples::list())
                },
            ),
            ("nothing found", page(&narrow, samples::empty_list())),
            (
                "nothing coming",
                page(&Asked::default(), samples::empty_list()),
            ),
        ]
    }
}

/// Shows the board.
#[handler]
pub(crate) async fn board(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    Ok(show(found(app, caller.as_ref(), &asked).await?))
}

/// The board with what was asked for.
pub(super) async fn found(
    app: &App,
    caller: Option<&Caller>,
    asked: &Asked,
) -> Result<BoardPage, PageError> {
    let meetups = &app.services.meetups;
    let now = app.clock.now();
    let question = asked.question(&now.to_rfc3339());
    let found = calls::events(meetups, caller.map(|caller| &caller.token), &question).await?;
    let regions = calls::regions(meetups).await?;
    let months = calls::months(meetups, &question).await?;
    Ok(BoardPage::of(asked, found, &regions, months, now))
}
