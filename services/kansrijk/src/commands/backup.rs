use std::path::Path;

use nouns::Clock;
use store::backup::{Dump, RestoreError, Summary};
use store::key_file;

use crate::Failure;
use crate::config::Config;
use crate::serve::{self, Parts, Services};
use crate::socket::{MANIFEST, Request, ask, lines_file};

/// `kansrijk backup`: a copy of everything, made by the running server where there is one.
pub(super) async fn backup(dir: &Path, config: &Config) -> Result<(), Failure> {
    let dir = std::path::absolute(dir)
        .map_err(Failure::failed("De map voor de kopie is niet te vinden"))?;
    println!("{}", ask(config, Request::Backup { dir }).await?);
    Ok(())
}

/// `kansrijk restore`: brings a copy back into an empty store. The indexes are rebuilt from it
/// when the site starts.
pub(super) async fn restore(dir: &Path, config: &Config) -> Result<(), Failure> {
    let dumps = read(dir)?;
    bring_keys(dir, config)?;
    let services = Services::open(config, &Parts::all(), Clock::system()).await?;
    let databases = services
        .databases()
        .await
        .map_err(Failure::failed("De opslag is niet te lezen"))?;
    let mut pairs = Vec::new();
    for (database, _) in databases {
        let dump = dumps
            .iter()
            .find(|dump| dump.summary.service == database.service());
        let dump = dump.ok_or_else(|| damaged(database.service()))?;
        database.may_restore(dump).await.map_err(failure)?;
        pairs.push((database, dump));
    }
    let mut rows = 0;
    for (database, dump) in pairs {
        rows += database.restore(dump).await.map_err(failure)?;
    }
    println!("{rows} rijen teruggezet.");
    Ok(())
}

/// Puts the keys of a copy in their place, before the services make some of their own.
fn bring_keys(dir: &Path, config: &Config) -> Result<(), Failure> {
    for place in serve::key_files(config) {
        bring_key(dir, &place)?;
    }
    Ok(())
}

fn bring_key(dir: &Path, place: &Path) -> Result<(), Failure> {
    let failed = || Failure::failed("Een sleutel van de opslag is niet teruggezet");
    let Some(name) = place.file_name() else {
        return Ok(());
    };
    let Some(key) = key_file::read(&dir.join(name)).map_err(failed())? else {
        return Ok(());
    };
    match key_file::read(place).map_err(failed())? {
        None => key_file::create(place, &key).map_err(failed()),
        Some(own) if own == key => Ok(()),
        Some(_) => Err(Failure::Input(format!(
            "In deze map ligt al een andere sleutel ({}). Zet de kopie terug in een nieuwe map, met KANSRIJK_DATA.",
            name.display()
        ))),
    }
}

fn read(dir: &Path) -> Result<Vec<Dump>, Failure> {
    let no_copy = |_| Failure::Input(format!("In {} staat geen hele kopie.", dir.display()));
    let manifest = std::fs::read(dir.join(MANIFEST)).map_err(no_copy)?;
    let summaries: Vec<Summary> =
        serde_json::from_slice(&manifest).map_err(|_| damaged(MANIFEST))?;
    summaries
        .into_iter()
        .map(|summary| {
            let lines = std::fs::read_to_string(dir.join(lines_file(&summary)))
                .map_err(|_| damaged(&summary.service))?;
            Ok(Dump { summary, lines })
        })
        .collect()
}

fn damaged(what: &str) -> Failure {
    Failure::Input(format!(
        "De kopie is beschadigd ({what}). Er is niets teruggezet."
    ))
}

fn failure(error: RestoreError) -> Failure {
    match error {
        RestoreError::Damaged(service) => damaged(&service),
        RestoreError::OtherVersion(service) => Failure::Input(format!(
            "De kopie van {service} is van een andere versie. Zet haar terug met die versie, en start daarna deze."
        )),
        RestoreError::NotEmpty(_) => Failure::Input(
            "De opslag is niet leeg. Zet de kopie terug in een nieuwe map, met KANSRIJK_DATA."
                .to_owned(),
        ),
        error @ RestoreError::Store(_) => Failure::failed("De kopie is niet teruggezet")(error),
    }
}
