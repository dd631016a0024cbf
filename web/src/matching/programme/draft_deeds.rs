//! What a coordinator does with the drafts: one form for each deed, named by its button.

use std::sync::Arc;

use contract::matching::{DRAFT_RULES, NewEdit, Publish, RunDrafts};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use wire::Problem;

use super::calls::{self, Deed};
use super::drafts::{self, PARAMETER, SEARCH, Which};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::matching::{Pairs, refusal, value_of};
use crate::page::show_as;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Does what the pressed button says, or shows the drafts again with why not.
#[handler]
pub(super) async fn act(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let (deed, flash) = deed(&pairs).ok_or(PageError::NotFound)?;
    let text = |field: &str| value_of(&pairs, field).unwrap_or_default().to_owned();
    let (rule, typed) = (text(PARAMETER), text(SEARCH));
    match calls::act(app, &by, &id, &deed).await {
        Ok(()) if matches!(deed, Deed::Publish(_)) => {
            Ok(see_other(urls::programme_board(&id)).telling(flash))
        }
        Ok(()) => {
            let back = urls::with_query(
                &urls::programme_drafts(&id),
                &[(PARAMETER, &rule), (SEARCH, &typed)],
            );
            Ok(see_other(back).telling(flash))
        }
        Err(problem) => again(app, &by, &id, [rule, typed], problem).await,
    }
}

fn deed(pairs: &Pairs) -> Option<(Deed, Say)> {
    let text = |field: &str| value_of(pairs, field).unwrap_or_default().to_owned();
    let edit = |kind: &str| {
        Deed::Edit(NewEdit {
            kind: kind.to_owned(),
            student: text("student"),
            buddy: value_of(pairs, "maatje").map(str::to_owned),
        })
    };
    let rule = || DRAFT_RULES.iter().find(|rule| **rule == text(PARAMETER));
    Some(match value_of(pairs, "daad")? {
        "indelen" => (
            Deed::Run(RunDrafts {
                rule: None,
                max_blocking: text("hooguit").parse().unwrap_or_default(),
            }),
            Say::key("programmes-flash-run"),
        ),
        "vast" => (edit("pin"), Say::key("programmes-flash-edited")),
        "niet-samen" => (edit("veto"), Say::key("programmes-flash-edited")),
        "eruit" => (edit("out"), Say::key("programmes-flash-edited")),
        "ongedaan" => (
            Deed::Undo(text("wijziging").parse().ok()?),
            Say::key("programmes-flash-undone"),
        ),
        "publiceren" => (
            Deed::Publish(Publish {
                rule: (*rule()?).to_owned(),
            }),
            Say::key("programmes-flash-published"),
        ),
        _ => return None,
    })
}

async fn again(
    app: &App,
    by: &Caller,
    id: &str,
    [rule, typed]: [String; 2],
    problem: Problem,
) -> Result<Response, PageError> {
    let (status, why) = (problem.status(), refusal(problem)?);
    let which = Which {
        regel: Some(rule),
        pagina: None,
        zoek: Some(typed),
    };
    let page = drafts::page(app, by, id, &which).await?;
    Ok(show_as(status, page.again(why)))
}
