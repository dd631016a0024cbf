use std::sync::Arc;

use contract::toolbox::{CardState, DraftGlance, DraftState, MyShelf, ShelfCard};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::calls;
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::toolbox::{samples, toolbox_crumb};
use crate::urls;

/// My drafts and cards: where each stands, what comes next, and by when.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the template asks, and none excludes another"
)]
pub(crate) struct MyShelfPage {
    to_review: Vec<DraftView>,
    drafts: Vec<DraftView>,
    cards: Vec<CardRow>,
    is_empty: bool,
    may_add: bool,
    review_wanted: bool,
    may_set_review: bool,
}

#[derive(Debug, Serialize)]
struct DraftView {
    title: String,
    href: String,
    /// What comes next, and for whom.
    step: Say,
    /// By when, RFC 3339.
    due: String,
    author: Option<String>,
    reason: String,
}

#[derive(Debug, Serialize)]
struct CardRow {
    title: String,
    href: String,
    state: &'static str,
    changed: String,
    history: String,
    version: u32,
}

impl MyShelfPage {
    fn of(shelf: MyShelf) -> Self {
        Self {
            is_empty: shelf.drafts.is_empty()
                && shelf.to_review.is_empty()
                && shelf.cards.is_empty(),
            to_review: shelf.to_review.into_iter().map(to_review).collect(),
            drafts: shelf.drafts.into_iter().map(own).collect(),
            cards: shelf.cards.into_iter().map(card).collect(),
            may_add: shelf.may_add,
            review_wanted: shelf.review_wanted,
            may_set_review: shelf.may_set_review,
        }
    }
}

fn own(draft: DraftGlance) -> DraftView {
    let step = match (draft.state, &draft.reviewer) {
        (DraftState::Writing, _) => Say::key("shelf-step-writing"),
        (DraftState::Returned, _) => Say::key("shelf-step-returned"),
        (DraftState::Review, None) => Say::key("shelf-step-waiting"),
        (DraftState::Review, Some(reviewer)) => {
            Say::key("shelf-step-reading").with("name", reviewer.as_str())
        }
    };
    let href = match draft.state {
        DraftState::Review => urls::draft_review(&draft.id),
        DraftState::Writing | DraftState::Returned => urls::draft(&draft.id),
    };
    view(draft, step, href, None)
}

fn to_review(draft: DraftGlance) -> DraftView {
    let href = urls::draft_review(&draft.id);
    let author = draft.author.clone();
    view(draft, Say::key("shelf-step-to-review"), href, author)
}

fn view(draft: DraftGlance, step: Say, href: String, author: Option<String>) -> DraftView {
    DraftView {
        title: draft.title,
        href,
        step,
        due: draft.due.to_rfc3339(),
        author,
        reason: draft.reason,
    }
}

fn card(shelved: ShelfCard) -> CardRow {
    CardRow {
        href: urls::card(&shelved.card.id),
        history: urls::card_history(&shelved.card.id),
        title: shelved.card.title,
        state: match shelved.state {
            CardState::Published => "published",
            CardState::Withdrawn => "withdrawn",
        },
        changed: shelved.changed.to_rfc3339(),
        version: shelved.version,
    }
}

impl Page for MyShelfPage {
    const TEMPLATE: &'static str = "toolbox/mine";

    fn title(&self) -> Say {
        Say::key("shelf-mine-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let glance = |state, title: &str, reviewer: Option<&str>, reason: &str| DraftGlance {
            id: "concept".to_owned(),
            title: title.to_owned(),
            state,
            changed: samples::moment(),
            due: samples::moment() + chrono::TimeDelta::days(14),
            author: Some("Yara Mulder".to_owned()),
            reviewer: reviewer.map(str::to_owned),
            reason: reason.to_owned(),
        };
        let shelved = |state| ShelfCard {
            card: samples::full().related.remove(0),
            state,
            version: 3,
            changed: samples::moment(),
        };
        let full = MyShelf {
            drafts: vec![
                glance(DraftState::Writing, "", None, ""),
                glance(DraftState::Returned, "Kort", Some("Els"), "Meer <tijd>."),
                glance(DraftState::Review, "Loop en vraag", None, ""),
                glance(DraftState::Review, "Spiegel", Some("Els"), ""),
            ],
            to_review: vec![glance(DraftState::Review, "Van een collega", None, "")],
            cards: vec![shelved(CardState::Published), shelved(CardState::Withdrawn)],
            review_wanted: true,
            may_set_review: true,
            may_add: true,
        };
        let empty = MyShelf {
            may_add: true,
            ..MyShelf::default()
        };
        let set = MyShelf {
            may_set_review: true,
            ..empty.clone()
        };
        vec![
            ("full", Self::of(full)),
            ("empty", Self::of(empty)),
            ("may choose review", Self::of(set)),
            ("a student", Self::of(MyShelf::default())),
        ]
    }
}

/// Shows what of the shelf is mine.
#[handler]
pub(crate) async fn read(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let shelf = calls::my_shelf(&app.services.toolbox, &caller.token).await?;
    Ok(show(MyShelfPage::of(shelf)))
}

/// Whether a school has cards read first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    #[serde(rename = "lezen")]
    review: String,
}

/// Keeps what the coordinator of a school wishes.
#[handler]
pub(crate) async fn set_review(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(wish): Form<Wish>,
) -> Result<Response, PageError> {
    let review = wish.review == "ja";
    calls::set_review(&app.services.toolbox, &caller.token, review).await?;
    let told = if review {
        Say::key("shelf-flash-review-on")
    } else {
        Say::key("shelf-flash-review-off")
    };
    Ok(see_other(urls::MY_SHELF).telling(told))
}
