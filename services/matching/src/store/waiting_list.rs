//! The waiting list: who waits, who was tried for them, and which places came free.

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::{Bound, Store};
use crate::vocabulary::BUDDIES;

/// The kind of the job that asks whether somebody still waits, and takes off who does not say.
pub(crate) const WAITING_LIST: &str = "waiting-list";
/// How long somebody waits before they say again that they want to.
pub(crate) const WAIT: TimeDelta = TimeDelta::days(42);
/// So long before the end they are asked.
pub(crate) const ASK_BEFORE: TimeDelta = TimeDelta::days(14);

/// A student on the list.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct WaitingRow {
    pub(crate) person: String,
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
    pub(crate) goes_first: bool,
}

/// A buddy who was asked before and gave no match.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct TriedRow {
    pub(crate) student: String,
    pub(crate) buddy: String,
}

/// Whether a row of `request` is of one kind with `$relation`: of a buddy, or of a role model.
pub(super) const SAME_KIND: &str = "(relation IN $buddies) = ($relation IN $buddies)";

/// Who has got what they wait for, a buddy or, where they look for none, a role model, waits no more.
pub(super) fn leave_when_served() -> String {
    format!(
        "LET $sought = (SELECT VALUE relations FROM ONLY type::record('profile', ['seeks', $student])) ?? [];
        IF ($relation IN $buddies) = (array::len(array::intersect($sought, $buddies)) > 0) {{ {LEAVE} }};"
    )
}

/// What a student who waits leaves behind when they wait no more.
pub(super) const LEAVE: &str = "
    DELETE type::record('waiting_list', $student);
    fn::dequeue('waiting-list', $student);
";

impl Store {
    /// Puts a student on the list, or lets them wait longer at the place they have.
    ///
    /// # Errors
    /// Throws `matched` for who has what they would wait for.
    pub(crate) async fn join_waiting_list(
        &self,
        student: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $sought = (SELECT VALUE relations FROM ONLY type::record('profile', ['seeks', $student])) ?? [];
            LET $for_buddy = array::len(array::intersect($sought, $buddies)) > 0;
            LET $own = (SELECT VALUE id FROM request WHERE student = $student AND (relation IN $buddies) = $for_buddy
                AND state IN ['matched', 'running']);
            IF array::len($own) > 0 {{ THROW 'matched' }};
            LET $first_until = (SELECT VALUE until FROM ONLY type::record('rematch', $student));
            LET $ended = $first_until != NONE AND $first_until > $now;
            LET $stands = (SELECT since FROM ONLY type::record('waiting_list', $student));
            UPSERT type::record('waiting_list', $student) SET since = $stands.since ?? $now, until = $until,
                reminded = false, goes_first = $ended RETURN NONE;
            fn::enqueue('{WAITING_LIST}', $student, $ask, {{}});
            fn::log('person', $student)"
        );
        let bound = Bound::new()
            .with("student", student)
            .with("buddies", BUDDIES.map(str::to_owned).to_vec())
            .with("now", now)
            .with("until", now + WAIT)
            .with("ask", now + WAIT - ASK_BEFORE);
        self.write("joining the waiting list", &body, bound.done())
            .await
    }

    pub(crate) async fn leave_waiting_list(&self, student: &str) -> Result<(), StoreError> {
        let body = format!("{LEAVE} fn::log('person', $student)");
        let bound = Bound::new().with("student", student);
        self.write("leaving the waiting list", &body, bound.done())
            .await
    }

    /// Asks once whether somebody still waits; takes off who did not say so in time.
    pub(crate) async fn follow_waiting(
        &self,
        student: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $waits = (SELECT until, reminded FROM ONLY type::record('waiting_list', $student));
            IF $waits != NONE {{
                LET $what = IF $waits.until <= $now {{ 'waiting-over' }} ELSE {{ 'still-waiting' }};
                IF $what = 'waiting-over' {{
                    {LEAVE}
                }} ELSE IF !$waits.reminded {{
                    UPDATE type::record('waiting_list', $student) SET reminded = true RETURN NONE;
                    fn::enqueue('{WAITING_LIST}', $student, $waits.until, {{}});
                }};
                IF $what = 'waiting-over' OR !$waits.reminded {{
                    UPSERT type::record('notice', [$student, '', $what]) SET
                        person = $student, request = '', what = $what, other = '', at = $now RETURN NONE;
                }};
                fn::log('person', $student);
            }}"
        );
        let bound = Bound::new().with("student", student).with("now", now);
        self.write("following who waits", &body, bound.done()).await
    }

    /// Everybody on the list.
    pub(crate) async fn waiting(&self) -> Result<Vec<WaitingRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, since, until, goes_first FROM waiting_list";
        self.rows("reading the waiting list", surql, Bound::new().done())
            .await
    }

    /// Whom students asked before, or had asked for them, without a match that lasted.
    pub(crate) async fn tried(&self) -> Result<Vec<TriedRow>, StoreError> {
        let surql = "SELECT student, buddy FROM request
            WHERE state IN ['declined', 'expired', 'withdrawn', 'closed'] AND reason NOT IN ['match', 'not-possible']";
        self.rows("reading who was tried", surql, Bound::new().done())
            .await
    }

    /// The buddy of every match that ended after a moment: a place came free each time.
    pub(crate) async fn came_free_after(
        &self,
        since: DateTime<Utc>,
    ) -> Result<Vec<String>, StoreError> {
        let surql = "LET $ended = (SELECT VALUE request FROM event WHERE what = 'closed' AND at > $since);
            SELECT VALUE buddy FROM array::map($ended, |$one| type::record('request', $one)) WHERE id != NONE";
        self.db
            .read(surql)
            .bind(Bound::new().with("since", since).done())
            .await
            .and_then(|mut results| results.take(1))
            .map_err(StoreError::while_doing("reading what came free"))
    }
}
