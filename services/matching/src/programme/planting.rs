//! A programme from outside: people who take part in it already, and its drafts.

use contract::matching::NewProgramme;
use matching_engine::Rule;
use nouns::PersonId;

use super::Programme;
use crate::profile::Side;
use crate::{Matching, MatchingError};

/// A programme with who takes part in it, each with a side that they have filled in.
#[derive(Debug, Clone)]
pub struct PlantedProgramme {
    pub id: String,
    pub content: NewProgramme,
    pub members: Vec<(PersonId, Side)>,
}

/// What the draft in between of a planted programme may have of blocking pairs.
const CAP: u32 = 1;

impl Matching {
    /// Sets a programme up, past the rules about who may, and makes its three drafts.
    ///
    /// # Errors
    /// A refusal when what is planted could not have been filled in.
    pub async fn plant_programme(&self, planted: &PlantedProgramme) -> Result<(), MatchingError> {
        let programme = Programme::parse(&planted.content).map_err(MatchingError::Refused)?;
        self.add_programme(&planted.id, &programme).await?;
        for (person, side) in &planted.members {
            self.store
                .join(side.as_str(), person.as_str(), &planted.id)
                .await?;
        }
        if programme.mode.has_batch() {
            for rule in [Rule::Stable, Rule::Best, Rule::Balanced] {
                self.draft_by_command(&planted.id, rule, CAP).await?;
            }
        }
        Ok(())
    }
}
