//! JSON Feed out (version 1.1, jsonfeed.org/version/1.1): what the Atom feed says, and when and where in fields of their own.

use serde_json::{Value, json};

use crate::calendar::{self, Head};
use crate::event::Event;
use crate::news::{author, latest_first, stable_uuid, title, when_and_where};
use crate::topic::Topic;
use crate::when::{rfc3339, rfc3339_at};

/// The feed of `head` with its events, the latest change first.
pub(crate) fn write(head: &Head, entries: &[calendar::Entry<'_>]) -> String {
    let items: Vec<Value> = latest_first(entries).into_iter().map(item).collect();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.name,
        "language": "nl",
        "authors": [{ "name": "Kansrijk" }],
        "items": items,
    });
    set(&mut feed, "home_page_url", head.url.as_deref());
    set(&mut feed, "feed_url", head.source.as_deref());
    feed.to_string()
}

fn item(entry: &calendar::Entry<'_>) -> Value {
    let event = entry.event;
    let mut item = json!({
        "id": format!("urn:uuid:{}", stable_uuid(&event.uid)),
        "title": title(event),
        "summary": when_and_where(event),
        "content_text": calendar::sentences_of(event),
        "date_published": event.created.to_rfc3339(),
        "date_modified": event.changed.to_rfc3339(),
        "authors": [{ "name": author(event) }],
        "tags": std::iter::once(event.words.kind.as_str()).chain(event.words.topics.iter().map(Topic::as_str)).collect::<Vec<_>>(),
        "_event": when(event),
    });
    set(&mut item, "language", event.words.language.tag());
    set(&mut item, "url", entry.url.as_deref());
    item
}

/// Names of JSON Feed's own begin with a letter, so that nobody's reader takes this for one of them.
fn when(event: &Event) -> Value {
    let (words, when) = (&event.words, event.words.when);
    let mut told = json!({
        "starts": rfc3339(when.starts(), when.zone()),
        "ends": rfc3339_at(when.ends_at(), when.zone()),
        "all_day": when.all_day(),
        "region": words.region.code(),
        "status": event.status.as_str(),
    });
    set(&mut told, "place", words.place.as_deref());
    told
}

fn set(object: &mut Value, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        object[name] = value.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn an_event_has_what_the_version_asks_for() {
        let mut event = testing::event("samen", "RMC-19");
        event.status = crate::event::Status::Cancelled;
        let entry = calendar::Entry {
            event: &event,
            community: None,
            url: Some("https://kansrijk.example/bijeenkomsten/samen".to_owned()),
            online_link: Some("https://geheim.example"),
        };
        let head = Head {
            uid: stable_uuid("NL-UT"),
            name: "Kansrijk: Utrecht".to_owned(),
            color: "teal",
            url: None,
            source: Some("https://kansrijk.example/kalender/NL-UT.json".to_owned()),
            changed: None,
        };
        let text = write(&head, &[entry]);
        assert!(!text.contains("geheim.example"));
        let feed: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(
            feed["feed_url"],
            "https://kansrijk.example/kalender/NL-UT.json"
        );
        assert!(feed.get("home_page_url").is_none());
        let item = &feed["items"][0];
        assert_eq!(item["id"], format!("urn:uuid:{}", stable_uuid(&event.uid)));
        assert!(
            item["title"]
                .as_str()
                .unwrap()
                .starts_with("Gaat niet door: ")
        );
        assert_eq!(item["_event"]["status"], "cancelled");
        assert_eq!(item["_event"]["region"], "RMC-19");
    }
}
