//! What each command does, one file per command; `serve` has a folder of its own beside this.

mod analyse;
mod backup;
mod export;
mod import;
mod programme;
mod role;
mod solve;
mod synth;
mod token;

use std::io;

use matching_engine::Options;

use crate::Failure;
use crate::cli::Command;
use crate::config::Config;
use crate::serve::{self, Parts};
use crate::socket::RoleWish;

/// Does what was asked; commands that need no store open none.
pub fn run(command: Command, config: &Config) -> Result<(), Failure> {
    match command {
        Command::Analyse => analyse::analyse(io::stdin().lock(), io::stdout().lock()),
        Command::Match {
            file: Some(file),
            rule,
            max_blocking,
            out,
            ..
        } => solve::solve_file(&file, rule.into(), Options { max_blocking }, out.as_deref()),
        command => {
            wire::telemetry::start(&config.log, config.log_json);
            let runtime = tokio::runtime::Runtime::new()
                .map_err(Failure::failed("Het programma kan niet starten"))?;
            runtime.block_on(with_store(command, config))
        }
    }
}

async fn with_store(command: Command, config: &Config) -> Result<(), Failure> {
    match command {
        Command::Serve { only, empty } => serve::serve(config, &Parts::parse(&only)?, empty).await,
        Command::Import { what } => import::import(&what, config).await,
        Command::Token { person, hours } => token::token(&person, hours, config).await,
        Command::Role {
            person,
            role,
            until,
            region,
            school,
        } => {
            let wish = RoleWish {
                person,
                role,
                until,
                region,
                school,
            };
            role::give(wish, config).await
        }
        Command::Synth {
            students,
            buddies,
            cards,
            events,
            seed,
        } => {
            let sizes = seeds::synth::Sizes {
                students,
                buddies,
                cards,
                events,
            };
            synth::synth(sizes, seed, config).await
        }
        Command::Export { person } => export::export(&person, config).await,
        Command::Backup { dir } => backup::backup(&dir, config).await,
        Command::Restore { dir } => backup::restore(&dir, config).await,
        Command::Match {
            programme,
            rule,
            max_blocking,
            out,
            ..
        } => {
            let programme = programme.unwrap_or_default();
            programme::divide(
                &programme,
                rule.into(),
                max_blocking,
                out.as_deref(),
                config,
            )
            .await
        }
        Command::Analyse => Ok(()),
    }
}
