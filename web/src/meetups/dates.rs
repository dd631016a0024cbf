//! The single times of a series: one moves, one does not happen, one is on again.

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{DATE_LAST, ENDS_BEFORE_STARTS, Event, NewDate, Occurrence};
use poem::web::{Data, Form, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::event::Time;
use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// What is coming of a series, with what can be done about each.
#[derive(Debug, Serialize)]
pub struct DatesPage {
    id: String,
    title: String,
    people: u32,
    dates: Vec<Date>,
    /// Those that were called off.
    off: Vec<Off>,
    moving: Option<Moving>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Date {
    original: String,
    when: Time,
    moved: bool,
    /// This page, with the fields to move it.
    href: String,
}

#[derive(Debug, Serialize)]
struct Off {
    original: String,
    day: String,
}

/// The fields that move one time.
#[derive(Debug, Serialize)]
struct Moving {
    original: String,
    when: Time,
    all_day: bool,
    day: Field,
    from: Field,
    until: Field,
    last_day: Field,
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    welke: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    welke: String,
    #[serde(default)]
    doe: String,
    #[serde(default)]
    dag: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    #[serde(default, rename = "laatste-dag")]
    laatste_dag: String,
}

impl Typed {
    /// As a time is now.
    fn of(time: &Occurrence, all_day: bool) -> Self {
        let when = Time::of(time, all_day);
        let part =
            |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let last = when.last_day().map(|last| part(last, 0, 10));
        Self {
            welke: time.original.clone(),
            doe: String::new(),
            dag: part(&time.starts, 0, 10),
            van: part(&time.starts, 11, 16),
            tot: part(&time.ends, 11, 16),
            laatste_dag: last.unwrap_or_default(),
        }
    }

    /// What the service is asked.
    fn request(&self, all_day: bool) -> NewDate {
        let deed = match self.doe.as_str() {
            "verplaats" => "move",
            "af" => "off",
            "terug" => "back",
            _ => "",
        };
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let last = given(&self.laatste_dag).or_else(|| given(&self.dag));
        let time = |day: Option<String>, time: &str| match (day, given(time)) {
            (day, _) if all_day => day,
            (Some(day), Some(time)) => Some(format!("{day}T{time}")),
            _ => None,
        };
        NewDate {
            original: self.welke.clone(),
            deed: deed.to_owned(),
            starts: time(given(&self.dag), &self.van),
            ends: time(last, &self.tot),
        }
    }
}

impl Moving {
    fn of(time: &Occurrence, all_day: bool, typed: &Typed, wrong: &[FieldProblem]) -> Self {
        let field = |value: &str, name: &str| Field {
            value: value.to_owned(),
            problem: problems::with(name, wrong),
        };
        Self {
            original: time.original.clone(),
            when: Time::of(time, all_day),
            all_day,
            day: field(&typed.dag, "starts"),
            from: field(&typed.van, ""),
            until: field(&typed.tot, if all_day { "" } else { "ends" }),
            last_day: field(&typed.laatste_dag, if all_day { "ends" } else { "" }),
        }
    }
}

impl DatesPage {
    fn of(event: &Event) -> Self {
        let all_day = event.event.all_day;
        let id = &event.event.id;
        let date = |time: &Occurrence| Date {
            original: time.original.clone(),
            when: Time::of(time, all_day),
            moved: time.moved,
            href: urls::with_query(&urls::meetup_dates(id), &[("welke", &time.original)]),
        };
        let except = event.recurrence.iter().flat_map(|series| &series.except);
        Self {
            id: id.clone(),
            title: event.event.title.clone(),
            people: event.event.placed + event.event.waiting,
            dates: event.occurrences.iter().map(date).collect(),
            off: except
                .map(|original| Off {
                    original: original.clone(),
                    day: original.get(..10).unwrap_or_default().to_owned(),
                })
                .collect(),
            moving: None,
            problem: None,
        }
    }

    /// With the fields that move one of them, if it is there.
    fn moving(self, event: &Event, original: &str) -> Self {
        let time = event
            .occurrences
            .iter()
            .find(|time| time.original == original);
        let all_day = event.event.all_day;
        let moving = time.map(|time| Moving::of(time, all_day, &Typed::of(time, all_day), &[]));
        Self { moving, ..self }
    }

    /// With what was typed and why it was not done.
    fn refused(self, event: &Event, typed: &Typed, wrong: &[FieldProblem]) -> Self {
        let all_day = event.event.all_day;
        let time = event
            .occurrences
            .iter()
            .find(|time| time.original == typed.welke && typed.doe == "verplaats");
        let elsewhere = wrong
            .iter()
            .find(|problem| !matches!(problem.field.as_str(), "starts" | "ends"));
        Self {
            moving: time.map(|time| Moving::of(time, all_day, typed, wrong)),
            problem: elsewhere.map(|problem| Say::of("meetups-problem", &problem.code)),
            ..self
        }
    }
}

impl Page for DatesPage {
    const TEMPLATE: &'static str = "meetups/dates";

    fn title(&self) -> Say {
        Say::key("meetups-dates-title").with("title", self.title.as_str())
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
        let event = samples::exceptions();
        let days = samples::days_again();
        let original = |event: &Event| {
            let first = event.occurrences.first();
            first.map_or(String::new(), |time| time.original.clone())
        };
        let wrong = [FieldProblem::new("ends", ENDS_BEFORE_STARTS)];
        let last = [FieldProblem::new("original", DATE_LAST)];
        let typed = Typed {
            doe: "verplaats".to_owned(),
            tot: "10:00".to_owned(),
            ..event
                .occurrences
                .first()
                .map(|time| Typed::of(time, false))
                .unwrap_or_default()
        };
        vec![
            ("list", Self::of(&event)),
            ("moving", Self::of(&event).moving(&event, &original(&event))),
            (
                "whole days",
                Self::of(&days).moving(&days, &original(&days)),
            ),
            ("refused", Self::of(&event).refused(&event, &typed, &wrong)),
            (
                "the last",
                Self::of(&event).refused(&event, &Typed::default(), &last),
            ),
        ]
    }
}

/// Shows the coming times.
#[handler]
pub(crate) async fn open(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let event = calls::event(&app.services.meetups, Some(&caller.token), &id).await?;
    may_change(&event)?;
    Ok(show(DatesPage::of(&event).moving(&event, &asked.welke)))
}

/// Does what the button says, or shows why not with what was typed.
#[handler]
pub(crate) async fn change(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let event = calls::event(meetups, Some(&caller.token), &id).await?;
    may_change(&event)?;
    let date = typed.request(event.event.all_day);
    match calls::change_date(meetups, &caller.token, &id, &date).await {
        Ok(_) => Ok(see_other(urls::meetup_dates(&id)).telling(Say::key("meetups-flash-date"))),
        Err(Problem::Refused(wrong)) => Ok(refuse(
            DatesPage::of(&event).refused(&event, &typed, &wrong),
        )),
        Err(problem) => Err(problem.into()),
    }
}

fn may_change(event: &Event) -> Result<(), PageError> {
    if event.may.iter().any(|deed| deed == "edit") {
        Ok(())
    } else {
        Err(PageError::NotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_is_shown_and_sent_back_is_the_same() {
        for event in [samples::exceptions(), samples::days_again()] {
            let all_day = event.event.all_day;
            for time in &event.occurrences {
                let typed = Typed {
                    doe: "verplaats".to_owned(),
                    ..Typed::of(time, all_day)
                };
                let sent = typed.request(all_day);
                assert_eq!(sent.original, time.original);
                let length = if all_day { 10 } else { 16 };
                assert_eq!(sent.starts.as_deref(), time.starts.get(..length));
            }
        }
    }

    /// The clock on the wall is what is typed and sent; the service knows what the night does to it.
    #[test]
    fn in_the_night_of_the_clocks_the_wall_is_sent() {
        let typed = Typed {
            welke: "2026-03-26T15:30:00".to_owned(),
            doe: "verplaats".to_owned(),
            dag: "2026-03-29".to_owned(),
            van: "01:30".to_owned(),
            tot: "03:30".to_owned(),
            ..Typed::default()
        };
        let sent = typed.request(false);
        assert_eq!(sent.starts.as_deref(), Some("2026-03-29T01:30"));
        assert_eq!(sent.ends.as_deref(), Some("2026-03-29T03:30"));
        let days = Typed {
            laatste_dag: "2026-03-30".to_owned(),
            ..typed
        };
        let sent = days.request(true);
        assert_eq!(sent.starts.as_deref(), Some("2026-03-29"));
        assert_eq!(sent.ends.as_deref(), Some("2026-03-30"));
    }
}
