//! Cutting a compound into its smallest parts: *loopbaangesprek* is *loop*, *baan* and *gesprek*.
//!
//! Each part has a cost from its frequency, linking letters cost a little, and the cheapest way through the word is
//! found place by place (Viterbi). The word is cut when its parts cost, on average, not much more than the word as a
//! whole: the geometric mean of Koehn and Knight, *Empirical Methods for Compound Splitting* (2003).

use super::dictionary::Dictionary;

// These stand in `dictionary/make.py` as well and must agree with it; costs are in eighths.
const UNKNOWN_WHOLE: u16 = 157;
const MARGIN: u16 = 48;
const LINKS: [(&str, u16); 6] = [
    ("", 0),
    ("s", 8),
    ("en", 12),
    ("n", 20),
    ("e", 24),
    ("er", 40),
];

const SHORTEST_PART: usize = 3;
const SHORTEST_COMPOUND: usize = 6;
const LONGEST_COMPOUND: usize = 48;

/// A place in the word that can be reached, and how.
#[derive(Clone, Copy)]
struct Reached {
    cost: u16,
    parts: u8,
    /// Where the part that leads here begins and ends; linking letters lie between its end and this place.
    part: (u8, u8),
}

/// The smallest parts of `word` as ranges of bytes, or nothing when it is no compound.
///
/// The word must be folded. Only words of plain letters are cut.
#[must_use]
pub(crate) fn parts(dictionary: &Dictionary, word: &str) -> Vec<(usize, usize)> {
    let letters = word.as_bytes();
    if !(SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&letters.len())
        || !letters.iter().all(u8::is_ascii_lowercase)
    {
        return Vec::new();
    }
    let mut reached = [None; LONGEST_COMPOUND + 1];
    reached[0] = Some(Reached {
        cost: 0,
        parts: 0,
        part: (0, 0),
    });
    for start in 0..=letters.len() - SHORTEST_PART {
        if let Some(here) = reached[start] {
            walk(dictionary, letters, start, here, &mut reached);
        }
    }
    let whole = dictionary
        .find(word)
        .and_then(|entry| entry.whole)
        .map_or(UNKNOWN_WHOLE, u16::from);
    match reached[letters.len()] {
        Some(end) if end.cost < (whole + MARGIN) * u16::from(end.parts) => {
            trace_back(&reached, letters.len())
        }
        _ => Vec::new(),
    }
}

/// Tries every part that begins at `start`.
fn walk(
    dictionary: &Dictionary,
    letters: &[u8],
    start: usize,
    here: Reached,
    reached: &mut [Option<Reached>; LONGEST_COMPOUND + 1],
) {
    let end = letters.len();
    let mut node = Dictionary::root();
    for stop in start + 1..=end {
        let Some(next) = dictionary.step(node, letters[stop - 1]) else {
            return;
        };
        node = next;
        if stop - start < SHORTEST_PART {
            continue;
        }
        let Some(entry) = dictionary.entry(node) else {
            continue;
        };
        if stop == end {
            if let Some(cost) = entry.last.filter(|_| start > 0) {
                offer(reached, end, here, u16::from(cost), (start, stop));
            }
        } else if let Some(cost) = entry.before {
            for (link, link_cost) in LINKS {
                let after = stop + link.len();
                if after + SHORTEST_PART <= end && letters[stop..].starts_with(link.as_bytes()) {
                    offer(
                        reached,
                        after,
                        here,
                        u16::from(cost) + link_cost,
                        (start, stop),
                    );
                }
            }
        }
    }
}

fn offer(
    reached: &mut [Option<Reached>; LONGEST_COMPOUND + 1],
    place: usize,
    here: Reached,
    cost: u16,
    (start, stop): (usize, usize),
) {
    let cost = here.cost + cost;
    if reached[place].is_none_or(|other| cost < other.cost) {
        let short = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        reached[place] = Some(Reached {
            cost,
            parts: here.parts + 1,
            part: (short(start), short(stop)),
        });
    }
}

fn trace_back(reached: &[Option<Reached>], end: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut place = end;
    while let Some(step) = reached[place].filter(|_| place > 0) {
        let (start, stop) = (usize::from(step.part.0), usize::from(step.part.1));
        found.push((start, stop));
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
            .map(|(start, stop)| &word[start..stop])
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
