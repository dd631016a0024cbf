//! Care for a card on the shelf: an earlier version put back, two beside each other, and what
//! stays of one that was taken off.

use contract::toolbox::{
    ComparedField, ComparedSide, Comparison, TEXT_TOO_LONG, WHY_MISSING, WITHDRAWAL_REASONS,
    Withdrawing,
};
use contract::{Caller, FieldProblem};
use nouns::CardId;
use serde::Deserialize;

use crate::card::{Card, Deed, Line, State, Version};
use crate::{Toolbox, ToolboxError, history, rules, words};

/// Why a card went off the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Withdrawal {
    /// One of [`WITHDRAWAL_REASONS`].
    pub why: String,
    pub words: Line<300>,
}

impl Withdrawal {
    /// Reads a reason that a person gave.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn parse(input: &Withdrawing) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        if !WITHDRAWAL_REASONS.contains(&input.why.as_str()) {
            problems.push(FieldProblem::new("why", WHY_MISSING));
        }
        let words = Line::parse(&input.words).unwrap_or_else(|_| {
            problems.push(FieldProblem::new("words", TEXT_TOO_LONG));
            Line::default()
        });
        if problems.is_empty() {
            let why = input.why.clone();
            Ok(Self { why, words })
        } else {
            Err(problems)
        }
    }
}

/// What stays of a card that was taken off.
#[derive(Debug, Clone)]
pub struct Tombstone {
    pub last: Version,
    pub withdrawal: Option<Withdrawal>,
    pub relatives: Vec<Card>,
}

/// Relatives that a tombstone leads to, at most.
const MOST_RELATIVES: usize = 6;

/// A version of a card.
pub struct Which {
    pub id: CardId,
    /// The newest when it is not said.
    pub version: Option<u32>,
}

impl Toolbox {
    /// Takes a card off the shelf. Its owner and the moderators still read it.
    pub async fn withdraw(&self, by: &Caller, id: &CardId) -> Result<Card, ToolboxError> {
        self.withdraw_because(by, id, None).await
    }

    /// The same, and keeps why.
    pub async fn withdraw_because(
        &self,
        by: &Caller,
        id: &CardId,
        withdrawal: Option<&Withdrawal>,
    ) -> Result<Card, ToolboxError> {
        let card = self.card(Some(by), id).await?;
        if !card.is_published() {
            return Err(ToolboxError::AlreadyWithdrawn);
        }
        if !rules::may_withdraw(by, &card) {
            return Err(ToolboxError::NotYours);
        }
        let content = card.content().clone();
        let mut card = self.next(card, by, Deed::Withdrawn, content);
        card.state = State::Withdrawn;
        self.replace(card, withdrawal).await
    }

    /// What stays of a card that is off the shelf, for whom it was for.
    pub async fn tombstone(
        &self,
        caller: Option<&Caller>,
        id: &CardId,
    ) -> Result<Tombstone, ToolboxError> {
        let found = self.store.card(id).await?;
        let card = found
            .filter(|card| !card.is_published() && rules::was_for(caller, card))
            .ok_or_else(|| ToolboxError::NotFound(id.clone()))?;
        let family = self.family_of(caller, id).await?;
        let relatives = family.into_iter().filter_map(|relative| relative.card);
        Ok(Tombstone {
            withdrawal: self.store.withdrawal(id).await?,
            relatives: relatives.take(MOST_RELATIVES).collect(),
            last: card.current,
        })
    }

    /// Puts version `version` of an own card back, as a new version on top of version `from`.
    pub async fn restore(
        &self,
        by: &Caller,
        id: &CardId,
        version: u32,
        from: u32,
    ) -> Result<Card, ToolboxError> {
        let (_, versions) = self.history(Some(by), id).await?;
        let wanted = versions.into_iter().find(|known| known.number == version);
        let mut content = wanted
            .ok_or_else(|| ToolboxError::NotFound(id.clone()))?
            .content;
        // Cards to do first may have gone since.
        let first = self.store.cards(&content.after).await?;
        let is_there = |id: &CardId| {
            let card = first.iter().find(|card| card.id == *id);
            card.is_some_and(|card| rules::may_read(Some(by), card))
        };
        content.after.retain(is_there);
        self.change(by, id, from, content, Deed::Restored).await
    }

    /// Two versions beside each other, of one card or of two.
    pub async fn compare(
        &self,
        caller: Option<&Caller>,
        left: &Which,
        right: &Which,
    ) -> Result<Comparison, ToolboxError> {
        let (left, old) = self.side(caller, left).await?;
        let (right, new) = self.side(caller, right).await?;
        Ok(Comparison {
            fields: differences(&old, &new),
            left,
            right,
        })
    }

    async fn side(
        &self,
        caller: Option<&Caller>,
        which: &Which,
    ) -> Result<(ComparedSide, Version), ToolboxError> {
        let (card, versions) = self.history(caller, &which.id).await?;
        let number = which.version.unwrap_or(card.current.number);
        let version = versions.into_iter().find(|known| known.number == number);
        let version = version.ok_or_else(|| ToolboxError::NotFound(which.id.clone()))?;
        let side = ComparedSide {
            id: card.id.as_str().to_owned(),
            title: version.content.title.as_str().to_owned(),
            version: version.number,
            newest: card.current.number,
            at: version.at,
        };
        Ok((side, version))
    }
}

fn differences(old: &Version, new: &Version) -> Vec<ComparedField> {
    let beside = |change: contract::toolbox::FieldChange| {
        let (left, right) = words::beside(&change.before.join("\n"), &change.after.join("\n"));
        ComparedField {
            field: change.field,
            left,
            right,
        }
    };
    history::changes(old, new).into_iter().map(beside).collect()
}
