//! Opens SurrealDB, migrates it, and carries what must happen after a write.
//!
//! One datastore holds one database per service. A service gets a [`Database`] and writes all
//! its own `SurrealQL`; this crate knows no table but its own three (what was migrated, the log
//! or outbox, and the jobs), the two in which services that show people keep who is out of
//! whose sight, and the three in which services that are harvested keep the order of changes.
//!
//! Promises:
//! - [`Database::transact`] is all or nothing, waits its turn behind the other writers of this
//!   process, retries a conflict with other processes a bounded number of times, and tells a
//!   thrown name ([`StoreError::Thrown`]) from a fault.
//! - What a transaction writes with `fn::log` can be read back by position, in commit order and
//!   without gaps ([`Database::log_after`]).
//! - What a transaction writes with `fn::enqueue` is done at least once, by one worker at a time
//!   ([`jobs`]); what failed for good stays visible and can be replayed.
//! - After [`Datastore::shred`] nothing that was deleted before it is left in the files of an
//!   embedded store.

mod about;
pub mod backup;
mod database;
mod datastore;
mod error;
mod founding;
mod harvest;
pub mod jobs;
pub mod key_file;
mod log;
mod migration;
pub mod register;
mod shredding;
pub mod sight;

pub use database::Database;
pub use datastore::{Datastore, StoreUser};
pub use error::StoreError;
pub use founding::Schema;
pub use harvest::{Harvest, Noted, Standing};
pub use log::{ASK_TO_SHRED, LogEntry};
pub use migration::{Migration, migrated_with_samples};
pub use shredding::traces;
