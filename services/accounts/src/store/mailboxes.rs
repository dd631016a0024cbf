//! Whose an e-mail address is. The id of a row is a keyed hash of the address, with a key that lies beside the store.

use nouns::PersonId;
use ring::hmac;
use serde::Deserialize;
use store::StoreError;
use surrealdb::types::{SurrealValue, Variables};

use super::{Store, naming, person_id, rows};
use crate::secret::{hex, tag};

/// Rows in one transaction.
const AT_A_TIME: usize = 200;

/// Goes with the first people of a store: from then on it is known with which `$tag` the rows are keyed.
pub(super) const KEYED: &str = "
IF !record::exists(mailbox_key:one) { CREATE mailbox_key:one SET tag = $tag RETURN NONE };
";

/// What turns an address into the id of its row.
#[derive(Clone)]
pub(crate) struct MailboxKey(hmac::Key);

impl MailboxKey {
    pub(crate) fn new(key: hmac::Key) -> Self {
        Self(key)
    }

    pub(super) fn id(&self, email: &str) -> String {
        hex(tag(&self.0, "mailbox", email).as_ref())
    }

    /// Tells one key from another; no address is empty.
    pub(super) fn tag(&self) -> String {
        self.id("")
    }
}

#[derive(Deserialize)]
struct AddressRow {
    person: String,
    email: String,
}

#[derive(SurrealValue)]
struct MailboxRow {
    id: String,
    person: String,
}

impl Store {
    /// Whose e-mail address this is.
    pub(crate) async fn owner_of(&self, email: &str) -> Result<Option<PersonId>, StoreError> {
        let surql = "SELECT VALUE record::id(person) FROM ONLY type::record('mailbox', $mailbox)";
        let id: Option<String> = self
            .db
            .read(surql)
            .bind(naming("mailbox", &self.mailboxes.id(email)))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("looking for an address"))?;
        id.map(|id| person_id("mailbox", &id)).transpose()
    }

    /// Makes the rows anew where they are of another key, or of none as they were once: the people's own rows have the
    /// addresses. What it is broken off at, the next start begins with.
    pub(super) async fn key_mailboxes(&self) -> Result<(), StoreError> {
        let ours = self.mailboxes.tag();
        let theirs: Option<String> = self
            .db
            .read("SELECT VALUE tag FROM ONLY mailbox_key:one")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading a tag"))?;
        if theirs.as_ref() == Some(&ours) {
            return Ok(());
        }
        let surql = "SELECT record::id(id) AS person, email FROM person WHERE email != NONE";
        let mut results = self
            .db
            .read(surql)
            .await
            .map_err(StoreError::while_doing("reading addresses"))?;
        let addresses = rows::<AddressRow>(&mut results, 0, "person")?;
        if addresses.is_empty() {
            // An empty store stays empty: a copy may still be brought back into it.
            return Ok(());
        }
        let doing = "keying addresses";
        self.db
            .transact(doing, "DELETE mailbox RETURN NONE", Variables::new())
            .await?;
        for some in addresses.chunks(AT_A_TIME) {
            let mut variables = Variables::new();
            let row = |address: &AddressRow| MailboxRow {
                id: self.mailboxes.id(&address.email),
                person: address.person.clone(),
            };
            variables.insert("rows", some.iter().map(row).collect::<Vec<_>>());
            let body = "INSERT INTO mailbox (SELECT id, type::record('person', person) AS person FROM $rows) RETURN NONE";
            self.db.transact(doing, body, variables).await?;
        }
        let body = "UPSERT mailbox_key:one SET tag = $tag RETURN NONE";
        self.db
            .transact(doing, body, naming("tag", &ours))
            .await
            .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use store::Datastore;

    use super::*;
    use crate::testing::{id, people, start};

    fn key(byte: u8) -> MailboxKey {
        MailboxKey::new(hmac::Key::new(hmac::HMAC_SHA256, &[byte; 32]))
    }

    async fn ids(store: &Store) -> Vec<String> {
        let mut results = store
            .db
            .read("SELECT VALUE record::id(id) FROM mailbox")
            .await
            .unwrap();
        results.take(0).unwrap()
    }

    async fn tags(store: &Store) -> Vec<String> {
        let surql = "SELECT VALUE tag FROM mailbox_key";
        let mut results = store.db.read(surql).await.unwrap();
        results.take(0).unwrap()
    }

    #[tokio::test]
    async fn no_id_tells_an_address_and_another_key_makes_the_rows_anew() {
        let datastore = Datastore::in_memory().await.unwrap();
        let store = Store::open(&datastore, key(1)).await.unwrap();
        assert_eq!(store.add(people(), start()).await.unwrap(), 4);
        let first = ids(&store).await;
        assert_eq!(first.len(), 4);
        let is_hash = |id: &String| id.len() == 64 && !id.contains("noor");
        assert!(first.iter().all(is_hash), "{first:?}");
        // The same key changes nothing, and is known without making the rows anew.
        assert_eq!(tags(&store).await, [key(1).tag()]);
        let store = Store::open(&datastore, key(1)).await.unwrap();
        assert_eq!(ids(&store).await, first);
        let store = Store::open(&datastore, key(2)).await.unwrap();
        let second = ids(&store).await;
        assert_eq!(second.len(), 4);
        assert!(second.iter().all(|id| !first.contains(id)), "{second:?}");
        let owner = store.owner_of("noor@school.example").await.unwrap();
        assert_eq!(owner, Some(id("noor")));
        assert_eq!(store.owner_of("").await.unwrap(), None);
    }
}
