//! Calendars for the tests that read them with programs of others.
//!
//! `calendars expand FILE.ics OUT.ics` takes a file over, prints each event with all its times until 2038 as a line of JSON,
//! and writes the feed that it became.
//!
//! `calendars write FOLDER COUNT SEED` writes feeds of random meetups, takes each over again, and names what did not come back.

mod expanding;
mod random;
mod writing;

use std::error::Error;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use meetups::event::Event;
use meetups::{Meetups, Search};
use nouns::{Clock, Paging, Region};
use store::Datastore;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Before every event of these tests, so that their feeds hold all of them.
const BEFORE: &str = "2019-06-01T00:00:00Z";
const AFTER: &str = "2038-01-01T00:00:00Z";
const SITE: &str = "https://kansrijk.example";

#[tokio::main]
async fn main() -> Outcome<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["expand", file, out] => expanding::expand(&PathBuf::from(file), &PathBuf::from(out)).await,
        ["write", folder, count, seed] => {
            let (count, seed) = (count.parse()?, seed.parse()?);
            Box::pin(writing::write(&PathBuf::from(folder), count, seed)).await
        }
        _ => Err("calendars expand FILE.ics OUT.ics, or calendars write FOLDER COUNT SEED".into()),
    }
}

/// A service of its own, in memory, before all these meetups.
async fn service() -> Outcome<Meetups> {
    let datastore = Datastore::in_memory().await?;
    let clock = Clock::fixed(moment(BEFORE)?);
    Ok(Meetups::open(&datastore, None, clock).await?)
}

fn moment(text: &str) -> Outcome<DateTime<Utc>> {
    Ok(text.parse()?)
}

/// The region in which all of it happens.
fn region() -> Outcome<Region> {
    Region::parse("NL-UT").map_err(|_| "no such region".into())
}

/// Every event that has a time at all.
fn all_events(meetups: &Meetups) -> Outcome<Vec<Event>> {
    let mut events = Vec::new();
    for page in 1.. {
        let paging = Paging::parse(Some(page), Some(100)).map_err(|_| "no such page")?;
        let search = Search {
            paging,
            ..Search::default()
        };
        let found = meetups.search(&search)?;
        if found.events.is_empty() {
            break;
        }
        events.extend(found.events.into_iter().map(|found| found.event));
    }
    Ok(events)
}
