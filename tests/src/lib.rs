//! What we promise, checked from outside: journeys of people through a paper browser, the arrows
//! between crates, values that must hold everywhere.
//!
//! The other kinds of tests stand beside this crate, each started by `tests/all`: `conformance/`
//! reads our feeds with other people's parsers, `crash/` kills the server while it writes,
//! `browser/` opens every page in a real Chromium, `src/bin/load.rs` measures.

pub mod browser;
pub mod town;

#[cfg(test)]
mod arrows;
#[cfg(test)]
mod erasure;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod store_server;
