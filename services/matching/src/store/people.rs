//! Profiles, certificates, blocks and places.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use store::StoreError;
use surrealdb::types::{Array, RecordId, SurrealValue};

use super::waiting_list::{TriedRow, WaitingRow};
use super::{Bound, ProfileRow, StandingRow, Store, SuggestedRow};

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct VogRow {
    pub(crate) person: String,
    pub(crate) valid_until: String,
}

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct BlockRow {
    pub(crate) by: String,
    pub(crate) whom: String,
}

#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct PlaceRow {
    pub(crate) person: String,
    pub(crate) taken: i64,
    pub(crate) answers: i64,
    pub(crate) answer_minutes: i64,
}

/// What the pool holds of some people.
#[derive(Default, SurrealValue)]
pub(crate) struct About {
    pub(crate) profiles: Vec<ProfileRow>,
    pub(crate) vogs: Vec<VogRow>,
    pub(crate) places: Vec<PlaceRow>,
    pub(crate) blocks: Vec<BlockRow>,
    pub(crate) running: Vec<RunningRow>,
    pub(crate) tried: Vec<TriedRow>,
    pub(crate) standings: Vec<StandingRow>,
    pub(crate) waiting: Vec<WaitingRow>,
    pub(crate) suggested: Vec<SuggestedRow>,
}

/// A request that has not ended, as the pool needs it.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct RunningRow {
    pub(crate) student: String,
    pub(crate) buddy: String,
    pub(crate) relation: String,
    pub(crate) state: String,
}

/// A helper hears so long before that their certificate ends.
const REMIND_BEFORE: TimeDelta = TimeDelta::days(42);

/// Rows planted in one transaction: enough to be fast, few enough to fit in memory easily.
const CHUNK: usize = 500;

/// `$by` does not want to see `$whom`: what runs between them ends without a word about why.
pub(super) const BLOCK: &str =
    "UPSERT type::record('block', [$by, $whom]) SET by = $by, whom = $whom, at = $now RETURN NONE;
    FOR $between IN [type::record('pair', [$by, $whom]), type::record('pair', [$whom, $by])] {
        LET $running = (SELECT VALUE request FROM ONLY $between);
        IF $running != NONE {
            LET $state = (SELECT VALUE state FROM ONLY type::record('request', $running));
            LET $end = IF $state IN ['matched', 'running'] { 'closed' } ELSE { 'withdrawn' };
            fn::end_request($running, $end, 'kansrijk', $now, NONE);
        };
    };
    FOR $invited IN (SELECT VALUE record::id(id) FROM invitation WHERE state = 'claimed'
        AND ((student = $by AND invitee = $whom) OR (student = $whom AND invitee = $by))) {
        fn::end_invitation($invited, 'ended', '', $now);
    };
    fn::log('person', $by); fn::log('person', $whom)";
pub(super) const UNBLOCK: &str =
    "DELETE type::record('block', [$by, $whom]); fn::log('person', $by); fn::log('person', $whom)";

impl Store {
    pub(crate) async fn profiles(&self) -> Result<Vec<ProfileRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM profile";
        self.rows("reading profiles", surql, Bound::new().done())
            .await
    }

    /// Both sides of one person, the seeking one first.
    pub(crate) async fn profiles_of(&self, person: &str) -> Result<Vec<ProfileRow>, StoreError> {
        let surql = "SELECT * OMIT id FROM [type::record('profile', ['seeks', $person]), type::record('profile', ['helps', $person])]";
        let bound = Bound::new().with("person", person);
        self.rows("reading a profile", surql, bound.done()).await
    }

    pub(crate) async fn vogs(&self) -> Result<Vec<VogRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, valid_until FROM vog";
        self.rows("reading certificates", surql, Bound::new().done())
            .await
    }

    pub(crate) async fn vog_of(&self, person: &str) -> Result<Option<NaiveDate>, StoreError> {
        let surql =
            "SELECT record::id(id) AS person, valid_until FROM type::record('vog', $person)";
        let bound = Bound::new().with("person", person);
        let row: Option<VogRow> = self
            .row("reading a certificate", surql, bound.done())
            .await?;
        Ok(row.and_then(|row| row.valid_until.parse().ok()))
    }

    pub(crate) async fn blocks(&self) -> Result<Vec<BlockRow>, StoreError> {
        let surql = "SELECT by, whom FROM block";
        self.rows("reading blocks", surql, Bound::new().done())
            .await
    }

    /// Everything that the pool holds of some people, in one statement: every answer waits for it after a change.
    pub(crate) async fn about(&self, people: Vec<String>) -> Result<About, StoreError> {
        let surql = "RETURN {
            profiles: (SELECT * OMIT id FROM $profiles WHERE id != NONE),
            vogs: (SELECT record::id(id) AS person, valid_until FROM $vogs WHERE id != NONE),
            places: (SELECT record::id(id) AS person, taken, answers, answer_minutes FROM $places WHERE id != NONE),
            blocks: array::concat(
                (SELECT by, whom FROM block WHERE by IN $people),
                (SELECT by, whom FROM block WHERE whom IN $people)),
            running: (SELECT student, buddy, relation, state FROM request WHERE student IN $people
                AND state IN ['waiting', 'asked', 'question', 'matched', 'running']),
            tried: (SELECT student, buddy FROM request WHERE student IN $people
                AND state IN ['declined', 'expired', 'withdrawn', 'closed'] AND reason NOT IN ['match', 'not-possible']),
            standings: (SELECT record::id(id) AS person, found, contacted, asked, school_kind FROM $standings WHERE id != NONE),
            waiting: (SELECT record::id(id) AS person, since, until, goes_first FROM $waiting WHERE id != NONE),
            suggested: (SELECT record::id(id) AS person, programme, buddies, state, due, passed FROM $suggested WHERE id != NONE)
        }";
        let of = |table: &'static str| -> Vec<RecordId> {
            let ids = people.iter();
            ids.map(|one| RecordId::new(table, one.as_str())).collect()
        };
        let profiles_of = |person: &String| {
            ["seeks", "helps"].map(|side| {
                RecordId::new(
                    "profile",
                    Array::from(vec![side.to_owned(), person.clone()]),
                )
            })
        };
        let profiles: Vec<RecordId> = people.iter().flat_map(profiles_of).collect();
        let bound = Bound::new()
            .with("profiles", profiles)
            .with("vogs", of("vog"))
            .with("places", of("place"))
            .with("standings", of("standing"))
            .with("waiting", of("waiting_list"))
            .with("suggested", of("suggested"))
            .with("people", people);
        let about: Option<About> = self
            .row("reading about people", surql, bound.done())
            .await?;
        Ok(about.unwrap_or_default())
    }

    /// Every request that has not ended.
    pub(crate) async fn running(&self) -> Result<Vec<RunningRow>, StoreError> {
        let surql = "SELECT student, buddy, relation, state FROM request
            WHERE state IN ['waiting', 'asked', 'question', 'matched', 'running']";
        self.rows("reading running requests", surql, Bound::new().done())
            .await
    }

    pub(crate) async fn places(&self) -> Result<Vec<PlaceRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, taken, answers, answer_minutes FROM place";
        self.rows("reading places", surql, Bound::new().done())
            .await
    }

    pub(crate) async fn place_of(&self, person: &str) -> Result<Option<PlaceRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, taken, answers, answer_minutes FROM type::record('place', $person)";
        let bound = Bound::new().with("person", person);
        self.row("reading places", surql, bound.done()).await
    }

    pub(crate) async fn save_profile(&self, row: ProfileRow) -> Result<(), StoreError> {
        let body =
            "UPSERT type::record('profile', [$row.side, $row.person]) CONTENT $row RETURN NONE;
             IF $row.side = 'seeks' { DELETE type::record('suggested', $row.person) WHERE programme != $row.programme RETURN NONE };
             fn::log('person', $row.person)";
        let bound = Bound::new().with("row", row);
        self.write("saving a profile", body, bound.done()).await
    }

    pub(crate) async fn set_active(
        &self,
        side: &str,
        person: &str,
        active: bool,
    ) -> Result<(), StoreError> {
        let body =
            "UPDATE type::record('profile', [$side, $person]) SET active = $active RETURN NONE;
             fn::log('person', $person)";
        let bound = Bound::new()
            .with("side", side)
            .with("person", person)
            .with("active", active);
        self.write("pausing a profile", body, bound.done()).await
    }

    /// Keeps what a token says of somebody's age with both sides of their profile.
    pub(crate) async fn set_minor(&self, person: &str, minor: bool) -> Result<(), StoreError> {
        let body = "UPDATE [type::record('profile', ['seeks', $person]), type::record('profile', ['helps', $person])] SET minor = $minor RETURN NONE;
             fn::log('person', $person)";
        let bound = Bound::new().with("person", person).with("minor", minor);
        self.write("keeping an age", body, bound.done()).await
    }

    pub(crate) async fn save_vog(
        &self,
        person: &str,
        valid_until: Option<NaiveDate>,
        seen_by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = match valid_until {
            Some(_) => {
                "UPSERT type::record('vog', $person) SET valid_until = $until, seen_by = $by, at = $now RETURN NONE;
                 fn::enqueue('vog-ends', $person, $reminder, {});
                 fn::enqueue('vog-over', $person, $over, {});
                 fn::log('person', $person)"
            }
            None => "DELETE type::record('vog', $person);
                 fn::dequeue('vog-ends', $person);
                 fn::dequeue('vog-over', $person);
                 fn::log('person', $person)",
        };
        let last = valid_until.unwrap_or_default();
        let over = last
            .succ_opt()
            .unwrap_or(last)
            .and_time(NaiveTime::MIN)
            .and_utc();
        let until = valid_until.map(|day| day.to_string()).unwrap_or_default();
        let bound = Bound::new()
            .with("person", person)
            .with("until", until)
            .with("over", over)
            .with("reminder", (over - REMIND_BEFORE).max(now))
            .with("by", seen_by)
            .with("now", now);
        self.write("recording a certificate", body, bound.done())
            .await
    }

    /// Removes requests that ended before `year_ago`, profiles that nobody changed since then and whose owner neither waits
    /// nor has such a request any more, and certificates that ended before `today`.
    pub(crate) async fn sweep(
        &self,
        year_ago: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        let body = "FOR $over IN (SELECT VALUE record::id(id) FROM vog WHERE valid_until < $today) {
                DELETE type::record('vog', $over) RETURN NONE;
                fn::log('person', $over);
            };
            FOR $ended IN (SELECT record::id(id) AS id, student FROM request
                WHERE state IN ['declined', 'expired', 'withdrawn', 'closed'] AND made <= $year_ago) {
                LET $last = (SELECT VALUE at FROM event WHERE request = $ended.id ORDER BY at DESC LIMIT 1)[0];
                IF $last = NONE OR $last <= $year_ago {
                    DELETE event WHERE request = $ended.id RETURN NONE;
                    DELETE notice WHERE request = $ended.id RETURN NONE;
                    DELETE type::record('request', $ended.id) RETURN NONE;
                    fn::log('person', $ended.student);
                };
            };
            FOR $old IN (SELECT side, person FROM profile WHERE updated <= $year_ago) {
                LET $asked = IF $old.side = 'helps' {
                    (SELECT VALUE id FROM request WHERE buddy = $old.person LIMIT 1)
                } ELSE {
                    array::concat((SELECT VALUE id FROM type::record('waiting_list', $old.person)),
                        (SELECT VALUE id FROM request WHERE student = $old.person LIMIT 1))
                };
                IF array::len($asked) = 0 {
                    DELETE type::record('profile', [$old.side, $old.person]) RETURN NONE;
                    IF $old.side = 'helps' { DELETE type::record('role_model', $old.person) RETURN NONE };
                    IF $old.side = 'seeks' { DELETE type::record('suggested', $old.person) RETURN NONE };
                    fn::log('person', $old.person);
                };
            }";
        let bound = Bound::new()
            .with("year_ago", year_ago)
            .with("today", today.to_string());
        self.write("removing what was kept long enough", body, bound.done())
            .await
    }

    /// Tells a helper that their certificate ends; the coordinator records a new one.
    pub(crate) async fn remind_of_vog(
        &self,
        person: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "IF record::exists(type::record('vog', $person)) {
                UPSERT type::record('notice', [$person, '', 0]) SET person = $person, request = '', what = 'vog-ends',
                    other = '', at = $now RETURN NONE;
            }";
        let bound = Bound::new().with("person", person).with("now", now);
        self.write("reminding of a certificate", body, bound.done())
            .await
    }

    /// A certificate that has ended is not kept.
    pub(crate) async fn drop_vog(&self, person: &str, today: NaiveDate) -> Result<(), StoreError> {
        let body = "DELETE type::record('vog', $person) WHERE valid_until < $today RETURN NONE;
            fn::log('person', $person)";
        let bound = Bound::new()
            .with("person", person)
            .with("today", today.to_string());
        self.write("dropping a certificate", body, bound.done())
            .await
    }

    /// Many profiles at once, with certificates, of people who agreed to it where they came from; the pool is told once for each chunk.
    pub(crate) async fn plant(
        &self,
        profiles: Vec<ProfileRow>,
        standings: Vec<StandingRow>,
        vogs: Vec<VogRow>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "INSERT IGNORE INTO profile (SELECT *, [side, person] AS id FROM $rows) RETURN NONE;
             INSERT IGNORE INTO standing (SELECT person AS id, found, contacted, asked, school_kind FROM $standings) RETURN NONE;
             fn::log('all', '')";
        for (rows, standings) in profiles.chunks(CHUNK).zip(standings.chunks(CHUNK)) {
            let bound = Bound::new()
                .with("rows", rows.to_vec())
                .with("standings", standings.to_vec());
            self.write("planting profiles", body, bound.done()).await?;
        }
        let body = "INSERT IGNORE INTO vog (SELECT person AS id, valid_until, 'import' AS seen_by, $now AS at FROM $rows) RETURN NONE;
             INSERT IGNORE INTO job (SELECT ['vog-ends', person] AS id, 'vog-ends' AS kind, person AS key, 'due' AS state,
                (<datetime>string::concat(valid_until, 'T00:00:00Z')) + 1d - $before AS due, 0 AS attempts, {} AS payload
                FROM $rows) RETURN NONE;
             INSERT IGNORE INTO job (SELECT ['vog-over', person] AS id, 'vog-over' AS kind, person AS key, 'due' AS state,
                (<datetime>string::concat(valid_until, 'T00:00:00Z')) + 1d AS due, 0 AS attempts, {} AS payload
                FROM $rows) RETURN NONE;
             fn::log('all', '')";
        for chunk in vogs.chunks(CHUNK) {
            let bound = Bound::new()
                .with("rows", chunk.to_vec())
                .with("before", REMIND_BEFORE.to_std().unwrap_or_default())
                .with("now", now);
            self.write("planting certificates", body, bound.done())
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
impl Store {
    /// Blocks, and ends what runs between the two without a word about why.
    pub(crate) async fn block(
        &self,
        by: &str,
        whom: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let bound = Bound::new()
            .with("by", by)
            .with("whom", whom)
            .with("now", now);
        self.write("blocking", BLOCK, bound.done()).await
    }

    pub(crate) async fn unblock(&self, by: &str, whom: &str) -> Result<(), StoreError> {
        let bound = Bound::new().with("by", by).with("whom", whom);
        self.write("unblocking", UNBLOCK, bound.done()).await
    }
}
