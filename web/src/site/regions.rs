use nouns::Region;
use serde::Serialize;

use crate::i18n::Say;
use crate::page::{Area, Layout, Page};
use crate::part::{Crumb, EventTile, RegionMap};
use crate::urls;

/// All regions: the map of the provinces, and the same as a list with the RMC regions.
#[derive(Debug, Serialize)]
pub struct RegionsPage {
    pub map: RegionMap,
    pub provinces: Vec<ProvinceEntry>,
}

/// A province with its RMC regions.
#[derive(Debug, Serialize)]
pub struct ProvinceEntry {
    pub name: String,
    pub href: String,
    /// How many meetings are coming.
    pub count: u64,
    pub parts: Vec<RegionLink>,
}

#[derive(Debug, Serialize)]
pub struct RegionLink {
    pub name: String,
    pub href: String,
}

/// One region: what is coming, which communities there are, how to follow it.
#[derive(Debug, Serialize)]
pub struct RegionPage {
    pub name: String,
    pub code: String,
    /// The province, when this is an RMC region.
    pub within: Option<RegionLink>,
    pub parts: Vec<RegionLink>,
    pub coming: Vec<EventTile>,
    pub past: Vec<EventTile>,
    pub communities: Vec<CommunityLink>,
    pub calendar: String,
    pub atom: String,
    pub json: String,
    /// Where whoever coordinates the region goes on.
    pub desk: Option<String>,
    /// The code for another site that shows what is coming; empty where nobody said where the site stands.
    pub embed: String,
    /// Where its calendars of others are kept, for who may.
    pub sources: Option<String>,
}

/// What is coming in a region, in a frame on another site.
#[derive(Debug, Serialize)]
pub struct EmbeddedRegionPage {
    pub name: String,
    pub coming: Vec<EventTile>,
    /// The region's own page.
    pub href: String,
}

/// A learning community in a list.
#[derive(Debug, Serialize)]
pub struct CommunityLink {
    pub name: String,
    pub href: String,
    pub about: String,
}

impl RegionLink {
    #[must_use]
    pub fn to(region: Region) -> Self {
        Self {
            name: region.name().to_owned(),
            href: urls::region(region.code()),
        }
    }
}

impl RegionsPage {
    /// The page for what is coming: `count` gives the number of meetings for a region.
    pub fn new(count: impl Fn(Region) -> u64) -> Self {
        let entry = |province: Region| ProvinceEntry {
            name: province.name().to_owned(),
            href: urls::region(province.code()),
            count: count(province),
            parts: province
                .parts()
                .filter(|part| *part != province)
                .map(RegionLink::to)
                .collect(),
        };
        Self {
            map: RegionMap::of_provinces(&count),
            provinces: Region::provinces().map(entry).collect(),
        }
    }
}

impl RegionPage {
    /// The code that another site shows the region with; `site` is our origin.
    #[must_use]
    pub fn embedded_at(mut self, site: &str) -> Self {
        let address = format!("{site}{}", urls::embedded_region(&self.code));
        let name = &self.name;
        self.embed = format!(
            "<iframe src=\"{address}\" title=\"Bijeenkomsten in {name}\" width=\"100%\" height=\"480\" \
             loading=\"lazy\"></iframe>"
        );
        self
    }

    /// A region with nothing in it yet.
    #[must_use]
    pub fn empty(region: Region) -> Self {
        let province = region.province();
        Self {
            name: region.name().to_owned(),
            code: region.code().to_owned(),
            within: (province != region).then(|| RegionLink::to(province)),
            parts: region
                .parts()
                .filter(|part| *part != region)
                .map(RegionLink::to)
                .collect(),
            coming: Vec::new(),
            past: Vec::new(),
            communities: Vec::new(),
            calendar: urls::calendar(format!("{region}.ics")),
            atom: urls::calendar(format!("{region}.atom")),
            json: urls::calendar(format!("{region}.json")),
            desk: None,
            embed: String::new(),
            sources: None,
        }
    }
}

impl Page for RegionsPage {
    const TEMPLATE: &'static str = "site/regions";

    fn title(&self) -> Say {
        Say::key("site-regions-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("common-menu-meetups"), urls::MEETUPS)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let lengths = |region: Region| u64::try_from(region.name().len() % 6).unwrap_or(0);
        vec![
            ("meetings", Self::new(lengths)),
            ("nothing coming", Self::new(|_| 0)),
        ]
    }
}

impl Page for EmbeddedRegionPage {
    const TEMPLATE: &'static str = "site/embedded-region";

    fn title(&self) -> Say {
        Say::key("site-embedded-heading").with("name", self.name.as_str())
    }

    fn layout(&self) -> Layout {
        Layout::Embedded
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |coming| Self {
            name: "Utrecht".into(),
            coming,
            href: urls::region("NL-UT"),
        };
        vec![
            ("meetings", of(EventTile::samples())),
            ("nothing coming", of(Vec::new())),
        ]
    }
}

impl Page for RegionPage {
    const TEMPLATE: &'static str = "site/region";

    fn title(&self) -> Say {
        Say::key("site-region-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let all = Crumb::say(Say::key("common-menu-regions"), urls::REGIONS);
        let within = self
            .within
            .as_ref()
            .map(|province| Crumb::name(&province.name, &province.href));
        [all].into_iter().chain(within).collect()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let sample = |code: &str| Region::parse(code).map(Self::empty).ok();
        let community = CommunityLink {
            name: "Leergemeenschap Domstad".into(),
            href: urls::community("domstad"),
            about: "Docenten en studenten uit Utrecht leren van elkaar.".into(),
        };
        let filled = sample("NL-UT").map(|page| Self {
            coming: EventTile::samples(),
            past: EventTile::past_samples(),
            communities: vec![community],
            desk: Some(urls::region_desk("NL-UT")),
            ..page.embedded_at("https://kansrijk.example")
        });
        let followed = sample("RMC-19").map(|page| Self {
            sources: Some(urls::region_sources("RMC-19")),
            ..page
        });
        let named = [
            ("province", filled),
            ("rmc region, empty", sample("RMC-19")),
            ("who coordinates", followed),
        ];
        named
            .into_iter()
            .filter_map(|(name, page)| Some((name, page?)))
            .collect()
    }
}
