use std::sync::Arc;

use contract::toolbox::{Card, Draft, DraftDeed, DraftState, REASON_MISSING, Verdict};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{calls, not_now, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, Other};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::toolbox::view::CardView;
use crate::toolbox::{calls as cards, samples as card_samples, toolbox_crumb};
use crate::urls;

/// A draft that a colleague reads: for the colleagues to say what they think, for its author to see who has it and until when.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the template asks, and none excludes another"
)]
pub(crate) struct ReadDraftPage {
    id: String,
    view: CardView,
    /// When it is published by itself, RFC 3339.
    due: String,
    reviewer: Option<String>,
    may_claim: bool,
    may_decide: bool,
    may_take_back: bool,
    reason: Field,
    refused: bool,
    /// Who wrote it, when that is somebody else.
    author: Option<Other>,
}

impl ReadDraftPage {
    fn of(draft: Draft, card: Card, me: &str) -> Self {
        let card = Card {
            author: draft.author.clone(),
            adapted_from: draft.adapted_from,
            ..card
        };
        Self {
            author: Other::of(
                draft.author_id.as_deref(),
                draft.author.as_deref(),
                Some(me),
            ),
            id: draft.id,
            view: CardView::of(card),
            due: draft.due.to_rfc3339(),
            reviewer: draft.reviewer,
            may_claim: draft.may.contains(&DraftDeed::Claim),
            may_decide: draft.may.contains(&DraftDeed::Decide),
            may_take_back: draft.may.contains(&DraftDeed::TakeBack),
            reason: Field::default(),
            refused: false,
        }
    }
}

impl Page for ReadDraftPage {
    const TEMPLATE: &'static str = "toolbox/read-draft";

    fn title(&self) -> Say {
        Say::key("shelf-read-title").with("title", self.view.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mine = Crumb::say(Say::key("shelf-mine-title"), urls::MY_SHELF);
        vec![toolbox_crumb(), mine]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |may: &[DraftDeed], reviewer: Option<&str>, me| {
            let draft = Draft {
                may: may.to_vec(),
                reviewer: reviewer.map(str::to_owned),
                ..samples::draft(DraftState::Review)
            };
            Self::of(draft, card_samples::full(), me)
        };
        let free = [DraftDeed::Claim, DraftDeed::Decide];
        let mine = [DraftDeed::Decide];
        let refused = Self {
            reason: Field::refused("", Say::of("toolbox-problem", REASON_MISSING.name)),
            refused: true,
            ..page(&mine, Some("Tim Visser"), "tim")
        };
        vec![
            ("nobody reads it yet", page(&free, None, "tim")),
            ("I read it", page(&mine, Some("Tim Visser"), "tim")),
            ("without a reason", refused),
            ("somebody else reads it", page(&[], Some("Els"), "tim")),
            (
                "my own",
                page(&[DraftDeed::TakeBack], Some("Tim Visser"), "yara"),
            ),
        ]
    }
}

/// What a colleague or the author does.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Deed {
    #[serde(rename = "doe")]
    pressed: String,
    #[serde(rename = "reden")]
    reason: String,
}

async fn page(app: &App, caller: &Caller, id: &str) -> Result<ReadDraftPage, PageError> {
    let toolbox = &app.services.toolbox;
    let draft = calls::draft(toolbox, &caller.token, id).await?;
    let card = cards::preview(toolbox, &caller.token, &draft.content).await?;
    Ok(ReadDraftPage::of(draft, card, caller.person.as_str()))
}

/// Shows a draft as a card, with what may be done.
#[handler]
pub(crate) async fn read(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let draft = calls::draft(&app.services.toolbox, &caller.token, &id).await?;
    if draft.may.contains(&DraftDeed::Edit) {
        return Ok(see_other(urls::draft(&draft.id)));
    }
    Ok(show(page(app, &caller, &id).await?))
}

/// Takes it on, takes it back, publishes it or gives it back.
#[handler]
pub(crate) async fn decide(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(deed): Form<Deed>,
) -> Result<Response, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &caller.token);
    let answer = match deed.pressed.as_str() {
        "lees" => calls::claim(toolbox, token, &id).await.map(|draft| {
            let told = Say::key("shelf-flash-claimed");
            see_other(urls::draft_review(&draft.id)).telling(told)
        }),
        "neem-terug" => calls::take_back(toolbox, token, &id).await.map(|draft| {
            let told = Say::key("shelf-flash-taken-back");
            see_other(urls::draft(&draft.id)).telling(told)
        }),
        pressed => {
            let verdict = Verdict {
                publish: pressed == "deel",
                reason: deed.reason.clone(),
            };
            let decided = calls::decide(toolbox, token, &id, &verdict).await;
            decided.map(|shared| {
                let told = match shared.card {
                    Some(_) => Say::key("shelf-flash-published"),
                    None => Say::key("shelf-flash-given-back"),
                };
                see_other(urls::MY_SHELF).telling(told.with("name", shared.title))
            })
        }
    };
    match answer {
        Ok(response) => Ok(response),
        Err(Problem::Refused(fields)) => {
            let mut again = page(app, &caller, &id).await?;
            let problem = fields.first().map(|field| field.code.as_str());
            again.reason = Field {
                value: deed.reason,
                problem: problem.map(|code| Say::of("toolbox-problem", code)),
            };
            again.refused = true;
            Ok(refuse(again))
        }
        Err(problem) => not_now(urls::MY_SHELF, problem),
    }
}
