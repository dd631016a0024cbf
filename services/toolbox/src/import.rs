//! A file of cards, brought in as a whole.

use std::collections::HashSet;

use contract::toolbox::{ALREADY_EXISTS, CardContent, ID_UNFIT};
use contract::{Code, FieldProblem};
use nouns::CardId;
use serde::{Deserialize, Serialize};
use store::StoreError;

use crate::card::Content;
use crate::{Toolbox, ToolboxError, reading};

/// A card from a file, which keeps its id. Only `id`, `title` and `body` are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedCard {
    pub id: String,
    #[serde(flatten)]
    pub content: CardContent,
}

/// Why nothing of a file was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportProblem {
    /// One card is at fault.
    #[error("card {index}: {reason}")]
    Card {
        /// Its place in what was given, from 0.
        index: usize,
        /// A Dutch sentence for each fault.
        reason: String,
    },
    #[error(transparent)]
    Failed(#[from] ToolboxError),
}

impl From<StoreError> for ImportProblem {
    fn from(problem: StoreError) -> Self {
        Self::Failed(problem.into())
    }
}

impl Toolbox {
    /// Brings in all cards or none, published and visible to the country, and gives their number.
    ///
    /// They are written some hundreds at a time and count from one last transaction on, so the
    /// store never holds its breath and nobody sees half a file.
    ///
    /// # Errors
    /// The first card at fault: a bad value, or an id that exists or stands twice.
    pub async fn import(&self, cards: Vec<ImportedCard>) -> Result<usize, ImportProblem> {
        let cards = read_all(cards)?;
        let ids: Vec<CardId> = cards.iter().map(|(id, _)| id.clone()).collect();
        self.refuse_taken(&ids).await?;
        let batch = match self.store.stage(&cards, self.clock.now()).await {
            Ok(batch) => batch,
            Err(problem) => {
                // Somebody took an id meanwhile: name it.
                self.refuse_taken(&ids).await?;
                return Err(problem.into());
            }
        };
        self.store.publish(&batch).await?;
        Ok(cards.len())
    }

    async fn refuse_taken(&self, ids: &[CardId]) -> Result<(), ImportProblem> {
        match self.store.first_taken(ids).await? {
            Some(index) => Err(fault(index, ALREADY_EXISTS)),
            None => Ok(()),
        }
    }
}

fn read_all(cards: Vec<ImportedCard>) -> Result<Vec<(CardId, Content)>, ImportProblem> {
    let mut seen = HashSet::with_capacity(cards.len());
    let mut read = Vec::with_capacity(cards.len());
    for (index, card) in cards.into_iter().enumerate() {
        let id = CardId::try_from(card.id).map_err(|_| fault(index, ID_UNFIT))?;
        if !seen.insert(id.clone()) {
            return Err(fault(index, ALREADY_EXISTS));
        }
        let content =
            reading::imported(&card.content).map_err(|problems| faults(index, &problems))?;
        read.push((id, content));
    }
    Ok(read)
}

fn fault(index: usize, code: Code) -> ImportProblem {
    faults(index, &[FieldProblem::new("id", code)])
}

fn faults(index: usize, problems: &[FieldProblem]) -> ImportProblem {
    let sentences: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.message))
        .collect();
    ImportProblem::Card {
        index,
        reason: sentences.join(" "),
    }
}
