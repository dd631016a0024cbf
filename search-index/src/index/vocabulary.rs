//! The words of a segment as they are written, at hand for a word with a slip: which are near it, and which sound like it.
//!
//! Errors count as in `closeness`. Nearly everything near a word begins like it, and such words stand together; of those
//! that begin otherwise only one error is forgiven, so that they can be named. An automaton over Tantivy's own list finds the
//! same, but is made anew for every word and takes a megabyte for a long one.

use std::collections::{BTreeSet, HashMap};

use tantivy::InvertedIndexReader;

use crate::analysis::sounds_like;

/// All words of a segment.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// In the order of their bytes.
    words: Vec<Known>,
    /// Every letter that a word begins with.
    first_letters: Vec<char>,
    /// The places of the words that sound alike.
    by_sound: HashMap<String, Vec<usize>>,
}

struct Known {
    text: Box<str>,
    /// How many things of the segment have it, deleted ones among them.
    often: u32,
    letters: u32,
    /// In letters.
    length: usize,
}

/// A word that may be meant.
pub(super) struct Near<'a> {
    pub(super) text: &'a str,
    /// How many things have it, and one more where it sounds the same.
    pub(super) often: u32,
}

impl Vocabulary {
    pub(super) fn of(index: &InvertedIndexReader) -> Self {
        let mut words = Vec::new();
        if let Ok(mut terms) = index.terms().stream() {
            while let Some((term, info)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    words.push((term.to_owned(), info.doc_freq));
                }
            }
        }
        Self::of_words(words)
    }

    /// From words in the order of their bytes.
    fn of_words(words: Vec<(String, u32)>) -> Self {
        let mut by_sound: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, (word, _)) in words.iter().enumerate() {
            by_sound.entry(sounds_like(word)).or_default().push(place);
        }
        let first_letters: BTreeSet<char> = words
            .iter()
            .filter_map(|(word, _)| word.chars().next())
            .collect();
        let known = |(text, often): (String, u32)| Known {
            often,
            letters: letters(&text),
            length: text.chars().count(),
            text: text.into(),
        };
        Self {
            words: words.into_iter().map(known).collect(),
            first_letters: first_letters.into_iter().collect(),
            by_sound,
        }
    }

    /// The words that sound like this one.
    pub(super) fn sounding_like(&self, word: &str) -> impl Iterator<Item = &str> {
        self.places_by_sound(word)
            .iter()
            .map(|&place| &*self.words[place].text)
    }

    fn places_by_sound(&self, word: &str) -> &[usize] {
        self.by_sound
            .get(&sounds_like(word))
            .map_or(&[], Vec::as_slice)
    }

    /// The words with at most so many errors, of those that begin otherwise with one, and all that sound alike.
    pub(super) fn near(&self, word: &str, errors: usize) -> Vec<Near<'_>> {
        let alike = self.places_by_sound(word);
        let mut places = self.beginning_alike(word, errors);
        places.extend(self.beginning_otherwise(word));
        places.extend(alike);
        places.sort_unstable();
        places.dedup();
        let near = places.into_iter().map(|place| {
            let known = &self.words[place];
            let sounds = u32::from(alike.contains(&place));
            let is_near = strsim::osa_distance(word, &known.text) <= errors;
            Near {
                text: &known.text,
                often: sounds + if is_near { known.often } else { 0 },
            }
        });
        near.filter(|near| near.often > 0).collect()
    }

    /// Places of words with the same first letter, as many letters and nearly the same ones.
    fn beginning_alike(&self, word: &str, errors: usize) -> Vec<usize> {
        let Some(first) = word.chars().next() else {
            return Vec::new();
        };
        let (length, letters) = (word.chars().count(), letters(word));
        let from = self
            .words
            .partition_point(|known| known.text.chars().next() < Some(first));
        let those = self.words[from..]
            .iter()
            .take_while(|known| known.text.starts_with(first));
        let near = those.enumerate().filter(|(_, known)| {
            known.length.abs_diff(length) <= errors
                && (known.letters ^ letters).count_ones() as usize <= 2 * errors
        });
        near.map(|(at, _)| from + at).collect()
    }

    /// Places of words that begin with another letter and are the same otherwise, but for one error there.
    fn beginning_otherwise(&self, word: &str) -> Vec<usize> {
        let mut letters = word.chars();
        let Some(first) = letters.next() else {
            return Vec::new();
        };
        let rest = letters.as_str();
        let mut places = Vec::new();
        for &letter in self.first_letters.iter().filter(|&&letter| letter != first) {
            places.extend(self.place(&format!("{letter}{rest}")));
            places.extend(self.place(&format!("{letter}{word}")));
        }
        places.extend(self.place(rest));
        if let Some(second) = letters.next() {
            places.extend(self.place(&format!("{second}{first}{}", letters.as_str())));
        }
        places
    }

    fn place(&self, word: &str) -> Option<usize> {
        self.words
            .binary_search_by(|known| (*known.text).cmp(word))
            .ok()
    }
}

/// A bit for each letter of a word, several letters sharing one: an error changes two at the most.
fn letters(word: &str) -> u32 {
    word.chars()
        .fold(0, |all, letter| all | 1 << (u32::from(letter) % 32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::closeness;
    use proptest::prelude::*;

    proptest! {
        /// By looking at every word.
        #[test]
        fn what_is_near_is_what_looking_at_every_word_gives(
            words in prop::collection::btree_set("[a-eéijstd]{1,7}", 1..60),
            word in "[a-eéijstd]{4,7}",
            errors in 1_usize..3,
        ) {
            let vocabulary = Vocabulary::of_words(words.iter().map(|one| (one.clone(), 7)).collect());
            let near = vocabulary.near(&word, errors);
            let found = near.iter().filter(|one| closeness(&word, one.text).is_some());
            let found: Vec<(&str, u32)> = found.map(|one| (one.text, one.often)).collect();
            let plainly = words.iter().filter_map(|known| {
                let sounds = u32::from(sounds_like(&word) == sounds_like(known));
                let is_near = strsim::osa_distance(&word, known) <= errors;
                let often = sounds + if is_near { 7 } else { 0 };
                (often > 0 && closeness(&word, known).is_some()).then_some((known.as_str(), often))
            });
            let plainly: Vec<(&str, u32)> = plainly.collect();
            prop_assert_eq!(found, plainly);
        }
    }
}
