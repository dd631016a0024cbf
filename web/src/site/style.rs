use chrono::NaiveDate;
use serde::Serialize;

use crate::form::{Choices, Field, Label};
use crate::i18n::Say;
use crate::page::Page;
use crate::part::{
    CardTile, Crumb, EventTile, Facet, FacetChoice, NextStep, Pager, Progress, Timeline,
    TimelineMoment,
};
use crate::urls;

/// Every piece that pages are made of, side by side. It stands in the gallery only: whoever builds a page looks here
/// first, and the page gate checks each piece once by itself.
#[derive(Debug, Serialize)]
pub struct StylePage {
    text: Field,
    refused: Field,
    area: Field,
    regions: Choices,
    one: Choices,
    several: Choices,
    wrong: Choices,
    mine: NextStep,
    other: NextStep,
    timeline: Timeline,
    facet: Facet,
    pager: Pager,
    events: Vec<EventTile>,
    cards: Vec<CardTile>,
}

impl Page for StylePage {
    const TEMPLATE: &'static str = "site/style";

    fn title(&self) -> Say {
        Say::key("site-style-title")
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("common-footer-about"), urls::ABOUT)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("all", Self::filled())]
    }
}

impl StylePage {
    fn filled() -> Self {
        let codes = ["one", "two", "three"];
        Self {
            text: Field::filled("Vooruitblik in tweetallen"),
            refused: Field::refused("Vr", Say::key("site-style-problem")),
            area: Field::default(),
            regions: Choices::named([("NL-UT", "Utrecht"), ("NL-FR", "Fryslân")], &["NL-FR"]),
            one: Choices::of("site-style-choice", codes, &["two"]),
            several: Choices::of("site-style-choice", codes, &["one", "three"]),
            wrong: Choices::of("site-style-choice", codes, &[] as &[&str])
                .refused(Say::key("site-style-problem")),
            mine: NextStep {
                is_mine: true,
                href: Some(urls::MINE.to_owned()),
                ..next_step()
            },
            other: next_step(),
            timeline: timeline(),
            facet: facet(),
            pager: Pager::new(urls::TOOLBOX, 2, 20, 1250),
            events: EventTile::samples(),
            cards: ["overlegstructuur", "teamsamenstelling", "werkvorm"]
                .map(card)
                .into(),
        }
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 2, day).unwrap_or_default()
}

fn next_step() -> NextStep {
    NextStep {
        say: Say::key("site-style-step"),
        by: day(12),
        is_mine: false,
        href: None,
    }
}

fn timeline() -> Timeline {
    let moment = |on: Option<NaiveDate>, state| TimelineMoment {
        say: Say::key("site-style-step"),
        on,
        state,
    };
    Timeline {
        moments: vec![
            moment(Some(day(3)), Progress::Done),
            moment(Some(day(12)), Progress::Now),
            moment(None, Progress::Later),
        ],
    }
}

fn facet() -> Facet {
    let choice = |code, count, is_chosen| FacetChoice {
        label: Label::Say(Say::of("site-style-choice", code)),
        count,
        href: urls::TOOLBOX.to_owned(),
        is_chosen,
    };
    Facet {
        legend: Say::key("site-sample-kind"),
        choices: vec![
            choice("one", 1250, false),
            choice("two", 8, true),
            choice("three", 0, false),
        ],
    }
}

fn card(icon: &'static str) -> CardTile {
    CardTile {
        title: "Vooruitblik in tweetallen".into(),
        href: urls::card("voorbeeld"),
        summary: "Geef elkaar twee tips die verder helpen. De ander zegt alleen: dankjewel.".into(),
        kind: Say::key("site-sample-kind"),
        icon,
        facts: vec![
            Say::key("site-sample-status"),
            Say::key("site-style-choice-two"),
        ],
    }
}
