//! Words of the field that mean the same, from a file that an editor can change.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Analysed, analyse_word, words};

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
                let others: Vec<Phrase> = others.map(|other| other.stems.clone()).collect();
                for written in phrase.ways() {
                    let known = by_phrase.entry(written).or_default();
                    known.extend(others.iter().cloned());
                }
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

    /// What means the same as a word; of a compound that is not known, what means the same as its parts together.
    pub(crate) fn of_word(&self, word: &Analysed) -> &[Phrase] {
        match self.of(std::slice::from_ref(&word.stem)) {
            [] if word.parts.len() > 1 => {
                let parts: Phrase = word.parts.iter().map(ToString::to_string).collect();
                self.of(&parts)
            }
            known => known,
        }
    }

    /// The parts of a compound with one of them said otherwise: *duomentor* is a *duo* and a *begeleider*.
    pub(crate) fn of_parts<'a>(&'a self, word: &'a Analysed) -> impl Iterator<Item = Phrase> + 'a {
        let places = 0..word.parts.len();
        places
            .filter(|_| word.parts.len() > 1)
            .flat_map(move |place| {
                let part = word.parts[place].to_string();
                let others = self.of(&[part]).iter().filter(|other| other.len() == 1);
                others.map(move |other| {
                    let mut parts: Phrase = word.parts.iter().map(ToString::to_string).collect();
                    parts[place].clone_from(&other[0]);
                    parts
                })
            })
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

    /// How it is looked up: as it is and, where it is a compound, by its parts, so that *les bezoek* and *klassebezoek* are
    /// known by *lesbezoek* and *klassenbezoek*.
    fn ways(&self) -> impl Iterator<Item = Phrase> {
        std::iter::once(self.stems.clone()).chain(self.compound())
    }

    /// The parts of a word that has some.
    fn compound(&self) -> Option<Phrase> {
        let is_compound = self.stems.len() == 1 && self.parts.len() > 1;
        is_compound.then(|| self.parts.iter().map(ToString::to_string).collect())
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
    fn a_compound_is_known_by_its_parts_too() {
        let read = Synonyms::read("lesbezoek = observatie\nmentor = begeleider\n");
        let analysed = |word| analyse_word(word)[0].clone();
        assert_eq!(read.of(&stems("les bezoek")), [stems("observatie")]);
        assert_eq!(
            read.of_word(&analysed("lessenbezoek")),
            [stems("observatie")]
        );
        let parts: Vec<_> = read.of_parts(&analysed("studiementor")).collect();
        assert_eq!(parts, [stems("studie begeleider")]);
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
