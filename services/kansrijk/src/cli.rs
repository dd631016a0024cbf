//! The command line. Scripts of others rely on it to the letter: docs/ARCHITECTURE.md names it
//! among the public interfaces.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use matching_engine::Rule;

/// Kansrijk: mbo-studenten, hun docenten en de regio leren van elkaar.
#[derive(Debug, Parser)]
#[command(name = "kansrijk", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Instellingen; zonder deze optie telt kansrijk.toml in de huidige map, als die er is.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start de site en de diensten; maakt aan wat er nog niet is.
    Serve {
        /// Alleen deze onderdelen: accounts, toolbox, matching, meetups, web.
        #[arg(long, value_delimiter = ',', value_name = "A,B")]
        only: Vec<String>,
        /// Begin zonder voorbeeldstad.
        #[arg(long)]
        empty: bool,
    },
    /// Leest kaarten, bijeenkomsten of instellingen in.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Lost een koppelvraag op uit een bestand, of voor een programma in de opslag.
    Match {
        #[arg(value_name = "FILE", required_unless_present = "programme")]
        file: Option<PathBuf>,
        /// Een programma uit de opslag, tot een concept.
        #[arg(long, value_name = "ID", conflicts_with = "file")]
        programme: Option<String>,
        #[arg(long, value_enum, default_value_t = RuleName::Stable)]
        rule: RuleName,
        /// Zoveel paren mogen elkaar hooguit nog liever willen (alleen bij balanced).
        #[arg(long, value_name = "N", default_value_t = 0)]
        max_blocking: u64,
        /// Schrijf het resultaat hierheen in plaats van naar de uitvoer.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Leest regels van de invoer en geeft per regel de zoektermen, als JSON.
    Analyse,
    /// Geeft een persoonlijk toegangsteken voor iemand, voor scripts.
    Token {
        /// Id of e-mailadres.
        person: String,
        #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=8760))]
        hours: u32,
    },
    /// Geeft iemand een rol, zoals de eerste beheerder van een site.
    Role {
        /// Id of e-mailadres.
        person: String,
        /// student, maatje, rolmodel, docent, coordinator, zorgconsulent, moderator of beheerder.
        role: String,
        /// De laatste dag, zoals 2027-08-31. Nodig voor wie over anderen beslist, hooguit een jaar ver.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Alleen voor deze provincie of RMC-regio, zoals NL-UT.
        #[arg(long, value_name = "CODE", conflicts_with = "school")]
        region: Option<String>,
        /// Alleen voor deze school.
        #[arg(long, value_name = "ID")]
        school: Option<String>,
    },
    /// Vult een lege opslag met een verzonnen land, om mee te meten.
    Synth {
        #[arg(long, default_value_t = 0)]
        students: u32,
        #[arg(long, default_value_t = 0)]
        buddies: u32,
        #[arg(long, default_value_t = 0)]
        cards: u32,
        #[arg(long, default_value_t = 0)]
        events: u32,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Geeft alles wat er over iemand is opgeslagen, als JSON.
    Export { person: String },
    /// Maakt een kopie van alle gegevens in een map; mag terwijl de site draait.
    Backup { dir: PathBuf },
    /// Zet een kopie terug in een lege opslag.
    Restore { dir: PathBuf },
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Kaarten voor Team Trukendoos: één JSON-object per regel.
    Cards { file: PathBuf },
    /// Kaarten uit een Atom-feed (RFC 4287), zoals die van een andere Kansrijk; wat er al is, blijft.
    Feed { file: PathBuf },
    /// Bijeenkomsten uit een iCalendar-bestand (RFC 5545).
    Events {
        file: PathBuf,
        /// Code van een provincie of RMC-regio, zoals NL-UT of RMC-19.
        #[arg(long, value_name = "CODE")]
        region: String,
    },
    /// Instellingen uit een adresbestand van DUO, gescheiden door puntkomma's.
    Institutions { file: PathBuf },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleName {
    Stable,
    Best,
    Balanced,
}

impl From<RuleName> for Rule {
    fn from(name: RuleName) -> Self {
        match name {
            RuleName::Stable => Self::Stable,
            RuleName::Best => Self::Best,
            RuleName::Balanced => Self::Balanced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_takes_a_list_of_services() {
        let cli = Cli::parse_from(["kansrijk", "serve", "--only", "toolbox,meetups", "--empty"]);
        let Command::Serve { only, empty } = cli.command else {
            panic!("not serve")
        };
        assert_eq!(
            (only, empty),
            (vec!["toolbox".to_owned(), "meetups".to_owned()], true)
        );
    }
}
