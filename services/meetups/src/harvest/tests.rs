use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use contract::meetups::NewEvent;
use nouns::{Clock, CommunityId};
use store::Datastore;
use tokio::sync::watch;

use super::*;
use crate::Kept;
use crate::community::Space;
use crate::event::{Draft, Kind, Title};
use crate::testing::{Desk, community, coordinator, draft, event, found, start, student, yvonne};

const SITE: &str = "https://kansrijk.example";
const RECORDS: &str = "verb=ListRecords&metadataPrefix=oai_dc";

async fn opened() -> (Meetups, Clock) {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let meetups = Meetups::open(&datastore, None, clock.clone()).await;
    (meetups.unwrap(), clock)
}

async fn asked(meetups: &Meetups, query: &str) -> String {
    let pairs = wire::harvest::arguments_of(query).unwrap();
    meetups.harvest(SITE, &pairs).await.unwrap()
}

/// The texts of the elements of one name, in their order.
fn texts<'a>(xml: &'a str, element: &str) -> Vec<&'a str> {
    let tag = format!("<{element}>");
    let pieces = xml.split(tag.as_str()).skip(1);
    pieces
        .filter_map(|piece| piece.split("</").next())
        .collect()
}

fn error(xml: &str) -> Option<&str> {
    let (_, rest) = xml.split_once("<error code=\"")?;
    rest.split('"').next()
}

fn token(xml: &str) -> Option<String> {
    let (_, rest) = xml.split_once("<resumptionToken ")?;
    let text = rest.split_once('>')?.1.split("</").next()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn identifier(id: &EventId) -> String {
    ABOUT.identifier(&Site::new(SITE), id.as_str())
}

fn called(title: &str) -> Draft {
    Draft {
        title: Title::parse(title).unwrap(),
        ..draft("RMC-19")
    }
}

async fn publish(meetups: &Meetups, words: Draft) -> EventId {
    let by = coordinator("yvonne", "RMC-19");
    meetups.publish(&by, words).await.unwrap().id
}

async fn rename(meetups: &Meetups, id: &EventId, title: &str) {
    meetups.edit(&yvonne(), id, called(title)).await.unwrap();
}

/// So many meetups from a file: `e000`, `e001`, and so on.
async fn many(meetups: &Meetups, count: usize) {
    let events: Vec<Event> = (0..count)
        .map(|number| event(&format!("e{number:03}"), "RMC-19"))
        .collect();
    meetups.store.add_events(&events).await.unwrap();
}

#[test]
fn the_sets_are_the_kinds_of_meetup() {
    let sets: Vec<&str> = ABOUT.sets.iter().map(|(spec, _)| *spec).collect();
    assert_eq!(sets, contract::meetups::KINDS);
}

#[tokio::test]
async fn the_six_verbs_are_answered() {
    let (meetups, _) = opened().await;
    let id = publish(&meetups, draft("RMC-19")).await;
    let named = identifier(&id);
    let identity = asked(&meetups, "verb=Identify").await;
    assert_eq!(
        texts(&identity, "baseURL"),
        ["https://kansrijk.example/oai/bijeenkomsten"]
    );
    assert_eq!(texts(&identity, "deletedRecord"), ["persistent"]);
    assert_eq!(
        texts(&identity, "earliestDatestamp"),
        ["2026-03-02T09:00:00Z"]
    );
    let sets = asked(&meetups, "verb=ListSets").await;
    assert!(texts(&sets, "setSpec").contains(&"training"));
    let formats = format!("verb=ListMetadataFormats&identifier={named}");
    let formats = asked(&meetups, &formats).await;
    assert_eq!(texts(&formats, "metadataPrefix"), ["oai_dc", "nl_lom"]);
    let headers = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=leergemeenschap";
    let headers = asked(&meetups, headers).await;
    assert_eq!(texts(&headers, "identifier"), [named.as_str()]);
    assert_eq!(texts(&headers, "setSpec"), ["leergemeenschap"]);
    assert!(!headers.contains("<metadata>"));
    for query in [
        RECORDS.to_owned(),
        format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={named}"),
    ] {
        let record = asked(&meetups, &query).await;
        assert_eq!(texts(&record, "identifier"), [named.as_str()]);
        assert_eq!(texts(&record, "dc:title"), ["Samen leren"]);
    }
}

#[tokio::test]
async fn every_error_of_the_protocol_has_its_code() {
    let (meetups, _) = opened().await;
    publish(&meetups, draft("RMC-19")).await;
    for (query, code) in [
        ("", "badVerb"),
        ("verb=Verzin", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        (
            "verb=ListRecords&resumptionToken=verzonnen",
            "badResumptionToken",
        ),
        (
            "verb=ListRecords&metadataPrefix=marc21",
            "cannotDisseminateFormat",
        ),
        (
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:kansrijk.example:bijeenkomst/weg",
            "idDoesNotExist",
        ),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&set=debat",
            "noRecordsMatch",
        ),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&set=werkvorm",
            "noRecordsMatch",
        ),
    ] {
        assert_eq!(error(&asked(&meetups, query).await), Some(code), "{query}");
    }
    let (empty, _) = opened().await;
    assert_eq!(error(&asked(&empty, RECORDS).await), Some("noRecordsMatch"));
    // There always are sets, so that nobody hears `noSetHierarchy`; a deleted item has no formats: see below.
}

/// With a link for participants, a host by name, a cost and a skill.
fn full() -> Draft {
    let mut words = draft("RMC-19");
    words.online_link = Some("https://geheim.example/kamer".to_owned());
    words.cohosts = vec!["Abdel de Vries".to_owned()];
    words.cost = Some("Gratis.".to_owned());
    words.skills.insert("feedback");
    words
}

#[tokio::test]
async fn both_formats_say_what_is_true_and_name_no_person_and_no_link() {
    let (meetups, _) = opened().await;
    let id = publish(&meetups, full()).await;
    for format in ["oai_dc", "nl_lom"] {
        let xml = asked(
            &meetups,
            &format!("verb=ListRecords&metadataPrefix={format}"),
        )
        .await;
        assert!(xml.contains("Neem een vraag mee."), "{xml}");
        for never in ["geheim", "Abdel", "yvonne", "Yvonne"] {
            assert!(!xml.contains(never), "{never}: {xml}");
        }
    }
    let page = format!("https://kansrijk.example/bijeenkomsten/{id}");
    let dc = asked(&meetups, RECORDS).await;
    for (element, wanted) in [
        ("dc:subject", &["leergemeenschap", "feedback"][..]),
        ("dc:publisher", &["Kansrijk"]),
        ("dc:date", &["2026-03-05T15:30:00+01:00"]),
        ("dc:type", &["Event"]),
        ("dc:identifier", &[page.as_str()]),
        ("dc:language", &["nl"]),
        (
            "dc:coverage",
            &["Wijkcentrum, Utrecht", draft("RMC-19").region.name()],
        ),
        ("dc:rights", &[]),
    ] {
        assert_eq!(texts(&dc, element), wanted, "{element}");
    }
    let lom = asked(&meetups, "verb=ListRecords&metadataPrefix=nl_lom").await;
    for wanted in [
        "<title><langstring xml:lang=\"nl\">Samen leren</langstring></title>",
        "<keyword><langstring xml:lang=\"nl\">feedback</langstring></keyword>",
        "<language>nl</language>",
        &format!(
            "<langstring xml:lang=\"x-none\">{}</langstring>",
            identifier(&id)
        ),
        &format!("<location>{page}</location>"),
        "<langstring xml:lang=\"x-none\">publisher</langstring>",
        "<langstring xml:lang=\"x-none\">discipline</langstring>",
        "<langstring xml:lang=\"x-none\">educational level</langstring>",
        "<langstring xml:lang=\"x-none\">access rights</langstring>",
        "<datetime>PT90M</datetime>",
        "<cost>",
    ] {
        assert!(lom.contains(wanted), "{wanted}\n{lom}");
    }
}

#[tokio::test]
async fn what_nobody_said_is_not_said_of_a_meetup() {
    let (meetups, _) = opened().await;
    let mut words = draft("RMC-19");
    words.cost = Some("Een kleine bijdrage".to_owned());
    words.place = None;
    publish(&meetups, words).await;
    let lom = asked(&meetups, "verb=ListRecords&metadataPrefix=nl_lom").await;
    assert!(lom.contains("<lom "), "{lom}");
    assert!(!lom.contains("<cost>") && !lom.contains("discipline"));
    assert!(!lom.contains("cc-by"));
}

#[tokio::test]
async fn a_concept_is_in_no_harvest_until_it_is_published() {
    let (meetups, clock) = opened().await;
    let kept = Kept {
        sent: NewEvent::default(),
        ready: Some((draft("RMC-19"), start() + TimeDelta::hours(1))),
    };
    meetups.begin_concept(&yvonne(), kept).await.unwrap();
    meetups.catch_up().await.unwrap();
    let list = asked(&meetups, RECORDS).await;
    assert_eq!(error(&list), Some("noRecordsMatch"));
    clock.advance(TimeDelta::hours(2));
    meetups.catch_up().await.unwrap();
    let list = asked(&meetups, RECORDS).await;
    assert_eq!(texts(&list, "datestamp"), ["2026-03-02T11:00:00Z"]);
}

#[tokio::test]
async fn a_change_has_the_second_in_which_it_was_made_and_not_of_the_harvest() {
    let (meetups, clock) = opened().await;
    publish(&meetups, draft("RMC-19")).await;
    let (stop, stopped) = watch::channel(false);
    let noted = async {
        while meetups.store.harvest.extent().await.unwrap().number == 0 {
            tokio::task::yield_now().await;
        }
        clock.advance(TimeDelta::hours(1));
        stop.send(true).unwrap();
    };
    let both = async { tokio::join!(meetups.follow_into_harvest(stopped), noted) };
    let in_time = tokio::time::timeout(std::time::Duration::from_secs(20), both);
    in_time.await.unwrap();
    let list = asked(&meetups, RECORDS).await;
    assert_eq!(texts(&list, "datestamp"), ["2026-03-02T09:00:00Z"]);
}

#[tokio::test]
async fn what_is_called_off_stays_and_says_so() {
    let (meetups, clock) = opened().await;
    let id = publish(&meetups, draft("RMC-19")).await;
    asked(&meetups, "verb=Identify").await;
    clock.advance(TimeDelta::minutes(1));
    meetups.cancel(&yvonne(), &id, None).await.unwrap();
    let since = format!("{RECORDS}&from=2026-03-02T09:00:01Z");
    let list = asked(&meetups, &since).await;
    assert_eq!(texts(&list, "dc:title"), ["Gaat niet door: Samen leren"]);
    assert!(list.contains("Deze bijeenkomst gaat niet door."));
    assert_eq!(texts(&list, "datestamp"), ["2026-03-02T09:01:00Z"]);
    let lom = format!(
        "verb=GetRecord&metadataPrefix=nl_lom&identifier={}",
        identifier(&id)
    );
    assert!(asked(&meetups, &lom).await.contains(">unavailable<"));
}

/// A community that Yvonne leads, with a meetup.
async fn of_a_community() -> (Meetups, Clock, CommunityId, EventId) {
    let clock = Clock::fixed(start());
    let (meetups, slug) = found(&Arc::new(Desk::default()), &clock).await;
    let words = Draft {
        community: Some(slug.clone()),
        ..draft("RMC-19")
    };
    let id = publish(&meetups, words).await;
    (meetups, clock, slug, id)
}

#[tokio::test]
async fn what_a_community_closes_stays_as_a_deleted_record() {
    let (meetups, clock, slug, id) = of_a_community().await;
    let set = async |space| meetups.set_space(&yvonne(), &slug, space).await.unwrap();
    let here = identifier(&id);
    assert_eq!(
        texts(&asked(&meetups, RECORDS).await, "identifier"),
        [here.as_str()]
    );
    clock.advance(TimeDelta::minutes(1));
    set(Space::Closed).await;
    let since = format!("{RECORDS}&from=2026-03-02T09:00:01Z");
    let list = asked(&meetups, &since).await;
    assert_eq!(texts(&list, "identifier"), [here.as_str()]);
    assert!(list.contains("<header status=\"deleted\">") && !list.contains("<metadata>"));
    assert_eq!(texts(&list, "setSpec"), ["leergemeenschap"]);
    let formats = format!("verb=ListMetadataFormats&identifier={here}");
    assert_eq!(
        error(&asked(&meetups, &formats).await),
        Some("noMetadataFormats")
    );
    clock.advance(TimeDelta::minutes(1));
    set(Space::Open).await;
    let list = asked(&meetups, &since).await;
    assert!(list.contains("<metadata>"));
    assert_eq!(texts(&list, "datestamp"), ["2026-03-02T09:02:00Z"]);
}

#[tokio::test]
async fn what_was_never_open_is_unknown() {
    let clock = Clock::fixed(start());
    let (meetups, slug) = found(&Arc::new(Desk::default()), &clock).await;
    let closing = meetups.set_space(&yvonne(), &slug, Space::Closed).await;
    closing.unwrap();
    let words = Draft {
        community: Some(slug),
        ..draft("RMC-19")
    };
    let id = publish(&meetups, words).await;
    assert_eq!(
        error(&asked(&meetups, RECORDS).await),
        Some("noRecordsMatch")
    );
    let one = format!(
        "verb=GetRecord&metadataPrefix=oai_dc&identifier={}",
        identifier(&id)
    );
    assert_eq!(error(&asked(&meetups, &one).await), Some("idDoesNotExist"));
}

#[tokio::test]
async fn signing_up_and_joining_change_no_record() {
    let (meetups, clock, slug, id) = of_a_community().await;
    let before = asked(&meetups, RECORDS).await;
    clock.advance(TimeDelta::minutes(1));
    meetups.sign_up(&student("noor"), &id).await.unwrap();
    let joined = community(slug.as_str(), "RMC-19", Some("yvonne")).charter;
    meetups.edit_community(&yvonne(), joined).await.unwrap();
    meetups.catch_up().await.unwrap();
    let after = asked(&meetups, RECORDS).await;
    assert_eq!(texts(&before, "datestamp"), texts(&after, "datestamp"));
}

#[tokio::test]
async fn a_meetup_that_becomes_another_kind_moves_to_its_set() {
    let (meetups, clock) = opened().await;
    let id = publish(&meetups, draft("RMC-19")).await;
    asked(&meetups, "verb=Identify").await;
    clock.advance(TimeDelta::minutes(1));
    let words = Draft {
        kind: Kind::parse("debat").unwrap(),
        ..draft("RMC-19")
    };
    meetups.edit(&yvonne(), &id, words).await.unwrap();
    let of = |set: &str| format!("{RECORDS}&set={set}");
    assert_eq!(
        texts(&asked(&meetups, &of("debat")).await, "identifier").len(),
        1
    );
    let before = asked(&meetups, &of("leergemeenschap")).await;
    assert_eq!(error(&before), Some("noRecordsMatch"));
}

/// All headers of a list from its beginning to its end, with what happens between two pages.
async fn whole_list(
    meetups: &Meetups,
    begin: &str,
    mut meanwhile: impl AsyncFnMut(usize),
) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut answer = asked(meetups, begin).await;
    for page in 0.. {
        for identifier in texts(&answer, "identifier") {
            *found.entry(identifier.to_owned()).or_default() += 1;
        }
        let Some(token) = token(&answer) else {
            break;
        };
        meanwhile(page).await;
        let next = format!("verb=ListRecords&resumptionToken={token}");
        answer = asked(meetups, &next).await;
    }
    found
}

#[tokio::test]
async fn a_list_that_is_read_during_changes_has_every_meetup_once() {
    let (meetups, clock) = opened().await;
    many(&meetups, 350).await;
    let found = whole_list(&meetups, RECORDS, async |page| {
        clock.advance(TimeDelta::seconds(1));
        // From both ends of the list: shown already, and still to come.
        for number in (page * 5..page * 5 + 5).chain(340 - page * 5..345 - page * 5) {
            let id = EventId::parse(&format!("e{number:03}")).unwrap();
            rename(&meetups, &id, &format!("Anders {page}")).await;
        }
        let again = EventId::parse("e349").unwrap();
        rename(&meetups, &again, &format!("Nog anders {page}")).await;
        meetups
            .cancel(&yvonne(), &EventId::parse("e348").unwrap(), None)
            .await
            .unwrap();
        publish(&meetups, called("Nieuw")).await;
    })
    .await;
    assert!(found.values().all(|times| *times == 1), "{found:?}");
    assert_eq!(
        found.len(),
        350,
        "none missed, and the new ones belong to the next list"
    );
    // The next list, from the first second after this one began, has all that changed since: 10 of each page, two at the
    // end of the list, and the new ones.
    let next = format!("{RECORDS}&from=2026-03-02T09:00:01Z");
    let next = whole_list(&meetups, &next, async |_| {}).await;
    assert_eq!(next.len(), 3 * 10 + 2 + 3);
    assert!(next.values().all(|times| *times == 1));
}

#[tokio::test]
async fn who_begins_again_with_the_same_store_gives_out_no_place_twice() {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let first = Meetups::open(&datastore, None, clock.clone()).await;
    let first = first.unwrap();
    many(&first, 150).await;
    let begun = asked(&first, RECORDS).await;
    drop(first);
    clock.advance(TimeDelta::minutes(1));
    let second = Meetups::open(&datastore, None, clock).await.unwrap();
    let next = format!(
        "verb=ListRecords&resumptionToken={}",
        token(&begun).unwrap()
    );
    assert_eq!(texts(&asked(&second, &next).await, "identifier").len(), 50);
    assert_eq!(second.store.harvest.extent().await.unwrap().number, 150);
}
