use nouns::Clock;
use seeds::synth::{Sizes, plant};

use crate::Failure;
use crate::config::Config;
use crate::serve::{Parts, Services};

/// `kansrijk synth`: a country of the given size, the same for the same seed.
pub(super) async fn synth(sizes: Sizes, seed: u64, config: &Config) -> Result<(), Failure> {
    let clock = Clock::system();
    let services = Services::open(config, &Parts::all(), clock.clone()).await?;
    let ground = services.ground()?;
    plant(ground, sizes, seed, clock.now())
        .await
        .map_err(Failure::failed("Het land is niet gemaakt"))?;
    services.catch_up().await?;
    println!(
        "{} studenten, {} maatjes, {} kaarten, {} bijeenkomsten gemaakt met seed {seed}.",
        sizes.students, sizes.buddies, sizes.cards, sizes.events
    );
    Ok(())
}
