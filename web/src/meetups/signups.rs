use std::sync::Arc;

use contract::meetups::{Event, EventSignups, Participant};
use poem::http::{HeaderValue, StatusCode, header};
use poem::web::{Data, Path};
use poem::{Request, Response, handler};
use serde::Serialize;

use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::passing::passed_on;
use crate::session::SignedIn;
use crate::shell::Visit;
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
    /// How many people are there, with who came along.
    came: u32,
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
    /// How many others come along.
    brings: u32,
    answers: Vec<Told>,
}

/// What somebody answered, under the question as it was asked.
#[derive(Debug, Serialize)]
struct Told {
    asked: String,
    answer: String,
}

impl SignupsPage {
    fn of(event: Event, signups: EventSignups) -> Self {
        let (waiting, placed): (Vec<Participant>, Vec<Participant>) = signups
            .participants
            .into_iter()
            .partition(|participant| participant.position.is_some());
        let (day, came) = (signups.day, signups.came);
        let person = |one: Participant| Person {
            is_offered: one.state == "offered",
            may_come: day.is_some() && one.state == "placed",
            id: one.id,
            name: one.name,
            came: one.came,
            brings: one.party.saturating_sub(1),
            answers: one
                .answers
                .into_iter()
                .map(|one| Told {
                    asked: one.asked,
                    answer: one.answer,
                })
                .collect(),
        };
        Self {
            id: event.event.id,
            title: event.event.title,
            starts: event.event.starts,
            capacity: signups.capacity,
            placed: placed.into_iter().map(person).collect(),
            waiting: waiting.into_iter().map(person).collect(),
            day,
            came,
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

/// The same for a spreadsheet.
#[handler]
pub(crate) async fn list(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let language = request.data::<Visit>().map(|visit| visit.lang);
    let code = language.unwrap_or_default().code();
    let path = format!("{}/signups/list.csv?language={code}", calls::at(&id));
    let raw = calls::raw(&app.services.meetups, Some(&caller.token), &path).await?;
    if raw.status == StatusCode::FORBIDDEN {
        return Err(PageError::NotAllowed);
    }
    let name = HeaderValue::from_static("attachment; filename=\"deelnemers.csv\"");
    passed_on(raw).map(|mut response| {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, name);
        response
    })
}
