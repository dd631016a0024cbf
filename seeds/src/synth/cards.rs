use contract::toolbox::CardContent;
use rand::Rng;
use rand::rngs::StdRng;
use toolbox::ImportedCard;

use super::words::{FORMS, PEOPLE, SUBJECTS, one, sentence, some};

const KINDS: &[&str] = &[
    "werkvorm",
    "werkvorm",
    "werkvorm",
    "overlegstructuur",
    "teamsamenstelling",
];
/// Minutes of a card: what fits in an hour is most of it.
const MINUTES: &[i64] = &[5, 10, 15, 15, 20, 20, 30, 30, 45, 60, 90, 120];

pub(super) fn cards(count: u32, chance: &mut StdRng) -> Vec<ImportedCard> {
    (1..=count).map(|number| card(number, chance)).collect()
}

fn card(number: u32, chance: &mut StdRng) -> ImportedCard {
    let subject = one(SUBJECTS, chance);
    let smallest = chance.random_range(2..=8);
    let sentences: Vec<String> = (0..chance.random_range(4..=12))
        .map(|_| sentence(chance))
        .collect();
    ImportedCard {
        id: format!("k-{number}"),
        content: CardContent {
            title: format!(
                "{}{} met {} ({number})",
                subject,
                one(FORMS, chance),
                one(PEOPLE, chance)
            ),
            kind: Some(one(KINDS, chance).to_owned()),
            goal: sentence(chance),
            summary: sentence(chance),
            body: sentences.join(" "),
            minutes: Some(MINUTES[chance.random_range(0..MINUTES.len())]),
            group_min: Some(smallest),
            group_max: Some(smallest + chance.random_range(2..=30)),
            fits_in_meeting: chance.random_bool(0.6),
            tags: some(SUBJECTS, 2, 4, chance),
            ..CardContent::default()
        },
    }
}
