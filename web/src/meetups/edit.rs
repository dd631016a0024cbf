use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{CAPACITY_OUT_OF_RANGE, Event};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::fields::{MeetupFields, Typed};
use super::known::Known;
use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Changing a meetup.
#[derive(Debug, Serialize)]
pub struct EditMeetupPage {
    id: String,
    title: String,
    fields: MeetupFields,
    refused: bool,
    /// Who comes will hear of a new time or place.
    people: u32,
}

impl EditMeetupPage {
    fn of(event: &Event, typed: &Typed, problems: &[FieldProblem], known: &Known) -> Self {
        Self {
            id: event.event.id.clone(),
            title: event.event.title.clone(),
            fields: MeetupFields::of(typed, problems, known, event.recurrence.is_none()),
            refused: !problems.is_empty(),
            people: event.event.placed + event.event.waiting,
        }
    }
}

impl Page for EditMeetupPage {
    const TEMPLATE: &'static str = "meetups/edit";

    fn title(&self) -> Say {
        Say::key("meetups-edit-title").with("title", self.title.as_str())
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
        let page = |event: &Event, problems: &[FieldProblem]| {
            Self::of(event, &Typed::of(event), problems, &samples::known())
        };
        let wrong = [FieldProblem::new("capacity", CAPACITY_OUT_OF_RANGE)];
        vec![
            ("filled", page(&samples::full(), &[])),
            ("series", page(&samples::series(), &[])),
            ("refused", page(&samples::two_days(), &wrong)),
        ]
    }
}

/// Shows the form as the event fills it.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let event = calls::event(meetups, Some(&caller.token), &id).await?;
    if !event.may.iter().any(|deed| deed == "edit") {
        return Err(PageError::NotAllowed);
    }
    let typed = Typed::of(&event);
    let known = Known::for_form(meetups, &caller, &typed).await?;
    Ok(show(EditMeetupPage::of(&event, &typed, &[], &known)))
}

/// Saves, or shows the form again with what was typed and what is wrong.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, typed) = (&app.services.meetups, Typed(typed));
    let before = calls::event(meetups, Some(&caller.token), &id).await?;
    match calls::edit(meetups, &caller.token, &id, &typed.request(Some(&before))).await {
        Ok(_) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-changed"))),
        Err(Problem::Refused(problems)) => {
            let known = Known::for_form(meetups, &caller, &typed).await?;
            Ok(refuse(EditMeetupPage::of(
                &before, &typed, &problems, &known,
            )))
        }
        Err(problem) => Err(problem.into()),
    }
}
