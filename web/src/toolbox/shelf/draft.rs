use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    Attribution, CHANGED_MEANWHILE, Card, Draft, DraftDeed, DraftEdit, DraftState, GOAL_MISSING,
    Team,
};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{after_sharing, calls, not_now, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show, show_as};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::toolbox::form::{CardFields, Typed};
use crate::toolbox::view::{AttributionView, CardView};
use crate::toolbox::{calls as cards, samples as card_samples, teams, toolbox_crumb};
use crate::urls;

/// Going on with an own draft.
#[derive(Debug, Serialize)]
pub(crate) struct DraftPage {
    id: String,
    fields: CardFields,
    /// The revision that a change will be made on.
    version: u32,
    refused: bool,
    /// Whether the draft was changed elsewhere while this form was open.
    changed_meanwhile: bool,
    preview: Option<CardView>,
    adapted_from: Vec<AttributionView>,
    /// When it goes, RFC 3339.
    due: String,
    /// Who gave it back, and why.
    reviewer: Option<String>,
    reason: String,
    review_wanted: bool,
}

impl DraftPage {
    fn of(draft: &Draft, typed: &Typed, teams: &[Team], problems: &[FieldProblem]) -> Self {
        Self {
            id: draft.id.clone(),
            fields: CardFields::of(typed, teams, problems),
            version: draft.revision,
            refused: !problems.is_empty(),
            changed_meanwhile: false,
            preview: None,
            adapted_from: attributions(&draft.adapted_from),
            due: draft.due.to_rfc3339(),
            reviewer: draft.reviewer.clone(),
            reason: draft.reason.clone(),
            review_wanted: draft.review_wanted,
        }
    }

    fn previewing(draft: &Draft, typed: &Typed, teams: &[Team], card: Card) -> Self {
        let card = Card {
            adapted_from: draft.adapted_from.clone(),
            ..card
        };
        Self {
            preview: Some(CardView::of(card)),
            ..Self::of(draft, typed, teams, &[])
        }
    }

    /// Keeps what was typed. Saving again is meant for the draft as it is now.
    fn overtaken(draft: &Draft, typed: &Typed, teams: &[Team]) -> Self {
        Self {
            changed_meanwhile: true,
            ..Self::of(draft, typed, teams, &[])
        }
    }
}

fn attributions(row: &[Attribution]) -> Vec<AttributionView> {
    row.iter().cloned().map(AttributionView::of).collect()
}

impl Page for DraftPage {
    const TEMPLATE: &'static str = "toolbox/draft";

    fn title(&self) -> Say {
        Say::key("shelf-draft-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mine = Crumb::say(Say::key("shelf-mine-title"), urls::MY_SHELF);
        vec![toolbox_crumb(), mine]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let draft = samples::draft(DraftState::Writing);
        let typed = Typed::of(&draft.content, draft.revision);
        let problems = [FieldProblem::new("goal", GOAL_MISSING)];
        let returned = samples::returned();
        let card = card_samples::full();
        vec![
            ("writing", Self::of(&draft, &typed, &[], &[])),
            ("refused", Self::of(&draft, &typed, &[], &problems)),
            ("came back", Self::of(&returned, &typed, &[], &[])),
            ("changed meanwhile", Self::overtaken(&draft, &typed, &[])),
            ("preview", Self::previewing(&returned, &typed, &[], card)),
        ]
    }
}

/// Shows the form of an own draft; one that a colleague reads is shown as they see it.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let draft = calls::draft(&app.services.toolbox, &caller.token, &id).await?;
    if !draft.may.contains(&DraftDeed::Edit) {
        return Ok(see_other(urls::draft_review(&draft.id)));
    }
    let typed = Typed::of(&draft.content, draft.revision);
    let teams = teams::mine_if_any(&app.services.toolbox, &caller)
        .await?
        .teams;
    Ok(show(DraftPage::of(&draft, &typed, &teams, &[])))
}

/// Saves a draft, and then does what was asked with it: shows it, shares it, or throws it away.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    if typed.pressed() == "weg" {
        return match calls::remove_draft(toolbox, &caller.token, &id).await {
            Ok(()) => Ok(see_other(urls::MY_SHELF).telling(Say::key("shelf-flash-draft-removed"))),
            Err(problem) => not_now(urls::MY_SHELF, problem),
        };
    }
    let draft = calls::draft(toolbox, &caller.token, &id).await?;
    let teams = teams::mine_if_any(toolbox, &caller).await?.teams;
    let (content, problems) = typed.read();
    if !problems.is_empty() {
        return Ok(refuse(DraftPage::of(&draft, &typed, &teams, &problems)));
    }
    let edit = DraftEdit {
        revision: typed.version,
        content,
    };
    match calls::save_draft(toolbox, &caller.token, &id, &edit).await {
        Ok(saved) => go_on(app, &caller, (&saved, &teams), &typed).await,
        Err(Problem::Refused(fields)) => Ok(refuse(DraftPage::of(&draft, &typed, &teams, &fields))),
        Err(problem) if problem.name() == CHANGED_MEANWHILE.name => Ok(show_as(
            StatusCode::CONFLICT,
            DraftPage::overtaken(&draft, &typed, &teams),
        )),
        Err(problem) => not_now(urls::MY_SHELF, problem),
    }
}

async fn go_on(
    app: &App,
    caller: &Caller,
    (draft, teams): (&Draft, &[Team]),
    typed: &Typed,
) -> Result<Response, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &caller.token);
    let answer = match typed.pressed() {
        "bekijk" => {
            let card = cards::preview(toolbox, token, &draft.content).await;
            card.map(|card| show(DraftPage::previewing(draft, typed, teams, card)))
        }
        asked @ ("deel" | "vraag") => {
            let shared = calls::share_draft(toolbox, token, &draft.id, asked == "vraag").await;
            shared.map(after_sharing)
        }
        _ => Ok(see_other(urls::draft(&draft.id)).telling(Say::key("shelf-flash-draft-kept"))),
    };
    match answer {
        Ok(response) => Ok(response),
        Err(Problem::Refused(fields)) => Ok(refuse(DraftPage::of(draft, typed, teams, &fields))),
        Err(problem) => not_now(&urls::draft(&draft.id), problem),
    }
}
