//! The end of mails about saved searches, from a mail: nobody signs in for it.

use std::sync::Arc;

use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::calls;
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Page, show};
use crate::urls;

/// Asks for the press, and thanks for it. Opening the link ends nothing: mail scanners open links too.
#[derive(Debug, Serialize)]
pub(crate) struct StopPage {
    /// This page, until it is done.
    href: Option<String>,
}

/// Asks whether the mails end.
#[handler]
pub(super) async fn ask(Path(secret): Path<String>) -> Result<Response, PageError> {
    Ok(show(StopPage {
        href: Some(urls::stop_searches(secret)),
    }))
}

/// Ends them: pressed here, or sent by the reader's mail program (RFC 8058).
#[handler]
pub(super) async fn stop(
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    calls::stop(&app.services.toolbox, &secret).await?;
    Ok(show(StopPage { href: None }))
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "toolbox/searches/stop";

    fn title(&self) -> Say {
        Say::key("searches-stop-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let asked = Self {
            href: Some(urls::stop_searches("voorbeeld")),
        };
        vec![("asked", asked), ("done", Self { href: None })]
    }
}
