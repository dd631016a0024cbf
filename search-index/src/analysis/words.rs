//! Cutting a text into words, and folding each to the letters that are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut off: nobody asks for them, and they would cost an index dear.
const LONGEST_WORD: usize = 64;

/// A word as it stands in the text, joined by hyphens or apostrophes or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawWord<'a> {
    pub text: &'a str,
    /// In bytes.
    pub start: usize,
}

/// The words of `text` in order: letters and digits, with single hyphens and apostrophes inside.
pub fn words(text: &str) -> impl Iterator<Item = RawWord<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = begin_of_word(text, rest)?;
        let end = end_of_word(text, start);
        rest = end;
        Some(RawWord {
            text: &text[start..end],
            start,
        })
    })
}

/// Where the next word begins. Nearly every character is one byte: others are looked at only where they stand.
fn begin_of_word(text: &str, from: usize) -> Option<usize> {
    let plain = text.as_bytes()[from..]
        .iter()
        .take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    let from = from + plain.count();
    Some(from + text[from..].find(char::is_alphanumeric)?)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let plain = text.as_bytes()[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric());
    let start = start + plain.count();
    if text
        .as_bytes()
        .get(start)
        .is_none_or(|&next| ends_word(next))
    {
        return start;
    }
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let goes_on = character.is_alphanumeric()
            || is_combining_mark(character)
            || (is_joiner(character)
                && characters
                    .peek()
                    .is_some_and(|(_, next)| next.is_alphanumeric()));
        if !goes_on {
            break;
        }
        end = start + at + character.len_utf8();
    }
    end
}

/// Whether a word ends before this byte, whatever comes behind it: so it is with nearly every one.
fn ends_word(next: u8) -> bool {
    next.is_ascii() && !next.is_ascii_alphanumeric() && !is_joiner(char::from(next))
}

fn is_joiner(character: char) -> bool {
    is_hyphen(character) || is_apostrophe(character)
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// The pieces of a word between its hyphens, folded; one piece for nearly every word.
pub(crate) fn pieces(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    word.split(|character| is_hyphen(character) && character != '\u{ad}')
        .map(fold)
        .filter(|piece| !piece.is_empty())
}

/// Lower case, without diacritics and apostrophes; the genitive and plural `'s` is dropped.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.len() <= LONGEST_WORD
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.nfd() {
        if !is_combining_mark(character) && !is_joiner(character) {
            push_folded(&mut folded, character);
        } else if is_apostrophe(character) {
            folded.push('\'');
        }
    }
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded.retain(|character| character != '\'');
    if let Some((cut, _)) = folded.char_indices().nth(LONGEST_WORD) {
        folded.truncate(cut);
    }
    Cow::Owned(folded)
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        'ß' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ĳ' | 'Ĳ' => folded.push_str("ij"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        other => folded.extend(
            other
                .to_lowercase()
                .filter(|lower| !is_combining_mark(*lower)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn joiners_inside_a_word_belong_to_it_and_at_its_edges_do_not() {
        assert_eq!(
            texts("De bpv-plek, foto's (taal- en rekenles)."),
            ["De", "bpv-plek", "foto's", "taal", "en", "rekenles"]
        );
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert_eq!(texts("?! -- '' … 🙂"), Vec::<&str>::new());
    }

    #[test]
    fn diacritics_case_and_plural_s_fold_away() {
        assert_eq!(fold("Coördinatie"), "coordinatie");
        assert_eq!(fold("foto’s"), "foto");
        assert_eq!(fold("zo'n"), "zon");
        assert_eq!(fold("Ĳsbreker"), "ijsbreker");
        assert_eq!(pieces("bpv-plek").collect::<Vec<_>>(), ["bpv", "plek"]);
    }

    #[test]
    fn a_very_long_word_is_cut() {
        assert_eq!(fold(&"A".repeat(5_000)).len(), LONGEST_WORD);
    }
}
