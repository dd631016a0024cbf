//! What a word is found by, as hashes: whoever marks the words found in a text asks it of every word of every hit.

use std::cell::RefCell;

use super::analyse_word;
use super::hashing::WordHasher;

/// Each thread remembers so many words at most, two in each place by their hash.
const REMEMBERED: usize = 1 << 14;
/// A word with more terms is not remembered: hardly one has.
const MOST_TERMS: usize = 6;

/// A word and its terms as numbers, 0 where there is none: half a line of the processor's cache, without a pointer.
#[derive(Clone, Copy, Default)]
struct Terms {
    word: u64,
    terms: [u32; MOST_TERMS],
}

/// A term as a number, never 0. Two of four milliards share one: then a word too many is marked, no more.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is as good")]
pub(crate) fn term_number(term: &str) -> u32 {
    (WordHasher::of(term) as u32).max(1)
}

/// Whether one of the terms of a word of [`super::words`], as [`term_number`], is wanted.
pub(crate) fn has_term(word: &str, wanted: impl Fn(u32) -> bool) -> bool {
    thread_local! {
        static KNOWN: RefCell<Vec<[Terms; 2]>> = RefCell::new(vec![<[Terms; 2]>::default(); REMEMBERED / 2]);
    }
    let hash = WordHasher::of(word);
    KNOWN.with_borrow_mut(|known| {
        let place = usize::try_from(hash % (REMEMBERED as u64 / 2)).unwrap_or(0);
        let place = &mut known[place];
        let same = |known: &&Terms| known.word == hash && known.terms[0] != 0;
        if let Some(known) = place.iter().find(same) {
            return known.terms.iter().any(|&term| term != 0 && wanted(term));
        }
        let analysed = analyse_word(word);
        let mut terms = analysed
            .iter()
            .flat_map(|one| std::iter::once(&*one.stem).chain(one.parts.iter().map(|part| &**part)))
            .map(term_number);
        let mut found = Terms {
            word: hash,
            ..Terms::default()
        };
        for (place, term) in found.terms.iter_mut().zip(&mut terms) {
            *place = term;
        }
        let rest = terms.next();
        if rest.is_none() {
            *place = [found, place[0]];
        }
        found
            .terms
            .into_iter()
            .chain(rest)
            .chain(terms)
            .any(|term| term != 0 && wanted(term))
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
                let number = term_number(term);
                assert_eq!(has_term(word, |one| one == number), has, "{word} {term}");
            }
        }
    }
}
