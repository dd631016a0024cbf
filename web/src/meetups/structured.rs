//! An event for search engines and other programs: JSON-LD with the words of schema.org.

use contract::meetups::Event;
use serde_json::{Value, json};

use super::image::address;
use crate::structured::safe;
use crate::urls;

/// The event as a JSON-LD document that may stand inside a script element.
pub(super) fn structured(event: &Event, site: &str) -> String {
    let summary = &event.event;
    let page = format!("{site}{}", urls::meetup(&summary.id));
    // Of a series it is the next one that somebody can come to.
    let next = event.occurrences.first();
    let (starts, ends) = next.map_or((&summary.starts, &summary.ends), |time| {
        (&time.starts, &time.ends)
    });
    let mut document = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": summary.title,
        "description": event.description,
        "startDate": moment(starts, summary.all_day),
        "endDate": moment(ends, summary.all_day),
        "eventStatus": status(event),
        "eventAttendanceMode": mode(event),
        "location": locations(event, &page),
        "keywords": summary.topics,
        "organizer": organiser(event, site),
        "offers": offer(event, &page),
        "additionalProperty": access(event),
    });
    if let (Some(before), Some(fields)) = (&event.previous_start, document.as_object_mut()) {
        let before = moment(before, summary.all_day);
        fields.insert("previousStartDate".to_owned(), json!(before));
    }
    if let (true, Some(fields)) = (is_free(event), document.as_object_mut()) {
        fields.insert("isAccessibleForFree".to_owned(), json!(true));
    }
    if let (Some(capacity), Some(fields)) = (summary.capacity, document.as_object_mut()) {
        fields.insert("maximumAttendeeCapacity".to_owned(), json!(capacity));
        fields.insert("remainingAttendeeCapacity".to_owned(), json!(summary.free));
    }
    if let (Some(image), Some(fields)) = (&event.image, document.as_object_mut()) {
        let address = format!("{site}{}", address(&summary.id, image));
        let image = json!({
            "@type": "ImageObject", "url": address, "caption": image.alt, "width": image.width, "height": image.height,
        });
        fields.insert("image".to_owned(), image);
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

fn status(event: &Event) -> &'static str {
    match (event.event.status.as_str(), &event.previous_start) {
        ("cancelled", _) => "https://schema.org/EventCancelled",
        (_, Some(_)) => "https://schema.org/EventRescheduled",
        (_, None) => "https://schema.org/EventScheduled",
    }
}

/// The community whose meetup it is, else the platform. No person: names are for who is signed in.
fn organiser(event: &Event, site: &str) -> Value {
    let summary = &event.event;
    match (&summary.community, &summary.community_name) {
        (Some(slug), Some(name)) => {
            json!({ "@type": "Organization", "name": name, "url": format!("{site}{}", urls::community(slug)) })
        }
        _ => json!({ "@type": "Organization", "name": "Kansrijk", "url": format!("{site}/") }),
    }
}

/// How one gets a place. A price stands in it only where there is none to pay: what else is typed is no number.
fn offer(event: &Event, page: &str) -> Value {
    let summary = &event.event;
    let is_full = summary.free == Some(0) || summary.status == "cancelled";
    let availability = if is_full { "SoldOut" } else { "InStock" };
    let mut offer = json!({
        "@type": "Offer",
        "url": page,
        "availability": format!("https://schema.org/{availability}"),
    });
    if let (true, Some(fields)) = (is_free(event), offer.as_object_mut()) {
        fields.insert("price".to_owned(), json!(0));
        fields.insert("priceCurrency".to_owned(), json!("EUR"));
    }
    if let (Some(cost), Some(fields)) = (&summary.cost, offer.as_object_mut()) {
        fields.insert("description".to_owned(), json!(cost));
    }
    offer
}

/// What somebody typed says that it costs nothing.
fn is_free(event: &Event) -> bool {
    let cost = event.event.cost.as_deref().unwrap_or_default();
    let cost = cost.trim().trim_end_matches('.').to_lowercase();
    ["gratis", "kosteloos", "free", "geen", "0", "€ 0", "€0"].contains(&cost.as_str())
}

/// What there is for who needs it; what is not listed is not known.
fn access(event: &Event) -> Vec<Value> {
    let flags = event.event.accessibility.iter();
    let known = flags.filter_map(|flag| {
        let name = match flag.as_str() {
            "wheelchair" => "Toegankelijk met een rolstoel",
            "sign_language" => "Gebarentolk",
            "live_subtitles" => "Ondertiteling ter plekke",
            "quiet_room" => "Rustige kamer",
            _ => return None,
        };
        Some(json!({ "@type": "LocationFeatureSpecification", "propertyID": flag, "name": name, "value": true }))
    });
    known.collect()
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
        .map(|place| json!({ "@type": "Place", "name": place, "address": place, "amenityFeature": access(event) }));
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

    fn read(event: &Event) -> Value {
        serde_json::from_str(&structured(event, "https://kansrijk.example")).unwrap()
    }

    #[test]
    fn it_says_whether_it_moved_or_is_off() {
        let mut event = samples::event();
        assert_eq!(
            read(&event)["eventStatus"],
            "https://schema.org/EventScheduled"
        );
        assert_eq!(read(&event)["previousStartDate"], Value::Null);
        event.previous_start = Some("2027-03-03T15:30:00+01:00".to_owned());
        let moved = read(&event);
        assert_eq!(moved["eventStatus"], "https://schema.org/EventRescheduled");
        assert_eq!(moved["previousStartDate"], "2027-03-03T15:30:00+01:00");
        event.event.status = "cancelled".to_owned();
        let off = read(&event);
        assert_eq!(off["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(off["offers"]["availability"], "https://schema.org/SoldOut");
    }

    #[test]
    fn it_says_what_there_is_what_it_costs_and_who_organises() {
        let document = read(&samples::event());
        let flags: Vec<&str> = document["additionalProperty"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["propertyID"].as_str().unwrap())
            .collect();
        assert_eq!(flags, ["wheelchair", "quiet_room"]);
        assert_eq!(document["location"][0]["amenityFeature"][0]["value"], true);
        assert_eq!(document["isAccessibleForFree"], true);
        assert_eq!(document["offers"]["price"], 0);
        assert_eq!(document["maximumAttendeeCapacity"], 20);
        assert_eq!(document["remainingAttendeeCapacity"], 8);
        assert_eq!(
            document["organizer"]["url"],
            "https://kansrijk.example/gemeenschap/leren-in-utrecht"
        );
        let mut paid = samples::event();
        paid.event.cost = Some("Gratis voor leden, anders 5 euro".to_owned());
        paid.event.community = None;
        let document = read(&paid);
        assert_eq!(document["isAccessibleForFree"], Value::Null);
        assert_eq!(document["offers"]["price"], Value::Null);
        assert_eq!(document["organizer"]["name"], "Kansrijk");
    }

    #[test]
    fn it_has_the_image_at_its_own_address() {
        let mut event = samples::event();
        assert_eq!(read(&event)["image"], Value::Null);
        event.image = Some(contract::meetups::Image {
            hash: "0a".repeat(16),
            alt: "Een bord.".to_owned(),
            width: 1200,
            height: 675,
        });
        let image = &read(&event)["image"];
        let file = format!("/afbeeldingen/{}.{}.jpg", event.event.id, "0a".repeat(16));
        assert_eq!(image["url"], format!("https://kansrijk.example{file}"));
        assert_eq!(image["caption"], "Een bord.");
    }

    #[test]
    fn the_link_for_participants_stays_out() {
        let event = samples::placed(None);
        let link = event.online_link.clone().unwrap();
        assert!(!structured(&event, "https://kansrijk.example").contains(&link));
    }
}
