//! What teams of the town do with cards and with each other: own versions, a draft, a collection,
//! questions with answers and thanks, saved searches. Each deed goes through the front door.

use std::collections::BTreeMap;

use contract::toolbox::exchange::{NewTeamAnswer, NewTeamQuestion};
use contract::toolbox::{CardContent, CollectionAbout, SearchWords};
use contract::{Age, Caller, FieldProblem, Grant, Means, Scope};
use nouns::{CardId, Region, Role, SchoolId, TeamId};
use serde::Deserialize;
use toolbox::card::{Line, Lines, Title};
use toolbox::exchange::reading;
use toolbox::{Toolbox, collection};

use super::Resident;
use crate::{SeedError, files};

const FILE: &str = "town/exchange.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExchangeFile {
    adaptation: Vec<AdaptationFile>,
    draft: Vec<DraftFile>,
    collection: Vec<CollectionFile>,
    question: Vec<QuestionFile>,
    search: Vec<SearchFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdaptationFile {
    /// What it is called in `of` of another.
    key: String,
    /// A card, or the key of an adaptation before this one.
    of: String,
    by: String,
    team: String,
    title: String,
    goal: String,
    variations: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftFile {
    by: String,
    title: String,
    kind: String,
    goal: String,
    minutes: i64,
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CollectionFile {
    by: String,
    title: String,
    intro: String,
    entry: Vec<EntryFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    card: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    by: String,
    team: String,
    title: String,
    details: String,
    reach: String,
    /// What is said to those whose answers helped.
    thanks: String,
    #[serde(default)]
    answer: Vec<AnswerFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    by: String,
    team: String,
    text: String,
    cards: Vec<String>,
    helped: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchFile {
    by: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    max_minutes: String,
    #[serde(default)]
    tag: String,
    mail: bool,
}

/// Plants all of it; teams and cards are there already.
pub(super) async fn plant(
    toolbox: &Toolbox,
    town: &BTreeMap<String, Resident>,
) -> Result<(), SeedError> {
    let file: ExchangeFile = files::read(FILE)?;
    adaptations(toolbox, town, file.adaptation).await?;
    for draft in file.draft {
        let by = caller(town, &draft.by)?;
        let content = CardContent {
            title: draft.title,
            kind: Some(draft.kind),
            goal: draft.goal,
            minutes: Some(draft.minutes),
            tags: draft.tags,
            ..CardContent::default()
        };
        toolbox.start_draft(&by, content, None).await?;
    }
    for collection in file.collection {
        collect(toolbox, town, collection).await?;
    }
    for question in file.question {
        ask(toolbox, town, question).await?;
    }
    for search in file.search {
        let words = SearchWords {
            q: search.q,
            kind: search.kind,
            max_minutes: search.max_minutes,
            tag: search.tag,
            ..SearchWords::default()
        };
        let by = caller(town, &search.by)?;
        toolbox.keep_search(&by, &words, search.mail).await?;
    }
    Ok(())
}

async fn adaptations(
    toolbox: &Toolbox,
    town: &BTreeMap<String, Resident>,
    files: Vec<AdaptationFile>,
) -> Result<(), SeedError> {
    let mut made: BTreeMap<String, CardId> = BTreeMap::new();
    for file in files {
        let by = caller(town, &file.by)?;
        let of = match made.get(&file.of) {
            Some(id) => id.clone(),
            None => card(&file.of)?,
        };
        let original = toolbox.card(Some(&by), &of).await?;
        let mut content = original.content().clone();
        let faulty = || SeedError::in_file(FILE, &file.title)("a field does not fit");
        content.title = Title::parse(&file.title, Title::LONGEST_TYPED).map_err(|_| faulty())?;
        content.goal = Line::parse(&file.goal).map_err(|_| faulty())?;
        content.variations = Lines::parse(&file.variations).map_err(|_| faulty())?;
        content.team_id = Some(TeamId::parse(&file.team).map_err(|_| faulty())?);
        let version = original.current.number;
        let card = toolbox.adapt(&by, &of, version, content).await?;
        made.insert(file.key, card.id);
    }
    Ok(())
}

async fn collect(
    toolbox: &Toolbox,
    town: &BTreeMap<String, Resident>,
    file: CollectionFile,
) -> Result<(), SeedError> {
    let by = caller(town, &file.by)?;
    let about = CollectionAbout {
        title: file.title.clone(),
        intro: file.intro,
        visibility: "country".to_owned(),
    };
    let about = collection::typed(&about);
    let about = about.map_err(SeedError::in_file::<Vec<FieldProblem>>(FILE, &file.title))?;
    let made = toolbox.collect(&by, about, None).await?;
    for entry in file.entry {
        let card = card(&entry.card)?;
        toolbox.put_into(&by, &made.id, &card).await?;
        if !entry.note.is_empty() {
            let faulty = SeedError::in_file(FILE, &file.title);
            let note = Line::parse(&entry.note).map_err(faulty)?;
            toolbox.note_in(&by, &made.id, &card, &note).await?;
        }
    }
    Ok(())
}

async fn ask(
    toolbox: &Toolbox,
    town: &BTreeMap<String, Resident>,
    file: QuestionFile,
) -> Result<(), SeedError> {
    let by = caller(town, &file.by)?;
    let typed = NewTeamQuestion {
        title: file.title.clone(),
        details: file.details,
        reach: file.reach,
        team: file.team,
        ..NewTeamQuestion::default()
    };
    let refused = || SeedError::in_file::<Vec<FieldProblem>>(FILE, &file.title);
    let words = reading::question(&typed).map_err(refused())?;
    let asked = toolbox.ask_teams(&by, words).await?;
    let mut helped = Vec::new();
    let mut readers = vec![by.clone()];
    for answer in file.answer {
        let typed = NewTeamAnswer {
            text: answer.text,
            team: answer.team,
            cards: answer.cards,
        };
        let words = reading::answer(&typed).map_err(refused())?;
        let by = caller(town, &answer.by)?;
        let given = toolbox.answer_team(&by, &asked.id, words).await?;
        if answer.helped {
            helped.push(given.id);
        }
        readers.push(by);
    }
    if !helped.is_empty() {
        toolbox.thank(&by, &asked.id, &helped, &file.thanks).await?;
    }
    // They have seen it: a demo begins without news of what nobody did.
    for reader in readers {
        toolbox.team_question(&reader, &asked.id).await?;
    }
    Ok(())
}

fn card(id: &str) -> Result<CardId, SeedError> {
    CardId::parse(id).map_err(SeedError::in_file(FILE, id))
}

/// Somebody of the town as they come to the toolbox: as a teacher.
fn caller(town: &BTreeMap<String, Resident>, key: &str) -> Result<Caller, SeedError> {
    let missing = || SeedError::in_file(FILE, key)("nobody of the town");
    let resident = town.get(key).ok_or_else(missing)?;
    Ok(Caller {
        person: resident.id()?,
        name: resident.name.clone(),
        roles: vec![Grant {
            role: Role::Docent,
            scope: Scope::Everywhere,
        }],
        school: SchoolId::parse(&resident.school).ok(),
        region: Region::parse(&resident.region).ok(),
        age: Age::Adult,
        means: Means::Session,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::residents;

    #[test]
    fn everybody_teaches_and_every_card_and_original_is_there() {
        let file: ExchangeFile = files::read(FILE).unwrap();
        let town = residents().unwrap();
        let cards = files::card_names();
        let is_card = |id: &str| cards.contains(&format!("cards/{id}.toml"));
        let mut made: Vec<&str> = Vec::new();
        for one in &file.adaptation {
            assert!(
                is_card(&one.of) || made.contains(&one.of.as_str()),
                "{}",
                one.of
            );
            made.push(&one.key);
        }
        let collected = file.collection.iter().flat_map(|one| &one.entry);
        let answers = file.question.iter().flat_map(|one| &one.answer);
        let named = collected.map(|entry| entry.card.as_str());
        for card in named.chain(
            answers
                .clone()
                .flat_map(|one| one.cards.iter().map(String::as_str)),
        ) {
            assert!(is_card(card), "{card}");
        }
        let askers = file.question.iter().map(|one| &one.by);
        for key in askers.chain(answers.map(|one| &one.by)) {
            let roles = &town[key].roles;
            assert!(roles.iter().any(|role| role == "docent"), "{key}");
        }
    }
}
