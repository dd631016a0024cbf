//! What groups of students get of a draft, as the page shows it.

use contract::matching::{FairGroup, GroupShare};
use nouns::Region;
use serde::Serialize;

use crate::form::Label;
use crate::i18n::Say;

/// A group of the fairness report.
#[derive(Debug, Serialize)]
pub(super) struct Fair {
    label: Label,
    students: i64,
    matched: Share,
    top5: Share,
    waited: Say,
}

/// A share with its interval, in percents, and how long its bar is.
#[derive(Debug, Serialize)]
struct Share {
    width: u32,
    say: Say,
}

impl Fair {
    pub(super) fn of(group: &FairGroup) -> Self {
        let label = match group.dimension.as_str() {
            "region" => Region::parse(&group.label).map_or_else(
                |_| Label::Name(group.label.clone()),
                |region| Label::Name(region.name().to_owned()),
            ),
            "school" => Label::Say(Say::of("programmes-school", &group.label)),
            "route" => Label::Say(Say::of("matching-route", &group.label)),
            "leerweg" => Label::Say(Say::of("matching-leerweg", &group.label)),
            "language" => Label::Say(Say::of("programmes-language", &group.label)),
            _ => Label::Say(Say::of("programmes-age", &group.label)),
        };
        Self {
            label,
            students: i64::from(group.students),
            matched: Share::of(&group.matched),
            top5: Share::of(&group.top5),
            waited: match group.waited {
                Some(days) => Say::key("programmes-waited-days").with("days", days),
                None => Say::key("programmes-waited-still"),
            },
        }
    }
}

impl Share {
    fn of(share: &GroupShare) -> Self {
        let percent = |per_mille: u32| (per_mille + 5) / 10;
        Self {
            width: percent(share.share).min(100),
            say: Say::key("programmes-share")
                .with("share", percent(share.share))
                .with("low", percent(share.low))
                .with("high", percent(share.high)),
        }
    }
}
