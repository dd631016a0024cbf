use std::path::Path;
use std::sync::Arc;

use surrealdb::Surreal;
use surrealdb::engine::any::{Any, connect};
use surrealdb::opt::auth::Root;
use tokio::sync::Mutex;

use crate::shredding::Shredder;
use crate::{Database, Migration, StoreError};

const NAMESPACE: &str = "kansrijk";

/// An open SurrealDB: embedded (`rocksdb://`, `mem://`) or a server (`ws://`).
///
/// An embedded one is held by one process at a time. Dropping the last handle closes it.
#[derive(Clone)]
pub struct Datastore {
    db: Arc<Surreal<Any>>,
    shredder: Arc<Shredder>,
    /// Making namespace and database is one write on the same records: services that open side by side take turns.
    choosing: Arc<Mutex<()>>,
}

/// Who we are to a SurrealDB server: a user at its root, because each service makes its own database.
#[derive(Clone, Copy)]
pub struct StoreUser<'a> {
    pub name: &'a str,
    pub password: &'a str,
}

impl StoreUser<'_> {
    async fn sign_in(self, db: &Surreal<Any>) -> Result<(), StoreError> {
        let root = Root {
            username: self.name.to_owned(),
            password: self.password.to_owned(),
        };
        let signed_in = db.signin(root).await;
        signed_in
            .map(drop)
            .map_err(StoreError::while_doing("signing in to the store"))
    }
}

impl Datastore {
    /// Opens the store at `address`.
    ///
    /// # Errors
    /// [`StoreError::Held`] when another process has an embedded store open.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_as(address, None).await
    }

    /// As [`Self::open`], as a user of a SurrealDB server.
    ///
    /// # Errors
    /// [`StoreError::Failed`] too when the server does not know this name and password.
    pub async fn open_as(address: &str, user: Option<StoreUser<'_>>) -> Result<Self, StoreError> {
        let db = connect(address).await.map_err(|source| {
            if is_lock(&source) {
                StoreError::Held
            } else {
                StoreError::Failed {
                    doing: "opening the store",
                    source: Box::new(source),
                }
            }
        })?;
        if let Some(user) = user {
            user.sign_in(&db).await?;
        }
        Ok(Self {
            db: Arc::new(db),
            shredder: Arc::new(Shredder::of(address)),
            choosing: Arc::default(),
        })
    }

    /// A store in memory that nobody else sees: the test double is the real thing.
    pub async fn in_memory() -> Result<Self, StoreError> {
        Self::open("mem://").await
    }

    /// The address of the embedded store inside a data folder; every commit is on disk when it
    /// is answered.
    #[must_use]
    pub fn embedded_address(data: &Path) -> String {
        format!("rocksdb://{}?sync=every", data.join("store").display())
    }

    /// One service's database, migrated to the last of `migrations`.
    pub async fn database(
        &self,
        service: &'static str,
        migrations: &'static [Migration],
    ) -> Result<Database, StoreError> {
        let db = self.session(service).await?;
        crate::migration::migrate(&db, service, migrations).await?;
        Ok(Database::new(db, service))
    }

    /// A service's database as it is, for backups and exports, which know no schema.
    pub async fn attached(&self, service: &'static str) -> Result<Database, StoreError> {
        Ok(Database::new(self.session(service).await?, service))
    }

    /// Rewrites every file of an embedded store, so that no byte of what was deleted or
    /// overwritten before this call is left on disk. Whoever asks while it runs shares the next
    /// turn. A store in memory has no files; the files of a server are its operator's.
    ///
    /// # Errors
    /// [`StoreError::NotShredded`] when old files stay: nothing was lost, ask again.
    pub async fn shred(&self) -> Result<(), StoreError> {
        self.shredder.shred(&self.db).await
    }

    /// A session of its own: `use_db` on a clone leaves the other clones alone.
    pub(crate) async fn session(&self, service: &'static str) -> Result<Surreal<Any>, StoreError> {
        let db = Surreal::clone(&self.db);
        let _turn = self.choosing.lock().await;
        db.use_ns(NAMESPACE)
            .use_db(service)
            .await
            .map_err(StoreError::while_doing("choosing the database"))?;
        Ok(db)
    }
}

/// RocksDB reports a held lock as an I/O error with this text and nothing typed.
fn is_lock(error: &surrealdb::Error) -> bool {
    let text = error.to_string();
    text.contains("lock hold by current process") || text.contains("/LOCK")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[Migration] = &[Migration {
        name: "0001-things",
        surql: "DEFINE TABLE thing SCHEMALESS",
        sample: "",
    }];

    #[tokio::test]
    async fn a_user_of_the_store_signs_in_with_the_right_password_only() {
        let datastore = Datastore::in_memory().await.unwrap();
        let made = "DEFINE USER kansrijk ON ROOT PASSWORD 'goed' ROLES OWNER";
        datastore.db.query(made).await.unwrap().check().unwrap();
        let with = |password| StoreUser {
            name: "kansrijk",
            password,
        };
        let wrong = with("fout").sign_in(&datastore.db).await;
        assert!(matches!(wrong, Err(StoreError::Failed { .. })), "{wrong:?}");
        with("goed").sign_in(&datastore.db).await.unwrap();
        // Each service has a session of its own, made from the one that signed in.
        datastore.database("things", PLAIN).await.unwrap();
    }
}
