use std::sync::Arc;

use chrono::TimeDelta;
use nouns::Clock;

use super::entry::{EntryKind, Heading};
use super::*;
use crate::community::Side;
use crate::testing::{Desk, found, mail, start, student, yvonne};

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
            let joining = student(name);
            let joined = meetups.join(&joining, &slug, Some(Side::Student));
            joined.await.unwrap();
        }
        Self {
            meetups,
            desk,
            clock,
            slug,
        }
    }

    async fn place(&self, by: &str, kind: EntryKind) -> Result<Key, MeetupsError> {
        let words = EntryWords {
            kind,
            title: Heading::parse("Fiets te leen").unwrap().unwrap(),
            text: String::new(),
        };
        let (by, weeks) = (student(by), Weeks::usual());
        let placing = self.meetups.place_entry(&by, &self.slug, words, weeks);
        placing.await.map(|view| view.entry.id)
    }

    async fn react(&self, by: &str, id: &Key) -> Result<(), MeetupsError> {
        let text = "Je mag die van mij.".to_owned();
        self.meetups.react(&student(by), id, text).await
    }

    async fn seen(&self, by: &str, id: &Key) -> EntryView {
        self.meetups.entry(&student(by), id).await.unwrap()
    }

    async fn state(&self, id: &Key) -> EntryState {
        self.seen("noor", id).await.entry.state
    }

    async fn wait(&self, how_long: TimeDelta) {
        self.clock.advance(how_long);
        self.meetups.catch_up().await.unwrap();
    }
}

fn refused<T>(answer: Result<T, MeetupsError>) -> EntryProblem {
    match answer {
        Err(MeetupsError::Entry(problem)) => problem,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done"),
    }
}

#[tokio::test]
async fn only_members_place_and_react_and_only_they_read_what_was_said() {
    let house = House::open().await;
    assert_eq!(
        refused(house.place("sam", EntryKind::Vraag).await),
        EntryProblem::MembersOnly
    );
    let id = house.place("noor", EntryKind::Vraag).await.unwrap();
    assert_eq!(
        refused(house.react("sam", &id).await),
        EntryProblem::MembersOnly
    );
    house.react("bas", &id).await.unwrap();
    assert_eq!(house.state(&id).await, EntryState::Talking);
    let stranger = house.seen("sam", &id).await;
    assert_eq!((stranger.reactions.len(), stranger.entry.reacted), (0, 1));
    let member = house.seen("noor", &id).await;
    assert_eq!(member.reactions.len(), 1);
    assert_eq!(member.may, ["react", "prolong", "close", "remove"]);
}

#[tokio::test]
async fn its_owner_is_asked_once_before_it_ends_and_then_it_ends_by_itself() {
    let house = House::open().await;
    let id = house.place("noor", EntryKind::Vraag).await.unwrap();
    house.wait(TimeDelta::days(22)).await;
    assert_eq!(house.desk.mails(), []);
    assert!(!house.seen("noor", &id).await.ends_soon);
    house.wait(TimeDelta::days(2)).await;
    assert!(house.seen("noor", &id).await.ends_soon);
    house.wait(TimeDelta::days(2)).await;
    assert_eq!(house.desk.mails(), [mail("noor", ENTRY_NEEDED)]);
    house.wait(TimeDelta::days(3)).await;
    assert_eq!(house.state(&id).await, EntryState::Expired);
    assert_eq!(
        house.desk.mails().last(),
        Some(&mail("noor", ENTRY_EXPIRED))
    );
    assert_eq!(
        refused(house.react("bas", &id).await),
        EntryProblem::MembersOnly
    );
}

#[tokio::test]
async fn one_that_is_needed_still_runs_for_four_more_weeks_and_is_asked_about_again() {
    let house = House::open().await;
    let id = house.place("noor", EntryKind::Vraag).await.unwrap();
    house.wait(TimeDelta::days(24)).await;
    let others = house.meetups.prolong_entry(&student("bas"), &id).await;
    assert_eq!(refused(others), EntryProblem::NotYours);
    let prolonged = house.meetups.prolong_entry(&student("noor"), &id).await;
    prolonged.unwrap();
    house.wait(TimeDelta::days(10)).await;
    assert_eq!(house.state(&id).await, EntryState::Open);
    house.wait(TimeDelta::days(14)).await;
    let asked = mail("noor", ENTRY_NEEDED);
    assert_eq!(house.desk.mails(), [asked.clone(), asked]);
    house.wait(TimeDelta::days(5)).await;
    assert_eq!(house.state(&id).await, EntryState::Expired);
    let late = house.meetups.prolong_entry(&student("noor"), &id).await;
    assert_eq!(refused(late), EntryProblem::Over);
}

#[tokio::test]
async fn it_is_solved_thanks_to_who_reacted_and_they_hear_of_it() {
    let house = House::open().await;
    let id = house.place("noor", EntryKind::Aanbod).await.unwrap();
    house.react("bas", &id).await.unwrap();
    house.react("noor", &id).await.unwrap();
    house.meetups.catch_up().await.unwrap();
    let reactions = house.seen("noor", &id).await.reactions;
    let [his, hers] = reactions.as_slice() else {
        panic!("{reactions:?}")
    };
    let (his, hers) = (his.reaction.id.clone(), hers.reaction.id.clone());
    let close =
        async |by: &str, thanks: &[Key]| house.meetups.close_entry(&student(by), &id, thanks).await;
    let herself = close("noor", std::slice::from_ref(&hers)).await;
    assert_eq!(refused(herself), EntryProblem::UnknownThanks);
    let another = close("bas", std::slice::from_ref(&his)).await;
    assert_eq!(refused(another), EntryProblem::NotYours);
    close("noor", std::slice::from_ref(&his)).await.unwrap();
    house.wait(TimeDelta::days(60)).await;
    assert_eq!(house.state(&id).await, EntryState::Solved);
    assert_eq!(
        house.desk.mails(),
        [mail("noor", ENTRY_REACTED), mail("bas", ENTRY_THANKED)],
        "nobody is asked about what is over"
    );
    let again = close("noor", &[]).await;
    assert_eq!(refused(again), EntryProblem::Over);
}

#[tokio::test]
async fn nobody_has_more_than_ten_open_and_one_that_is_over_makes_room() {
    let house = House::open().await;
    let first = house.place("noor", EntryKind::Vraag).await.unwrap();
    for _ in 1..entry::MOST_OPEN {
        house.place("noor", EntryKind::Vraag).await.unwrap();
    }
    let more = house.place("noor", EntryKind::Vraag).await;
    assert_eq!(refused(more), EntryProblem::Many);
    house
        .meetups
        .close_entry(&student("noor"), &first, &[])
        .await
        .unwrap();
    assert_eq!(house.state(&first).await, EntryState::Closed);
    house.place("noor", EntryKind::Vraag).await.unwrap();
}

#[tokio::test]
async fn two_people_out_of_each_others_sight_do_not_meet_here() {
    let house = House::open().await;
    let id = house.place("noor", EntryKind::Vraag).await.unwrap();
    house.react("bas", &id).await.unwrap();
    let (noor, bas) = (student("noor").person, student("bas").person);
    house
        .meetups
        .store
        .keep_block(1, &noor, &bas, true)
        .await
        .unwrap();
    assert!(house.seen("noor", &id).await.reactions.is_empty());
    let his = house.meetups.entry(&student("bas"), &id).await;
    assert_eq!(refused(his), EntryProblem::NotFound);
    let board = house.meetups.entries(&student("bas"), &house.slug).await;
    assert!(board.unwrap().entries.is_empty());
    let board = house.meetups.entries(&student("sam"), &house.slug).await;
    assert_eq!(board.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn its_owner_and_who_leads_take_it_away_and_an_old_one_goes() {
    let house = House::open().await;
    let id = house.place("noor", EntryKind::Vraag).await.unwrap();
    house.react("bas", &id).await.unwrap();
    let another = house.meetups.remove_entry(&student("bas"), &id).await;
    assert_eq!(refused(another), EntryProblem::NotYours);
    house.meetups.remove_entry(&yvonne(), &id).await.unwrap();
    assert!(house.meetups.store.entry(&id).await.unwrap().is_none());
    assert!(house.meetups.store.reactions(&id).await.unwrap().is_empty());

    let old = house.place("noor", EntryKind::Vraag).await.unwrap();
    house.wait(TimeDelta::days(29)).await;
    house.wait(TimeDelta::days(364)).await;
    assert_eq!(house.state(&old).await, EntryState::Expired);
    house.wait(TimeDelta::days(2)).await;
    assert!(house.meetups.store.entry(&old).await.unwrap().is_none());
}

#[tokio::test]
async fn who_is_erased_leaves_neither_entries_nor_reactions() {
    let house = House::open().await;
    let hers = house.place("noor", EntryKind::Vraag).await.unwrap();
    let his = house.place("bas", EntryKind::Vraag).await.unwrap();
    house.react("bas", &hers).await.unwrap();
    house.react("noor", &his).await.unwrap();
    let about = house.meetups.about_me(&student("noor")).await.unwrap();
    for table in ["entry", "reaction"] {
        let rows = about.tables[table]["rows"].as_array().map(Vec::len);
        assert_eq!(rows, Some(1), "{table}");
    }
    let noor = student("noor").person;
    house.meetups.store.strike_out(2, &noor).await.unwrap();
    assert!(house.meetups.store.entry(&hers).await.unwrap().is_none());
    assert!(
        house
            .meetups
            .store
            .reactions(&hers)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        house
            .meetups
            .store
            .reactions(&his)
            .await
            .unwrap()
            .is_empty()
    );
    let dump = house.meetups.store.database().dump().await.unwrap();
    assert!(dump.lines.contains("bas") && !dump.lines.contains("noor"));
}
