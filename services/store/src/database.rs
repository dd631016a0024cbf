use std::sync::Arc;
use std::time::Duration;

use rand::Rng;
use surrealdb::engine::any::Any;
use surrealdb::method::Query;
use surrealdb::types::{QueryError, Value, Variables};
use surrealdb::{IndexedResults, Surreal};
use tokio::sync::{Mutex, Notify};

use crate::StoreError;

/// How often a conflicting transaction is tried before the caller is told that it is busy.
const ATTEMPTS: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(4);

/// One service's database. Cloning is cheap; all clones share the writers' queue.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    db: Surreal<Any>,
    service: &'static str,
    /// Writers of one process go one by one, because they all move the log's counter: queueing
    /// is fair and cheaper than conflicting. Other processes are met by retrying.
    writers: Mutex<()>,
    written: Notify,
}

impl Database {
    pub(crate) fn new(db: Surreal<Any>, service: &'static str) -> Self {
        Self {
            inner: Arc::new(Inner {
                db,
                service,
                writers: Mutex::new(()),
                written: Notify::new(),
            }),
        }
    }

    /// The name of the service that owns this database.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.inner.service
    }

    /// A query that only reads. Bind values with `.bind((name, value))`; never format them in.
    pub fn read(&self, surql: &'static str) -> Query<'_, Any> {
        self.inner.db.query(surql)
    }

    /// A reading query whose text was put together from constant pieces, such as optional
    /// `WHERE` clauses. Values still go through `bind`.
    pub fn read_built(&self, surql: String) -> Query<'_, Any> {
        self.inner.db.query(surql)
    }

    /// Runs statements as one transaction and gives their answers, counted without `BEGIN`
    /// and `COMMIT`: statement 0 is the first of `body`. When this returns, it is on disk.
    ///
    /// The body must be idempotent up to its commit: it runs again after a conflict.
    ///
    /// # Errors
    /// [`StoreError::Thrown`] for `THROW 'name'`, [`StoreError::AlreadyExists`] for a `CREATE`
    /// on a taken id, [`StoreError::Busy`] when conflicts do not end.
    pub async fn transact(
        &self,
        doing: &'static str,
        body: &str,
        variables: Variables,
    ) -> Result<Answers, StoreError> {
        let text = format!("BEGIN TRANSACTION;\n{body}\n;COMMIT TRANSACTION;");
        let database = self.clone();
        // A task of its own: what is begun comes to its end even when whoever asked has gone, and
        // several services use several processors.
        let work = async move { database.in_turn(doing, &text, variables).await };
        tokio::spawn(work)
            .await
            .map_err(|source| StoreError::BrokenOff { doing, source })?
    }

    async fn in_turn(
        &self,
        doing: &'static str,
        text: &str,
        variables: Variables,
    ) -> Result<Answers, StoreError> {
        let _turn = self.inner.writers.lock().await;
        for attempt in 0..ATTEMPTS {
            match self.attempt(doing, text, variables.clone()).await {
                Err(Outcome::Conflict) => pause(attempt).await,
                Err(Outcome::Final(error)) => return Err(error),
                Ok(answers) => {
                    self.inner.written.notify_waiters();
                    return Ok(answers);
                }
            }
        }
        Err(StoreError::Busy)
    }

    async fn attempt(
        &self,
        doing: &'static str,
        text: &str,
        variables: Variables,
    ) -> Result<Answers, Outcome> {
        let mut results = self
            .inner
            .db
            .query(text)
            .bind(variables)
            .await
            .map_err(|error| Outcome::of(doing, error))?;
        let errors = results.take_errors();
        if errors.is_empty() {
            return Ok(Answers { results, doing });
        }
        Err(most_telling(doing, errors.into_values()))
    }

    /// Completes when something may have been written since the call: by this process at once,
    /// by another within `at_most`.
    pub async fn written(&self, at_most: Duration) {
        // Running into the limit is the other way of being done.
        let _ = tokio::time::timeout(at_most, self.inner.written.notified()).await;
    }
}

/// The answers of a transaction's statements.
pub struct Answers {
    results: IndexedResults,
    doing: &'static str,
}

impl Answers {
    /// The answer of statement `index` of the body, counted from 0.
    pub fn take<T>(&mut self, index: usize) -> Result<T, StoreError>
    where
        T: surrealdb::types::SurrealValue,
        usize: surrealdb::opt::QueryResult<T>,
    {
        // `BEGIN` has an answer of its own, in front.
        self.results
            .take(index + 1)
            .map_err(StoreError::while_doing(self.doing))
    }

    /// As [`Self::take`], untyped.
    pub fn value(&mut self, index: usize) -> Result<Value, StoreError> {
        self.take(index)
    }
}

enum Outcome {
    Conflict,
    Final(StoreError),
}

impl Outcome {
    fn of(doing: &'static str, error: surrealdb::Error) -> Self {
        if matches!(error.query_details(), Some(QueryError::TransactionConflict)) {
            Self::Conflict
        } else if error.is_thrown() {
            Self::Final(StoreError::Thrown(thrown_name(&error)))
        } else if error.is_already_exists() {
            Self::Final(StoreError::AlreadyExists)
        } else {
            Self::Final(StoreError::Failed {
                doing,
                source: Box::new(error),
            })
        }
    }

    /// In a failed transaction one statement says why, the others only that it failed.
    fn tells_why(&self) -> u8 {
        match self {
            Self::Final(StoreError::Thrown(_)) => 3,
            Self::Conflict => 2,
            Self::Final(StoreError::AlreadyExists) => 1,
            Self::Final(_) => 0,
        }
    }
}

fn most_telling(doing: &'static str, errors: impl Iterator<Item = surrealdb::Error>) -> Outcome {
    let not_executed = |error: &surrealdb::Error| {
        matches!(
            error.query_details(),
            Some(QueryError::NotExecuted | QueryError::Cancelled)
        )
    };
    let (followers, causes): (Vec<_>, Vec<_>) = errors.partition(not_executed);
    causes
        .into_iter()
        .chain(followers)
        .map(|error| Outcome::of(doing, error))
        // The first of equals: `reduce` keeps it, `max_by_key` would not.
        .reduce(|best, next| {
            if next.tells_why() > best.tells_why() {
                next
            } else {
                best
            }
        })
        .unwrap_or(Outcome::Conflict)
}

/// SurrealDB words a throw as `An error occurred: name`.
fn thrown_name(error: &surrealdb::Error) -> String {
    let text = error.message();
    text.rsplit_once(": ")
        .map_or(text, |(_, name)| name)
        .to_owned()
}

#[expect(
    clippy::disallowed_methods,
    reason = "backing off from other processes is waiting for time"
)]
async fn pause(attempt: u32) {
    let longest = FIRST_PAUSE * 2u32.pow(attempt);
    let jitter = rand::rng().random_range(0.5..1.0);
    tokio::time::sleep(longest.mul_f64(jitter)).await;
}
