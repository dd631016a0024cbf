//! Care for the shelf: own versions and their family, versions beside each other, drafts and what a colleague thinks of
//! them, and what stays of a card that was taken off.

pub(crate) mod adapt;
pub(crate) mod calls;
pub(crate) mod compare;
pub(crate) mod draft;
pub(crate) mod family;
pub(crate) mod mine;
pub(crate) mod read;
pub(crate) mod restore;
mod samples;
pub(crate) mod tombstone;

use contract::FieldProblem;
use contract::toolbox::{NewDraft, Shared};
use poem::Response;
use poem::http::StatusCode;
use wire::Problem;

use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::session::Caller;
use crate::shell::Telling;
use crate::urls;

/// Goes on to a page that says why something cannot be done now; anything else is an error.
pub(in crate::toolbox) fn not_now(address: &str, problem: Problem) -> Result<Response, PageError> {
    if problem.status() == StatusCode::CONFLICT {
        let say = Say::of("shelf-flash", problem.name());
        return Ok(see_other(address).telling(say));
    }
    Err(problem.into())
}

/// Keeps what was typed as a draft.
pub(in crate::toolbox) async fn keep_draft(
    app: &App,
    caller: &Caller,
    new: &NewDraft,
) -> Result<Result<Response, Vec<FieldProblem>>, PageError> {
    match calls::start_draft(&app.services.toolbox, &caller.token, new).await {
        Ok(draft) => {
            let kept = Say::key("shelf-flash-draft-kept");
            Ok(Ok(see_other(urls::draft(&draft.id)).telling(kept)))
        }
        Err(Problem::Refused(fields)) => Ok(Err(fields)),
        Err(problem) => not_now(urls::MY_SHELF, problem).map(Ok),
    }
}

/// Where the school has cards read first: what was typed becomes a draft that waits for a colleague. What is refused
/// leaves no draft.
pub(in crate::toolbox) async fn give_to_colleagues(
    app: &App,
    caller: &Caller,
    new: &NewDraft,
) -> Result<Result<Response, Vec<FieldProblem>>, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &caller.token);
    let draft = match calls::start_draft(toolbox, token, new).await {
        Ok(draft) => draft,
        Err(Problem::Refused(fields)) => return Ok(Err(fields)),
        Err(problem) => return not_now(urls::MY_SHELF, problem).map(Ok),
    };
    match calls::share_draft(toolbox, token, &draft.id, true).await {
        Ok(shared) => Ok(Ok(after_sharing(shared))),
        Err(Problem::Refused(fields)) => {
            calls::remove_draft(toolbox, token, &draft.id).await?;
            Ok(Err(fields))
        }
        Err(problem) => not_now(&urls::draft(&draft.id), problem).map(Ok),
    }
}

/// On to the card, or to the list where it waits for a colleague.
pub(in crate::toolbox) fn after_sharing(shared: Shared) -> Response {
    match shared.card {
        Some(card) => see_other(urls::card(card))
            .telling(Say::key("toolbox-flash-shared").with("name", shared.title)),
        None => see_other(urls::MY_SHELF)
            .telling(Say::key("shelf-flash-in-review").with("name", shared.title)),
    }
}
