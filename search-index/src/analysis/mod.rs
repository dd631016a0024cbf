//! Dutch analysis: from text to the terms that questions and things have in common.
//!
//! Pure and the same everywhere: it knows neither Tantivy nor fields. A word gives its folded form (*exact*), its stem
//! and, when it is a compound, the stems of its smallest parts.

mod compounds;
mod dictionary;
mod spelling;
mod stem;
mod synonyms;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

pub(crate) use dictionary::DICTIONARY_VERSION;
pub(crate) use spelling::{closeness, forgiven, respellings, sounds_like};
pub(crate) use synonyms::Synonyms;
pub use words::{fold, words};

/// What a word can be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysed {
    /// Folded, hyphens gone.
    pub exact: String,
    pub stem: String,
    /// The stems of the smallest parts of a compound, in order; empty for any other word.
    pub parts: Vec<String>,
}

/// The stem of each word of `text` followed by the stems of its smallest parts.
///
/// ```
/// assert_eq!(search_index::analyse("Teamvergadering"), ["teamvergader", "team", "vergader"]);
/// ```
#[must_use]
pub fn analyse(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for word in words(text) {
        for analysed in analyse_word(word.text).iter() {
            terms.push(analysed.stem.clone());
            terms.extend_from_slice(&analysed.parts);
        }
    }
    terms
}

/// The folded, uncut smallest parts of a compound; empty for any other word.
#[must_use]
pub fn split(word: &str) -> Vec<String> {
    let folded = fold(word);
    compounds::parts(dictionary::Dictionary::dutch(), &folded)
        .into_iter()
        .map(|part| part.text.to_owned())
        .collect()
}

/// Texts repeat their words: each thread remembers this many.
const REMEMBERED: usize = 40_000;

/// The analysis of one word of [`words`]: one entry, or one for each number that hyphens join.
pub(crate) fn analyse_word(word: &str) -> Rc<[Analysed]> {
    thread_local! {
        static KNOWN: RefCell<HashMap<Box<str>, Rc<[Analysed]>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(analysed) = known.get(word) {
            return Rc::clone(analysed);
        }
        let analysed: Rc<[Analysed]> = analyse_anew(word).into();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(word.into(), Rc::clone(&analysed));
        analysed
    })
}

fn analyse_anew(word: &str) -> Vec<Analysed> {
    let pieces: Vec<_> = words::pieces(word).collect();
    match pieces.as_slice() {
        [] => Vec::new(),
        [piece] => vec![analyse_piece(piece)],
        _ if !word.contains(char::is_alphabetic) => {
            pieces.iter().map(|piece| analyse_piece(piece)).collect()
        }
        _ => {
            let exact = fold(&pieces.concat()).into_owned();
            let parts = pieces.iter().flat_map(|piece| {
                let piece = analyse_piece(piece);
                if piece.parts.is_empty() {
                    vec![piece.stem]
                } else {
                    piece.parts
                }
            });
            vec![Analysed {
                stem: stem::stem(&exact),
                parts: parts.collect(),
                exact,
            }]
        }
    }
}

fn analyse_piece(piece: &str) -> Analysed {
    let dictionary = dictionary::Dictionary::dutch();
    let parts = compounds::parts(dictionary, piece)
        .into_iter()
        .map(|part| stem::stem(part.lemma.unwrap_or(part.text)))
        .collect();
    Analysed {
        exact: piece.to_owned(),
        stem: stem::stem(piece),
        parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_gives_its_stem_and_then_its_parts() {
        assert_eq!(
            analyse("teamvergadering"),
            ["teamvergader", "team", "vergader"]
        );
        assert_eq!(analyse("De bpv-plek"), ["de", "bpvplek", "bpv", "plek"]);
        assert_eq!(analyse("1-2 keer"), ["1", "2", "keer"]);
    }

    #[test]
    fn writing_does_not_matter() {
        assert_eq!(analyse("Coördinatie"), analyse("COORDINATIE"));
        assert_eq!(analyse("foto's"), analyse("foto"));
    }

    proptest! {
        #[test]
        fn any_text_can_be_analysed_and_gives_no_empty_term(text in "\\PC{0,200}") {
            prop_assert!(analyse(&text).iter().all(|term| !term.is_empty()));
        }

        #[test]
        fn parts_lie_inside_the_word_in_order(word in "[a-z]{1,60}") {
            let mut rest = fold(&word).into_owned();
            for part in split(&word) {
                let at = rest.find(&part);
                prop_assert!(at.is_some());
                rest = rest[at.unwrap_or(0) + part.len()..].to_owned();
            }
        }
    }
}
