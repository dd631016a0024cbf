//! A set of documents of one segment, one bit for each.

use tantivy::DocId;

/// Documents of a segment; a set knows how many documents there may be only in steps of 64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Box<[u64]>);

impl Bits {
    /// How many documents share a word.
    pub(super) const WORD: usize = 64;

    pub(super) fn none(documents: u32) -> Self {
        Self(vec![0; documents.div_ceil(64) as usize].into())
    }

    pub(super) fn all(documents: u32) -> Self {
        let mut bits = Self(vec![u64::MAX; documents.div_ceil(64) as usize].into());
        (documents..documents.next_multiple_of(64)).for_each(|past| bits.unset(past));
        bits
    }

    pub(super) fn set(&mut self, document: DocId) {
        self.0[document as usize / Self::WORD] |= 1 << (document % 64);
    }

    pub(super) fn unset(&mut self, document: DocId) {
        self.0[document as usize / Self::WORD] &= !(1 << (document % 64));
    }

    #[inline]
    pub(super) fn has(&self, document: DocId) -> bool {
        self.0[document as usize / Self::WORD] >> (document % 64) & 1 == 1
    }

    pub(super) fn and(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many are in both.
    pub(super) fn common(&self, other: &Self) -> usize {
        let both = self.0.iter().zip(&other.0);
        both.map(|(mine, theirs)| (mine & theirs).count_ones() as usize)
            .sum()
    }

    pub(super) fn intersects(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .any(|(mine, theirs)| mine & theirs != 0)
    }

    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.0
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..).zip(&self.0).flat_map(|(at, &word)| ones(at, word))
    }
}

/// The documents of the word that stands at `at`.
pub(super) fn ones(at: u32, word: u64) -> impl Iterator<Item = DocId> {
    let mut left = word;
    std::iter::from_fn(move || {
        let bit = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        (bit < 64).then_some(at * 64 + bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_set_gives_back_what_was_put_in(mut documents in prop::collection::btree_set(0..300_u32, 0..80), other in 0..300_u32) {
            let mut bits = Bits::none(300);
            for &document in &documents {
                bits.set(document);
            }
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), documents.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(bits.count(), documents.len());
            prop_assert_eq!(bits.common(&Bits::all(300)), documents.len());
            bits.unset(other);
            documents.remove(&other);
            prop_assert_eq!(bits.count(), documents.len());
            prop_assert!(!bits.has(other));
        }
    }
}
