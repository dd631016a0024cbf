//! Whom a programme suggests to a student, until they say yes to one, would rather have another, or let it pass.

use chrono::{DateTime, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::drafts::PROGRAMME_MAIL;
use super::waiting_list::SAME_KIND;
use super::{Bound, Store};
use crate::request::ANSWER_WITHIN;
use crate::vocabulary::BUDDIES;

/// Ends a suggestion that nobody answered.
pub(crate) const SUGGESTED_ENDS: &str = "suggested-ends";

/// The states of a suggestion that is waited for, and of one that was let pass.
pub(crate) const OPEN: &str = "open";
pub(crate) const ENDED: &str = "ended";

/// A row of `suggested`.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct SuggestedRow {
    pub(crate) person: String,
    pub(crate) programme: String,
    pub(crate) buddies: Vec<String>,
    pub(crate) state: String,
    pub(crate) due: DateTime<Utc>,
    /// Whom the student would rather not have.
    pub(crate) passed: Vec<String>,
}

/// What is suggested to a student now.
pub(crate) struct NewSuggestion<'a> {
    pub(crate) student: &'a str,
    pub(crate) programme: &'a str,
    pub(crate) relation: &'a str,
    pub(crate) buddies: Vec<String>,
}

/// A yes to one of whom the student's programme suggests; the first has taken it.
pub(super) const TAKEN: &str = "
    LET $suggested = (SELECT programme, state, buddies, due FROM ONLY type::record('suggested', $student));
    IF $suggested = NONE OR $suggested.programme != $programme OR $suggested.state != 'open' OR $buddy NOT IN $suggested.buddies {
        THROW 'not-suggested'
    };
    IF $suggested.due < $now { THROW 'late' };
    UPDATE type::record('suggested', $student) SET state = 'taken' RETURN NONE;
    fn::dequeue('suggested-ends', $student);
";

impl Store {
    /// Everything that programmes suggest.
    pub(crate) async fn suggested(&self) -> Result<Vec<SuggestedRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, programme, buddies, state, due, passed FROM suggested";
        self.rows(
            "reading what programmes suggest",
            surql,
            Bound::new().done(),
        )
        .await
    }

    /// Suggests somebody to a student who has nothing like it asked; they hear of it. What stands open for them is replaced.
    ///
    /// # Errors
    /// Throws `too-many` where something is asked by now.
    pub(crate) async fn suggest(
        &self,
        new: NewSuggestion<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $running = (SELECT VALUE id FROM request WHERE student = $student AND {SAME_KIND}
                AND state IN ['waiting', 'asked', 'question', 'matched', 'running']);
            IF array::len($running) > 0 {{ THROW 'too-many' }};
            LET $before = (SELECT programme, passed FROM ONLY type::record('suggested', $student));
            LET $passed = IF $before.programme = $programme {{ $before.passed }} ELSE {{ [] }};
            UPSERT type::record('suggested', $student) SET programme = $programme, buddies = $suggested, state = 'open', made = $now,
                due = $due, passed = $passed, reason = NONE RETURN NONE;
            fn::enqueue('{SUGGESTED_ENDS}', $student, $due, {{}});
            fn::tell($student, '', 'suggested', '', $now);
            fn::enqueue('{PROGRAMME_MAIL}', string::concat($student, '/suggested'), $now, {{ person: $student }});
            fn::log('person', $student)"
        );
        let bound = Bound::new()
            .with("student", new.student)
            .with("programme", new.programme)
            .with("relation", new.relation)
            .with("suggested", new.buddies)
            .with("buddies", BUDDIES.map(str::to_owned).to_vec())
            .with("now", now)
            .with("due", now + ANSWER_WITHIN);
        self.write("suggesting somebody", &body, bound.done()).await
    }

    /// The student would rather have another than whom is suggested.
    ///
    /// # Errors
    /// Throws `not-suggested` where nothing is open, `late`.
    pub(crate) async fn pass_suggested(
        &self,
        student: &str,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $own = (SELECT state, due FROM ONLY type::record('suggested', $student));
            IF $own = NONE OR $own.state != 'open' {{ THROW 'not-suggested' }};
            IF $own.due < $now {{ THROW 'late' }};
            UPDATE type::record('suggested', $student) SET state = 'passed', passed = array::union(passed, buddies),
                reason = $reason RETURN NONE;
            fn::dequeue('{SUGGESTED_ENDS}', $student);
            fn::log('person', $student)"
        );
        let bound = Bound::new()
            .with("student", student)
            .with("reason", reason)
            .with("now", now);
        self.write("passing a suggestion", &body, bound.done())
            .await
    }

    /// Takes a suggestion away to which nobody can say yes any more, or begins again after one that was let pass: the next can
    /// come, and nobody was passed.
    pub(crate) async fn clear_suggested(&self, student: &str) -> Result<(), StoreError> {
        let body = format!(
            "UPDATE type::record('suggested', $student) SET state = 'passed' WHERE state IN ['open', 'ended'] RETURN NONE;
            fn::dequeue('{SUGGESTED_ENDS}', $student);
            fn::log('person', $student)"
        );
        let bound = Bound::new().with("student", student);
        self.write("taking a suggestion away", &body, bound.done())
            .await
    }

    /// Ends a suggestion that nobody answered in time; who is no longer there has let nothing pass.
    pub(crate) async fn end_suggested(
        &self,
        student: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $own = (SELECT programme, state, due FROM ONLY type::record('suggested', $student));
            IF $own != NONE AND $own.state = 'open' AND $own.due <= $now {
                LET $seeks = (SELECT programme, active FROM ONLY type::record('profile', ['seeks', $student]));
                IF $seeks != NONE AND $seeks.active AND $seeks.programme = $own.programme {
                    UPDATE type::record('suggested', $student) SET state = 'ended' RETURN NONE;
                    fn::tell($student, '', 'suggestion-over', '', $now);
                } ELSE {
                    DELETE type::record('suggested', $student) RETURN NONE;
                };
                fn::log('person', $student);
            }";
        let bound = Bound::new().with("student", student).with("now", now);
        self.write("ending a suggestion", body, bound.done()).await
    }
}
