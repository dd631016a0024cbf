use std::sync::Arc;

use contract::toolbox::{Card, CardDeed, CardState};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use serde::Serialize;

use super::structured::structured;
use super::view::{CardView, LinkView};
use super::{calls, samples, toolbox_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, Other};
use crate::passing::site;
use crate::session::{MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// One card, to read, to try out and to print.
#[derive(Debug, Serialize)]
pub struct CardPage {
    id: String,
    view: CardView,
    is_withdrawn: bool,
    /// RFC 3339.
    changed: String,
    version: u32,
    leads_to: Vec<LinkView>,
    related: Vec<LinkView>,
    may_edit: bool,
    may_withdraw: bool,
    /// Who shared it, when that is somebody else.
    author: Option<Other>,
    /// JSON-LD, for a card that is for everybody.
    structured: Option<String>,
}

impl CardPage {
    fn of(mut card: Card, me: Option<&str>, site: &str) -> Self {
        let links = |links: Vec<_>| links.into_iter().map(LinkView::of).collect();
        Self {
            structured: structured(&card, site),
            author: Other::of(card.author_id.as_deref(), card.author.as_deref(), me),
            id: card.id.clone(),
            is_withdrawn: card.state == CardState::Withdrawn,
            changed: card.changed.to_rfc3339(),
            version: card.version,
            leads_to: links(std::mem::take(&mut card.leads_to)),
            related: links(std::mem::take(&mut card.related)),
            may_edit: card.may.contains(&CardDeed::Edit),
            may_withdraw: card.may.contains(&CardDeed::Withdraw),
            view: CardView::of(card),
        }
    }
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "toolbox/card";

    fn title(&self) -> Say {
        Say::key("toolbox-card-title").with("title", self.view.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |card, me| Self::of(card, me, "https://kansrijk.example");
        let withdrawn = Card {
            state: CardState::Withdrawn,
            ..samples::full()
        };
        vec![
            ("full", of(samples::full(), None)),
            ("signed in", of(samples::full(), Some("noor"))),
            ("from a file", of(samples::bare(), Some("noor"))),
            ("my own", of(samples::own(), Some("yara"))),
            ("withdrawn", of(withdrawn, Some("yara"))),
        ]
    }
}

/// Shows a card.
#[handler]
pub(crate) async fn read(
    request: &Request,
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let token = caller.as_ref().map(|caller| &caller.token);
    let card = calls::card(&app.services.toolbox, token, &id).await?;
    let me = caller.as_ref().map(|caller| caller.person.as_str());
    Ok(show(CardPage::of(card, me, &site(request, app))))
}

/// Takes a card off the shelf.
#[handler]
pub(crate) async fn withdraw(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let card = calls::withdraw(&app.services.toolbox, &caller.token, &id).await?;
    let told = Say::key("toolbox-flash-withdrawn").with("name", card.content.title);
    Ok(see_other(urls::TOOLBOX).telling(told))
}
