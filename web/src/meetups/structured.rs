//! An event for search engines and other programs: JSON-LD with the words of schema.org.

use contract::meetups::Event;
use serde_json::{Value, json};

use crate::structured::safe;
use crate::urls;

/// The event as a JSON-LD document that may stand inside a script element.
pub(super) fn structured(event: &Event, site: &str) -> String {
    let summary = &event.event;
    let page = format!("{site}{}", urls::meetup(&summary.id));
    let mut document = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": summary.title,
        "description": event.description,
        "startDate": moment(&summary.starts, summary.all_day),
        "endDate": moment(&summary.ends, summary.all_day),
        "eventStatus": status(&summary.status),
        "eventAttendanceMode": mode(event),
        "location": locations(event, &page),
        "keywords": summary.topics,
    });
    if let (Some(capacity), Some(fields)) = (summary.capacity, document.as_object_mut()) {
        fields.insert("maximumAttendeeCapacity".to_owned(), json!(capacity));
        fields.insert("remainingAttendeeCapacity".to_owned(), json!(summary.free));
    }
    if let (Some(community), Some(fields)) = (&summary.community_name, document.as_object_mut()) {
        fields.insert(
            "organizer".to_owned(),
            json!({ "@type": "Organization", "name": community }),
        );
    }
    let named = (summary.language != "other").then_some(&summary.language);
    if let (Some(language), Some(fields)) = (named, document.as_object_mut()) {
        fields.insert("inLanguage".to_owned(), json!(language));
    }
    safe(&document)
}

fn moment(text: &str, all_day: bool) -> &str {
    if all_day {
        text.get(..10).unwrap_or(text)
    } else {
        text
    }
}

fn status(status: &str) -> &'static str {
    match status {
        "cancelled" => "https://schema.org/EventCancelled",
        _ => "https://schema.org/EventScheduled",
    }
}

fn mode(event: &Event) -> &'static str {
    match (event.event.online, event.event.place.is_some()) {
        (true, true) => "https://schema.org/MixedEventAttendanceMode",
        (true, false) => "https://schema.org/OnlineEventAttendanceMode",
        (false, _) => "https://schema.org/OfflineEventAttendanceMode",
    }
}

/// The link for participants stays out: online, the page is where one goes.
fn locations(event: &Event, page: &str) -> Value {
    let summary = &event.event;
    let place = summary
        .place
        .as_ref()
        .map(|place| json!({ "@type": "Place", "name": place, "address": place }));
    let online = summary
        .online
        .then(|| json!({ "@type": "VirtualLocation", "url": page }));
    let region =
        || json!({ "@type": "Place", "name": summary.region_name, "address": summary.region_name });
    let found: Vec<Value> = place.into_iter().chain(online).collect();
    if found.is_empty() {
        region()
    } else {
        Value::Array(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetups::samples;

    #[test]
    fn no_words_of_an_event_leave_the_script_element() {
        let mut event = samples::event();
        event.event.title = "</script><script>alert(1)</script>".to_owned();
        let text = structured(&event, "https://kansrijk.example");
        assert!(!text.contains(['<', '>', '&']));
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["name"], event.event.title);
    }

    #[test]
    fn the_link_for_participants_stays_out() {
        let event = samples::placed(None);
        let link = event.online_link.clone().unwrap();
        assert!(!structured(&event, "https://kansrijk.example").contains(&link));
    }
}
