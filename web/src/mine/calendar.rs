use std::sync::Arc;

use contract::meetups::{CALENDAR_FORMS, KINDS, OwnCalendar, OwnCalendars};
use poem::web::{Data, Form};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::passing::site;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// My meetups in the calendar that I use: secret addresses of my own, and those of each kind of meetup.
#[derive(Debug, Serialize)]
pub(super) struct CalendarPage {
    /// The address just made, shown this once.
    made: Option<String>,
    forms: Vec<Own>,
    kinds: Vec<Kind>,
    problem: Option<Say>,
}

/// One of the two calendars, with or without an address.
#[derive(Debug, Serialize)]
struct Own {
    code: &'static str,
    name: Say,
    about: Say,
    region: Option<String>,
    /// Since when there is an address, RFC 3339.
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct Kind {
    name: Say,
    calendar: String,
    atom: String,
}

/// Which of the two.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    vorm: String,
}

impl CalendarPage {
    fn new(mine: &OwnCalendars) -> Self {
        let kind = |kind: &&str| Kind {
            name: Say::of("meetups-kind", kind),
            calendar: urls::kind_calendar(format!("{kind}.ics")),
            atom: urls::kind_calendar(format!("{kind}.atom")),
        };
        let known = |form: &str| mine.calendars.iter().find(|one| one.form == form);
        Self {
            made: None,
            forms: CALENDAR_FORMS
                .iter()
                .map(|form| Own::of(form, known(form)))
                .collect(),
            kinds: KINDS.iter().map(kind).collect(),
            problem: None,
        }
    }
}

impl Own {
    fn of(code: &'static str, known: Option<&OwnCalendar>) -> Self {
        Self {
            code,
            name: Say::of("mine-calendar-form", code),
            about: Say::of("mine-calendar-about", code),
            region: known.and_then(|one| one.region_name.clone()),
            since: known.map(|one| one.since.clone()),
        }
    }
}

/// Shows which calendars have an address.
#[handler]
pub(super) async fn list(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let mine = calls::my_calendars(&app.services.meetups, &me.token).await?;
    Ok(show(CalendarPage::new(&mine)))
}

/// Makes an address. The answer is a page and no redirect: it is shown once and kept nowhere.
#[handler]
pub(super) async fn make(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let answer = calls::make_calendar(meetups, &me.token, &chosen.vorm).await;
    let page = CalendarPage::new(&calls::my_calendars(meetups, &me.token).await?);
    match answer {
        Ok(made) => {
            let path = urls::own_calendar(format!("{}.ics", made.secret));
            let made = Some(format!("{}{path}", site(request, app)));
            Ok(show(CalendarPage { made, ..page }))
        }
        Err(Problem::Refused(fields)) => {
            let problem = fields.first();
            let problem = problem.map(|field| Say::of("meetups-problem", &field.code));
            Ok(refuse(CalendarPage { problem, ..page }))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Revokes an address: it opens nothing any more.
#[handler]
pub(super) async fn stop(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    match calls::stop_calendar(&app.services.meetups, &me.token, &chosen.vorm).await {
        // What is no calendar has no address, as the person wants it.
        Ok(()) | Err(Problem::NotFound) => {
            Ok(see_other(urls::MY_CALENDAR).telling(Say::key("mine-flash-calendar")))
        }
        Err(problem) => Err(problem.into()),
    }
}

impl Page for CalendarPage {
    const TEMPLATE: &'static str = "mine/calendar";

    fn title(&self) -> Say {
        Say::key("mine-calendar-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let own = |form: &str, region: Option<&str>| OwnCalendar {
            form: form.to_owned(),
            region_name: region.map(str::to_owned),
            since: "2026-03-01T09:00:00+00:00".to_owned(),
        };
        let both = || {
            Self::new(&OwnCalendars {
                calendars: vec![own("all", Some("Utrecht")), own("mine", None)],
            })
        };
        let made = format!(
            "https://kansrijk.example{}",
            urls::own_calendar("voorbeeld-van-een-adres-dat-niets-opent.ics")
        );
        let problem = contract::meetups::CALENDAR_FORM.name;
        vec![
            ("none", Self::new(&OwnCalendars::default())),
            ("both", both()),
            (
                "made",
                Self {
                    made: Some(made),
                    ..both()
                },
            ),
            (
                "refused",
                Self {
                    problem: Some(Say::of("meetups-problem", problem)),
                    ..both()
                },
            ),
        ]
    }
}
