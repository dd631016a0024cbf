//! The demo town: invented people who teach, learn, help and meet. Dates count from the day of
//! planting, so that there is always something yesterday and something next week.

mod cards;
mod communities;
mod entries;
mod exchange;
mod meetups;
mod past;
mod people;
mod profiles;
mod programmes;
mod requests;
mod role_models;
mod teams;
mod topics;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;

use tokio::sync::Semaphore;

pub use past::plant_past;
pub(crate) use people::age_of;
pub use people::{Resident, residents};

use crate::{Ground, SeedError};

/// The services that follow accounts.
const FOLLOWERS: usize = 3;

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
    // What accounts tells of its people is taken over by each service that is done with its own.
    let known = Semaphore::new(0);
    let arriving = async {
        let people = people::plant(ground.accounts, &town).await?;
        known.add_permits(FOLLOWERS);
        Ok::<_, SeedError>(people)
    };
    let helping = async {
        let profiles = profiles::plant(ground.matching, &town, now).await?;
        role_models::plant(ground.matching).await?;
        let requests = requests::plant(ground.matching, &town, now).await?;
        programmes::plant(ground.matching, now).await?;
        let _known = known.acquire().await;
        ground.matching.follow_accounts().await?;
        Ok((profiles, requests))
    };
    let meeting = async {
        communities::plant(ground.meetups, &town, now).await?;
        entries::plant(ground.meetups, &town, now).await?;
        topics::plant(ground.meetups, &town, now).await?;
        let coming = meetups::plant(ground.meetups, &town, now).await?;
        let coming = coming + plant_past(ground.meetups).await?;
        ground.meetups.catch_up().await?;
        let _known = known.acquire().await;
        ground.meetups.follow_accounts().await?;
        Ok(coming)
    };
    let sharing = async {
        let cards = cards::plant(ground.toolbox).await?;
        let teams = teams::plant(ground.toolbox, &town, now).await?;
        exchange::plant(ground.toolbox, &town).await?;
        ground.toolbox.catch_up().await?;
        let _known = known.acquire().await;
        ground.toolbox.follow_accounts().await?;
        Ok((cards, teams))
    };
    // No service waits for what another one holds, so each gets its part at the same time, and those
    // that are done first index it meanwhile.
    let (people, (cards, teams), (profiles, requests), meetups) =
        tokio::try_join!(arriving, sharing, helping, meeting,)?;
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
