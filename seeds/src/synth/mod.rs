//! A synthetic country of any size, for load tests: the same seed gives the same country. It is
//! believable in its numbers (how often words, regions and choices occur), not in its prose.

mod cards;
mod events;
mod people;
mod words;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::{Ground, SeedError};

/// How much of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub students: u32,
    pub buddies: u32,
    pub cards: u32,
    pub events: u32,
}

/// Plants a country. Ids begin with what they are (`s-1`, `b-1`, `k-1`, `e-1`), so that scripts
/// can name them.
pub async fn plant(
    ground: Ground<'_>,
    sizes: Sizes,
    seed: u64,
    now: DateTime<Utc>,
) -> Result<(), SeedError> {
    let mut chance = StdRng::seed_from_u64(seed);
    people::plant(ground, sizes, &mut chance, now).await?;
    if sizes.cards > 0 {
        ground
            .toolbox
            .import(cards::cards(sizes.cards, &mut chance))
            .await?;
    }
    if sizes.events > 0 {
        ground
            .meetups
            .plant(events::events(sizes.events, &mut chance, now)?)
            .await?;
    }
    Ok(())
}
