use std::sync::Arc;

use chrono::{Days, NaiveDate};
use contract::FieldProblem;
use contract::matching::vocabulary::{RELATIONS, ROUTES};
use contract::matching::{
    CAPACITY_RANGE, MODES, NewProgramme, PROGRAMME_DATES, PROGRAMME_NAME, Programme,
};
use nouns::{Region, StudyField};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::places::{place_value, places, region_choice};
use super::{calls, crumbs, samples, to_the_list};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choice, Choices, Field};
use crate::i18n::Say;
use crate::matching::{Pairs, refusal, value_of};
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

const MOST_PLACES: u8 = 10;

/// Setting up a programme, or changing one.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammeFormPage {
    /// The programme that is changed.
    id: Option<String>,
    was: String,
    action: String,
    back: String,
    name: Field,
    relation: Choices,
    place: Choices,
    study_field: Choices,
    route: Choices,
    opens: Field,
    asked_until: Field,
    matches_on: Field,
    ends: Field,
    mode: Choices,
    places: Choices,
    refused: bool,
    /// Why nothing can be set up or changed.
    closed: Option<Say>,
}

impl Page for ProgrammeFormPage {
    const TEMPLATE: &'static str = "matching/programme-form";

    fn title(&self) -> Say {
        match &self.id {
            Some(_) => Say::key("programmes-edit-title").with("name", self.was.as_str()),
            None => Say::key("programmes-new-title"),
        }
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        match &self.id {
            Some(id) => crumbs(id, &self.was),
            None => to_the_list(),
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let regions = ["NL-UT", "RMC-19"].map(|code| Region::parse(code).ok());
        let places: Vec<Choice> = regions.into_iter().filter_map(region_choice).collect();
        let usual = usual(samples::today());
        let problems = [
            FieldProblem::new("name", PROGRAMME_NAME),
            FieldProblem::new("matches_on", PROGRAMME_DATES),
            FieldProblem::new("places", CAPACITY_RANGE),
        ];
        let [run, ..] = samples::all();
        vec![
            ("new", Self::of(None, &usual, &[], places.clone())),
            ("refused", Self::of(None, &usual, &problems, places.clone())),
            (
                "change",
                Self::of(Some(&run), &samples::filled(), &[], places.clone()),
            ),
            (
                "not yours",
                Self {
                    closed: Some(Say::of("matching-problem", "programme.not-yours")),
                    ..Self::of(None, &usual, &[], Vec::new())
                },
            ),
        ]
    }
}

impl ProgrammeFormPage {
    fn of(
        changed: Option<&Programme>,
        filled: &NewProgramme,
        problems: &[FieldProblem],
        places: Vec<Choice>,
    ) -> Self {
        let problem = |field: &str| {
            let own = problems.iter().find(|problem| problem.field == field);
            own.map(|problem| Say::of("matching-problem", &problem.code))
        };
        let text = |field: &str, value: &str| Field {
            value: value.to_owned(),
            problem: problem(field),
        };
        let with = |field: &str, choices: Choices| Choices {
            problem: problem(field),
            ..choices
        };
        let fields: Vec<String> = StudyField::all().map(StudyField::code).collect();
        let fields = fields.iter().map(String::as_str);
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let relations = RELATIONS.iter().copied();
        let relation = Choices::of("matching-relation", relations, &[&filled.relation]);
        let study_field = Choices::of("matching-study", fields, &one(&filled.study_field));
        let routes = ROUTES.iter().copied();
        let route = Choices::of("matching-route", routes, &one(&filled.route));
        let modes = MODES.iter().copied();
        let mode = Choices::of("programmes-mode", modes, &[&filled.mode]);
        let place = Choices {
            choices: places,
            problem: problem("place").or_else(|| problem("audience")),
        };
        let back = changed.map_or_else(
            || urls::PROGRAMMES.to_owned(),
            |programme| urls::programme_board(&programme.id),
        );
        Self {
            id: changed.map(|programme| programme.id.clone()),
            was: changed.map_or_else(String::new, |programme| programme.name.clone()),
            action: changed.map_or_else(
                || urls::NEW_PROGRAMME.to_owned(),
                |programme| urls::edit_programme(&programme.id),
            ),
            back,
            name: text("name", &filled.name),
            relation: with("relation", relation),
            place: place.choosing(&place_value(&filled.audience, filled.place.as_deref())),
            study_field: with("study_field", study_field),
            route: with("route", route),
            opens: text("opens", &filled.opens),
            asked_until: text("asked_until", &filled.asked_until),
            matches_on: text("matches_on", &filled.matches_on),
            ends: text("ends", &filled.ends),
            mode: with("mode", mode),
            places: with("places", numbers(filled.places)),
            refused: !problems.is_empty(),
            closed: None,
        }
    }

    fn closed(self, why: Say) -> Self {
        Self {
            closed: Some(why),
            ..self
        }
    }
}

fn numbers(chosen: u8) -> Choices {
    let numbers: Vec<String> = (1..=MOST_PLACES).map(|number| number.to_string()).collect();
    let pairs = numbers
        .iter()
        .map(|number| (number.as_str(), number.as_str()));
    Choices::named(pairs, &[chosen.to_string()])
}

/// What a new form begins with: four weeks to ask, a week to divide, and then half a year.
fn usual(today: NaiveDate) -> NewProgramme {
    let day = |days: u64| {
        let day = today.checked_add_days(Days::new(days)).unwrap_or(today);
        day.to_string()
    };
    NewProgramme {
        relation: RELATIONS.first().copied().unwrap_or_default().to_owned(),
        opens: day(0),
        asked_until: day(28),
        matches_on: day(35),
        ends: day(217),
        mode: "all".to_owned(),
        places: 2,
        ..NewProgramme::default()
    }
}

/// A programme as its form would have been filled.
pub(super) fn written(programme: &Programme) -> NewProgramme {
    NewProgramme {
        name: programme.name.clone(),
        relation: programme.relation.clone(),
        audience: programme.audience.clone(),
        place: programme.place.clone(),
        study_field: programme.study_field.clone(),
        route: programme.route.clone(),
        opens: programme.opens.to_string(),
        asked_until: programme.asked_until.to_string(),
        matches_on: programme.matches_on.to_string(),
        ends: programme.ends.to_string(),
        mode: programme.mode.clone(),
        places: programme.places,
    }
}

/// What a browser sent, as the request to the service.
fn sent(pairs: &Pairs) -> NewProgramme {
    let text = |field: &str| value_of(pairs, field).unwrap_or_default().to_owned();
    let place = text("plek");
    let (audience, place) = match place.split_once(':') {
        Some((audience, place)) => (audience.to_owned(), Some(place.to_owned())),
        None => (place, None),
    };
    NewProgramme {
        name: text("naam"),
        relation: text("soort"),
        audience,
        place,
        study_field: value_of(pairs, "richting").map(str::to_owned),
        route: value_of(pairs, "route").map(str::to_owned),
        opens: text("open"),
        asked_until: text("aanmelden-tot"),
        matches_on: text("indelen-op"),
        ends: text("einde"),
        mode: text("manier"),
        // What is no number is no number of places either; the service says so at the field.
        places: text("plekken").parse().unwrap_or_default(),
    }
}

#[handler]
pub(super) async fn show_new(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let kinds = calls::all(app, &by).await?.may;
    let filled = usual(app.clock.now().date_naive());
    let page = ProgrammeFormPage::of(None, &filled, &[], places(&by, &kinds, None));
    if kinds.is_empty() {
        let why = Say::of("matching-problem", "programme.not-yours");
        return Ok(show(page.closed(why)));
    }
    Ok(show(page))
}

/// Sets up a programme, or shows the form again with what was typed.
#[handler]
pub(super) async fn set_up(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let new = sent(&pairs);
    match calls::set_up(app, &by, &new).await {
        Ok(programme) => Ok(see_other(urls::programme_board(&programme.id))
            .telling(Say::key("programmes-flash-set-up"))),
        Err(problem) => again(app, &by, None, &new, problem).await,
    }
}

#[handler]
pub(super) async fn show_edit(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let programme = calls::run_by(app, &by, &id).await?;
    let kinds = calls::all(app, &by).await?.may;
    let places = places(&by, &kinds, Some(&programme));
    let filled = written(&programme);
    Ok(show(ProgrammeFormPage::of(
        Some(&programme),
        &filled,
        &[],
        places,
    )))
}

/// Changes a programme, or shows the form again with what was typed.
#[handler]
pub(super) async fn change(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let programme = calls::run_by(app, &by, &id).await?;
    let new = sent(&pairs);
    match calls::change(app, &by, &id, &new).await {
        Ok(_) => {
            Ok(see_other(urls::programme_board(&id)).telling(Say::key("programmes-flash-changed")))
        }
        Err(problem) => again(app, &by, Some(&programme), &new, problem).await,
    }
}

async fn again(
    app: &App,
    by: &Caller,
    changed: Option<&Programme>,
    new: &NewProgramme,
    problem: Problem,
) -> Result<Response, PageError> {
    let kinds = calls::all(app, by).await?.may;
    let places = places(by, &kinds, changed);
    if let Problem::Refused(fields) = &problem {
        return Ok(refuse(ProgrammeFormPage::of(changed, new, fields, places)));
    }
    let why = refusal(problem)?;
    Ok(refuse(
        ProgrammeFormPage::of(changed, new, &[], places).closed(why),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_shows_is_what_it_sends() {
        let filled = samples::filled();
        let pairs = [
            ("naam", filled.name.as_str()),
            ("soort", &filled.relation),
            ("plek", "region:RMC-19"),
            ("richting", ""),
            ("open", &filled.opens),
            ("aanmelden-tot", &filled.asked_until),
            ("indelen-op", &filled.matches_on),
            ("einde", &filled.ends),
            ("manier", &filled.mode),
            ("plekken", "2"),
        ];
        let pairs: Pairs = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(sent(&pairs), filled);
    }
}
