//! Cards from an Atom feed: ours with all that stands on them, others with what Atom knows.

use atom_syndication::{Entry, Feed, TextType};
use contract::toolbox::CardContent;

use super::text;
use super::writing::{CARD, NAMESPACE};
use crate::import::ImportedCard;

/// More entries than this are no feed of new things.
const MOST: usize = 5000;

/// Why a feed cannot be read, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    #[error("Dit is geen Atom-feed (RFC 4287): {0}.")]
    NoFeed(String),
    #[error("Deze feed heeft meer dan 5000 kaarten. Deel de feed op.")]
    TooMany,
    /// An entry, counted from 1.
    #[error("Kaart {entry} van de feed: {reason}")]
    Entry { entry: usize, reason: String },
}

/// The cards of a feed in its order.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ImportedCard>, FeedFault> {
    let feed = Feed::read_from(bytes).map_err(|error| FeedFault::NoFeed(error.to_string()))?;
    if feed.entries.len() > MOST {
        return Err(FeedFault::TooMany);
    }
    let cards = feed.entries.iter().zip(1..).map(|(entry, number)| {
        card(&feed, entry).map_err(|reason| FeedFault::Entry {
            entry: number,
            reason,
        })
    });
    cards.collect()
}

fn card(feed: &Feed, entry: &Entry) -> Result<ImportedCard, String> {
    let mut content = match whole(feed, entry) {
        Some(json) => serde_json::from_str(json)
            .map_err(|_| "de kaart in deze feed is niet leesbaar.".to_owned())?,
        None => of_atom(entry),
    };
    // Names of another site's cards say nothing here, and a public feed makes public cards.
    content.after.clear();
    content.visibility.clear();
    if content.origin.is_empty() {
        content.origin = origin(feed, entry);
    }
    Ok(ImportedCard {
        id: entry.id.trim().to_owned(),
        content,
    })
}

/// Our own element, under whatever prefix the feed gives its namespace.
fn whole<'a>(feed: &Feed, entry: &'a Entry) -> Option<&'a str> {
    let is_ours = |prefix: &str| {
        let namespaces = [&entry.namespaces, &feed.namespaces];
        let mut named = namespaces.iter().filter_map(|known| known.get(prefix));
        named.next().is_some_and(|namespace| namespace == NAMESPACE)
    };
    let (_, elements) = entry
        .extensions
        .iter()
        .find(|(prefix, _)| is_ours(prefix))?;
    elements.get(CARD)?.first()?.value.as_deref()
}

fn of_atom(entry: &Entry) -> CardContent {
    let content = entry.content.as_ref();
    let value = content.and_then(|content| content.value.as_deref());
    let is_plain = content.is_some_and(|content| {
        matches!(
            content.content_type.as_deref(),
            None | Some("text" | "text/plain" | "text/markdown")
        )
    });
    let body = match value {
        Some(value) if is_plain => value.trim().to_owned(),
        Some(value) => text::of_html(value),
        None => String::new(),
    };
    let summary = entry.summary.as_ref().map(plain).unwrap_or_default();
    let licence = entry.links.iter().find(|link| link.rel == "license");
    let rights = entry.rights.as_ref().map(plain);
    CardContent {
        title: plain(&entry.title),
        summary: if summary == body {
            String::new()
        } else {
            shortened(&summary, 5000)
        },
        body,
        tags: entry
            .categories
            .iter()
            .map(|category| category.term.clone())
            .collect(),
        team: shortened(
            &entry
                .authors
                .first()
                .map_or_else(String::new, |author| author.name.clone()),
            120,
        ),
        licence: shortened(
            &rights
                .or(licence.map(|link| link.href.clone()))
                .unwrap_or_default(),
            60,
        ),
        ..CardContent::default()
    }
}

fn plain(text: &atom_syndication::Text) -> String {
    match text.r#type {
        TextType::Text => text.value.trim().to_owned(),
        _ => text::of_html(&text.value),
    }
}

/// Where an entry comes from: the feed and the entry's page.
fn origin(feed: &Feed, entry: &Entry) -> String {
    let page = entry.links.iter().find(|link| link.rel == "alternate");
    let parts = [
        plain(&feed.title),
        page.map(|link| link.href.clone()).unwrap_or_default(),
    ];
    let given: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    shortened(&given.join(", "), 600)
}

fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHER: &str = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
        <title>Blog van een ander</title><id>urn:x</id><updated>2026-01-01T00:00:00Z</updated>
        <entry><title type="html">Rondje &amp;amp; meer</title><id>tag:ander.example,2026:1</id>
        <updated>2026-01-01T00:00:00Z</updated><author><name>Team Zorg</name></author>
        <link rel="alternate" href="https://ander.example/1"/><category term="feedback"/>
        <rights>CC BY-SA 4.0</rights>
        <content type="html">&lt;p&gt;Vertel &lt;b&gt;om de beurt&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>"#;

    #[test]
    fn a_feed_of_others_gives_what_atom_knows() {
        let card = read(OTHER.as_bytes()).unwrap().remove(0);
        assert_eq!(card.id, "tag:ander.example,2026:1");
        let content = card.content;
        assert_eq!(
            (content.title.as_str(), content.body.as_str()),
            ("Rondje & meer", "Vertel om de beurt.")
        );
        assert_eq!(
            (content.team.as_str(), content.licence.as_str()),
            ("Team Zorg", "CC BY-SA 4.0")
        );
        assert_eq!(
            content.origin,
            "Blog van een ander, https://ander.example/1"
        );
        assert_eq!(content.tags, ["feedback"]);
    }

    #[test]
    fn what_is_no_feed_is_refused_with_the_place() {
        assert!(matches!(read(b"<html></html>"), Err(FeedFault::NoFeed(_))));
        assert!(matches!(read(b"{}"), Err(FeedFault::NoFeed(_))));
    }
}
