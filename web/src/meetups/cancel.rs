use std::sync::Arc;

use contract::meetups::{Cancelling, Event};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Calling a meetup off: asked once more, with a word for who would come.
#[derive(Debug, Serialize)]
pub struct CancelPage {
    id: String,
    title: String,
    starts: String,
    people: u32,
    reason: Field,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    reden: String,
}

impl CancelPage {
    fn of(event: Event) -> Self {
        Self {
            people: event.event.placed + event.event.waiting,
            id: event.event.id,
            title: event.event.title,
            starts: event.event.starts,
            reason: Field::default(),
        }
    }
}

impl Page for CancelPage {
    const TEMPLATE: &'static str = "meetups/cancel";

    fn title(&self) -> Say {
        Say::key("meetups-cancel-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.title, urls::meetup(&self.id)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("with people", Self::of(samples::full())),
            ("nobody yet", Self::of(samples::series())),
        ]
    }
}

/// Asks once more.
#[handler]
pub(crate) async fn ask(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let event = calls::event(&app.services.meetups, Some(&caller.token), &id).await?;
    if !event.may.iter().any(|deed| deed == "cancel") {
        return Err(PageError::NotAllowed);
    }
    Ok(show(CancelPage::of(event)))
}

/// Calls it off.
#[handler]
pub(crate) async fn cancel(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let reason = Some(typed.reden.trim().to_owned()).filter(|reason| !reason.is_empty());
    calls::cancel(
        &app.services.meetups,
        &caller.token,
        &id,
        &Cancelling { reason },
    )
    .await?;
    Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-cancelled")))
}
