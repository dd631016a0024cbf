//! The words of the synthetic country, of the field, and choosing among them.

use rand::Rng;
use rand::rngs::StdRng;

pub(super) const SUBJECTS: &[&str] = &[
    "feedback",
    "samenwerking",
    "planning",
    "intervisie",
    "stagebegeleiding",
    "studiekeuze",
    "hulpvraag",
    "lesbezoek",
    "teamoverleg",
    "werkverdeling",
    "loopbaan",
    "kennismaking",
    "vertrouwen",
    "luisteren",
    "reflectie",
    "weerbaarheid",
    "doorstroom",
    "overstap",
    "toetsing",
    "rekenen",
    "taal",
    "burgerschap",
    "mentoraat",
    "netwerk",
    "praktijkleren",
    "motivatie",
];
pub(super) const FORMS: &[&str] = &[
    "ronde",
    "gesprek",
    "spel",
    "wandeling",
    "kaart",
    "dagstart",
    "werkvorm",
    "oefening",
    "bijeenkomst",
    "terugblik",
    "ontmoeting",
    "tafel",
    "kring",
    "bord",
    "estafette",
    "atelier",
];
pub(super) const PEOPLE: &[&str] = &[
    "team",
    "studenten",
    "docenten",
    "begeleiders",
    "stagebedrijven",
    "ouders",
    "alumni",
    "praktijkopleiders",
    "eerstejaars",
    "mentoren",
];
pub(super) const VERBS: &[&str] = &[
    "bespreken",
    "verdelen",
    "ordenen",
    "onderzoeken",
    "vergelijken",
    "voorbereiden",
    "vertellen",
    "tekenen",
    "kiezen",
    "terugkijken",
    "vooruitkijken",
    "uitproberen",
    "bedanken",
    "afspreken",
];
pub(super) const FIRST_NAMES: &[&str] = &[
    "Sam", "Noa", "Yara", "Daan", "Milan", "Lina", "Jip", "Amir", "Fleur", "Sem", "Zoë", "Rayan",
    "Bente", "Tess", "Omar", "Isa", "Luuk", "Nora", "Kaan", "Mila", "Joris", "Aya", "Pim", "Selin",
];
pub(super) const PLACES: &[&str] = &[
    "het buurthuis",
    "de bibliotheek",
    "de aula",
    "het praktijklokaal",
    "de kantine",
    "het theater",
];

pub(super) fn one<'a>(list: &[&'a str], chance: &mut StdRng) -> &'a str {
    list[chance.random_range(0..list.len())]
}

/// `least` to `most` different entries, fewer where the list is short.
pub(super) fn some(list: &[&str], least: usize, most: usize, chance: &mut StdRng) -> Vec<String> {
    let count = chance.random_range(least..=most).min(list.len());
    let picked = rand::seq::index::sample(chance, list.len(), count);
    picked
        .into_iter()
        .map(|index| list[index].to_owned())
        .collect()
}

pub(super) fn sentence(chance: &mut StdRng) -> String {
    format!(
        "Je gaat met {} {} over {} en {} in een {}.",
        one(PEOPLE, chance),
        one(VERBS, chance),
        one(SUBJECTS, chance),
        one(SUBJECTS, chance),
        one(FORMS, chance),
    )
}
