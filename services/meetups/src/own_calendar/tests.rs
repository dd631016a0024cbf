use ::store::Datastore;
use contract::Means;
use nouns::{Clock, Role};

use super::*;
use crate::community::{Side, Space};
use crate::event::Draft;
use crate::testing::{caller, community, coordinator, draft, region, start};

const LINK: &str = "https://geheim.example/kamer";

struct House {
    meetups: Meetups,
    clock: Clock,
}

impl House {
    /// With a community in Utrecht, run by Yvonne.
    async fn open() -> Self {
        let datastore = Datastore::in_memory().await.unwrap();
        let clock = Clock::fixed(start());
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let house = Self {
            meetups: opened.unwrap(),
            clock,
        };
        let own = community("samen-leren", "RMC-29", None).charter;
        let yvonne = coordinator("yvonne", "RMC-29");
        house.meetups.found(&yvonne, own).await.unwrap();
        house
    }

    async fn publish(&self, title: &str, words: Draft) -> EventId {
        let by = coordinator("yvonne", words.region.code());
        let words = Draft {
            title: crate::event::Title::parse(title).unwrap(),
            online_link: Some(LINK.to_owned()),
            ..words
        };
        self.meetups.publish(&by, words).await.unwrap().id
    }

    async fn address(&self, form: Form) -> String {
        self.meetups.make_calendar(&noor(), form).await.unwrap()
    }

    /// What an address opens, its lines whole.
    async fn read(&self, secret: &str) -> String {
        let feed = self.meetups.own_feed(secret, Some("https://k.example"));
        feed.await.unwrap().body.replace("\r\n ", "")
    }

    async fn is_closed(&self, secret: &str) -> bool {
        let read = self.meetups.own_feed(secret, None).await;
        matches!(read, Err(MeetupsError::NoCalendar))
    }
}

fn noor() -> Caller {
    Caller {
        region: Some(region("RMC-19")),
        ..caller("noor", Role::Student)
    }
}

#[tokio::test]
async fn one_form_holds_ones_groups_and_region_and_says_no_link() {
    let house = House::open().await;
    house.publish("Dichtbij", draft("RMC-19")).await;
    house.publish("Hele provincie", draft("NL-UT")).await;
    house.publish("Ver weg", draft("RMC-05")).await;
    let of_group = Draft {
        community: Some(CommunityId::parse("samen-leren").unwrap()),
        ..draft("RMC-29")
    };
    house.publish("Van de groep", of_group).await;
    let secret = house.address(Form::All).await;
    let titles = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("SUMMARY:"));
        let mut titles: Vec<String> = lines.map(str::to_owned).collect();
        titles.sort();
        titles
    };
    assert_eq!(
        titles(&house.read(&secret).await),
        ["Dichtbij", "Hele provincie"]
    );
    let slug = CommunityId::parse("samen-leren").unwrap();
    let noor = noor();
    let joined = house.meetups.join(&noor, &slug, Some(Side::Student));
    joined.await.unwrap();
    let text = house.read(&secret).await;
    assert_eq!(
        titles(&text),
        ["Dichtbij", "Hele provincie", "Van de groep"]
    );
    assert!(text.contains("Je kunt online meedoen") && !text.contains("geheim.example"));
    assert!(
        !text.contains(&secret) && !text.contains("noor"),
        "it names neither its reader nor itself"
    );
}

#[tokio::test]
async fn what_is_closed_stands_only_in_the_calendar_of_who_takes_part() {
    let house = House::open().await;
    let slug = CommunityId::parse("besloten").unwrap();
    let yvonne = coordinator("yvonne", "RMC-19");
    let own = community("besloten", "RMC-19", None).charter;
    house.meetups.found(&yvonne, own).await.unwrap();
    let of_group = Draft {
        community: Some(slug.clone()),
        ..draft("RMC-19")
    };
    house.publish("Onder ons", of_group).await;
    let secret = house.address(Form::All).await;
    let stands = async || house.read(&secret).await.contains("SUMMARY:Onder ons");
    assert!(stands().await, "what is open and near is for everybody");
    let closed = house.meetups.set_space(&yvonne, &slug, Space::Closed);
    closed.await.unwrap();
    house.meetups.catch_up().await.unwrap();
    assert!(!stands().await);
    let noor = noor();
    let asked = house.meetups.ask_to_join(&noor, &slug, Side::Student);
    asked.await.unwrap();
    assert!(!stands().await, "a request is no membership");
    let answered = house
        .meetups
        .answer_request(&yvonne, &slug, &noor.person, true);
    answered.await.unwrap();
    assert!(stands().await);
}

#[tokio::test]
async fn the_other_holds_what_one_has_a_place_at_with_the_link_for_it() {
    let house = House::open().await;
    let full = Draft {
        capacity: Some(1),
        ..draft("RMC-19")
    };
    let coming = house.publish("Ik ga", draft("RMC-05")).await;
    let waits = house.publish("Ik wacht", full).await;
    house.publish("Zonder mij", draft("RMC-19")).await;
    let bas = caller("bas", Role::Student);
    house.meetups.sign_up(&bas, &waits).await.unwrap();
    for id in [&coming, &waits] {
        house.meetups.sign_up(&noor(), id).await.unwrap();
    }
    let secret = house.address(Form::Mine).await;
    let text = house.read(&secret).await;
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(text.contains("SUMMARY:Ik ga\r\n"));
    assert!(text.contains(&format!(
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Online meedoen:{LINK}\r\n"
    )));
    let before = house.meetups.own_feed(&secret, None).await.unwrap().etag;
    house.meetups.leave(&noor(), &coming).await.unwrap();
    let after = house.meetups.own_feed(&secret, None).await.unwrap();
    assert_ne!(before, after.etag);
    assert!(!after.body.contains("BEGIN:VEVENT"));
}

#[tokio::test]
async fn an_address_is_long_kept_as_a_hash_and_ends_when_it_is_renewed_or_revoked() {
    let house = House::open().await;
    let first = house.address(Form::All).await;
    assert_eq!(URL_SAFE_NO_PAD.decode(&first).unwrap().len(), SECRET_BYTES);
    let tables = house.meetups.about_me(&noor()).await.unwrap().tables;
    let kept = tables["own_calendar"].to_string();
    assert!(kept.contains("\"all\""), "it is in the export");
    assert!(!kept.contains(&first), "and what opens it is not");
    let second = house.address(Form::All).await;
    assert!(house.is_closed(&first).await && !house.is_closed(&second).await);
    let other = house.address(Form::Mine).await;
    house
        .meetups
        .revoke_calendar(&noor(), Form::All)
        .await
        .unwrap();
    assert!(house.is_closed(&second).await && !house.is_closed(&other).await);
    assert!(house.is_closed("").await);
    let left = house.meetups.own_calendars(&noor()).await.unwrap();
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn a_script_makes_none_and_who_is_suspended_or_gone_has_none() {
    let house = House::open().await;
    let script = Caller {
        means: Means::Key,
        ..noor()
    };
    let made = house.meetups.make_calendar(&script, Form::All).await;
    assert!(matches!(made, Err(MeetupsError::NotAllowed)));
    let secret = house.address(Form::All).await;
    let store = &house.meetups.store;
    store.keep_suspended(1, &noor().person, true).await.unwrap();
    assert!(house.is_closed(&secret).await);
    store
        .keep_suspended(2, &noor().person, false)
        .await
        .unwrap();
    assert!(!house.is_closed(&secret).await);
    store.strike_out(3, &noor().person).await.unwrap();
    assert!(house.is_closed(&secret).await);
}

#[tokio::test]
async fn who_moves_takes_the_calendar_along() {
    let house = House::open().await;
    house.publish("Ver weg", draft("RMC-05")).await;
    let secret = house.address(Form::All).await;
    assert!(!house.read(&secret).await.contains("Ver weg"));
    let moved = Caller {
        region: Some(region("RMC-05")),
        ..noor()
    };
    house.meetups.own_calendars(&moved).await.unwrap();
    assert!(house.read(&secret).await.contains("Ver weg"));
}

#[tokio::test]
async fn polls_of_one_day_see_the_same_bytes() {
    let house = House::open().await;
    house.publish("Dichtbij", draft("RMC-19")).await;
    let secret = house.address(Form::All).await;
    let first = house.read(&secret).await;
    house.clock.advance(chrono::TimeDelta::hours(5));
    assert_eq!(first, house.read(&secret).await);
}
