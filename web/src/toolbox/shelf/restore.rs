use std::sync::Arc;

use contract::toolbox::Restoring;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Deserialize;
use wire::Problem;

use super::{calls, not_now};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Which version to put back, on top of which.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    #[serde(rename = "versie")]
    version: u32,
    #[serde(rename = "op")]
    from: u32,
}

/// Puts an earlier version back.
#[handler]
pub(crate) async fn restore(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, PageError> {
    let which = Restoring {
        version: wanted.version,
        from: wanted.from,
    };
    match calls::restore(&app.services.toolbox, &caller.token, &id, which).await {
        Ok(card) => Ok(see_other(urls::card(&card.id)).telling(Say::key("shelf-flash-restored"))),
        // What may have been said then may not be said now: the licence of its original.
        Err(Problem::Refused(_)) => {
            let told = Say::key("shelf-flash-restore-refused");
            Ok(see_other(urls::card_history(&id)).telling(told))
        }
        Err(problem) => not_now(&urls::card_history(&id), problem),
    }
}
