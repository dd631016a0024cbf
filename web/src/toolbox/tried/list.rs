use std::sync::Arc;

use contract::toolbox::Reports;
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{ReportView, TriedView, calls, crumbs, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::MaybeSignedIn;
use crate::toolbox::calls::card;

/// What teams say about a card, all together and one by one.
#[derive(Debug, Serialize)]
pub(super) struct TriedPage {
    id: String,
    title: String,
    tried: TriedView,
    reports: Vec<ReportView>,
    may_report: bool,
}

impl TriedPage {
    fn of(id: &str, title: &str, found: Reports) -> Self {
        let view = |report| ReportView::of(report, false);
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            tried: TriedView::of(&found.tried),
            may_report: found.may.iter().any(|may| may == "report"),
            reports: found.reports.into_iter().map(view).collect(),
        }
    }
}

impl Page for TriedPage {
    const TEMPLATE: &'static str = "toolbox/tried/list";

    fn title(&self) -> Say {
        Say::key("tried-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.id, &self.title)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |found| Self::of("rondje", "Rondje om", found);
        vec![
            ("twelve teams", of(samples::reports(&[]))),
            ("own team", of(samples::reports(&["report"]))),
            ("nobody yet", of(Reports::default())),
        ]
    }
}

/// Shows what teams say.
#[handler]
pub(super) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let toolbox = &app.services.toolbox;
    let (card, found) = tokio::try_join!(
        card(toolbox, token, &id),
        calls::reports(toolbox, token, &id),
    )?;
    Ok(show(TriedPage::of(&id, &card.content.title, found)))
}
