//! Questions between teams as they go over the wire.

use std::sync::Arc;

use contract::Caller;
use contract::toolbox::CardLink;
use contract::toolbox::exchange::{
    MyQuestion, MyQuestions, QuestionHit, QuestionLink, QuestionList, QuestionNews,
    QuestionPreview, QuestionStep, TeamAnswer, TeamQuestion, TeamThatKnows, WhyKnows,
};
use nouns::StudyField;
use search_index::Hit;

use crate::card::{Author, Card};
use crate::exchange::answer::Answer;
use crate::exchange::question::{Outcome, Question, State, Step};
use crate::exchange::{Beside, FoundQuestions, Knows, Mine, Thread, Why};
use crate::following::Names;
use crate::glance::Glance;
use crate::rules;

pub(super) fn question(
    by: &Caller,
    thread: &Thread,
    cards: &[Card],
    beside: &Beside,
    names: &Names,
) -> TeamQuestion {
    let question = &thread.question;
    let asker = shown(question.asker.as_ref(), names);
    let answers = thread.answers.iter().filter(|answer| !answer.withdrawn);
    TeamQuestion {
        id: question.id.as_str().to_owned(),
        title: question.words.title.clone(),
        details: question.words.details.clone(),
        field: question
            .words
            .field
            .map(StudyField::code)
            .unwrap_or_default(),
        team: question.words.team.clone(),
        team_id: question.words.team_id.as_ref().map(ToString::to_string),
        asker: asker.map(|asker| asker.name.clone()),
        asker_id: asker.map(|asker| asker.person.as_str().to_owned()),
        state: question.state.as_str().to_owned(),
        outcome: (question.outcome != Outcome::None).then(|| question.outcome.as_str().to_owned()),
        circle: question.circle.as_str().to_owned(),
        reach: question.words.reach.as_str().to_owned(),
        made: question.made,
        step: step(by, question),
        answers: answers
            .map(|answer| told(by, question, answer, cards, names))
            .collect(),
        found: preview(beside),
        may: may(by, question),
    }
}

fn may(by: &Caller, question: &Question) -> Vec<String> {
    let is_open = question.state != State::Closed;
    let is_mine = question.is_by(&by.person);
    [
        ("answer", is_open && !is_mine && rules::may_add(by)),
        ("thank", is_open && is_mine && question.answers > 0),
        ("reopen", is_mine && question.state == State::Answered),
        ("close", is_open && is_mine),
        ("withdraw", rules::may_withdraw_question(by, question)),
    ]
    .into_iter()
    .filter(|&(_, may)| may)
    .map(|(deed, _)| deed.to_owned())
    .collect()
}

fn step(by: &Caller, question: &Question) -> Option<QuestionStep> {
    let (step, yours) = match question.step {
        Step::Answer => ("answer", false),
        Step::Look => ("look", rules::may_look_at_question(by, question)),
        Step::Tell | Step::Asked => ("tell", question.is_by(&by.person)),
        Step::None => return None,
    };
    Some(QuestionStep {
        step: step.to_owned(),
        yours,
        until: question.due,
    })
}

fn told(
    by: &Caller,
    question: &Question,
    answer: &Answer,
    cards: &[Card],
    names: &Names,
) -> TeamAnswer {
    let author = shown(answer.by.as_ref(), names);
    let hears_thanks = question.is_by(&by.person) || answer.is_by(&by.person);
    let named = answer.words.cards.iter();
    let found = named.filter_map(|id| cards.iter().find(|card| card.id == *id));
    TeamAnswer {
        id: answer.id.clone(),
        text: answer.words.text.clone(),
        team: answer.words.team.clone(),
        team_id: answer.words.team_id.as_ref().map(ToString::to_string),
        by: author.map(|author| author.name.clone()),
        by_id: author.map(|author| author.person.as_str().to_owned()),
        at: answer.at,
        cards: found.map(super::telling::link).collect(),
        helped: answer.helped,
        thanks: (hears_thanks && !answer.thanks.is_empty()).then(|| answer.thanks.clone()),
        may: rules::may_withdraw_answer(by, question, answer)
            .then(|| "withdraw".to_owned())
            .into_iter()
            .collect(),
    }
}

fn shown<'a>(author: Option<&'a Author>, names: &Names) -> Option<&'a Author> {
    author.filter(|author| names.may_be_read(author.person.as_str()))
}

pub(super) fn preview(beside: &Beside) -> QuestionPreview {
    QuestionPreview {
        teams: beside.teams.iter().map(|one| knows(one, beside)).collect(),
        cards: beside.cards.iter().map(card).collect(),
        alike: beside.alike.iter().map(link).collect(),
    }
}

fn card((hit, glance): &(Hit, Arc<Glance>)) -> CardLink {
    CardLink {
        id: hit.id.clone(),
        title: glance.title.clone(),
        kind: glance.kind.map(|kind| kind.as_str().to_owned()),
        minutes: glance.minutes,
    }
}

fn knows(knows: &Knows, beside: &Beside) -> TeamThatKnows {
    let (why, id, good_at) = match &knows.why {
        Why::Card(id) => (WhyKnows::Card, Some(id), Vec::new()),
        Why::Tried(id) => (WhyKnows::Tried, Some(id), Vec::new()),
        Why::GoodAt(said) => (WhyKnows::GoodAt, None, said.clone()),
    };
    let named = |(hit, _): &&(Hit, Arc<Glance>)| id.is_some_and(|id| hit.id == id.as_str());
    TeamThatKnows {
        team: knows.name.clone(),
        id: knows.id.as_ref().map(ToString::to_string),
        why,
        card: beside.cards.iter().find(named).map(card),
        good_at,
    }
}

fn link(question: &Question) -> QuestionLink {
    QuestionLink {
        id: question.id.as_str().to_owned(),
        title: question.words.title.clone(),
        state: question.state.as_str().to_owned(),
        answers: question.answers,
        made: question.made,
    }
}

pub(super) fn list(by: &Caller, found: FoundQuestions) -> QuestionList {
    let hit = |(hit, question): (Hit, Question)| QuestionHit {
        marked_title: hit.title.html(),
        snippet: hit.snippet.html(),
        id: hit.id,
        state: question.state.as_str().to_owned(),
        answers: question.answers,
        made: question.made,
        title: question.words.title,
    };
    QuestionList {
        total: found.total as u64,
        hits: found.hits.into_iter().map(hit).collect(),
        may: rules::may_add(by)
            .then(|| "ask".to_owned())
            .into_iter()
            .collect(),
    }
}

pub(super) fn mine(by: &Caller, mine: Mine) -> MyQuestions {
    let line = |question: &Question| {
        Some(MyQuestion {
            id: question.id.as_str().to_owned(),
            title: question.words.title.clone(),
            step: step(by, question)?,
        })
    };
    let news = mine.news.into_iter().map(|news| QuestionNews {
        question: news.question,
        title: news.title,
        what: news.what,
        at: news.at,
    });
    MyQuestions {
        asked: mine.asked.iter().filter_map(line).collect(),
        to_look_at: mine.to_look_at.iter().filter_map(line).collect(),
        news: news.collect(),
    }
}
