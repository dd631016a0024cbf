//! The short choices of a profile as the fields of a form.

use contract::FieldProblem;
use contract::matching::vocabulary as keys;
use contract::matching::{Choices as Chosen, Programme};
use nouns::{Region, RegionKind, StudyField};
use serde::Serialize;

use super::{Pairs, value_of, values_of};
use crate::form::Choices;
use crate::i18n::Say;

const MOST_PLACES: u8 = 10;
const UNDECIDED: &str = "weet-ik-nog-niet";
/// The ways of meeting, each a yes or no of its own in the request.
const ONLINE: &str = "online";
const IN_PERSON: &str = "in_person";
const ASYNCHRONOUS: &str = "asynchronous";

/// Every question of the form.
#[derive(Debug, Serialize)]
pub(crate) struct Questions {
    relations: Choices,
    /// The programmes of which one can be chosen; none where there are none.
    programme: Choices,
    goals_wanted: Choices,
    goals_offered: Choices,
    study_field: Choices,
    route: Choices,
    leerweg: Choices,
    languages: Choices,
    region: Choices,
    way: Choices,
    days: Vec<Day>,
    slots_problem: Option<Say>,
    interests: Choices,
    dislikes: Choices,
    ways_of_working: Choices,
    wished_routes: Choices,
    known_routes: Choices,
    capacity: Choices,
}

/// A day with its three parts.
#[derive(Debug, Serialize)]
pub(crate) struct Day {
    name: Say,
    parts: Vec<DayPart>,
}

/// A part of a day that can be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct DayPart {
    /// The slot's key.
    value: &'static str,
    name: Say,
    is_chosen: bool,
}

impl Questions {
    /// The form with what is chosen, and what is wrong where something is.
    pub(crate) fn of(chosen: &Chosen, problems: &[FieldProblem]) -> Self {
        let problem = |field: &str| {
            let own = problems.iter().find(|problem| problem.field == field);
            own.map(|problem| Say::of("matching-problem", &problem.code))
        };
        let with = |field: &str, choices: Choices| Choices {
            problem: problem(field),
            ..choices
        };
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let all = |keys: &'static [&'static str]| keys.iter().copied();
        let fields: Vec<String> = StudyField::all().map(StudyField::code).collect();
        let fields = fields.iter().map(String::as_str);
        // Each prefix stands beside its call: a test reads the source for them.
        let relations = Choices::of("matching-relation", all(keys::RELATIONS), &chosen.relations);
        let wanted = Choices::of("matching-goal", all(keys::GOALS), &chosen.goals_wanted);
        let offered = Choices::of("matching-goal", all(keys::GOALS), &chosen.goals_offered);
        let study_field = Choices::of("matching-study", fields, &one(&chosen.study_field));
        let route = Choices::of("matching-route", all(keys::ROUTES), &one(&chosen.route));
        let wished = Choices::of("matching-route", known_routes(), &chosen.wished_routes);
        let known = Choices::of("matching-route", known_routes(), &chosen.known_routes);
        let kinds = one(&chosen.leerweg);
        let leerweg = Choices::of("matching-leerweg", all(keys::LEERWEGEN), &kinds);
        let languages = Choices::of("matching-language", all(keys::LANGUAGES), &chosen.languages);
        let both = [ONLINE, IN_PERSON, ASYNCHRONOUS];
        let way = Choices::of("matching-way", both, &ways(chosen));
        let interests = Choices::of("matching-interest", all(keys::INTERESTS), &chosen.interests);
        let dislikes = Choices::of("matching-dislike", all(keys::DISLIKES), &chosen.dislikes);
        let styles = &chosen.ways_of_working;
        let styles = Choices::of("matching-style", all(keys::WAYS_OF_WORKING), styles);
        Self {
            relations: with("relations", relations),
            programme: with("programme", Choices::default()),
            goals_wanted: with("goals_wanted", wanted),
            goals_offered: with("goals_offered", offered),
            study_field: with("study_field", study_field),
            route: with("route", route),
            leerweg: with("leerweg", leerweg),
            languages: with("languages", languages),
            region: with("region", Choices::named(regions(), &one(&chosen.region))),
            way: with("way", way),
            days: days(&chosen.slots),
            slots_problem: problem("slots"),
            interests: with("interests", interests),
            dislikes: with("dislikes", dislikes),
            ways_of_working: with("ways_of_working", styles),
            wished_routes: with("wished_routes", wished),
            known_routes: with("known_routes", known),
            capacity: with("capacity", places(chosen.capacity)),
        }
    }
}

impl Questions {
    /// The same form with the programmes that this side may choose.
    pub(crate) fn offering(
        mut self,
        programmes: &[Programme],
        side: &str,
        own: Option<&str>,
    ) -> Self {
        let is_choice = |programme: &&Programme| {
            let sides = programme.may.iter().chain(&programme.mine);
            !programme.over && sides.into_iter().any(|may| may == side)
        };
        let choices = programmes.iter().filter(is_choice);
        let pairs = choices.map(|programme| (programme.id.as_str(), programme.name.as_str()));
        let chosen: Vec<&str> = own.into_iter().collect();
        self.programme.choices = Choices::named(pairs, &chosen).choices;
        self
    }
}

/// What a browser sent, as the request to the service.
pub(crate) fn chosen(side: &str, pairs: &Pairs) -> Chosen {
    let one = |field: &str| value_of(pairs, field).map(str::to_owned);
    let way = |key: &str| {
        pairs
            .iter()
            .any(|(name, value)| name == "way" && value == key)
    };
    Chosen {
        side: side.to_owned(),
        relations: values_of(pairs, "relations"),
        programme: one("programme"),
        goals_wanted: values_of(pairs, "goals_wanted"),
        goals_offered: values_of(pairs, "goals_offered"),
        study_field: one("study_field"),
        route: one("route"),
        languages: values_of(pairs, "languages"),
        region: one("region"),
        online: way(ONLINE),
        in_person: way(IN_PERSON),
        asynchronous: way(ASYNCHRONOUS),
        leerweg: one("leerweg"),
        slots: values_of(pairs, "slots"),
        interests: values_of(pairs, "interests"),
        dislikes: values_of(pairs, "dislikes"),
        ways_of_working: values_of(pairs, "ways_of_working"),
        wished_routes: values_of(pairs, "wished_routes"),
        known_routes: values_of(pairs, "known_routes"),
        capacity: value_of(pairs, "capacity")
            .and_then(|number| number.parse().ok())
            .unwrap_or_default(),
    }
}

fn ways(chosen: &Chosen) -> Vec<&'static str> {
    let ways = [
        (chosen.online, ONLINE),
        (chosen.in_person, IN_PERSON),
        (chosen.asynchronous, ASYNCHRONOUS),
    ];
    ways.into_iter()
        .filter(|(yes, _)| *yes)
        .map(|(_, key)| key)
        .collect()
}

/// The routes that somebody can know: not knowing yet is none.
fn known_routes() -> impl Iterator<Item = &'static str> {
    let routes = keys::ROUTES.iter().copied();
    routes.filter(|route| *route != UNDECIDED)
}

fn regions() -> impl Iterator<Item = (&'static str, &'static str)> {
    Region::all()
        .filter(|region| region.kind() == RegionKind::Rmc)
        .map(|region| (region.code(), region.name()))
}

fn places(chosen: u8) -> Choices {
    let numbers: Vec<String> = (1..=MOST_PLACES).map(|number| number.to_string()).collect();
    let pairs = numbers
        .iter()
        .map(|number| (number.as_str(), number.as_str()));
    Choices::named(pairs, &[chosen.max(1).to_string()])
}

/// The slots by day, in the order of the list, which has all parts of a day together.
fn days(chosen: &[String]) -> Vec<Day> {
    let mut days: Vec<(&str, Day)> = Vec::new();
    for &slot in keys::SLOTS {
        let Some((day, part)) = slot.split_once('-') else {
            continue;
        };
        if days.last().is_none_or(|(last, _)| *last != day) {
            let name = Say::of("matching-day", day);
            days.push((
                day,
                Day {
                    name,
                    parts: Vec::new(),
                },
            ));
        }
        if let Some((_, last)) = days.last_mut() {
            last.parts.push(DayPart {
                value: slot,
                name: Say::of("matching-part-of-day", part),
                is_chosen: chosen.iter().any(|own| own == slot),
            });
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_sends_is_what_was_chosen() {
        let pairs = [
            ("relations", "rolmodel"),
            ("goals_wanted", "planning"),
            ("goals_wanted", "engels"),
            ("way", "online"),
            ("study_field", ""),
            ("capacity", "3"),
        ];
        let pairs: Pairs = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let chosen = chosen("helps", &pairs);
        assert_eq!(chosen.goals_wanted, ["planning", "engels"]);
        assert!(chosen.online && !chosen.in_person);
        assert_eq!((chosen.study_field, chosen.capacity), (None, 3));
    }

    #[test]
    fn a_week_has_seven_days_of_three_parts() {
        let days = days(&["ma-avond".to_owned()]);
        assert_eq!(days.len(), 7);
        assert!(days.iter().all(|day| day.parts.len() == 3));
        assert!(days[0].parts[2].is_chosen);
    }
}
