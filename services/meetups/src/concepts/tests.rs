use ::store::Datastore;
use contract::accounts_log::{Change, Happened, Standing};
use nouns::{Clock, Paging, Role};
use wire::following::Follower as _;

use super::*;
use crate::Search;
use crate::feed::{Format, Scope};
use crate::testing::{caller, coordinator, draft, gone_after, region, start};

async fn house() -> (Datastore, Clock, Meetups) {
    let datastore = Datastore::in_memory().await.unwrap();
    let clock = Clock::fixed(start());
    let house = Meetups::open(&datastore, None, clock.clone())
        .await
        .unwrap();
    (datastore, clock, house)
}

fn ria() -> Caller {
    coordinator("ria", "NL-UT")
}

fn sent(title: &str) -> NewEvent {
    NewEvent {
        title: Some(title.to_owned()),
        ..NewEvent::default()
    }
}

fn plain(title: &str) -> Kept {
    Kept {
        sent: sent(title),
        ready: None,
    }
}

/// To be published an hour from now.
fn in_an_hour(title: &str) -> Kept {
    Kept {
        sent: sent(title),
        ready: Some((draft("RMC-19"), start() + TimeDelta::hours(1))),
    }
}

/// How many meetups a stranger finds: on the board, by a question, in the feed, in the counts of regions.
async fn seen(house: &Meetups) -> (usize, usize, usize, u32) {
    house.catch_up().await.unwrap();
    let asked = |text: &str| Search {
        text: text.to_owned(),
        paging: Paging::default(),
        ..Search::default()
    };
    let scope = Scope::Region(region("NL-UT"));
    let feed = house.feed(&scope, Format::Ics, None).unwrap().unwrap();
    let regions = house.regions();
    let counted = regions
        .iter()
        .find(|(region, ..)| region.code() == "NL-UT")
        .unwrap()
        .1;
    (
        house.search(&asked("")).unwrap().total,
        house.search(&asked("samen")).unwrap().total,
        feed.body.matches("BEGIN:VEVENT").count(),
        counted,
    )
}

#[tokio::test]
async fn a_concept_is_nowhere_until_it_is_published_and_then_everywhere() {
    let (_datastore, _clock, house) = house().await;
    let id = house
        .begin_concept(&ria(), plain("Samen leren"))
        .await
        .unwrap()
        .concept
        .id;
    assert_eq!(seen(&house).await, (0, 0, 0, 0));
    let hidden = house.event(Some(&ria()), &id).await;
    assert!(matches!(hidden, Err(MeetupsError::NoEvent(_))));
    let words = draft("RMC-19");
    let event = house.publish_concept(&ria(), &id, words.clone()).await;
    assert_eq!(event.unwrap().id, id);
    assert_eq!(seen(&house).await, (1, 1, 1, 1));
    assert!(house.concepts(&ria()).await.unwrap().is_empty());
    let again = house.publish_concept(&ria(), &id, words).await;
    assert!(matches!(again, Err(MeetupsError::NoConcept(_))));
}

#[tokio::test]
async fn at_its_moment_it_goes_on_the_board_once_whoever_dies_on_the_way() {
    // Before the job, in its steps, and after its end.
    for polls in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144] {
        let (datastore, clock, house) = house().await;
        let kept = house.begin_concept(&ria(), in_an_hour("Samen leren")).await;
        let id = kept.unwrap().concept.id;
        clock.advance(TimeDelta::minutes(59));
        assert_eq!(seen(&house).await, (0, 0, 0, 0));
        clock.advance(TimeDelta::minutes(1));
        gone_after(polls, house.do_jobs()).await;
        // Another process finds the lease over, and the job done or not.
        clock.advance(TimeDelta::minutes(5));
        let other = Meetups::open(&datastore, None, clock.clone())
            .await
            .unwrap();
        assert_eq!(seen(&other).await, (1, 1, 1, 1), "{polls}");
        assert!(other.event(None, &id).await.is_ok());
        assert!(other.concepts(&ria()).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_moment_that_is_moved_or_taken_back_counts_no_more() {
    let (_datastore, clock, house) = house().await;
    let kept = house.begin_concept(&ria(), in_an_hour("Samen leren")).await;
    let id = kept.unwrap().concept.id;
    let later = Kept {
        ready: Some((draft("RMC-19"), start() + TimeDelta::hours(9))),
        ..plain("Samen leren")
    };
    house.change_concept(&ria(), &id, later).await.unwrap();
    clock.advance(TimeDelta::hours(2));
    assert_eq!(seen(&house).await.0, 0);
    let taken_back = house.change_concept(&ria(), &id, plain("Samen")).await;
    assert_eq!(taken_back.unwrap().concept.publish_at, None);
    clock.advance(TimeDelta::hours(10));
    assert_eq!(seen(&house).await.0, 0);
}

#[tokio::test]
async fn a_moment_lies_ahead_and_before_the_meetup() {
    let (_datastore, _clock, house) = house().await;
    let at = |at: DateTime<Utc>| Kept {
        ready: Some((draft("RMC-19"), at)),
        ..plain("Samen leren")
    };
    let past = house.begin_concept(&ria(), at(start())).await;
    assert!(matches!(past, Err(MeetupsError::PublishPast)));
    let begun = draft("RMC-19").when.starts_at();
    let late = house.begin_concept(&ria(), at(begun)).await;
    assert!(matches!(late, Err(MeetupsError::PublishLate)));
    let elsewhere = Kept {
        ready: Some((draft("RMC-29"), start() + TimeDelta::hours(1))),
        ..plain("Samen leren")
    };
    let refused = house.begin_concept(&ria(), elsewhere).await;
    assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
}

#[tokio::test]
async fn only_who_keeps_it_and_who_organises_too_read_it() {
    let (_datastore, _clock, house) = house().await;
    let community = crate::PlantedCommunity {
        charter: crate::testing::community("samen", "RMC-19", None).charter,
        coordinator: None,
        members: ["noor", "sam"]
            .map(|name| Member {
                person: PersonId::parse(name).unwrap(),
                name: name.to_owned(),
                side: crate::community::Side::Student,
            })
            .to_vec(),
        asking: Vec::new(),
        created: start(),
        asked: start(),
    };
    house.plant_community(community).await.unwrap();
    let words = |title: &str| NewEvent {
        community: Some("samen".to_owned()),
        hosts: Some(vec!["noor".to_owned()]),
        ..sent(title)
    };
    let kept = |sent: NewEvent| Kept { sent, ready: None };
    let id = house
        .begin_concept(&ria(), kept(words("Samen")))
        .await
        .unwrap()
        .concept
        .id;
    let [noor, sam] = ["noor", "sam"].map(|name| caller(name, Role::Student));
    let other = coordinator("yvonne", "NL-UT");
    for stranger in [&sam, &other] {
        let none = house.concept(stranger, &id).await;
        assert!(matches!(none, Err(MeetupsError::NoConcept(_))));
        assert!(house.concepts(stranger).await.unwrap().is_empty());
        let none = house.drop_concept(stranger, &id).await;
        assert!(matches!(none, Err(MeetupsError::NoConcept(_))));
    }
    assert_eq!(house.concepts(&noor).await.unwrap()[0].may, ["edit"]);
    let written = house.change_concept(&noor, &id, kept(words("Beter"))).await;
    assert_eq!(written.unwrap().concept.by.name, "ria");
    let more = NewEvent {
        hosts: Some(vec!["noor".to_owned(), "sam".to_owned()]),
        ..words("Beter")
    };
    let refused = house.change_concept(&noor, &id, kept(more)).await;
    assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
    let publish = house.publish_concept(&noor, &id, draft("RMC-19")).await;
    assert!(matches!(publish, Err(MeetupsError::NotAllowed)));
    let begun = house.begin_concept(&noor, kept(sent("Eigen"))).await;
    assert!(matches!(begun, Err(MeetupsError::NotAllowed)));
}

#[tokio::test]
async fn who_is_suspended_publishes_nothing_and_who_is_erased_leaves_nothing() {
    let (_datastore, clock, house) = house().await;
    let kept = house.begin_concept(&ria(), in_an_hour("Samen leren")).await;
    let id = kept.unwrap().concept.id;
    let standing = Standing {
        person: ria().person,
        consents: Vec::new(),
        takes_part: true,
        is_minor: false,
        is_suspended: true,
        roles: ria().roles,
        may_help: false,
        school_kind: None,
    };
    let change = |position, what| Change { position, what };
    let suspended = change(1, Happened::Standing(standing));
    house.take_over(suspended).await.unwrap();
    clock.advance(TimeDelta::hours(2));
    assert_eq!(seen(&house).await.0, 0);
    let held = house.concept(&ria(), &id).await.unwrap().concept;
    assert_eq!(
        (held.problem, held.publish_at),
        (Some(Obstacle::Suspended), None)
    );
    let person = ria().person;
    house
        .take_over(change(2, Happened::Erased { person }))
        .await
        .unwrap();
    let gone = house.concept(&ria(), &id).await;
    assert!(matches!(gone, Err(MeetupsError::NoConcept(_))));
}

#[tokio::test]
async fn who_has_no_role_there_any_more_publishes_nothing_at_its_moment() {
    let (_datastore, clock, house) = house().await;
    let kept = house.begin_concept(&ria(), in_an_hour("Samen leren")).await;
    let id = kept.unwrap().concept.id;
    let standing = |position, roles| Change {
        position,
        what: Happened::Standing(Standing {
            person: ria().person,
            consents: Vec::new(),
            takes_part: true,
            is_minor: false,
            is_suspended: false,
            roles,
            may_help: false,
            school_kind: None,
        }),
    };
    let province = coordinator("ria", "NL-UT").roles;
    house.take_over(standing(1, province)).await.unwrap();
    let waits = house.concept(&ria(), &id).await.unwrap().concept;
    assert!(waits.publish_at.is_some() && waits.problem.is_none());
    let elsewhere = coordinator("ria", "RMC-05").roles;
    house.take_over(standing(2, elsewhere)).await.unwrap();
    clock.advance(TimeDelta::hours(2));
    assert_eq!(seen(&house).await.0, 0);
    let held = house.concept(&ria(), &id).await.unwrap().concept;
    assert_eq!(
        (held.problem, held.publish_at),
        (Some(Obstacle::Office), None)
    );
    assert_eq!(held.words.title.as_deref(), Some("Samen leren"));
}

#[tokio::test]
async fn what_nobody_changes_for_half_a_year_goes() {
    let (_datastore, clock, house) = house().await;
    let kept = house.begin_concept(&ria(), plain("Samen leren")).await;
    let kept_until = kept.unwrap().concept.kept_until().unwrap();
    clock.advance(kept_until - clock.now() - TimeDelta::hours(2));
    house.catch_up().await.unwrap();
    assert_eq!(house.concepts(&ria()).await.unwrap().len(), 1);
    clock.advance(TimeDelta::hours(3));
    house.catch_up().await.unwrap();
    assert_eq!(house.concepts(&ria()).await.unwrap().len(), 0);
}
