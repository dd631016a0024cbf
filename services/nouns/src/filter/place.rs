//! Where somebody lives: street with house number, and postcode.

use super::words::Word;
use super::{Kind, Span};

/// Endings of Dutch names of streets.
const STREETS: [&str; 24] = [
    "straat",
    "straatje",
    "laan",
    "laantje",
    "weg",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dreef",
    "steeg",
    "plantsoen",
    "dijk",
    "pad",
    "hof",
    "hofje",
    "markt",
    "boulevard",
    "allee",
    "wal",
    "burgwal",
    "erf",
    "brink",
    "veld",
];
/// Words with such an ending that are no street.
const NO_STREETS: [&str; 22] = [
    "onderweg",
    "halverweg",
    "terugweg",
    "heenweg",
    "snelweg",
    "omweg",
    "weg",
    "vanweg",
    "werkveld",
    "speelveld",
    "voetbalveld",
    "sportveld",
    "arbeidsmarkt",
    "banenmarkt",
    "supermarkt",
    "stagemarkt",
    "leerpad",
    "voetpad",
    "fietspad",
    "opstraat",
    "leerweg",
    "uitweg",
];
/// What is counted behind a number that belongs to no house.
const COUNTED: [&str; 26] = [
    "uur",
    "uren",
    "minuten",
    "minuut",
    "min",
    "keer",
    "x",
    "dagen",
    "dag",
    "weken",
    "week",
    "maanden",
    "maand",
    "jaar",
    "euro",
    "procent",
    "km",
    "kilometer",
    "meter",
    "m",
    "mensen",
    "studenten",
    "punten",
    "personen",
    "stappen",
    "lessen",
];

/// `Dorpsstraat 12`, `Lange Nieuwstraat 106-2`, `Plein 1944 3b` is beyond it.
pub(super) fn addresses(words: &[Word]) -> Vec<Span> {
    let pairs = words.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| is_street(&pair[0]) && !pair[0].ends && is_house_number(&pair[1].plain))
        .filter(|(at, pair)| {
            pair[1].ends
                || words
                    .get(at + 2)
                    .is_none_or(|next| !COUNTED.contains(&next.plain.as_str()))
        })
        .map(|(at, _)| Span {
            kind: Kind::Address,
            from: at,
            to: at + 1,
        })
        .collect()
}

fn is_street(word: &Word) -> bool {
    let plain = word.plain.as_str();
    let abbreviated = plain.ends_with("str") && plain.len() > 5;
    let named = STREETS
        .iter()
        .any(|ending| plain.ends_with(ending) && plain.len() > ending.len() + 1);
    (named || abbreviated) && !NO_STREETS.contains(&plain)
}

/// 1 to 5 digits, then at most a letter or a short addition: `12`, `3b`, `106-2`, `8hs`.
fn is_house_number(plain: &str) -> bool {
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let (number, addition) = plain.split_at(digits);
    (1..=5).contains(&digits)
        && !number.starts_with('0')
        && addition.len() <= 4
        && addition
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '/'))
        && !matches!(
            addition,
            "x" | "km" | "m" | "e" | "de" | "ste" | "u" | "uur"
        )
}

/// Four digits and two letters, together or apart. The letters SA, SD and SS are in no postcode.
pub(super) fn postcodes(words: &[Word]) -> Vec<Span> {
    let span = |from, to| Span {
        kind: Kind::Postcode,
        from,
        to,
    };
    let mut spans = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some((digits, letters)) = word.plain.split_at_checked(4) else {
            continue;
        };
        if !is_district(digits) {
            continue;
        }
        let next = words.get(at + 1).filter(|_| !word.ends);
        if is_letters(letters) && !matches!(letters, "km" | "kg" | "gb" | "mb" | "cm" | "mm") {
            spans.push(span(at, at));
        } else if letters.is_empty() && next.is_some_and(is_letters_apart) {
            spans.push(span(at, at + 1));
        }
    }
    spans
}

fn is_district(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

fn is_letters(letters: &str) -> bool {
    let both = letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    both && !matches!(letters, "sa" | "sd" | "ss")
}

/// Apart and in small letters two letters are mostly a word.
fn is_letters_apart(word: &Word) -> bool {
    const SHORT: [&str; 40] = [
        "is", "en", "om", "op", "te", "in", "of", "de", "we", "je", "ik", "ze", "er", "al", "na",
        "nu", "zo", "ja", "ga", "aan", "bv", "km", "kg", "gb", "mb", "cm", "mm", "dl", "ml", "do",
        "di", "ma", "wo", "vr", "za", "zo", "it", "tv", "pc", "nl",
    ];
    let is_upper = word.typed.bytes().all(|byte| byte.is_ascii_uppercase());
    is_letters(&word.plain) && (is_upper || !SHORT.contains(&word.plain.as_str()))
}
