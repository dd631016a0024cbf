//! The three main jobs with the store on a SurrealDB server, and two processes that write there at once.

use store::{Database, Datastore, Migration, StoreError};
use surrealdb_types::Variables;
use tokio::task::JoinSet;

use super::{coordinator, student, teacher};
use crate::store_server::StoreServer;
use crate::town::{Town, Transport};

#[tokio::test(flavor = "multi_thread")]
async fn the_three_jobs_run_on_a_server() {
    let server = StoreServer::start().await;
    teacher::journey(Town::start_at(&server.url(), Transport::Together).await).await;
    let server = StoreServer::start().await;
    student::journey(Town::start_at(&server.url(), Transport::Together).await).await;
    let server = StoreServer::start().await;
    coordinator::journey(Town::start_at(&server.url(), Transport::Apart).await).await;
}

const COUNTER: &[Migration] = &[Migration {
    name: "0001-counter",
    surql: "DEFINE TABLE tally SCHEMAFULL; DEFINE FIELD count ON tally TYPE int; CREATE tally:one SET count = 0",
    sample: "",
}];
const ONE_MORE: &str = "UPDATE tally:one SET count += 1";
const EACH: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_that_write_at_once_lose_nothing() {
    let server = StoreServer::start().await;
    let here = opened(&server).await;
    let there = opened(&server).await;
    let mut writing = JoinSet::new();
    for database in [&here, &there] {
        for _ in 0..EACH {
            let database = database.clone();
            writing.spawn(async move {
                let counted = database.transact("counting", ONE_MORE, Variables::new());
                counted.await.map(drop)
            });
        }
    }
    for done in writing.join_all().await {
        done.expect("a conflict is tried again");
    }
    let mut counted = here
        .read("SELECT VALUE count FROM ONLY tally:one")
        .await
        .unwrap();
    assert_eq!(counted.take::<Option<usize>>(0).unwrap(), Some(2 * EACH));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_refuses_has_its_name() {
    let server = StoreServer::start().await;
    let database = opened(&server).await;
    let thrown = database
        .transact(
            "refusing",
            "UPDATE tally:one SET count = 9; THROW 'full'",
            Variables::new(),
        )
        .await
        .map(drop);
    assert!(
        matches!(&thrown, Err(StoreError::Thrown(name)) if name == "full"),
        "{thrown:?}"
    );
    let taken = database
        .transact("making", "CREATE tally:one SET count = 9", Variables::new())
        .await
        .map(drop);
    assert!(matches!(taken, Err(StoreError::AlreadyExists)), "{taken:?}");
    let mut counted = database
        .read("SELECT VALUE count FROM ONLY tally:one")
        .await
        .unwrap();
    assert_eq!(counted.take::<Option<usize>>(0).unwrap(), Some(0));
}

async fn opened(server: &StoreServer) -> Database {
    let datastore = Datastore::open(&server.url())
        .await
        .expect("the server answers");
    datastore
        .database("probe", COUNTER)
        .await
        .expect("a database on the server")
}
