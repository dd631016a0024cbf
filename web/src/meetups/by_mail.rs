//! Signing up with a name and an e-mail address alone, and what the link in those mails opens.

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{AskByMail, Event, GuestPlace, Question, Signup};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::Problem;

use super::entry::{EntryFields, Filled};
use super::event::{MeetupPage, chosen, circumstances, is_short, reminders};
use super::qr::Pass;
use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show, show_as};
use crate::part::Crumb;
use crate::passing::site;
use crate::peer::address_of;
use crate::shell::{Telling as _, Visit};
use crate::urls;

/// What is asked of who has no account.
#[derive(Debug, Serialize)]
pub(super) struct AskForm {
    name: Field,
    mail: Field,
    sixteen: Choices,
    entry: Option<EntryFields>,
    /// Whether it was sent and something is wrong.
    is_open: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Typed {
    naam: String,
    mail: String,
    zestien: String,
    filled: Filled,
}

impl Typed {
    fn of(pairs: &[(String, String)]) -> Self {
        let text = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self {
            naam: text("naam"),
            mail: text("mail"),
            zestien: text("zestien"),
            filled: Filled::typed(pairs),
        }
    }
}

impl AskForm {
    pub(super) fn empty(event: &Event) -> Self {
        Self {
            is_open: false,
            ..Self::again(&Typed::default(), event, &[])
        }
    }

    /// With what was typed, and what is wrong with it.
    pub(super) fn again(typed: &Typed, event: &Event, fields: &[FieldProblem]) -> Self {
        let field = |name: &str, typed: &str| Field {
            value: typed.to_owned(),
            problem: problems::with(name, fields),
        };
        let mut sixteen = Choices::of("meetups-sixteen", ["ja"], &[&typed.zestien]);
        sixteen.problem = problems::with("sixteen", fields);
        Self {
            name: field("name", &typed.naam),
            mail: field("email", &typed.mail),
            sixteen,
            entry: EntryFields::of(event.may_bring, &event.questions, &typed.filled, fields)
                .if_any(),
            is_open: true,
        }
    }
}

/// The place of somebody without an account. Opening it decides nothing: programs that look through mails open links too.
#[derive(Debug, Serialize)]
pub struct PlacePage {
    /// None when the link works no more.
    found: Option<Found>,
    /// How many others may come along, and what is asked.
    #[serde(skip)]
    asks: (u32, Vec<Question>),
}

#[derive(Debug, Serialize)]
struct Found {
    secret: String,
    title: String,
    href: String,
    starts: String,
    all_day: bool,
    place: Option<String>,
    link: Option<String>,
    say: Say,
    has_place: bool,
    /// Until when a place is held, RFC 3339.
    until: Option<String>,
    may_say_yes: bool,
    /// What they show at the door.
    pass: Option<Pass>,
    /// What they want to be reminded by, while they may come.
    remind: Option<Choices>,
    /// Whether there is a certificate that they were there.
    certificate: bool,
    /// What they can change of their sign-up.
    change: Option<EntryFields>,
    /// How many others come along.
    brings: u32,
    /// Whether places are free, and too few for all of them.
    is_short: bool,
    /// Why the last tap did not work.
    problem: Option<Say>,
}

impl PlacePage {
    pub(super) fn of(secret: &str, place: GuestPlace, site: &str) -> Self {
        let event = place.event;
        let mine = place.mine.as_ref();
        let pass = mine.and_then(|mine| Pass::of(mine, &event.id, site));
        let say = place
            .mine
            .as_ref()
            .map_or_else(|| Say::key("meetups-place-asked"), standing);
        let on_list = place.mine.as_ref().filter(|mine| mine.state != "lapsed");
        let remind = on_list.map(reminders);
        let mine = place.mine.unwrap_or_default();
        let filled = Filled::before(mine.party, &mine.answers);
        let fields = EntryFields::of(place.may_bring, &place.questions, &filled, &[]);
        let change = place.may_change.then_some(fields);
        let change = change.and_then(EntryFields::if_any);
        let too_few = !place.may_say_yes && is_short(&mine, event.free);
        let asks = (place.may_bring, place.questions);
        Self {
            asks,
            found: Some(Found {
                secret: secret.to_owned(),
                href: urls::meetup(&event.id),
                title: event.title,
                starts: event.starts,
                all_day: event.all_day,
                place: event.place,
                link: place.online_link,
                say,
                has_place: mine.state == "placed",
                until: mine.until,
                certificate: mine.certificate,
                change,
                brings: mine.party.saturating_sub(1),
                is_short: too_few,
                pass,
                may_say_yes: place.may_say_yes,
                remind,
                problem: None,
            }),
        }
    }

    /// Of a link that works no more.
    pub(super) fn ended() -> Self {
        Self {
            found: None,
            asks: (0, Vec::new()),
        }
    }

    /// With what they filled in, and what is wrong with it.
    pub(super) fn entering_again(
        mut self,
        filled: &Filled,
        faults: &[FieldProblem],
        problem: Option<Say>,
    ) -> Self {
        let (may_bring, questions) = &self.asks;
        let again = EntryFields::of(*may_bring, questions, filled, faults).if_any();
        if let Some(found) = &mut self.found {
            found.change = again;
            found.problem = problem;
        }
        self
    }

    fn with(mut self, code: &str) -> Self {
        if let Some(found) = &mut self.found {
            found.problem = Some(Say::of("meetups-problem", code));
        }
        self
    }
}

fn standing(mine: &Signup) -> Say {
    match (mine.state.as_str(), mine.position) {
        ("offered", _) => Say::key("meetups-mine-offered"),
        ("lapsed", _) => Say::key("meetups-mine-lapsed"),
        (_, Some(position)) => Say::key("meetups-mine-waiting").with("position", position),
        (_, None) => Say::key("meetups-mine-placed"),
    }
}

/// Has the mail sent, or shows the meetup again with what is wrong.
#[handler]
pub(crate) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, typed) = (&app.services.meetups, Typed::of(&pairs));
    let sent = typed.filled.request();
    let language = request.data::<Visit>().map(|visit| visit.lang);
    let asking = AskByMail {
        name: Some(typed.naam.clone()),
        email: Some(typed.mail.trim().to_owned()),
        sixteen: Some(typed.zestien == "ja"),
        language: Some(language.unwrap_or_default().code().to_owned()),
        from: address_of(request, app),
        brings: sent.brings,
        answers: sent.answers,
    };
    let (status, fields, problem) = match calls::ask_by_mail(meetups, &id, &asking).await {
        Ok(()) => return Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-asked"))),
        Err(Problem::Refused(fields)) => (StatusCode::UNPROCESSABLE_ENTITY, fields, None),
        Err(Problem::Told(body)) if body.status == 409 => {
            let code = body.kind.rsplit(':').next().unwrap_or_default().to_owned();
            let problem = Some(Say::of("meetups-problem", &code));
            (StatusCode::CONFLICT, Vec::new(), problem)
        }
        Err(problem) => return Err(problem.into()),
    };
    let event = calls::event(meetups, None, &id).await?;
    let page = MeetupPage::of(&event, &circumstances(request, app, None));
    let again = page.asking_again(AskForm::again(&typed, &event, &fields), problem);
    Ok(show_as(status, again))
}

/// Shows where the reader of a mail stands.
#[handler]
pub(crate) async fn look(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match calls::guest(&app.services.meetups, &secret).await {
        Ok(place) => Ok(show(PlacePage::of(&secret, place, &site(request, app)))),
        Err(Problem::NotFound) => Ok(show(PlacePage::ended())),
        Err(problem) => Err(problem.into()),
    }
}

/// They come.
#[handler]
pub(crate) async fn yes(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    match calls::guest_says_yes(meetups, &secret).await {
        Ok(_) => Ok(see_other(urls::place(&secret)).telling(Say::key("meetups-flash-known"))),
        Err(Problem::NotFound) => Ok(refuse(PlacePage::ended())),
        Err(Problem::Told(body)) if body.status == 409 => {
            let code = body.kind.rsplit(':').next().unwrap_or_default().to_owned();
            let place = calls::guest(meetups, &secret).await?;
            let page = PlacePage::of(&secret, place, &site(request, app)).with(&code);
            Ok(show_as(StatusCode::CONFLICT, page))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Keeps what they want to be reminded by.
#[handler]
pub(crate) async fn keep_reminders(
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    match calls::guest_chooses_reminders(meetups, &secret, &chosen(typed)).await {
        Ok(_) => Ok(see_other(urls::place(&secret)).telling(Say::key("meetups-flash-reminders"))),
        Err(Problem::NotFound) => Ok(refuse(PlacePage::ended())),
        Err(Problem::Told(body)) if body.status == 409 => Ok(see_other(urls::place(&secret))),
        Err(problem) => Err(problem.into()),
    }
}

/// They do not come.
#[handler]
pub(crate) async fn no(
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    calls::guest_says_no(&app.services.meetups, &secret).await?;
    Ok(see_other(urls::MEETUPS).telling(Say::key("meetups-flash-forgotten")))
}

impl Page for PlacePage {
    const TEMPLATE: &'static str = "meetups/place";

    fn title(&self) -> Say {
        Say::key("meetups-place-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![board_crumb()]
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |mine: Option<Signup>, may_say_yes: bool| {
            let online_link = mine
                .as_ref()
                .filter(|mine| mine.state == "placed")
                .map(|_| "https://bijeenkomst.example/feedforward".to_owned());
            let place = GuestPlace {
                event: samples::event().event,
                name: "Lin".to_owned(),
                mine,
                online_link,
                may_say_yes,
                may_change: !may_say_yes,
                may_bring: 2,
                questions: samples::asking().questions,
            };
            Self::of("voorbeeld", place, "https://kansrijk.example")
        };
        vec![
            ("asked", page(None, true)),
            ("placed", page(samples::placed(None).mine, false)),
            ("was there", page(samples::attended().mine, false)),
            ("too few", page(samples::waits_with_others().mine, false)),
            ("waits", page(samples::placed(Some(3)).mine, false)),
            ("offered", page(samples::offered().mine, true)),
            ("too late", page(samples::lapsed().mine, true)),
            (
                "did not work",
                page(samples::placed(Some(3)).mine, false).with("signup.no-offer"),
            ),
            ("ended", Self::ended()),
        ]
    }
}
