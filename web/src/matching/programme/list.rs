use std::sync::Arc;

use chrono::NaiveDate;
use contract::matching::{Programme, ProgrammeList};
use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, next_date, place, runs};
use crate::app::App;
use crate::error::PageError;
use crate::form::Label;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::urls;

/// The programmes that I run, take part in or may join.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ProgrammesPage {
    groups: Vec<Group>,
    may_set_up: bool,
}

#[derive(Debug, Serialize)]
struct Group {
    title: Say,
    lines: Vec<Line>,
}

/// One programme in the list.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    href: String,
    relation: Say,
    place: Label,
    next: Say,
    on: NaiveDate,
}

impl Page for ProgrammesPage {
    const TEMPLATE: &'static str = "matching/programmes";

    fn title(&self) -> Say {
        Say::key("programmes-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let today = super::samples::today();
        let list = |may: &[&str]| ProgrammeList {
            programmes: super::samples::programmes(),
            may: may.iter().map(|&one| one.to_owned()).collect(),
        };
        let none = ProgrammeList {
            programmes: vec![],
            may: vec!["region".to_owned()],
        };
        vec![
            ("coordinator", Self::of(&list(&["region"]), today)),
            ("student", Self::of(&list(&[]), today)),
            ("none yet", Self::of(&none, today)),
            ("none", Self::default()),
        ]
    }
}

impl ProgrammesPage {
    fn of(list: &ProgrammeList, today: NaiveDate) -> Self {
        let mut groups = [
            (Say::key("programmes-group-run"), Vec::new()),
            (Say::key("programmes-group-mine"), Vec::new()),
            (Say::key("programmes-group-open"), Vec::new()),
        ];
        for programme in &list.programmes {
            let at = match programme {
                one if runs(one) => 0,
                one if !one.mine.is_empty() => 1,
                _ => 2,
            };
            groups[at].1.push(Line::of(programme, today));
        }
        let filled = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
        Self {
            groups: filled
                .map(|(title, lines)| Group { title, lines })
                .collect(),
            may_set_up: !list.may.is_empty(),
        }
    }
}

impl Line {
    fn of(programme: &Programme, today: NaiveDate) -> Self {
        let (next, on) = next_date(programme, today);
        Self {
            name: programme.name.clone(),
            href: if runs(programme) {
                urls::programme_board(&programme.id)
            } else {
                urls::programme(&programme.id)
            },
            relation: Say::of("matching-relation", &programme.relation),
            place: place(programme),
            next,
            on,
        }
    }
}

#[handler]
pub(super) async fn show_programmes(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let list = calls::all(app, &by).await?;
    let today = app.clock.now().date_naive();
    Ok(show(ProgrammesPage::of(&list, today)))
}
