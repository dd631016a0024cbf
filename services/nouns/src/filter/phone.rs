//! Dutch telephone numbers: `06 12 34 56 78`, `+31 (0)6-12345678`, `0031…`, a letter o for a nought, and spelled out.

use super::words::Word;
use super::{Kind, Span};

/// A Dutch number without its leading nought: 9 digits (numbering plan of the Netherlands, ITU-T E.164 for +31).
const DIGITS: usize = 9;
/// Marks within a number.
const MARKS: &[char] = &['-', '–', '—', '.', '/', '(', ')', '_', ',', '·', '\\', '+'];

const NAMES: [(&str, char); 13] = [
    ("nul", '0'),
    ("nil", '0'),
    ("zero", '0'),
    ("één", '1'),
    ("een", '1'),
    ("twee", '2'),
    ("drie", '3'),
    ("vier", '4'),
    ("vijf", '5'),
    ("zes", '6'),
    ("zeven", '7'),
    ("acht", '8'),
    ("negen", '9'),
];

/// The digits that a word stands for, with `+` for a country in front; nothing for marks alone, none for any other word.
fn digits_of(word: &Word) -> Option<String> {
    if word.plain == "plus" {
        return Some("+".to_owned());
    }
    let (mut rest, mut digits) = (word.plain.as_str(), String::new());
    let (mut sure, mut doubtful) = (false, false);
    while let Some(first) = rest.chars().next() {
        if let Some((name, digit)) = NAMES.iter().find(|(name, _)| rest.starts_with(name)) {
            digits.push(*digit);
            sure = true;
            rest = &rest[name.len()..];
            continue;
        }
        match first {
            '+' if digits.is_empty() => digits.push('+'),
            '0'..='9' => {
                digits.push(first);
                sure = true;
            }
            'o' => {
                digits.push('0');
                doubtful = true;
            }
            _ if MARKS.contains(&first) => {}
            _ => return None,
        }
        rest = &rest[first.len_utf8()..];
    }
    // "o" and "oo" alone are words of somebody who is surprised.
    (sure || !doubtful).then_some(digits)
}

/// The numbers in a text. A number begins and ends with a word; what is longer than a number is none, but for mobile
/// numbers, of which some type a digit too many.
pub(super) fn phones(words: &[Word]) -> Vec<Span> {
    let digits: Vec<Option<String>> = words.iter().map(digits_of).collect();
    let mut spans = Vec::new();
    let mut from = 0;
    while from < words.len() {
        match phone_at(&digits, from).filter(|_| begins(digits[from].as_deref())) {
            Some(to) => {
                spans.push(Span {
                    kind: Kind::Phone,
                    from,
                    to,
                });
                from = to + 1;
            }
            None => from += 1,
        }
    }
    spans
}

fn begins(word: Option<&str>) -> bool {
    word.is_some_and(|word| !word.is_empty())
}

/// The last word of a number that begins at a word. `een` alone is a word too: no number begins with a 1.
fn phone_at(digits: &[Option<String>], from: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let mut number = String::new();
    let mut best = None;
    for (at, word) in digits.iter().enumerate().skip(from) {
        let Some(word) = word else { break };
        if at > from && word.starts_with('+') {
            break;
        }
        number.push_str(word);
        if number.len() > LONGEST {
            break;
        }
        if !word.is_empty() && is_phone(&number) {
            best = Some(at);
        }
    }
    best
}

fn is_phone(number: &str) -> bool {
    let rest = if let Some(rest) = number.strip_prefix("+31").or(number.strip_prefix("0031")) {
        rest.strip_prefix('0').unwrap_or(rest)
    } else if let Some(rest) = number.strip_prefix('0') {
        rest
    } else if number.starts_with("316") {
        &number[2..]
    } else {
        // Somebody who leaves the nought out: 6 and eight more, together in one or in pairs.
        return number.starts_with('6') && number.len() == DIGITS;
    };
    let is_mobile = rest.starts_with('6');
    rest.starts_with(|first| ('1'..='9').contains(&first))
        && (rest.len() == DIGITS || is_mobile && rest.len() == DIGITS + 1)
}
