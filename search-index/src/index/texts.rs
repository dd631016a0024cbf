//! The texts of a thing as titles and snippets want them, and where the words found stand in them.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tantivy::DocId;
use tantivy::index::SegmentId;

use crate::analysis::{has_term, term_number, words};

/// Words of a text that are looked through.
const MOST_WORDS: usize = 600;
/// Memory for texts that were shown, in bytes: those of 100,000 cards. Reading one again unpacks its whole block.
const MEMORY: u64 = 96 << 20;
/// About how many that are; the cache grows by need.
const EXPECTED: usize = 4_096;

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
        (128 + texts.all.len()) as u64
    }
}

/// How many texts are kept of a thing: id, kind, title, summary and body.
const TEXTS: usize = 5;

/// What is shown of a thing, text behind text.
pub(super) struct Texts {
    all: Box<str>,
    ends: [u32; TEXTS],
}

impl Texts {
    /// Writes them down: text behind text, then where each ends.
    pub(super) fn pack(texts: [&str; TEXTS]) -> Vec<u8> {
        let mut packed = Vec::new();
        let ends = texts.map(|text| {
            packed.extend_from_slice(text.as_bytes());
            u32::try_from(packed.len()).unwrap_or(u32::MAX)
        });
        packed.extend(ends.into_iter().flat_map(u32::to_le_bytes));
        packed
    }

    /// Reads what stands at the end of these bytes; nothing where it is not whole.
    pub(super) fn unpack(bytes: &[u8]) -> Option<Self> {
        let (before, packed) = bytes.split_last_chunk::<{ 4 * TEXTS }>()?;
        let (packed, _) = packed.as_chunks::<4>();
        let mut ends = [0; TEXTS];
        for (end, bytes) in ends.iter_mut().zip(packed) {
            *end = u32::from_le_bytes(*bytes);
        }
        let length = usize::try_from(ends[TEXTS - 1]).ok()?;
        let all = str::from_utf8(&before[before.len().checked_sub(length)?..]).ok()?;
        let are_whole =
            ends.is_sorted() && ends.iter().all(|&end| all.is_char_boundary(end as usize));
        are_whole.then(|| Self {
            all: all.into(),
            ends,
        })
    }

    /// What is shown of a thing whose texts cannot be read.
    pub(super) fn none() -> Self {
        Self {
            all: "".into(),
            ends: [0; TEXTS],
        }
    }

    fn text(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[from as usize..self.ends[at] as usize]
    }

    pub(super) fn id(&self) -> &str {
        self.text(0)
    }

    pub(super) fn kind(&self) -> &str {
        self.text(1)
    }

    pub(super) fn title(&self) -> &str {
        self.text(2)
    }

    pub(super) fn summary(&self) -> &str {
        self.text(3)
    }

    pub(super) fn body(&self) -> &str {
        self.text(4)
    }
}

/// The stems that are looked for, as numbers.
pub(super) struct Wanted {
    terms: Vec<u32>,
    /// A bit for what each ends with: most words are told by it alone.
    endings: u64,
}

impl Wanted {
    pub(super) fn of<'a>(stems: impl Iterator<Item = &'a str>) -> Self {
        let mut terms: Vec<u32> = stems.map(term_number).collect();
        terms.sort_unstable();
        terms.dedup();
        let endings = terms.iter().fold(0, |all, &term| all | ending(term));
        Self { terms, endings }
    }

    /// Where the words stand in a text, in bytes, that are found by one of these.
    pub(super) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let found = words(text).take(MOST_WORDS);
        let found = found.filter(|word| has_term(word.text, |term| self.has(term)));
        found
            .map(|word| (word.start, word.start + word.text.len()))
            .collect()
    }

    fn has(&self, term: u32) -> bool {
        self.endings & ending(term) > 0 && self.terms.contains(&term)
    }
}

fn ending(term: u32) -> u64 {
    1 << (term % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_nothing_else_does() {
        let texts = ["k-1", "card", "Een titel", "", "Coördinatie"];
        let packed = Texts::pack(texts);
        let behind = [b"before", packed.as_slice()].concat();
        for bytes in [&packed, &behind] {
            let read = Texts::unpack(bytes).unwrap();
            let read = [
                read.id(),
                read.kind(),
                read.title(),
                read.summary(),
                read.body(),
            ];
            assert_eq!(read, texts);
        }
        assert!(Texts::unpack(&packed[..19]).is_none());
        assert!(Texts::unpack(&[u8::MAX; 64]).is_none());
    }
}
