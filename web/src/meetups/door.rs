//! At the door: who is there, ticked off on the list or by the code that somebody shows.

use std::sync::Arc;

use contract::meetups::{Event, EventSignups, Participant, SIGNUP_NONE, TickedOff};
use poem::web::{Data, Form, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// Where a code is typed, and whose it is.
#[derive(Debug, Serialize)]
pub(super) struct DoorPage {
    id: String,
    title: String,
    code: Field,
    found: Option<Found>,
}

#[derive(Debug, Serialize)]
struct Found {
    id: String,
    name: String,
    /// How many others come along.
    brings: u32,
    came: bool,
    /// Whether the doors are open.
    may_come: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    code: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ticked {
    #[serde(default)]
    wie: String,
    #[serde(default)]
    is: String,
}

impl DoorPage {
    fn of(event: Event, typed: &str) -> Self {
        Self {
            id: event.event.id,
            title: event.event.title,
            code: Field::filled(typed),
            found: None,
        }
    }

    fn finding(self, one: Participant, list: &EventSignups) -> Self {
        let found = Some(Found {
            id: one.id,
            name: one.name,
            brings: one.party.saturating_sub(1),
            came: one.came,
            may_come: list.day.is_some(),
        });
        Self { found, ..self }
    }

    fn finding_nobody(self) -> Self {
        let problem = Say::of("meetups-problem", "door.unknown");
        let code = Field::refused(self.code.value, problem);
        Self { code, ..self }
    }
}

impl Page for DoorPage {
    const TEMPLATE: &'static str = "meetups/door";

    fn title(&self) -> Say {
        Say::key("meetups-door-title").with("title", self.title.as_str())
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
        let page = |typed: &str| Self::of(samples::event(), typed);
        let list = samples::signups();
        let one = |n: usize| list.participants.get(n).cloned().unwrap_or_default();
        let closed = EventSignups::default();
        vec![
            ("empty", page("")),
            ("found", page("7XK2M9PD").finding(one(1), &list)),
            ("is there", page("7XK2M9PD").finding(one(0), &list)),
            ("too early", page("7XK2M9PD").finding(one(1), &closed)),
            ("nobody", page("0000").finding_nobody()),
        ]
    }
}

/// Shows whose code it is.
#[handler]
pub(crate) async fn open(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let event = calls::event(meetups, Some(&caller.token), &id).await?;
    let list = calls::signups(meetups, &caller.token, &id).await?;
    let page = DoorPage::of(event, typed.code.trim());
    if typed.code.trim().is_empty() {
        return Ok(show(page));
    }
    match calls::at_the_door(meetups, &caller.token, &id, typed.code.trim()).await {
        Ok(one) => Ok(show(page.finding(one, &list))),
        Err(problem) if problem.name() == SIGNUP_NONE.name => Ok(refuse(page.finding_nobody())),
        Err(problem) => Err(problem.into()),
    }
}

/// Notes that somebody is there, or not after all.
#[handler]
pub(crate) async fn tick_off(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(ticked): Form<Ticked>,
) -> Result<Response, PageError> {
    let ticking = TickedOff {
        signup: ticked.wie,
        came: ticked.is == "ja",
    };
    let meetups = &app.services.meetups;
    let back = see_other(urls::meetup_signups(&id));
    match calls::tick_off(meetups, &caller.token, &id, &ticking).await {
        Ok(()) => Ok(back.telling(Say::key("meetups-flash-ticked"))),
        // Who left meanwhile is not on the list that is shown next.
        Err(Problem::Told(body)) if body.status == 409 => Ok(back),
        Err(problem) => Err(problem.into()),
    }
}
