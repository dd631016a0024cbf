//! From what was sent to the words of an event, with every field at fault named at once.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use contract::meetups::{self as code, NewEvent};
use contract::{Code, FieldProblem};
use nouns::{CommunityId, Region};
use wire::Problem;

use crate::event::{Draft, Kind, Title, TitleProblem};
use crate::recurrence::{Moved, Recurrence, Rule, RuleProblem};
use crate::when::{HOME, When, moment, wall};

const LONGEST_TEXT: usize = 10_000;
const LONGEST_LINE: usize = 300;
const LONGEST_LINK: usize = 1000;
const MOST_PLACES: i64 = 100_000;
const LONGEST: TimeDelta = TimeDelta::days(31);

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
    let outcome = fields.text("outcome", sent.outcome.as_ref(), LONGEST_TEXT);
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
        outcome,
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
        names
            .filter_map(|name| self.text("cohosts", Some(name), LONGEST_LINE))
            .collect()
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

fn recurrence(sent: &code::Recurrence, when: When) -> Result<Recurrence, Code> {
    let unreadable = code::RECURRENCE_UNREADABLE;
    let time = |text: &String| {
        Typed::parse(text)
            .map(|time| time.in_series(when))
            .ok_or(unreadable)
    };
    let times = |texts: &[String]| {
        texts
            .iter()
            .map(time)
            .collect::<Result<BTreeSet<_>, Code>>()
    };
    let mut recurrence = Recurrence {
        extra: times(&sent.extra)?,
        except: times(&sent.except)?,
        ..Recurrence::default()
    };
    if let Some(text) = given(sent.rule.as_ref()) {
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let rule = Rule::parse(text, when).map_err(|problem| match problem {
            RuleProblem::Unreadable => unreadable,
            RuleProblem::TooOften => code::RECURRENCE_TOO_OFTEN,
        })?;
        recurrence.rules.push(rule);
    }
    for moved in &sent.moved {
        let (starts, ends) = (time(&moved.starts)?, time(&moved.ends)?);
        When::timed(starts, ends, when.zone()).map_err(|_| code::ENDS_BEFORE_STARTS)?;
        let moved_to = Moved {
            starts,
            ends,
            title: None,
            place: None,
            cancelled: false,
        };
        recurrence.moved.insert(time(&moved.from)?, moved_to);
    }
    Ok(recurrence)
}

/// The last day is meant to be part of it, as people say it; a midnight means the days before, as we write it.
fn whole_days(starts: Typed, ends: Typed, zone: Tz) -> Option<When> {
    let (first, end) = (starts.on(zone).date(), ends.on(zone));
    let is_midnight =
        !matches!(ends, Typed::Day(_)) && end.time() == NaiveTime::MIN && end.date() > first;
    let after = if is_midnight {
        end.date()
    } else {
        end.date().succ_opt()?
    };
    if end.date() < first {
        return None;
    }
    When::days(first, after, zone).ok()
}

/// A time as people and programs write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    Day(NaiveDate),
    Local(NaiveDateTime),
    At(DateTime<Utc>),
}

impl Typed {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = || {
            DateTime::parse_from_rfc3339(text)
                .ok()
                .map(|at| Self::At(at.with_timezone(&Utc)))
        };
        let forms = [
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%d %H:%M:%S",
        ];
        let local = || {
            forms
                .iter()
                .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
                .map(Self::Local)
        };
        let day = || {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .map(Self::Day)
        };
        at().or_else(local)
            .or_else(day)
            .filter(|time| time.is_near())
    }

    /// Years with which we can count on.
    fn is_near(self) -> bool {
        use chrono::Datelike;
        (1900..=9998).contains(&self.on(chrono_tz::UTC).year())
    }

    /// On the clock of a zone; a day is its midnight.
    fn on(self, zone: Tz) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Local(local) => local,
            Self::At(at) => wall(at, zone),
        }
    }

    /// In a series a day is the time of that day at which it always begins.
    fn in_series(self, when: When) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(when.starts().time()),
            other => other.on(when.zone()),
        }
    }

    /// The moment meant by a filter: of a day its first, at home.
    pub(super) fn moment(self) -> DateTime<Utc> {
        match self {
            Self::At(at) => at,
            other => moment(other.on(HOME), HOME),
        }
    }

    /// The end of a window: a day is meant to be part of it.
    pub(super) fn end(self) -> DateTime<Utc> {
        match self {
            Self::Day(day) => Self::Day(day.succ_opt().unwrap_or(day)).moment(),
            other => other.moment(),
        }
    }
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sent() -> NewEvent {
        let text = |text: &str| Some(text.to_owned());
        NewEvent {
            title: text("Samen leren"),
            region: text("RMC-19"),
            starts: text("2026-03-05T15:30"),
            ends: text("2026-03-05T17:00:00+01:00"),
            ..NewEvent::default()
        }
    }

    fn problems(sent: &NewEvent) -> Vec<(String, String)> {
        match draft(sent) {
            Err(Problem::Refused(fields)) => fields
                .into_iter()
                .map(|problem| (problem.field, problem.code))
                .collect(),
            Err(other) => panic!("{other}"),
            Ok(_) => Vec::new(),
        }
    }

    #[test]
    fn the_least_that_is_needed_is_enough() {
        let words = draft(&sent()).unwrap();
        assert_eq!(words.kind, Kind::USUAL);
        assert_eq!(words.when.length(), TimeDelta::minutes(90));
        assert_eq!(words.when.zone(), HOME);
    }

    #[test]
    fn everything_missing_is_named_at_once() {
        let codes: Vec<String> = problems(&NewEvent::default())
            .into_iter()
            .map(|(_, code)| code)
            .collect();
        assert_eq!(
            codes,
            [
                "title.missing",
                "region.missing",
                "starts.missing",
                "ends.missing"
            ]
        );
    }

    #[test]
    fn each_wrong_field_is_named_with_what_is_wrong() {
        let text = |text: &str| Some(text.to_owned());
        let cases = [
            (
                NewEvent {
                    title: text("ab"),
                    ..sent()
                },
                "title",
                "title.too-short",
            ),
            (
                NewEvent {
                    region: text("NL-XX"),
                    ..sent()
                },
                "region",
                "region.unknown",
            ),
            (
                NewEvent {
                    kind: text("feest"),
                    ..sent()
                },
                "kind",
                "kind.unknown",
            ),
            (
                NewEvent {
                    starts: text("morgen"),
                    ..sent()
                },
                "starts",
                "starts.unreadable",
            ),
            (
                NewEvent {
                    ends: text("2026-03-05T15:00"),
                    ..sent()
                },
                "ends",
                "ends.before-starts",
            ),
            (
                NewEvent {
                    ends: text("2026-03-05T15:30"),
                    ..sent()
                },
                "ends",
                "ends.before-starts",
            ),
            (
                NewEvent {
                    ends: text("2026-05-05T15:30"),
                    ..sent()
                },
                "ends",
                "ends.too-late",
            ),
            (
                NewEvent {
                    timezone: text("Mars/Olympus"),
                    ..sent()
                },
                "timezone",
                "timezone.unknown",
            ),
            (
                NewEvent {
                    capacity: Some(0),
                    ..sent()
                },
                "capacity",
                "capacity.out-of-range",
            ),
            (
                NewEvent {
                    online_link: text("javascript:alert(1)"),
                    ..sent()
                },
                "online_link",
                "link.unreadable",
            ),
            (
                NewEvent {
                    accessibility: Some(vec!["lift".into()]),
                    ..sent()
                },
                "accessibility",
                "accessibility.unknown",
            ),
        ];
        for (sent, field, code) in cases {
            assert_eq!(problems(&sent), [(field.to_owned(), code.to_owned())]);
        }
    }

    #[test]
    fn whole_days_include_the_last_and_read_back_as_we_write_them() {
        let days = |starts: &str, ends: &str| {
            let (starts, ends) = (Some(starts.to_owned()), Some(ends.to_owned()));
            draft(&NewEvent {
                starts,
                ends,
                all_day: Some(true),
                ..sent()
            })
            .unwrap()
            .when
        };
        let said = days("2026-03-05", "2026-03-06");
        assert_eq!(said.length(), TimeDelta::days(2));
        assert_eq!(
            days("2026-03-05T00:00:00+01:00", "2026-03-07T00:00:00+01:00"),
            said
        );
        let backwards = NewEvent {
            starts: Some("2026-03-05".to_owned()),
            ends: Some("2026-03-04".to_owned()),
            ..sent()
        };
        assert_eq!(problems(&backwards)[0].1, "ends.before-starts");
        assert_eq!(
            days("2026-03-05", "2026-03-05").length(),
            TimeDelta::days(1)
        );
    }

    #[test]
    fn a_series_is_read_with_its_exceptions() {
        let series = code::Recurrence {
            rule: Some("FREQ=WEEKLY;COUNT=3".to_owned()),
            except: vec!["2026-03-12".to_owned()],
            ..code::Recurrence::default()
        };
        let words = draft(&NewEvent {
            recurrence: Some(series),
            ..sent()
        })
        .unwrap();
        let over = words.recurrence.over_at(words.when).unwrap();
        assert_eq!(
            words
                .recurrence
                .between(words.when, DateTime::UNIX_EPOCH, over, 10)
                .len(),
            2
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(starts in "\\PC{0,24}", ends in "[-0-9T:+Z]{0,26}", rule in "[A-Z0-9=;,-]{0,40}") {
            let recurrence = code::Recurrence { rule: Some(rule), ..code::Recurrence::default() };
            let _ = draft(&NewEvent { starts: Some(starts), ends: Some(ends.clone()), ..sent() });
            let _ = draft(&NewEvent { ends: Some(ends), recurrence: Some(recurrence), ..sent() });
        }
    }
}
