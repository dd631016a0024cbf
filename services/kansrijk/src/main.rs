use std::process::ExitCode;

use clap::Parser;
use kansrijk::cli::Cli;
use kansrijk::commands;
use kansrijk::config::Config;
use mimalloc::MiMalloc;

/// A page and an answer are thousands of small pieces of memory: this one gives and takes them in half the time.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = Config::load(cli.config.as_deref(), |name| std::env::var(name).ok())
        .and_then(|config| commands::run(cli.command, &config));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}
