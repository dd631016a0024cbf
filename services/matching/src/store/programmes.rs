//! Programmes, their weights, and what their coordinators change.

use chrono::{DateTime, Utc};
use store::StoreError;
use surrealdb::types::{SurrealValue, Value};

use super::{Bound, Store};

/// A row of `programme`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct ProgrammeRow {
    /// The id without its table.
    pub(crate) key: String,
    #[surreal(flatten)]
    pub(crate) content: ProgrammeContent,
    pub(crate) policy: i64,
    pub(crate) seed: String,
    pub(crate) over: bool,
    pub(crate) edits: i64,
    pub(crate) publishing: Option<String>,
}

/// What a coordinator may change of a programme.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct ProgrammeContent {
    pub(crate) name: String,
    pub(crate) relation: String,
    pub(crate) audience: String,
    pub(crate) place: Option<String>,
    pub(crate) study_field: Option<String>,
    pub(crate) route: Option<String>,
    pub(crate) opens: String,
    pub(crate) asked_until: String,
    pub(crate) matches_on: String,
    pub(crate) ends: String,
    pub(crate) mode: String,
    pub(crate) places: i64,
}

/// A row of `edit`.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct EditRow {
    pub(crate) n: i64,
    pub(crate) kind: String,
    pub(crate) student: String,
    /// Empty where a student is taken out.
    pub(crate) buddy: String,
    pub(crate) at: DateTime<Utc>,
}

/// The strengths that count in a programme now.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct PolicyRow {
    pub(crate) programme: String,
    pub(crate) version: i64,
    pub(crate) strengths: Vec<String>,
}

/// So many run at a time for one place.
const MOST_PROGRAMMES: usize = 50;
/// So many changes of a draft at a time.
const MOST_EDITS: usize = 200;

/// Ends the programme on the day after its last.
pub(crate) const ENDS: &str = "programme-ends";

impl Store {
    /// Sets a programme up with its first weights.
    ///
    /// # Errors
    /// Throws `too-many`.
    pub(crate) async fn add_programme(
        &self,
        id: &str,
        content: ProgrammeContent,
        seed: &str,
        strengths: Vec<String>,
        over: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $others = array::len((SELECT VALUE id FROM programme WHERE audience = $content.audience AND place = $content.place AND over = false));
            IF $others >= {MOST_PROGRAMMES} {{ THROW 'too-many' }};
            CREATE type::record('programme', $id) CONTENT object::extend($content, {{ policy: 1, seed: $seed, made: $now, over: false, edits: 0 }}) RETURN NONE;
            CREATE type::record('policy', [$id, 1]) SET programme = $id, version = 1, strengths = $strengths, made = $now RETURN NONE;
            fn::enqueue('{ENDS}', $id, $over, {{}});
            fn::log('all', '')"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("content", content)
            .with("seed", seed)
            .with("strengths", strengths)
            .with("over", over)
            .with("now", now);
        self.write("setting up a programme", &body, bound.done())
            .await
    }

    /// Changes a programme; seed, weights and people stay.
    ///
    /// # Errors
    /// Throws `unknown`, `over`.
    pub(crate) async fn change_programme(
        &self,
        id: &str,
        content: ProgrammeContent,
        over: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $row = (SELECT over FROM ONLY type::record('programme', $id));
            IF $row = NONE {{ THROW 'unknown' }};
            IF $row.over {{ THROW 'over' }};
            UPDATE type::record('programme', $id) SET name = $content.name, relation = $content.relation,
                audience = $content.audience, place = $content.place, study_field = $content.study_field,
                route = $content.route, opens = $content.opens, asked_until = $content.asked_until,
                matches_on = $content.matches_on, ends = $content.ends, mode = $content.mode,
                places = $content.places, edits += 1 RETURN NONE;
            fn::enqueue('{ENDS}', $id, $over, {{}});
            fn::log('all', '')"
        );
        let bound = Bound::new()
            .with("id", id)
            .with("content", content)
            .with("over", over);
        self.write("changing a programme", &body, bound.done())
            .await
    }

    pub(crate) async fn programme(&self, id: &str) -> Result<Option<ProgrammeRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id, made FROM type::record('programme', $id) WHERE id != NONE";
        let bound = Bound::new().with("id", id);
        self.row("reading a programme", surql, bound.done()).await
    }

    /// Every programme that is not over, those that end first before.
    pub(crate) async fn programmes(&self) -> Result<Vec<ProgrammeRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id, made FROM programme WHERE over = false ORDER BY ends, name LIMIT 2000";
        self.rows("reading programmes", surql, Bound::new().done())
            .await
    }

    /// The weights that count now, of every programme that is not over.
    pub(crate) async fn policies(&self) -> Result<Vec<PolicyRow>, StoreError> {
        let surql = "SELECT programme, version, strengths FROM array::map(
            (SELECT record::id(id) AS key, policy FROM programme WHERE over = false),
            |$one| type::record('policy', [$one.key, $one.policy])) WHERE id != NONE";
        self.rows("reading weights", surql, Bound::new().done())
            .await
    }

    pub(crate) async fn policy(
        &self,
        programme: &str,
        version: i64,
    ) -> Result<Option<PolicyRow>, StoreError> {
        let surql = "SELECT programme, version, strengths FROM type::record('policy', [$programme, $version]) WHERE id != NONE";
        let bound = Bound::new()
            .with("programme", programme)
            .with("version", version);
        self.row("reading weights", surql, bound.done()).await
    }

    /// Keeps new weights as the next version; drafts of before are no longer of now.
    ///
    /// # Errors
    /// Throws `unknown`, `over`.
    pub(crate) async fn add_policy(
        &self,
        programme: &str,
        strengths: Vec<String>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $row = (SELECT policy, over FROM ONLY type::record('programme', $programme));
            IF $row = NONE { THROW 'unknown' };
            IF $row.over { THROW 'over' };
            LET $next = $row.policy + 1;
            CREATE type::record('policy', [$programme, $next]) SET programme = $programme, version = $next,
                strengths = $strengths, made = $now RETURN NONE;
            UPDATE type::record('programme', $programme) SET policy = $next RETURN NONE;
            fn::log('all', '')";
        let bound = Bound::new()
            .with("programme", programme)
            .with("strengths", strengths)
            .with("now", now);
        self.write("keeping weights", body, bound.done()).await
    }

    pub(crate) async fn edits(&self, programme: &str) -> Result<Vec<EditRow>, StoreError> {
        let surql =
            "SELECT n, kind, student, buddy, at FROM edit WHERE programme = $programme ORDER BY n";
        let bound = Bound::new().with("programme", programme);
        self.rows("reading changes", surql, bound.done()).await
    }

    /// Keeps a change: a student is pinned or taken out once, a pair vetoed once.
    ///
    /// # Errors
    /// Throws `unknown`, `over`, `publishing`, `too-many`, `twice`.
    pub(crate) async fn add_edit(
        &self,
        programme: &str,
        kind: &str,
        student: &str,
        buddy: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{EDITABLE}
            LET $own = (SELECT kind, buddy FROM edit WHERE programme = $programme AND student = $student);
            IF array::len((SELECT VALUE n FROM edit WHERE programme = $programme)) >= {MOST_EDITS} {{ THROW 'too-many' }};
            IF $kind = 'veto' AND array::len($own[WHERE buddy = $buddy]) > 0 {{ THROW 'twice' }};
            IF array::len($own[WHERE kind = 'out']) > 0 {{ THROW 'twice' }};
            IF $kind != 'veto' AND array::len($own[WHERE kind = 'pin']) > 0 {{ THROW 'twice' }};
            IF $kind = 'pin' AND array::len($own[WHERE kind = 'veto' AND buddy = $buddy]) > 0 {{ THROW 'twice' }};
            LET $n = $row.edits + 1;
            UPDATE type::record('programme', $programme) SET edits = $n RETURN NONE;
            CREATE type::record('edit', [$programme, $n]) SET programme = $programme, n = $n, kind = $kind,
                student = $student, buddy = $buddy, at = $now RETURN NONE"
        );
        let bound = Bound::new()
            .with("programme", programme)
            .with("kind", kind)
            .with("student", student)
            .with("buddy", buddy)
            .with("now", now);
        self.write("keeping a change", &body, bound.done()).await
    }

    /// Takes a change back; one that is not there any more is taken back already.
    ///
    /// # Errors
    /// Throws `unknown`, `over`, `publishing`.
    pub(crate) async fn drop_edit(&self, programme: &str, n: i64) -> Result<(), StoreError> {
        let body = format!(
            "{EDITABLE}
            IF record::exists(type::record('edit', [$programme, $n])) {{
                DELETE type::record('edit', [$programme, $n]) RETURN NONE;
                UPDATE type::record('programme', $programme) SET edits += 1 RETURN NONE;
            }}"
        );
        let bound = Bound::new().with("programme", programme).with("n", n);
        self.write("taking a change back", &body, bound.done())
            .await
    }

    /// Puts a side of somebody into a programme.
    pub(crate) async fn join(
        &self,
        side: &str,
        person: &str,
        programme: &str,
    ) -> Result<(), StoreError> {
        let body = "UPDATE type::record('profile', [$side, $person]) SET programme = $programme RETURN NONE;
            fn::log('person', $person)";
        let bound = Bound::new()
            .with("side", side)
            .with("person", person)
            .with("programme", programme);
        self.write("joining a programme", body, bound.done()).await
    }

    /// A programme whose last day is over: people are no longer in it, and nobody's name stays in a draft.
    pub(crate) async fn end_programme(&self, id: &str, today: &str) -> Result<(), StoreError> {
        let body = "LET $row = (SELECT ends, over FROM ONLY type::record('programme', $id));
            IF $row != NONE AND !$row.over AND $row.ends < $today {
                UPDATE type::record('programme', $id) SET over = true, publishing = NONE RETURN NONE;
                DELETE edit WHERE programme = $id RETURN NONE;
                DELETE proposed WHERE programme = $id RETURN NONE;
                DELETE suggested WHERE programme = $id RETURN NONE;
                UPDATE profile SET programme = NONE WHERE programme = $id RETURN NONE;
                fn::log('all', '');
            }";
        let bound = Bound::new().with("id", id).with("today", today);
        self.write("ending a programme", body, bound.done()).await
    }
}

/// A draft can be changed while its programme runs and nothing of it is being published.
const EDITABLE: &str = "
    LET $row = (SELECT edits, over, publishing FROM ONLY type::record('programme', $programme));
    IF $row = NONE { THROW 'unknown' };
    IF $row.over { THROW 'over' };
    IF $row.publishing != NONE { THROW 'publishing' };
";
