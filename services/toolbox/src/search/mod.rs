//! Finding cards: answered by the index and what is kept in memory, without the store.

mod nearest;
mod shortest;

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::Caller;
use nouns::{Paging, TeamId};
use search_index::{Answer, FacetCount, Hit, NumberFilter, Query, Sort, Suggestion};

use crate::audience;
use crate::card::{Card, Kind, Minutes};
use crate::exchange::question::Question as TeamQuestion;
use crate::findable::{AFTER, FITS, GROUP, KIND, MINUTES, OWNER, TEAM};
use crate::glance::Glance;
use crate::{Toolbox, ToolboxError};

pub use self::nearest::Near;

/// What was found, each with the facts that a list shows.
pub type Hits = Vec<(Hit, Arc<Glance>)>;

/// How many completions are given while typing.
const SUGGESTIONS: usize = 8;
/// How many of them are questions.
const QUESTIONS: usize = 2;
/// How many cards stand below a card, of each sort.
const RELATED: usize = 4;
/// What a card is compared by, at most, in words.
const COMPARED_WORDS: usize = 12;

/// A question for cards, already parsed.
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub text: String,
    pub kind: Option<Kind>,
    pub max_minutes: Option<Minutes>,
    pub group: Option<u16>,
    pub tag: Option<String>,
    pub fits_in_meeting: bool,
    pub mine: bool,
    /// Only what is shared on behalf of this team.
    pub team: Option<TeamId>,
    pub order: Order,
    pub paging: Paging,
}

/// In which order cards are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Best first; newest first when there are no words.
    #[default]
    Best,
    Newest,
    /// What takes the least time first.
    Shortest,
}

impl Order {
    /// Reads its name; an empty one is the usual order.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "" | "best" => Some(Self::Best),
            "newest" => Some(Self::Newest),
            "shortest" => Some(Self::Shortest),
            _ => None,
        }
    }
}

/// What was found, with the facts that a list shows.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub total: usize,
    pub took_us: u64,
    pub hits: Hits,
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    pub did_you_mean: Option<String>,
    /// Where nothing was found: what comes nearest.
    pub near: Option<Near>,
}

/// What completes what is being typed.
#[derive(Debug, Clone, Default)]
pub struct Completions {
    pub cards: Vec<Suggestion>,
    /// Questions between teams that have an answer.
    pub questions: Vec<TeamQuestion>,
}

impl Toolbox {
    /// Finds cards among those that the caller may read.
    pub async fn search(
        &self,
        caller: Option<&Caller>,
        question: &Question,
    ) -> Result<Found, ToolboxError> {
        if question.order == Order::Shortest {
            return self.shortest_first(caller, question).await;
        }
        let keys = self.keys_of(caller).await?;
        let answer = self.index.search(&query(caller, keys.clone(), question))?;
        let mut found = self.found(answer).await?;
        if found.total == 0 && !question.mine {
            let did_you_mean = found.did_you_mean.as_deref();
            found.near = self.nearest(caller, &keys, question, did_you_mean).await?;
        }
        Ok(found)
    }

    /// The keys that a caller has now: whoever just joined a team has its key, whoever left has not.
    pub(crate) async fn keys_of(
        &self,
        caller: Option<&Caller>,
    ) -> Result<Vec<String>, ToolboxError> {
        let teams = self.teams_of(caller).await?;
        Ok(audience::of_caller(caller, &teams))
    }

    /// Completes what is being typed: titles and tags of cards, and for whoever reads them the questions of teams that
    /// have an answer. What people type is kept nowhere.
    pub async fn suggest(
        &self,
        caller: Option<&Caller>,
        typed: &str,
    ) -> Result<Completions, ToolboxError> {
        let keys = self.keys_of(caller).await?;
        let questions = match caller {
            Some(caller) => self.answered_like(caller, typed, QUESTIONS).await?,
            None => Vec::new(),
        };
        let room = SUGGESTIONS - questions.len();
        Ok(Completions {
            cards: self.index.suggest(typed, &keys, room)?,
            questions,
        })
    }

    /// Cards that ask for this one first.
    pub(crate) async fn leads_to(
        &self,
        caller: Option<&Caller>,
        card: &Card,
    ) -> Result<Found, ToolboxError> {
        let query = Query {
            facets: vec![(AFTER.to_owned(), card.id.as_str().to_owned())],
            keys: self.keys_of(caller).await?,
            per_page: RELATED,
            sort: Sort::Title,
            ..Query::default()
        };
        self.found(self.index.search(&query)?).await
    }

    /// Cards about much the same, best first.
    pub(crate) async fn related(
        &self,
        caller: Option<&Caller>,
        card: &Card,
    ) -> Result<Found, ToolboxError> {
        let query = Query {
            text: subject(card),
            keys: self.keys_of(caller).await?,
            // The card itself is found too, first of all.
            per_page: RELATED + 1,
            ..Query::default()
        };
        let mut found = self.found(self.index.search(&query)?).await?;
        found.hits.retain(|(hit, _)| hit.id != card.id.as_str());
        found.hits.truncate(RELATED);
        Ok(found)
    }

    async fn found(&self, answer: Answer) -> Result<Found, ToolboxError> {
        let ids = answer.hits.iter().map(|hit| hit.id.clone()).collect();
        let glances = self.glances.of(&self.store, ids).await?;
        let with_glance = |hit: Hit| {
            let glance = glances.get(&hit.id).map(Arc::clone)?;
            Some((hit, glance))
        };
        Ok(Found {
            total: answer.total,
            took_us: answer.took_us,
            hits: answer.hits.into_iter().filter_map(with_glance).collect(),
            facets: answer.facets,
            did_you_mean: answer.did_you_mean,
            near: None,
        })
    }
}

pub(crate) fn query(caller: Option<&Caller>, keys: Vec<String>, question: &Question) -> Query {
    let minutes = question.max_minutes.map(i64::from);
    let group = question.group.map(i64::from);
    // A stranger has no cards: nobody's id is empty.
    let me = caller.map_or("", |caller| caller.person.as_str());
    let facets = [
        question.kind.map(|kind| (KIND, kind.as_str())),
        question.fits_in_meeting.then_some((FITS, "true")),
        question.mine.then_some((OWNER, me)),
        question.team.as_ref().map(|team| (TEAM, team.as_str())),
    ];
    Query {
        text: question.text.clone(),
        kinds: Vec::new(),
        facets: facets
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        tags: question.tag.clone().into_iter().collect(),
        numbers: minutes
            .map(|minutes| NumberFilter::at_most(MINUTES, minutes))
            .into_iter()
            .chain(group.map(|people| NumberFilter::holds(GROUP, people)))
            .collect(),
        keys,
        page: question.paging.page() as usize,
        per_page: question.paging.per_page() as usize,
        sort: match question.order {
            Order::Newest => Sort::Newest,
            Order::Best | Order::Shortest => Sort::Best,
        },
    }
}

/// The words that say what a card is about, without the signs that mean something in a question.
fn subject(card: &Card) -> String {
    let content = card.content();
    let text = content
        .tags
        .iter()
        .chain([content.title.as_str()])
        .collect::<Vec<_>>()
        .join(" ");
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .take(COMPARED_WORDS)
        .collect::<Vec<_>>()
        .join(" ")
}
