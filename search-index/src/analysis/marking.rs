//! What a word is found by, as hashes: whoever marks the words found in a text asks it of every word of every hit.

use std::cell::RefCell;

use super::analyse_word;
use super::hashing::WordHasher;

/// Each thread remembers so many words at most, one in each place by its hash.
const REMEMBERED: usize = 1 << 14;
/// A word with more terms is not remembered: hardly one has.
const MOST_TERMS: usize = 3;

/// A word and its terms by their hashes, 0 where there is none: half a line of the processor's cache, without a pointer.
#[derive(Clone, Copy, Default)]
struct Terms {
    word: u64,
    terms: [u64; MOST_TERMS],
}

/// Whether one of the terms of a word of [`super::words`], as [`WordHasher::of`], is wanted.
pub(crate) fn has_term(word: &str, wanted: impl Fn(u64) -> bool) -> bool {
    thread_local! {
        static KNOWN: RefCell<Vec<Terms>> = RefCell::new(vec![Terms::default(); REMEMBERED]);
    }
    let hash = WordHasher::of(word);
    KNOWN.with_borrow_mut(|known| {
        let place = &mut known[usize::try_from(hash % REMEMBERED as u64).unwrap_or(0)];
        if place.word == hash && place.terms[0] != 0 {
            return place.terms.iter().any(|&term| term != 0 && wanted(term));
        }
        let analysed = analyse_word(word);
        let mut terms = analysed
            .iter()
            .flat_map(|one| std::iter::once(&*one.stem).chain(one.parts.iter().map(|part| &**part)))
            .map(WordHasher::of);
        let mut found = Terms {
            word: hash,
            ..Terms::default()
        };
        for (place, term) in found.terms.iter_mut().zip(&mut terms) {
            *place = term;
        }
        let rest = terms.next();
        if rest.is_none() {
            *place = found;
        }
        found.terms.into_iter().chain(rest).chain(terms).any(|term| term != 0 && wanted(term))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_stem_and_its_parts_the_second_time_too() {
        for _ in 0..2 {
            for (word, term, has) in [
                ("Teamvergaderingen", "vergader", true),
                ("Teamvergaderingen", "team", true),
                ("Teamvergaderingen", "teamvergader", true),
                ("Teamvergaderingen", "vergaderingen", false),
                ("vrachtwagenchauffeursopleiding", "opleid", true),
                ("1-2", "2", true),
                ("overleg", "leg", false),
            ] {
                let term_hash = WordHasher::of(term);
                assert_eq!(has_term(word, |one| one == term_hash), has, "{word} {term}");
            }
        }
    }
}
