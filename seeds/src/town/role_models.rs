use contract::matching as typed;
use matching::{Matching, ShortProfile};
use nouns::PersonId;
use serde::Deserialize;

use crate::{SeedError, files};

const FILE: &str = "town/role-models.toml";

#[derive(Deserialize)]
struct RoleModels {
    role_model: Vec<RoleModelFile>,
}

#[derive(Deserialize)]
struct RoleModelFile {
    person: String,
    trade: String,
    chance: String,
    example: String,
    offers: Vec<String>,
}

/// Plants what role models say of themselves.
pub(super) async fn plant(matching: &Matching) -> Result<(), SeedError> {
    let file: RoleModels = files::read(FILE)?;
    for one in file.role_model {
        let person = PersonId::parse(&one.person).map_err(SeedError::in_file(FILE, &one.person))?;
        let typed = typed::ShortProfile {
            trade: one.trade,
            chance: one.chance,
            example: one.example,
            offers: one.offers,
        };
        let short = ShortProfile::parse(&typed).map_err(SeedError::in_file(FILE, &one.person))?;
        matching.keep_short(&person, &short).await?;
    }
    Ok(())
}
