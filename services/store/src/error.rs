/// What goes wrong below a service.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The transaction's own `THROW 'name'`: an invariant said no, nothing was written.
    #[error("the transaction threw {0:?}")]
    Thrown(String),
    /// A record with this id exists already; nothing was written.
    #[error("a record with this id exists")]
    AlreadyExists,
    /// Others kept writing the same records; nothing was written, trying again may work.
    #[error("too many writers on the same records")]
    Busy,
    /// An embedded store is open in another process.
    #[error("the store is in use by another process")]
    Held,
    /// Files of before a deletion could not be replaced yet; nothing was lost.
    #[error("old values are still on disk")]
    NotShredded,
    #[error("the files of the store cannot be read")]
    Files(#[source] std::io::Error),
    #[error("the store failed while {doing}")]
    Failed {
        doing: &'static str,
        #[source]
        source: Box<surrealdb::Error>,
    },
    /// The process is ending, or a fault in it.
    #[error("broken off while {doing}")]
    BrokenOff {
        doing: &'static str,
        #[source]
        source: tokio::task::JoinError,
    },
    #[error("migration {name:?} of {service} failed")]
    Migration {
        service: &'static str,
        name: &'static str,
        #[source]
        source: Box<surrealdb::Error>,
    },
    /// A row is not what this version of the code wrote.
    #[error("a row of {table} cannot be read")]
    Row {
        table: &'static str,
        #[source]
        source: serde_json::Error,
    },
}

impl StoreError {
    /// For `map_err`: names what was being done.
    pub fn while_doing(doing: &'static str) -> impl FnOnce(surrealdb::Error) -> Self {
        move |source| Self::Failed {
            doing,
            source: Box::new(source),
        }
    }
}
