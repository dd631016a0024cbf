//! Writing in a conversation, and ending it by a block.

use std::sync::Arc;

use contract::matching::{ConversationQuestion, NewMessage};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Deserialize;
use wire::Problem;

use super::conversation::ConversationPage;
use super::{calls, refusal};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{refuse, show_as};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Written {
    /// `stuur`, `toch` (after a warning) or `blokkeer`.
    #[serde(default)]
    daad: String,
    #[serde(default)]
    tekst: String,
    #[serde(default)]
    bericht: String,
}

/// Sends what was written, or shows it again with why not.
#[handler]
pub(super) async fn act(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(written): Form<Written>,
) -> Result<Response, PageError> {
    if written.daad == "blokkeer" {
        return block(app, &by, &id).await;
    }
    let new = NewMessage {
        id: written.bericht.clone(),
        text: written.tekst.clone(),
        sure: written.daad == "toch",
    };
    let sending = match calls::send(app, &by, &id, &new).await {
        Ok(sending) => sending,
        Err(problem) => return again(app, &by, &id, written, problem).await,
    };
    if sending.state != "sent" {
        let page = page(app, &by, &id).await?;
        return Ok(refuse(page.held(&sending, written.tekst, written.bericht)));
    }
    let sent = see_other(format!("{}#schrijf", urls::conversation(&id)));
    if sending.seen.is_empty() || new.sure {
        return Ok(sent);
    }
    // Two adults decide themselves; they only hear what it is.
    Ok(sent.telling(Say::key("matching-talk-hint")))
}

async fn page(app: &App, by: &Caller, id: &str) -> Result<ConversationPage, PageError> {
    let question = ConversationQuestion::default();
    let talk = calls::conversation(app, by, id, &question).await?;
    Ok(ConversationPage::of(talk, None))
}

async fn again(
    app: &App,
    by: &Caller,
    id: &str,
    written: Written,
    problem: Problem,
) -> Result<Response, PageError> {
    let status = problem.status();
    let said = refusal(problem)?;
    let page = page(app, by, id).await?;
    Ok(show_as(status, page.again(said, written.tekst)))
}

async fn block(app: &App, by: &Caller, id: &str) -> Result<Response, PageError> {
    let question = ConversationQuestion::default();
    let talk = calls::conversation(app, by, id, &question).await?;
    calls::block(app, by, &talk.other.id).await?;
    Ok(see_other(urls::CONVERSATIONS).telling(Say::key("matching-flash-blocked")))
}
