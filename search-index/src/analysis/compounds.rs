//! Cutting a compound into its smallest parts: *loopbaangesprek* is *loop*, *baan* and *gesprek*.
//!
//! Each part has a cost from its frequency, linking letters cost a little, and the cheapest way through the word is
//! found place by place (Viterbi). The word is cut when its parts cost, on average, not much more than the word as a
//! whole: the geometric mean of Koehn and Knight, *Empirical Methods for Compound Splitting* (2003).

use super::dictionary::{Dictionary, Word};

// These stand in `dictionary/make.py` as well and must agree with it; costs are in eighths.
const UNKNOWN_WHOLE: u16 = 157;
const MARGIN: u16 = 48;
const LINKS: [(&[u8], u16); 6] = [
    (b"", 0),
    (b"s", 8),
    (b"en", 12),
    (b"n", 20),
    (b"e", 24),
    (b"er", 40),
];

const SHORTEST_PART: usize = 3;
const SHORTEST_COMPOUND: usize = 6;
const LONGEST_COMPOUND: usize = 48;

/// A part of a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    /// The same in the dictionary.
    pub(crate) word: Word,
}

/// A place in the word that can be reached, and how.
#[derive(Clone, Copy)]
struct Reached {
    cost: u16,
    parts: u8,
    /// Where the part that leads here begins and ends; linking letters lie between its end and this place.
    part: (u8, u8),
    word: Word,
}

type Places = [Option<Reached>; LONGEST_COMPOUND + 1];

/// The smallest parts of `word`, or nothing when it is no compound.
///
/// The word must be folded. Only words of plain letters are cut.
#[must_use]
pub(crate) fn parts<'a>(dictionary: &Dictionary, word: &'a str) -> Vec<Part<'a>> {
    let letters = word.as_bytes();
    if !(SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&letters.len())
        || !letters.iter().all(u8::is_ascii_lowercase)
    {
        return Vec::new();
    }
    let mut reached = [None; LONGEST_COMPOUND + 1];
    let begin = Reached {
        cost: 0,
        parts: 0,
        part: (0, 0),
        word: Word::default(),
    };
    let whole = walk(dictionary, letters, 0, begin, &mut reached);
    for start in SHORTEST_PART..=letters.len() - SHORTEST_PART {
        if let Some(here) = reached[start] {
            walk(dictionary, letters, start, here, &mut reached);
        }
    }
    let whole = whole.map_or(UNKNOWN_WHOLE, u16::from);
    match reached[letters.len()] {
        Some(end) if end.cost < (whole + MARGIN) * u16::from(end.parts) => {
            trace_back(&reached, word)
        }
        _ => Vec::new(),
    }
}

/// Tries every part that begins at `start`, and gives the cost of the whole word where it is one.
fn walk(
    dictionary: &Dictionary,
    letters: &[u8],
    start: usize,
    here: Reached,
    reached: &mut Places,
) -> Option<u8> {
    let end = letters.len();
    let mut stop = start + SHORTEST_PART;
    let mut node = dictionary.begin(*letters[start..].first_chunk()?)?;
    loop {
        if let Some(word) = dictionary.word(node) {
            let entry = dictionary.entry(word);
            if stop == end {
                if start == 0 {
                    return entry.whole;
                }
                if let Some(cost) = entry.last {
                    offer(reached, end, here, u16::from(cost), (start, stop), word);
                }
            } else if let Some(cost) = entry.before {
                for (link, link_cost) in LINKS {
                    let after = stop + link.len();
                    if after + SHORTEST_PART <= end && letters[stop..].starts_with(link) {
                        let cost = u16::from(cost) + link_cost;
                        offer(reached, after, here, cost, (start, stop), word);
                    }
                }
            }
        }
        node = dictionary.step(node, *letters.get(stop)?)?;
        stop += 1;
    }
}

fn offer(
    reached: &mut Places,
    place: usize,
    here: Reached,
    cost: u16,
    (start, stop): (usize, usize),
    word: Word,
) {
    let cost = here.cost + cost;
    if reached[place].is_none_or(|other| cost < other.cost) {
        let short = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        reached[place] = Some(Reached {
            cost,
            parts: here.parts + 1,
            part: (short(start), short(stop)),
            word,
        });
    }
}

fn trace_back<'a>(reached: &Places, word: &'a str) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    let mut place = word.len();
    while let Some(step) = reached[place].filter(|_| place > 0) {
        let (start, stop) = (usize::from(step.part.0), usize::from(step.part.1));
        found.push(Part {
            text: &word[start..stop],
            word: step.word,
        });
        place = start;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> Vec<&str> {
        parts(Dictionary::dutch(), word)
            .into_iter()
            .map(|part| part.text)
            .collect()
    }

    #[test]
    fn compounds_fall_into_their_smallest_parts() {
        assert_eq!(split("teamvergadering"), ["team", "vergadering"]);
        assert_eq!(split("studiemaatje"), ["studie", "maatje"]);
        assert_eq!(split("loopbaangesprek"), ["loop", "baan", "gesprek"]);
        assert_eq!(split("personeelsbeleid"), ["personeel", "beleid"]);
        assert_eq!(
            split("vrachtwagenchauffeur"),
            ["vracht", "wagen", "chauffeur"]
        );
    }

    #[test]
    fn whole_words_stay_whole() {
        for word in [
            "kwartaal",
            "maatregel",
            "overleg",
            "vergadering",
            "student",
            "bijeenkomst",
            "studenten",
        ] {
            assert_eq!(split(word), Vec::<&str>::new());
        }
    }
}
