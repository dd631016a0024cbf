//! What feeds of news say of an event, whatever they are written in.

use sha2::{Digest, Sha256};

use crate::calendar::Entry;
use crate::event::{Event, Status};
use crate::when::rfc3339;

/// The events of a feed, the latest change first.
pub(crate) fn latest_first<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<&'e Entry<'a>> {
    let mut newest: Vec<&Entry<'a>> = entries.iter().collect();
    newest.sort_by(|one, two| {
        (two.event.changed, &two.event.id).cmp(&(one.event.changed, &one.event.id))
    });
    newest
}

/// What it is, and first of all whether it goes on.
pub(crate) fn title(event: &Event) -> String {
    match event.status {
        Status::Scheduled => event.words.title.as_str().to_owned(),
        Status::Cancelled => format!("Gaat niet door: {}", event.words.title.as_str()),
    }
}

/// Who announces it.
pub(crate) fn author(event: &Event) -> &str {
    let name = event
        .organiser
        .as_ref()
        .map(|organiser| organiser.name.trim());
    name.filter(|name| name.chars().any(|character| !character.is_control()))
        .unwrap_or("Kansrijk")
}

/// The first time, the place and the region.
pub(crate) fn when_and_where(event: &Event) -> String {
    let (words, when) = (&event.words, event.words.when);
    let starts = if when.all_day() {
        when.starts().format("%Y-%m-%d").to_string()
    } else {
        rfc3339(when.starts(), when.zone())
    };
    let place = words.place.as_deref().unwrap_or("online");
    format!("{starts}, {place} ({})", words.region.name())
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

    #[test]
    fn the_same_text_has_the_same_identifier() {
        assert_eq!(stable_uuid("a"), stable_uuid("a"));
        assert_ne!(stable_uuid("a"), stable_uuid("b"));
        assert_eq!(stable_uuid("a").chars().nth(14), Some('8'));
    }
}
