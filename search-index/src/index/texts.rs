//! The texts of a thing with their words already cut and analysed, as titles and snippets want them.

use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::DocId;
use tantivy::index::SegmentId;

use super::schema::Stored;
use crate::analysis::{WordHasher, analyse_word, words};

/// Words of a text that are looked through.
const MOST_WORDS: usize = 600;
/// Memory for texts that were shown, in bytes.
const MEMORY: u64 = 48 << 20;
/// About how many that are; the cache grows by need.
const EXPECTED: usize = 4_096;
/// A text with its words takes about so many times its own length.
const WITH_WORDS: usize = 6;

/// The texts that were shown lately.
pub(super) type TextsCache = Cache<(SegmentId, DocId), Arc<Texts>, BySize>;

pub(super) fn cache() -> TextsCache {
    Cache::with_weighter(EXPECTED, MEMORY, BySize)
}

/// Weighs by memory.
#[derive(Clone)]
pub(super) struct BySize;

impl Weighter<(SegmentId, DocId), Arc<Texts>> for BySize {
    fn weight(&self, _: &(SegmentId, DocId), texts: &Arc<Texts>) -> u64 {
        let all = [&texts.title, &texts.summary, &texts.body];
        let length: usize = all.iter().map(|one| one.text.len()).sum();
        (256 + WITH_WORDS * length) as u64
    }
}

/// What is shown of a thing.
pub(super) struct Texts {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) title: Text,
    pub(super) summary: Text,
    pub(super) body: Text,
}

impl Texts {
    pub(super) fn of((id, kind, title, summary, body): Stored) -> Self {
        Self {
            id,
            kind,
            title: Text::new(title),
            summary: Text::new(summary),
            body: Text::new(body),
        }
    }
}

/// A text, and its words once somebody looked for one.
pub(super) struct Text {
    pub(super) text: String,
    words: OnceLock<Words>,
}

/// The words of a text, each with the hashes of what it is found by.
#[derive(Default)]
struct Words {
    /// From and to, in bytes, and where its terms end.
    places: Vec<(u32, u32, u32)>,
    terms: Vec<u64>,
}

impl Text {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            words: OnceLock::new(),
        }
    }

    /// Where the words stand, in bytes, that are found by one of these terms.
    pub(super) fn places(&self, wanted: &Wanted) -> Vec<(usize, usize)> {
        if wanted.0.is_empty() {
            return Vec::new();
        }
        let words = self.words.get_or_init(|| Words::of(&self.text));
        let mut found = Vec::new();
        let mut from = 0;
        for &(start, end, to) in &words.places {
            let terms = &words.terms[from..to as usize];
            if terms.iter().any(|term| wanted.0.contains(term)) {
                found.push((start as usize, end as usize));
            }
            from = to as usize;
        }
        found
    }
}

impl Words {
    /// Nothing for a text of over four gigabytes.
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        for word in words(text).take(MOST_WORDS) {
            for analysed in analyse_word(word.text).iter() {
                found.terms.push(WordHasher::of(&analysed.stem));
                found
                    .terms
                    .extend(analysed.parts.iter().map(|part| WordHasher::of(part)));
            }
            let end = word.start + word.text.len();
            let place = [word.start, end, found.terms.len()].map(u32::try_from);
            let [Ok(start), Ok(end), Ok(terms)] = place else {
                return Self::default();
            };
            found.places.push((start, end, terms));
        }
        found
    }
}

/// The stems that are looked for, as hashes: two that share one mark a word too many, no more.
pub(super) struct Wanted(Vec<u64>);

impl Wanted {
    pub(super) fn of<'a>(stems: impl Iterator<Item = &'a str>) -> Self {
        let mut hashes: Vec<u64> = stems.map(WordHasher::of).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }
}
