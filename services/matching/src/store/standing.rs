//! What came through the log of accounts. Each change and its place in that log are one
//! transaction.

use chrono::{DateTime, Utc};
use contract::consent::Purpose;
use store::{ASK_TO_SHRED, StoreError};
use surrealdb::types::SurrealValue;

use super::{Bound, Store};

/// The name of our place in the log of accounts.
pub(crate) const FOLLOWER: &str = "accounts";

/// How a person stands.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(crate) struct StandingRow {
    pub(crate) person: String,
    /// May be shown to others as a buddy or role model.
    pub(crate) found: bool,
    /// May be asked, and hears from others.
    pub(crate) contacted: bool,
    /// May be asked how it goes.
    pub(crate) asked: bool,
    /// What kind of school theirs is: a fact of the school, for the report of what groups got.
    pub(crate) school_kind: Option<String>,
}

impl StandingRow {
    /// How somebody stands who agrees to just that.
    pub(crate) fn agreeing(person: &str, agrees: impl Fn(Purpose) -> bool) -> Self {
        Self {
            person: person.to_owned(),
            found: agrees(Purpose::Found),
            contacted: agrees(Purpose::Contacted),
            asked: agrees(Purpose::Asked),
            school_kind: None,
        }
    }
}

/// How a person stands now, where that differs from what we knew.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct ChangedStanding {
    pub(crate) stands: StandingRow,
    pub(crate) minor: bool,
}

/// Stands in a request for somebody who is gone.
pub(crate) const SOMEBODY: &str = "Iemand";

/// Ends what is open: nobody did anything wrong, so no reason is given but that it cannot be.
const END_OPEN: &str = "
    IF !($found AND $contacted) {
        FOR $open IN (SELECT VALUE record::id(id) FROM request WHERE buddy = $person AND state IN ['waiting', 'asked', 'question']) {
            UPDATE type::record('request', $open) SET reason = 'not-possible' RETURN NONE;
            fn::end_request($open, 'withdrawn', 'kansrijk', $now, 'not-possible');
        };
    };
    IF $before.contacted = true AND !$contacted {
        FOR $open IN (SELECT VALUE record::id(id) FROM request WHERE student = $person AND state IN ['waiting', 'asked', 'question']) {
            UPDATE type::record('request', $open) SET reason = 'not-possible' RETURN NONE;
            fn::end_request($open, 'withdrawn', 'kansrijk', $now, 'not-possible');
        };
        FOR $invited IN (SELECT VALUE record::id(id) FROM invitation WHERE student = $person AND state IN ['open', 'claimed']) {
            fn::end_invitation($invited, 'ended', '', $now);
        };
    };
";

/// What runs ends, names and ids go; what is left tells the other what was, and of whom no more.
const ERASE: &str = "
    FOR $open IN (SELECT VALUE record::id(id) FROM request WHERE (student = $person OR buddy = $person)
        AND state IN ['waiting', 'asked', 'question', 'matched', 'running']) {
        LET $state = (SELECT VALUE state FROM ONLY type::record('request', $open));
        LET $end = IF $state IN ['matched', 'running'] { 'closed' } ELSE { 'withdrawn' };
        UPDATE type::record('request', $open) SET reason = 'not-possible' RETURN NONE;
        fn::end_request($open, $end, 'kansrijk', $now, 'not-possible');
    };
    FOR $own IN (SELECT record::id(id) AS key, student, buddy FROM request WHERE student = $person OR buddy = $person) {
        UPDATE notice SET other = $somebody WHERE request = $own.key AND person != $person RETURN NONE;
        IF $own.student = $person {
            UPDATE type::record('request', $own.key) SET student = '', student_name = $somebody RETURN NONE;
        } ELSE {
            UPDATE type::record('request', $own.key) SET buddy = '', buddy_name = $somebody RETURN NONE;
        };
    };
    LET $nobodys = (SELECT VALUE record::id(id) FROM request WHERE student = '' AND buddy = '');
    DELETE event WHERE request IN $nobodys RETURN NONE;
    DELETE request WHERE student = '' AND buddy = '' RETURN NONE;
    UPDATE conversation SET student = '' WHERE student = $person RETURN NONE;
    UPDATE conversation SET buddy = '' WHERE buddy = $person RETURN NONE;
    FOR $nobodys IN (SELECT VALUE record::id(id) FROM conversation WHERE student = '' AND buddy = '') {
        DELETE message WHERE conversation = $nobodys RETURN NONE;
        DELETE type::record('conversation', $nobodys) RETURN NONE;
    };
    FOR $programme IN array::distinct((SELECT VALUE programme FROM proposed WHERE student = $person OR buddy = $person)) {
        UPDATE type::record('programme', $programme) SET edits += 1 RETURN NONE;
    };
    DELETE proposed WHERE student = $person OR buddy = $person RETURN NONE;
    UPDATE suggested SET buddies = array::complement(buddies, [$person]), passed = array::complement(passed, [$person])
        WHERE $person IN buddies OR $person IN passed RETURN NONE;
    UPDATE proposed SET rather = NONE WHERE rather = $person RETURN NONE;
    DELETE edit WHERE student = $person OR buddy = $person RETURN NONE;
    FOR $invited IN (SELECT VALUE record::id(id) FROM invitation WHERE (student = $person OR invitee = $person) AND state IN ['open', 'claimed']) {
        fn::end_invitation($invited, 'ended', $person, $now);
    };
    DELETE block WHERE whom = $person RETURN NONE;
    UPDATE vog SET seen_by = '' WHERE seen_by = $person RETURN NONE;
    UPDATE outbox SET key = '' WHERE topic = 'person' AND key = $person RETURN NONE;
";

impl Store {
    pub(crate) async fn place_in_log(&self) -> Result<u64, StoreError> {
        self.db.cursor(FOLLOWER).await
    }

    pub(crate) async fn standings(&self) -> Result<Vec<StandingRow>, StoreError> {
        let surql =
            "SELECT record::id(id) AS person, found, contacted, asked, school_kind FROM standing";
        self.rows("reading how people stand", surql, Bound::new().done())
            .await
    }

    /// How these people stand, as far as we know them.
    pub(crate) async fn standings_of(
        &self,
        people: Vec<String>,
    ) -> Result<Vec<StandingRow>, StoreError> {
        let surql = "SELECT record::id(id) AS person, found, contacted, asked, school_kind
            FROM array::map($people, |$one| type::record('standing', $one)) WHERE id != NONE";
        let bound = Bound::new().with("people", people);
        self.rows("reading how these people stand", surql, bound.done())
            .await
    }

    /// Takes over how people stand, up to `position`, and ends what they withdrew from.
    pub(crate) async fn keep_standings(
        &self,
        position: u64,
        changed: Vec<ChangedStanding>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "FOR $one IN $changed {{
                LET $person = $one.stands.person;
                LET $found = $one.stands.found;
                LET $contacted = $one.stands.contacted;
                LET $before = (SELECT * FROM ONLY type::record('standing', $person));
                UPSERT type::record('standing', $person) SET found = $found, contacted = $contacted, asked = $one.stands.asked,
                    school_kind = $one.stands.school_kind RETURN NONE;
                UPDATE [type::record('profile', ['seeks', $person]), type::record('profile', ['helps', $person])] SET minor = $one.minor RETURN NONE;
                {END_OPEN}
                fn::log('person', $person);
            }}"
        );
        let bound = Bound::new().with("changed", changed).with("now", now);
        self.follow("taking over how people stand", position, &body, bound)
            .await
    }

    /// Takes over a block, and ends what runs between the two.
    pub(crate) async fn keep_block(
        &self,
        position: u64,
        by: &str,
        whom: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let bound = Bound::new()
            .with("by", by)
            .with("whom", whom)
            .with("now", now);
        self.follow("taking over a block", position, super::people::BLOCK, bound)
            .await
    }

    pub(crate) async fn drop_block(
        &self,
        position: u64,
        by: &str,
        whom: &str,
    ) -> Result<(), StoreError> {
        let bound = Bound::new().with("by", by).with("whom", whom);
        self.follow(
            "taking a block back",
            position,
            super::people::UNBLOCK,
            bound,
        )
        .await
    }

    /// Removes a person, and asks that nothing stays in the files either.
    pub(crate) async fn erase(
        &self,
        position: u64,
        person: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let removal = store::register::removal(super::REGISTER);
        let body = format!("{ERASE}{removal}{ASK_TO_SHRED} fn::log('all', '')");
        let bound = Bound::new()
            .with("person", person)
            .with("somebody", SOMEBODY)
            .with("now", now);
        self.follow("erasing a person", position, &body, bound)
            .await
    }

    /// Nothing of what came up to `position` is ours.
    pub(crate) async fn pass(&self, position: u64) -> Result<(), StoreError> {
        self.follow("passing the log", position, "", Bound::new())
            .await
    }

    /// Leaves nothing of the erased in the files of the store.
    pub(crate) async fn shred_if_asked(&self) -> Result<(), StoreError> {
        self.db.shred_if_asked(&self.datastore).await
    }

    async fn follow(
        &self,
        doing: &'static str,
        position: u64,
        body: &str,
        bound: Bound,
    ) -> Result<(), StoreError> {
        let done = self
            .db
            .follow(doing, FOLLOWER, position, body, bound.done())
            .await;
        self.wrote();
        done
    }
}
