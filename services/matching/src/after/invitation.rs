//! The date of two people as an invitation for their calendars (RFC 5545).
//!
//! It is a request (RFC 5546) of the site, whose organiser is the address that its mails come from, to the one who has it in
//! their hands and to nobody else. They have agreed already, and nobody reads an answer, so none is asked for.
//!
//! The same date gives the same bytes: `DTSTAMP` is the last change. `SEQUENCE` rises when the date moves or is called off,
//! and a called-off date stays as `CANCELLED`, so that a calendar that holds it learns of that.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;
use contract::Caller;
use contract::news::CalendarAddresses;
use icalendar::{Component, Event, EventLike, Property};
use nouns::{Language, RequestId, short_name};

use crate::store::TogetherRow;
use crate::{Matching, MatchingError};

/// How long a first meeting takes in a calendar.
const LASTS: TimeDelta = TimeDelta::hours(1);

/// What stands before the date.
const HEAD: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kansrijk//Maatjes//NL\r\nCALSCALE:GREGORIAN\r\n";
/// The zone at home with its yearly rules since 1996 (directive 2000/84/EC). The library would give it a `UID` and the time of
/// writing, which a zone has not.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n\
BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nDTSTART:19960331T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nDTSTART:19961027T030000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A date, as one of the two has it in their calendar.
struct Invitation<'a> {
    id: &'a str,
    other: &'a str,
    place: &'a str,
    starts: DateTime<Utc>,
    cancelled: bool,
    sequence: i64,
    changed: DateTime<Utc>,
    language: Language,
    addresses: CalendarAddresses,
}

impl Matching {
    /// The date of a match for the caller's calendar: the one that stands, or the last one, called off.
    pub async fn invitation(
        &self,
        by: &Caller,
        id: &RequestId,
        language: Language,
    ) -> Result<String, MatchingError> {
        let talk = self.talk(by, id).await?;
        let row = self.store.together(id.as_str()).await?;
        let row = row.ok_or(MatchingError::NotFound)?;
        let (_, name) = talk.other();
        let name = short_name(name);
        let addresses = match &self.accounts {
            Some(accounts) => accounts.calendar_addresses(&by.person).await?,
            None => CalendarAddresses::default(),
        };
        let invitation = of(&row, id.as_str(), &name, language, addresses);
        invitation
            .and_then(|invitation| written(&invitation))
            .ok_or(MatchingError::NotFound)
    }
}

/// Whether a match has a date, standing or called off, that a calendar can hold.
pub(super) fn exists(row: &TogetherRow) -> bool {
    row.sequence >= 0 && (row.agreed.is_some() || row.off.is_some())
}

fn of<'a>(
    row: &'a TogetherRow,
    id: &'a str,
    other: &'a str,
    language: Language,
    addresses: CalendarAddresses,
) -> Option<Invitation<'a>> {
    let (starts, place, cancelled) = match (row.agreed, row.off) {
        (Some(starts), _) => (starts, row.agreed_place.as_deref(), false),
        (None, Some(starts)) => (starts, row.off_place.as_deref(), true),
        (None, None) => return None,
    };
    Some(Invitation {
        id,
        other,
        place: place.unwrap_or_default(),
        starts,
        cancelled,
        sequence: row.sequence,
        changed: row.changed?,
        language,
        addresses,
    })
}

/// A request has both an organiser and an attendee; without one of the two a date is published (RFC 5546, 3.2.1 and 3.2.2).
fn method(invitation: &Invitation<'_>) -> &'static str {
    let CalendarAddresses { organizer, own } = &invitation.addresses;
    match (invitation.cancelled, organizer, own) {
        (true, ..) => "CANCEL",
        (false, Some(_), Some(_)) => "REQUEST",
        (false, ..) => "PUBLISH",
    }
}

fn organizer(address: &str) -> Property {
    let mut property = Property::new("ORGANIZER", format!("mailto:{address}"));
    property.add_parameter("CN", "Kansrijk").done()
}

fn attendee(address: &str) -> Property {
    let mut property = Property::new("ATTENDEE", format!("mailto:{address}"));
    property
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", "ACCEPTED")
        .add_parameter("RSVP", "FALSE")
        .done()
}

fn written(invitation: &Invitation<'_>) -> Option<String> {
    let method = method(invitation);
    let status = if invitation.cancelled {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    let mut event = Event::new();
    event
        .append_property(Property::new(
            "UID",
            format!("{}@maatjes.kansrijk", invitation.id),
        ))
        .append_property(Property::new("DTSTAMP", utc(invitation.changed)))
        .append_property(Property::new("LAST-MODIFIED", utc(invitation.changed)))
        .append_property(Property::new("SEQUENCE", invitation.sequence.to_string()))
        .append_property(Property::new("STATUS", status))
        .append_property(at_home("DTSTART", invitation.starts))
        .append_property(at_home("DTEND", invitation.starts + LASTS))
        .append_property(Property::new("CLASS", "PRIVATE"));
    if let Some(address) = &invitation.addresses.organizer {
        event.append_property(organizer(address));
    }
    // RFC 5546, 3.2.1: what is published has no attendee.
    let own = invitation.addresses.own.as_deref();
    if let Some(address) = own.filter(|_| method != "PUBLISH") {
        event.append_property(attendee(address));
    }
    event.summary(&summary(invitation.other, invitation.language));
    event.location(place(invitation.place, invitation.language));
    let event = event.done().try_into_string().ok()?;
    Some(format!(
        "{HEAD}METHOD:{method}\r\n{ZONE}{event}END:VCALENDAR\r\n"
    ))
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

fn at_home(key: &str, moment: DateTime<Utc>) -> Property {
    let local = moment.with_timezone(&Amsterdam);
    let mut property = Property::new(key, local.format("%Y%m%dT%H%M%S").to_string());
    property.add_parameter("TZID", Amsterdam.name()).done()
}

fn summary(other: &str, language: Language) -> String {
    match language {
        Language::Nl => format!("Kennismaken met {other}"),
        Language::En => format!("Getting to know {other}"),
    }
}

fn place(key: &str, language: Language) -> &'static str {
    match (key, language) {
        ("kansrijk", Language::Nl) => "Online, in het gesprek op Kansrijk",
        ("kansrijk", Language::En) => "Online, in the conversation on Kansrijk",
        ("school", Language::Nl) => "Op school",
        ("school", Language::En) => "At school",
        ("bellen", Language::Nl) => "Online, met beeld",
        ("bellen", Language::En) => "Online, by video",
        ("bibliotheek", Language::Nl) => "In de bibliotheek",
        ("bibliotheek", Language::En) => "At the library",
        ("buurthuis", Language::Nl) => "In een buurthuis",
        ("buurthuis", Language::En) => "At a community centre",
        ("horeca", Language::Nl) => "In een café of lunchroom",
        ("horeca", Language::En) => "At a café",
        (_, Language::Nl) => "Nog te kiezen",
        (_, Language::En) => "To be chosen",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::matching::PLACES;
    use icalendar::parser::{read_calendar, unfold};

    fn invitation(starts: &str, cancelled: bool) -> Invitation<'static> {
        Invitation {
            id: "r1",
            other: "Maximiliaan-Christoffel-Alexander-Ferdinand-Willem-Frederik Ü., van; de\\Berg",
            place: "school",
            starts: starts.parse().unwrap(),
            cancelled,
            sequence: 3,
            changed: "2026-03-02T09:00:00Z".parse().unwrap(),
            language: Language::Nl,
            addresses: CalendarAddresses {
                organizer: Some("post@kansrijk.example".to_owned()),
                own: Some("noor@school.example".to_owned()),
            },
        }
    }

    /// The value of a property of a calendar with one event, unfolded.
    fn lines_of(text: &str, name: &str) -> Vec<String> {
        let unfolded = unfold(text);
        let own = unfolded.lines().filter(|line| line.starts_with(name));
        own.map(str::to_owned).collect()
    }

    #[test]
    fn it_is_a_request_of_the_site_to_its_reader_alone_and_without_addresses_it_is_published() {
        let starts = "2026-03-27T18:00:00Z";
        let with = |organizer: Option<&str>, own: Option<&str>, cancelled| {
            let mut one = invitation(starts, cancelled);
            one.addresses.organizer = organizer.map(str::to_owned);
            one.addresses.own = own.map(str::to_owned);
            let text = written(&one).unwrap();
            let method = lines_of(&text, "METHOD:").concat();
            let organizer = lines_of(&text, "ORGANIZER");
            (method, organizer, lines_of(&text, "ATTENDEE"))
        };
        let (post, noor) = (Some("post@kansrijk.example"), Some("noor@school.example"));
        let is_site = |lines: &[String]| {
            lines.len() == 1 && lines[0].ends_with(":mailto:post@kansrijk.example")
        };
        let is_noor = |lines: &[String]| {
            lines.len() == 1
                && lines[0].ends_with(":mailto:noor@school.example")
                && lines[0].contains("RSVP=FALSE")
        };
        let (method, organizer, attendee) = with(post, noor, false);
        assert_eq!(method, "METHOD:REQUEST");
        assert!(is_site(&organizer) && is_noor(&attendee), "{attendee:?}");
        let (method, organizer, attendee) = with(post, noor, true);
        assert_eq!(method, "METHOD:CANCEL");
        assert!(is_site(&organizer) && is_noor(&attendee));
        let (method, organizer, attendee) = with(post, None, false);
        assert_eq!((method.as_str(), attendee), ("METHOD:PUBLISH", vec![]));
        assert!(is_site(&organizer));
        let (method, organizer, attendee) = with(None, noor, false);
        assert_eq!(method, "METHOD:PUBLISH");
        assert_eq!((organizer, attendee), (vec![], vec![]));
    }

    #[test]
    fn it_reads_back_with_the_hour_at_home_in_winter_and_summer() {
        for (starts, local) in [
            ("2026-03-27T18:00:00Z", "20260327T190000"),
            ("2026-03-30T17:00:00Z", "20260330T190000"),
        ] {
            let text = written(&invitation(starts, false)).unwrap();
            let unfolded = unfold(&text);
            let calendar = read_calendar(&unfolded).unwrap();
            let method = calendar.properties.iter().find(|one| one.name == "METHOD");
            assert_eq!(method.unwrap().val.as_ref(), "REQUEST");
            let event = calendar.components.iter().find(|one| one.name == "VEVENT");
            let event = event.unwrap();
            let value = |name: &str| {
                let property = event.properties.iter().find(|one| one.name == name);
                property
                    .unwrap_or_else(|| panic!("no {name}: {text}"))
                    .val
                    .to_string()
            };
            assert_eq!(value("UID"), "r1@maatjes.kansrijk");
            assert_eq!(
                (value("SEQUENCE").as_str(), value("STATUS").as_str()),
                ("3", "CONFIRMED")
            );
            assert_eq!(value("DTSTART"), local);
            assert!(text.contains("DTSTART;TZID=Europe/Amsterdam:"), "{text}");
            assert_eq!(value("DTSTAMP"), "20260302T090000Z");
            let zones = calendar
                .components
                .iter()
                .filter(|one| one.name == "VTIMEZONE");
            assert_eq!(
                zones.map(|zone| zone.components.len()).collect::<Vec<_>>(),
                [2]
            );
            assert_eq!(text.matches("VTIMEZONE").count(), 2);
        }
    }

    #[test]
    fn lines_end_right_and_are_folded_by_octets_and_the_same_date_gives_the_same_bytes() {
        let one = invitation("2026-03-30T17:00:00Z", true);
        let text = written(&one).unwrap();
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(written(&one).unwrap(), text);
    }

    #[test]
    fn every_place_is_said_in_both_languages() {
        for language in Language::ALL {
            for key in PLACES {
                assert_ne!(place(key, language), place("", language), "{key}");
            }
        }
    }
}
