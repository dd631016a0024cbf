use std::path::Path;

use meetups::Meetups;
use nouns::{Clock, Region};
use seeds::{cards_file, institutions};
use toolbox::{FeedProblem, ImportProblem, Toolbox};

use crate::Failure;
use crate::cli::Import;
use crate::config::Config;
use crate::serve::{Parts, Services};

/// `kansrijk import …`: the whole file or nothing of it.
pub(super) async fn import(what: &Import, config: &Config) -> Result<(), Failure> {
    match what {
        Import::Cards { file } => {
            let cards = cards_file::read(&bytes(file)?)
                .map_err(|fault| Failure::Input(fault.to_string()))?;
            let services = open(config).await?;
            let ground = services.ground()?;
            import_cards(ground.toolbox, cards).await
        }
        Import::Feed { file } => {
            let feed = bytes(file)?;
            let services = open(config).await?;
            let ground = services.ground()?;
            import_feed(ground.toolbox, &feed).await
        }
        Import::Events { file, region } => {
            let region = Region::parse(region).map_err(|_| unknown_region(region))?;
            let text = text(file)?;
            let services = open(config).await?;
            let ground = services.ground()?;
            import_events(ground.meetups, &text, region).await
        }
        Import::Institutions { file } => {
            let list = institutions::read(&bytes(file)?)
                .map_err(|fault| Failure::Input(fault.to_string()))?;
            let services = open(config).await?;
            let ground = services.ground()?;
            import_institutions(ground.accounts, list).await
        }
    }
}

async fn open(config: &Config) -> Result<Services, Failure> {
    Services::open(config, &Parts::all(), Clock::system()).await
}

async fn import_cards(
    toolbox: &Toolbox,
    cards: Vec<(usize, toolbox::ImportedCard)>,
) -> Result<(), Failure> {
    let (lines, cards): (Vec<usize>, Vec<_>) = cards.into_iter().unzip();
    let count = toolbox
        .import(cards)
        .await
        .map_err(|problem| match problem {
            ImportProblem::Card { index, reason } => {
                let line = lines.get(index).copied().unwrap_or_default();
                Failure::Input(format!("Regel {line}: {reason} Er is niets ingelezen."))
            }
            problem @ ImportProblem::Failed(_) => {
                Failure::failed("De kaarten zijn niet ingelezen")(problem)
            }
        })?;
    toolbox
        .catch_up()
        .await
        .map_err(Failure::failed("De zoekindex is niet bijgewerkt"))?;
    println!("{count} kaarten ingelezen.");
    Ok(())
}

async fn import_feed(toolbox: &Toolbox, feed: &[u8]) -> Result<(), Failure> {
    let done = toolbox
        .import_feed(feed)
        .await
        .map_err(|problem| match problem {
            FeedProblem::Fault(fault) => Failure::Input(format!("{fault} Er is niets ingelezen.")),
            problem @ FeedProblem::Import(_) => {
                Failure::failed("De kaarten zijn niet ingelezen")(problem)
            }
        })?;
    toolbox
        .catch_up()
        .await
        .map_err(Failure::failed("De zoekindex is niet bijgewerkt"))?;
    println!(
        "{} kaarten ingelezen, {} waren er al.",
        done.added, done.known
    );
    Ok(())
}

async fn import_events(meetups: &Meetups, text: &str, region: Region) -> Result<(), Failure> {
    let imported = meetups
        .import_ics(text, region)
        .await
        .map_err(|error| match error {
            meetups::ImportError::Refused(fault) => Failure::Input(format!(
                "{} Er is niets ingelezen.",
                capitalised(&fault.to_string())
            )),
            error @ meetups::ImportError::Failed(_) => {
                Failure::failed("De bijeenkomsten zijn niet ingelezen")(error)
            }
        })?;
    meetups
        .catch_up()
        .await
        .map_err(Failure::failed("De zoekindex is niet bijgewerkt"))?;
    println!(
        "{} bijeenkomsten ingelezen op {}, {} gewijzigd, {} ongewijzigd, {} overgeslagen.",
        imported.added,
        region.name(),
        imported.changed,
        imported.unchanged,
        imported.skipped
    );
    Ok(())
}

async fn import_institutions(
    accounts: &accounts::Accounts,
    list: Vec<institutions::Institution>,
) -> Result<(), Failure> {
    let schools = list
        .into_iter()
        .map(|institution| accounts::School {
            id: institution.code,
            name: institution.name,
            sector: institution.sector.as_str().to_owned(),
            place: institution.place,
            region: institution.region,
            website: institution.website,
        })
        .collect();
    let kept = accounts
        .keep_schools(schools)
        .await
        .map_err(Failure::failed("De instellingen zijn niet ingelezen"))?;
    println!(
        "{} instellingen ingelezen, {} bijgewerkt.",
        kept.added, kept.changed
    );
    Ok(())
}

fn unknown_region(code: &str) -> Failure {
    let codes: Vec<&str> = Region::provinces().map(Region::code).collect();
    Failure::Input(format!(
        "De regio {code:?} bestaat niet. Kies een provincie ({}) of een RMC-regio (RMC-01 tot en met RMC-40).",
        codes.join(", ")
    ))
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| {
        Failure::Input(format!(
            "Het bestand {} is niet te lezen: {error}",
            file.display()
        ))
    })
}

fn text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes(file)?)
        .map_err(|_| Failure::Input(format!("Het bestand {} is geen UTF-8.", file.display())))
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
