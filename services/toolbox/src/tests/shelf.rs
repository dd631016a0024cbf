//! Adaptations, versions, drafts and their review, through the façade.

use chrono::TimeDelta;
use contract::Caller;
use contract::toolbox::{LICENCE_KEEPS_NAME, LICENCE_SHARE_ALIKE, Withdrawing};
use nouns::{Role, SchoolId};

use super::toolbox;
use crate::card::{Card, Content, Deed, Line, Visibility};
use crate::draft::{Draft, DraftState};
use crate::keeping::Withdrawal;
use crate::samples::{caller, moderator, saskia, start, typed};
use crate::{Question, Shared, Toolbox, ToolboxError, Verdict, Which, reading};

fn content(title: &str, licence: &str) -> Content {
    let mut content = reading::typed(&typed(title)).unwrap();
    content.licence = Line::parse(licence).unwrap();
    content
}

fn teacher(person: &str) -> Caller {
    let mut teacher = caller(person, Role::Docent);
    teacher.school = SchoolId::parse("25PW").ok();
    teacher
}

async fn shared(toolbox: &Toolbox, licence: &str) -> Card {
    let content = content("Rondje om", licence);
    toolbox.add(&saskia(), content).await.unwrap()
}

async fn found(toolbox: &Toolbox) -> usize {
    toolbox.catch_up().await.unwrap();
    let question = Question::default();
    toolbox.search(None, &question).await.unwrap().total
}

#[tokio::test]
async fn an_adaptation_carries_its_original_and_never_a_weaker_licence() {
    let toolbox = toolbox().await;
    let original = shared(&toolbox, "CC BY-SA 4.0").await;
    let tim = teacher("tim");
    let weaker = content("Rondje anders", "CC BY 4.0");
    let refused = toolbox.adapt(&tim, &original.id, 1, weaker).await;
    assert!(matches!(
        refused,
        Err(ToolboxError::LicenceForbids(code)) if code == LICENCE_SHARE_ALIKE
    ));
    let same = content("Rondje anders", "CC BY-SA 4.0");
    let card = toolbox.adapt(&tim, &original.id, 1, same.clone()).await;
    let card = card.unwrap();
    let row = toolbox.where_from(&card).await.unwrap();
    assert_eq!(row[0].0.title, "Rondje om");
    assert_eq!(row[0].0.licence, "CC BY-SA 4.0");

    // Nor does a later change drop it.
    let freed = content("Rondje anders", "CC0 1.0");
    assert!(matches!(
        toolbox.edit(&tim, &card.id, 1, freed).await,
        Err(ToolboxError::LicenceForbids(_))
    ));
}

#[tokio::test]
async fn what_names_its_maker_is_not_given_away_and_what_says_nothing_is_not_adapted() {
    let toolbox = toolbox().await;
    let tim = teacher("tim");
    let by = shared(&toolbox, "CC BY 4.0").await;
    let free = content("Vrij", "CC0 1.0");
    let refused = toolbox.adapt(&tim, &by.id, 1, free.clone()).await;
    assert!(matches!(
        refused,
        Err(ToolboxError::LicenceForbids(code)) if code == LICENCE_KEEPS_NAME
    ));
    for unknown in ["CC BY-NC 4.0", "eigen werk"] {
        let card = shared(&toolbox, unknown).await;
        let refused = toolbox.adapt(&tim, &card.id, 1, free.clone()).await;
        assert!(matches!(refused, Err(ToolboxError::NotAdaptable)));
    }
}

#[tokio::test]
async fn an_adaptation_of_a_school_card_stays_in_the_school() {
    let toolbox = toolbox().await;
    let mut own = content("Rondje om", "CC BY 4.0");
    own.visibility = Visibility::School;
    let original = toolbox.add(&saskia(), own).await.unwrap();
    let mut wide = content("Rondje anders", "CC BY 4.0");
    let tim = teacher("tim");
    let refused = toolbox.adapt(&tim, &original.id, 1, wide.clone()).await;
    assert!(matches!(refused, Err(ToolboxError::WiderThanOriginal)));
    wide.visibility = Visibility::School;
    toolbox.adapt(&tim, &original.id, 1, wide).await.unwrap();
}

#[tokio::test]
async fn a_family_is_told_from_every_card_as_far_as_its_reader_may_read() {
    let toolbox = toolbox().await;
    let tim = teacher("tim");
    let first = shared(&toolbox, "CC BY 4.0").await;
    let adapt = async |of: &Card, title: &str, visibility| {
        let mut content = content(title, "CC BY 4.0");
        content.visibility = visibility;
        toolbox.adapt(&tim, &of.id, 1, content).await.unwrap()
    };
    let child = adapt(&first, "Kind", Visibility::Team).await;
    let _sister = adapt(&first, "Zus", Visibility::Team).await;
    let grandchild = adapt(&child, "Kleinkind", Visibility::Country).await;
    let told = async |caller: Option<&Caller>, asked: &Card| {
        let family = toolbox.family(caller, &asked.id).await.unwrap();
        let line = |relative: crate::Relative| {
            let card = relative.card.as_ref();
            let title = card.map_or("?", |card| card.content().title.as_str());
            format!("{}{title}", "-".repeat(relative.depth))
        };
        family.into_iter().map(line).collect::<Vec<_>>()
    };
    let whole = ["Rondje om", "-Kind", "--Kleinkind", "-Zus"];
    assert_eq!(told(Some(&tim), &child).await, whole);
    assert_eq!(told(Some(&tim), &grandchild).await, whole);
    assert_eq!(told(None, &first).await, ["Rondje om", "-?", "--Kleinkind"]);
    let row = toolbox.where_from(&grandchild).await.unwrap();
    let titles: Vec<&str> = row.iter().map(|(from, _)| from.title.as_str()).collect();
    assert_eq!(titles, ["Kind", "Rondje om"]);
}

#[tokio::test]
async fn an_earlier_version_is_put_back_as_a_new_one() {
    let toolbox = toolbox().await;
    let card = shared(&toolbox, "CC BY 4.0").await;
    let edited = content("Anders", "CC BY 4.0");
    toolbox.edit(&saskia(), &card.id, 1, edited).await.unwrap();
    let other = toolbox.restore(&teacher("tim"), &card.id, 1, 2).await;
    assert!(matches!(other, Err(ToolboxError::NotYours)));
    let stale = toolbox.restore(&saskia(), &card.id, 1, 1).await;
    assert!(matches!(stale, Err(ToolboxError::ChangedMeanwhile)));
    let back = toolbox.restore(&saskia(), &card.id, 1, 2).await.unwrap();
    assert_eq!(back.content(), card.content());
    assert_eq!(
        (back.current.number, back.current.deed),
        (3, Deed::Restored)
    );
    let (_, versions) = toolbox.history(None, &card.id).await.unwrap();
    assert_eq!(versions.len(), 3);

    let which = |version| Which {
        id: card.id.clone(),
        version: Some(version),
    };
    let compared = toolbox.compare(None, &which(1), &which(2)).await.unwrap();
    assert_eq!(compared.fields.len(), 1);
    assert_eq!(compared.fields[0].field, "title");
    assert!(compared.fields[0].right[0].differs);
    let same = toolbox.compare(None, &which(1), &which(3)).await.unwrap();
    assert_eq!(same.fields, []);
}

#[tokio::test]
async fn a_withdrawn_card_leaves_a_stone_that_says_why_and_leads_to_its_relatives() {
    let toolbox = toolbox().await;
    let first = shared(&toolbox, "CC BY 4.0").await;
    let adapted = content("Rondje anders", "CC BY 4.0");
    let tim = teacher("tim");
    let adapted = toolbox.adapt(&tim, &first.id, 1, adapted).await.unwrap();
    assert!(toolbox.tombstone(None, &first.id).await.is_err());
    let why = Withdrawing {
        why: "verouderd".to_owned(),
        words: "Er is een nieuwe.".to_owned(),
    };
    let why = Withdrawal::parse(&why).unwrap();
    let saskia = saskia();
    let withdrawn = toolbox.withdraw_because(&saskia, &first.id, Some(&why));
    withdrawn.await.unwrap();
    let stone = toolbox.tombstone(None, &first.id).await.unwrap();
    assert_eq!(stone.withdrawal, Some(why));
    assert_eq!(stone.last.at, start());
    let relatives: Vec<_> = stone.relatives.iter().map(|card| &card.id).collect();
    assert_eq!(relatives, [&adapted.id]);

    let mut own = content("Voor onszelf", "CC BY 4.0");
    own.visibility = Visibility::School;
    let own = toolbox.add(&saskia, own).await.unwrap();
    toolbox.withdraw(&saskia, &own.id).await.unwrap();
    assert!(toolbox.tombstone(None, &own.id).await.is_err());
    assert!(toolbox.tombstone(Some(&tim), &own.id).await.is_ok());
}

async fn drafted(toolbox: &Toolbox) -> Draft {
    let content = typed("Rondje om");
    toolbox.start_draft(&saskia(), content, None).await.unwrap()
}

#[tokio::test]
async fn a_draft_may_lack_everything_and_nobody_else_finds_it() {
    let toolbox = toolbox().await;
    let empty = contract::toolbox::CardContent::default();
    let draft = toolbox.start_draft(&saskia(), empty, None).await.unwrap();
    assert_eq!(found(&toolbox).await, 0);
    for other in [teacher("tim"), moderator()] {
        assert!(matches!(
            toolbox.draft_of(&other, &draft.id).await,
            Err(ToolboxError::NotFound(_))
        ));
    }
    let unfinished = toolbox.share_draft(&saskia(), &draft.id, false).await;
    assert!(matches!(unfinished, Err(ToolboxError::Refused(_))));
    let saved = toolbox
        .save_draft(&saskia(), &draft.id, 1, typed("Rondje om"))
        .await
        .unwrap();
    let stale = toolbox
        .save_draft(&saskia(), &draft.id, 1, typed("Te laat"))
        .await;
    assert!(matches!(stale, Err(ToolboxError::ChangedMeanwhile)));
    let shared = toolbox.share_draft(&saskia(), &saved.id, false).await;
    let Ok(Shared::Card(card)) = shared else {
        panic!("no card: {shared:?}");
    };
    assert_eq!((card.id, found(&toolbox).await), (saved.id.clone(), 1));
    let (own, _) = toolbox.drafts_for(&saskia()).await.unwrap();
    assert_eq!(own, []);
}

#[tokio::test]
async fn where_the_school_wants_it_a_colleague_reads_first() {
    let toolbox = toolbox().await;
    let mut ria = caller("ria", Role::Coordinator);
    ria.school = SchoolId::parse("25PW").ok();
    assert!(matches!(
        toolbox.set_review(&teacher("tim"), true).await,
        Err(ToolboxError::NotYourSchool)
    ));
    toolbox.set_review(&ria, true).await.unwrap();
    let at_once = toolbox.add(&saskia(), content("Direct", "CC BY 4.0")).await;
    assert!(matches!(at_once, Err(ToolboxError::ReviewFirst)));

    let draft = drafted(&toolbox).await;
    let shared = toolbox.share_draft(&saskia(), &draft.id, false).await;
    let Ok(Shared::Review(draft)) = shared else {
        panic!("not in review: {shared:?}");
    };
    assert_eq!(draft.due, start() + TimeDelta::days(14));
    assert_eq!(found(&toolbox).await, 0);
    let (_, to_read) = toolbox.drafts_for(&teacher("tim")).await.unwrap();
    assert_eq!(to_read, [*draft.clone()]);

    let own = toolbox.decide(&saskia(), &draft.id, Verdict::Publish).await;
    assert!(matches!(own, Err(ToolboxError::DraftNotNow)));
    toolbox.claim(&teacher("tim"), &draft.id).await.unwrap();
    let els = teacher("els");
    let second = toolbox.decide(&els, &draft.id, Verdict::Publish);
    assert!(matches!(second.await, Err(ToolboxError::DraftNotNow)));
    let reason = Verdict::Return(Line::parse("Zet de tijd erbij.").unwrap());
    let back = toolbox.decide(&teacher("tim"), &draft.id, reason).await;
    assert!(back.unwrap().is_none());
    let (own, _) = toolbox.drafts_for(&saskia()).await.unwrap();
    assert_eq!(own[0].state, DraftState::Returned);
    assert_eq!(own[0].reason, "Zet de tijd erbij.");

    toolbox
        .share_draft(&saskia(), &draft.id, false)
        .await
        .unwrap();
    let card = toolbox
        .decide(&teacher("els"), &draft.id, Verdict::Publish)
        .await
        .unwrap()
        .unwrap();
    assert!(card.is_owned_by(&saskia().person));
    assert_eq!(found(&toolbox).await, 1);
}

#[tokio::test]
async fn what_nobody_reads_in_time_is_published_and_what_nobody_touches_goes() {
    let toolbox = toolbox().await;
    let waiting = drafted(&toolbox).await;
    let idle = drafted(&toolbox).await;
    let review = toolbox.share_draft(&saskia(), &waiting.id, true).await;
    assert!(matches!(review, Ok(Shared::Review(_))));
    toolbox.clock().advance(Draft::REVIEW - TimeDelta::hours(1));
    toolbox.end_overdue().await.unwrap();
    assert_eq!(found(&toolbox).await, 0);
    toolbox.clock().advance(TimeDelta::hours(1));
    toolbox.end_overdue().await.unwrap();
    assert_eq!(found(&toolbox).await, 1);
    assert!(toolbox.draft_of(&saskia(), &idle.id).await.is_ok());
    toolbox.clock().advance(Draft::KEPT);
    toolbox.end_overdue().await.unwrap();
    assert!(toolbox.draft_of(&saskia(), &idle.id).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_published_in_time_goes_back_with_the_reason() {
    let toolbox = toolbox().await;
    let original = shared(&toolbox, "CC BY 4.0").await;
    let tim = teacher("tim");
    let adapts = Some((original.id.clone(), 1));
    let draft = toolbox.start_draft(&tim, typed("Anders"), adapts).await;
    let draft = draft.unwrap();
    let review = toolbox.share_draft(&tim, &draft.id, true).await;
    assert!(matches!(review, Ok(Shared::Review(_))));
    let mut narrow = content("Rondje om", "CC BY 4.0");
    narrow.visibility = Visibility::Team;
    toolbox
        .edit(&saskia(), &original.id, 1, narrow)
        .await
        .unwrap();
    toolbox.clock().advance(Draft::REVIEW);
    toolbox.end_overdue().await.unwrap();
    let (own, _) = toolbox.drafts_for(&tim).await.unwrap();
    assert_eq!(own[0].state, DraftState::Returned);
    assert!(own[0].reason.contains("minder mensen"), "{}", own[0].reason);
}

#[tokio::test]
async fn a_person_has_a_bounded_number_of_drafts() {
    let toolbox = toolbox().await;
    for _ in 0..Draft::MOST {
        drafted(&toolbox).await;
    }
    let more = toolbox.start_draft(&saskia(), typed("Nog een"), None).await;
    assert!(matches!(more, Err(ToolboxError::TooManyDrafts)));
}

#[tokio::test]
async fn who_is_erased_leaves_no_draft_no_collection_and_is_nobodys_reader() {
    let toolbox = toolbox().await;
    let own = drafted(&toolbox).await;
    let tim = teacher("tim");
    let read = toolbox.start_draft(&tim, typed("Van Tim"), None).await;
    let read = read.unwrap();
    toolbox.share_draft(&tim, &read.id, true).await.unwrap();
    toolbox.claim(&saskia(), &read.id).await.unwrap();
    let about = contract::toolbox::CollectionAbout {
        title: "Startweek".to_owned(),
        ..Default::default()
    };
    let about = crate::collection::typed(&about).unwrap();
    let made = toolbox.collect(&saskia(), about, None).await.unwrap();

    let about_saskia = async || toolbox.about_me(&saskia()).await.unwrap().tables;
    assert!(about_saskia().await.get("draft").is_some());
    let now = toolbox.clock().now();
    toolbox.store.erase(1, &saskia().person, now).await.unwrap();
    assert!(toolbox.draft_of(&saskia(), &own.id).await.is_err());
    assert!(toolbox.collection(Some(&saskia()), &made.id).await.is_err());
    let stays = toolbox.draft_of(&tim, &read.id).await.unwrap();
    assert!(stays.is_in_review() && stays.reviewer.is_none());
    let left = about_saskia().await;
    assert!(left.get("draft").is_none() && left.get("collection").is_none());
}
