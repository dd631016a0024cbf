//! An Atom feed (RFC 4287) as meetups. Atom itself knows no time at which something happens, so an entry is one when it says that
//! in the words of xCalendar, of the event module of RSS, or of Google's data: `dtstart`, `startdate`, `when`.

use atom_syndication::extension::Extension;
use atom_syndication::{Entry, Feed, Text};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta};
use nouns::Region;

use crate::event::{Draft, Kind, Status, Title};
use crate::import::{Contents, Foreign, id_of};
use crate::recurrence::Recurrence;
use crate::when::{HOME, When, wall};

const LONGEST_TEXT: usize = 10_000;
const LONGEST_PLACE: usize = 300;
/// What says when it begins, but not when it is over.
const USUAL: TimeDelta = TimeDelta::hours(1);

/// `None` for what is no Atom feed. An entry without a time is skipped.
pub(super) fn read(text: &str, region: Region) -> Option<Contents> {
    let feed = Feed::read_from(text.as_bytes()).ok()?;
    let mut contents = Contents::default();
    for entry in feed.entries() {
        match foreign(entry, region) {
            Some(foreign) => contents.events.push(foreign),
            None => contents.skipped += 1,
        }
    }
    Some(contents)
}

fn foreign(entry: &Entry, region: Region) -> Option<Foreign> {
    let starts = said(entry, &["dtstart", "startdate"]).or_else(|| attribute(entry, "startTime"));
    let ends = said(entry, &["dtend", "enddate"]).or_else(|| attribute(entry, "endTime"));
    let when = when(&starts?, ends.as_deref())?;
    let cancelled =
        said(entry, &["status"]).is_some_and(|word| word.eq_ignore_ascii_case("cancelled"));
    let uid = entry.id().to_owned();
    Some(Foreign {
        id: id_of(&uid),
        uid,
        words: words(entry, region, when),
        status: if cancelled {
            Status::Cancelled
        } else {
            Status::Scheduled
        },
        sequence: 0,
        created: entry.published().map(DateTime::to_utc),
    })
}

fn words(entry: &Entry, region: Region, when: When) -> Draft {
    let kinds = entry.categories().iter();
    let kind = kinds
        .map(|category| category.term().trim().to_lowercase().replace(' ', "-"))
        .find_map(|term| Kind::parse(&term));
    let content = entry.content().and_then(|content| content.value());
    let text = content.or_else(|| entry.summary().map(Text::as_str));
    let page = entry.links().iter().find(|link| link.rel() == "alternate");
    let page = page.map(|link| link.href().to_owned());
    let page = page.filter(|page| page.starts_with("https://") || page.starts_with("http://"));
    let lines = [text.map(plain), page];
    let description = lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    let place = said(entry, &["location", "where"]).map(|place| plain(&place));
    let place = place.map(|place| {
        crate::event::one_line(&place)
            .chars()
            .take(LONGEST_PLACE)
            .collect()
    });
    Draft {
        title: Title::of_import(&plain(entry.title().as_str())),
        kind: kind.unwrap_or(Kind::OF_IMPORT),
        description: description.chars().take(LONGEST_TEXT).collect(),
        region,
        community: None,
        when,
        recurrence: Recurrence::default(),
        place: place.filter(|place: &String| !place.is_empty()),
        online_link: None,
        capacity: None,
        cost: None,
        travel: None,
        accessibility: std::collections::BTreeSet::new(),
        skills: std::collections::BTreeSet::new(),
        cohosts: Vec::new(),
        hosts: std::collections::BTreeSet::new(),
        topics: std::collections::BTreeSet::new(),
        language: crate::topic::Spoken::USUAL,
        entry: crate::entry::Entry::default(),
        outcome: None,
    }
}

/// What an element beside those of Atom says, by its name in whatever namespace.
fn said(entry: &Entry, names: &[&str]) -> Option<String> {
    let elements = names.iter().flat_map(|name| extensions(entry, name));
    let value = |element: &Extension| {
        let value = element
            .value()
            .or_else(|| element.attrs().get("valueString").map(String::as_str));
        value.map(|text| text.trim().to_owned())
    };
    elements.filter_map(value).find(|text| !text.is_empty())
}

/// `<gd:when startTime="…" endTime="…"/>`.
fn attribute(entry: &Entry, name: &str) -> Option<String> {
    let mut found = extensions(entry, "when").filter_map(|element| element.attrs().get(name));
    found.next().cloned()
}

fn extensions<'a>(entry: &'a Entry, name: &str) -> impl Iterator<Item = &'a Extension> {
    let spaces = entry.extensions().values();
    let named = spaces.filter_map(move |space| space.get(name)).flatten();
    named.collect::<Vec<_>>().into_iter()
}

fn when(starts: &str, ends: Option<&str>) -> Option<When> {
    if let Some(first) = day(starts) {
        let after = ends
            .and_then(day)
            .or_else(|| first.checked_add_days(Days::new(1)))?;
        return When::days(first, after, HOME).ok();
    }
    let starts = local(starts)?;
    let ends = ends.and_then(local).unwrap_or(starts + USUAL);
    When::timed(starts, ends, HOME).ok()
}

fn day(text: &str) -> Option<NaiveDate> {
    let forms = ["%Y-%m-%d", "%Y%m%d"];
    forms
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

/// On the clock at home. What names no offset is meant so.
fn local(text: &str) -> Option<NaiveDateTime> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(wall(at.to_utc(), HOME));
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ") {
        return Some(wall(at.and_utc(), HOME));
    }
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y%m%dT%H%M%S"];
    forms
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

/// A text without the tags of HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_tag = false;
    for character in text.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                out.push(' ');
            }
            _ if in_tag => {}
            '\n' => out.push('\n'),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::region;
    use proptest::prelude::*;

    fn feed(entry: &str) -> String {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:xcal=\"urn:ietf:params:xml:ns:xcal\" \
             xmlns:gd=\"http://schemas.google.com/g/2005\"><id>urn:a</id><title>A</title><updated>2026-03-01T09:00:00Z</updated>\
             <entry><id>urn:a:1</id><title>Samen &amp;amp; leren</title><updated>2026-03-01T09:00:00Z</updated>{entry}</entry></feed>"
        )
    }

    fn one(entry: &str) -> Option<Foreign> {
        read(&feed(entry), region("RMC-19")).unwrap().events.pop()
    }

    #[test]
    fn an_entry_is_a_meetup_when_it_says_when() {
        let xcal = one(
            "<xcal:dtstart>2026-03-05T15:30:00+01:00</xcal:dtstart><xcal:dtend>2026-03-05T17:00:00+01:00</xcal:dtend>\
             <xcal:location>Wijkcentrum</xcal:location><content type=\"html\">&lt;p&gt;Kom&lt;/p&gt;</content>",
        )
        .unwrap();
        assert_eq!(xcal.words.title.as_str(), "Samen & leren");
        assert_eq!(xcal.words.when.starts().to_string(), "2026-03-05 15:30:00");
        assert_eq!(xcal.words.when.ends().to_string(), "2026-03-05 17:00:00");
        assert_eq!(xcal.words.place.as_deref(), Some("Wijkcentrum"));
        assert_eq!(xcal.words.description, "Kom");
        let google =
            one("<gd:when startTime=\"2026-03-05T14:30:00Z\"/><gd:where valueString=\"Hier\"/>")
                .unwrap();
        assert_eq!(google.words.when.ends().to_string(), "2026-03-05 16:30:00");
        assert_eq!(google.words.place.as_deref(), Some("Hier"));
        let days = one("<xcal:dtstart>2026-03-05</xcal:dtstart>").unwrap();
        assert!(days.words.when.all_day());
        assert_eq!(one("<summary>Nieuws</summary>"), None);
        assert_eq!(one("<xcal:dtstart>morgen</xcal:dtstart>"), None);
        assert!(read("BEGIN:VCALENDAR", region("RMC-19")).is_none());
    }

    proptest! {
        #[test]
        fn nothing_that_an_entry_says_breaks_it(starts in "\\PC{0,30}", ends in "[0-9TZ:+-]{0,25}", text in "\\PC{0,100}") {
            let safe = |text: &str| text.replace(['<', '&', '>'], "");
            let entry = format!("<xcal:dtstart>{}</xcal:dtstart><xcal:dtend>{ends}</xcal:dtend><summary>{}</summary>", safe(&starts), safe(&text));
            let _read = read(&feed(&entry), region("RMC-19"));
        }
    }
}
