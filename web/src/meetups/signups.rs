use std::sync::Arc;

use contract::meetups::{Event, EventSignups, Participant};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;

use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::urls;

/// Who comes and who waits, for who organises; fit to print for at the door.
#[derive(Debug, Serialize)]
pub struct SignupsPage {
    id: String,
    title: String,
    starts: String,
    capacity: Option<u32>,
    placed: Vec<Person>,
    waiting: Vec<Person>,
    /// The day of which who is there can be ticked off now.
    day: Option<String>,
}

/// Somebody on the list.
#[derive(Debug, Serialize)]
struct Person {
    id: String,
    /// Empty for who came without an account, a month later.
    name: String,
    /// A place is held for them, and they have not said yes.
    is_offered: bool,
    came: bool,
    /// Whether there is anything to tick off.
    may_come: bool,
}

impl SignupsPage {
    fn of(event: Event, signups: EventSignups) -> Self {
        let (waiting, placed): (Vec<Participant>, Vec<Participant>) = signups
            .participants
            .into_iter()
            .partition(|participant| participant.position.is_some());
        let day = signups.day;
        let person = |one: Participant| Person {
            is_offered: one.state == "offered",
            may_come: day.is_some() && one.state == "placed",
            id: one.id,
            name: one.name,
            came: one.came,
        };
        Self {
            id: event.event.id,
            title: event.event.title,
            starts: event.event.starts,
            capacity: signups.capacity,
            placed: placed.into_iter().map(person).collect(),
            waiting: waiting.into_iter().map(person).collect(),
            day,
        }
    }
}

impl Page for SignupsPage {
    const TEMPLATE: &'static str = "meetups/signups";

    fn title(&self) -> Say {
        Say::key("meetups-signups-title").with("title", self.title.as_str())
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
        let nobody = EventSignups::default();
        vec![
            ("people", Self::of(samples::full(), samples::signups())),
            ("nobody", Self::of(samples::event(), nobody)),
        ]
    }
}

/// Shows the list.
#[handler]
pub(crate) async fn open(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let event = calls::event(meetups, Some(&caller.token), &id).await?;
    let signups = calls::signups(meetups, &caller.token, &id).await?;
    Ok(show(SignupsPage::of(event, signups)))
}
