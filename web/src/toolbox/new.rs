use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    CARD_TEAM_MISSING, Card, GROUP_UPSIDE_DOWN, KIND_MISSING, NUMBER_UNREADABLE, NewDraft,
    REVIEW_FIRST, TITLE_TOO_SHORT, Team,
};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::form::{CardFields, Typed};
use super::shelf::{give_to_colleagues, keep_draft};
use super::view::CardView;
use super::{calls, samples, teams, toolbox_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Sharing a card: type, look, share.
#[derive(Debug, Serialize)]
pub struct NewCardPage {
    /// Whether the reader may share at all; else the page says who may.
    is_allowed: bool,
    fields: CardFields,
    refused: bool,
    preview: Option<CardView>,
}

impl NewCardPage {
    fn empty(is_allowed: bool, teams: &[Team]) -> Self {
        Self {
            is_allowed,
            fields: CardFields::of(&Typed::default(), teams, &[]),
            refused: false,
            preview: None,
        }
    }

    fn again(typed: &Typed, teams: &[Team], problems: &[FieldProblem]) -> Self {
        Self {
            fields: CardFields::of(typed, teams, problems),
            refused: true,
            ..Self::empty(true, teams)
        }
    }

    fn previewing(typed: &Typed, teams: &[Team], card: Card) -> Self {
        Self {
            fields: CardFields::of(typed, teams, &[]),
            preview: Some(CardView::of(card)),
            ..Self::empty(true, teams)
        }
    }
}

impl Page for NewCardPage {
    const TEMPLATE: &'static str = "toolbox/new";

    fn title(&self) -> Say {
        Say::key("toolbox-new-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let typed = Typed::of(&samples::full().content, 0);
        let problems = [
            FieldProblem::new("title", TITLE_TOO_SHORT),
            FieldProblem::new("kind", KIND_MISSING),
            FieldProblem::new("minutes", NUMBER_UNREADABLE),
            FieldProblem::new("group_max", GROUP_UPSIDE_DOWN),
        ];
        let teams = [teams::samples::groen(), teams::samples::zorg()];
        let team = [FieldProblem::new("team_id", CARD_TEAM_MISSING)];
        vec![
            ("empty", Self::empty(true, &[])),
            ("with teams", Self::again(&typed, &teams, &team)),
            ("refused", Self::again(&typed, &[], &problems)),
            ("preview", Self::previewing(&typed, &[], samples::full())),
            ("not allowed", Self::empty(false, &[])),
        ]
    }
}

/// Shows the empty form.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let is_allowed = calls::may_add(&app.services.toolbox, &caller.token).await?;
    let mine = teams::mine_if_any(&app.services.toolbox, &caller).await?;
    Ok(show(NewCardPage::empty(is_allowed, &mine.teams)))
}

/// Shares a card, shows it as its readers would see it, or shows the form again with what is wrong.
#[handler]
pub(crate) async fn create(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let (content, mut problems) = typed.read();
    let draft = || NewDraft {
        adapts: None,
        content: content.clone(),
    };
    let teams = teams::mine_if_any(toolbox, &caller).await?.teams;
    if typed.wants_draft() && problems.is_empty() {
        let kept = keep_draft(app, &caller, &draft()).await?;
        return Ok(
            kept.unwrap_or_else(|fields| refuse(NewCardPage::again(&typed, &teams, &fields)))
        );
    }
    let only_look = typed.wants_preview() || !problems.is_empty();
    let answer = if only_look {
        calls::preview(toolbox, &caller.token, &content).await
    } else {
        calls::add(toolbox, &caller.token, &content).await
    };
    match answer {
        Ok(card) if problems.is_empty() && only_look => {
            Ok(show(NewCardPage::previewing(&typed, &teams, card)))
        }
        Ok(card) if problems.is_empty() => {
            let told = Say::key("toolbox-flash-shared").with("name", card.content.title);
            Ok(see_other(urls::card(&card.id)).telling(told))
        }
        Ok(_) => Ok(refuse(NewCardPage::again(&typed, &teams, &problems))),
        Err(Problem::Refused(fields)) => {
            problems.extend(fields);
            Ok(refuse(NewCardPage::again(&typed, &teams, &problems)))
        }
        Err(problem) if problem.name() == REVIEW_FIRST.name => {
            let given = give_to_colleagues(app, &caller, &draft()).await?;
            Ok(given.unwrap_or_else(|fields| refuse(NewCardPage::again(&typed, &teams, &fields))))
        }
        Err(problem) => Err(problem.into()),
    }
}
