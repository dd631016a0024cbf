//! People who bring others along: a party counts whole, is never split, and is passed by nobody behind it.

use chrono::{DateTime, TimeDelta, Utc};
use nouns::Role;

use super::Stand;
use crate::MeetupsError;
use crate::entry::{Entry, Question, Wish};
use crate::event::Draft;
use crate::testing::{House, caller, coordinator, draft, start};

fn words(capacity: u32) -> Draft {
    Draft {
        capacity: Some(capacity),
        entry: Entry {
            may_bring: 2,
            questions: Vec::new(),
        },
        ..draft("RMC-19")
    }
}

fn with(brings: i64) -> Wish {
    Wish {
        brings,
        ..Wish::default()
    }
}

impl House {
    async fn brings(&self, name: &str, brings: i64) -> Result<Stand, MeetupsError> {
        let by = caller(name, Role::Student);
        let wish = with(brings);
        let signed_up = self.meetups.sign_up_with(&by, &self.id, &wish).await?;
        Ok(signed_up.stand)
    }

    async fn changes(&self, name: &str, brings: i64) -> Result<u32, MeetupsError> {
        let by = caller(name, Role::Student);
        let wish = with(brings);
        let changed = self.meetups.change_signup(&by, &self.id, &wish).await?;
        Ok(changed.party)
    }

    /// Names with what they hold: a place, an offer, or a wait.
    async fn line(&self) -> Vec<String> {
        let held = self.meetups.store.signups(&self.id).await.unwrap();
        let one = |held: &crate::store::Held| {
            format!("{} {} {}", held.person, held.party, held.stand().as_str())
        };
        held.iter().map(one).collect()
    }

    async fn taken(&self) -> (u32, u32) {
        let event = self.meetups.store.event(&self.id).await.unwrap().unwrap();
        (event.places.placed, event.places.waiting)
    }
}

#[tokio::test]
async fn a_party_counts_for_all_its_people_and_is_not_split() {
    let house = House::open(words(4)).await;
    assert_eq!(house.brings("noor", 2).await.unwrap(), Stand::Placed);
    assert_eq!(house.brings("bas", 1).await.unwrap(), Stand::Waiting);
    // One place is free, and the one who waits first needs two.
    assert_eq!(house.brings("sam", 0).await.unwrap(), Stand::Waiting);
    assert_eq!(house.taken().await, (3, 2));
    house.leave("noor").await;
    assert_eq!(house.line().await, ["bas 2 offered", "sam 1 offered"]);
    assert_eq!(house.taken().await, (3, 0));
}

#[tokio::test]
async fn places_gather_for_the_first_who_waits_and_nobody_passes() {
    let house = House::open(words(3)).await;
    for name in ["ans", "bas", "cor"] {
        house.brings(name, 0).await.unwrap();
    }
    for (name, brings) in [("noor", 2), ("sam", 0)] {
        assert_eq!(house.brings(name, brings).await.unwrap(), Stand::Waiting);
    }
    for name in ["ans", "bas"] {
        house.leave(name).await;
        let line = house.line().await;
        assert!(
            line.ends_with(&["noor 3 waiting".to_owned(), "sam 1 waiting".to_owned()]),
            "{line:?}"
        );
    }
    house.leave("cor").await;
    assert_eq!(house.line().await, ["noor 3 offered", "sam 1 waiting"]);
    // Too late: the next has their turn.
    house.wait(TimeDelta::hours(24)).await;
    assert_eq!(house.line().await, ["noor 3 lapsed", "sam 1 offered"]);
    assert_eq!(house.taken().await, (1, 0));
}

#[tokio::test]
async fn who_waits_first_comes_with_fewer_or_goes_and_the_line_moves() {
    let house = House::open(words(3)).await;
    for name in ["ans", "bas", "cor"] {
        house.brings(name, 0).await.unwrap();
    }
    for (name, brings) in [("noor", 2), ("sam", 1), ("lin", 0)] {
        house.brings(name, brings).await.unwrap();
    }
    house.leave("ans").await;
    // With one place free, noor comes alone.
    assert_eq!(house.changes("noor", 0).await.unwrap(), 1);
    assert!(house.line().await.contains(&"noor 1 offered".to_owned()));
    house.leave("noor").await;
    // Sam does not fit in what noor left, and leaves: lin has it.
    assert!(house.line().await.contains(&"lin 1 waiting".to_owned()));
    house.leave("sam").await;
    assert!(house.line().await.contains(&"lin 1 offered".to_owned()));
    assert_eq!(house.taken().await, (3, 0));
}

#[tokio::test]
async fn more_come_along_only_while_there_is_room_and_nobody_waits() {
    let house = House::open(words(3)).await;
    house.brings("noor", 0).await.unwrap();
    assert_eq!(house.changes("noor", 2).await.unwrap(), 3);
    assert_eq!(house.taken().await, (3, 0));
    assert_eq!(house.changes("noor", 1).await.unwrap(), 2);
    house.brings("bas", 1).await.unwrap();
    let more = house.changes("noor", 2).await;
    assert!(
        matches!(more, Err(MeetupsError::NoRoom)),
        "bas waits for that place"
    );
    let more = house.changes("bas", 2).await;
    assert!(
        matches!(more, Err(MeetupsError::NoRoom)),
        "who waits does not grow"
    );
    let many = house.changes("noor", 3).await;
    assert!(
        matches!(many, Err(MeetupsError::Refused(_))),
        "more than the host allows"
    );
    assert_eq!(house.taken().await, (2, 1));
}

#[tokio::test]
async fn a_party_of_more_than_all_places_is_refused() {
    let house = House::open(words(2)).await;
    let many = house.brings("noor", 2).await;
    assert!(matches!(many, Err(MeetupsError::NoRoom)));
    assert_eq!(house.taken().await, (0, 0));
}

#[tokio::test]
async fn after_the_last_call_who_fits_and_says_yes_first_has_the_places() {
    let house = House::open(words(3)).await;
    for (name, brings) in [("ans", 1), ("bas", 0), ("noor", 2), ("sam", 1)] {
        house.brings(name, brings).await.unwrap();
    }
    let last_call = "2026-03-05T13:00:00Z".parse::<DateTime<Utc>>().unwrap();
    house.clock.advance(last_call - start());
    house.leave("ans").await;
    assert!(
        matches!(house.yes("noor").await, Err(MeetupsError::NoOffer)),
        "three on two"
    );
    house.yes("sam").await.unwrap();
    assert_eq!(house.taken().await, (3, 1));
    assert!(matches!(
        house.yes("noor").await,
        Err(MeetupsError::NoOffer)
    ));
}

#[tokio::test]
async fn more_places_and_no_limit_move_whole_parties_up() {
    let house = House::open(words(3)).await;
    for (name, brings) in [("ans", 2), ("noor", 2), ("sam", 0)] {
        house.brings(name, brings).await.unwrap();
    }
    let yvonne = coordinator("yvonne", "RMC-19");
    let edit = async |words: Draft| house.meetups.edit(&yvonne, &house.id, words).await.unwrap();
    edit(words(5)).await;
    assert_eq!(house.taken().await, (3, 2), "two for three do not do");
    edit(words(6)).await;
    assert_eq!(house.taken().await, (6, 1));
    edit(Draft {
        capacity: None,
        ..words(1)
    })
    .await;
    assert_eq!(house.taken().await, (7, 0));
}

#[tokio::test]
async fn who_is_ticked_off_counts_with_who_came_along() {
    let house = House::open(words(5)).await;
    house.brings("noor", 2).await.unwrap();
    house.clock.advance(TimeDelta::hours(78));
    let yvonne = coordinator("yvonne", "RMC-19");
    let (_, _, list) = house.meetups.signups(&yvonne, &house.id).await.unwrap();
    assert_eq!(list[0].party, 3);
    let ticking = house
        .meetups
        .tick_off(&yvonne, &house.id, &list[0].id, true);
    ticking.await.unwrap();
    let (_, _, list) = house.meetups.signups(&yvonne, &house.id).await.unwrap();
    assert_eq!((list[0].party, list[0].came), (3, true));
}

fn asking() -> (Draft, Question) {
    let options = ["alles", "vegetarisch"].map(str::to_owned);
    let question = Question::parse("Wat eet je?", &options, true).unwrap();
    let mut words = words(5);
    words.entry.questions = vec![question.clone()];
    (words, question)
}

#[tokio::test]
async fn answers_are_for_the_host_and_keep_the_question_that_was_asked() {
    let (words, question) = asking();
    let house = House::open(words.clone()).await;
    let noor = caller("noor", Role::Student);
    let none = house.meetups.sign_up(&noor, &house.id).await;
    let Err(MeetupsError::Refused(fields)) = none else {
        panic!("{none:?}");
    };
    assert_eq!(fields[0].field, format!("answers.{}", question.key));
    let answer = |text: &str| Wish {
        answers: [(question.key.clone(), text.to_owned())].into(),
        ..Wish::default()
    };
    let wish = answer("alles");
    let signing = house.meetups.sign_up_with(&noor, &house.id, &wish);
    signing.await.unwrap();
    let again = house.meetups.sign_up(&noor, &house.id).await;
    assert!(matches!(again, Err(MeetupsError::SignedUpAlready)));
    let wish = answer("vegetarisch");
    let changed = house.meetups.change_signup(&noor, &house.id, &wish);
    let answers = changed.await.unwrap().answers;
    assert_eq!(answers[&question.key].answer, "vegetarisch");

    let yvonne = coordinator("yvonne", "RMC-19");
    let mut other = words;
    other.entry.questions = vec![Question::parse("Hoe kom je?", &[], false).unwrap()];
    house.meetups.edit(&yvonne, &house.id, other).await.unwrap();
    let (_, _, list) = house.meetups.signups(&yvonne, &house.id).await.unwrap();
    assert_eq!(list[0].answers[&question.key].asked, "Wat eet je?");
    let mine = house.meetups.about_me(&noor).await.unwrap();
    assert!(mine.tables["signup"].to_string().contains("vegetarisch"));

    // A month after the meetup nobody needs them.
    let stand = async || {
        let held = house.meetups.store.signup(&house.id, &noor.person).await;
        held.unwrap().unwrap().answers().len()
    };
    house.wait(TimeDelta::days(30)).await;
    assert_eq!(stand().await, 1);
    house.wait(TimeDelta::days(4)).await;
    assert_eq!(stand().await, 0);
}
