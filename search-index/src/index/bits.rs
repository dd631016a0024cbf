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

    /// Those that are not in the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        let words = self.0.iter().zip(&other.0);
        Self(words.map(|(mine, theirs)| mine & !theirs).collect())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let blocks = self.0.chunks_exact(BLOCK);
        let end: u32 = blocks
            .remainder()
            .iter()
            .map(|word| word.count_ones())
            .sum();
        let mut counter = Counter::default();
        for block in blocks {
            counter.add(&std::array::from_fn(|at| block[at]));
        }
        counter.count() + end as usize
    }

    /// How many words they are written in.
    pub(super) fn words(&self) -> usize {
        self.0.len()
    }

    /// How many are in both.
    pub(super) fn common(&self, other: &Self) -> usize {
        let (mine, theirs) = (self.0.chunks_exact(BLOCK), other.0.chunks_exact(BLOCK));
        let ends = mine.remainder().iter().zip(theirs.remainder());
        let end: u32 = ends
            .map(|(mine, theirs)| (mine & theirs).count_ones())
            .sum();
        let mut counter = Counter::default();
        for (mine, theirs) in mine.zip(theirs) {
            counter.add(&std::array::from_fn(|at| mine[at] & theirs[at]));
        }
        counter.count() + end as usize
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

/// Words that are counted together.
const BLOCK: usize = 32;
const LANES: usize = 4;

/// Counts bits eight words at a time, in [`LANES`] rows side by side: words are added bit by bit into ones, twos and
/// fours, and only what is carried out of these is counted (Harley and Seal; Warren, *Hacker's Delight*, 5-1). Counting
/// a word costs a dozen steps on a processor that is not known to have an instruction for it, adding one takes five.
#[derive(Default)]
struct Counter {
    ones: [u64; LANES],
    twos: [u64; LANES],
    fours: [u64; LANES],
    eights: usize,
}

impl Counter {
    fn add(&mut self, block: &[u64; BLOCK]) {
        let row =
            |at: usize| -> [u64; LANES] { std::array::from_fn(|lane| block[at * LANES + lane]) };
        let twos = [
            carry(&mut self.ones, row(0), row(1)),
            carry(&mut self.ones, row(2), row(3)),
            carry(&mut self.ones, row(4), row(5)),
            carry(&mut self.ones, row(6), row(7)),
        ];
        let fours = [
            carry(&mut self.twos, twos[0], twos[1]),
            carry(&mut self.twos, twos[2], twos[3]),
        ];
        self.eights += ones_in(&carry(&mut self.fours, fours[0], fours[1]));
    }

    fn count(&self) -> usize {
        8 * self.eights + 4 * ones_in(&self.fours) + 2 * ones_in(&self.twos) + ones_in(&self.ones)
    }
}

/// Adds two words to a sum, bit by bit, and gives what is carried.
fn carry(sum: &mut [u64; LANES], one: [u64; LANES], other: [u64; LANES]) -> [u64; LANES] {
    std::array::from_fn(|lane| {
        let differ = one[lane] ^ other[lane];
        let carried = (one[lane] & other[lane]) | (differ & sum[lane]);
        sum[lane] ^= differ;
        carried
    })
}

fn ones_in(lanes: &[u64; LANES]) -> usize {
    lanes.iter().map(|word| word.count_ones() as usize).sum()
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
        fn what_two_sets_share_is_counted(
            one in prop::collection::vec(any::<u64>(), 150),
            other in prop::collection::vec(any::<u64>(), 150),
        ) {
            let counted: u32 = one.iter().zip(&other).map(|(one, other)| (one & other).count_ones()).sum();
            let alone: u32 = one.iter().map(|word| word.count_ones()).sum();
            let one = Bits(one.into());
            prop_assert_eq!(one.count(), alone as usize);
            prop_assert_eq!(one.common(&Bits(other.into())), counted as usize);
        }

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
