//! The seed files, inside the binary.

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

use crate::SeedError;

#[derive(RustEmbed)]
#[folder = "."]
#[include = "cards/*.toml"]
#[include = "town/*.toml"]
#[include = "events/*.toml"]
struct Files;

/// The names of the files in a folder, in a fixed order.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> =
        Files::iter().map(|name| name.to_string()).filter(|name| name.starts_with(folder)).collect();
    names.sort();
    names
}

/// Reads one file.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Result<T, SeedError> {
    let problem = |problem: String| SeedError::File { file: name.to_owned(), problem };
    let file = Files::get(name).ok_or_else(|| problem("is not there".to_owned()))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| problem(error.to_string()))?;
    toml::from_str(text).map_err(|error| problem(error.to_string()))
}
