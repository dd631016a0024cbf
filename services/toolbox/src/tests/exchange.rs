use std::sync::Arc;

use chrono::TimeDelta;
use contract::Caller;
use contract::toolbox::exchange::{NewTeamAnswer, NewTeamQuestion};
use nouns::{CardId, Clock, Paging, Region, Role, SchoolId};
use store::Datastore;

use crate::exchange::question::{Outcome, Question, QuestionId, Reach, State, Step};
use crate::exchange::{ExchangeProblem, reading as read};
use crate::samples::{caller, moderator, saskia, start, typed};
use crate::{Toolbox, ToolboxError, reading};

async fn opened() -> (Arc<Toolbox>, Clock) {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let toolbox = Toolbox::open(&datastore, None, clock.clone()).await;
    (Arc::new(toolbox.unwrap()), clock)
}

fn teacher(name: &str, school: &str, region: &str) -> Caller {
    let mut teacher = caller(name, Role::Docent);
    teacher.school = SchoolId::parse(school).ok();
    teacher.region = Region::parse(region).ok();
    teacher
}

/// At Saskia's school.
fn tim() -> Caller {
    teacher("tim", "25PW", "RMC-19")
}

/// At the other end of the country.
fn far() -> Caller {
    teacher("femke", "25LX", "RMC-29")
}

async fn asked(toolbox: &Toolbox, title: &str, reach: &str) -> Question {
    let words = read::question(&NewTeamQuestion {
        title: title.to_owned(),
        reach: reach.to_owned(),
        ..NewTeamQuestion::default()
    });
    toolbox.ask_teams(&saskia(), words.unwrap()).await.unwrap()
}

async fn answer(toolbox: &Toolbox, by: &Caller, id: &QuestionId) -> Result<String, ToolboxError> {
    let words = read::answer(&NewTeamAnswer {
        text: "Begin met een rondje.".to_owned(),
        ..NewTeamAnswer::default()
    });
    let given = toolbox.answer_team(by, id, words.unwrap()).await?;
    Ok(given.id)
}

async fn found(toolbox: &Toolbox, by: &Caller, text: &str) -> Vec<String> {
    toolbox.see_to_questions_now().await.unwrap();
    let found = toolbox
        .find_questions(by, text, None, Paging::default())
        .await
        .unwrap();
    found.hits.into_iter().map(|(hit, _)| hit.id).collect()
}

async fn news(toolbox: &Toolbox, by: &Caller) -> Vec<String> {
    let mine = toolbox.my_questions(by).await.unwrap();
    mine.news.into_iter().map(|news| news.what).collect()
}

fn refused<T: std::fmt::Debug>(done: Result<T, ToolboxError>) -> ExchangeProblem {
    match done.unwrap_err() {
        ToolboxError::Exchange(problem) => problem,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_question_is_answered_thanked_for_and_closed() {
    let (toolbox, _) = opened().await;
    let question = asked(&toolbox, "Hoe begin je een teamdag?", "country").await;
    assert_eq!(
        (question.circle, question.step),
        (Reach::School, Step::Answer)
    );
    assert_eq!(
        found(&toolbox, &tim(), "teamdag").await,
        [question.id.as_str()]
    );
    assert_eq!(
        refused(answer(&toolbox, &saskia(), &question.id).await),
        ExchangeProblem::Own
    );
    let helping = answer(&toolbox, &tim(), &question.id).await.unwrap();
    assert_eq!(news(&toolbox, &saskia()).await, ["answered"]);

    let thread = toolbox
        .team_question(&saskia(), &question.id)
        .await
        .unwrap();
    assert_eq!(
        (thread.question.state, thread.question.step),
        (State::Answered, Step::Tell)
    );
    assert_eq!(
        news(&toolbox, &saskia()).await,
        Vec::<String>::new(),
        "read is seen"
    );

    let nothing = toolbox.thank(&saskia(), &question.id, &[], "").await;
    assert_eq!(refused(nothing), ExchangeProblem::NothingHelped);
    let not_mine = toolbox
        .thank(&tim(), &question.id, std::slice::from_ref(&helping), "")
        .await;
    assert_eq!(refused(not_mine), ExchangeProblem::NotYours);
    let closed = toolbox
        .thank(&saskia(), &question.id, &[helping], "Dank je wel!")
        .await
        .unwrap();
    assert_eq!(
        (closed.state, closed.outcome),
        (State::Closed, Outcome::Helped)
    );
    assert_eq!(news(&toolbox, &tim()).await, ["helped"]);
    let thread = toolbox.team_question(&tim(), &question.id).await.unwrap();
    assert_eq!(thread.answers[0].thanks, "Dank je wel!");
    assert_eq!(
        refused(answer(&toolbox, &tim(), &question.id).await),
        ExchangeProblem::Over
    );
    assert!(
        toolbox
            .my_questions(&saskia())
            .await
            .unwrap()
            .asked
            .is_empty()
    );
}

#[tokio::test]
async fn a_question_that_nobody_answers_goes_wider_and_ends_with_a_word() {
    let (toolbox, clock) = opened().await;
    let question = asked(&toolbox, "Wie kent een goede teamdag?", "country").await;
    let near = teacher("anna", "25AA", "RMC-19");
    assert_eq!(
        found(&toolbox, &near, "teamdag").await,
        Vec::<String>::new()
    );
    clock.advance(TimeDelta::days(14));
    assert_eq!(found(&toolbox, &near, "teamdag").await.len(), 1);
    assert_eq!(
        found(&toolbox, &far(), "teamdag").await,
        Vec::<String>::new()
    );
    clock.advance(TimeDelta::days(14));
    assert_eq!(found(&toolbox, &far(), "teamdag").await.len(), 1);
    assert_eq!(
        found(&toolbox, &tim(), "teamdag").await.len(),
        1,
        "still for its own school"
    );
    clock.advance(TimeDelta::days(14));
    toolbox.see_to_questions_now().await.unwrap();
    let waiting = toolbox.my_questions(&moderator()).await.unwrap().to_look_at;
    assert_eq!(waiting.len(), 1);
    assert!(
        toolbox
            .my_questions(&tim())
            .await
            .unwrap()
            .to_look_at
            .is_empty()
    );
    clock.advance(TimeDelta::days(14));
    toolbox.see_to_questions_now().await.unwrap();
    let over = toolbox
        .team_question(&saskia(), &question.id)
        .await
        .unwrap()
        .question;
    assert_eq!((over.state, over.outcome), (State::Closed, Outcome::Nobody));
    let next = store::jobs::next_due(&toolbox.store.db).await.unwrap();
    assert_eq!(next, None, "nothing waits for what is closed");
}

#[tokio::test]
async fn the_asker_is_asked_after_a_week_and_can_ask_on() {
    let (toolbox, clock) = opened().await;
    let question = asked(&toolbox, "Hoe begin je een teamdag?", "region").await;
    answer(&toolbox, &tim(), &question.id).await.unwrap();
    toolbox
        .team_question(&saskia(), &question.id)
        .await
        .unwrap();
    clock.advance(TimeDelta::days(7));
    toolbox.see_to_questions_now().await.unwrap();
    assert_eq!(news(&toolbox, &saskia()).await, ["tell"]);
    let open = toolbox.ask_on(&saskia(), &question.id).await.unwrap();
    assert_eq!(
        (open.state, open.due),
        (State::Open, clock.now() + TimeDelta::days(14))
    );
    let closed = toolbox
        .close_question(&saskia(), &question.id)
        .await
        .unwrap();
    assert_eq!(closed.outcome, Outcome::Closed);
}

#[tokio::test]
async fn students_neither_ask_nor_read_and_five_open_ones_are_enough() {
    let (toolbox, _) = opened().await;
    let noor = caller("noor", Role::Student);
    let words = read::question(&NewTeamQuestion {
        title: "Mag ik dit ook vragen?".to_owned(),
        ..NewTeamQuestion::default()
    })
    .unwrap();
    let refusal = toolbox.ask_teams(&noor, words.clone()).await;
    assert_eq!(refused(refusal), ExchangeProblem::MayNotAsk);
    let question = asked(&toolbox, "Hoe begin je een teamdag?", "country").await;
    assert_eq!(
        refused(toolbox.team_question(&noor, &question.id).await),
        ExchangeProblem::NotFound
    );
    assert_eq!(found(&toolbox, &noor, "").await, Vec::<String>::new());
    for number in 1..5 {
        asked(&toolbox, &format!("Vraag nummer {number}?"), "country").await;
    }
    let sixth = toolbox.ask_teams(&saskia(), words).await;
    assert_eq!(refused(sixth), ExchangeProblem::TooManyOpen);
}

#[tokio::test]
async fn whoever_shared_a_card_that_fits_hears_of_the_question() {
    let (toolbox, _) = opened().await;
    let content = reading::typed(&typed("Teamdag in drie rondes")).unwrap();
    let id = CardId::parse("teamdag").unwrap();
    toolbox.add_as(&tim(), id, content).await.unwrap();
    toolbox.catch_up().await.unwrap();
    asked(&toolbox, "Hoe begin je een teamdag?", "country").await;
    assert_eq!(news(&toolbox, &tim()).await, ["you-know"]);
    let beside = toolbox
        .beside(&saskia(), "Hoe begin je een teamdag?", None)
        .await
        .unwrap();
    assert_eq!(beside.cards[0].0.id, "teamdag");
}

#[tokio::test]
async fn a_moderator_takes_away_what_does_not_belong() {
    let (toolbox, _) = opened().await;
    let question = asked(&toolbox, "Hoe begin je een teamdag?", "country").await;
    let given = answer(&toolbox, &tim(), &question.id).await.unwrap();
    let others = toolbox
        .withdraw_answer(&saskia(), &question.id, &given)
        .await;
    assert_eq!(refused(others), ExchangeProblem::NotYours);
    toolbox
        .withdraw_answer(&moderator(), &question.id, &given)
        .await
        .unwrap();
    let thread = toolbox
        .team_question(&saskia(), &question.id)
        .await
        .unwrap();
    assert_eq!(
        (thread.answers.len(), thread.question.state),
        (0, State::Open)
    );
    toolbox
        .withdraw_question(&moderator(), &question.id)
        .await
        .unwrap();
    assert_eq!(
        refused(toolbox.team_question(&tim(), &question.id).await),
        ExchangeProblem::NotFound
    );
    assert_eq!(
        found(&toolbox, &tim(), "teamdag").await,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn who_is_erased_stands_on_no_question_and_no_answer() {
    let (toolbox, _) = opened().await;
    let question = asked(&toolbox, "Hoe begin je een teamdag?", "country").await;
    answer(&toolbox, &tim(), &question.id).await.unwrap();
    toolbox
        .store
        .erase(1, &saskia().person, toolbox.clock().now())
        .await
        .unwrap();
    toolbox
        .store
        .erase(2, &tim().person, toolbox.clock().now())
        .await
        .unwrap();
    let left = toolbox.store.question(&question.id).await.unwrap().unwrap();
    assert_eq!((left.asker, left.state), (None, State::Closed));
    let answers = toolbox.store.answers(&question.id).await.unwrap();
    assert!(answers.iter().all(|answer| answer.by.is_none()));
    let about = toolbox
        .store
        .db
        .about("saskia", crate::REGISTER)
        .await
        .unwrap();
    assert_eq!(
        store::jobs::next_due(&toolbox.store.db).await.unwrap(),
        None
    );
    assert!(format!("{about:?}").find("teamdag").is_none());
}
