//! What a coordinator changes in a draft: pin a pair, keep a pair apart, take a student out. Every change makes the drafts
//! anew, so that what it costs can be seen, and can be undone.

use contract::Caller;
use contract::matching::{self as codes, DraftList, EDITS, Edit, NewEdit};

use super::{Programme, refusal};
use crate::store::{EditRow, ProgrammeRow};
use crate::{Matching, MatchingError};

impl Matching {
    /// Keeps a change and asks for the drafts again.
    ///
    /// # Errors
    /// A conflict where the two do not fit by the hard rules, or something about the student stands already.
    pub async fn edit_drafts(
        &self,
        by: &Caller,
        id: &str,
        new: &NewEdit,
    ) -> Result<DraftList, MatchingError> {
        let (row, programme) = self.programme_run_by(by, id).await?;
        let known = EDITS.iter().find(|kind| **kind == new.kind);
        let kind = known.ok_or_else(|| MatchingError::field("kind", codes::CHOICE_UNKNOWN))?;
        let buddy = match *kind {
            "out" => "",
            _ => new.buddy.as_deref().unwrap_or_default(),
        };
        let edit = EditRow {
            n: 0,
            kind: (*kind).to_owned(),
            student: new.student.clone(),
            buddy: buddy.to_owned(),
            at: self.clock.now(),
        };
        let crowd = self.crowd(&row, &programme, row.policy, edit.at).await?;
        // Places that other pins took are taken.
        let mut all = self.store.edits(id).await?;
        all.push(edit.clone());
        let (_, holds) = crowd.wishes(&all);
        if holds.last() != Some(&true) {
            return Err(MatchingError::Conflict(codes::EDIT_NOT_FITTING));
        }
        let keeping = self.store.add_edit(id, kind, &edit.student, buddy, edit.at);
        keeping.await.map_err(refusal)?;
        self.ask_again(id).await?;
        self.drafts(by, id).await
    }

    /// Takes a change back and asks for the drafts again.
    pub async fn undo_edit(
        &self,
        by: &Caller,
        id: &str,
        n: u32,
    ) -> Result<DraftList, MatchingError> {
        self.programme_run_by(by, id).await?;
        let undoing = self.store.drop_edit(id, i64::from(n));
        undoing.await.map_err(refusal)?;
        self.ask_again(id).await?;
        self.drafts(by, id).await
    }

    /// The changes by name, each with whether it still holds.
    pub(super) async fn seen_edits(
        &self,
        row: &ProgrammeRow,
        programme: &Programme,
    ) -> Result<Vec<Edit>, MatchingError> {
        let edits = self.store.edits(&row.key).await?;
        if edits.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let crowd = self.crowd(row, programme, row.policy, now).await?;
        let (_, holds) = crowd.wishes(&edits);
        let seen = edits.into_iter().zip(holds).map(|(edit, holds)| Edit {
            n: u32::try_from(edit.n).unwrap_or_default(),
            kind: edit.kind,
            student: self.pool.party_of(&edit.student),
            buddy: (!edit.buddy.is_empty()).then(|| self.pool.party_of(&edit.buddy)),
            at: edit.at,
            holds,
        });
        Ok(seen.collect())
    }
}
