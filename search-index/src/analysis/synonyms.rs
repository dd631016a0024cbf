//! Words of the field that mean the same, from a file that an editor can change.

use std::borrow::Cow;
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
            let phrases: Vec<Meaning> = line
                .split('=')
                .map(Meaning::of)
                .filter(|phrase| !phrase.stems.is_empty())
                .collect();
            for phrase in &phrases {
                let others = phrases.iter().filter(|other| other.adds_to(phrase));
                let others = others.map(|other| other.stems.clone());
                by_phrase
                    .entry(phrase.stems.clone())
                    .or_default()
                    .extend(others);
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

/// One side of a line.
struct Meaning {
    stems: Phrase,
    parts: Vec<Cow<'static, str>>,
}

impl Meaning {
    fn of(text: &str) -> Self {
        let (mut stems, mut parts) = (Vec::new(), Vec::new());
        for word in words(text) {
            for analysed in analyse_word(word.text).iter() {
                stems.push(analysed.stem.clone());
                parts.extend_from_slice(&analysed.parts);
            }
        }
        Self { stems, parts }
    }

    /// Whether this finds more than the other word: *teamvergadering* is found by *vergadering* as it is.
    fn adds_to(&self, other: &Self) -> bool {
        let is_part = self.stems.len() == 1
            && matches!(other.stems.as_slice(), [stem] if self.parts.iter().any(|part| part == stem));
        self.stems != other.stems && !is_part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Phrase {
        Meaning::of(text).stems
    }

    #[test]
    fn a_word_is_not_found_twice_by_a_compound_of_it() {
        let read = Synonyms::read("vergadering = teamvergadering\n");
        assert!(read.of(&stems("vergadering")).is_empty());
        assert_eq!(read.of(&stems("teamvergadering")), [stems("vergadering")]);
    }

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
