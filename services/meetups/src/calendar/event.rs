//! One event as one or more `VEVENT`s: the series itself, and each of its moved dates.

use chrono::NaiveDateTime;

use super::Entry;
use super::line::{self, Writer};
use crate::event::{Draft, Event, Status};
use crate::recurrence::Moved;
use crate::topic::{Spoken, Topic};
use crate::when::When;

/// What there is for who needs it, of `contract::meetups::ACCESSIBILITY`; the description says it in words.
pub(crate) const ACCESS: &str = "X-KANSRIJK-ACCESS";

pub(super) fn write(out: &mut Writer, entry: &Entry<'_>) {
    let (words, when) = (&entry.event.words, entry.event.words.when);
    out.plain("BEGIN", "VEVENT");
    identity(out, entry.event);
    span(out, when);
    recurrence(out, entry.event);
    out.text(&in_its_language("SUMMARY", words), words.title.as_str());
    facts(out, entry, words.place.as_deref());
    out.plain("END", "VEVENT");
    let moved = words
        .recurrence
        .moved
        .iter()
        .filter(|(_, moved)| !moved.cancelled);
    for (original, moved) in moved {
        moved_date(out, entry, *original, moved);
    }
}

/// What says which event this is, and which version of it.
fn identity(out: &mut Writer, event: &Event) {
    out.text("UID", &event.uid);
    out.plain("DTSTAMP", &line::utc(event.changed));
    out.plain("CREATED", &line::utc(event.created));
    out.plain("LAST-MODIFIED", &line::utc(event.changed));
    out.plain("SEQUENCE", &event.sequence.to_string());
    let status = match event.status {
        Status::Scheduled => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    };
    out.plain("STATUS", status);
}

fn span(out: &mut Writer, when: When) {
    out.time("DTSTART", when.starts(), when.zone(), when.all_day());
    // No end at all is how a moment is written: DTEND must be later than DTSTART.
    if !when.is_said_by_clock() {
        let minutes = when.length().num_minutes();
        out.plain("DURATION", &format!("PT{minutes}M"));
    } else if when.ends_at() > when.starts_at() {
        out.time("DTEND", when.ends(), when.zone(), when.all_day());
    }
    if when.all_day() {
        out.plain("TRANSP", "TRANSPARENT");
    }
}

fn recurrence(out: &mut Writer, event: &Event) {
    let (recurrence, when) = (&event.words.recurrence, event.words.when);
    for rule in &recurrence.rules {
        out.plain("RRULE", &rule.text(when));
    }
    for extra in &recurrence.extra {
        out.time("RDATE", *extra, when.zone(), when.all_day());
    }
    let cancelled = recurrence.moved.iter().filter(|(_, moved)| moved.cancelled);
    let gone = recurrence
        .except
        .iter()
        .chain(cancelled.map(|(original, _)| original));
    for except in gone {
        out.time("EXDATE", *except, when.zone(), when.all_day());
    }
}

fn facts(out: &mut Writer, entry: &Entry<'_>, place: Option<&str>) {
    out.text("DESCRIPTION", &sentences_of(entry.event));
    if let Some(place) = place {
        out.text("LOCATION", place);
    }
    if let Some(url) = &entry.url {
        out.uri("URL", url);
    }
    if let Some(link) = entry.online_link {
        out.uri(
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Online meedoen",
            link,
        );
    }
    let access = &entry.event.words.accessibility;
    if !access.is_empty() {
        let access: Vec<String> = access.iter().map(|&flag| flag.to_owned()).collect();
        out.texts(ACCESS, &access);
    }
    let categories = [Some(entry.event.words.kind.as_str()), entry.community];
    let topics = entry.event.words.topics.iter().map(Topic::as_str);
    let categories: Vec<String> = categories
        .into_iter()
        .flatten()
        .chain(topics)
        .map(str::to_owned)
        .collect();
    out.texts("CATEGORIES", &categories);
}

fn moved_date(out: &mut Writer, entry: &Entry<'_>, original: NaiveDateTime, moved: &Moved) {
    let (words, when) = (&entry.event.words, entry.event.words.when);
    let timed = || When::timed(moved.starts, moved.ends, when.zone());
    let days = || When::days(moved.starts.date(), moved.ends.date(), when.zone());
    let Ok(now) = (if when.all_day() { days() } else { timed() }) else {
        return;
    };
    out.plain("BEGIN", "VEVENT");
    identity(out, entry.event);
    out.time("RECURRENCE-ID", original, when.zone(), when.all_day());
    span(out, now);
    out.text(
        &in_its_language("SUMMARY", words),
        moved.title.as_deref().unwrap_or(words.title.as_str()),
    );
    facts(
        out,
        entry,
        moved.place.as_deref().or(words.place.as_deref()),
    );
    out.plain("END", "VEVENT");
}

/// The name of a text with its language where that is not the one of all of a feed (RFC 5545, section 3.2.10).
fn in_its_language(name: &str, words: &Draft) -> String {
    let other = words.language != Spoken::USUAL;
    match words.language.tag().filter(|_| other) {
        Some(tag) => format!("{name};LANGUAGE={tag}"),
        None => name.to_owned(),
    }
}

/// What is spoken, where that is not Dutch.
fn spoken(words: &Draft) -> Option<String> {
    let said = match words.language.as_str() {
        "nl" => return None,
        "en" => "Engels",
        _ => "een andere taal dan Nederlands of Engels",
    };
    Some(format!("Taal: {said}."))
}

/// The description with the facts that calendars have no field for.
pub(crate) fn sentences_of(event: &Event) -> String {
    let words = &event.words;
    let named =
        |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name}: {text}"));
    let access: Vec<&str> = words
        .accessibility
        .iter()
        .map(|flag| in_dutch(flag))
        .collect();
    let access = (!access.is_empty()).then(|| format!("Toegankelijk: {}.", access.join(", ")));
    let online = words.online_link.as_ref();
    let online = online
        .map(|_| "Je kunt online meedoen. Wie een plek heeft, ziet de link op de site.".to_owned());
    let outcome = match event.status {
        Status::Scheduled => None,
        Status::Cancelled => Some("Deze bijeenkomst gaat niet door.".to_owned()),
    };
    let text = Some(words.description.clone()).filter(|text| !text.is_empty());
    let lines = [
        outcome,
        text,
        named("Kosten", &words.cost),
        named("Reizen", &words.travel),
        spoken(words),
        access,
        online,
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn in_dutch(flag: &str) -> &'static str {
    match flag {
        "wheelchair" => "rolstoel",
        "sign_language" => "gebarentolk",
        "live_subtitles" => "ondertiteling",
        _ => "rustige ruimte",
    }
}
