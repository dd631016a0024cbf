use std::sync::Arc;

use nouns::Clock;

use super::*;
use crate::Search;
use crate::event::Event;
use crate::feed::{Format, Scope};
use crate::testing::{Desk, community, draft, found, mail, start, student, yvonne};

/// A closed community that Yvonne leads, with a meetup.
struct House {
    meetups: Meetups,
    desk: Arc<Desk>,
    clock: Clock,
    slug: CommunityId,
    event: Event,
}

impl House {
    async fn open() -> Self {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let (meetups, slug) = found(&desk, &clock).await;
        let mut words = draft("RMC-19");
        words.community = Some(slug.clone());
        let event = meetups.publish(&yvonne(), words).await.unwrap();
        let house = Self {
            meetups,
            desk,
            clock,
            slug,
            event,
        };
        house.set(Space::Closed).await;
        house
    }

    async fn set(&self, space: Space) {
        let set = self.meetups.set_space(&yvonne(), &self.slug, space).await;
        set.unwrap();
        self.meetups.catch_up().await.unwrap();
    }

    async fn ask(&self, name: &str) -> Result<(), MeetupsError> {
        let by = student(name);
        self.meetups
            .ask_to_join(&by, &self.slug, Side::Student)
            .await
    }

    async fn answer(&self, by: &Caller, name: &str, yes: bool) -> Result<(), MeetupsError> {
        let person = student(name).person;
        self.meetups
            .answer_request(by, &self.slug, &person, yes)
            .await
    }

    /// How many meetups the board and the search show to everybody, and whether somebody sees the page of ours.
    async fn seen(&self, by: Option<&Caller>) -> (usize, usize, bool) {
        let about = |text: &str| Search {
            text: text.to_owned(),
            ..Search::default()
        };
        let listed = self.meetups.search(&about("")).unwrap().total;
        let found = self.meetups.search(&about("samen leren")).unwrap().total;
        let page = self.meetups.event(by, &self.event.id).await;
        (listed, found, page.is_ok())
    }

    async fn takes_part(&self, name: &str) -> bool {
        let person = student(name).person;
        let store = &self.meetups.store;
        store.takes_part(&self.slug, &person).await.unwrap()
    }
}

fn refused<T>(answer: Result<T, MeetupsError>) -> JoinProblem {
    match answer {
        Err(MeetupsError::Join(problem)) => problem,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

#[tokio::test]
async fn a_closed_community_is_joined_after_a_yes_and_its_leader_is_told() {
    let house = House::open().await;
    let joined = house
        .meetups
        .join(&student("noor"), &house.slug, None)
        .await;
    assert_eq!(refused(joined), JoinProblem::AskFirst);
    house.ask("noor").await.unwrap();
    house.ask("noor").await.unwrap();
    house.meetups.catch_up().await.unwrap();
    assert_eq!(house.desk.mails(), [mail("yvonne", JOIN_ASKED)], "once");
    let others = house.answer(&student("noor"), "noor", true).await;
    assert!(matches!(others, Err(MeetupsError::NotAllowed)));
    assert!(!house.takes_part("noor").await);
    house.answer(&yvonne(), "noor", true).await.unwrap();
    assert!(house.takes_part("noor").await);
    let again = house.answer(&yvonne(), "noor", false).await;
    assert_eq!(refused(again), JoinProblem::NoRequest);
    assert_eq!(refused(house.ask("noor").await), JoinProblem::NoNeed);
    house.clock.advance(TimeDelta::minutes(1));
    house.ask("bas").await.unwrap();
    house.answer(&yvonne(), "bas", false).await.unwrap();
    assert!(!house.takes_part("bas").await);
    house.clock.advance(TimeDelta::days(8));
    house.meetups.catch_up().await.unwrap();
    let mails = house.desk.mails();
    assert!(mails.contains(&mail("noor", JOIN_WELCOME)));
    assert!(mails.contains(&mail("bas", JOIN_DECLINED)));
    assert_eq!(
        mails.len(),
        4,
        "what is answered ends without a word: {mails:?}"
    );
}

#[tokio::test]
async fn what_nobody_answers_in_a_week_ends_and_both_are_told() {
    let house = House::open().await;
    house.ask("noor").await.unwrap();
    house.clock.advance(TimeDelta::days(6));
    house.meetups.catch_up().await.unwrap();
    assert_eq!(house.desk.mails().len(), 1);
    house.clock.advance(TimeDelta::days(1));
    house.meetups.catch_up().await.unwrap();
    house.meetups.catch_up().await.unwrap();
    let told = house.desk.mails();
    for once in [mail("noor", JOIN_UNANSWERED), mail("yvonne", JOIN_MISSED)] {
        let many = told.iter().filter(|one| **one == once).count();
        assert_eq!(many, 1, "{once:?} in {told:?}");
    }
    let late = house.answer(&yvonne(), "noor", true).await;
    assert_eq!(refused(late), JoinProblem::NoRequest);
    house.ask("noor").await.unwrap();
    let noor = student("noor");
    let taken = house.meetups.take_back_request(&noor, &house.slug).await;
    taken.unwrap();
    house.clock.advance(TimeDelta::days(8));
    house.meetups.catch_up().await.unwrap();
    let unanswered = |(_, what): &&(String, String)| what == JOIN_UNANSWERED;
    assert_eq!(house.desk.mails().iter().filter(unanswered).count(), 1);
}

#[tokio::test]
async fn what_is_closed_is_seen_by_who_takes_part_and_by_nobody_else() {
    let house = House::open().await;
    assert_eq!(house.seen(None).await, (0, 0, false));
    assert_eq!(house.seen(Some(&student("noor"))).await, (0, 0, false));
    assert_eq!(house.seen(Some(&yvonne())).await, (0, 0, true));
    let slug = &house.slug;
    for scope in [
        Scope::Community(slug.clone()),
        Scope::Region(house.event.words.region),
    ] {
        let feed = house.meetups.feed(&scope, Format::Ics, None);
        let feed = feed.unwrap().unwrap();
        assert!(!feed.body.contains("BEGIN:VEVENT"), "{scope:?}");
    }
    let signed = house
        .meetups
        .sign_up(&student("noor"), &house.event.id)
        .await;
    assert!(matches!(signed, Err(MeetupsError::NoEvent(_))));
    let stranger = house.meetups.community(None, slug).await.unwrap();
    assert!(stranger.events.is_empty() && stranger.coming == 0);
    let entries = house.meetups.entries(&student("noor"), slug).await;
    assert!(matches!(
        entries,
        Err(MeetupsError::Entry(
            crate::entries::EntryProblem::MembersOnly
        ))
    ));

    house.ask("noor").await.unwrap();
    house.answer(&yvonne(), "noor", true).await.unwrap();
    let noor = student("noor");
    assert_eq!(house.seen(Some(&noor)).await, (0, 0, true));
    let member = house.meetups.community(Some(&noor), slug).await.unwrap();
    assert_eq!(member.events.len(), 1);
    house.meetups.sign_up(&noor, &house.event.id).await.unwrap();

    house.set(Space::Open).await;
    assert_eq!(house.seen(None).await, (1, 1, true));
    house.set(Space::Closed).await;
    assert_eq!(house.seen(None).await, (0, 0, false), "also in the index");
}

#[tokio::test]
async fn new_words_do_not_open_what_is_closed() {
    let house = House::open().await;
    let mut charter = community("samen-leren", "RMC-19", None).charter;
    charter.name = "Anders leren".to_owned();
    let edited = house.meetups.edit_community(&yvonne(), charter).await;
    edited.unwrap();
    let known = house.meetups.store.community(&house.slug).await.unwrap();
    let charter = known.unwrap().charter;
    assert_eq!(
        (charter.name.as_str(), charter.space),
        ("Anders leren", Space::Closed)
    );
    let others = house
        .meetups
        .set_space(&student("noor"), &house.slug, Space::Open)
        .await;
    assert!(matches!(others, Err(MeetupsError::NotAllowed)));
}
