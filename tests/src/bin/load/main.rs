//! How fast the site answers on this machine: a synthetic country, a real server, 16 clients at a
//! time, and a table of what they waited. Time is shown beside its target and never fails; a wrong
//! status or an empty answer does.
//!
//! `KANSRIJK_TEST_SIZE=long` takes the country that the targets were set for, and after it a shelf of 100,000
//! cards under a steady stream of questions (`load shelf` takes that alone) and boards of 50,000 meetups (`load boards`); else a
//! tenth of the country.

mod boards;
mod changing;
mod country;
mod measure;
mod questions;
mod steady;
mod table;

use std::error::Error;

use country::{Country, Size};
use measure::{Expect, Series, measure};
use questions::{BEGINNINGS, QUESTIONS};
use table::Row;

type Failure = Box<dyn Error + Send + Sync>;

/// Of so many students the suggestions are asked.
const STUDENTS: usize = 12;
/// Some take a break or have nobody near; among so many there are enough who do not.
const CANDIDATES: u32 = 60;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match std::env::args().nth(1).as_deref() {
        Some("shelf") => return shelf().await,
        Some("boards") => return full_boards().await,
        _ => country().await?,
    }
    if Size::is_long() {
        shelf().await?;
        full_boards().await?;
    }
    Ok(())
}

/// A country whose people ask as fast as they are answered.
async fn country() -> Result<(), Failure> {
    let size = Size::from_environment();
    let country = Country::start(size)?;
    country.wait_until_ready().await?;
    println!("{size}, 16 clients at a time");
    println!("{}", table::HEAD);
    let students = students(&country).await?;
    for series in all(&country, students.clone()) {
        let row: Row = measure(&country, &series).await?;
        println!("{row}");
    }
    changing::print(&country, students).await
}

/// A large shelf.
async fn shelf() -> Result<(), Failure> {
    let country = Country::start(Size::shelf())?;
    country.wait_until_ready().await?;
    println!(
        "{}, a question every 2 ms whatever the answers take",
        country.size
    );
    println!("{}", table::HEAD);
    steady::print(&country).await
}

/// Boards with 50,000 meetups, as many pages a second as a country asks.
async fn full_boards() -> Result<(), Failure> {
    let country = Country::start(Size::boards())?;
    country.wait_until_ready().await?;
    println!("{}, at a rate whatever the answers take", country.size);
    println!("{}", table::HEAD);
    boards::print(&country).await
}

/// Tokens of students who have somebody to choose from.
async fn students(country: &Country) -> Result<Vec<String>, Failure> {
    let address = country.address("/api/matching/suggestions", "");
    let mut tokens = Vec::new();
    for number in 1..=CANDIDATES {
        let token = country.token(&format!("s-{number}"))?;
        let series = Series::post("", address.clone(), vec![token.clone()], 1);
        if series.ask(&country.client, 0).await.is_ok() {
            tokens.push(token);
        }
        if tokens.len() == STUDENTS {
            return Ok(tokens);
        }
    }
    Err(format!(
        "of {CANDIDATES} students only {} have suggestions",
        tokens.len()
    )
    .into())
}

fn all(country: &Country, tokens: Vec<String>) -> Vec<Series> {
    let ask = |path: &str, list: &[&str]| list.iter().map(|q| country.address(path, q)).collect();
    let requests = country.size.requests;
    vec![
        Series::get(
            "search API",
            ask("/api/toolbox/cards?q=", QUESTIONS),
            requests,
            Expect::Total,
        )
        .within(15),
        Series::get(
            "suggest API",
            ask("/api/toolbox/suggest?q=", BEGINNINGS),
            requests,
            Expect::List("suggestions"),
        ),
        Series::get(
            "search page",
            ask("/trukendoos?q=", QUESTIONS),
            requests,
            Expect::Page,
        )
        .within(30),
        Series::get(
            "site-wide search page",
            ask("/zoeken?q=", QUESTIONS),
            requests / 2,
            Expect::Page,
        ),
        Series::post(
            "matching suggestions API",
            country.address("/api/matching/suggestions", ""),
            tokens,
            requests / 4,
        ),
        Series::get(
            "events API",
            ask("/api/meetups/events?region=", REGIONS),
            requests,
            Expect::Total,
        ),
        Series::get("calendar feed", feeds(country), requests / 4, Expect::Feed),
    ]
}

/// Provinces with many events and with few.
const REGIONS: &[&str] = &["NL-UT", "NL-GR", "NL-ZH", "NL-NB", "NL-ZE", ""];

fn feeds(country: &Country) -> Vec<String> {
    let feed = |code: &&str| country.address(&format!("/kalender/{code}.ics"), "");
    REGIONS
        .iter()
        .filter(|code| !code.is_empty())
        .map(feed)
        .collect()
}
