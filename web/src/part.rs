//! The pieces that pages are made of, as types: each is the input of one partial in `templates/part/`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::form::Label;
use crate::i18n::Say;
use crate::urls;

/// One step of the way from home to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Crumb {
    pub label: Label,
    pub href: String,
}

impl Crumb {
    #[must_use]
    pub fn say(say: Say, href: impl Into<String>) -> Self {
        Self {
            label: Label::Say(say),
            href: href.into(),
        }
    }

    #[must_use]
    pub fn name(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: Label::Name(name.into()),
            href: href.into(),
        }
    }
}

/// What happens next, who is to do it, and by when. Nothing that runs is shown without one.
///
/// Shown by `{{> part/next-step step}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    pub say: Say,
    pub by: NaiveDate,
    /// Whether it is the reader's turn.
    pub is_mine: bool,
    /// Where the reader does it, when it is their turn.
    pub href: Option<String>,
}

/// A request or match in its course: what was, what is, what may come. Shown by `{{> part/timeline timeline}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    pub moments: Vec<TimelineMoment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineMoment {
    pub say: Say,
    /// When it happened or will at the latest.
    pub on: Option<NaiveDate>,
    pub state: Progress,
}

/// Where a moment stands. The CSS class and the sentence `common-progress-<state>` follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    Done,
    Now,
    Later,
}

/// A list of filters of one kind, each with how much it would leave. Shown by `{{> part/facet facet}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    pub legend: Say,
    pub choices: Vec<FacetChoice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetChoice {
    pub label: Label,
    pub count: u64,
    /// The address with this filter on, or off when it is chosen.
    pub href: String,
    pub is_chosen: bool,
}

/// The way through a long list. Shown by `{{> part/pager pager}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    pub page: u32,
    pub pages: u32,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// The pager of a list with `total` entries; `address` already holds the question, and gets `pagina=`.
    #[must_use]
    pub fn new(address: &str, page: u32, per_page: u32, total: u64) -> Self {
        let pages = u32::try_from(total.div_ceil(u64::from(per_page.max(1))))
            .unwrap_or(u32::MAX)
            .max(1);
        let at = |page: u32| urls::with_query(address, &[("pagina", &page.to_string())]);
        Self {
            page,
            pages,
            previous: (page > 1).then(|| at(page.min(pages + 1) - 1)),
            next: (page < pages).then(|| at(page + 1)),
        }
    }
}

/// An event in a list, with its date as a block. Shown by `{{> part/event-tile event}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventTile {
    pub title: String,
    pub href: String,
    /// RFC 3339, or a date for whole days.
    pub starts: String,
    pub ends: String,
    pub all_day: bool,
    /// Long ago or not, what was is told with its year.
    pub past: bool,
    /// Where: a place, or `None` for an event online.
    pub place: Option<String>,
    /// What kind of meeting, as a sentence.
    pub kind: Say,
    /// What to know about the places: free ones, full, cancelled.
    pub status: Say,
    pub tone: Tone,
}

/// A card of the toolbox in a list. Shown by `{{> part/card-tile card}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardTile {
    pub title: String,
    pub href: String,
    pub summary: String,
    pub kind: Say,
    /// The kind's code, which picks the icon: `overlegstructuur`, `teamsamenstelling` or `werkvorm`.
    pub icon: &'static str,
    /// Facts worth a glance: minutes, group size.
    pub facts: Vec<Say>,
}

/// How a tag or notice looks: the colour underlines what the words say, never replaces them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    #[default]
    Calm,
    Good,
    Alert,
    Quiet,
}

/// The map of the provinces. Shown by `{{> part/region-map map}}`, which adds the same as a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionMap {
    pub view_box: &'static str,
    /// Paths of dikes with a road on them.
    pub dikes: Vec<&'static str>,
    pub regions: Vec<RegionShape>,
}

/// One province on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionShape {
    pub code: String,
    pub name: String,
    /// The name as it is written on the map, broken to fit.
    pub lines: Vec<&'static str>,
    /// An SVG path.
    pub d: &'static str,
    /// Where the number stands.
    pub label_x: f32,
    pub label_y: f32,
    /// How many meetings are coming.
    pub count: u64,
    pub href: String,
}

/// Somebody whom a page shows to somebody else: they can be reported and blocked. Shown by `{{> part/other other}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    pub person: String,
    /// First name and more, as the page shows it.
    pub who: String,
}

impl Other {
    /// None where the page does not know who it is, or it is the reader.
    #[must_use]
    pub fn of(person: Option<&str>, name: Option<&str>, me: Option<&str>) -> Option<Self> {
        let (person, me) = (person?, me?);
        (person != me).then(|| Self {
            person: person.to_owned(),
            who: name.unwrap_or_default().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_leads_to_pages_that_exist() {
        let first = Pager::new("/zoeken?q=a", 1, 20, 41);
        assert_eq!(
            (first.pages, first.previous, first.next.as_deref()),
            (3, None, Some("/zoeken?q=a&pagina=2"))
        );
        let last = Pager::new("/zoeken", 3, 20, 41);
        assert_eq!(
            (last.previous.as_deref(), last.next),
            (Some("/zoeken?pagina=2"), None)
        );
        let beyond = Pager::new("/zoeken", 9, 20, 41);
        assert_eq!(beyond.previous.as_deref(), Some("/zoeken?pagina=3"));
        assert_eq!(Pager::new("/zoeken", 1, 20, 0).pages, 1);
    }
}
