//! How near two spellings are: typing errors, and letters that sound alike.

/// A word as it sounds, roughly: spellings that a Dutch ear confuses come out the same.
///
/// ei/ij, au/ou, final d/t/dt, c/k, ch/g, ie/i, v/f, z/s, double letters.
pub(crate) fn sounds_like(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        let (next, taken) = match (letters[at], letters.get(at + 1)) {
            ('e', Some('i')) | ('i', Some('j')) => ('y', 2),
            ('a' | 'o', Some('u')) => ('w', 2),
            ('i', Some('e')) => ('i', 2),
            ('c', Some('h')) => ('g', 2),
            ('d', Some('t')) if at + 2 == letters.len() => ('t', 2),
            ('p', Some('h')) => ('f', 2),
            ('d', None) => ('t', 1),
            ('c' | 'q', _) => ('k', 1),
            ('v', _) => ('f', 1),
            ('z', _) => ('s', 1),
            (other, _) => (other, 1),
        };
        if !sound.ends_with(next) {
            sound.push(next);
        }
        at += taken;
    }
    sound
}

/// Letters that are heard alike, both ways.
const HEARD_ALIKE: [(&str, &str); 12] = [
    ("ei", "ij"),
    ("au", "ou"),
    ("s", "z"),
    ("f", "v"),
    ("k", "c"),
    ("ch", "g"),
    ("d", "t"),
    ("dt", "t"),
    ("i", "ie"),
    ("e", "en"),
    ("ks", "x"),
    ("kw", "qu"),
];

/// Other spellings of a word that sound the same: one place written otherwise, or a letter doubled or single.
pub(crate) fn respellings(word: &str) -> impl Iterator<Item = String> {
    let alike = HEARD_ALIKE
        .into_iter()
        .flat_map(|(one, other)| [(one, other), (other, one)]);
    let otherwise = alike.flat_map(move |(written, meant)| {
        word.match_indices(written)
            .map(move |(at, _)| [&word[..at], meant, &word[at + written.len()..]].concat())
    });
    let single = word
        .char_indices()
        .zip(word.chars().skip(1))
        .filter(|((_, one), next)| one == next)
        .map(|((at, one), _)| [&word[..at], &word[at + one.len_utf8()..]].concat());
    let double = word
        .char_indices()
        .filter(|(_, one)| one.is_alphabetic())
        .map(|(at, one)| [&word[..at], one.to_string().as_str(), &word[at..]].concat());
    otherwise.chain(single).chain(double)
}

/// How many errors are forgiven in a word of this many letters.
pub(crate) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How near `known` is to `typed`: 1 is the same, and `None` is too far.
///
/// The first letter is nearly always right, so an error there costs more.
pub(crate) fn closeness(typed: &str, known: &str) -> Option<f32> {
    if typed == known {
        return Some(1.0);
    }
    let letters = typed.chars().count();
    let most = forgiven(letters);
    if letters.abs_diff(known.chars().count()) > most.max(1) {
        return None;
    }
    let sounds_same = letters > 3 && sounds_like(typed) == sounds_like(known);
    let errors = strsim::osa_distance(typed, known);
    let first_differs = typed.chars().next() != known.chars().next();
    match errors {
        _ if sounds_same && errors <= most + 2 => Some(0.9),
        0 => Some(1.0),
        1 if most >= 1 => Some(if first_differs { 0.6 } else { 0.8 }),
        2 if most >= 2 && !first_differs => Some(0.6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_sound_alike_are_very_near() {
        for (typed, known) in [
            ("begelijding", "begeleiding"),
            ("vergaadering", "vergadering"),
            ("studenten", "studentten"),
            ("rauw", "rouw"),
            ("teamcoatch", "teamcoach"),
            ("praktijd", "praktijt"),
        ] {
            assert!(
                closeness(typed, known).is_some_and(|near| near >= 0.6),
                "{typed} {known}"
            );
        }
        assert_eq!(sounds_like("begelijding"), sounds_like("begeleiding"));
    }

    #[test]
    fn other_spellings_sound_the_same() {
        for (typed, meant) in [
            ("huizbezoek", "huisbezoek"),
            ("kwalitijtenspel", "kwaliteitenspel"),
            ("stautmoedig", "stoutmoedig"),
            ("vergaderring", "vergadering"),
            ("klassebezoek", "klassenbezoek"),
            ("wedstrijt", "wedstrijd"),
        ] {
            assert!(
                respellings(typed).any(|one| one == meant),
                "{typed} {meant}"
            );
        }
    }

    #[test]
    fn short_words_forgive_nothing_and_long_ones_two_errors() {
        assert_eq!(closeness("les", "mes"), None);
        assert!(closeness("taem", "team").is_some());
        assert!(closeness("vergdaerign", "vergadering").is_some());
        assert_eq!(closeness("vergadering", "verkeerde"), None);
    }
}
