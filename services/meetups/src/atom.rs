//! Atom out (RFC 4287): what was announced or changed last, for feed readers and other sites.

use std::collections::BTreeMap;

use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset, Utc};

use crate::MeetupsError;
use crate::calendar::{self, Head};
use crate::event::{Event, Status};
use crate::news::{author, latest_first, stable_uuid, title, when_and_where};
use crate::topic::Topic;
use crate::when::rfc3339_at;

const XCAL: &str = "xcal";
const XCAL_NAMESPACE: &str = "urn:ietf:params:xml:ns:xcal";

/// The feed of `head` with its events, the latest change first.
pub(crate) fn write(head: &Head, entries: &[calendar::Entry<'_>]) -> Result<String, MeetupsError> {
    let feed = Feed {
        title: Text::plain(head.name.clone()),
        id: format!("urn:uuid:{}", head.uid),
        updated: fixed(head.changed.unwrap_or(DateTime::UNIX_EPOCH)),
        authors: vec![Person {
            name: "Kansrijk".to_owned(),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Kansrijk".to_owned(),
            ..Generator::default()
        }),
        links: [
            link("alternate", "text/html", head.url.as_deref()),
            link("self", "application/atom+xml", head.source.as_deref()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        lang: Some("nl".to_owned()),
        namespaces: BTreeMap::from([(XCAL.to_owned(), XCAL_NAMESPACE.to_owned())]),
        entries: latest_first(entries).into_iter().map(entry).collect(),
        ..Feed::default()
    };
    let config = atom_syndication::WriteConfig {
        write_document_declaration: true,
        indent_size: None,
    };
    let bytes = feed.write_with_config(Vec::new(), config)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn entry(entry: &calendar::Entry<'_>) -> Entry {
    let event = entry.event;
    let words = &event.words;
    Entry {
        title: Text::plain(printable(title(event).as_str())),
        id: format!("urn:uuid:{}", stable_uuid(&event.uid)),
        updated: fixed(event.changed),
        published: Some(fixed(event.created)),
        authors: vec![Person {
            name: printable(author(event)),
            ..Person::default()
        }],
        categories: std::iter::once(words.kind.as_str())
            .chain(words.topics.iter().map(Topic::as_str))
            .map(category)
            .collect(),
        links: link("alternate", "text/html", entry.url.as_deref())
            .into_iter()
            .collect(),
        summary: Some(Text::plain(printable(&when_and_where(event)))),
        content: Some(Content {
            value: Some(printable(&calendar::sentences_of(event))),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        extensions: when_and_where_for_programs(event),
        ..Entry::default()
    }
}

fn category(term: &str) -> Category {
    Category {
        term: printable(term),
        ..Category::default()
    }
}

/// Atom has no words for when something happens; xCalendar has (RFC 6321). Of a series it is the first time.
fn when_and_where_for_programs(event: &Event) -> ExtensionMap {
    let (words, when) = (&event.words, event.words.when);
    let time = |local: chrono::NaiveDateTime, at| {
        if when.all_day() {
            local.format("%Y-%m-%d").to_string()
        } else {
            rfc3339_at(at, when.zone())
        }
    };
    let status = match event.status {
        Status::Scheduled => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    };
    let said = [
        ("dtstart", Some(time(when.starts(), when.starts_at()))),
        ("dtend", Some(time(when.ends(), when.ends_at()))),
        ("location", words.place.as_deref().map(printable)),
        ("status", Some(status.to_owned())),
    ];
    let element = |(name, value): (&str, Option<String>)| {
        let element = Extension {
            name: format!("{XCAL}:{name}"),
            value: Some(value?),
            ..Extension::default()
        };
        Some((name.to_owned(), vec![element]))
    };
    BTreeMap::from([(
        XCAL.to_owned(),
        said.into_iter().filter_map(element).collect(),
    )])
}

fn link(rel: &str, media: &str, href: Option<&str>) -> Option<Link> {
    href.map(|href| Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media.to_owned()),
        ..Link::default()
    })
}

fn fixed(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.fixed_offset()
}

/// XML 1.0 knows no control characters but tab and line breaks.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|character| {
            matches!(character, '\t' | '\n')
                || !(character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}'))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn head() -> Head {
        Head {
            uid: stable_uuid("NL-UT"),
            name: "Kansrijk: Utrecht".to_owned(),
            color: "teal",
            url: Some("https://kansrijk.example/regio/NL-UT".to_owned()),
            source: Some("https://kansrijk.example/kalender/NL-UT.atom".to_owned()),
            changed: Some(testing::start()),
        }
    }

    proptest! {
        #[test]
        fn whatever_an_event_says_the_feed_reads_back(title in ".{3,60}", description in ".{0,200}") {
            let mut event = testing::event("samen", "RMC-19");
            event.words.title = crate::event::Title::of_import(&title);
            event.words.description = description;
            let entry = calendar::Entry { event: &event, community: None, url: None, online_link: None };
            let text = write(&head(), &[entry]).unwrap();
            let feed = Feed::read_from(text.as_bytes()).unwrap();
            prop_assert_eq!(feed.entries().len(), 1);
            prop_assert_eq!(feed.entries()[0].id(), format!("urn:uuid:{}", stable_uuid(&event.uid)));
            prop_assert!(!feed.authors().is_empty() && feed.links().len() == 2);
        }
    }
}
