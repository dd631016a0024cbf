//! What came through the log of accounts, each with its place in it in one transaction.

use chrono::{DateTime, Utc};
use nouns::PersonId;
use store::{ASK_TO_SHRED, StoreError};
use surrealdb::types::Variables;

use super::Store;

/// The name of our place in the log of accounts.
const FOLLOWER: &str = "accounts";

/// Takes person and name off every card and version, question and answer; these stay.
const FORGET: &str = "
    FOR $card IN (SELECT VALUE record::id(id) FROM card WHERE owner = $person OR by = $person) {
        fn::log('card', $card);
    };
    UPDATE card SET owner = NONE, owner_name = NONE WHERE owner = $person RETURN NONE;
    UPDATE card SET by = NONE, by_name = NONE WHERE by = $person RETURN NONE;
    UPDATE revision SET by = NONE, by_name = NONE WHERE by = $person RETURN NONE;
    DELETE draft WHERE owner = $person RETURN NONE;
    UPDATE draft SET reviewer = NONE, reviewer_name = NONE WHERE reviewer = $person RETURN NONE;
    FOR $question IN (SELECT VALUE record::id(id) FROM question WHERE asker = $person AND state != 'closed') {
        fn::dequeue('question', $question);
        fn::log('question', $question);
    };
    UPDATE question SET state = 'closed', step = 'none', outcome = 'closed', due = time::now(), version += 1
        WHERE asker = $person AND state != 'closed' RETURN NONE;
    UPDATE question SET asker = NONE, asker_name = NONE WHERE asker = $person RETURN NONE;
    UPDATE answer SET by = NONE, by_name = NONE, thanks = '' WHERE by = $person RETURN NONE;
    DELETE block WHERE by = $person OR whom = $person RETURN NONE;
    FOR $team IN (SELECT VALUE team FROM team_member WHERE person = $person) {
        fn::leave_team($team, $person, $now);
    };
";

impl Store {
    /// Takes over whether somebody is kept out.
    pub(crate) async fn keep_suspended(
        &self,
        position: u64,
        person: &PersonId,
        stands: bool,
    ) -> Result<(), StoreError> {
        let db = &self.db;
        db.keep_suspended(FOLLOWER, position, person, stands).await
    }

    pub(crate) async fn keep_block(
        &self,
        position: u64,
        by: &PersonId,
        whom: &PersonId,
        stands: bool,
    ) -> Result<(), StoreError> {
        let db = &self.db;
        db.keep_block(FOLLOWER, position, by, whom, stands).await
    }

    pub(crate) async fn place_in_log(&self) -> Result<u64, StoreError> {
        self.db.cursor(FOLLOWER).await
    }

    /// Removes a person, and asks that nothing stays in the files either.
    pub(crate) async fn erase(
        &self,
        position: u64,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let removal = store::register::removal(super::REGISTER);
        let body = format!("{FORGET}{removal}{ASK_TO_SHRED}");
        let mut variables = Variables::new();
        variables.insert("person", person.as_str().to_owned());
        variables.insert("now", now);
        self.db
            .follow("erasing a person", FOLLOWER, position, &body, variables)
            .await
    }

    /// Nothing of what came up to `position` is ours.
    pub(crate) async fn pass(&self, position: u64) -> Result<(), StoreError> {
        self.db
            .follow("passing the log", FOLLOWER, position, "", Variables::new())
            .await
    }

    /// Leaves nothing of the erased in the files of the store.
    pub(crate) async fn shred_if_asked(&self) -> Result<(), StoreError> {
        self.db.shred_if_asked(&self.datastore).await
    }
}
