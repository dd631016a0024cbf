use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    Adaptation, Adapts, Attribution, Card, CardContent, CardDeed, LICENCE_SHARE_ALIKE,
    NOT_ADAPTABLE, NewDraft, REVIEW_FIRST, Team,
};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{after_sharing, calls, give_to_colleagues, keep_draft, not_now};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::toolbox::form::{CardFields, Typed};
use crate::toolbox::view::{AttributionView, CardView};
use crate::toolbox::{calls as cards, samples, teams, toolbox_crumb};
use crate::urls;

/// An own version of somebody's card. The form begins with what stands on the original.
#[derive(Debug, Serialize)]
pub(crate) struct AdaptPage {
    id: String,
    original: String,
    /// What will stand below the new card, whatever is typed.
    adapted_from: Vec<AttributionView>,
    /// The version of the original.
    version: u32,
    /// The form, where the original may be adapted.
    fields: Option<CardFields>,
    refused: bool,
    preview: Option<CardView>,
    /// Whom to ask where it may not.
    author: Option<String>,
    team: String,
}

impl AdaptPage {
    fn of(original: &Card, typed: &Typed, teams: &[Team], problems: &[FieldProblem]) -> Self {
        Self {
            fields: Some(CardFields::of(typed, teams, problems)),
            refused: !problems.is_empty(),
            version: typed.version,
            ..Self::closed(original)
        }
    }

    fn closed(original: &Card) -> Self {
        Self {
            id: original.id.clone(),
            original: original.content.title.clone(),
            adapted_from: row(original).into_iter().map(AttributionView::of).collect(),
            version: original.version,
            fields: None,
            refused: false,
            preview: None,
            author: original.author.clone(),
            team: original.content.team.clone(),
        }
    }

    fn previewing(original: &Card, typed: &Typed, teams: &[Team], card: Card) -> Self {
        let card = Card {
            adapted_from: row(original),
            ..card
        };
        Self {
            preview: Some(CardView::of(card)),
            ..Self::of(original, typed, teams, &[])
        }
    }
}

/// The original, and all that it comes from.
fn row(original: &Card) -> Vec<Attribution> {
    let nearest = Attribution {
        id: Some(original.id.clone()),
        version: original.version,
        title: original.content.title.clone(),
        author: original.author.clone(),
        team: original.content.team.clone(),
        origin: original.content.origin.clone(),
        licence: original.content.licence.clone(),
    };
    std::iter::once(nearest)
        .chain(original.adapted_from.iter().cloned())
        .collect()
}

impl Page for AdaptPage {
    const TEMPLATE: &'static str = "toolbox/adapt";

    fn title(&self) -> Say {
        Say::key("shelf-adapt-title").with("title", self.original.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let original = Crumb::name(self.original.clone(), urls::card(&self.id));
        vec![toolbox_crumb(), original]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let card = samples::adapted();
        let typed = Typed::of_adaptation(&card.content, card.version);
        let problems = [FieldProblem::new("licence", LICENCE_SHARE_ALIKE)];
        let mut silent = samples::bare();
        silent.author = Some("Yara Mulder".to_owned());
        vec![
            ("filled", Self::of(&card, &typed, &[], &[])),
            ("licence refused", Self::of(&card, &typed, &[], &problems)),
            (
                "preview",
                Self::previewing(&card, &typed, &[], samples::full()),
            ),
            ("not to be adapted", Self::closed(&silent)),
            ("nobody to ask", Self::closed(&samples::bare())),
        ]
    }
}

/// The original, and whether its licence lets it be adapted; refused for who may not add cards.
async fn original(app: &App, caller: &Caller, id: &str) -> Result<(Card, bool), PageError> {
    let toolbox = &app.services.toolbox;
    let card = cards::card(toolbox, Some(&caller.token), id).await?;
    let is_open = card.may.contains(&CardDeed::Adapt);
    if !is_open && !cards::may_add(toolbox, &caller.token).await? {
        return Err(PageError::NotAllowed);
    }
    Ok((card, is_open))
}

/// Shows the form with what stands on the original, or whom to ask.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (card, is_open) = original(app, &caller, &id).await?;
    if !is_open {
        return Ok(show(AdaptPage::closed(&card)));
    }
    let typed = Typed::of_adaptation(&card.content, card.version);
    let teams = teams::mine_if_any(&app.services.toolbox, &caller)
        .await?
        .teams;
    Ok(show(AdaptPage::of(&card, &typed, &teams, &[])))
}

/// Shares an own version, keeps it as a draft, shows it first, or shows the form again with what is wrong.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (card, is_open) = original(app, &caller, &id).await?;
    if !is_open {
        return Ok(refuse(AdaptPage::closed(&card)));
    }
    let teams = teams::mine_if_any(&app.services.toolbox, &caller)
        .await?
        .teams;
    let (content, mut problems) = typed.read();
    if problems.is_empty() {
        match done(app, &caller, (&card, &teams), &typed, &content).await? {
            Ok(response) => return Ok(response),
            Err(fields) => problems = fields,
        }
    }
    Ok(refuse(AdaptPage::of(&card, &typed, &teams, &problems)))
}

async fn done(
    app: &App,
    caller: &Caller,
    (original, teams): (&Card, &[Team]),
    typed: &Typed,
    content: &CardContent,
) -> Result<Result<Response, Vec<FieldProblem>>, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &caller.token);
    let draft = || NewDraft {
        adapts: Some(Adapts {
            id: original.id.clone(),
            version: typed.version,
        }),
        content: content.clone(),
    };
    if typed.wants_draft() {
        return keep_draft(app, caller, &draft()).await;
    }
    let answer = if typed.wants_preview() {
        let shown = cards::preview(toolbox, token, content).await;
        shown.map(|card| show(AdaptPage::previewing(original, typed, teams, card)))
    } else {
        let adaptation = Adaptation {
            version: typed.version,
            content: content.clone(),
        };
        let shared = calls::adapt(toolbox, token, &original.id, &adaptation).await;
        shared.map(|card| {
            after_sharing(contract::toolbox::Shared {
                card: Some(card.id),
                title: card.content.title,
                due: None,
            })
        })
    };
    match answer {
        Ok(response) => Ok(Ok(response)),
        Err(Problem::Refused(fields)) => Ok(Err(fields)),
        Err(problem) if problem.name() == REVIEW_FIRST.name => {
            give_to_colleagues(app, caller, &draft()).await
        }
        Err(problem) if problem.name() == NOT_ADAPTABLE.name => {
            Ok(Ok(refuse(AdaptPage::closed(original))))
        }
        Err(problem) => not_now(&urls::card(&original.id), problem).map(Ok),
    }
}
