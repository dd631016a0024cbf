use std::sync::Arc;

use chrono::TimeDelta;
use contract::Caller;
use nouns::{CardId, Clock, PersonId, Region, Role, SchoolId, StudyField, TeamId};
use store::Datastore;

use super::toolbox;
use crate::card::{Card, Content, Visibility};
use crate::samples::{caller, saskia, start, typed, typed_team};
use crate::teams::{
    MOST_INVITES, MOST_MEMBERS, Qualities, REQUEST_LASTS, Team, TeamContent, TeamQuestion, What,
    team_content,
};
use crate::{Question, Toolbox, ToolboxError, reading};

fn content(name: &str) -> TeamContent {
    team_content(&typed_team(name)).unwrap()
}

fn teacher(person: &str) -> Caller {
    caller(person, Role::Docent)
}

async fn groen(toolbox: &Toolbox) -> Team {
    let founded = toolbox.found_team(&saskia(), content("Team Groen")).await;
    founded.unwrap()
}

async fn join(toolbox: &Toolbox, team: &Team, who: &Caller) {
    let (secret, _) = toolbox.invite(&saskia(), &team.id).await.unwrap();
    toolbox.accept_invite(who, &secret).await.unwrap();
}

fn card_for(team: &Team, visibility: Visibility) -> Content {
    let mut content = reading::typed(&typed("Rondje om")).unwrap();
    content.visibility = visibility;
    content.team_id = Some(team.id.clone());
    content
}

/// What somebody finds now.
async fn finds(toolbox: &Toolbox, who: &Caller) -> Vec<String> {
    let found = toolbox
        .search(Some(who), &Question::default())
        .await
        .unwrap();
    let titles = found.hits.iter().map(|(_, glance)| glance.title.clone());
    titles.collect()
}

/// A toolbox with a clock that a test moves.
async fn moving() -> (Arc<Toolbox>, Clock) {
    let datastore = Datastore::in_memory().await.unwrap();
    let clock = Clock::fixed(start());
    let toolbox = Toolbox::open(&datastore, None, clock.clone()).await;
    (Arc::new(toolbox.unwrap()), clock)
}

async fn news_of(toolbox: &Toolbox, who: &Caller) -> Vec<What> {
    let mine = toolbox.my_teams(who).await.unwrap();
    mine.notices.into_iter().map(|notice| notice.what).collect()
}

#[tokio::test]
async fn a_teacher_founds_a_team_and_a_second_one_of_that_name_has_its_own_address() {
    let toolbox = toolbox().await;
    let first = groen(&toolbox).await;
    assert_eq!(first.id.as_str(), "team-groen");
    let second = toolbox
        .found_team(&teacher("tim"), content("Team Groen"))
        .await;
    assert_eq!(second.unwrap().id.as_str(), "team-groen-2");
    let student = caller("noor", Role::Student);
    let refused = toolbox.found_team(&student, content("Team Noor")).await;
    assert!(matches!(refused, Err(ToolboxError::TeachersHaveTeams)));
}

#[tokio::test]
async fn teams_are_found_by_region_field_and_words() {
    let toolbox = toolbox().await;
    groen(&toolbox).await;
    let mut zorg = content("Team Zorg");
    zorg.region = Region::parse("RMC-29").unwrap();
    zorg.field = StudyField::parse("09").ok();
    toolbox.found_team(&teacher("tim"), zorg).await.unwrap();
    let names = async |change: fn(&mut TeamQuestion)| {
        let mut question = TeamQuestion::default();
        change(&mut question);
        let (total, teams) = toolbox.teams(&question).await.unwrap();
        assert_eq!(usize::try_from(total).unwrap(), teams.len());
        teams
            .iter()
            .map(|team| team.name().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(|_| {}).await, ["Team Groen", "Team Zorg"]);
    let utrecht = names(|question| question.region = Region::parse("NL-UT").ok());
    assert_eq!(utrecht.await, ["Team Groen"]);
    let care = names(|question| question.field = StudyField::parse("09").ok());
    assert_eq!(care.await, ["Team Zorg"]);
    let words = names(|question| question.text = "  BUITEN lesgeven".to_owned());
    assert_eq!(words.await.len(), 2);
    assert_eq!(
        names(|question| question.text = "zorg".to_owned()).await,
        ["Team Zorg"]
    );
}

#[tokio::test]
async fn a_link_lets_teachers_in_until_it_is_taken_back_or_ends() {
    let (toolbox, clock) = moving().await;
    let team = groen(&toolbox).await;
    let (secret, invite) = toolbox.invite(&saskia(), &team.id).await.unwrap();
    let refused = toolbox
        .accept_invite(&caller("noor", Role::Student), &secret)
        .await;
    assert!(matches!(refused, Err(ToolboxError::TeachersHaveTeams)));
    let tim = teacher("tim");
    let (seen, _, mine) = toolbox.look_at_invite(&tim, &secret).await.unwrap();
    assert_eq!((seen.id.clone(), mine), (team.id.clone(), false));
    toolbox.accept_invite(&tim, &secret).await.unwrap();
    let again = toolbox.accept_invite(&tim, &secret).await;
    assert!(matches!(again, Err(ToolboxError::AlreadyInTeam)));

    let stranger = toolbox
        .revoke_invite(&teacher("petra"), &team.id, &invite.id)
        .await;
    assert!(matches!(stranger, Err(ToolboxError::NotInTeam)));
    toolbox
        .revoke_invite(&tim, &team.id, &invite.id)
        .await
        .unwrap();
    let ended = toolbox.accept_invite(&teacher("petra"), &secret).await;
    assert!(matches!(ended, Err(ToolboxError::InviteEnded)));

    let (secret, invite) = toolbox.invite(&saskia(), &team.id).await.unwrap();
    clock.advance(TimeDelta::days(14));
    assert_eq!(invite.ends, clock.now());
    let ended = toolbox.accept_invite(&teacher("petra"), &secret).await;
    assert!(matches!(ended, Err(ToolboxError::InviteEnded)));
}

#[tokio::test]
async fn the_store_keeps_no_secret_and_bounds_what_is_open() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let mut secrets = Vec::new();
    for _ in 0..MOST_INVITES {
        let (secret, _) = toolbox.invite(&saskia(), &team.id).await.unwrap();
        secrets.push(secret);
    }
    let one_more = toolbox.invite(&saskia(), &team.id).await;
    assert!(matches!(one_more, Err(ToolboxError::TooManyInvites)));
    let rows = "SELECT * FROM team_invite; SELECT VALUE record::id(id) FROM team_invite";
    let mut rows = toolbox.store.db.read(rows).await.unwrap();
    let whole: Vec<serde_json::Value> = rows.take(0).unwrap();
    let whole = serde_json::to_string(&whole).unwrap();
    let ids: Vec<String> = rows.take(1).unwrap();
    assert_eq!(ids.len(), MOST_INVITES);
    for secret in secrets {
        assert!(
            ids.contains(&secret.id().as_str().to_owned()),
            "known by its hash"
        );
        assert!(!whole.contains(&secret.reveal()));
    }
}

#[tokio::test]
async fn a_team_takes_sixty_and_no_more() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let (secret, _) = toolbox.invite(&saskia(), &team.id).await.unwrap();
    for number in 1..MOST_MEMBERS {
        let who = teacher(&format!("docent{number}"));
        toolbox.accept_invite(&who, &secret).await.unwrap();
    }
    let full = toolbox.accept_invite(&teacher("laatste"), &secret).await;
    assert!(matches!(full, Err(ToolboxError::TeamFull)));
}

#[tokio::test]
async fn a_member_says_yes_or_no_to_who_asks_and_they_hear_it() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let (tim, petra) = (teacher("tim"), teacher("petra"));
    for who in [&tim, &petra] {
        toolbox.ask_to_join(who, &team.id).await.unwrap();
    }
    let twice = toolbox.ask_to_join(&tim, &team.id).await;
    assert!(matches!(twice, Err(ToolboxError::AlreadyAsked)));
    let mine = toolbox.my_teams(&tim).await.unwrap();
    assert_eq!(mine.asked[0].ends, start() + REQUEST_LASTS);
    assert_eq!(mine.asked[0].team_name, "Team Groen");
    assert_eq!(
        toolbox.my_teams(&saskia()).await.unwrap().to_answer.len(),
        2
    );
    let himself = toolbox
        .answer_request(&tim, &team.id, &tim.person, true)
        .await;
    assert!(matches!(himself, Err(ToolboxError::NotInTeam)));

    let answer = async |who: &Caller, yes| {
        toolbox
            .answer_request(&saskia(), &team.id, &who.person, yes)
            .await
    };
    answer(&tim, true).await.unwrap();
    answer(&petra, false).await.unwrap();
    assert!(matches!(
        answer(&petra, true).await,
        Err(ToolboxError::RequestGone)
    ));
    assert_eq!(news_of(&toolbox, &tim).await, [What::Joined]);
    assert_eq!(news_of(&toolbox, &petra).await, [What::Declined]);
    assert_eq!(
        toolbox.teams_of(Some(&tim)).await.unwrap(),
        std::slice::from_ref(&team.id)
    );
    assert_eq!(toolbox.teams_of(Some(&petra)).await.unwrap(), []);
}

#[tokio::test]
async fn a_request_that_nobody_answers_ends_after_fourteen_days_and_both_sides_hear_it() {
    let (toolbox, clock) = moving().await;
    let team = groen(&toolbox).await;
    let tim = teacher("tim");
    toolbox.ask_to_join(&tim, &team.id).await.unwrap();
    clock.advance(REQUEST_LASTS - TimeDelta::minutes(1));
    toolbox.do_due_jobs().await.unwrap();
    assert_eq!(toolbox.my_teams(&tim).await.unwrap().asked.len(), 1);
    clock.advance(TimeDelta::minutes(1));
    toolbox.do_due_jobs().await.unwrap();
    assert_eq!(toolbox.my_teams(&tim).await.unwrap().asked, []);
    assert_eq!(news_of(&toolbox, &tim).await, [What::Ended]);
    assert_eq!(news_of(&toolbox, &saskia()).await, [What::Unanswered]);
    toolbox.ask_to_join(&tim, &team.id).await.unwrap();
    clock.advance(TimeDelta::days(31));
    toolbox.do_due_jobs().await.unwrap();
    assert_eq!(
        news_of(&toolbox, &saskia()).await.len(),
        1,
        "only the second"
    );
}

#[tokio::test]
async fn a_request_that_is_taken_back_tells_nobody() {
    let (toolbox, clock) = moving().await;
    let team = groen(&toolbox).await;
    let tim = teacher("tim");
    toolbox.ask_to_join(&tim, &team.id).await.unwrap();
    toolbox.withdraw_request(&tim, &team.id).await.unwrap();
    let again = toolbox.withdraw_request(&tim, &team.id).await;
    assert!(matches!(again, Err(ToolboxError::RequestGone)));
    clock.advance(TimeDelta::days(15));
    toolbox.do_due_jobs().await.unwrap();
    assert_eq!(news_of(&toolbox, &tim).await, []);
    assert_eq!(news_of(&toolbox, &saskia()).await, []);
}

#[tokio::test]
async fn the_last_one_who_leaves_closes_the_team() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let (tim, petra) = (teacher("tim"), teacher("petra"));
    join(&toolbox, &team, &tim).await;
    toolbox.leave_team(&saskia(), &team.id).await.unwrap();
    let twice = toolbox.leave_team(&saskia(), &team.id).await;
    assert!(matches!(twice, Err(ToolboxError::NotInTeam)));
    assert!(toolbox.team(&team.id).await.unwrap().is_open());
    let view = toolbox.team_view(Some(&tim), &team.id).await.unwrap();
    assert_eq!(view.invites, [], "who leaves takes their links along");
    toolbox.ask_to_join(&petra, &team.id).await.unwrap();
    toolbox.leave_team(&tim, &team.id).await.unwrap();
    assert!(!toolbox.team(&team.id).await.unwrap().is_open());
    assert_eq!(news_of(&toolbox, &petra).await, [What::Ended]);
    assert_eq!(toolbox.teams(&TeamQuestion::default()).await.unwrap().0, 0);
    let late = toolbox.ask_to_join(&petra, &team.id).await;
    assert!(matches!(late, Err(ToolboxError::TeamClosed)));
}

#[tokio::test]
async fn a_card_for_the_team_is_found_right_after_joining_and_not_after_leaving() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let card = toolbox
        .add(&saskia(), card_for(&team, Visibility::Team))
        .await
        .unwrap();
    assert_eq!(card.content().team.as_str(), "Team Groen");
    toolbox.catch_up().await.unwrap();
    let tim = teacher("tim");
    let colleague = Caller {
        school: SchoolId::parse("25PW").ok(),
        ..teacher("collega")
    };
    assert_eq!(finds(&toolbox, &saskia()).await, ["Rondje om"]);
    for other in [&tim, &colleague] {
        assert_eq!(finds(&toolbox, other).await, [""; 0]);
        let read = toolbox.card(Some(other), &card.id).await;
        assert!(matches!(read, Err(ToolboxError::NotFound(_))));
    }
    join(&toolbox, &team, &tim).await;
    assert_eq!(
        finds(&toolbox, &tim).await,
        ["Rondje om"],
        "without waiting for the index"
    );
    let suggested = toolbox.suggest(Some(&tim), "rond").await.unwrap();
    assert_eq!(suggested.cards.len(), 1);
    toolbox.leave_team(&saskia(), &team.id).await.unwrap();
    assert_eq!(finds(&toolbox, &saskia()).await, [""; 0], "also its author");
    assert!(toolbox.card(Some(&saskia()), &card.id).await.is_err());
    assert_eq!(finds(&toolbox, &tim).await, ["Rondje om"]);
    toolbox.leave_team(&tim, &team.id).await.unwrap();
    assert_eq!(finds(&toolbox, &tim).await, [""; 0]);
    toolbox.catch_up().await.unwrap();
    assert_eq!(
        finds(&toolbox, &saskia()).await,
        ["Rondje om"],
        "the author's again"
    );
}

#[tokio::test]
async fn any_member_edits_a_card_of_the_team_and_nobody_else_gives_it_away() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let tim = teacher("tim");
    join(&toolbox, &team, &tim).await;
    let card = toolbox
        .add(&saskia(), card_for(&team, Visibility::Country))
        .await
        .unwrap();
    let change = |card: &Card, goal: &str| {
        let mut content = card.content().clone();
        content.goal = crate::card::Line::parse(goal).unwrap();
        content
    };
    let changed = toolbox
        .edit(&tim, &card.id, 1, change(&card, "Anders."))
        .await
        .unwrap();
    assert_eq!(changed.current.by.as_ref().unwrap().name, "Tim");
    let stranger = toolbox
        .edit(&teacher("petra"), &card.id, 2, change(&card, "Nee."))
        .await;
    assert!(matches!(stranger, Err(ToolboxError::NotYours)));
    let mut taken = changed.content().clone();
    taken.team_id = None;
    let given_away = toolbox.edit(&tim, &card.id, 2, taken.clone()).await;
    assert!(matches!(given_away, Err(ToolboxError::NotYours)));
    let taken = toolbox.edit(&saskia(), &card.id, 2, taken).await.unwrap();
    assert!(taken.team_members.is_empty());
    let mut foreign = card_for(&team, Visibility::Team);
    foreign.team_id = TeamId::parse("bestaat-niet").ok();
    for content in [foreign, card_for(&team, Visibility::Team)] {
        let refused = toolbox.add(&teacher("petra"), content).await;
        assert!(matches!(refused, Err(ToolboxError::NotForThatTeam)));
    }
}

#[tokio::test]
async fn a_new_name_stands_on_the_cards_of_the_team_too() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let card = toolbox
        .add(&saskia(), card_for(&team, Visibility::Country))
        .await
        .unwrap();
    toolbox.catch_up().await.unwrap();
    toolbox
        .change_team(&saskia(), &team.id, content("Team Buiten"))
        .await
        .unwrap();
    toolbox.catch_up().await.unwrap();
    let question = Question {
        team: Some(team.id.clone()),
        ..Question::default()
    };
    let found = toolbox.search(None, &question).await.unwrap();
    assert_eq!(
        (found.total, found.hits[0].1.team.as_str()),
        (1, "Team Buiten")
    );
    let read = toolbox.card(None, &card.id).await.unwrap();
    assert_eq!(
        (read.content().team.as_str(), read.current.number),
        ("Team Buiten", 1)
    );
}

#[tokio::test]
async fn names_and_qualities_are_for_people_of_teams_and_not_between_blocked_people() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let (tim, petra) = (teacher("tim"), teacher("petra"));
    join(&toolbox, &team, &tim).await;
    let said = |line, on_page| Qualities::parse(&["rust".to_owned()], line, on_page).unwrap();
    let describe =
        async |who: &Caller, said: &Qualities| toolbox.describe_myself(who, &team.id, said).await;
    describe(&saskia(), &said("Voor iedereen", true))
        .await
        .unwrap();
    describe(&tim, &said("Voor ons", false)).await.unwrap();
    let refused = describe(&petra, &said("", false)).await;
    assert!(matches!(refused, Err(ToolboxError::NotInTeam)));
    let view = async |who: Option<&Caller>| toolbox.team_view(who, &team.id).await.unwrap();
    let names = |view: &crate::teams::TeamView| {
        let lines = view
            .members
            .iter()
            .map(|member| (member.name.clone(), member.qualities.line().to_owned()));
        lines.collect::<Vec<_>>()
    };
    let pair = |name: &str, line: &str| (name.to_owned(), line.to_owned());
    let strangers = view(None).await;
    assert_eq!((names(&strangers), strangers.qualities.len()), (vec![], 1));
    assert_eq!(names(&view(Some(&petra)).await), [], "in no team");
    let members = view(Some(&tim)).await;
    assert_eq!(
        names(&members),
        [pair("Saskia", "Voor iedereen"), pair("Tim", "Voor ons")]
    );
    toolbox
        .found_team(&petra, content("Team Petra"))
        .await
        .unwrap();
    let petras = view(Some(&petra)).await;
    assert_eq!(
        names(&petras),
        [pair("Saskia", "Voor iedereen"), pair("Tim", "")]
    );

    let store = &toolbox.store;
    store
        .keep_block(1, &petra.person, &saskia().person, true)
        .await
        .unwrap();
    assert_eq!(names(&view(Some(&petra)).await), [pair("Tim", "")]);
    toolbox.ask_to_join(&petra, &team.id).await.unwrap();
    assert_eq!(view(Some(&saskia())).await.requests, []);
    assert_eq!(view(Some(&tim)).await.requests.len(), 1);
    let unseen = toolbox
        .answer_request(&saskia(), &team.id, &petra.person, true)
        .await;
    assert!(matches!(unseen, Err(ToolboxError::RequestGone)));
}

#[tokio::test]
async fn who_is_erased_is_in_no_team_and_the_last_one_closes_it() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let tim = teacher("tim");
    join(&toolbox, &team, &tim).await;
    let erase = async |position, person: &PersonId| {
        toolbox
            .store
            .erase(position, person, start())
            .await
            .unwrap();
    };
    erase(1, &saskia().person).await;
    let members = toolbox.store.members(&team.id).await.unwrap();
    assert_eq!(members.len(), 1);
    assert!(toolbox.team(&team.id).await.unwrap().is_open());
    erase(2, &tim.person).await;
    assert!(!toolbox.team(&team.id).await.unwrap().is_open());
    let about = toolbox.about_me(&saskia()).await.unwrap();
    assert!(
        !about.tables.to_string().contains("team-groen"),
        "{}",
        about.tables
    );
}

#[tokio::test]
async fn members_are_not_lost_when_two_leave_at_once() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let tim = teacher("tim");
    join(&toolbox, &team, &tim).await;
    let saskia = saskia();
    let (one, other) = tokio::join!(
        toolbox.leave_team(&saskia, &team.id),
        toolbox.leave_team(&tim, &team.id)
    );
    one.unwrap();
    other.unwrap();
    assert!(!toolbox.team(&team.id).await.unwrap().is_open());
}

#[tokio::test]
async fn a_file_of_cards_speaks_for_no_team() {
    let toolbox = toolbox().await;
    let team = groen(&toolbox).await;
    let mut content = typed("Uit een bestand");
    content.team_id = team.id.to_string();
    let card = crate::ImportedCard {
        id: "kaart-1".to_owned(),
        content,
    };
    toolbox.import(vec![card]).await.unwrap();
    let card = toolbox
        .card(None, &CardId::parse("kaart-1").unwrap())
        .await
        .unwrap();
    assert_eq!(card.content().team_id, None);
}
