//! Counts how hard our Dutch is to read, over the files that students see.

use nouns::Language;

use super::sentences::files;

/// What a student may meet. The toolbox is for teams of teachers.
const STUDENTS_READ: [&str; 7] = [
    "common",
    "site",
    "matching",
    "together",
    "rolemodels",
    "meetups",
    "accounts",
];
const LONGEST: usize = 18;
const AVERAGE: usize = 10;
const EASY: f64 = 70.0;

/// Vowels that sound as one, longest first.
const VOWELS: [&str; 32] = [
    "aai", "ooi", "oei", "eeu", "ieu", "aa", "ee", "oo", "uu", "ie", "eu", "ui", "oe", "ei", "ij",
    "ou", "au", "a", "e", "i", "o", "u", "y", "é", "è", "ê", "ë", "ï", "ö", "ü", "á", "ó",
];

fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let (mut rest, mut count) = (word.as_str(), 0);
    while let Some(first) = rest.chars().next() {
        let vowel = VOWELS.iter().find(|vowel| rest.starts_with(*vowel));
        count += usize::from(vowel.is_some());
        rest = &rest[vowel.map_or(first.len_utf8(), |vowel| vowel.len())..];
    }
    count.max(1)
}

/// The texts of a Fluent file; each variant of a plural is a text of its own.
fn texts(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let text = match line.split_once(['=', ']']) {
            Some((_, text)) => text.trim(),
            None if line.starts_with(' ') => line.trim(),
            None => continue,
        };
        if !matches!(text, "" | "}") && !text.contains("->") {
            texts.push(without_places(text));
        }
    }
    texts
}

/// A text with one short word in each place that will be filled.
fn without_places(text: &str) -> String {
    let mut plain = String::new();
    for part in text.split('{') {
        match part.split_once('}') {
            Some((_, after)) => plain.extend(["Noor", after]),
            None => plain.push_str(part),
        }
    }
    plain
}

fn sentences(text: &str) -> Vec<Vec<&str>> {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let split = text.split_inclusive(['.', '?', '!', ':', ';']);
    split
        .map(|sentence| sentence.split_whitespace().filter(is_word).collect())
        .filter(|words: &Vec<_>| !words.is_empty())
        .collect()
}

/// Flesch's reading ease as Douma fitted it to Dutch (W.H. Douma, 1960): 0 is hard, 100 is easy.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words are far below 2^52"
)]
fn flesch_douma(syllables: usize, words: usize, sentences: usize) -> f64 {
    206.84 - 77.0 * (syllables as f64 / words as f64) - 0.93 * (words as f64 / sentences as f64)
}

#[test]
fn syllables_are_counted_as_they_sound() {
    for (word, count) in [
        ("bijeenkomst", 3),
        ("studie", 2),
        ("maatje", 2),
        ("ideeën", 3),
        ("regio", 3),
        ("werkvorm", 2),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn what_students_read_is_plain() {
    for (file, source) in files(Language::Nl) {
        let name = file.trim_start_matches("nl/").trim_end_matches(".ftl");
        if !STUDENTS_READ.contains(&name) {
            continue;
        }
        let texts = texts(&source);
        let all: Vec<Vec<&str>> = texts.iter().flat_map(|text| sentences(text)).collect();
        let long: Vec<_> = all
            .iter()
            .filter(|words| words.len() > LONGEST)
            .map(|words| words.join(" "))
            .collect();
        assert!(long.is_empty(), "{file}: over {LONGEST} words: {long:#?}");
        let words: usize = all.iter().map(Vec::len).sum();
        if words == 0 {
            continue;
        }
        assert!(
            words <= AVERAGE * all.len(),
            "{file}: {words} words in {} sentences",
            all.len()
        );
        let sounds = all.iter().flatten().map(|word| syllables(word)).sum();
        let ease = flesch_douma(sounds, words, all.len());
        assert!(ease >= EASY, "{file}: Flesch-Douma {ease:.1}");
    }
}
