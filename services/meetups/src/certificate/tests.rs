use contract::letters::Reader;
use nouns::Role;

use super::*;
use crate::by_mail::{Asking, GuestName};
use crate::event::Draft;
use crate::recurrence::{Recurrence, Rule};
use crate::testing::{House, caller, coordinator, draft};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Gülşah was at a meetup with everything that a certificate tells.
fn certificate() -> Certificate {
    Certificate {
        language: Language::Nl,
        name: "Gülşah Świątek-Nguyễn".to_owned(),
        title: "Oefenen met feedforward".to_owned(),
        times: vec![Time {
            day: day("2026-03-05"),
            when: Some(draft("RMC-19").when),
        }],
        place: Some("Wijkcentrum, Utrecht".to_owned()),
        is_online: false,
        community: Some("Samen leren".to_owned()),
        skills: vec!["feedback", "weerbaarheid"],
        organisers: vec!["Yvonne".to_owned(), "Studentenraad".to_owned()],
    }
}

/// The lines of all pages, as they are read.
fn read(certificate: &Certificate) -> Vec<String> {
    let font = font::Font::read(FONT).unwrap();
    let set = paper::set(certificate, &font);
    let lines = set.pages.iter().flatten();
    let text = |line: &paper::Line| line.glyphs.iter().map(|(_, letter)| letter).collect();
    lines.map(text).collect()
}

#[test]
fn it_tells_who_was_where_when_and_for_how_long() {
    let lines = read(&certificate());
    for line in [
        "Bewijs van deelname",
        "Gülşah Świątek-Nguyễn",
        "Oefenen met feedforward",
        "Wanneer: donderdag 5 maart 2026, 15:30 – 17:00",
        "Tijd samen: 1 uur en 30 minuten",
        "Waar: Wijkcentrum, Utrecht",
        "Leergemeenschap: Samen leren",
        "Geoefend met: feedback, weerbaarheid",
        "Organisatie: Yvonne, Studentenraad",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line}: {lines:?}");
    }
}

#[test]
fn it_speaks_the_language_of_its_reader() {
    let english = Certificate {
        language: Language::En,
        ..certificate()
    };
    let lines = read(&english);
    for line in [
        "Certificate of attendance",
        "When: Thursday 5 March 2026, 15:30 – 17:00",
        "Time together: 1 hour and 30 minutes",
        "Practised: feedback, resilience",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line}: {lines:?}");
    }
}

#[test]
fn a_name_that_cannot_be_printed_whole_is_left_to_be_written() {
    for name in ["محمد", "Noor 🎉", ""] {
        let unknown = Certificate {
            name: name.to_owned(),
            ..certificate()
        };
        let lines = read(&unknown);
        let all = lines.concat();
        assert!(
            all.contains("Schrijf je naam op deze lijn:"),
            "{name}: {all}"
        );
        assert!(!all.contains("Noor"), "half a name");
    }
}

#[test]
fn an_accent_of_its_own_is_joined_to_its_letter() {
    let apart = Certificate {
        name: "Jose\u{301}".to_owned(),
        ..certificate()
    };
    assert!(read(&apart).contains(&"José".to_owned()));
}

#[test]
fn what_else_cannot_be_printed_is_left_out_and_that_is_said() {
    let odd = Certificate {
        title: "Samen 🎉 leren".to_owned(),
        ..certificate()
    };
    let lines = read(&odd);
    assert!(lines.contains(&"Samen  leren".to_owned()), "{lines:?}");
    assert!(lines.concat().contains("weggelaten"));
    assert!(!read(&certificate()).concat().contains("weggelaten"));
}

#[test]
fn much_text_goes_on_in_lines_and_on_pages_and_stays_on_the_paper() {
    let much = Certificate {
        organisers: (0..20)
            .map(|n| format!("{n} {}", "organisatie ".repeat(24)))
            .collect(),
        title: "a".repeat(200),
        ..certificate()
    };
    let font = font::Font::read(FONT).unwrap();
    let set = paper::set(&much, &font);
    assert!(set.pages.len() > 1);
    for line in set.pages.iter().flatten() {
        let width: f32 = line
            .glyphs
            .iter()
            .map(|(glyph, _)| font.width(*glyph))
            .sum();
        // A line may end with the space that keeps its last word apart.
        let most = paper::PAGE.0 - 2.0 * paper::MARGIN + line.size;
        assert!(width * line.size / 1000.0 <= most, "{line:?}");
        assert!(line.y >= paper::MARGIN, "{line:?}");
    }
}

#[test]
fn days_without_hours_have_no_length() {
    let mut whole = certificate();
    whole.times.push(Time {
        day: day("2026-03-12"),
        when: None,
    });
    assert_eq!(whole.length(), None);
    let lines = read(&whole);
    assert!(
        lines.contains(&"donderdag 12 maart 2026".to_owned()),
        "{lines:?}"
    );
    assert!(!lines.concat().contains("Tijd samen"));
}

#[test]
fn the_same_certificate_is_the_same_bytes() {
    let bytes = certificate().print().unwrap();
    assert_eq!(certificate().print().unwrap(), bytes);
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let other = Certificate {
        name: "Bas".to_owned(),
        ..certificate()
    };
    assert_ne!(other.print().unwrap(), bytes);
}

fn weekly() -> Draft {
    let words = draft("RMC-19");
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=3", words.when).unwrap();
    Draft {
        recurrence: Recurrence {
            rules: vec![rule],
            ..Recurrence::default()
        },
        ..words
    }
}

#[tokio::test]
async fn only_who_was_ticked_off_has_one_and_each_day_counts() {
    let house = House::open(weekly()).await;
    let (meetups, clock, id) = (&house.meetups, &house.clock, house.id.clone());
    let yvonne = coordinator("yvonne", "RMC-19");
    let noor = caller("noor", Role::Student);
    let ask = async |by: &Caller| meetups.certificate(by, &id, Language::Nl).await;
    assert!(matches!(ask(&noor).await, Err(MeetupsError::NotSignedUp)));
    let signup = meetups.sign_up(&noor, &id).await.unwrap();
    assert!(matches!(ask(&noor).await, Err(MeetupsError::WasNotThere)));
    for moment in ["2026-03-05T15:00:00Z", "2026-03-12T15:00:00Z"] {
        clock.advance(moment.parse::<DateTime<Utc>>().unwrap() - clock.now());
        meetups
            .tick_off(&yvonne, &id, &signup.id, true)
            .await
            .unwrap();
    }
    assert!(ask(&noor).await.unwrap().starts_with(b"%PDF"));
    let held = meetups.store.signup(&id, &noor.person).await.unwrap();
    let event = meetups.store.event(&id).await.unwrap().unwrap();
    let certificate = Certificate::of(&held.unwrap(), &event, Language::Nl);
    assert_eq!(certificate.length(), Some(TimeDelta::hours(3)));
    let attended = meetups.attended(&noor).await.unwrap();
    assert_eq!(attended[0].1, day("2026-03-12"));
    // Taken back at the door, the day is gone.
    meetups
        .tick_off(&yvonne, &id, &signup.id, false)
        .await
        .unwrap();
    assert_eq!(
        meetups.attended(&noor).await.unwrap()[0].1,
        day("2026-03-05")
    );
}

#[tokio::test]
async fn who_came_without_an_account_has_it_by_their_link() {
    let house = House::open(draft("RMC-19")).await;
    let (meetups, clock, id) = (&house.meetups, &house.clock, house.id.clone());
    let yvonne = coordinator("yvonne", "RMC-19");
    let asking = Asking {
        name: GuestName::parse("Lin").unwrap(),
        email: "lin@voorbeeld.nl".to_owned(),
        language: Language::Nl,
        from: None,
        wish: crate::entry::Wish::default(),
    };
    meetups.ask_by_mail(&id, asking).await.unwrap();
    let letter = house.desk.written().pop().unwrap();
    assert!(matches!(letter.to, Reader::Address(_)));
    let secret = letter.path.strip_prefix("/plek/").unwrap();
    let ask = async || meetups.guest_certificate(secret, Language::En).await;
    assert!(matches!(ask().await, Err(MeetupsError::NotSignedUp)));
    meetups.guest_says_yes(secret).await.unwrap();
    assert!(matches!(ask().await, Err(MeetupsError::WasNotThere)));
    clock.advance(TimeDelta::hours(78));
    let (_, _, list) = meetups.signups(&yvonne, &id).await.unwrap();
    meetups
        .tick_off(&yvonne, &id, &list[0].id, true)
        .await
        .unwrap();
    assert!(ask().await.unwrap().starts_with(b"%PDF"));
    let other = meetups.guest_certificate("geheim", Language::En).await;
    assert!(matches!(other, Err(MeetupsError::NoInvitation)));
}
