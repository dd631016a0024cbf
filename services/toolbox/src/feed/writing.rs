//! Cards as Atom entries. Beside what every feed reader shows, an entry carries the whole card in
//! an element of our own, so that another Kansrijk takes it over without loss.

use std::collections::BTreeMap;

use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{
    Category, Content, Entry, Feed, Generator, Link, Person, Text, WriteConfig,
};
use chrono::{DateTime, Utc};
use nouns::CreativeCommons;
use wire::harvest::{Site, is_of_xml};

use super::text;
use crate::ToolboxError;
use crate::api::told_content;
use crate::card::Card;
use crate::harvest::{description, identifier, page};

/// The namespace of our own element.
pub(super) const NAMESPACE: &str = "urn:kansrijk:card:1";
pub(super) const PREFIX: &str = "kansrijk";
pub(super) const CARD: &str = "card";

pub(super) fn write(
    site: &Site,
    cards: &[Card],
    changed: DateTime<Utc>,
) -> Result<String, ToolboxError> {
    let entries = cards.iter().map(|card| entry(site, card));
    let feed = Feed {
        title: Text::plain("Kansrijk: nieuwe kaarten in Team Trukendoos"),
        id: format!("{}/trukendoos.atom", site.origin()),
        updated: changed.fixed_offset(),
        authors: vec![person("Kansrijk")],
        generator: Some(Generator {
            value: "Kansrijk".to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link(
                "alternate",
                "text/html",
                format!("{}/trukendoos", site.origin()),
            ),
            link(
                "self",
                "application/atom+xml",
                format!("{}/trukendoos.atom", site.origin()),
            ),
        ],
        lang: Some("nl".to_owned()),
        namespaces: BTreeMap::from([(PREFIX.to_owned(), NAMESPACE.to_owned())]),
        entries: entries.collect::<Result<_, _>>()?,
        ..Feed::default()
    };
    let config = WriteConfig {
        write_document_declaration: true,
        indent_size: None,
    };
    let bytes = feed.write_with_config(Vec::new(), config)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn entry(site: &Site, card: &Card) -> Result<Entry, ToolboxError> {
    let content = card.content();
    let licence = CreativeCommons::parse(content.licence.as_str());
    let licence = licence.map(|licence| link("license", "text/html", licence.url()));
    let alternate = link("alternate", "text/html", page(site, &card.id));
    let category = |term: &str| Category {
        term: printable(term),
        ..Category::default()
    };
    let kind = content.kind.map(|kind| Category {
        scheme: Some(NAMESPACE.to_owned()),
        ..category(kind.as_str())
    });
    let rights = content.licence.as_str();
    Ok(Entry {
        title: Text::plain(printable(content.title.as_str())),
        id: identifier(site, &card.id),
        updated: card.current.at.fixed_offset(),
        published: Some(card.created.fixed_offset()),
        // The team, not a person: what is copied elsewhere is not called back at an erasure.
        authors: (!content.team.is_empty())
            .then(|| person(content.team.as_str()))
            .into_iter()
            .collect(),
        categories: kind
            .into_iter()
            .chain(content.tags.to_vec().iter().map(|tag| category(tag)))
            .collect(),
        links: [alternate].into_iter().chain(licence).collect(),
        rights: (!rights.is_empty()).then(|| Text::plain(printable(rights))),
        summary: Some(Text::plain(printable(&description(card)))),
        content: Some(Content {
            value: Some(printable(&text::of_card(content))),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        extensions: whole(card)?,
        ..Entry::default()
    })
}

/// The card as the API gives it, as JSON.
fn whole(card: &Card) -> Result<ExtensionMap, ToolboxError> {
    let json = serde_json::to_string(&told_content(card.content())).map_err(|source| {
        store::StoreError::Row {
            table: "card",
            source,
        }
    })?;
    let element = Extension {
        name: format!("{PREFIX}:{CARD}"),
        value: Some(printable(&json)),
        ..Extension::default()
    };
    let of_name = BTreeMap::from([(CARD.to_owned(), vec![element])]);
    Ok(BTreeMap::from([(PREFIX.to_owned(), of_name)]))
}

fn person(name: &str) -> Person {
    Person {
        name: printable(name),
        ..Person::default()
    }
}

fn link(rel: &str, media: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: Some(media.to_owned()),
        ..Link::default()
    }
}

fn printable(text: &str) -> String {
    text.chars()
        .filter(|character| is_of_xml(*character))
        .collect()
}
