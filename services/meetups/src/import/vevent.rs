//! One `VEVENT` as the words of an event.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use nouns::Region;

use super::component::Component;
use super::fault::{ImportFault, ImportProblem};
use super::line::Line;
use super::value::{self, Time, unescape};
use super::zones::Zones;
use crate::event::{Draft, Kind, Status, Title};
use crate::recurrence::{Moved, Recurrence, Rule, RuleProblem};
use crate::topic::Spoken;
use crate::when::{HOME, When, moment, wall};

const LONGEST_DESCRIPTION: usize = 10_000;
const LONGEST_PLACE: usize = 300;

/// An event, or a moved date of one.
pub(super) struct Vevent {
    pub(super) uid: String,
    /// Which date of the series this is, where it is one.
    pub(super) original: Option<Time>,
    pub(super) words: Draft,
    pub(super) status: Status,
    pub(super) sequence: u32,
    pub(super) created: Option<DateTime<Utc>>,
}

/// `None` for an event that its owner marked as not for others.
pub(super) fn read(
    part: &Component,
    zones: &Zones,
    region: Region,
) -> Result<Option<Vevent>, ImportFault> {
    if part
        .line("CLASS")
        .is_some_and(|line| is_word(line, "PRIVATE") || is_word(line, "CONFIDENTIAL"))
    {
        return Ok(None);
    }
    let start_line = part.line("DTSTART").ok_or_else(|| {
        ImportFault::new(
            part.number,
            ImportProblem::NoStart,
            &text_of(part, "SUMMARY"),
        )
    })?;
    let start = value::time(start_line, zones)?;
    let when = span(part, start, zones)?;
    let when = at_home(when, part);
    let words = Draft {
        title: Title::of_import(&text_of(part, "SUMMARY")),
        kind: kind(part),
        description: description(part),
        region,
        community: None,
        when,
        recurrence: recurrence(part, when, zones)?,
        place: short(&text_of(part, "LOCATION"), LONGEST_PLACE),
        online_link: part
            .line("CONFERENCE")
            .map(|line| line.value.clone())
            .filter(|link| is_link(link)),
        capacity: None,
        entry: crate::entry::Entry::default(),
        cost: None,
        travel: None,
        accessibility: accessibility(part),
        skills: BTreeSet::new(),
        cohosts: Vec::new(),
        hosts: BTreeSet::new(),
        topics: BTreeSet::new(),
        language: Spoken::USUAL,
        outcome: None,
    };
    let status = part
        .line("STATUS")
        .is_some_and(|line| is_word(line, "CANCELLED"));
    Ok(Some(Vevent {
        uid: uid(part, &words),
        original: original(part, zones)?,
        status: if status {
            Status::Cancelled
        } else {
            Status::Scheduled
        },
        sequence: part
            .line("SEQUENCE")
            .and_then(|line| line.value.trim().parse().ok())
            .unwrap_or(0),
        created: value::utc(part.line("CREATED")),
        words,
    }))
}

fn is_word(line: &Line, word: &str) -> bool {
    line.value.trim().eq_ignore_ascii_case(word)
}

fn text_of(part: &Component, name: &str) -> String {
    part.line(name)
        .map(|line| unescape(&line.value))
        .unwrap_or_default()
}

/// A file without identity still gets the same one every time.
fn uid(part: &Component, words: &Draft) -> String {
    let given = part.line("UID").map(|line| line.value.trim().to_owned());
    given.filter(|uid| !uid.is_empty()).unwrap_or_else(|| {
        let text = format!("{}|{}", words.title.as_str(), words.when.starts_at());
        crate::news::stable_uuid(&text)
    })
}

fn span(part: &Component, start: Time, zones: &Zones) -> Result<When, ImportFault> {
    if let (Time::Local(local, zone), None, Some(line)) =
        (start, part.line("DTEND"), part.line("DURATION"))
    {
        let length = value::read_duration(&line.value);
        // An end that falls off the calendar is no end.
        let length = length.filter(|length| value::later(start, *length).is_some());
        let length = length.ok_or_else(|| line.fault(ImportProblem::Duration))?;
        return When::lasting(local, length, zone)
            .map_err(|_| line.fault(ImportProblem::EndsBeforeStart));
    }
    let end = match (part.line("DTEND"), part.line("DURATION")) {
        (Some(line), _) => Some((value::time(line, zones)?, line)),
        (None, Some(line)) => {
            let length = value::read_duration(&line.value)
                .ok_or_else(|| line.fault(ImportProblem::Duration))?;
            let end =
                value::later(start, length).ok_or_else(|| line.fault(ImportProblem::Duration))?;
            Some((end, line))
        }
        (None, None) => None,
    };
    let backwards = || match end {
        Some((_, line)) => line.fault(ImportProblem::EndsBeforeStart),
        None => ImportFault::new(part.number, ImportProblem::EndsBeforeStart, ""),
    };
    let span = match (start, end.map(|(end, _)| end)) {
        (Time::Day(first), None) => When::days(first, first, HOME),
        (Time::Day(first), Some(Time::Day(after))) => When::days(first, after, HOME),
        (Time::Day(first), Some(Time::Local(local, _))) => {
            When::days(first, local.date() + TimeDelta::days(1), HOME)
        }
        (Time::Local(local, zone), None) => When::timed(local, local, zone),
        (Time::Local(local, zone), Some(Time::Day(day))) => {
            When::timed(local, day.and_time(local.time()), zone)
        }
        (Time::Local(local, zone), Some(Time::Local(end, end_zone))) => {
            When::timed(local, wall(moment(end, end_zone), zone), zone)
        }
    };
    span.map_err(|_| backwards())
}

/// A single event in UTC is shown on the clock at home. A series stays in UTC, where its rule counts.
fn at_home(when: When, part: &Component) -> When {
    let recurs = ["RRULE", "RDATE", "RECURRENCE-ID"]
        .iter()
        .any(|name| part.line(name).is_some());
    if when.zone() != chrono_tz::UTC || when.all_day() || recurs {
        return when;
    }
    let home = |at: DateTime<Utc>| wall(at, HOME);
    When::timed(home(when.starts_at()), home(when.ends_at()), HOME).unwrap_or(when)
}

fn original(part: &Component, zones: &Zones) -> Result<Option<Time>, ImportFault> {
    let Some(line) = part.line("RECURRENCE-ID") else {
        return Ok(None);
    };
    if line.parameter("RANGE").is_some() {
        return Err(line.fault(ImportProblem::AndLater));
    }
    value::time(line, zones).map(Some)
}

fn recurrence(part: &Component, when: When, zones: &Zones) -> Result<Recurrence, ImportFault> {
    let mut recurrence = Recurrence::default();
    if let Some(line) = part.line("EXRULE") {
        return Err(line.fault(ImportProblem::OldRule));
    }
    for line in part
        .all("RRULE")
        .filter(|line| !line.value.trim().is_empty())
    {
        let rule = Rule::parse(&line.value, when).map_err(|problem| match problem {
            RuleProblem::Unreadable => line.fault(ImportProblem::Rule),
            RuleProblem::TooOften => line.fault(ImportProblem::RuleTooOften),
        })?;
        recurrence.rules.push(rule);
    }
    for line in part.all("RDATE") {
        for (start, end) in value::times(line, zones)? {
            let starts = start.on(when);
            recurrence.extra.insert(starts);
            if let Some(end) = end {
                let moved = own_length(starts, end.on(when), when)
                    .ok_or_else(|| line.fault(ImportProblem::EndsBeforeStart))?;
                recurrence.moved.insert(starts, moved);
            }
        }
    }
    for line in part.all("EXDATE") {
        let times = value::times(line, zones)?;
        recurrence
            .except
            .extend(times.into_iter().map(|(time, _)| time.on(when)));
    }
    Ok(recurrence)
}

/// A period among the extra dates has a length of its own.
fn own_length(
    starts: chrono::NaiveDateTime,
    ends: chrono::NaiveDateTime,
    when: When,
) -> Option<Moved> {
    When::timed(starts, ends, when.zone()).ok()?;
    Some(Moved {
        starts,
        ends,
        title: None,
        place: None,
        cancelled: false,
    })
}

/// The first category that is one of our kinds.
fn kind(part: &Component) -> Kind {
    let categories = part
        .all("CATEGORIES")
        .flat_map(|line| line.value.split(','));
    let mut named =
        categories.map(|category| unescape(category).trim().to_lowercase().replace(' ', "-"));
    named
        .find_map(|name| Kind::parse(&name))
        .unwrap_or(Kind::OF_IMPORT)
}

/// What a calendar of ours, or of another Kansrijk, says that there is.
fn accessibility(part: &Component) -> BTreeSet<&'static str> {
    let said: Vec<&str> = part
        .all(crate::calendar::ACCESS)
        .flat_map(|line| line.value.split(',').map(str::trim))
        .collect();
    let known = contract::meetups::ACCESSIBILITY.iter().copied();
    known.filter(|flag| said.contains(flag)).collect()
}

/// The text, and the event's own page where it has one.
fn description(part: &Component) -> String {
    let text = text_of(part, "DESCRIPTION");
    let text = text.trim();
    let page = part.line("URL").map(|line| line.value.trim().to_owned());
    let page = page.filter(|page| is_link(page) && !text.contains(page.as_str()));
    let lines = [Some(text.to_owned()).filter(|text| !text.is_empty()), page];
    let whole = lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    whole
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .take(LONGEST_DESCRIPTION)
        .collect()
}

fn is_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|character: char| character.is_whitespace() || character.is_control())
        && text.len() <= 1000
}

fn short(text: &str, most: usize) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line
        .chars()
        .filter(|character| !character.is_control())
        .take(most)
        .collect();
    Some(line).filter(|line| !line.is_empty())
}
