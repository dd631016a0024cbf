//! Words of the field that mean the same, from a file that an editor can change.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{analyse_word, words};

/// Lines of `one = other = third`; each may be several words. `#` begins a remark.
static FILE: &str = include_str!("../../dictionary/synonyms.txt");

/// The stems of a synonym, one for each of its words.
pub(crate) type Phrase = Vec<String>;

/// Which phrases mean the same as a phrase.
pub(crate) struct Synonyms {
    by_phrase: HashMap<Phrase, Vec<Phrase>>,
}

impl Synonyms {
    /// The synonyms in the crate.
    pub(crate) fn dutch() -> &'static Self {
        static DUTCH: OnceLock<Synonyms> = OnceLock::new();
        DUTCH.get_or_init(|| Self::read(FILE))
    }

    fn read(text: &str) -> Self {
        let mut by_phrase: HashMap<Phrase, Vec<Phrase>> = HashMap::new();
        for line in text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default())
        {
            let phrases: Vec<Phrase> = line
                .split('=')
                .map(stems)
                .filter(|phrase| !phrase.is_empty())
                .collect();
            for phrase in &phrases {
                let others = phrases.iter().filter(|other| *other != phrase).cloned();
                by_phrase.entry(phrase.clone()).or_default().extend(others);
            }
        }
        for others in by_phrase.values_mut() {
            others.sort();
            others.dedup();
        }
        Self { by_phrase }
    }

    /// What means the same as these stems together.
    pub(crate) fn of(&self, phrase: &[String]) -> &[Phrase] {
        self.by_phrase.get(phrase).map_or(&[], Vec::as_slice)
    }
}

fn stems(text: &str) -> Phrase {
    words(text)
        .flat_map(|word| {
            analyse_word(word.text)
                .iter()
                .map(|analysed| analysed.stem.clone())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_hold_both_ways_and_over_several_words() {
        let read = Synonyms::read("# remark\nbpv = stage = leren in de praktijk\n\n");
        assert_eq!(read.of(&["bpv".into()]).len(), 2);
        assert!(
            read.of(&stems("leren in de praktijk"))
                .contains(&stems("bpv"))
        );
        assert!(read.of(&["xyz".into()]).is_empty());
    }

    #[test]
    fn the_file_in_the_crate_knows_the_field() {
        let dutch = Synonyms::dutch();
        assert!(dutch.of(&stems("bpv")).contains(&stems("stage")));
        assert!(dutch.of(&stems("maatje")).contains(&stems("buddy")));
        assert!(dutch.of(&stems("slb")).contains(&stems("mentor")));
    }
}
