use chrono::TimeDelta;
use nouns::{CardId, Paging, Role};
use store::Datastore;

use super::toolbox;
use crate::card::{Content, Deed, Kind, Minutes, State, Tags, Visibility};
use crate::samples::{at_school, caller, moderator, saskia, start, typed};
use crate::{Question, Toolbox, ToolboxError, reading};

fn content(title: &str, change: impl FnOnce(&mut Content)) -> Content {
    let mut content = reading::typed(&typed(title)).unwrap();
    change(&mut content);
    content
}

fn question(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        ..Question::default()
    }
}

async fn titles(toolbox: &Toolbox, question: &Question) -> Vec<String> {
    let found = toolbox.search(None, question).await.unwrap();
    found
        .hits
        .iter()
        .map(|(_, glance)| glance.title.clone())
        .collect()
}

#[tokio::test]
async fn a_shared_card_is_found_by_strangers() {
    let toolbox = toolbox().await;
    toolbox.catch_up().await.unwrap();
    let card = toolbox
        .add(&saskia(), content("Feedbackronde", |_| {}))
        .await
        .unwrap();
    toolbox.catch_up().await.unwrap();
    let found = toolbox
        .search(None, &question("feedbackronde"))
        .await
        .unwrap();
    assert_eq!(found.total, 1);
    assert_eq!(found.hits[0].0.id, card.id.as_str());
    assert_eq!(found.hits[0].1.minutes, Some(20));
}

#[tokio::test]
async fn filters_keep_what_fits() {
    let toolbox = toolbox().await;
    let kort = content("Kort rondje", |_| {});
    let lang = content("Lange middag", |content| {
        content.minutes = Minutes::parse(90).ok();
        content.kind = Some(Kind::Overlegstructuur);
        content.group = crate::card::GroupSize::parse(None, Some(40)).unwrap();
    });
    let open = content("Zonder tijd", |content| {
        content.minutes = None;
        content.group = crate::card::GroupSize::default();
    });
    for content in [kort, lang, open] {
        toolbox.add(&saskia(), content).await.unwrap();
    }
    toolbox.catch_up().await.unwrap();

    assert_eq!(titles(&toolbox, &question("")).await.len(), 3);
    let within = Question {
        max_minutes: Minutes::parse(20).ok(),
        ..Question::default()
    };
    assert_eq!(titles(&toolbox, &within).await, ["Kort rondje"]);
    let for_thirty = Question {
        group: Some(30),
        ..Question::default()
    };
    let mut large = titles(&toolbox, &for_thirty).await;
    large.sort();
    assert_eq!(large, ["Lange middag", "Zonder tijd"]);
    let structures = Question {
        kind: Some(Kind::Overlegstructuur),
        ..Question::default()
    };
    assert_eq!(titles(&toolbox, &structures).await, ["Lange middag"]);
}

#[tokio::test]
async fn cards_are_put_in_the_order_that_is_asked() {
    let toolbox = toolbox().await;
    for (title, minutes) in [
        ("Lang", Some(90)),
        ("Zonder tijd", None),
        ("Kort", Some(5)),
        ("Half", Some(30)),
    ] {
        let content = content(title, |content| {
            content.minutes = minutes.and_then(|minutes| Minutes::parse(minutes).ok());
        });
        toolbox.add(&saskia(), content).await.unwrap();
    }
    toolbox.catch_up().await.unwrap();
    let shortest = |page| Question {
        order: crate::Order::Shortest,
        paging: Paging::parse(Some(page), Some(3)).unwrap(),
        ..Question::default()
    };
    assert_eq!(
        titles(&toolbox, &shortest(1)).await,
        ["Kort", "Half", "Lang"]
    );
    assert_eq!(titles(&toolbox, &shortest(2)).await, ["Zonder tijd"]);
}

#[tokio::test]
async fn two_pages_make_the_whole_without_doubles() {
    let toolbox = toolbox().await;
    for number in 0..7 {
        let content = content(&format!("Kaart nummer {number}"), |_| {});
        toolbox.add(&saskia(), content).await.unwrap();
    }
    toolbox.catch_up().await.unwrap();
    let mut all = Vec::new();
    for page in 1..=2 {
        let paging = Paging::parse(Some(page), Some(4)).unwrap();
        all.extend(
            titles(
                &toolbox,
                &Question {
                    paging,
                    ..question("")
                },
            )
            .await,
        );
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 7);
}

#[tokio::test]
async fn a_student_may_not_add_and_nothing_is_stored() {
    let toolbox = toolbox().await;
    let noor = caller("noor", Role::Student);
    let refused = toolbox.add(&noor, content("Rondje om", |_| {})).await;
    assert!(matches!(refused, Err(ToolboxError::MayNotAdd)));
    toolbox.catch_up().await.unwrap();
    assert_eq!(toolbox.search(None, &question("")).await.unwrap().total, 0);
}

#[tokio::test]
async fn an_edit_keeps_the_earlier_version_and_a_stale_one_is_refused() {
    let toolbox = toolbox().await;
    let card = toolbox
        .add(&saskia(), content("Rondje om", |_| {}))
        .await
        .unwrap();
    toolbox.clock().advance(TimeDelta::hours(1));
    let new = content("Rondje andersom", |_| {});
    let edited = toolbox
        .edit(&saskia(), &card.id, 1, new.clone())
        .await
        .unwrap();
    assert_eq!(edited.current.number, 2);

    let stale = toolbox.edit(&saskia(), &card.id, 1, new.clone()).await;
    assert!(matches!(stale, Err(ToolboxError::ChangedMeanwhile)));
    let same = toolbox.edit(&saskia(), &card.id, 2, new).await.unwrap();
    assert_eq!(same.current.number, 2, "nothing differed");

    let (_, versions) = toolbox.history(None, &card.id).await.unwrap();
    let seen: Vec<_> = versions
        .iter()
        .map(|version| (version.number, version.content.title.as_str(), version.at))
        .collect();
    let later = start() + TimeDelta::hours(1);
    assert_eq!(
        seen,
        [(2, "Rondje andersom", later), (1, "Rondje om", start())]
    );
}

#[tokio::test]
async fn only_the_owner_edits_and_a_moderator_withdraws() {
    let toolbox = toolbox().await;
    let card = toolbox
        .add(&saskia(), content("Rondje om", |_| {}))
        .await
        .unwrap();
    let tim = caller("tim", Role::Docent);
    let foreign = toolbox
        .edit(&tim, &card.id, 1, content("Van mij", |_| {}))
        .await;
    assert!(matches!(foreign, Err(ToolboxError::NotYours)));
    assert!(matches!(
        toolbox.withdraw(&tim, &card.id).await,
        Err(ToolboxError::NotYours)
    ));

    let withdrawn = toolbox.withdraw(&moderator(), &card.id).await.unwrap();
    assert_eq!(withdrawn.state, State::Withdrawn);
    assert_eq!(withdrawn.current.deed, Deed::Withdrawn);
    toolbox.catch_up().await.unwrap();
    assert_eq!(toolbox.search(None, &question("")).await.unwrap().total, 0);
    let gone = toolbox.card(None, &card.id).await;
    assert!(matches!(gone, Err(ToolboxError::NotFound(_))));
    assert!(toolbox.card(Some(&saskia()), &card.id).await.is_ok());
    let again = toolbox.withdraw(&saskia(), &card.id).await;
    assert!(matches!(again, Err(ToolboxError::AlreadyWithdrawn)));
}

#[tokio::test]
async fn a_school_card_is_found_in_that_school_only() {
    let toolbox = toolbox().await;
    let school = |content: &mut Content| content.visibility = Visibility::School;
    let card = toolbox
        .add(&saskia(), content("Binnen de school", school))
        .await
        .unwrap();
    toolbox.catch_up().await.unwrap();
    let (noor, bas) = (at_school("noor", "25PW"), at_school("bas", "25LX"));
    let everything = question("");
    let total = async |reader| toolbox.search(reader, &everything).await.unwrap().total;
    assert_eq!(total(None).await, 0);
    assert_eq!(total(Some(&noor)).await, 1);
    assert_eq!(total(Some(&bas)).await, 0);
    assert!(toolbox.card(None, &card.id).await.is_err());

    let homeless = caller("tim", Role::Docent);
    let refused = toolbox
        .add(&homeless, content("Zonder school", school))
        .await;
    assert!(matches!(refused, Err(ToolboxError::NoSchool)));
}

#[tokio::test]
async fn order_between_cards_is_shown_from_both_sides() {
    let toolbox = toolbox().await;
    let first = toolbox
        .add(&saskia(), content("Eerst dit", |_| {}))
        .await
        .unwrap();
    let second = content("Daarna dat", |content| {
        content.after = vec![first.id.clone()];
    });
    let second = toolbox.add(&saskia(), second).await.unwrap();
    toolbox.catch_up().await.unwrap();
    assert_eq!(
        toolbox.first_do(None, &second).await.unwrap(),
        std::slice::from_ref(&first)
    );
    let leads_to = toolbox.leads_to(None, &first).await.unwrap();
    assert_eq!(leads_to.hits[0].1.title, "Daarna dat");

    let nowhere = CardId::parse("nergens").unwrap();
    let dangling = content("Los", |content| content.after = vec![nowhere]);
    assert!(matches!(
        toolbox.add(&saskia(), dangling).await,
        Err(ToolboxError::UnknownFirst(_))
    ));
}

#[tokio::test]
async fn my_own_cards_are_mine_alone() {
    let toolbox = toolbox().await;
    let tim = caller("tim", Role::Docent);
    toolbox
        .add(&saskia(), content("Van Saskia", |_| {}))
        .await
        .unwrap();
    toolbox.add(&tim, content("Van Tim", |_| {})).await.unwrap();
    toolbox.catch_up().await.unwrap();
    let mine = Question {
        mine: true,
        ..Question::default()
    };
    let found = toolbox.search(Some(&tim), &mine).await.unwrap();
    assert_eq!(
        (found.total, found.hits[0].1.title.as_str()),
        (1, "Van Tim")
    );
    assert_eq!(toolbox.search(None, &mine).await.unwrap().total, 0);
}

#[tokio::test]
async fn a_forgotten_person_leaves_cards_without_a_name() {
    let toolbox = toolbox().await;
    let card = toolbox
        .add(&saskia(), content("Rondje om", |_| {}))
        .await
        .unwrap();
    let changed = content("Rondje andersom", |_| {});
    toolbox.edit(&saskia(), &card.id, 1, changed).await.unwrap();
    assert_eq!(
        toolbox
            .store
            .shared_by(&saskia().person)
            .await
            .unwrap()
            .len(),
        1
    );

    toolbox
        .store
        .erase(1, &saskia().person, start())
        .await
        .unwrap();
    let (card, versions) = toolbox.history(None, &card.id).await.unwrap();
    assert_eq!(card.owner, None);
    assert!(versions.iter().all(|version| version.by.is_none()));
    assert_eq!(toolbox.store.shared_by(&saskia().person).await.unwrap(), []);
    toolbox.catch_up().await.unwrap();
    let mine = Question {
        mine: true,
        ..Question::default()
    };
    assert_eq!(
        toolbox.search(Some(&saskia()), &mine).await.unwrap().total,
        0
    );
}

#[tokio::test]
async fn a_lost_index_changes_no_answer() {
    let datastore = Datastore::in_memory().await.unwrap();
    let clock = nouns::Clock::fixed(start());
    let folder = folder_of_its_own();
    let toolbox = Toolbox::open(&datastore, Some(&folder), clock.clone())
        .await
        .unwrap();
    for title in ["Feedback geven", "Feedback krijgen", "Dagstart"] {
        toolbox
            .add(
                &saskia(),
                content(title, |content| content.tags = Tags::default()),
            )
            .await
            .unwrap();
    }
    toolbox.catch_up().await.unwrap();
    assert!(toolbox.ready().await);
    let before = titles(&toolbox, &question("feedback")).await;
    assert_eq!(before.len(), 2);
    drop(toolbox);
    std::fs::remove_dir_all(&folder).unwrap();
    let rebuilt = Toolbox::open(&datastore, Some(&folder), clock)
        .await
        .unwrap();
    assert!(!rebuilt.ready().await);
    rebuilt.catch_up().await.unwrap();
    assert_eq!(titles(&rebuilt, &question("feedback")).await, before);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A folder of this test alone.
fn folder_of_its_own() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("toolbox-index-{}", CardId::fresh()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
