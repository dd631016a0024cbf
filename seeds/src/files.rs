//! The seed files, inside the binary.

use std::borrow::Cow;

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

use crate::SeedError;

#[derive(RustEmbed)]
#[folder = "cards"]
#[prefix = "cards/"]
struct Cards;

#[derive(RustEmbed)]
#[folder = "town"]
#[prefix = "town/"]
struct Town;

#[derive(RustEmbed)]
#[folder = "events"]
#[prefix = "events/"]
struct Events;

/// The names of the files of cards, in a fixed order.
pub(crate) fn card_names() -> Vec<String> {
    let mut names: Vec<String> = Cards::iter().map(Cow::into_owned).collect();
    names.sort();
    names
}

/// Reads one file.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Result<T, SeedError> {
    let problem = |problem: String| SeedError::File {
        file: name.to_owned(),
        problem,
    };
    let file = Cards::get(name)
        .or_else(|| Town::get(name))
        .or_else(|| Events::get(name));
    let file = file.ok_or_else(|| problem("is not there".to_owned()))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| problem(error.to_string()))?;
    toml::from_str(text).map_err(|error| problem(error.to_string()))
}
