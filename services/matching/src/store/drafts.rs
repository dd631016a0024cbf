//! Drafts of programmes, what they propose, and how a proposal becomes a match: one transaction for each pair.

use chrono::{DateTime, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::asking::ADVANCE;
use super::waiting_list::{SAME_KIND, leave_when_served};
use super::{Bound, Store};
use crate::request::MEET_WITHIN;
use crate::rules;
use crate::vocabulary::BUDDIES;

/// A row of `draft`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct DraftRow {
    pub(crate) programme: String,
    pub(crate) rule: String,
    pub(crate) run: String,
    pub(crate) state: String,
    pub(crate) asked: DateTime<Utc>,
    pub(crate) made: Option<DateTime<Utc>>,
    pub(crate) max_blocking: i64,
    pub(crate) policy: i64,
    pub(crate) edits: i64,
    /// What the lottery of the run is drawn from.
    pub(crate) seed: Option<String>,
    pub(crate) figures: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) placed: i64,
    pub(crate) left: i64,
}

/// A row of `proposed`.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct ProposedRow {
    pub(crate) run: String,
    pub(crate) programme: String,
    pub(crate) student: String,
    /// Empty for a student without a buddy.
    pub(crate) buddy: String,
    pub(crate) score: i64,
    pub(crate) place: i64,
    pub(crate) pinned: bool,
    /// Another counted as much for this place: the lottery decided.
    pub(crate) drawn: bool,
    /// A buddy with whom the student is a blocking pair, where the draft names it.
    pub(crate) rather: Option<String>,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
}

/// How many students a buddy has in a programme.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct TakenHere {
    pub(crate) buddy: String,
    pub(crate) taken: i64,
}

/// What a pair becomes: who and what, as the moment of publishing knows it.
pub(crate) struct Placing<'a> {
    pub(crate) run: &'a str,
    pub(crate) request: &'a str,
    pub(crate) student: &'a str,
    pub(crate) buddy: &'a str,
    pub(crate) student_name: &'a str,
    pub(crate) buddy_name: &'a str,
    pub(crate) programme: &'a str,
    pub(crate) relation: &'a str,
    pub(crate) places: i64,
    /// The seed of the lottery that decided about the pair, if one did.
    pub(crate) lottery: Option<&'a str>,
}

/// Makes a draft.
pub(crate) const DRAFT: &str = "programme-draft";
/// Makes matches of a draft.
pub(crate) const PUBLISH: &str = "programme-publish";
/// Tells one of the two by mail.
pub(crate) const PROGRAMME_MAIL: &str = "programme-mail";

/// Rows written in one transaction.
const CHUNK: usize = 500;

impl Store {
    /// Asks for drafts of some rules; what each proposed before goes.
    ///
    /// # Errors
    /// Throws `unknown`, `over`, `publishing`.
    pub(crate) async fn ask_for_drafts(
        &self,
        programme: &str,
        runs: Vec<RunRow>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $row = (SELECT over, publishing, policy, edits, seed FROM ONLY type::record('programme', $programme));
            IF $row = NONE {{ THROW 'unknown' }};
            IF $row.over {{ THROW 'over' }};
            IF $row.publishing != NONE {{ THROW 'publishing' }};
            FOR $one IN $runs {{
                LET $id = type::record('draft', [$programme, $one.rule]);
                LET $old = (SELECT run, figures, before, state FROM ONLY $id);
                IF $old != NONE {{ DELETE proposed WHERE run = $old.run RETURN NONE }};
                LET $known = IF $old.state = 'done' {{ $old.figures }} ELSE IF $old.state = 'queued' {{ $old.before }} ELSE {{ NONE }};
                UPSERT $id SET programme = $programme, rule = $one.rule, run = $one.run, state = 'queued', asked = $now, made = NONE,
                    max_blocking = $one.max_blocking, policy = $row.policy, edits = $row.edits, seed = $row.seed, figures = NONE, before = $known,
                    placed = 0, left = 0 RETURN NONE;
                fn::enqueue('{DRAFT}', string::concat($programme, '/', $one.rule), $now, {{}});
            }}"
        );
        let bound = Bound::new()
            .with("programme", programme)
            .with("runs", runs)
            .with("now", now);
        self.write("asking for drafts", &body, bound.done()).await
    }

    pub(crate) async fn drafts(&self, programme: &str) -> Result<Vec<DraftRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM [type::record('draft', [$programme, 'stable']),
            type::record('draft', [$programme, 'best']), type::record('draft', [$programme, 'balanced'])] WHERE id != NONE";
        let bound = Bound::new().with("programme", programme);
        self.rows("reading drafts", surql, bound.done()).await
    }

    pub(crate) async fn draft(
        &self,
        programme: &str,
        rule: &str,
    ) -> Result<Option<DraftRow>, StoreError> {
        let surql =
            "SELECT * OMIT id FROM type::record('draft', [$programme, $rule]) WHERE id != NONE";
        let bound = Bound::new().with("programme", programme).with("rule", rule);
        self.row("reading a draft", surql, bound.done()).await
    }

    /// Keeps what a run found. A run that is no longer asked for leaves nothing.
    pub(crate) async fn keep_draft(
        &self,
        draft: &DraftRow,
        proposed: &[ProposedRow],
        figures: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body =
            "LET $row = (SELECT run, state FROM ONLY type::record('draft', [$programme, $rule]));
            IF $row.run = $run AND $row.state = 'queued' {
                INSERT IGNORE INTO proposed (SELECT *, [run, student] AS id FROM $rows) RETURN NONE;
            }";
        let bound = || {
            Bound::new()
                .with("programme", draft.programme.as_str())
                .with("rule", draft.rule.as_str())
                .with("run", draft.run.as_str())
        };
        for rows in proposed.chunks(CHUNK) {
            let bound = bound().with("rows", rows.to_vec());
            self.write("keeping proposals", body, bound.done()).await?;
        }
        let body = "LET $row = (SELECT run, state FROM ONLY type::record('draft', [$programme, $rule]));
            IF $row.run = $run AND $row.state = 'queued' {
                UPDATE type::record('draft', [$programme, $rule]) SET state = 'done', made = $now, figures = $figures RETURN NONE;
            } ELSE IF $row.run != $run {
                DELETE proposed WHERE run = $run RETURN NONE;
            }";
        let bound = bound().with("figures", figures).with("now", now);
        self.write("keeping a draft", body, bound.done()).await
    }

    /// A run that cannot come to a right draft says so.
    pub(crate) async fn fail_draft(&self, draft: &DraftRow) -> Result<(), StoreError> {
        let body = "UPDATE type::record('draft', [$programme, $rule]) SET state = 'failed' WHERE run = $run RETURN NONE";
        let bound = Bound::new()
            .with("programme", draft.programme.as_str())
            .with("rule", draft.rule.as_str())
            .with("run", draft.run.as_str());
        self.write("noting a failed draft", body, bound.done())
            .await
    }

    /// A page of what a run proposes: pairs first, best first; then who has nobody.
    pub(crate) async fn proposals(
        &self,
        run: &str,
        from: u32,
        most: u32,
    ) -> Result<(Vec<ProposedRow>, u32), StoreError> {
        let surql = "SELECT *, IF state = 'left' { 0 } ELSE IF state = 'alone' { 2 } ELSE { 1 } AS sorting OMIT id FROM proposed WHERE run = $run
            ORDER BY sorting, score DESC, student LIMIT $most START $from";
        let bound = Bound::new()
            .with("run", run)
            .with("from", i64::from(from))
            .with("most", i64::from(most));
        let rows = self.rows("reading proposals", surql, bound.done()).await?;
        let surql = "SELECT VALUE count() FROM proposed WHERE run = $run GROUP ALL";
        let bound = Bound::new().with("run", run);
        let count: Option<i64> = self.row("counting proposals", surql, bound.done()).await?;
        Ok((
            rows,
            count
                .and_then(|all| u32::try_from(all).ok())
                .unwrap_or_default(),
        ))
    }

    /// The students of a run who are named with somebody whom they, and who, would rather have.
    pub(crate) async fn who_would_rather(&self, run: &str) -> Result<Vec<ProposedRow>, StoreError> {
        let surql =
            "SELECT * OMIT id FROM proposed WHERE run = $run AND rather != NONE ORDER BY student";
        let bound = Bound::new().with("run", run);
        self.rows("reading blocking pairs", surql, bound.done())
            .await
    }

    /// Proposals that have not become anything yet.
    pub(crate) async fn to_place(
        &self,
        run: &str,
        most: u32,
    ) -> Result<Vec<ProposedRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM proposed WHERE run = $run AND state = 'proposed' ORDER BY student LIMIT $most";
        let bound = Bound::new().with("run", run).with("most", i64::from(most));
        self.rows("reading what to publish", surql, bound.done())
            .await
    }

    /// Begins to publish a draft. Whoever presses again changes nothing.
    ///
    /// # Errors
    /// Throws `unknown`, `over`, `missing`, `stale`, `publishing`.
    pub(crate) async fn begin_to_publish(
        &self,
        programme: &str,
        rule: &str,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $row = (SELECT over, publishing, policy, edits FROM ONLY type::record('programme', $programme));
            IF $row = NONE {{ THROW 'unknown' }};
            IF $row.over {{ THROW 'over' }};
            LET $draft = (SELECT run, state, policy, edits FROM ONLY type::record('draft', [$programme, $rule]));
            IF $draft = NONE {{ THROW 'missing' }};
            IF $draft.state NOT IN ['publishing', 'published'] {{
                IF $row.publishing != NONE {{ THROW 'publishing' }};
                IF $draft.state != 'done' {{ THROW 'missing' }};
                IF $draft.policy != $row.policy OR $draft.edits != $row.edits {{ THROW 'stale' }};
                UPDATE type::record('programme', $programme) SET publishing = $draft.run RETURN NONE;
                UPDATE type::record('draft', [$programme, $rule]) SET state = 'publishing' RETURN NONE;
                fn::enqueue('{PUBLISH}', string::concat($programme, '/', $rule), $now, {{ person: $by }});
            }}"
        );
        let bound = Bound::new()
            .with("programme", programme)
            .with("rule", rule)
            .with("by", by)
            .with("now", now);
        self.write("beginning to publish", &body, bound.done())
            .await
    }

    /// Makes a match of a proposal, with everything that must hold for a match checked again.
    ///
    /// # Errors
    /// Throws `done` where it has become something already, or why it cannot: `gone`, `paused`, `matched`, `not-fitting`,
    /// `full`.
    pub(crate) async fn place(
        &self,
        pair: &Placing<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let ends: Vec<String> = rules::ended_by_yes(pair.relation)
            .iter()
            .map(|&key| key.to_owned())
            .collect();
        let (unmatched, leave) = (unmatched(), leave_when_served());
        let body = format!("{STILL_FITS}{unmatched}{BECOMES_A_MATCH}{ADVANCE}{leave}");
        let bound = Bound::new()
            .with("run", pair.run)
            .with("id", pair.request)
            .with("student", pair.student)
            .with("buddy", pair.buddy)
            .with("student_name", pair.student_name)
            .with("buddy_name", pair.buddy_name)
            .with("programme", pair.programme)
            .with("relation", pair.relation)
            .with("ends", ends)
            .with("buddies", BUDDIES.map(str::to_owned).to_vec())
            .with("places", pair.places)
            .with("lottery", pair.lottery.map(str::to_owned))
            .with("due", now + MEET_WITHIN)
            .with("now", now)
            .with("today", now.date_naive().to_string());
        self.write("publishing a pair", &body, bound.done()).await
    }

    /// A proposal that no longer fits stays one, and says why.
    pub(crate) async fn leave(
        &self,
        run: &str,
        student: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let body = "UPDATE type::record('proposed', [$run, $student]) SET state = 'left', reason = $reason WHERE state = 'proposed' RETURN NONE";
        let bound = Bound::new()
            .with("run", run)
            .with("student", student)
            .with("reason", reason);
        self.write("leaving a pair out", body, bound.done()).await
    }

    /// Everything has become something: the draft is published, the others are no longer of now, and who published hears.
    /// While there is more to do, the job goes on.
    pub(crate) async fn end_publishing(
        &self,
        draft: &DraftRow,
        by: &str,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $states = (SELECT VALUE state FROM proposed WHERE run = $run AND state != 'alone');
            LET $placed = array::len($states[WHERE $this = 'placed']);
            LET $left = array::len($states[WHERE $this = 'left']);
            UPDATE type::record('draft', [$programme, $rule]) SET placed = $placed, left = $left WHERE run = $run RETURN NONE;
            IF array::len($states[WHERE $this = 'proposed']) > 0 {{
                fn::enqueue('{PUBLISH}', string::concat($programme, '/', $rule), $now, {{ person: $by }});
            }} ELSE {{
                LET $ended = (UPDATE type::record('programme', $programme) SET publishing = NONE, edits += 1 WHERE publishing = $run RETURN AFTER);
                IF array::len($ended) > 0 {{
                    UPDATE type::record('draft', [$programme, $rule]) SET state = 'published' RETURN NONE;
                    IF $by != '' {{
                        UPSERT type::record('notice', [$by, $programme, 0]) SET person = $by, request = $programme, what = 'programme-published',
                            other = $name, at = $now RETURN NONE;
                        fn::enqueue('{PROGRAMME_MAIL}', string::concat($programme, '/coordinator'), $now, {{ person: $by, name: $name }});
                    }};
                }};
            }}"
        );
        let bound = Bound::new()
            .with("run", draft.run.as_str())
            .with("programme", draft.programme.as_str())
            .with("rule", draft.rule.as_str())
            .with("by", by)
            .with("name", name)
            .with("now", now);
        self.write("ending a publication", &body, bound.done())
            .await
    }

    /// How many students each buddy has in a programme.
    pub(crate) async fn taken_here(&self, programme: &str) -> Result<Vec<TakenHere>, StoreError> {
        let surql = "SELECT buddy, count() AS taken FROM request WHERE programme = $programme
            AND state IN ['matched', 'running'] GROUP BY buddy";
        let bound = Bound::new().with("programme", programme);
        self.rows("counting places of a programme", surql, bound.done())
            .await
    }
}

/// A draft to make.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct RunRow {
    pub(crate) rule: String,
    pub(crate) run: String,
    pub(crate) max_blocking: i64,
}

/// The proposal waits, both are in the programme, active and willing, nobody blocked the other, a minor's buddy has a
/// certificate. A block looks like any other reason.
const STILL_FITS: &str = "
    LET $state = (SELECT VALUE state FROM ONLY type::record('proposed', [$run, $student]));
    IF $state = NONE { THROW 'gone' };
    IF $state != 'proposed' { THROW 'done' };
    LET $seeks = (SELECT programme, active, minor FROM ONLY type::record('profile', ['seeks', $student]));
    LET $helper = (SELECT programme, active, capacity FROM ONLY type::record('profile', ['helps', $buddy]));
    IF $seeks = NONE OR $helper = NONE OR $seeks.programme != $programme OR $helper.programme != $programme { THROW 'gone' };
    LET $asks = (SELECT contacted FROM ONLY type::record('standing', $student));
    LET $agrees = (SELECT found, contacted FROM ONLY type::record('standing', $buddy));
    IF !$seeks.active OR !$helper.active OR $asks.contacted != true OR $agrees.found != true OR $agrees.contacted != true { THROW 'paused' };
    IF record::exists(type::record('block', [$student, $buddy])) OR record::exists(type::record('block', [$buddy, $student])) { THROW 'not-fitting' };
    LET $vog = (SELECT VALUE valid_until FROM ONLY type::record('vog', $buddy));
    IF $seeks.minor AND ($vog ?? '') < $today { THROW 'not-fitting' };
";

/// The student has no such match yet; a role model is none where the programme gives a buddy.
fn unmatched() -> String {
    format!(
        "LET $own = array::len((SELECT VALUE id FROM request WHERE student = $student AND {SAME_KIND} AND state IN ['matched', 'running']));
        IF $own > 0 {{ THROW 'matched' }};"
    )
}

/// What the student has open of the kind ends with a notice, a place is taken, and both hear of it.
const BECOMES_A_MATCH: &str = "
    FOR $other IN (SELECT VALUE record::id(id) FROM request WHERE student = $student AND relation IN $ends
        AND state IN ['waiting', 'asked', 'question']) {
        fn::end_request($other, 'withdrawn', 'kansrijk', $now, 'match')
    };
    CREATE type::record('pair', [$student, $buddy]) SET request = $id RETURN NONE;
    CREATE type::record('request', $id) SET student = $student, buddy = $buddy, student_name = $student_name,
        buddy_name = $buddy_name, minor = $seeks.minor, relation = $relation, programme = $programme, lottery = $lottery, made = $now,
        state = 'matched', asked = $now, due = $due, reminded = false, steps = 0 RETURN NONE;
    LET $taken = fn::recount($student, $buddy);
    IF $taken > $helper.capacity { THROW 'full' };
    LET $here = array::len((SELECT VALUE id FROM request WHERE buddy = $buddy AND programme = $programme AND state IN ['matched', 'running']));
    IF $here > $places { THROW 'full' };
    fn::enqueue('follow', $id, $due, {});
    fn::note($id, 'placed', 'kansrijk', $now, NONE);
    fn::begin_match($id, $now);
    fn::enqueue('programme-mail', string::concat($id, '/student'), $now, { person: $student });
    fn::enqueue('programme-mail', string::concat($id, '/buddy'), $now, { person: $buddy });
    UPDATE type::record('proposed', [$run, $student]) SET state = 'placed' RETURN NONE;
";
