//! A student's suggestions, asked one at a time while places come and go.

use std::time::Instant;

use serde_json::json;

use crate::Failure;
use crate::country::Country;
use crate::measure::Series;

/// Buddies of the synthetic country whose places change, by turns.
const CHANGING: usize = 20;
const TURNS: usize = 400;

pub(crate) async fn print(country: &Country, students: Vec<String>) -> Result<(), Failure> {
    let buddies: Vec<String> = (1..=CHANGING)
        .map(|number| country.token(&format!("b-{number}")))
        .collect::<Result<_, _>>()?;
    let address = country.address("/api/matching/suggestions", "");
    let series = Series::post("suggestions, places changing", address, students, TURNS).within(5);
    let began = Instant::now();
    let mut times = Vec::with_capacity(TURNS);
    for turn in 0..TURNS {
        // Every second round ends the breaks of the round before.
        let paused = (turn / CHANGING).is_multiple_of(2);
        pause(country, &buddies[turn % CHANGING], paused).await?;
        times.push(series.ask(&country.client, turn).await?);
    }
    println!("{}", series.row(times, began.elapsed()));
    Ok(())
}

async fn pause(country: &Country, buddy: &str, paused: bool) -> Result<(), Failure> {
    let answer = country
        .client
        .post(country.address("/api/matching/profile/pause", ""))
        .bearer_auth(buddy)
        .json(&json!({ "side": "helps", "paused": paused }))
        .send()
        .await?;
    if answer.status().is_success() {
        return Ok(());
    }
    Err(format!("no break for a buddy: {}", answer.text().await?).into())
}
