use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{CHANGED_MEANWHILE, Card, CardDeed, CardEdit, GOAL_MISSING, Team};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::form::{CardFields, Typed};
use super::view::CardView;
use super::{calls, samples, teams, toolbox_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show, show_as};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Changing an own card.
#[derive(Debug, Serialize)]
pub struct EditCardPage {
    id: String,
    fields: CardFields,
    /// The version that the change will be made on.
    version: u32,
    refused: bool,
    /// Whether somebody else changed the card while this form was open.
    changed_meanwhile: bool,
    preview: Option<CardView>,
}

impl EditCardPage {
    fn of(id: &str, typed: &Typed, teams: &[Team], problems: &[FieldProblem]) -> Self {
        Self {
            id: id.to_owned(),
            fields: CardFields::of(typed, teams, problems),
            version: typed.version,
            refused: !problems.is_empty(),
            changed_meanwhile: false,
            preview: None,
        }
    }

    fn previewing(id: &str, typed: &Typed, teams: &[Team], card: Card) -> Self {
        Self {
            preview: Some(CardView::of(card)),
            ..Self::of(id, typed, teams, &[])
        }
    }

    /// Keeps what was typed. Saving again is meant for the card as it is now, so that is what the form goes by.
    fn overtaken(card: &Card, typed: &Typed, teams: &[Team]) -> Self {
        Self {
            version: card.version,
            changed_meanwhile: true,
            ..Self::of(&card.id, typed, teams, &[])
        }
    }
}

impl Page for EditCardPage {
    const TEMPLATE: &'static str = "toolbox/edit";

    fn title(&self) -> Say {
        Say::key("toolbox-edit-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let card = samples::own();
        let typed = Typed::of(&card.content, card.version);
        let problems = [FieldProblem::new("goal", GOAL_MISSING)];
        vec![
            ("filled", Self::of(&card.id, &typed, &[], &[])),
            ("refused", Self::of(&card.id, &typed, &[], &problems)),
            ("changed meanwhile", Self::overtaken(&card, &typed, &[])),
            (
                "preview",
                Self::previewing(&card.id, &typed, &[], card.clone()),
            ),
        ]
    }
}

/// Shows the form with what stands on the card now.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let card = calls::card(&app.services.toolbox, Some(&caller.token), &id).await?;
    if !card.may.contains(&CardDeed::Edit) {
        return Err(PageError::NotAllowed);
    }
    let typed = Typed::of(&card.content, card.version);
    let mine = teams::mine_if_any(&app.services.toolbox, &caller).await?;
    Ok(show(EditCardPage::of(&card.id, &typed, &mine.teams, &[])))
}

/// Saves a change, shows it first, or shows the form again with what is wrong.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (content, mut problems) = typed.read();
    let only_look = typed.wants_preview() || !problems.is_empty();
    let edit = CardEdit {
        version: typed.version,
        content,
    };
    let answer = if only_look {
        calls::preview(&app.services.toolbox, &caller.token, &edit.content).await
    } else {
        calls::edit(&app.services.toolbox, &caller.token, &id, &edit).await
    };
    let teams = teams::mine_if_any(&app.services.toolbox, &caller)
        .await?
        .teams;
    match answer {
        Ok(card) if problems.is_empty() && only_look => {
            Ok(show(EditCardPage::previewing(&id, &typed, &teams, card)))
        }
        Ok(card) if problems.is_empty() => {
            Ok(see_other(urls::card(&card.id)).telling(Say::key("toolbox-flash-saved")))
        }
        Ok(_) => Ok(refuse(EditCardPage::of(&id, &typed, &teams, &problems))),
        Err(Problem::Refused(fields)) => {
            problems.extend(fields);
            Ok(refuse(EditCardPage::of(&id, &typed, &teams, &problems)))
        }
        Err(problem) if problem.name() == CHANGED_MEANWHILE.name => {
            overtaken(app, &caller, &id, &typed, &teams).await
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn overtaken(
    app: &App,
    caller: &Caller,
    id: &str,
    typed: &Typed,
    teams: &[Team],
) -> Result<Response, PageError> {
    let card = calls::card(&app.services.toolbox, Some(&caller.token), id).await?;
    Ok(show_as(
        poem::http::StatusCode::CONFLICT,
        EditCardPage::overtaken(&card, typed, teams),
    ))
}
