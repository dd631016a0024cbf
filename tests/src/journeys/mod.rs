//! What the three people of the platform do, from the first page to the last, through both
//! transports: with the services in one process, and apart.

mod child;
mod coordinator;
mod exchange;
mod guest_hour;
mod on_a_server;
mod programme;
mod refusals;
mod role_model;
mod safety;
mod shelf;
mod student;
mod suggested;
mod suspension;
mod talk;
mod teacher;
mod team;
mod together;

use tokio::time::{Duration, interval};

use crate::browser::Browser;
use crate::town::{Town, Transport};

/// How often a page is opened before somebody gives up.
const LOOKS: usize = 300;

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

/// Opens a page again and again, as people do while something is being made elsewhere, until it shows something.
async fn look_until(
    town: &Town,
    page: &mut Browser,
    address: &str,
    shows: impl Fn(&Browser) -> bool,
) {
    let mut often = interval(Duration::from_millis(100));
    for _ in 0..LOOKS {
        often.tick().await;
        town.settle().await;
        page.visit(address).await;
        if shows(page) {
            return;
        }
    }
    panic!("{address} does not come so far: {}", page.words());
}

/// Somebody says in their profile, on one of its sides, that they take part in a programme.
async fn takes_part(town: &Town, person: &str, (side, save): (&str, &str), programme: &str) {
    let mut browser = town.browser_of(&name_of(person)).await;
    browser
        .visit(&format!("/maatjes/profiel?kant={side}"))
        .await;
    browser
        .fill("Doe je mee met een programma?", programme)
        .press(save)
        .await;
    assert!(browser.status().is_success(), "{}", browser.words());
}
