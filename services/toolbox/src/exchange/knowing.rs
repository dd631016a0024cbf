//! Teams that may know about a question: by the cards that they shared or tried, and by what they
//! say of themselves on their kwaliteitenkaart.

use std::collections::BTreeSet;
use std::sync::Arc;

use contract::Caller;
use nouns::{CardId, TeamId};
use search_index::{Findable, Hit, Query};

use super::finding::keys_of;
use crate::card::Line;
use crate::glance::Glance;
use crate::teams::Team;
use crate::{Toolbox, ToolboxError, audience};

/// The topic of our log under which teams change.
pub(super) const TEAM_TOPIC: &str = "team";
/// The kind of a team in the index of questions.
const KIND: &str = "team";
/// How many teams stand beside a question.
const MOST: usize = 6;
/// How many of them because of what they say to be good at.
const GOOD_AT: usize = 3;

/// A team that may know, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knows {
    pub name: String,
    /// A card can carry a name that is no team's here.
    pub id: Option<TeamId>,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It shared this card.
    Card(CardId),
    /// It tried this card.
    Tried(CardId),
    /// It says to be good at these things.
    GoodAt(Vec<String>),
}

/// A team that tried a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TriedBy {
    pub(crate) card: CardId,
    pub(crate) team: Team,
}

impl Toolbox {
    /// Teams that may know, each once, none of the caller's own: first those that shared a card, then
    /// those that tried one, then those that say to be good at it.
    pub(super) async fn teams_that_know(
        &self,
        by: &Caller,
        text: &str,
        cards: &[(Hit, Arc<Glance>)],
    ) -> Result<Vec<Knows>, ToolboxError> {
        let ids = cards
            .iter()
            .filter_map(|(hit, _)| CardId::parse(&hit.id).ok());
        let cards = self.store.cards(&ids.collect::<Vec<_>>()).await?;
        let mut knowing: Vec<Knows> = Vec::new();
        for card in &cards {
            let content = card.content();
            if !content.team.is_empty() {
                knowing.push(Knows {
                    name: content.team.as_str().to_owned(),
                    id: content.team_id.clone(),
                    why: Why::Card(card.id.clone()),
                });
            }
        }
        let ids: Vec<CardId> = cards.into_iter().map(|card| card.id).collect();
        let tried = self.store.tried_again(&ids, MOST * 2).await?;
        knowing.extend(tried.into_iter().map(|tried| Knows {
            name: tried.team.name().to_owned(),
            id: Some(tried.team.id),
            why: Why::Tried(tried.card),
        }));
        knowing.extend(self.good_at(by, text).await?);
        let own = self.teams_of(Some(by)).await?;
        let mut seen = BTreeSet::new();
        knowing.retain(|one| {
            let is_own = one.id.as_ref().is_some_and(|id| own.contains(id));
            !is_own && seen.insert(one.name.clone())
        });
        knowing.truncate(MOST);
        Ok(knowing)
    }

    async fn good_at(&self, by: &Caller, text: &str) -> Result<Vec<Knows>, ToolboxError> {
        let query = Query {
            text: text.to_owned(),
            kinds: vec![KIND.to_owned()],
            keys: keys_of(by),
            per_page: GOOD_AT,
            ..Query::default()
        };
        let found = self.questions.search(&query)?;
        let ids = found.hits.iter().filter_map(|hit| of_index(&hit.id));
        let mut teams = self.store.teams_by_id(&ids.collect::<Vec<_>>()).await?;
        // The index may be a moment behind, and does not hear when the last member leaves.
        teams.retain(Team::is_open);
        let knows = |team: Team| Knows {
            name: team.name().to_owned(),
            why: Why::GoodAt(says(&team)),
            id: Some(team.id),
        };
        Ok(teams.into_iter().map(knows).collect())
    }

    /// A team as the index of questions takes it: only what the team says of itself. What its members
    /// say is theirs, and goes with them.
    pub(super) async fn findable_team(
        &self,
        id: &TeamId,
    ) -> Result<Option<Findable>, ToolboxError> {
        let team = self.store.team(id).await?;
        let said = team.filter(Team::is_open).map(|team| says(&team));
        Ok(said.filter(|said| !said.is_empty()).map(|said| Findable {
            id: in_index(id),
            kind: KIND.to_owned(),
            title: String::new(),
            summary: said.join(". "),
            body: String::new(),
            tags: Vec::new(),
            facets: Vec::new(),
            numbers: Vec::new(),
            audience: vec![audience::TEACHERS.to_owned()],
            date: None,
        }))
    }
}

fn says(team: &Team) -> Vec<String> {
    let said = team.content.good_at.iter().map(Line::as_str);
    said.map(str::to_owned).collect()
}

/// The name of a team in the index, which no question has: their ids hold no colon.
pub(super) fn in_index(team: &TeamId) -> String {
    format!("team:{team}")
}

fn of_index(id: &str) -> Option<TeamId> {
    TeamId::parse(id.strip_prefix("team:")?).ok()
}
