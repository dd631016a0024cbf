//! Atom out (RFC 4287): what was announced or changed last, for feed readers and other sites.

use atom_syndication::{Category, Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset, Utc};
use sha2::{Digest, Sha256};

use crate::MeetupsError;
use crate::calendar::{self, Head};
use crate::event::{Event, Status};
use crate::when::rfc3339;

/// The feed of `head` with its events, the latest change first.
pub(crate) fn write(head: &Head, entries: &[calendar::Entry<'_>]) -> Result<String, MeetupsError> {
    let mut newest: Vec<&calendar::Entry<'_>> = entries.iter().collect();
    newest.sort_by(|one, two| {
        (two.event.changed, &two.event.id).cmp(&(one.event.changed, &one.event.id))
    });
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
        entries: newest.into_iter().map(entry).collect(),
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
            name: author(event),
            ..Person::default()
        }],
        categories: vec![Category {
            term: words.kind.as_str().to_owned(),
            ..Category::default()
        }],
        links: link("alternate", "text/html", entry.url.as_deref())
            .into_iter()
            .collect(),
        summary: Some(Text::plain(printable(&when_and_where(event)))),
        content: Some(Content {
            value: Some(printable(&calendar::sentences_of(event))),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn title(event: &Event) -> String {
    match event.status {
        Status::Scheduled => event.words.title.as_str().to_owned(),
        Status::Cancelled => format!("Gaat niet door: {}", event.words.title.as_str()),
    }
}

fn author(event: &Event) -> String {
    let name = event
        .organiser
        .as_ref()
        .map(|organiser| printable(&organiser.name));
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Kansrijk".to_owned())
}

fn when_and_where(event: &Event) -> String {
    let (words, when) = (&event.words, event.words.when);
    let starts = if when.all_day() {
        when.starts().format("%Y-%m-%d").to_string()
    } else {
        rfc3339(when.starts(), when.zone())
    };
    let place = words.place.as_deref().unwrap_or("online");
    format!("{starts}, {place} ({})", words.region.name())
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

/// An identifier that follows from a text and nothing else: a UUID of version 8 (RFC 9562) over its SHA-256.
#[must_use]
pub(crate) fn stable_uuid(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
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

    #[test]
    fn the_same_text_has_the_same_identifier() {
        assert_eq!(stable_uuid("a"), stable_uuid("a"));
        assert_ne!(stable_uuid("a"), stable_uuid("b"));
        assert_eq!(stable_uuid("a").chars().nth(14), Some('8'));
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
