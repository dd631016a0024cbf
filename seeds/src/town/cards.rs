use contract::toolbox::{CardContent, Step};
use serde::Deserialize;
use toolbox::{ImportedCard, Toolbox};

use crate::{SeedError, files};

/// A card as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardFile {
    slug: String,
    title: String,
    kind: String,
    goal: String,
    summary: String,
    #[serde(default)]
    body: String,
    minutes: Option<i64>,
    group_min: Option<i64>,
    group_max: Option<i64>,
    fits_in_meeting: bool,
    materials: Vec<String>,
    preconditions: Vec<String>,
    after: Vec<String>,
    variations: Vec<String>,
    pitfalls: Vec<String>,
    for_whom: String,
    origin: String,
    tags: Vec<String>,
    licence: String,
    #[serde(default)]
    steps: Vec<StepFile>,
}

#[derive(Deserialize)]
struct StepFile {
    text: String,
    minutes: Option<i64>,
}

pub(super) async fn plant(toolbox: &Toolbox) -> Result<usize, SeedError> {
    let cards = files::card_names()
        .iter()
        .map(|name| files::read::<CardFile>(name).map(ImportedCard::from))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(toolbox.import(cards).await?)
}

impl From<CardFile> for ImportedCard {
    fn from(card: CardFile) -> Self {
        let step = |step: StepFile| Step {
            text: step.text,
            minutes: step.minutes,
        };
        Self {
            id: card.slug,
            content: CardContent {
                title: card.title,
                kind: Some(card.kind),
                goal: card.goal,
                summary: card.summary,
                body: card.body,
                minutes: card.minutes,
                group_min: card.group_min,
                group_max: card.group_max,
                fits_in_meeting: card.fits_in_meeting,
                materials: card.materials,
                steps: card.steps.into_iter().map(step).collect(),
                variations: card.variations,
                pitfalls: card.pitfalls,
                preconditions: card.preconditions,
                after: card.after,
                for_whom: card.for_whom,
                origin: card.origin,
                tags: card.tags,
                licence: card.licence,
                ..CardContent::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cards() -> Vec<(String, CardFile)> {
        files::card_names()
            .into_iter()
            .map(|name| (name.clone(), files::read(&name).unwrap()))
            .collect()
    }

    #[test]
    fn every_card_is_called_as_its_file_and_names_only_cards_that_exist() {
        let cards = cards();
        let slugs: BTreeSet<&str> = cards.iter().map(|(_, card)| card.slug.as_str()).collect();
        assert!(slugs.len() >= 60, "{} cards", slugs.len());
        for (file, card) in &cards {
            assert_eq!(*file, format!("cards/{}.toml", card.slug));
            for before in &card.after {
                assert!(slugs.contains(before.as_str()), "{file} names {before}");
            }
        }
    }

    #[test]
    fn the_minutes_of_the_steps_add_up() {
        for (file, card) in cards() {
            let minutes: Vec<i64> = card.steps.iter().filter_map(|step| step.minutes).collect();
            if minutes.len() == card.steps.len() && !minutes.is_empty() {
                assert_eq!(Some(minutes.iter().sum()), card.minutes, "{file}");
            }
        }
    }
}
