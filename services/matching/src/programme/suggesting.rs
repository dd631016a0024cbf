//! A programme that suggests: each student gets the one to three who suit them most, says yes to one, or would rather have
//! another.
//!
//! Like the waiting list it goes by what is, not by what happened: every student who has nothing asked, nothing open to say
//! yes to and let nothing pass gets a suggestion as soon as somebody fits. A yes makes an ordinary request. What nobody answers
//! ends after 72 hours; then the student begins again when they like, and their coordinator sees it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{
    self as codes, OTHER_REASONS, OtherSuggestion, PersonalSuggestion, SuggestionList,
};
use store::StoreError;

use super::rules;
use crate::asking::refusal;
use crate::pool::Suggestible;
use crate::store::{ENDED, NewSuggestion, OPEN, SuggestedRow};
use crate::suggesting::suggestion;
use crate::{Matching, MatchingError};

/// So many are suggested at a time.
const MOST: usize = 3;

impl Matching {
    /// Suggests somebody to every student who is in turn; gives to how many.
    pub(crate) async fn serve_suggestions(&self) -> Result<usize, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let now = self.clock.now();
        let mut in_turn = self.pool.suggestible();
        in_turn.retain(|one| self.is_in_turn(one, now));
        if in_turn.is_empty() {
            return Ok(0);
        }
        let mut count = 0;
        for one in in_turn {
            count += usize::from(self.suggest_to(&one, now).await?);
        }
        Ok(count)
    }

    fn is_in_turn(&self, one: &Suggestible, now: DateTime<Utc>) -> bool {
        let Some(before) = &one.before else {
            return true;
        };
        let (buddies, today) = (&before.buddies, now.date_naive());
        let fitting = self.pool.still_fitting(&one.student, buddies, today);
        // Who takes a break meanwhile waits for nothing.
        fitting.is_ok_and(|fitting| rules::is_in_turn(&before.state, fitting.found.len()))
    }

    /// Suggests the best who are left, or takes away what can no longer be answered.
    async fn suggest_to(
        &self,
        one: &Suggestible,
        now: DateTime<Utc>,
    ) -> Result<bool, MatchingError> {
        let passed = one.before.iter().flat_map(|before| &before.passed);
        let tried = self.pool.tried_by(one.student.as_str());
        let except: HashSet<&str> = passed.chain(&tried).map(String::as_str).collect();
        let today = now.date_naive();
        let Ok(best) = self.pool.best(&one.student, &except, today, MOST) else {
            return Ok(false);
        };
        let buddies: Vec<String> = best.found.into_iter().map(|found| found.buddy).collect();
        if buddies.is_empty() {
            if one.before.as_ref().is_some_and(|row| row.state == OPEN) {
                self.store.clear_suggested(one.student.as_str()).await?;
            }
            return Ok(false);
        }
        let new = NewSuggestion {
            student: one.student.as_str(),
            programme: &one.programme,
            relation: &one.relation,
            buddies,
        };
        match self.store.suggest(new, now).await {
            Ok(()) => Ok(true),
            // Something is asked by now.
            Err(StoreError::Thrown(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The student would rather have another, with a reason, or begins again after they let a suggestion pass.
    ///
    /// # Errors
    /// A conflict where no programme suggests somebody to them; a fault where something is open and the reason is not in the
    /// list.
    pub async fn suggest_another(
        &self,
        by: &Caller,
        other: &OtherSuggestion,
    ) -> Result<SuggestionList, MatchingError> {
        self.refresh(by).await?;
        self.pool.seeks(&by.person)?;
        let nothing = || MatchingError::Conflict(codes::NOT_SUGGESTED);
        let (_, row) = self.pool.suggested_to(&by.person).ok_or_else(nothing)?;
        let student = by.person.as_str();
        match row.as_ref().map(|row| row.state.as_str()) {
            Some(OPEN) => {
                let asked = other.reason.as_deref().unwrap_or_default();
                let known = OTHER_REASONS.iter().find(|reason| **reason == asked);
                let reason =
                    known.ok_or_else(|| MatchingError::field("reason", codes::CHOICE_UNKNOWN))?;
                let now = self.clock.now();
                let passing = self.store.pass_suggested(student, reason, now).await;
                passing.map_err(refusal)?;
            }
            Some(ENDED) => self.store.clear_suggested(student).await?,
            _ => return Err(nothing()),
        }
        self.serve_suggestions().await?;
        self.suggest(by).await
    }

    /// Whom the student's programme suggests, each with why, and how it stands; none where it does not suggest.
    pub(crate) async fn personal(
        &self,
        by: &Caller,
    ) -> Result<Option<SuggestionList>, MatchingError> {
        let Some((programme, row)) = self.pool.suggested_to(&by.person) else {
            return Ok(None);
        };
        self.pool.seeks(&by.person)?;
        let today = self.clock.now().date_naive();
        let open = row.as_ref().filter(|row| row.state == OPEN);
        let buddies = open.map_or(&[][..], |row| row.buddies.as_slice());
        let best = self.pool.still_fitting(&by.person, buddies, today)?;
        let is_asked = self.pool.has_asked_like(&by.person);
        let name = self.store.programme(&programme).await?;
        let personal = PersonalSuggestion {
            programme: name.map(|row| row.content.name).unwrap_or_default(),
            ..standing(row.as_ref(), is_asked, best.found.is_empty())
        };
        let cards = best.found.into_iter();
        let seeker = best.seeker;
        Ok(Some(SuggestionList {
            suggestions: cards
                .filter(|_| personal.state == OPEN)
                .map(|found| suggestion(&seeker, found, None))
                .collect(),
            took_us: 0,
            personal: Some(personal),
        }))
    }
}

/// How a suggestion stands for its student.
fn standing(row: Option<&SuggestedRow>, is_asked: bool, nobody_fits: bool) -> PersonalSuggestion {
    let (state, may): (_, &[&str]) = match row {
        _ if is_asked => ("asked", &[]),
        Some(row) if row.state == ENDED => (ENDED, &["again"]),
        Some(row) if row.state == OPEN && !nobody_fits => (OPEN, &["other"]),
        _ => ("waits", &[]),
    };
    PersonalSuggestion {
        programme: String::new(),
        state: state.to_owned(),
        until: row.filter(|_| state == OPEN).map(|row| row.due),
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
    }
}
