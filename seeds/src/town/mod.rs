//! The demo town: invented people who teach, learn, help and meet. Dates count from the day of
//! planting, so that there is always something yesterday and something next week.

mod cards;
mod communities;
mod exchange;
mod meetups;
mod past;
mod people;
mod profiles;
mod requests;
mod teams;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;

pub use past::plant_past;
pub(crate) use people::age_of;
pub use people::{Resident, residents};

use crate::{Ground, SeedError};

/// How much was planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planted {
    pub people: usize,
    pub cards: usize,
    pub teams: usize,
    pub profiles: usize,
    pub meetups: usize,
    pub requests: usize,
}

/// Plants everything into empty services.
pub async fn plant(ground: Ground<'_>, now: DateTime<Utc>) -> Result<Planted, SeedError> {
    let town = residents()?;
    let helping = async {
        let profiles = profiles::plant(ground.matching, &town, now).await?;
        Ok((profiles, requests::plant(ground.matching, now).await?))
    };
    let meeting = async {
        communities::plant(ground.meetups, &town, now).await?;
        let coming = meetups::plant(ground.meetups, &town, now).await?;
        let coming = coming + plant_past(ground.meetups).await?;
        ground.meetups.catch_up().await?;
        Ok(coming)
    };
    let sharing = async {
        let cards = cards::plant(ground.toolbox).await?;
        let teams = teams::plant(ground.toolbox, &town, now).await?;
        exchange::plant(ground.toolbox, &town).await?;
        ground.toolbox.catch_up().await?;
        Ok((cards, teams))
    };
    // No service waits for what another one holds, so each gets its part at the same time, and those
    // that are done first index it meanwhile.
    let (people, (cards, teams), (profiles, requests), meetups) = tokio::try_join!(
        people::plant(ground.accounts, &town),
        sharing,
        helping,
        meeting,
    )?;
    Ok(Planted {
        people,
        cards,
        teams,
        profiles,
        meetups,
        requests,
    })
}

/// The day of planting, as the town's clocks have it.
fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Amsterdam).date_naive()
}

/// A local time some days from today, without a zone.
fn wall(now: DateTime<Utc>, days: i64, at: NaiveTime) -> chrono::NaiveDateTime {
    (today(now) + TimeDelta::days(days)).and_time(at)
}
