//! The binary: reads the configuration, starts the services that are named, and does what the
//! command line asks.
//!
//! It is the only place that knows all services at once, and it knows of each only how to open
//! it and where its API is. No rule about people or things stands here.

pub mod cli;
pub mod commands;
pub mod config;
mod failure;
mod planting;
pub mod serve;
mod socket;

pub use failure::Failure;
