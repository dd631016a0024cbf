use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use accounts::{Accounts, AccountsError, Hours, TokenLabel};
use chrono::NaiveDate;
use contract::Scope;
use matching::MatchingError;
use matching_engine::Rule;
use nouns::{Region, Role, SchoolId};
use serde_json::{Map, Value};
use store::backup::{Dump, Summary};
use store::key_file;

use super::{Request, RoleWish};
use crate::Failure;
use crate::serve::{Part, Services};

/// The file that says what a backup holds; written last, so that a backup without it is none.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Does what a command asks, with the services of this process.
pub(crate) async fn answer(services: &Services, request: Request) -> Result<String, Failure> {
    match request {
        Request::Token { person, hours } => token(accounts(services)?, &person, hours).await,
        Request::Role(wish) => role(accounts(services)?, wish).await,
        Request::Export { person } => export(services, &person).await,
        Request::Backup { dir } => backup(services, &dir).await,
        Request::Match {
            programme,
            rule,
            max_blocking,
        } => divide(services, &programme, rule, max_blocking).await,
    }
}

fn accounts(services: &Services) -> Result<&Accounts, Failure> {
    services
        .accounts
        .as_deref()
        .ok_or_else(|| Failure::Failed("Accounts draait hier niet.".to_owned()))
}

async fn token(accounts: &Accounts, person: &str, hours: u32) -> Result<String, Failure> {
    let hours = Hours::parse(hours)
        .map_err(|_| Failure::Input("Een toegangsteken geldt 1 tot 8760 uur.".to_owned()))?;
    let id = find(accounts, person).await?;
    let issued = accounts
        .issue_pat(&id, TokenLabel::command_line(), hours)
        .await
        .map_err(Failure::failed("Het toegangsteken is niet gemaakt"))?;
    Ok(issued.secret.reveal().clone())
}

async fn role(accounts: &Accounts, wish: RoleWish) -> Result<String, Failure> {
    let input = |text: String| Failure::Input(text);
    let role: Role = wish
        .role
        .parse()
        .map_err(|_| input(format!("Er is geen rol {:?}.", wish.role)))?;
    let scope = match (wish.region, wish.school) {
        (Some(code), _) => Scope::Region(
            Region::parse(&code).map_err(|_| input(format!("Er is geen regio {code:?}.")))?,
        ),
        (None, Some(id)) => Scope::School(
            SchoolId::parse(&id)
                .map_err(|_| input(format!("{id:?} is geen id van een school.")))?,
        ),
        (None, None) => Scope::Everywhere,
    };
    let until = wish
        .until
        .map(|day| {
            day.parse::<NaiveDate>()
                .map_err(|_| input(format!("{day:?} is geen dag. Schrijf 2027-08-31.")))
        })
        .transpose()?;
    let id = find(accounts, &wish.person).await?;
    match accounts.give_role_by_command(&id, role, &scope, until).await {
        Ok(()) => Ok(format!("{} heeft nu de rol {}.", id.as_str(), role.as_str())),
        Err(AccountsError::RoleUntil) => Err(input(
            "Deze rol heeft een einde nodig: --until met een dag binnen een jaar.".to_owned(),
        )),
        Err(AccountsError::RolePlace) => Err(input(
            "Deze rol past niet bij die plek. Een coördinator heeft --region of --school nodig, een beheerder juist niet."
                .to_owned(),
        )),
        Err(error) => Err(Failure::failed("De rol is niet gegeven")(error)),
    }
}

/// Runs a programme to a draft; it is kept in the store, and told in the format of a file.
async fn divide(
    services: &Services,
    programme: &str,
    rule: Rule,
    max_blocking: u64,
) -> Result<String, Failure> {
    let matching = services
        .matching
        .as_deref()
        .ok_or_else(|| Failure::Failed("Matching draait hier niet.".to_owned()))?;
    // Consents and blocks up to now count.
    services.follow_accounts().await?;
    let cap = u32::try_from(max_blocking).unwrap_or(u32::MAX);
    let run = matching.draft_by_command(programme, rule, cap).await;
    let run = run.map_err(|error| match error {
        MatchingError::NotFound => Failure::Input(format!(
            "Er is geen programma {programme:?}. Het id staat in het adres van zijn pagina."
        )),
        MatchingError::Conflict(code) => Failure::Input(code.dutch.to_owned()),
        other => Failure::failed("Het concept is niet gemaakt")(other),
    })?;
    let mut json = serde_json::to_string(&run.solution)
        .map_err(Failure::failed("De uitkomst is niet te schrijven"))?;
    json.push('\n');
    Ok(json)
}

async fn find(accounts: &Accounts, person: &str) -> Result<nouns::PersonId, Failure> {
    let known = accounts
        .find(person)
        .await
        .map_err(Failure::failed("De opslag is niet te lezen"))?;
    let known = known.ok_or_else(|| {
        Failure::Input(format!("Er is niemand met id of e-mailadres {person:?}."))
    })?;
    Ok(known.person.id)
}

async fn export(services: &Services, person: &str) -> Result<String, Failure> {
    let id = find(accounts(services)?, person).await?;
    let failed = || Failure::failed("De opslag is niet te lezen");
    let mut found = Map::new();
    for (database, register) in services.databases().await.map_err(failed())? {
        let matching = services.matching.as_ref();
        let about = match matching.filter(|_| database.service() == Part::Matching.name()) {
            // Conversations are sealed in the store.
            Some(matching) => matching
                .export(&id)
                .await
                .map_err(Failure::failed("De gesprekken zijn niet te lezen"))?,
            None => database
                .about(id.as_str(), register)
                .await
                .map_err(failed())?,
        };
        found.insert(database.service().to_owned(), about);
    }
    serde_json::to_string_pretty(&Value::Object(found))
        .map_err(Failure::failed("De uitvoer is niet te schrijven"))
}

async fn backup(services: &Services, dir: &Path) -> Result<String, Failure> {
    let failed = || Failure::failed("De kopie is niet gemaakt");
    if dir.join(MANIFEST).exists() {
        return Err(Failure::Input(format!(
            "In {} staat al een kopie. Kies een andere map.",
            dir.display()
        )));
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.map_err(Failure::failed(
        "De map voor de kopie kan niet worden gemaakt",
    ))?;
    let (mut summaries, mut rows) = (Vec::new(), 0);
    for (database, _) in services.databases().await.map_err(failed())? {
        let dump = database.dump().await.map_err(failed())?;
        rows += dump.summary.rows;
        write(dir, &dump)?;
        summaries.push(dump.summary);
    }
    copy_keys(services, dir)?;
    let manifest = serde_json::to_string_pretty(&summaries)
        .map_err(Failure::failed("De kopie is niet gemaakt"))?;
    store_file(&dir.join(MANIFEST), &manifest)?;
    Ok(format!("{rows} rijen gekopieerd naar {}.", dir.display()))
}

/// Without the keys nobody can read the conversations of a copy, nor mail who signed up without an account. One from the
/// configuration is kept elsewhere.
fn copy_keys(services: &Services, dir: &Path) -> Result<(), Failure> {
    let failed = || Failure::failed("De sleutels van de opslag zijn niet gekopieerd");
    for path in &services.key_files {
        let copied = path.file_name().map(|name| dir.join(name));
        if let Some((key, copied)) = key_file::read(path).map_err(failed())?.zip(copied) {
            key_file::create(&copied, &key).map_err(failed())?;
        }
    }
    Ok(())
}

fn write(dir: &Path, dump: &Dump) -> Result<(), Failure> {
    store_file(&dir.join(lines_file(&dump.summary)), &dump.lines)
}

/// The file with the rows of one service.
pub(crate) fn lines_file(summary: &Summary) -> String {
    format!("{}.jsonl", summary.service)
}

/// A backup counts only when it is on disk. It holds everything in the clear: nobody else on this machine reads it.
fn store_file(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = || Failure::failed("De kopie is niet geschreven");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(path).map_err(failed())?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed())?;
    file.sync_all().map_err(failed())
}
