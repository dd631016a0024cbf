//! Two texts beside each other, with the words marked that only one of them has.
//!
//! The shortest row of changes, found greedily (E. Myers, "An O(ND) Difference Algorithm and Its
//! Variations", Algorithmica 1, 1986), over words and the white space between them.

use contract::toolbox::Piece;

/// Texts that need more changes than this are told apart as a whole: work and memory stay bounded.
const MOST_CHANGES: usize = 1200;

/// The pieces of both texts. Joined, each side gives its text again, and what does not differ is
/// the same on both.
#[must_use]
pub fn beside(left: &str, right: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (old, new) = (words(left), words(right));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = (&old[start..], &new[start..]);
    let backwards = rest.0.iter().rev().zip(rest.1.iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    let inner = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let same = common(inner.0, inner.1);
    let is_same = |place: usize, length: usize, common: &[bool]| {
        place < start || place >= length - end || common[place - start]
    };
    (
        pieces(&old, |place| is_same(place, old.len(), &same.0)),
        pieces(&new, |place| is_same(place, new.len(), &same.1)),
    )
}

/// Words, line ends, and the space between them, each on its own.
fn words(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        '\n' => 0,
        c if c.is_whitespace() => 1,
        c if c.is_alphanumeric() => 2,
        _ => 3,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        // Every line end and every sign is a word of its own.
        if before.is_some_and(|before| before != now || matches!(now, 0 | 3)) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(now);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

fn pieces(words: &[&str], is_same: impl Fn(usize) -> bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let differs = !is_same(place);
        match pieces.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(word),
            _ => pieces.push(Piece {
                text: (*word).to_owned(),
                differs,
            }),
        }
    }
    pieces
}

/// Which words of each side belong to what both have.
fn common(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let mut found = (vec![false; old.len()], vec![false; new.len()]);
    if let Some(steps) = furthest(old, new) {
        walk_back(&steps, old.len(), new.len(), &mut found);
    }
    found
}

/// A place as a diagonal of the grid; diagonals go below zero, so they are shifted.
fn diagonal(shift: usize, up: usize, down: usize) -> usize {
    shift + up - down
}

/// For every number of changes how far each diagonal came, or nothing when there are too many.
fn furthest(old: &[&str], new: &[&str]) -> Option<Vec<Vec<usize>>> {
    let most = (old.len() + new.len()).min(MOST_CHANGES);
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for changes in 0..=most {
        // Diagonals -changes..=changes, shifted by `changes`; every other one is used.
        let mut reach = vec![0; 2 * changes + 1];
        for place in (0..=2 * changes).step_by(2) {
            let mut x = from(steps.last(), changes, place).map_or(0, |(x, _)| x);
            // y = x - (place - changes)
            while let Some(y) = (x + changes).checked_sub(place) {
                if x >= old.len() || y >= new.len() || old[x] != new[y] {
                    break;
                }
                x += 1;
            }
            reach[place] = x;
            if x >= old.len() && x + changes >= new.len() + place {
                steps.push(reach);
                return Some(steps);
            }
        }
        steps.push(reach);
    }
    None
}

/// Where a diagonal begins after one change more, and whether a word of the old text went.
fn from(before: Option<&Vec<usize>>, changes: usize, place: usize) -> Option<(usize, bool)> {
    let before = before?;
    // The diagonal below (a word went) stands at `place - 2` of the step before, the one above at `place`.
    let went = place.checked_sub(2).map(|place| before[place] + 1);
    let came = before.get(place).copied().filter(|_| place < 2 * changes);
    match (went, came) {
        (Some(went), Some(came)) if came >= went => Some((came, false)),
        (Some(went), _) => Some((went, true)),
        (None, Some(came)) => Some((came, false)),
        (None, None) => None,
    }
}

fn walk_back(steps: &[Vec<usize>], old: usize, new: usize, found: &mut (Vec<bool>, Vec<bool>)) {
    let (mut x, mut y) = (old, new);
    for changes in (0..steps.len()).rev() {
        let place = diagonal(changes, x, y);
        let before = changes.checked_sub(1).map(|last| &steps[last]);
        let (start, went) = from(before, changes, place).unwrap_or((0, false));
        while x > start {
            x -= 1;
            y -= 1;
            found.0[x] = true;
            found.1[y] = true;
        }
        if before.is_some() {
            if went {
                x -= 1;
            } else {
                y -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(pieces: &[Piece]) -> String {
        let piece = |piece: &Piece| {
            if piece.differs {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        };
        pieces.iter().map(piece).collect()
    }

    fn both(left: &str, right: &str) -> (String, String) {
        let (left, right) = beside(left, right);
        (told(&left), told(&right))
    }

    fn joined(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    fn shared(pieces: &[Piece]) -> String {
        let same = pieces.iter().filter(|piece| !piece.differs);
        same.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        assert_eq!(
            both("Vraag om een idee.", "Vraag om twee ideeën."),
            (
                "Vraag om [een] [idee].".to_owned(),
                "Vraag om [twee] [ideeën].".to_owned()
            )
        );
        assert_eq!(
            both("Loop rustig naar buiten", "Loop naar buiten"),
            (
                "Loop [rustig ]naar buiten".to_owned(),
                "Loop naar buiten".to_owned()
            )
        );
        assert_eq!(both("", "nieuw"), (String::new(), "[nieuw]".to_owned()));
        assert_eq!(both("zelfde", "zelfde").0, "zelfde");
    }

    #[test]
    fn long_texts_without_a_word_in_common_are_told_apart_at_once() {
        let left = "a ".repeat(40_000).replace(' ', "-");
        let right = "b ".repeat(40_000);
        let (old, new) = beside(&left, &right);
        assert_eq!((joined(&old), joined(&new)), (left, right));
        assert!(old.iter().all(|piece| piece.differs));
    }

    proptest! {
        #[test]
        fn each_side_gives_its_text_again_and_both_share_the_rest(
            left in "[ab \n.é]{0,40}", right in "[ab \n.é]{0,40}",
        ) {
            let (old, new) = beside(&left, &right);
            prop_assert_eq!(joined(&old), left);
            prop_assert_eq!(joined(&new), right);
            prop_assert_eq!(shared(&old), shared(&new));
        }

        /// No more is marked than the longest row of words that both have leaves over.
        #[test]
        fn as_much_as_possible_is_shared(left in "[ab ]{0,14}", right in "[ab ]{0,14}") {
            let (old, new) = (words(&left), words(&right));
            let mut longest = vec![vec![0usize; new.len() + 1]; old.len() + 1];
            for (i, a) in old.iter().enumerate() {
                for (j, b) in new.iter().enumerate() {
                    longest[i + 1][j + 1] = if a == b {
                        longest[i][j] + 1
                    } else {
                        longest[i][j + 1].max(longest[i + 1][j])
                    };
                }
            }
            // Prefix and suffix taken off first never cost a word of the longest row.
            let same = common(&old, &new).0.iter().filter(|same| **same).count();
            prop_assert_eq!(same, longest[old.len()][new.len()]);
        }
    }
}
