use std::sync::Arc;

use chrono::TimeDelta;
use nouns::Clock;

use super::*;
use crate::community::{Side, Space};
use crate::entries::entry::{EntryKind, EntryWords, Heading, Weeks};
use crate::testing::{Desk, found, start, student, yvonne};
use crate::topics::topic::{TopicAnswer, TopicWords};

/// A community that Yvonne leads and in which Noor and Bas take part.
struct House {
    meetups: Meetups,
    yvonne: Caller,
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
            yvonne: yvonne(),
            clock,
            slug,
        }
    }

    async fn propose(&self, by: &Caller) -> Key {
        let words = TopicWords {
            title: heading("Stress op je stage"),
            text: String::new(),
        };
        self.meetups.propose(by, &self.slug, words).await.unwrap()
    }

    /// What is next for somebody, each with its title.
    async fn steps(&self, by: &Caller) -> Vec<(Next, String)> {
        let steps = self.meetups.steps(by).await.unwrap().into_iter();
        steps.map(|step| (step.next, step.title)).collect()
    }
}

fn heading(text: &str) -> Heading {
    Heading::parse(text).unwrap().unwrap()
}

fn one(next: Next, title: &str) -> Vec<(Next, String)> {
    vec![(next, title.to_owned())]
}

#[tokio::test]
async fn an_entry_waits_for_others_then_for_its_owner_and_then_for_nobody() {
    let house = House::open().await;
    let (noor, bas) = (student("noor"), student("bas"));
    let words = EntryWords {
        kind: EntryKind::Vraag,
        title: heading("Fiets te leen"),
        text: String::new(),
    };
    let placing = house
        .meetups
        .place_entry(&noor, &house.slug, words, Weeks::usual());
    let id = placing.await.unwrap().entry.id;
    assert_eq!(house.steps(&noor).await, one(Next::React, "Fiets te leen"));
    assert_eq!(house.steps(&bas).await, []);
    let said = "Je mag die van mij.".to_owned();
    house.meetups.react(&bas, &id, said).await.unwrap();
    assert_eq!(house.steps(&noor).await, one(Next::Thank, "Fiets te leen"));
    let ends = house.meetups.steps(&noor).await.unwrap()[0].until;
    house.clock.advance(ends - start() - TimeDelta::days(1));
    house.meetups.catch_up().await.unwrap();
    assert_eq!(house.steps(&noor).await, one(Next::Needed, "Fiets te leen"));
    house.clock.advance(TimeDelta::days(2));
    house.meetups.catch_up().await.unwrap();
    assert_eq!(house.steps(&noor).await, []);
}

#[tokio::test]
async fn who_asks_to_take_part_waits_for_who_leads() {
    let house = House::open().await;
    let closing = house
        .meetups
        .set_space(&house.yvonne, &house.slug, Space::Closed);
    closing.await.unwrap();
    let sam = student("sam");
    let asking = house.meetups.ask_to_join(&sam, &house.slug, Side::Student);
    asking.await.unwrap();
    let steps = house.meetups.steps(&sam).await.unwrap();
    let [step] = steps.as_slice() else {
        panic!("one thing runs");
    };
    assert_eq!(step.next, Next::BeLetIn);
    assert_eq!(
        Some(&step.title),
        house.meetups.community_name(Some(&house.slug)).as_ref()
    );
    assert_eq!(house.steps(&house.yvonne).await, one(Next::LetIn, "sam"));
    assert_eq!(house.steps(&student("noor")).await, []);
    let answering = house
        .meetups
        .answer_request(&house.yvonne, &house.slug, &sam.person, true);
    answering.await.unwrap();
    assert_eq!(house.steps(&sam).await, []);
    assert_eq!(house.steps(&house.yvonne).await, []);
}

#[tokio::test]
async fn a_topic_waits_for_who_leads_until_it_is_answered() {
    let house = House::open().await;
    let noor = student("noor");
    let id = house.propose(&noor).await;
    assert_eq!(
        house.steps(&noor).await,
        one(Next::BeAnswered, "Stress op je stage")
    );
    assert_eq!(
        house.steps(&house.yvonne).await,
        one(Next::Answer, "Stress op je stage")
    );
    let later = TopicAnswer::Later(start() + TimeDelta::days(90));
    let answering = house.meetups.answer_topic(&house.yvonne, &id, later);
    answering.await.unwrap();
    assert_eq!(house.steps(&house.yvonne).await, []);
    assert_eq!(
        house.steps(&noor).await,
        one(Next::BeAnswered, "Stress op je stage")
    );
}
