//! Questions between teams, their answers and what is new about them, in the store.

use chrono::{DateTime, Utc};
use nouns::{CardId, PersonId, Region, SchoolId, StudyField, TeamId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use super::Store;
use crate::card::Author;
use crate::exchange::answer::{Answer, AnswerWords};
use crate::exchange::question::{
    News, Outcome, Question, QuestionId, QuestionWords, Reach, State, Step,
};

/// The kind of the jobs that move questions on, and the topic of our log.
pub(crate) const QUESTION: &str = "question";
/// The kind of the jobs that have somebody told by mail.
pub(crate) const TELL: &str = "tell";
/// The most questions of one asker that are not closed.
const MOST_OPEN: usize = 5;
/// The most that one page lists.
const MOST_LISTED: usize = 100;

const COLUMNS: &str = "record::id(id) AS id, title, details, field, team, team_id, asker, asker_name, school, region, \
     circle, reach, state, step, outcome, answers, made, due, version";

/// What comes with a change of a question, in the same transaction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) answer: Option<Answer>,
    /// Answers that the asker marked, or that were taken away.
    pub(crate) marked: Vec<Answer>,
    pub(crate) news: Vec<News>,
}

/// News as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct KeptNews {
    pub(crate) question: String,
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) at: DateTime<Utc>,
}

/// News to be told, as its job holds it.
#[derive(Debug, Deserialize)]
pub(crate) struct ToTell {
    pub(crate) person: String,
    pub(crate) question: String,
    pub(crate) title: String,
    pub(crate) what: String,
}

#[derive(Deserialize)]
struct QuestionRow {
    id: QuestionId,
    title: String,
    details: String,
    field: String,
    team: String,
    team_id: Option<TeamId>,
    asker: Option<PersonId>,
    asker_name: Option<String>,
    school: Option<SchoolId>,
    region: Option<Region>,
    circle: Reach,
    reach: Reach,
    state: State,
    step: Step,
    outcome: Outcome,
    answers: u32,
    made: DateTime<Utc>,
    due: DateTime<Utc>,
    version: u32,
}

#[derive(Deserialize)]
struct AnswerRow {
    id: String,
    question: QuestionId,
    text: String,
    team: String,
    team_id: Option<TeamId>,
    cards: Vec<CardId>,
    by: Option<PersonId>,
    by_name: Option<String>,
    at: DateTime<Utc>,
    helped: bool,
    thanks: String,
    withdrawn: bool,
}

#[derive(SurrealValue)]
struct NewsRow {
    person: String,
    what: String,
}

#[derive(SurrealValue)]
struct MarkRow {
    id: String,
    helped: bool,
    thanks: String,
    withdrawn: bool,
}

impl Store {
    pub(crate) async fn question(&self, id: &QuestionId) -> Result<Option<Question>, StoreError> {
        Ok(self.questions(std::slice::from_ref(id)).await?.pop())
    }

    /// Those of `ids` that exist, in the order of `ids`.
    pub(crate) async fn questions(&self, ids: &[QuestionId]) -> Result<Vec<Question>, StoreError> {
        let surql = format!("SELECT {COLUMNS} FROM $ids WHERE title IS NOT NONE");
        let ids: Vec<RecordId> = ids
            .iter()
            .map(|id| RecordId::new("question", id.as_str()))
            .collect();
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading questions"))?;
        rows.into_iter().map(question).collect()
    }

    pub(crate) async fn question_ids(&self) -> Result<Vec<QuestionId>, StoreError> {
        let ids: Vec<String> = self
            .db
            .read("SELECT VALUE record::id(id) FROM question")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing questions"))?;
        Ok(ids.iter().filter_map(|id| QuestionId::parse(id)).collect())
    }

    /// The questions of somebody that are not closed, those due first first.
    pub(crate) async fn open_questions_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Question>, StoreError> {
        self.listed("asker = $person AND state != 'closed'", Some(person))
            .await
    }

    /// The questions for which a moderator looks for somebody.
    pub(crate) async fn questions_to_look_at(&self) -> Result<Vec<Question>, StoreError> {
        self.listed("state = 'open' AND step = 'look'", None).await
    }

    async fn listed(
        &self,
        condition: &'static str,
        person: Option<&PersonId>,
    ) -> Result<Vec<Question>, StoreError> {
        let surql = format!(
            "SELECT {COLUMNS} FROM question WHERE {condition} ORDER BY due LIMIT {MOST_LISTED}"
        );
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("person", person.map(|person| person.as_str().to_owned())))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing questions"))?;
        rows.into_iter().map(question).collect()
    }

    /// The answers to a question, oldest first, those that were taken away too.
    pub(crate) async fn answers(&self, id: &QuestionId) -> Result<Vec<Answer>, StoreError> {
        let rows: Vec<Value> = self
            .db
            .read(
                "SELECT record::id(id) AS id, question, text, team, team_id, cards, by, by_name, at, helped, thanks,
                    withdrawn
                 FROM answer WHERE question = $question ORDER BY at",
            )
            .bind(("question", id.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading answers"))?;
        rows.into_iter().map(answer).collect()
    }

    /// Stores a question as it is now with what comes with it, and asks that it moves on when it is
    /// due. `from` is the version that it was made on; 0 for a new one.
    ///
    /// # Errors
    /// Throws `too-many` when its asker has enough that are not closed, and `changed` when it is not at version
    /// `from` any more.
    pub(crate) async fn keep_question(
        &self,
        question: &Question,
        from: u32,
        change: Change,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let check = if from == 0 {
            format!(
                "IF array::len((SELECT VALUE id FROM question WHERE asker = $asker AND state != 'closed')) >= {MOST_OPEN} {{
                    THROW 'too-many' }}"
            )
        } else {
            "IF type::record('question', $id).version != $from { THROW 'changed' }".to_owned()
        };
        let answer = if change.answer.is_some() {
            "CREATE type::record('answer', $answer.id) SET
                question = $id, text = $answer.text, team = $answer.team, team_id = $answer.team_id, cards = $cards, by = $answer.by,
                by_name = $answer.by_name, at = $answer_at, helped = false, thanks = '', withdrawn = false RETURN NONE;"
        } else {
            ""
        };
        let date = if question.state == State::Closed {
            "fn::dequeue('question', $id)"
        } else {
            "fn::enqueue('question', $id, $due, {})"
        };
        let body = format!(
            "{check};
            UPSERT type::record('question', $id) SET
                title = $title, details = $details, field = $field, team = $team, team_id = $team_id, asker = $asker,
                asker_name = $asker_name, school = $school, region = $region, circle = $circle, reach = $reach,
                state = $state, step = $step, outcome = $outcome, answers = $answers, made = $made, due = $due,
                version = $version RETURN NONE;
            {answer}
            FOR $one IN $marked {{
                UPDATE type::record('answer', $one.id) SET
                    helped = $one.helped, thanks = $one.thanks, withdrawn = $one.withdrawn RETURN NONE;
            }};
            FOR $one IN $news {{
                UPSERT type::record('question_news', [$one.person, $id, $one.what]) SET
                    person = $one.person, question = $id, title = $title, what = $one.what, at = $now RETURN NONE;
                fn::enqueue('tell', string::concat($id, ' ', $one.what, ' ', $one.person), $now, {{
                    person: $one.person, question: $id, title: $title, what: $one.what
                }});
            }};
            {date};
            fn::log('question', $id)"
        );
        self.db
            .transact(
                "changing a question",
                &body,
                variables(question, from, change, now),
            )
            .await
            .map(drop)
    }

    pub(crate) async fn news_of(&self, person: &PersonId) -> Result<Vec<KeptNews>, StoreError> {
        let rows: Vec<Value> = self
            .db
            .read("SELECT question, title, what, at FROM question_news WHERE person = $person ORDER BY at DESC LIMIT 50")
            .bind(("person", person.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading news of questions"))?;
        let rows = rows.into_iter().map(serde_json::from_value);
        rows.collect::<Result<_, _>>()
            .map_err(|source| StoreError::Row {
                table: "question_news",
                source,
            })
    }

    pub(crate) async fn has_news(
        &self,
        person: &PersonId,
        id: &QuestionId,
    ) -> Result<bool, StoreError> {
        let news = self.news_of(person).await?;
        Ok(news.iter().any(|news| news.question == id.as_str()))
    }

    /// Somebody read a question.
    pub(crate) async fn seen_news(
        &self,
        person: &PersonId,
        id: &QuestionId,
    ) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("person", person.as_str().to_owned());
        variables.insert("question", id.as_str().to_owned());
        // Whoever has read it needs no mail about it any more.
        let body = "LET $news = (SELECT VALUE what FROM question_news WHERE person = $person AND question = $question);
            FOR $what IN $news { fn::dequeue('tell', string::concat($question, ' ', $what, ' ', $person)); };
            DELETE question_news WHERE person = $person AND question = $question RETURN NONE";
        self.db
            .transact("having read a question", body, variables)
            .await
            .map(drop)
    }
}

fn variables(question: &Question, from: u32, change: Change, now: DateTime<Utc>) -> Variables {
    let words = &question.words;
    let mut variables = Variables::new();
    variables.insert("id", question.id.as_str().to_owned());
    variables.insert("from", i64::from(from));
    variables.insert("now", now);
    variables.insert("title", words.title.clone());
    variables.insert("details", words.details.clone());
    variables.insert(
        "field",
        words.field.map(StudyField::code).unwrap_or_default(),
    );
    variables.insert("team", words.team.clone());
    variables.insert("team_id", words.team_id.as_ref().map(ToString::to_string));
    variables.insert("asker", super::person(question.asker.as_ref()));
    variables.insert("asker_name", super::name(question.asker.as_ref()));
    variables.insert(
        "school",
        question.school.as_ref().map(|id| id.as_str().to_owned()),
    );
    variables.insert(
        "region",
        question.region.map(|region| region.code().to_owned()),
    );
    variables.insert("circle", question.circle.as_str().to_owned());
    variables.insert("reach", words.reach.as_str().to_owned());
    variables.insert("state", question.state.as_str().to_owned());
    variables.insert("step", question.step.as_str().to_owned());
    variables.insert("outcome", question.outcome.as_str().to_owned());
    variables.insert("answers", i64::from(question.answers));
    variables.insert("made", question.made);
    variables.insert("due", question.due);
    variables.insert("version", i64::from(question.version));
    let news = change.news.into_iter().map(|news| NewsRow {
        person: news.person.as_str().to_owned(),
        what: news.what.to_owned(),
    });
    variables.insert("news", news.collect::<Vec<_>>());
    let marked = change.marked.into_iter().map(|answer| MarkRow {
        id: answer.id,
        helped: answer.helped,
        thanks: answer.thanks,
        withdrawn: answer.withdrawn,
    });
    variables.insert("marked", marked.collect::<Vec<_>>());
    if let Some(answer) = change.answer {
        let cards: Vec<String> = answer.words.cards.iter().map(ToString::to_string).collect();
        variables.insert("cards", cards);
        variables.insert("answer_at", answer.at);
        variables.insert(
            "answer",
            NewAnswer {
                by: super::person(answer.by.as_ref()),
                by_name: super::name(answer.by.as_ref()),
                id: answer.id,
                text: answer.words.text,
                team: answer.words.team,
                team_id: answer.words.team_id.as_ref().map(ToString::to_string),
            },
        );
    }
    variables
}

#[derive(SurrealValue)]
struct NewAnswer {
    id: String,
    text: String,
    team: String,
    team_id: Option<String>,
    by: Option<String>,
    by_name: Option<String>,
}

fn question(row: Value) -> Result<Question, StoreError> {
    let row: QuestionRow = serde_json::from_value(row).map_err(|source| StoreError::Row {
        table: "question",
        source,
    })?;
    Ok(Question {
        id: row.id,
        words: QuestionWords {
            title: row.title,
            details: row.details,
            field: StudyField::parse(&row.field).ok(),
            reach: row.reach,
            team: row.team,
            team_id: row.team_id,
        },
        asker: author(row.asker, row.asker_name),
        school: row.school,
        region: row.region,
        circle: row.circle,
        state: row.state,
        step: row.step,
        outcome: row.outcome,
        answers: row.answers,
        made: row.made,
        due: row.due,
        version: row.version,
    })
}

fn answer(row: Value) -> Result<Answer, StoreError> {
    let row: AnswerRow = serde_json::from_value(row).map_err(|source| StoreError::Row {
        table: "answer",
        source,
    })?;
    Ok(Answer {
        id: row.id,
        question: row.question,
        words: AnswerWords {
            text: row.text,
            team: row.team,
            team_id: row.team_id,
            cards: row.cards,
        },
        by: author(row.by, row.by_name),
        at: row.at,
        helped: row.helped,
        thanks: row.thanks,
        withdrawn: row.withdrawn,
    })
}

fn author(person: Option<PersonId>, name: Option<String>) -> Option<Author> {
    Some(Author {
        person: person?,
        name: name.unwrap_or_default(),
    })
}
