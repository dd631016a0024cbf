//! The weights of a programme, each version kept, with a look at what others would change before they count.

use contract::Caller;
use contract::matching::{NewPolicy, Policy, PolicyPreview};
use engine::{Options, Rule, Weights};
use matching_engine as engine;

use super::crowd::{Crowd, Wishes};
use super::refusal;
use super::strengths::Strengths;
use crate::store::ProgrammeRow;
use crate::{Matching, MatchingError};

/// As many students are looked at: enough to see what changes, few enough to see it at once.
const SAMPLE: usize = 300;

impl Matching {
    /// The weights that count now.
    pub async fn policy(&self, by: &Caller, id: &str) -> Result<Policy, MatchingError> {
        let (row, _) = self.programme_run_by(by, id).await?;
        Ok(Policy {
            version: version(&row),
            parts: self.strengths(&row).await?.parts(),
        })
    }

    async fn strengths(&self, row: &ProgrammeRow) -> Result<Strengths, MatchingError> {
        let stored = self.store.policy(&row.key, row.policy).await?;
        Ok(stored.map_or_else(Strengths::default, |policy| {
            Strengths::of(&policy.strengths)
        }))
    }

    /// Keeps other weights as the next version.
    ///
    /// # Errors
    /// A part or strength that is not in the list; a conflict when the programme is over.
    pub async fn set_policy(
        &self,
        by: &Caller,
        id: &str,
        new: &NewPolicy,
    ) -> Result<Policy, MatchingError> {
        let (row, _) = self.programme_run_by(by, id).await?;
        let strengths = Strengths::parse(&new.parts)?;
        if strengths != self.strengths(&row).await? {
            let keeping = self
                .store
                .add_policy(id, strengths.stored(), self.clock.now());
            keeping.await.map_err(refusal)?;
        }
        self.policy(by, id).await
    }

    /// What other weights would change, on a sample of the programme's people drawn by its lottery.
    pub async fn preview_policy(
        &self,
        by: &Caller,
        id: &str,
        new: &NewPolicy,
    ) -> Result<PolicyPreview, MatchingError> {
        let (row, programme) = self.programme_run_by(by, id).await?;
        let weights = Strengths::parse(&new.parts)?.weights(version(&row) + 1);
        let now = self.clock.now();
        let crowd = self.crowd(&row, &programme, row.policy, now).await?;
        let today = now.date_naive();
        let work = move || compared(crowd.sample(SAMPLE), weights, today);
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| MatchingError::BrokenDraft)?
    }
}

fn compared(
    crowd: Crowd,
    weights: Weights,
    today: chrono::NaiveDate,
) -> Result<PolicyPreview, MatchingError> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let matched = |crowd: &Crowd| {
        let none = Wishes::default();
        let division = crowd.divide(Rule::Stable, Options::default(), &none, today);
        let division = division.map_err(|_| MatchingError::BrokenDraft)?;
        let seats = division.seats.iter().filter(|seat| seat.buddy.is_some());
        Ok::<u32, MatchingError>(count(seats.count()))
    };
    let (firsts, matched_before) = (crowd.firsts(), matched(&crowd)?);
    let (students, buddies) = (crowd.students.len(), crowd.buddies.len());
    let after = crowd.weighed(weights);
    let changes = firsts
        .iter()
        .zip(after.firsts())
        .filter(|(before, after)| *before != after);
    Ok(PolicyPreview {
        students: count(students),
        buddies: count(buddies),
        first_changes: count(changes.count()),
        matched_before,
        matched_after: matched(&after)?,
    })
}

fn version(row: &ProgrammeRow) -> u32 {
    u32::try_from(row.policy).unwrap_or_default()
}
