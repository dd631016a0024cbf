//! Finding: questions among questions, and who and what knows about one.

use std::collections::BTreeSet;
use std::sync::Arc;

use contract::Caller;
use nouns::{CardId, Paging, PersonId, TeamId};
use search_index::{Answer as Found, Change as IndexChange, Findable, Hit, Query, Sort};

use super::knowing::{Knows, TEAM_TOPIC, in_index};
use super::question::{Question, QuestionId, State};
use crate::glance::Glance;
use crate::search::Question as CardQuestion;
use crate::{Toolbox, ToolboxError, audience, rules};

/// Raise it when questions are filled in otherwise here.
pub(crate) const SCHEMA: u64 = 2;
/// The topic of our log under which questions change.
pub(crate) const TOPIC: &str = "question";
const STATE: &str = "state";
/// The kind of a question in the index; teams stand in it as well.
const KIND: &str = "question";
/// How many cards and questions stand beside one.
const BESIDE: u32 = 5;
/// So many questions that go on as typed are looked at for an answer.
const LOOKED_AT: usize = 10;
/// At most so many people are told that their card fits.
const KNOWING: usize = 5;
/// What a question is compared by, at most, in words.
const COMPARED_WORDS: usize = 16;
/// How many questions are put into the index at a time.
const AT_ONCE: u32 = 200;

/// What stands beside a question.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    pub cards: Vec<(Hit, Arc<Glance>)>,
    pub alike: Vec<Question>,
    /// Teams that may know.
    pub teams: Vec<Knows>,
}

/// A page of questions.
#[derive(Debug, Clone)]
pub struct FoundQuestions {
    pub total: usize,
    pub hits: Vec<(Hit, Question)>,
}

impl Toolbox {
    /// Finds questions among those that the caller may read.
    pub async fn find_questions(
        &self,
        by: &Caller,
        text: &str,
        state: Option<State>,
        paging: Paging,
    ) -> Result<FoundQuestions, ToolboxError> {
        let state = state.map(|state| (STATE.to_owned(), state.as_str().to_owned()));
        let query = Query {
            text: text.to_owned(),
            kinds: vec![KIND.to_owned()],
            facets: state.into_iter().collect(),
            keys: keys_of(by),
            page: paging.page() as usize,
            per_page: paging.per_page() as usize,
            sort: Sort::Best,
            ..Query::default()
        };
        let found = self.questions.search(&query)?;
        let total = found.total;
        let hits = self.with_questions(by, found).await?;
        Ok(FoundQuestions { total, hits })
    }

    /// Questions with an answer whose title goes on as it is typed, among those that the caller may read.
    pub(crate) async fn answered_like(
        &self,
        by: &Caller,
        typed: &str,
        most: usize,
    ) -> Result<Vec<Question>, ToolboxError> {
        let keys = keys_of(by);
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let suggested = self.questions.suggest(typed, &keys, LOOKED_AT)?;
        let ids: Vec<QuestionId> = suggested
            .iter()
            .filter_map(|one| QuestionId::parse(one.id.as_deref()?))
            .collect();
        let mut found = self.store.questions(&ids).await?;
        // The index may be a moment behind.
        found.retain(|one| one.answers > 0 && rules::may_read_question(by, one));
        found.truncate(most);
        Ok(found)
    }

    /// What there is already about a subject: cards, and questions but the one itself.
    pub async fn beside(
        &self,
        by: &Caller,
        text: &str,
        itself: Option<&QuestionId>,
    ) -> Result<Beside, ToolboxError> {
        let text = subject(text);
        if text.is_empty() {
            return Ok(Beside::default());
        }
        let paging = Paging::parse(Some(1), Some(BESIDE)).unwrap_or_default();
        let cards = CardQuestion {
            text: text.clone(),
            paging,
            ..CardQuestion::default()
        };
        let cards = self.search(Some(by), &cards).await?.hits;
        let paging = Paging::parse(Some(1), Some(BESIDE + 1)).unwrap_or_default();
        let alike = self.find_questions(by, &text, None, paging).await?;
        let mut alike: Vec<Question> = alike.hits.into_iter().map(|(_, found)| found).collect();
        alike.retain(|question| Some(&question.id) != itself);
        alike.truncate(BESIDE as usize);
        let teams = self.teams_that_know(by, &text, &cards).await?;
        Ok(Beside {
            cards,
            alike,
            teams,
        })
    }

    /// The authors of cards that fit, who may read the question and whom its asker can meet.
    pub(super) async fn who_may_know(
        &self,
        by: &Caller,
        question: &Question,
    ) -> Result<BTreeSet<PersonId>, ToolboxError> {
        let beside = self.beside(by, &question.words.title, None).await?;
        let ids = beside
            .cards
            .iter()
            .filter_map(|(hit, _)| CardId::parse(&hit.id).ok());
        let cards = self.store.cards(&ids.collect::<Vec<_>>()).await?;
        let blocked = self.store.db.hidden_from(&by.person).await?;
        let is_near = |card: &crate::card::Card| {
            rules::is_within(question, card.school.as_ref(), card.region)
        };
        let authors = cards
            .iter()
            .filter(|card| is_near(card))
            .filter_map(|card| {
                let person = &card.owner.as_ref()?.person;
                let can_meet = *person != by.person && !blocked.contains(person.as_str());
                can_meet.then(|| person.clone())
            });
        Ok(authors.take(KNOWING).collect())
    }

    async fn with_questions(
        &self,
        by: &Caller,
        found: Found,
    ) -> Result<Vec<(Hit, Question)>, ToolboxError> {
        let ids: Vec<QuestionId> = found
            .hits
            .iter()
            .filter_map(|hit| QuestionId::parse(&hit.id))
            .collect();
        let questions = self.store.questions(&ids).await?;
        let with = |hit: Hit| {
            let question = questions.iter().find(|one| one.id.as_str() == hit.id)?;
            // The index may be a moment behind.
            rules::may_read_question(by, question).then(|| (hit, question.clone()))
        };
        Ok(found.hits.into_iter().filter_map(with).collect())
    }

    /// Brings the index of questions up to the log.
    pub(crate) async fn index_questions(&self) -> Result<(), ToolboxError> {
        let _turn = self.indexing_questions.lock().await;
        if self.questions.position().is_none() {
            let position = self.store.db.log_end().await?;
            let mut all = Vec::new();
            for id in self.store.question_ids().await? {
                all.extend(self.findable_question(&id).await?);
            }
            for id in self.store.team_ids().await? {
                all.extend(self.findable_team(&id).await?);
            }
            let index = Arc::clone(&self.questions);
            tokio::task::spawn_blocking(move || index.rebuild(all, position)).await??;
        }
        loop {
            let before = self.questions.position().unwrap_or_default();
            let entries = self.store.db.log_after(before, AT_ONCE).await?;
            let Some(last) = entries.last() else {
                return Ok(());
            };
            let mut changes = Vec::new();
            for entry in &entries {
                let (id, findable) = match entry.topic.as_str() {
                    TOPIC => match QuestionId::parse(&entry.key) {
                        Some(id) => (entry.key.clone(), self.findable_question(&id).await?),
                        None => continue,
                    },
                    TEAM_TOPIC => match TeamId::parse(&entry.key) {
                        Ok(id) => (in_index(&id), self.findable_team(&id).await?),
                        Err(_) => continue,
                    },
                    _ => continue,
                };
                changes.push(match findable {
                    Some(findable) => IndexChange::put(entry.position, findable),
                    None => IndexChange::delete(entry.position, id),
                });
            }
            if changes.is_empty() && entries.len() < AT_ONCE as usize {
                // Nothing of ours: passed with the next question, so that a new card costs no commit here.
                return Ok(());
            }
            changes.push(IndexChange::nothing(last.position));
            let index = Arc::clone(&self.questions);
            tokio::task::spawn_blocking(move || index.apply(&changes)).await??;
        }
    }

    async fn findable_question(&self, id: &QuestionId) -> Result<Option<Findable>, ToolboxError> {
        let Some(question) = self.store.question(id).await? else {
            return Ok(None);
        };
        if question.outcome == super::question::Outcome::Withdrawn {
            return Ok(None);
        }
        let answers = self.store.answers(id).await?;
        let texts = answers
            .iter()
            .filter(|answer| !answer.withdrawn)
            .map(|answer| answer.words.text.as_str());
        Ok(Some(Findable {
            id: id.as_str().to_owned(),
            kind: KIND.to_owned(),
            title: question.words.title.clone(),
            summary: question.words.details.clone(),
            body: texts.collect::<Vec<_>>().join("\n"),
            tags: Vec::new(),
            facets: vec![(STATE.to_owned(), question.state.as_str().to_owned())],
            numbers: Vec::new(),
            audience: audience::of_question(&question),
            date: Some(question.made.timestamp()),
        }))
    }
}

pub(super) fn keys_of(by: &Caller) -> Vec<String> {
    audience::of_questioner(by)
}

/// The words that say what a question is about, without the signs that mean something in a search.
fn subject(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .take(COMPARED_WORDS)
        .collect::<Vec<_>>()
        .join(" ")
}
