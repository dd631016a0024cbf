use std::sync::Arc;

use chrono::TimeDelta;
use nouns::Clock;

use super::*;
use crate::community::Side;
use crate::entries::entry::Heading;
use crate::testing::{Desk, draft, found, mail, start, student, yvonne};

/// A community in which Noor and Bas take part; Yvonne leads it.
struct House {
    meetups: Meetups,
    desk: Arc<Desk>,
    clock: Clock,
    slug: CommunityId,
}

impl House {
    async fn open() -> Self {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let (meetups, slug) = found(&desk, &clock).await;
        for name in ["noor", "bas"] {
            let by = student(name);
            let joined = meetups.join(&by, &slug, Some(Side::Student)).await;
            joined.unwrap();
        }
        Self {
            meetups,
            desk,
            clock,
            slug,
        }
    }

    async fn propose(&self, by: &str) -> Result<Key, MeetupsError> {
        let words = TopicWords {
            title: Heading::parse("Stress op je stage").unwrap().unwrap(),
            text: String::new(),
        };
        self.meetups.propose(&student(by), &self.slug, words).await
    }

    async fn support(&self, by: &str, id: &Key, wants: bool) -> Result<(), MeetupsError> {
        self.meetups.support(&student(by), id, wants).await
    }

    async fn answer(&self, by: &Caller, id: &Key, answer: TopicAnswer) -> Result<(), MeetupsError> {
        self.meetups.answer_topic(by, id, answer).await
    }

    async fn topic(&self, id: &Key) -> Topic {
        self.meetups.store.topic(id).await.unwrap().unwrap()
    }

    async fn wait(&self, days: i64) {
        self.clock.advance(TimeDelta::days(days));
        self.meetups.catch_up().await.unwrap();
    }
}

fn refused<T>(answer: Result<T, MeetupsError>) -> TopicProblem {
    match answer {
        Err(MeetupsError::Topic(problem)) => problem,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

#[tokio::test]
async fn members_propose_and_support_in_one_tap_and_take_it_back() {
    let house = House::open().await;
    assert_eq!(
        refused(house.propose("sam").await),
        TopicProblem::MembersOnly
    );
    let id = house.propose("noor").await.unwrap();
    assert_eq!(
        refused(house.support("sam", &id, true).await),
        TopicProblem::MembersOnly
    );
    house.support("bas", &id, true).await.unwrap();
    house.support("bas", &id, true).await.unwrap();
    house.support("noor", &id, true).await.unwrap();
    assert_eq!(house.topic(&id).await.support, 1, "once, and not one's own");
    let board = house.meetups.topics(&student("bas"), &house.slug).await;
    let board = board.unwrap();
    assert!(board.topics[0].supports);
    assert_eq!(board.topics[0].may, ["unsupport"]);
    house.support("bas", &id, false).await.unwrap();
    assert_eq!(house.topic(&id).await.support, 0);
    for _ in 1..topic::MOST_OPEN {
        house.propose("noor").await.unwrap();
    }
    assert_eq!(refused(house.propose("noor").await), TopicProblem::Many);
}

#[tokio::test]
async fn who_wants_it_hears_what_became_of_it() {
    let house = House::open().await;
    let id = house.propose("noor").await.unwrap();
    house.support("bas", &id, true).await.unwrap();
    let no = || TopicAnswer::declined("Dat doen we al in de les.").unwrap();
    let another = house.answer(&student("bas"), &id, no()).await;
    assert!(matches!(another, Err(MeetupsError::NotAllowed)));
    let elsewhere = house.meetups.publish(&yvonne(), draft("RMC-19")).await;
    let elsewhere = TopicAnswer::Planned(elsewhere.unwrap().id);
    assert_eq!(
        refused(house.answer(&yvonne(), &id, elsewhere).await),
        TopicProblem::OtherEvent
    );
    let mut words = draft("RMC-19");
    words.community = Some(house.slug.clone());
    let event = house.meetups.publish(&yvonne(), words).await.unwrap();
    let planned = TopicAnswer::Planned(event.id.clone());
    house.answer(&yvonne(), &id, planned).await.unwrap();
    assert_eq!(
        refused(house.answer(&yvonne(), &id, no()).await),
        TopicProblem::Answered
    );
    assert_eq!(
        refused(house.support("bas", &id, false).await),
        TopicProblem::Answered
    );
    house.meetups.catch_up().await.unwrap();
    let mails = house.desk.mails();
    for told in [
        mail("yvonne", TOPIC_PROPOSED),
        mail("noor", TOPIC_PLANNED),
        mail("bas", TOPIC_PLANNED),
    ] {
        assert!(mails.contains(&told), "{told:?} in {mails:?}");
    }
    let board = house.meetups.topics(&student("bas"), &house.slug).await;
    let shown = &board.unwrap().topics[0];
    assert_eq!(shown.topic.event, Some(event.id));
    assert_eq!(shown.event_title.as_deref(), Some("Samen leren"));
}

#[tokio::test]
async fn what_nobody_answers_is_asked_about_again_and_ends_in_the_open() {
    let house = House::open().await;
    let id = house.propose("noor").await.unwrap();
    house.support("bas", &id, true).await.unwrap();
    house.wait(20).await;
    let proposed = mail("yvonne", TOPIC_PROPOSED);
    assert_eq!(house.desk.mails(), std::slice::from_ref(&proposed));
    house.wait(1).await;
    house.wait(14).await;
    let asked = mail("yvonne", TOPIC_WAITS);
    assert_eq!(house.desk.mails(), [proposed, asked.clone(), asked]);
    assert_eq!(house.topic(&id).await.state, TopicState::Open);
    house.wait(14).await;
    assert_eq!(house.topic(&id).await.state, TopicState::Unanswered);
    let told = house.desk.mails();
    assert!(told.contains(&mail("noor", TOPIC_UNANSWERED)));
    assert!(told.contains(&mail("bas", TOPIC_UNANSWERED)));
    house.wait(364).await;
    assert!(house.meetups.store.topic(&id).await.unwrap().is_some());
    house.wait(2).await;
    assert!(house.meetups.store.topic(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_put_off_waits_again_on_its_day() {
    let house = House::open().await;
    let id = house.propose("noor").await.unwrap();
    let later = TopicAnswer::later(start() + TimeDelta::days(60), start()).unwrap();
    house.answer(&yvonne(), &id, later).await.unwrap();
    house.wait(59).await;
    assert_eq!(house.topic(&id).await.state, TopicState::Later);
    house.wait(1).await;
    let topic = house.topic(&id).await;
    assert_eq!(topic.state, TopicState::Open);
    assert_eq!(topic.due, house.clock.now() + ANSWERED_IN);
    assert_eq!(
        house.desk.mails().last(),
        Some(&mail("yvonne", TOPIC_WAITS))
    );
}

#[tokio::test]
async fn a_topic_stays_without_the_name_of_who_is_erased() {
    let house = House::open().await;
    let id = house.propose("noor").await.unwrap();
    let other = house.propose("bas").await.unwrap();
    house.support("bas", &id, true).await.unwrap();
    house.support("noor", &other, true).await.unwrap();
    let about = house.meetups.about_me(&student("noor")).await.unwrap();
    for table in ["topic", "topic_support"] {
        let rows = about.tables[table]["rows"].as_array().map(Vec::len);
        assert_eq!(rows, Some(1), "{table}");
    }
    let noor = student("noor").person;
    house.meetups.store.strike_out(1, &noor).await.unwrap();
    let left = house.topic(&id).await;
    assert_eq!((left.by, left.support), (None, 1));
    assert_eq!(house.topic(&other).await.support, 0);
    let dump = house.meetups.store.database().dump().await.unwrap();
    assert!(dump.lines.contains("bas") && !dump.lines.contains("noor"));
}
