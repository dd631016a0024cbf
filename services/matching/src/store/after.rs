//! What two people of a match plan. As in `asking.rs`: one transaction for each deed, a `THROW` names what said no.

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;

use super::{Bound, Store, TogetherRow};
use crate::rules::Part;

/// The most changes and events that one match has in all.
const MOST: usize = 500;

/// Who does something in a match, and when.
#[derive(Clone, Copy)]
pub(crate) struct Turn<'a> {
    pub(crate) id: &'a str,
    pub(crate) part: Part,
    pub(crate) now: DateTime<Utc>,
}

impl Turn<'_> {
    pub(super) fn bound(self) -> Bound {
        Bound::new()
            .with("id", self.id)
            .with("by", self.part.as_str())
            .with("now", self.now)
    }
}

/// One to three moments, and where.
pub(crate) struct Proposal<'a> {
    pub(crate) options: Vec<DateTime<Utc>>,
    pub(crate) place: &'a str,
}

/// The two may still do something together: asked again in the transaction that writes.
pub(super) fn own() -> String {
    format!(
        "LET $request = (SELECT * FROM ONLY type::record('request', $id));
        LET $own = (SELECT * FROM ONLY type::record('together', $id));
        IF $request = NONE OR $own = NONE {{ THROW 'gone' }};
        IF $request.state NOT IN ['matched', 'running'] OR record::exists(type::record('block', [$own.student, $own.buddy]))
            OR record::exists(type::record('block', [$own.buddy, $own.student])) {{ THROW 'ended' }};
        IF (SELECT VALUE contacted FROM ONLY type::record('standing', $own.student)) != true
            OR (SELECT VALUE contacted FROM ONLY type::record('standing', $own.buddy)) != true {{ THROW 'paused' }};
        IF $own.version > {MOST} OR $request.steps > {MOST} {{ THROW 'too-many' }};"
    )
}

impl Store {
    pub(crate) async fn together(&self, id: &str) -> Result<Option<TogetherRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM type::record('together', $id)";
        let bound = Bound::new().with("id", id);
        self.row("reading a match", surql, bound.done()).await
    }

    /// Proposes moments, or others than those that stand.
    ///
    /// # Errors
    /// Throws `gone`, `ended`, `paused`, `too-many`, and `changed` when the plan is another than the one of `version`.
    pub(crate) async fn propose(
        &self,
        turn: Turn<'_>,
        version: i64,
        new: Proposal<'_>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $own.version != $version {{ THROW 'changed' }};
            UPDATE type::record('together', $id) SET version += 1, by = $by, options = $options, place = $place,
                sign = $now, stuck = NONE RETURN NONE;
            LET $what = IF $own.agreed > $now {{ 'plan-moved' }} ELSE {{ 'plan-proposed' }};
            fn::mail_match($id, 'match-plan', $by, $now);
            fn::note($id, $what, $by, $now, NONE)",
            own()
        );
        let bound = turn
            .bound()
            .with("version", version)
            .with("options", new.options)
            .with("place", new.place);
        self.write("proposing to meet", &body, bound.done()).await
    }

    /// Picks one of what the other proposed: the two have a date.
    ///
    /// # Errors
    /// Throws as [`Self::propose`], `not-yours` for the own proposal and `late` for a moment that has passed.
    pub(crate) async fn pick(
        &self,
        turn: Turn<'_>,
        version: i64,
        moment: DateTime<Utc>,
        remind: bool,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $own.version != $version OR $moment NOT IN $own.options {{ THROW 'changed' }};
            IF $own.by = $by {{ THROW 'not-yours' }};
            IF $moment <= $now {{ THROW 'late' }};
            UPDATE type::record('together', $id) SET version += 1, by = NONE, options = [], place = NONE, agreed = $moment,
                agreed_place = $own.place, off = NONE, off_place = NONE, sequence += 1, changed = $now, sign = $now,
                stuck = NONE, {part}_reminded = $remind RETURN NONE;
            IF $request.state = 'matched' AND $request.due < $over {{
                UPDATE type::record('request', $id) SET due = $over RETURN NONE;
                fn::enqueue('follow', $id, $over, {{}});
            }};
            fn::enqueue('plan-past', $id, $past, {{}});
            fn::enqueue('plan-tomorrow', $id, $tomorrow, {{}});
            fn::mail_match($id, 'match-plan', $by, $now);
            fn::note($id, 'plan-agreed', $by, $now, NONE)",
            own(),
            part = turn.part.as_str(),
        );
        let bound = turn
            .bound()
            .with("version", version)
            .with("moment", moment)
            .with("remind", remind)
            .with("tomorrow", moment - TimeDelta::days(1))
            .with("past", moment + TimeDelta::hours(2))
            .with("over", moment + TimeDelta::days(2));
        self.write("agreeing on a date", &body, bound.done()).await
    }

    /// None of the moments fits, or whoever proposed them takes them back. A date that stands stays.
    ///
    /// # Errors
    /// Throws as [`Self::propose`].
    pub(crate) async fn drop_proposal(
        &self,
        turn: Turn<'_>,
        version: i64,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $own.version != $version OR $own.by = NONE {{ THROW 'changed' }};
            UPDATE type::record('together', $id) SET version += 1, by = NONE, options = [], place = NONE RETURN NONE;
            LET $what = IF $own.by = $by {{ 'plan-back' }} ELSE {{ 'plan-none' }};
            fn::mail_match($id, 'match-plan', $by, $now);
            fn::note($id, $what, $by, $now, NONE)",
            own()
        );
        let bound = turn.bound().with("version", version);
        self.write("dropping a proposal", &body, bound.done()).await
    }

    /// Calls a date off that is still to come.
    ///
    /// # Errors
    /// Throws as [`Self::propose`].
    pub(crate) async fn call_off(&self, turn: Turn<'_>, version: i64) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $own.version != $version OR $own.agreed = NONE OR $own.agreed <= $now {{ THROW 'changed' }};
            UPDATE type::record('together', $id) SET version += 1, by = NONE, options = [], place = NONE, off = $own.agreed,
                off_place = $own.agreed_place, agreed = NONE, agreed_place = NONE, sequence += 1, changed = $now RETURN NONE;
            fn::dequeue('plan-past', $id);
            fn::dequeue('plan-tomorrow', $id);
            fn::mail_match($id, 'match-plan', $by, $now);
            fn::note($id, 'plan-off', $by, $now, NONE)",
            own()
        );
        let bound = turn.bound().with("version", version);
        self.write("calling a date off", &body, bound.done()).await
    }

    /// Whether one of the two hears of the date the day before.
    pub(crate) async fn set_reminded(
        &self,
        turn: Turn<'_>,
        wanted: bool,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} UPDATE type::record('together', $id) SET {}_reminded = $wanted RETURN NONE",
            own(),
            turn.part.as_str()
        );
        let bound = turn.bound().with("wanted", wanted);
        self.write("choosing a reminder", &body, bound.done()).await
    }

    /// Tells whoever chose so that the date is tomorrow.
    pub(crate) async fn remind_of_date(
        &self,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $own = (SELECT * FROM ONLY type::record('together', $id));
            LET $request = (SELECT * FROM ONLY type::record('request', $id));
            IF $own.agreed > $now AND $own.agreed <= $now + 1d {
                IF $own.student_reminded {
                    fn::tell($own.student, $id, 'plan-tomorrow', $request.buddy_name, $now);
                    fn::mail_match($id, 'match-tomorrow', 'buddy', $now);
                };
                IF $own.buddy_reminded {
                    fn::tell($own.buddy, $id, 'plan-tomorrow', $request.student_name, $now);
                    fn::mail_match($id, 'match-tomorrow', 'student', $now);
                };
            }";
        let bound = Bound::new().with("id", id).with("now", now);
        self.write("reminding of a date", body, bound.done()).await
    }

    /// Asks both whether they met, once the first date has passed.
    pub(crate) async fn ask_whether_met(
        &self,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $own = (SELECT * FROM ONLY type::record('together', $id));
            LET $request = (SELECT * FROM ONLY type::record('request', $id));
            IF $own.agreed <= $now AND $request.state = 'matched' {
                fn::tell($own.student, $id, 'plan-past', $request.buddy_name, $now);
                fn::tell($own.buddy, $id, 'plan-past', $request.student_name, $now);
            }";
        let bound = Bound::new().with("id", id).with("now", now);
        self.write("asking whether two people met", body, bound.done())
            .await
    }

    /// Tells both, once, that nothing happened for so long, and looks again when it could be so the next time.
    pub(crate) async fn look_whether_stuck(
        &self,
        id: &str,
        quiet: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $own = (SELECT * FROM ONLY type::record('together', $id));
            LET $request = (SELECT * FROM ONLY type::record('request', $id));
            IF $own != NONE AND $request.state IN ['matched', 'running'] {
                LET $wrote = (SELECT VALUE wrote FROM ONLY type::record('conversation', $id));
                LET $last = array::max([$own.sign, $request.met ?? $own.began, $wrote ?? $own.began, $own.agreed ?? $own.began]);
                IF $last > $now - $quiet {
                    UPDATE type::record('together', $id) SET stuck = NONE RETURN NONE;
                    fn::enqueue('stuck', $id, $last + $quiet, {});
                } ELSE {
                    fn::enqueue('stuck', $id, $now + $quiet, {});
                    IF $own.stuck = NONE OR $own.stuck < $last {
                        UPDATE type::record('together', $id) SET stuck = $now RETURN NONE;
                        IF $request.state = 'running' {
                            fn::mail_match($id, 'match-stuck', 'kansrijk', $now);
                            fn::note($id, 'stuck', 'kansrijk', $now, NONE);
                        };
                    };
                };
            }";
        let bound = Bound::new()
            .with("id", id)
            .with("quiet", quiet.to_std().unwrap_or_default())
            .with("now", now);
        self.write("looking whether a match is stuck", body, bound.done())
            .await
    }
}
