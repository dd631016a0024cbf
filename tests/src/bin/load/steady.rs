//! A large shelf under a steady stream of questions, and how soon a new card is found in it.
//!
//! Each question has its time: who waits behind others has waited from then on, so that a server that
//! cannot keep up shows it (no coordinated omission). None is asked twice.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::Failure;
use crate::country::Country;
use crate::measure::{Expect, Series};
use crate::questions::QUESTIONS;
use crate::table::Row;

/// Questions a second.
const RATE: u32 = 500;
const LASTS: Duration = Duration::from_secs(20);
/// So long before: a server that just began reads ahead and remembers nothing yet.
const BEFOREHAND: Duration = Duration::from_secs(20);
/// Cards that are shared to be found.
const NEW_CARDS: u32 = 20;
const LOOKS_EVERY: Duration = Duration::from_millis(5);
const FOUND_WITHIN: Duration = Duration::from_secs(30);
/// Most minutes that somebody has, by turns.
const MINUTES: std::ops::RangeInclusive<u32> = 30..=90;

/// Somebody of the synthetic country.
const TEACHER: &str = "s-1";

/// Prints all.
pub(crate) async fn print(country: &Country) -> Result<(), Failure> {
    let mut addresses = addresses(country);
    let get = |name, addresses| Series::get(name, addresses, 0, Expect::Total);
    let first = get("search API, first 20 s", addresses.clone());
    let (row, asked) = stream(country, first, RATE, BEFOREHAND).await?;
    println!("{row}");
    addresses.rotate_left(asked);
    let steady = get("search API, steady", addresses).within(8);
    println!("{}", stream(country, steady, RATE, LASTS).await?.0);
    println!("{}", found(country).await?);
    Ok(())
}

/// Two questions in one and a limit: so many that none is asked twice.
fn addresses(country: &Country) -> Vec<String> {
    let mut addresses = Vec::new();
    for shift in 0..QUESTIONS.len() {
        for minutes in MINUTES {
            for (place, question) in QUESTIONS.iter().enumerate() {
                let other = QUESTIONS[(place * 7 + shift) % QUESTIONS.len()];
                let path = format!("/api/toolbox/cards?max_minutes={minutes}&q=");
                addresses.push(country.address(&path, &format!("{question} {other}")));
            }
        }
    }
    addresses
}

/// Asks so often a second; gives what it took and how many were asked.
pub(crate) async fn stream(
    country: &Country,
    series: Series,
    rate: u32,
    lasts: Duration,
) -> Result<(Row, usize), Failure> {
    let series = Arc::new(series);
    let mut asked = JoinSet::new();
    let mut clock = tokio::time::interval(Duration::from_secs(1) / rate);
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let began = Instant::now();
    let mut turn = 0;
    while began.elapsed() < lasts {
        let due = clock.tick().await.into_std();
        let (client, series) = (country.client.clone(), Arc::clone(&series));
        asked.spawn(async move {
            series.ask(&client, turn).await?;
            Ok::<_, Failure>(due.elapsed())
        });
        turn += 1;
    }
    let mut times = Vec::new();
    while let Some(done) = asked.join_next().await {
        times.push(done??);
    }
    Ok((series.row(times, began.elapsed()), turn))
}

/// From the answer that a card is shared to the first search that has it.
async fn found(country: &Country) -> Result<Row, Failure> {
    country.run(&["role", TEACHER, "docent"])?;
    let token = country.token(TEACHER)?;
    let began = Instant::now();
    let mut times = Vec::new();
    for number in 0..NEW_CARDS {
        // A word that no other card has.
        let word = format!(
            "zoekproef{}",
            "abcdefghijklmnopqrstuvwxyz"
                .chars()
                .nth(number as usize)
                .unwrap_or('x')
        );
        let card = json!({ "title": format!("Kaart over {word}"), "kind": "werkvorm", "goal": "Gevonden worden.", "body": "Zo." });
        let shared = country
            .client
            .post(country.address("/api/toolbox/cards", ""))
            .bearer_auth(&token)
            .json(&card)
            .send()
            .await?;
        if shared.status() != reqwest::StatusCode::CREATED {
            return Err(format!("a card is not shared: {}", shared.text().await?).into());
        }
        let address = country.address("/api/toolbox/cards?q=", &word);
        times.push(until_found(country, &address).await?);
    }
    Ok(Row::of(
        "new card found",
        times,
        began.elapsed(),
        Some(Duration::from_secs(1)),
    ))
}

async fn until_found(country: &Country, address: &str) -> Result<Duration, Failure> {
    let shared = Instant::now();
    let mut looks = tokio::time::interval(LOOKS_EVERY);
    while shared.elapsed() < FOUND_WITHIN {
        looks.tick().await;
        let answer: serde_json::Value = country.client.get(address).send().await?.json().await?;
        if answer["total"].as_u64() > Some(0) {
            return Ok(shared.elapsed());
        }
    }
    Err(format!("nothing is found at {address}").into())
}
