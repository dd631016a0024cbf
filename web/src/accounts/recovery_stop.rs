//! One press from the mail about a way back into an account stops it, signed in or not.

use std::sync::Arc;

use contract::accounts::Secret;
use contract::recovery::RECOVERY_ENDED;
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use crate::app::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::urls;

/// What a press stops; opening it stops nothing, because mail scanners open links.
#[derive(Debug, Serialize)]
pub(super) struct StopRecoveryPage {
    /// None when there is nothing to stop any more.
    open: Option<Open>,
    is_stopped: bool,
}

#[derive(Debug, Serialize)]
struct Open {
    name: String,
    href: String,
}

impl StopRecoveryPage {
    const ENDED: Self = Self {
        open: None,
        is_stopped: false,
    };

    fn of(link: &str, name: String) -> Self {
        let href = urls::stop_recovery(link);
        Self {
            open: Some(Open { name, href }),
            is_stopped: false,
        }
    }
}

#[handler]
pub(super) async fn look(
    Data(app): Data<&Arc<App>>,
    Path(link): Path<String>,
) -> Result<Response, PageError> {
    let secret = Secret::new(link.as_str());
    match app.services.sessions.stoppable(secret).await {
        Ok(found) => Ok(show(StopRecoveryPage::of(&link, found.name))),
        Err(problem) if problem.name() == RECOVERY_ENDED.name => Ok(show(StopRecoveryPage::ENDED)),
        Err(problem) => Err(problem.into()),
    }
}

#[handler]
pub(super) async fn stop(
    Data(app): Data<&Arc<App>>,
    Path(link): Path<String>,
) -> Result<Response, PageError> {
    let secret = Secret::new(link.as_str());
    match app.services.sessions.stop_recovery(secret).await {
        Ok(()) => Ok(show(StopRecoveryPage {
            is_stopped: true,
            ..StopRecoveryPage::ENDED
        })),
        Err(problem) if problem.name() == RECOVERY_ENDED.name => {
            Ok(refuse(StopRecoveryPage::ENDED))
        }
        Err(problem) => Err(problem.into()),
    }
}

impl Page for StopRecoveryPage {
    const TEMPLATE: &'static str = "accounts/recovery-stop";

    fn title(&self) -> Say {
        Say::key("accounts-stop-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let stopped = Self {
            is_stopped: true,
            ..Self::ENDED
        };
        vec![
            ("open", Self::of("voorbeeld", "Noor H.".to_owned())),
            ("stopped", stopped),
            ("ended", Self::ENDED),
        ]
    }
}
