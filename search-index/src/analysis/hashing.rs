//! Hashing words quickly: every word of every text is looked up by its hash.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// As in `rustc-hash`: a word of eight letters takes one multiplication. Fit only for tables that are bounded.
#[derive(Clone, Copy)]
pub(crate) struct WordHasher(u64);

const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;

impl WordHasher {
    /// The same in every run.
    pub(crate) fn of(text: &str) -> u64 {
        let mut hasher = Self(0);
        hasher.write(text.as_bytes());
        hasher.finish()
    }

    fn add(&mut self, letters: u64) {
        self.0 = (self.0.rotate_left(5) ^ letters).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    /// Eight letters at a time, the last eight once more where some are left: no letter is taken by itself.
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        let last = match (bytes.last_chunk::<8>(), rest) {
            (Some(last), _) => u64::from_le_bytes(*last),
            (None, rest) => few(rest),
        };
        self.add(last.rotate_left(32) ^ bytes.len() as u64);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// Fewer than eight letters as a number: the first four and the last four, or each.
fn few(letters: &[u8]) -> u64 {
    match (letters.first_chunk::<4>(), letters.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => letters
            .iter()
            .fold(0, |all, &letter| all << 8 | u64::from(letter)),
    }
}

/// Begins elsewhere in each process, so that nobody can make words that fall together beforehand.
#[derive(Clone, Copy)]
pub(crate) struct ByWord(u64);

impl Default for ByWord {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for ByWord {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher(self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn words_that_differ_a_little_get_other_hashes() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "lesbezoek",
            "lesbezoeken",
            "lesbezoe",
            "esbezoekl",
        ];
        let hashes: HashSet<u64> = words.iter().map(|word| WordHasher::of(word)).collect();
        assert_eq!(hashes.len(), words.len());
        let low: HashSet<u64> = (0..512)
            .map(|at| WordHasher::of(&at.to_string()) % 4096)
            .collect();
        assert!(low.len() > 400, "{}", low.len());
    }
}
