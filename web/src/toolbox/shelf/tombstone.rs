use contract::toolbox::{Tombstone, WITHDRAWAL_REASONS};
use serde::Serialize;

use crate::i18n::Say;
use crate::page::{Area, Page};
use crate::part::Crumb;
use crate::toolbox::view::LinkView;
use crate::toolbox::{samples, toolbox_crumb};

/// What stays of a card that was taken off the shelf.
#[derive(Debug, Serialize)]
pub(crate) struct TombstonePage {
    /// RFC 3339.
    at: String,
    why: Option<&'static str>,
    words: String,
    relatives: Vec<LinkView>,
}

impl TombstonePage {
    pub(crate) fn of(stone: Tombstone) -> Self {
        let known = |why: String| WITHDRAWAL_REASONS.into_iter().find(|one| *one == why);
        Self {
            at: stone.at.to_rfc3339(),
            why: stone.why.and_then(known),
            words: stone.words,
            relatives: stone.relatives.into_iter().map(LinkView::of).collect(),
        }
    }
}

impl Page for TombstonePage {
    const TEMPLATE: &'static str = "toolbox/tombstone";

    fn title(&self) -> Say {
        Say::key("shelf-gone-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let stone = |why: Option<&str>, words: &str, relatives| {
            Self::of(Tombstone {
                at: samples::moment(),
                why: why.map(str::to_owned),
                words: words.to_owned(),
                relatives,
            })
        };
        let relatives = samples::full().related;
        vec![
            (
                "with a reason",
                stone(Some("verouderd"), "Er is een <nieuwe>.", relatives),
            ),
            ("without", stone(None, "", Vec::new())),
        ]
    }
}
