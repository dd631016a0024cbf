//! Work that must happen after a write: a mail, a reminder, the end of a term.
//!
//! A transaction asks for it with `fn::enqueue`; [`claim`] leases what is due to one worker;
//! [`finish`] or [`give_back`] ends the lease. A worker that dies loses its lease, and the job
//! is due again. After [`MOST_ATTEMPTS`] a job is `failed`: [`failed`] shows it, [`replay`]
//! makes it due again.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use surrealdb::types::Variables;

use crate::{Database, StoreError};

/// How long a worker may take before another may try.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);
/// A failed job is shown for so long.
pub const KEPT: TimeDelta = TimeDelta::days(30);
/// After so many failures a person has to look.
pub const MOST_ATTEMPTS: u32 = 8;

/// A job as its worker gets it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Job {
    pub kind: String,
    /// With `kind` its name: the same kind and key stands once.
    pub key: String,
    pub due: DateTime<Utc>,
    /// How often it was tried before.
    pub attempts: u32,
    pub payload: serde_json::Value,
    /// What went wrong the last time.
    pub problem: Option<String>,
    /// Marks the lease, so that a worker who was too late ends nobody else's.
    leased_until: Option<DateTime<Utc>>,
}

/// Leases at most `most` jobs that are due, longest waiting first.
pub async fn claim(db: &Database, now: DateTime<Utc>, most: u32) -> Result<Vec<Job>, StoreError> {
    let body = format!(
        "LET $ready = (SELECT id, due FROM job WHERE state = 'due' AND due <= $now ORDER BY due LIMIT {most});
         LET $lost = (SELECT id, due FROM job WHERE state = 'leased' AND leased_until <= $now LIMIT {most});
         UPDATE array::concat($ready, $lost).id SET state = 'leased', leased_until = $until;
         SELECT kind, key, due, attempts, payload, problem, leased_until FROM array::concat($ready, $lost).id"
    );
    let until = now + LEASE;
    let rows: Vec<serde_json::Value> = db
        .transact(
            "leasing jobs",
            &body,
            times([("now", now), ("until", until)]),
        )
        .await?
        .take(3)?;
    rows.into_iter().map(read).collect()
}

/// The work is done: the job is gone.
pub async fn finish(db: &Database, job: &Job) -> Result<(), StoreError> {
    let body = "DELETE type::record('job', [$kind, $key]) WHERE leased_until = $lease";
    db.transact("finishing a job", body, named(job))
        .await
        .map(drop)
}

/// The work failed: it is due again after a pause that doubles, or failed for good.
pub async fn give_back(
    db: &Database,
    job: &Job,
    now: DateTime<Utc>,
    problem: &str,
) -> Result<(), StoreError> {
    let attempts = job.attempts + 1;
    let state = if attempts >= MOST_ATTEMPTS {
        "failed"
    } else {
        "due"
    };
    let mut variables = named(job);
    variables.insert("due".to_owned(), now + pause(attempts));
    variables.insert("state".to_owned(), state.to_owned());
    variables.insert("attempts".to_owned(), i64::from(attempts));
    variables.insert("problem".to_owned(), problem.to_owned());
    let body = "UPDATE type::record('job', [$kind, $key]) SET state = $state, due = $due,
        attempts = $attempts, problem = $problem, leased_until = NONE WHERE leased_until = $lease";
    db.transact("giving a job back", body, variables)
        .await
        .map(drop)
}

/// The jobs that failed for good, longest waiting first.
pub async fn failed(db: &Database) -> Result<Vec<Job>, StoreError> {
    let rows: Vec<serde_json::Value> = db
        .read("SELECT kind, key, due, attempts, payload, problem, leased_until FROM job WHERE state = 'failed' ORDER BY due")
        .await
        .and_then(|mut results| results.take(0))
        .map_err(StoreError::while_doing("reading failed jobs"))?;
    rows.into_iter().map(read).collect()
}

/// Removes what failed for good and was looked at by nobody in [`KEPT`]: it names people.
pub async fn sweep(db: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    let body = "DELETE job WHERE state = 'failed' AND due <= $before RETURN NONE";
    db.transact(
        "removing failed jobs",
        body,
        times([("before", now - KEPT)]),
    )
    .await
    .map(drop)
}

/// Makes a failed job due at once, with all its attempts before it.
pub async fn replay(db: &Database, job: &Job, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut variables = named(job);
    variables.insert("due".to_owned(), now);
    let body =
        "UPDATE type::record('job', [$kind, $key]) SET state = 'due', due = $due, attempts = 0
        WHERE state = 'failed'";
    db.transact("replaying a job", body, variables)
        .await
        .map(drop)
}

/// When the next job is due, if any waits.
pub async fn next_due(db: &Database) -> Result<Option<DateTime<Utc>>, StoreError> {
    db.read("SELECT VALUE due FROM job WHERE state = 'due' ORDER BY due LIMIT 1")
        .await
        .and_then(|mut results| results.take::<Option<DateTime<Utc>>>(0))
        .map_err(StoreError::while_doing("looking for the next job"))
}

/// 30 seconds, doubled with every attempt, at most an hour.
fn pause(attempts: u32) -> TimeDelta {
    TimeDelta::seconds(30 * 2i64.pow(attempts.min(7) - 1)).min(TimeDelta::hours(1))
}

fn times<const N: usize>(pairs: [(&str, DateTime<Utc>); N]) -> Variables {
    let mut variables = Variables::new();
    for (name, time) in pairs {
        variables.insert(name.to_owned(), time);
    }
    variables
}

fn named(job: &Job) -> Variables {
    let mut variables = Variables::new();
    variables.insert("kind".to_owned(), job.kind.clone());
    variables.insert("key".to_owned(), job.key.clone());
    variables.insert("lease".to_owned(), job.leased_until);
    variables
}

fn read(row: serde_json::Value) -> Result<Job, StoreError> {
    serde_json::from_value(row).map_err(|source| StoreError::Row {
        table: "job",
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Datastore;

    async fn database_with_a_job() -> Database {
        let db = Datastore::in_memory()
            .await
            .unwrap()
            .database("jobs", &[])
            .await
            .unwrap();
        let body = "RETURN fn::enqueue('mail', 'noor', $now, { to: 'noor' })";
        db.transact("asking", body, times([("now", start())]))
            .await
            .unwrap();
        db
    }

    fn start() -> DateTime<Utc> {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn two_workers_never_have_one_job() {
        let db = database_with_a_job().await;
        let first = claim(&db, start(), 10).await.unwrap();
        let second = claim(&db, start(), 10).await.unwrap();
        assert_eq!((first.len(), second.len()), (1, 0));
        assert_eq!(first[0].payload["to"], "noor");
    }

    #[tokio::test]
    async fn a_lost_lease_is_due_again_and_ends_only_its_own() {
        let db = database_with_a_job().await;
        let lost = claim(&db, start(), 10).await.unwrap().remove(0);
        let later = start() + LEASE;
        let again = claim(&db, later, 10).await.unwrap().remove(0);
        finish(&db, &lost).await.unwrap();
        give_back(&db, &again, later, "no answer").await.unwrap();
        assert_eq!(claim(&db, later, 10).await.unwrap(), Vec::new());
        let third = claim(&db, later + pause(1), 10).await.unwrap().remove(0);
        assert_eq!(
            (third.attempts, third.problem.as_deref()),
            (1, Some("no answer"))
        );
    }

    #[tokio::test]
    async fn a_failed_job_goes_after_thirty_days_and_one_that_waits_stays() {
        let db = database_with_a_job().await;
        let mut now = start();
        for _ in 0..MOST_ATTEMPTS {
            let job = claim(&db, now, 1).await.unwrap().remove(0);
            give_back(&db, &job, now, "refused").await.unwrap();
            now += TimeDelta::hours(2);
        }
        let body = "RETURN fn::enqueue('mail', 'ria', $now, { to: 'ria' })";
        db.transact("asking", body, times([("now", start())]))
            .await
            .unwrap();
        sweep(&db, now + KEPT - TimeDelta::hours(2)).await.unwrap();
        assert_eq!(failed(&db).await.unwrap().len(), 1);
        sweep(&db, now + KEPT).await.unwrap();
        assert_eq!(failed(&db).await.unwrap(), Vec::new());
        assert_eq!(next_due(&db).await.unwrap(), Some(start()));
    }

    #[tokio::test]
    async fn a_job_that_keeps_failing_is_shown_and_can_be_replayed() {
        let db = database_with_a_job().await;
        let mut now = start();
        for _ in 0..MOST_ATTEMPTS {
            let job = claim(&db, now, 1).await.unwrap().remove(0);
            give_back(&db, &job, now, "refused").await.unwrap();
            now += TimeDelta::hours(2);
        }
        assert_eq!(claim(&db, now, 1).await.unwrap(), Vec::new());
        let stuck = failed(&db).await.unwrap().remove(0);
        replay(&db, &stuck, now).await.unwrap();
        let job = claim(&db, now, 1).await.unwrap().remove(0);
        finish(&db, &job).await.unwrap();
        assert_eq!(failed(&db).await.unwrap(), Vec::new());
        assert_eq!(next_due(&db).await.unwrap(), None);
    }
}
