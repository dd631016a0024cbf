//! Dutch analysis: from text to the terms that questions and things have in common.
//!
//! Pure and the same everywhere: it knows neither Tantivy nor fields. A word gives its folded form (*exact*), its stem
//! and, when it is a compound, the stems of its smallest parts.

mod compounds;
mod dictionary;
mod hashing;
mod kraaij_pohlmann;
mod marking;
mod spelling;
mod stem;
mod synonyms;
mod words;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use dictionary::DICTIONARY_VERSION;
use hashing::WordHasher;
pub(crate) use marking::{has_term, term_number};
pub(crate) use spelling::{closeness, forgiven, respellings, sounds_like};
pub(crate) use stem::stem;
pub(crate) use synonyms::{Phrase, Synonyms};
pub use words::{fold, words};

/// What a word can be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysed {
    /// Folded, hyphens gone.
    pub exact: String,
    pub stem: String,
    /// The stems of the smallest parts of a compound, in order; empty for any other word.
    pub parts: Vec<Cow<'static, str>>,
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
            terms.extend(analysed.parts.iter().map(ToString::to_string));
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

/// Texts repeat their words: each thread remembers so many at most, two in each place by their hash. A new word drives
/// out the older one in its place, so that what is remembered stays near.
const REMEMBERED: usize = 1 << 14;

/// A word's hash, the word as it is written, and its analysis. Another word is told by its hash, without a look at it.
type Remembered = Option<(u64, Box<str>, Rc<[Analysed]>)>;

/// The analysis of one word of [`words`]: one entry, or one for each number that hyphens join.
pub(crate) fn analyse_word(word: &str) -> Rc<[Analysed]> {
    thread_local! {
        static KNOWN: RefCell<Vec<[Remembered; 2]>> = RefCell::new(vec![[None, None]; REMEMBERED / 2]);
    }
    KNOWN.with_borrow_mut(|known| {
        let hash = WordHasher::of(word);
        let place = usize::try_from(hash % known.len() as u64).unwrap_or(0);
        let place = &mut known[place];
        if let Some(analysed) = same(&place[0], hash, word) {
            return analysed;
        }
        place.swap(0, 1);
        if let Some(analysed) = same(&place[0], hash, word) {
            return analysed;
        }
        let analysed = analyse_anew(word);
        place[0] = Some((hash, word.into(), Rc::clone(&analysed)));
        analysed
    })
}

fn same(known: &Remembered, hash: u64, word: &str) -> Option<Rc<[Analysed]>> {
    let (other, written, analysed) = known.as_ref()?;
    (*other == hash && **written == *word).then(|| Rc::clone(analysed))
}

fn analyse_anew(word: &str) -> Rc<[Analysed]> {
    if let Cow::Borrowed(plain) = fold(word) {
        return Rc::new([analyse_piece(plain)]);
    }
    let pieces: Vec<_> = words::pieces(word).collect();
    match pieces.as_slice() {
        [] => Rc::new([]),
        [piece] => Rc::new([analyse_piece(piece)]),
        _ if !word.contains(char::is_alphabetic) => {
            pieces.iter().map(|piece| analyse_piece(piece)).collect()
        }
        _ => {
            let exact = fold(&pieces.concat()).into_owned();
            let parts = pieces.iter().flat_map(|piece| {
                let piece = analyse_piece(piece);
                if piece.parts.is_empty() {
                    vec![Cow::Owned(piece.stem)]
                } else {
                    piece.parts
                }
            });
            Rc::new([Analysed {
                stem: stem(&exact),
                parts: parts.collect(),
                exact,
            }])
        }
    }
}

fn analyse_piece(piece: &str) -> Analysed {
    let dictionary = dictionary::Dictionary::dutch();
    let parts = compounds::parts(dictionary, piece)
        .into_iter()
        .map(|part| Cow::Borrowed(dictionary.stem(part.word, part.text)))
        .collect();
    Analysed {
        exact: piece.to_owned(),
        stem: stem(piece),
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
