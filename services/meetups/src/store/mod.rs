//! The only `SurrealQL` of meetups. Rows are private and become nouns here.

mod attendance;
mod by_mail;
mod communities;
mod concepts;
mod entries;
mod events;
mod follow_up;
mod following;
mod images;
mod invitations;
mod joining;
mod offers;
mod own_calendars;
mod register;
mod reminders;
mod rows;
mod signups;
mod sources;
mod topics;

use serde::de::DeserializeOwned;
use store::{Database, Datastore, Harvest, LogEntry, Migration, StoreError};
use surrealdb::types::{SurrealValue, Variables};

use crate::MeetupsError;

pub(crate) use by_mail::Guest;
pub(crate) use events::News;
pub use register::REGISTER;
pub(crate) use signups::{Comer, Coming, Held, NewSignup};
pub(crate) use sources::{Sourced, Worked};

/// What the log tells of.
pub(crate) mod topic {
    /// Words, time or status of an event changed.
    pub(crate) const EVENT: &str = "event";
    /// Somebody signed up or left.
    pub(crate) const PLACES: &str = "places";
    /// A community or its members changed.
    pub(crate) const COMMUNITY: &str = "community";
}

/// The steps of this service's schema, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-meetups",
        surql: include_str!("../../migrations/0001-meetups.surql"),
        sample: include_str!("../../migrations/0001-meetups.sample.surql"),
    },
    Migration {
        name: "0002-blocks",
        surql: include_str!("../../migrations/0002-blocks.surql"),
        sample: include_str!("../../migrations/0002-blocks.sample.surql"),
    },
    Migration {
        name: "0004-suspended",
        surql: include_str!("../../migrations/0004-suspended.surql"),
        sample: include_str!("../../migrations/0004-suspended.sample.surql"),
    },
    Migration {
        name: "0005-invitations",
        surql: include_str!("../../migrations/0005-invitations.surql"),
        sample: include_str!("../../migrations/0005-invitations.sample.surql"),
    },
    Migration {
        name: "0006-offers",
        surql: include_str!("../../migrations/0006-offers.surql"),
        sample: include_str!("../../migrations/0006-offers.sample.surql"),
    },
    Migration {
        name: "0007-by-mail",
        surql: include_str!("../../migrations/0007-by-mail.surql"),
        sample: include_str!("../../migrations/0007-by-mail.sample.surql"),
    },
    Migration {
        name: "0008-parties",
        surql: include_str!("../../migrations/0008-parties.surql"),
        sample: include_str!("../../migrations/0008-parties.sample.surql"),
    },
    Migration {
        name: "0009-own-calendars",
        surql: include_str!("../../migrations/0009-own-calendars.surql"),
        sample: include_str!("../../migrations/0009-own-calendars.sample.surql"),
    },
    Migration {
        name: "0010-exchange",
        surql: include_str!("../../migrations/0010-exchange.surql"),
        sample: include_str!("../../migrations/0010-exchange.sample.surql"),
    },
    Migration {
        name: "0011-hosts",
        surql: include_str!("../../migrations/0011-hosts.surql"),
        sample: include_str!("../../migrations/0011-hosts.sample.surql"),
    },
    Migration {
        name: "0012-concepts",
        surql: include_str!("../../migrations/0012-concepts.surql"),
        sample: include_str!("../../migrations/0012-concepts.sample.surql"),
    },
    Migration {
        name: "0013-entries",
        surql: include_str!("../../migrations/0013-entries.surql"),
        sample: include_str!("../../migrations/0013-entries.sample.surql"),
    },
    Migration {
        name: "0014-spaces",
        surql: include_str!("../../migrations/0014-spaces.surql"),
        sample: include_str!("../../migrations/0014-spaces.sample.surql"),
    },
    Migration {
        name: "0015-topics",
        surql: include_str!("../../migrations/0015-topics.surql"),
        sample: include_str!("../../migrations/0015-topics.sample.surql"),
    },
    Migration {
        name: "0016-harvest",
        surql: include_str!("../../migrations/0016-harvest.surql"),
        sample: include_str!("../../migrations/0016-harvest.sample.surql"),
    },
    Migration {
        name: "0017-images",
        surql: include_str!("../../migrations/0017-images.surql"),
        sample: include_str!("../../migrations/0017-images.sample.surql"),
    },
    Migration {
        name: "0018-offices",
        surql: include_str!("../../migrations/0018-offices.surql"),
        sample: include_str!("../../migrations/0018-offices.sample.surql"),
    },
];

/// How many entries of the log are read at once.
pub(crate) const ENTRIES_AT_ONCE: u32 = 500;

/// The database of meetups.
#[derive(Clone)]
pub(crate) struct Store {
    db: Database,
    /// What harvesters see of the meetups.
    pub(crate) harvest: Harvest,
    datastore: Datastore,
}

impl Store {
    pub(crate) async fn open(datastore: &Datastore) -> Result<Self, StoreError> {
        let db = datastore.database("meetups", MIGRATIONS).await?;
        Ok(Self {
            harvest: Harvest::of(&db, "event"),
            db,
            datastore: datastore.clone(),
        })
    }

    pub(crate) fn database(&self) -> &Database {
        &self.db
    }

    pub(crate) async fn log_after(&self, position: u64) -> Result<Vec<LogEntry>, StoreError> {
        self.db.log_after(position, ENTRIES_AT_ONCE).await
    }

    pub(crate) async fn log_end(&self) -> Result<u64, StoreError> {
        self.db.log_end().await
    }

    /// Rows of a reading query, each as `T`.
    async fn rows<T: DeserializeOwned>(
        &self,
        table: &'static str,
        surql: &'static str,
        variables: Variables,
    ) -> Result<Vec<T>, MeetupsError> {
        let rows: Vec<serde_json::Value> = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading rows"))?;
        let read = |row| {
            serde_json::from_value(row).map_err(|source| StoreError::Row { table, source }.into())
        };
        rows.into_iter().map(read).collect()
    }
}

/// Names and values to bind.
macro_rules! binding {
    ($($name:literal: $value:expr),* $(,)?) => {{
        let mut variables = surrealdb::types::Variables::new();
        $($crate::store::bind(&mut variables, $name, $value);)*
        variables
    }};
}
pub(crate) use binding;

pub(crate) fn bind(variables: &mut Variables, name: &str, value: impl SurrealValue) {
    variables.insert(name.to_owned(), value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_migration_runs_on_the_filled_database_of_the_one_before() {
        let db = store::migrated_with_samples("meetups", MIGRATIONS)
            .await
            .unwrap();
        let datastore = Datastore::in_memory().await.unwrap();
        let store = Store {
            harvest: Harvest::of(&db, "event"),
            db,
            datastore,
        };
        assert_eq!(store.events().await.unwrap().len(), 1);
        assert_eq!(store.communities().await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn every_table_is_declared() {
        let datastore = Datastore::in_memory().await.unwrap();
        let store = Store::open(&datastore).await.unwrap();
        let differences = store::register::differences(&store.db, REGISTER)
            .await
            .unwrap();
        assert_eq!(differences, Vec::<String>::new());
    }
}
