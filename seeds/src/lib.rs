//! Reference data, the demo town and a synthetic country, brought in through the services' own
//! façades: nothing can be planted that could not have come through the front door.
//!
//! The data lies beside the code as plain files (`cards/`, `town/`, `events/`, `institutions/`)
//! and travels inside the binary. [`town::plant`] plants the demo town; [`cards_file`],
//! [`institutions`] read what people bring; [`synth`] makes a country of any size for load tests.

mod error;
mod files;

pub mod cards_file;
pub mod institutions;
pub mod synth;
pub mod town;

pub use error::SeedError;

use accounts::Accounts;
use matching::Matching;
use meetups::Meetups;
use toolbox::Toolbox;

/// The services that are planted into.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub accounts: &'a Accounts,
    pub toolbox: &'a Toolbox,
    pub matching: &'a Matching,
    pub meetups: &'a Meetups,
}
