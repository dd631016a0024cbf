use std::sync::Arc;

use contract::meetups::{ACCESSIBILITY, EventList, KINDS, RegionList};
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
use crate::session::MaybeSignedIn;
use crate::urls;

const PER_PAGE: u32 = 24;

/// The board of the whole country: what is coming, by date, with filters and the map.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    q: Field,
    regions: Choices,
    kinds: Choices,
    access: Choices,
    /// The feed of the kind that is asked for.
    kind_calendar: Option<String>,
    is_filtered: bool,
    past: bool,
    /// The same question about what is coming, or about what was.
    other_time: String,
    total: u32,
    events: Vec<Tile>,
    pager: Pager,
    map: RegionMap,
    may_publish: bool,
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
            access: access.copied().unwrap_or_default().to_owned(),
            from: if past {
                "1990-01-01".to_owned()
            } else {
                String::new()
            },
            to: if past { now.to_owned() } else { String::new() },
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

    fn looks_back(&self) -> bool {
        self.toon == "geweest"
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
                ("toegang", &self.toegang),
                ("toon", toon),
            ],
        )
    }
}

impl BoardPage {
    fn of(asked: &Asked, found: EventList, regions: &RegionList) -> Self {
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
            access: Choices::of(
                "meetups-access",
                ACCESSIBILITY.iter().copied(),
                &[&asked.toegang],
            ),
            kind_calendar: KINDS
                .contains(&asked.soort.as_str())
                .then(|| urls::kind_calendar(format!("{}.ics", asked.soort))),
            is_filtered: [&asked.q, &asked.regio, &asked.soort, &asked.toegang]
                .iter()
                .any(|text| !text.is_empty()),
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
                .map(if past { Tile::past } else { Tile::of })
                .collect(),
            map: RegionMap::of_provinces(coming),
        }
    }
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
        let page = |asked: &Asked, found: EventList| Self::of(asked, found, &samples::regions());
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
    let meetups = &app.services.meetups;
    let token = caller.as_ref().map(|caller| &caller.token);
    let now = app.clock.now().to_rfc3339();
    let found = calls::events(meetups, token, &asked.question(&now)).await?;
    let regions = calls::regions(meetups).await?;
    Ok(show(BoardPage::of(&asked, found, &regions)))
}
