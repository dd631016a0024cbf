//! Order, what comes near, and completions.

use contract::toolbox::CardContent;
use contract::toolbox::exchange::{NewTeamAnswer, NewTeamQuestion};
use nouns::{Paging, Role};

use super::toolbox;
use crate::card::{Kind, Visibility};
use crate::exchange::reading as read;
use crate::samples::{at_school, caller, saskia, typed};
use crate::search::{Near, Order, Question};
use crate::{Toolbox, reading};

async fn share(toolbox: &Toolbox, title: &str, minutes: Option<i64>) {
    let content = CardContent {
        minutes,
        ..typed(title)
    };
    let content = reading::typed(&content).unwrap();
    toolbox.add(&saskia(), content).await.unwrap();
}

async fn minutes(toolbox: &Toolbox, question: &Question) -> Vec<Option<i64>> {
    let found = toolbox.search(None, question).await.unwrap();
    found
        .hits
        .iter()
        .map(|(_, glance)| glance.minutes)
        .collect()
}

#[tokio::test]
async fn the_shortest_come_first_on_every_page_of_any_length() {
    let toolbox = toolbox().await;
    let times = [30, 5, 45, 5, 5, 20, 7, 600, 5, 45, 10_080, 20];
    for (number, time) in times.into_iter().enumerate() {
        share(&toolbox, &format!("Rondje {number}"), Some(time)).await;
    }
    for number in 0..3 {
        share(&toolbox, &format!("Rondje zonder tijd {number}"), None).await;
    }
    toolbox.catch_up().await.unwrap();
    let mut expected: Vec<Option<i64>> = times.into_iter().map(Some).collect();
    expected.sort();
    expected.extend([None; 3]);
    for text in ["", "rondje"] {
        for per_page in [1, 2, 3, 4, 5, 7, 14, 15, 100] {
            let mut seen = Vec::new();
            let mut titles = std::collections::BTreeSet::new();
            for page in 1..=16 {
                let question = Question {
                    text: text.to_owned(),
                    order: Order::Shortest,
                    paging: Paging::parse(Some(page), Some(per_page)).unwrap(),
                    ..Question::default()
                };
                let found = toolbox.search(None, &question).await.unwrap();
                assert_eq!(found.total, 15);
                titles.extend(found.hits.iter().map(|(hit, _)| hit.id.clone()));
                seen.extend(found.hits.iter().map(|(_, glance)| glance.minutes));
            }
            assert_eq!(seen, expected, "{text:?} {per_page} a page");
            assert_eq!(titles.len(), 15, "no card twice");
        }
    }
    let within = Question {
        max_minutes: crate::card::Minutes::parse(20).ok(),
        order: Order::Shortest,
        ..Question::default()
    };
    assert_eq!(
        minutes(&toolbox, &within).await,
        [5, 5, 5, 5, 7, 20, 20].map(Some)
    );
}

async fn near(toolbox: &Toolbox, question: &Question) -> Option<Near> {
    let found = toolbox.search(None, question).await.unwrap();
    assert_eq!(found.total, 0, "{question:?}");
    found.near
}

fn asked(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        ..Question::default()
    }
}

fn titles(near: &Near) -> Vec<&str> {
    let titles = near.hits.iter().map(|(_, glance)| glance.title.as_str());
    titles.collect()
}

#[tokio::test]
async fn where_nothing_is_found_the_nearest_says_what_was_let_go_of() {
    let toolbox = toolbox().await;
    share(&toolbox, "Rondje met feedback", Some(20)).await;
    toolbox.catch_up().await.unwrap();

    let quoted = near(&toolbox, &asked("\"feedback met rondje\""))
        .await
        .unwrap();
    assert_eq!(
        (titles(&quoted), quoted.quotes),
        (vec!["Rondje met feedback"], true)
    );
    let excluded = near(&toolbox, &asked("rondje -feedback")).await.unwrap();
    assert_eq!(
        (excluded.dropped.as_slice(), excluded.words.as_str()),
        (&["feedback".to_owned()][..], "rondje")
    );
    let filtered = Question {
        kind: Some(Kind::Overlegstructuur),
        ..asked("rondje")
    };
    let filtered = near(&toolbox, &filtered).await.unwrap();
    assert!(filtered.filters && filtered.dropped.is_empty());
    let begun = near(&toolbox, &asked("feedbqqqqqqqqqq xqzwv"))
        .await
        .unwrap();
    assert_eq!(
        (begun.words.as_str(), begun.dropped.as_slice()),
        ("feedback", &["xqzwv".to_owned()][..])
    );
    assert!(near(&toolbox, &asked("xqzwv")).await.is_none());
}

#[tokio::test]
async fn nothing_near_is_shown_to_whom_it_is_not_for() {
    let toolbox = toolbox().await;
    let mut content = reading::typed(&typed("Rondje met feedback")).unwrap();
    content.visibility = Visibility::School;
    toolbox.add(&saskia(), content).await.unwrap();
    toolbox.catch_up().await.unwrap();
    let question = asked("\"feedback met rondje\"");
    assert!(near(&toolbox, &question).await.is_none());
    let colleague = at_school("tim", "25PW");
    let found = toolbox.search(Some(&colleague), &question).await.unwrap();
    assert!(found.near.is_some());
}

#[tokio::test]
async fn while_typing_questions_with_an_answer_are_offered_to_who_reads_them() {
    let toolbox = toolbox().await;
    let ask = async |title: &str| {
        let typed = NewTeamQuestion {
            title: title.to_owned(),
            reach: "school".to_owned(),
            ..NewTeamQuestion::default()
        };
        let words = read::question(&typed).unwrap();
        toolbox.ask_teams(&saskia(), words).await.unwrap()
    };
    let answered = ask("Teamdag: hoe begin je?").await;
    ask("Teamdag: wie kookt er?").await;
    let mut tim = at_school("tim", "25PW");
    tim.roles[0].role = Role::Docent;
    let answer = NewTeamAnswer {
        text: "Met een rondje.".to_owned(),
        ..NewTeamAnswer::default()
    };
    let answer = read::answer(&answer).unwrap();
    toolbox
        .answer_team(&tim, &answered.id, answer)
        .await
        .unwrap();
    share(&toolbox, "Teamdag buiten", None).await;
    toolbox.catch_up().await.unwrap();
    toolbox.see_to_questions_now().await.unwrap();

    let offered = async |caller: Option<&contract::Caller>| {
        let offered = toolbox.suggest(caller, "teamd").await.unwrap();
        let questions = offered.questions.into_iter().map(|one| one.words.title);
        let cards = offered.cards.into_iter().map(|one| one.text);
        cards.chain(questions).collect::<Vec<_>>()
    };
    let both = ["Teamdag buiten", "Teamdag: hoe begin je?"];
    assert_eq!(offered(Some(&tim)).await, both);
    assert_eq!(offered(None).await, both[..1]);
    assert_eq!(
        offered(Some(&caller("noor", Role::Student))).await,
        both[..1]
    );
    assert_eq!(
        offered(Some(&caller("ver", Role::Docent))).await,
        both[..1],
        "at another school"
    );
}
