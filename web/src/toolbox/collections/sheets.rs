use std::sync::Arc;

use contract::toolbox::{Card, Collection};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{calls, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::MaybeSignedIn;
use crate::toolbox::samples as card_samples;
use crate::toolbox::view::CardView;
use crate::urls;

/// The cards of a collection in full: printed, each stands on a sheet of its own.
#[derive(Debug, Serialize)]
pub(crate) struct SheetsPage {
    id: String,
    title: String,
    cards: Vec<Sheet>,
}

#[derive(Debug, Serialize)]
struct Sheet {
    view: CardView,
    note: String,
}

impl SheetsPage {
    fn of(collection: Collection, cards: Vec<Card>) -> Self {
        let mut entries = collection.entries;
        let sheet = |card: Card| {
            let note = entries.iter_mut().find(|entry| entry.card == card.id);
            Sheet {
                note: note.map_or_else(String::new, |entry| std::mem::take(&mut entry.note)),
                view: CardView::of(card),
            }
        };
        Self {
            cards: cards.into_iter().map(sheet).collect(),
            id: collection.id,
            title: collection.about.title,
        }
    }
}

impl Page for SheetsPage {
    const TEMPLATE: &'static str = "toolbox/sheets";

    fn title(&self) -> Say {
        Say::key("shelf-collection-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = super::crumbs();
        crumbs.push(Crumb::name(self.title.clone(), urls::collection(&self.id)));
        crumbs
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let mut first = card_samples::full();
        "kennismaken".clone_into(&mut first.id);
        let cards = vec![first, card_samples::adapted()];
        vec![
            ("two cards", Self::of(samples::collection(), cards)),
            ("none", Self::of(samples::collection(), Vec::new())),
        ]
    }
}

/// Shows the cards in full.
#[handler]
pub(crate) async fn read(
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let token = caller.as_ref().map(|caller| &caller.token);
    let collection = calls::collection(toolbox, token, &id).await?;
    let cards = calls::cards(toolbox, token, &id).await?;
    Ok(show(SheetsPage::of(collection, cards)))
}
