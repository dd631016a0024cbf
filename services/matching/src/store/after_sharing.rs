//! What two people of a match share: goals, steps, how it goes, thanks; and what others may know of matches.

use chrono::{DateTime, NaiveDate, Utc};
use nouns::Region;
use store::StoreError;

use super::after::{Turn, own};
use super::{Bound, CheckInRow, LastingRow, RematchRow, StepRow, Store, StuckRow};
use crate::after::{MOST_GOALS, MOST_STEPS};

/// What is read of a stuck match.
const STUCK: &str = "record::id(id) AS id_of, student, stuck, help, (help ?? stuck) AS since,
    type::record('request', record::id(id)).student_name AS student_name,
    type::record('request', record::id(id)).buddy_name AS buddy_name,
    type::record('request', record::id(id)).programme AS programme,
    [type::record('profile', ['seeks', student]).region, type::record('profile', ['helps', buddy]).region,
        type::record('request_region', [record::id(id), 'student']).region,
        type::record('request_region', [record::id(id), 'buddy']).region][WHERE $this != NONE] AS regions,
    type::record('conversation', record::id(id)).wrote AS wrote";

/// A small step: a key of the list, or sealed words.
pub(crate) struct NewStep<'a> {
    pub(crate) goal: &'a str,
    pub(crate) key: Option<String>,
    pub(crate) sealed: Option<String>,
    pub(crate) n: i64,
}

impl Store {
    /// The steps of a match, in the order in which they were made.
    pub(crate) async fn steps(&self, id: &str) -> Result<Vec<StepRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM step WHERE request = $id ORDER BY n";
        let bound = Bound::new().with("id", id);
        self.rows("reading steps", surql, bound.done()).await
    }

    /// Every step of a person's matches.
    pub(crate) async fn steps_of(&self, person: &str) -> Result<Vec<StepRow>, StoreError> {
        let surql =
            "SELECT * OMIT id FROM step WHERE student = $person OR buddy = $person ORDER BY made";
        let bound = Bound::new().with("person", person);
        self.rows("reading steps", surql, bound.done()).await
    }

    pub(crate) async fn check_ins(&self, id: &str) -> Result<Vec<CheckInRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM check_in WHERE request = $id ORDER BY round";
        let bound = Bound::new().with("id", id);
        self.rows("reading how it goes", surql, bound.done()).await
    }

    /// Shares a goal.
    ///
    /// # Errors
    /// Throws as [`Self::propose`].
    pub(crate) async fn add_goal(&self, turn: Turn<'_>, goal: &str) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $goal NOT IN $own.goals {{
                IF array::len($own.goals) >= {MOST_GOALS} {{ THROW 'too-many' }};
                UPDATE type::record('together', $id) SET goals += $goal, version += 1, sign = $now, stuck = NONE RETURN NONE;
                fn::note($id, 'goal', $by, $now, $goal);
            }}",
            own()
        );
        let bound = turn.bound().with("goal", goal);
        self.write("sharing a goal", &body, bound.done()).await
    }

    /// Puts a goal away with its steps: a goal less is no fault.
    pub(crate) async fn drop_goal(&self, turn: Turn<'_>, goal: &str) -> Result<(), StoreError> {
        let body = format!(
            "{} UPDATE type::record('together', $id) SET goals -= $goal, version += 1, sign = $now, stuck = NONE RETURN NONE;
            DELETE step WHERE request = $id AND goal = $goal RETURN NONE",
            own()
        );
        let bound = turn.bound().with("goal", goal);
        self.write("putting a goal away", &body, bound.done()).await
    }

    /// The number of the next step, which its words are sealed with.
    pub(crate) async fn next_step_number(&self, id: &str) -> Result<i64, StoreError> {
        let surql = "SELECT VALUE steps FROM type::record('together', $id)";
        let bound = Bound::new().with("id", id);
        let steps: Option<i64> = self.row("numbering a step", surql, bound.done()).await?;
        Ok(steps.unwrap_or_default() + 1)
    }

    /// Adds a small step to a goal.
    ///
    /// # Errors
    /// Throws as [`Self::propose`]; `changed` when the number was given meanwhile, `no-goal`.
    pub(crate) async fn add_step(
        &self,
        turn: Turn<'_>,
        new: NewStep<'_>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} IF $goal NOT IN $own.goals {{ THROW 'no-goal' }};
            IF $own.steps + 1 != $n {{ THROW 'changed' }};
            IF array::len((SELECT VALUE n FROM step WHERE request = $id AND goal = $goal)) >= {MOST_STEPS} {{ THROW 'too-many' }};
            UPDATE type::record('together', $id) SET steps = $n, version += 1, sign = $now, stuck = NONE RETURN NONE;
            CREATE type::record('step', [$id, $n]) SET request = $id, n = $n, student = $own.student, buddy = $own.buddy,
                goal = $goal, key = $key, sealed = $sealed, by = $by, made = $now RETURN NONE",
            own()
        );
        let bound = turn
            .bound()
            .with("goal", new.goal)
            .with("n", new.n)
            .with("key", new.key)
            .with("sealed", new.sealed);
        self.write("adding a step", &body, bound.done()).await
    }

    /// Ticks a step off, or takes the tick back.
    ///
    /// # Errors
    /// Throws as [`Self::propose`]; `gone` where the step is.
    pub(crate) async fn tick(&self, turn: Turn<'_>, n: i64, done: bool) -> Result<(), StoreError> {
        let body = format!(
            "{} LET $step = (SELECT * FROM ONLY type::record('step', [$id, $n]));
            IF $step = NONE {{ THROW 'gone' }};
            IF $done AND $step.done = NONE {{
                UPDATE type::record('step', [$id, $n]) SET done = $now RETURN NONE;
                UPDATE type::record('together', $id) SET version += 1, sign = $now, stuck = NONE RETURN NONE;
                fn::note($id, 'ticked', $by, $now, $step.goal);
            }};
            IF !$done {{ UPDATE type::record('step', [$id, $n]) SET done = NONE RETURN NONE }}",
            own()
        );
        let bound = turn.bound().with("n", n).with("done", done);
        self.write("ticking a step off", &body, bound.done()).await
    }

    /// Keeps how it goes, as one of the two says it; a second answer replaces the first.
    ///
    /// # Errors
    /// Throws as [`Self::propose`]; `not-agreed` without the consent to be asked, `changed` when that was not asked last.
    pub(crate) async fn answer_check_in(
        &self,
        turn: Turn<'_>,
        round: i64,
        answer: &str,
        shared: bool,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} LET $person = IF $by = 'student' {{ $own.student }} ELSE {{ $own.buddy }};
            LET $other = IF $by = 'student' {{ $own.buddy }} ELSE {{ $own.student }};
            LET $name = IF $by = 'student' {{ $request.student_name }} ELSE {{ $request.buddy_name }};
            IF (SELECT VALUE asked FROM ONLY type::record('standing', $person)) != true {{ THROW 'not-agreed' }};
            LET $asked = (SELECT VALUE n FROM event WHERE request = $id AND what = 'check-in');
            IF array::max($asked) != $round {{ THROW 'changed' }};
            UPSERT type::record('check_in', [$id, $round, $person]) SET request = $id, person = $person, round = $round,
                answer = $answer, shared = $shared, at = $now RETURN NONE;
            IF $shared {{ fn::tell($other, $id, 'check-in-shared', $name, $now) }}",
            own()
        );
        let bound = turn
            .bound()
            .with("round", round)
            .with("answer", answer)
            .with("shared", shared);
        self.write("keeping how it goes", &body, bound.done()).await
    }

    /// One of the two waits for the coordinator, one of where they belong.
    pub(crate) async fn ask_help(
        &self,
        turn: Turn<'_>,
        region: Option<Region>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} UPDATE type::record('together', $id) SET help = $now WHERE help = NONE RETURN NONE;
            IF $region != NONE {{
                UPSERT type::record('request_region', [$id, $by]) SET request = $id, region = $region,
                    person = IF $by = 'student' {{ $own.student }} ELSE {{ $own.buddy }} RETURN NONE;
            }}",
            own()
        );
        let region = region.map(|region| region.code().to_owned());
        let bound = turn.bound().with("region", region);
        self.write("asking for help", &body, bound.done()).await
    }

    /// The coordinator has helped: both hear that.
    pub(crate) async fn helped(&self, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "UPDATE type::record('together', $id) SET help = NONE, stuck = NONE, sign = $now RETURN NONE;
            fn::note($id, 'helped', 'kansrijk', $now, NONE)";
        let bound = Bound::new().with("id", id).with("now", now);
        self.write("noting help", body, bound.done()).await
    }

    /// A kind sentence at the end, once for each.
    ///
    /// # Errors
    /// Throws `gone`, `not-open`, and `thanked` the second time.
    pub(crate) async fn thank(&self, turn: Turn<'_>, thanks: &str) -> Result<(), StoreError> {
        let part = turn.part.as_str();
        let body = format!(
            "LET $request = (SELECT * FROM ONLY type::record('request', $id));
            LET $own = (SELECT * FROM ONLY type::record('together', $id));
            IF $request = NONE OR $own = NONE {{ THROW 'gone' }};
            IF $request.state != 'closed' OR $request.student = '' OR $request.buddy = ''
                OR record::exists(type::record('block', [$own.student, $own.buddy]))
                OR record::exists(type::record('block', [$own.buddy, $own.student])) {{ THROW 'ended' }};
            IF $own.{part}_thanks != NONE {{ THROW 'thanked' }};
            UPDATE type::record('together', $id) SET {part}_thanks = $thanks RETURN NONE;
            fn::note($id, 'thanked', $by, $now, NONE)"
        );
        let bound = turn.bound().with("thanks", thanks);
        self.write("thanking", &body, bound.done()).await
    }

    /// Whether somebody agrees to be asked how it goes.
    pub(crate) async fn agrees_to_be_asked(&self, person: &str) -> Result<bool, StoreError> {
        let surql = "SELECT VALUE asked FROM type::record('standing', $person)";
        let bound = Bound::new().with("person", person);
        let asked: Option<bool> = self.row("reading a consent", surql, bound.done()).await?;
        Ok(asked == Some(true))
    }

    /// Who of these people goes first at their next match, whoever waits longest first.
    pub(crate) async fn rematches(
        &self,
        people: Vec<String>,
        now: DateTime<Utc>,
    ) -> Result<Vec<RematchRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, since, until
            FROM array::map($people, |$one| type::record('rematch', $one)) WHERE id != NONE AND until > $now ORDER BY since";
        let bound = Bound::new().with("people", people).with("now", now);
        self.rows("reading who goes first", surql, bound.done())
            .await
    }

    pub(crate) async fn sweep_rematches(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE rematch WHERE until <= $now RETURN NONE";
        let bound = Bound::new().with("now", now);
        self.write("forgetting who went first", body, bound.done())
            .await
    }

    /// Stuck matches: those in which nothing happened for so long that both were told, and those that wait for help.
    /// Longest first, a page of them.
    pub(crate) async fn stuck_matches(
        &self,
        from: u32,
        most: u32,
    ) -> Result<Vec<StuckRow>, StoreError> {
        let surql = format!(
            "SELECT {STUCK} FROM together WHERE stuck != NONE OR help != NONE ORDER BY since, id_of LIMIT $most START $from"
        );
        let doing = "reading stuck matches";
        let mut rows = self
            .db
            .read_built(surql)
            .bind(("most", i64::from(most)))
            .bind(("from", i64::from(from)))
            .await
            .map_err(StoreError::while_doing(doing))?;
        rows.take(0).map_err(StoreError::while_doing(doing))
    }

    /// A match, if it is stuck or waits for help.
    pub(crate) async fn stuck_match(&self, id: &str) -> Result<Option<StuckRow>, StoreError> {
        let surql = format!(
            "SELECT {STUCK} FROM type::record('together', $id) WHERE stuck != NONE OR help != NONE"
        );
        let doing = "reading a stuck match";
        let mut rows = self
            .db
            .read_built(surql)
            .bind(("id", id.to_owned()))
            .await
            .map_err(StoreError::while_doing(doing))?;
        let rows: Vec<StuckRow> = rows.take(0).map_err(StoreError::while_doing(doing))?;
        Ok(rows.into_iter().next())
    }

    /// Matches that began on or before a day, by what the two had in common, and whether they ended within `days`.
    pub(crate) async fn lasting(
        &self,
        programme: Option<String>,
        began_by: NaiveDate,
        days: i64,
    ) -> Result<Vec<LastingRow>, StoreError> {
        let surql = "SELECT fit, ended, drawn, count() AS n FROM (SELECT fit, (days != NONE AND days < $days) AS ended, (lottery != NONE) AS drawn FROM lasting
            WHERE fit != NONE AND began <= $by AND ($programme = NONE OR programme = $programme)) GROUP BY fit, ended, drawn";
        let bound = Bound::new()
            .with("programme", programme)
            .with("by", began_by.to_string())
            .with("days", days);
        self.rows("counting how long matches last", surql, bound.done())
            .await
    }

    /// The key of the conversation of a match, made with `key` where nobody wrote yet.
    pub(crate) async fn conversation_key(
        &self,
        turn: Turn<'_>,
        key: &str,
    ) -> Result<(), StoreError> {
        let body = format!(
            "{} IF !record::exists(type::record('conversation', $id)) {{
                CREATE type::record('conversation', $id) SET student = $own.student, buddy = $own.buddy, key = $key,
                    last = 0, wrote = $now RETURN NONE;
            }}",
            own()
        );
        let bound = turn.bound().with("key", key);
        self.write("making the key of a conversation", &body, bound.done())
            .await
    }
}
