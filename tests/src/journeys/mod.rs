//! What the three people of the platform do, from the first page to the last, through both
//! transports: with the services in one process, and apart.

mod child;
mod coordinator;
mod exchange;
mod on_a_server;
mod programme;
mod refusals;
mod role_model;
mod safety;
mod shelf;
mod student;
mod suspension;
mod talk;
mod teacher;
mod team;
mod together;

use crate::town::{Town, Transport};

/// The name of somebody of the town.
fn name_of(key: &str) -> String {
    seeds::town::residents().unwrap().remove(key).unwrap().name
}

async fn both_ways<F, J>(journey: F)
where
    F: Fn(Town) -> J,
    J: Future<Output = ()>,
{
    for transport in [Transport::Together, Transport::Apart] {
        journey(Town::start(transport).await).await;
    }
}
