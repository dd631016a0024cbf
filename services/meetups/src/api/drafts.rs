//! From what was sent to the words of an event, with every field at fault named at once.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use chrono_tz::Tz;
use contract::meetups::{self as code, NewEvent};
use contract::{Code, FieldProblem};
use nouns::{CommunityId, PersonId, Region};
use wire::Problem;

use super::entry::entry;
use super::series::recurrence;
use super::times::{Typed, whole_days};
use crate::event::{Draft, Kind, Title, TitleProblem};
use crate::recurrence::Recurrence;
use crate::topic::{Spoken, Topic};
use crate::when::{HOME, When};

const LONGEST_TEXT: usize = 10_000;
const LONGEST_LINE: usize = 300;
const LONGEST_LINK: usize = 1000;
const MOST_PLACES: i64 = 100_000;
/// Who organises together stands on one page.
const MOST_COHOSTS: usize = 20;
pub(super) const LONGEST: TimeDelta = TimeDelta::days(31);

/// Reads an event as it was sent.
pub(super) fn draft(sent: &NewEvent) -> Result<Draft, Problem> {
    let mut fields = Fields::default();
    let (title, region, when) = (fields.title(sent), fields.region(sent), fields.when(sent));
    let kind = fields.kind(sent);
    let description = fields.text("description", sent.description.as_ref(), LONGEST_TEXT);
    let community = fields.community(sent);
    let recurrence = fields.recurrence(sent, when);
    let place = fields.text("place", sent.place.as_ref(), LONGEST_LINE);
    let online_link = fields.link(sent);
    let capacity = fields.capacity(sent);
    let cost = fields.text("cost", sent.cost.as_ref(), LONGEST_LINE);
    let travel = fields.text("travel", sent.travel.as_ref(), LONGEST_LINE);
    let accessibility = fields.accessibility(sent);
    let skills = fields.skills(sent);
    let cohosts = fields.cohosts(sent);
    let (hosts, topics, language) = (
        fields.hosts(sent),
        fields.topics(sent),
        fields.language(sent),
    );
    let outcome = fields.text("outcome", sent.outcome.as_ref(), LONGEST_TEXT);
    let entry = entry(sent, when, &recurrence, &mut fields.problems);
    let (Some(title), Some(region), Some(when), []) =
        (title, region, when, fields.problems.as_slice())
    else {
        return Err(Problem::Refused(fields.problems));
    };
    let description = description.unwrap_or_default();
    Ok(Draft {
        title,
        kind,
        description,
        region,
        community,
        when,
        recurrence,
        place,
        online_link,
        capacity,
        cost,
        travel,
        accessibility,
        skills,
        cohosts,
        hosts,
        topics,
        language,
        outcome,
        entry,
    })
}

/// Reads fields one by one and keeps what is wrong with them, in the order of the form.
#[derive(Default)]
struct Fields {
    problems: Vec<FieldProblem>,
}

impl Fields {
    fn wrong(&mut self, field: &str, problem: Code) {
        self.problems.push(FieldProblem::new(field, problem));
    }

    fn title(&mut self, sent: &NewEvent) -> Option<Title> {
        let text = sent.title.as_deref().map(str::trim).unwrap_or_default();
        match Title::parse(text) {
            Ok(title) => return Some(title),
            Err(TitleProblem::TooShort) if text.is_empty() => {
                self.wrong("title", code::TITLE_MISSING);
            }
            Err(TitleProblem::TooShort) => self.wrong("title", code::TITLE_TOO_SHORT),
            Err(TitleProblem::TooLong) => self.wrong("title", code::TITLE_TOO_LONG),
        }
        None
    }

    fn region(&mut self, sent: &NewEvent) -> Option<Region> {
        let found = super::region(sent.region.as_deref(), &mut self.problems);
        if given(sent.region.as_ref()).is_none() {
            self.wrong("region", code::REGION_MISSING);
        }
        found
    }

    fn kind(&mut self, sent: &NewEvent) -> Kind {
        let Some(text) = given(sent.kind.as_ref()) else {
            return Kind::USUAL;
        };
        Kind::parse(text).unwrap_or_else(|| {
            self.wrong("kind", code::KIND_UNKNOWN);
            Kind::USUAL
        })
    }

    fn community(&mut self, sent: &NewEvent) -> Option<CommunityId> {
        let text = given(sent.community.as_ref())?;
        let slug = CommunityId::parse(text);
        if slug.is_err() {
            self.wrong("community", code::COMMUNITY_UNKNOWN);
        }
        slug.ok()
    }

    fn when(&mut self, sent: &NewEvent) -> Option<When> {
        let zone = match given(sent.timezone.as_ref()).map(str::parse::<Tz>) {
            None => HOME,
            Some(Ok(zone)) => zone,
            Some(Err(_)) => {
                self.wrong("timezone", code::TIMEZONE_UNKNOWN);
                HOME
            }
        };
        let starts = self.time(
            "starts",
            sent.starts.as_ref(),
            code::STARTS_MISSING,
            code::STARTS_UNREADABLE,
        );
        let ends = self.time(
            "ends",
            sent.ends.as_ref(),
            code::ENDS_MISSING,
            code::ENDS_UNREADABLE,
        );
        let (starts, ends) = (starts?, ends?);
        let days_only = matches!((starts, ends), (Typed::Day(_), Typed::Day(_)));
        let when = if sent.all_day.unwrap_or(days_only) {
            whole_days(starts, ends, zone)
        } else {
            When::timed(starts.on(zone), ends.on(zone), zone)
                .ok()
                .filter(|when| when.ends() > when.starts())
        };
        match when {
            None => self.wrong("ends", code::ENDS_BEFORE_STARTS),
            Some(when) if when.length() > LONGEST => self.wrong("ends", code::ENDS_TOO_LATE),
            Some(when) => return Some(when),
        }
        None
    }

    fn time(
        &mut self,
        field: &str,
        text: Option<&String>,
        missing: Code,
        unreadable: Code,
    ) -> Option<Typed> {
        let Some(text) = given(text) else {
            self.wrong(field, missing);
            return None;
        };
        let time = Typed::parse(text);
        if time.is_none() {
            self.wrong(field, unreadable);
        }
        time
    }

    fn text(&mut self, field: &str, text: Option<&String>, most: usize) -> Option<String> {
        let text = given(text)?;
        if text.chars().count() > most {
            self.wrong(field, code::TEXT_TOO_LONG);
        }
        let printable = text
            .chars()
            .filter(|character| *character == '\n' || !character.is_control());
        Some(printable.collect())
    }

    fn link(&mut self, sent: &NewEvent) -> Option<String> {
        let link = given(sent.online_link.as_ref())?;
        let has_scheme = link
            .strip_prefix("https://")
            .or(link.strip_prefix("http://"))
            .is_some_and(|rest| !rest.is_empty());
        let plain =
            !link.contains(|character: char| character.is_whitespace() || character.is_control());
        if !has_scheme || !plain || link.len() > LONGEST_LINK {
            self.wrong("online_link", code::LINK_UNREADABLE);
        }
        Some(link.to_owned())
    }

    fn capacity(&mut self, sent: &NewEvent) -> Option<u32> {
        let number = sent.capacity?;
        let places = u32::try_from(number)
            .ok()
            .filter(|_| (1..=MOST_PLACES).contains(&number));
        if places.is_none() {
            self.wrong("capacity", code::CAPACITY_OUT_OF_RANGE);
        }
        places
    }

    fn accessibility(&mut self, sent: &NewEvent) -> BTreeSet<&'static str> {
        self.listed(
            "accessibility",
            sent.accessibility.as_ref(),
            code::ACCESSIBILITY,
            code::ACCESSIBILITY_UNKNOWN,
        )
    }

    fn skills(&mut self, sent: &NewEvent) -> BTreeSet<&'static str> {
        self.listed(
            "skills",
            sent.skills.as_ref(),
            code::SKILLS,
            code::SKILL_UNKNOWN,
        )
    }

    fn listed(
        &mut self,
        field: &str,
        words: Option<&Vec<String>>,
        list: &'static [&'static str],
        unknown: Code,
    ) -> BTreeSet<&'static str> {
        let words = words.map(Vec::as_slice).unwrap_or_default();
        if words.iter().any(|word| !list.contains(&word.as_str())) {
            self.wrong(field, unknown);
        }
        list.iter()
            .copied()
            .filter(|known| words.iter().any(|word| word == known))
            .collect()
    }

    fn cohosts(&mut self, sent: &NewEvent) -> Vec<String> {
        let names = sent.cohosts.iter().flatten();
        if names.clone().count() > MOST_COHOSTS {
            self.wrong("cohosts", code::COHOSTS_TOO_MANY);
            return Vec::new();
        }
        names
            .filter_map(|name| self.text("cohosts", Some(name), LONGEST_LINE))
            .collect()
    }

    fn hosts(&mut self, sent: &NewEvent) -> BTreeSet<PersonId> {
        let given: Vec<&String> = sent.hosts.iter().flatten().collect();
        let hosts: BTreeSet<PersonId> = given
            .iter()
            .filter_map(|person| PersonId::parse(person).ok())
            .collect();
        if hosts.len() != given.len() || hosts.len() > MOST_COHOSTS {
            self.wrong("hosts", code::HOST_UNKNOWN);
        }
        hosts
    }

    fn topics(&mut self, sent: &NewEvent) -> BTreeSet<Topic> {
        let given = sent.topics.iter().flatten();
        let given = given.filter(|text| !text.trim().is_empty());
        let parsed: Option<BTreeSet<Topic>> = given.map(|text| Topic::parse(text)).collect();
        let topics = parsed.filter(|topics| topics.len() <= Topic::MOST);
        topics.unwrap_or_else(|| {
            self.wrong("topics", code::TOPICS_TOO_MANY);
            BTreeSet::new()
        })
    }

    fn language(&mut self, sent: &NewEvent) -> Spoken {
        let Some(text) = given(sent.language.as_ref()) else {
            return Spoken::USUAL;
        };
        Spoken::parse(text).unwrap_or_else(|| {
            self.wrong("language", code::LANGUAGE_UNKNOWN);
            Spoken::USUAL
        })
    }

    fn recurrence(&mut self, sent: &NewEvent, when: Option<When>) -> Recurrence {
        let (Some(sent), Some(when)) = (&sent.recurrence, when) else {
            return Recurrence::default();
        };
        match recurrence(sent, when) {
            Ok(recurrence) => recurrence,
            Err(problem) => {
                self.wrong("recurrence", problem);
                Recurrence::default()
            }
        }
    }
}

/// What was sent, if it says anything.
pub(super) fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
