//! What is planted of a match in one go.

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::{Bound, Store};

/// What the two share.
pub(crate) struct SharedRow {
    pub(crate) goals: Vec<String>,
    pub(crate) steps: Vec<PlantedStepRow>,
    pub(crate) moment: DateTime<Utc>,
    pub(crate) place: String,
    /// When they agreed on the date.
    pub(crate) agreed: DateTime<Utc>,
    /// When they were asked how it goes, and what the student said.
    pub(crate) asked: DateTime<Utc>,
    pub(crate) answer: String,
    /// When they are asked next.
    pub(crate) next: DateTime<Utc>,
}

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct PlantedStepRow {
    /// From 1 on.
    pub(crate) n: i64,
    pub(crate) goal: String,
    pub(crate) key: String,
    pub(crate) done: bool,
}

impl Store {
    /// Two people met, and share something since. The history is told to nobody again: they were there.
    ///
    /// # Errors
    /// Throws `not-open` where they are no match that has not met.
    pub(crate) async fn plant_meeting(
        &self,
        id: &str,
        shared: SharedRow,
        met: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "
            LET $request = (SELECT * FROM ONLY type::record('request', $id));
            IF $request = NONE OR $request.state != 'matched' { THROW 'not-open' };
            UPDATE type::record('request', $id) SET state = 'running', met = $met, due = $next RETURN NONE;
            fn::note($id, 'running', 'student', $met, NONE);
            LET $happened = array::concat(
                array::map($goals, |$goal| { what: 'goal', by: 'student', at: $met, detail: $goal }),
                [{ what: 'check-in', by: 'kansrijk', at: $asked, detail: NONE }],
                array::map($steps[WHERE done = true], |$step| { what: 'ticked', by: 'student', at: $asked, detail: $step.goal }),
                [{ what: 'plan-agreed', by: 'buddy', at: $agreed, detail: NONE }]);
            FOR $one IN $happened {
                LET $n = (UPDATE ONLY type::record('request', $id) SET steps += 1 RETURN AFTER).steps;
                CREATE type::record('event', [$id, $n]) SET request = $id, n = $n, what = $one.what, by = $one.by,
                    at = $one.at, detail = $one.detail RETURN NONE;
                IF $one.what = 'check-in' {
                    CREATE type::record('check_in', [$id, $n, $request.student]) SET request = $id, person = $request.student,
                        round = $n, answer = $answer, shared = true, at = $asked RETURN NONE;
                };
            };
            FOR $step IN $steps {
                CREATE type::record('step', [$id, $step.n]) SET request = $id, n = $step.n, student = $request.student,
                    buddy = $request.buddy, goal = $step.goal, key = $step.key, by = 'student', made = $met,
                    done = IF $step.done { $asked } ELSE { NONE } RETURN NONE;
            };
            UPDATE type::record('together', $id) SET goals = $goals, steps = array::len($steps), version += 1,
                agreed = $moment, agreed_place = $place, sequence += 1, changed = $agreed, sign = $agreed,
                student_reminded = true RETURN NONE;
            fn::enqueue('follow', $id, $next, {});
            fn::enqueue('plan-past', $id, $past, {});
            fn::enqueue('plan-tomorrow', $id, $tomorrow, {});
            fn::enqueue('stuck', $id, $quiet, {})";
        let moment = shared.moment;
        let bound = Bound::new()
            .with("id", id)
            .with("met", met)
            .with("goals", shared.goals)
            .with("steps", shared.steps)
            .with("moment", moment)
            .with("place", shared.place)
            .with("agreed", shared.agreed)
            .with("asked", shared.asked)
            .with("answer", shared.answer)
            .with("next", shared.next)
            .with("tomorrow", moment - TimeDelta::days(1))
            .with("past", moment + TimeDelta::hours(2))
            .with("quiet", moment + TimeDelta::days(14));
        self.write("planting a match", body, bound.done()).await
    }
}
