//! What came through the log of accounts, each with its place in it in one transaction.

use nouns::PersonId;
use store::ASK_TO_SHRED;
use surrealdb::types::Variables;

use super::{REGISTER, Store, binding};
use crate::MeetupsError;

/// The name of our place in the log of accounts.
const FOLLOWER: &str = "accounts";

/// Strikes a person out of everything that has a meaning without them.
const STRIKE_OUT: &str = "
    UPDATE signup_deed SET person = '' WHERE person = $person RETURN NONE;
    LET $events = (SELECT VALUE record::id(id) FROM event WHERE organiser = $person);
    UPDATE event SET organiser = NONE, organiser_name = NONE WHERE organiser = $person RETURN NONE;
    FOR $event IN $events { fn::log('event', $event); };
    LET $hosted = (SELECT VALUE record::id(id) FROM event WHERE (hosts ?? []) CONTAINS $person);
    UPDATE event SET hosts = array::complement(hosts, [$person]) WHERE (hosts ?? []) CONTAINS $person RETURN NONE;
    UPDATE concept SET words.hosts = array::complement(words.hosts, [$person]) WHERE (words.hosts ?? []) CONTAINS $person RETURN NONE;
    UPDATE concept SET ready.hosts = array::complement(ready.hosts, [$person]) WHERE (ready.hosts ?? []) CONTAINS $person RETURN NONE;
    FOR $event IN $hosted { fn::log('event', $event); };
    LET $led = (SELECT VALUE record::id(id) FROM community WHERE coordinator = $person);
    UPDATE community SET coordinator = NONE WHERE coordinator = $person RETURN NONE;
    LET $joined = (SELECT VALUE community FROM membership WHERE person = $person);
    FOR $slug IN array::concat($led, $joined) { fn::log('community', $slug); };
    UPDATE source SET by = NONE WHERE by = $person RETURN NONE;
    LET $entries = (SELECT VALUE record::id(id) FROM entry WHERE person = $person);
    FOR $entry IN $entries { fn::entry_gone($entry); };
    UPDATE topic SET person = NONE, name = NONE WHERE person = $person RETURN NONE;
    DELETE block WHERE by = $person OR whom = $person RETURN NONE;
";

impl Store {
    /// Takes over whether somebody is kept out.
    pub(crate) async fn keep_suspended(
        &self,
        position: u64,
        person: &PersonId,
        stands: bool,
    ) -> Result<(), MeetupsError> {
        let db = &self.db;
        Ok(db
            .keep_suspended(FOLLOWER, position, person, stands)
            .await?)
    }

    pub(crate) async fn keep_block(
        &self,
        position: u64,
        by: &PersonId,
        whom: &PersonId,
        stands: bool,
    ) -> Result<(), MeetupsError> {
        let db = &self.db;
        Ok(db.keep_block(FOLLOWER, position, by, whom, stands).await?)
    }

    pub(crate) async fn place_in_log(&self) -> Result<u64, MeetupsError> {
        Ok(self.db.cursor(FOLLOWER).await?)
    }

    /// Strikes a person out, and asks that nothing stays in the files either.
    pub(crate) async fn strike_out(
        &self,
        position: u64,
        person: &PersonId,
    ) -> Result<(), MeetupsError> {
        let removal = store::register::removal(REGISTER);
        let body = format!("{STRIKE_OUT}{removal}{ASK_TO_SHRED}");
        let variables = binding! { "person": person.to_string() };
        self.db
            .follow(
                "striking a person out",
                FOLLOWER,
                position,
                &body,
                variables,
            )
            .await?;
        Ok(())
    }

    /// Nothing of what came up to `position` is ours.
    pub(crate) async fn pass(&self, position: u64) -> Result<(), MeetupsError> {
        self.db
            .follow("passing the log", FOLLOWER, position, "", Variables::new())
            .await?;
        Ok(())
    }

    /// Leaves nothing of the erased in the files of the store.
    pub(crate) async fn shred_if_asked(&self) -> Result<(), MeetupsError> {
        Ok(self.db.shred_if_asked(&self.datastore).await?)
    }
}
