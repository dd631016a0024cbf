//! Whole numbers of 512 buddies at once, bit by bit.
//!
//! A plane holds one bit of the number of each buddy, so that a few logical operations on words
//! count for all of them, and a comparison with one number is one operation for each of its bits.

/// Words of 64 buddies that are looked at together; compilers turn a loop over them into vectors.
const WORDS: usize = 8;
/// Buddies in a block.
pub(super) const BLOCK: usize = 64 * WORDS;

/// One bit of each of the buddies of a block.
pub(super) type Plane = [u64; WORDS];

pub(super) const NONE: Plane = [0; WORDS];
const ALL: Plane = [!0; WORDS];

/// Bits of the widest number: that of a score.
const WIDTH: usize = 32;

/// A sum in the making: up to two planes of each weight wait for a third, and three become one of
/// the same weight and one of the next (a carry-save adder, so that no carry runs through).
pub(super) struct Sum {
    waiting: [[Plane; 2]; WIDTH],
    count: [u8; WIDTH],
    /// No plane of this weight or above has come.
    end: usize,
}

impl Sum {
    pub(super) fn new() -> Self {
        Self {
            waiting: [[NONE; 2]; WIDTH],
            count: [0; WIDTH],
            end: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.count[..self.end].fill(0);
        self.end = 0;
    }

    /// Adds `2^weight` to whoever is in the plane.
    #[inline]
    pub(super) fn add(&mut self, mut weight: usize, plane: &Plane) {
        let mut plane = *plane;
        loop {
            let [one, two] = &mut self.waiting[weight];
            match self.count[weight] {
                0 => {
                    *one = plane;
                    self.count[weight] = 1;
                    self.end = self.end.max(weight + 1);
                    return;
                }
                1 => {
                    *two = plane;
                    self.count[weight] = 2;
                    return;
                }
                _ => {
                    for word in 0..WORDS {
                        let (a, b, c) = (one[word], two[word], plane[word]);
                        let odd = a ^ b;
                        one[word] = odd ^ c;
                        plane[word] = (a & b) | (odd & c);
                    }
                    self.count[weight] = 1;
                    weight += 1;
                }
            }
        }
    }

    /// Adds `times` to whoever is in the plane.
    #[inline]
    pub(super) fn add_times(&mut self, times: u32, plane: &Plane) {
        for weight in bits_of(times.into()) {
            self.add(weight, plane);
        }
    }

    /// Brings all carries to their place, after which the sum is [`Sum::planes`].
    pub(super) fn finish(&mut self) -> usize {
        let mut weight = 0;
        while weight < self.end {
            match self.count[weight] {
                0 => self.waiting[weight][0] = NONE,
                1 => {}
                _ => {
                    let [one, two] = &mut self.waiting[weight];
                    let mut carry = NONE;
                    for word in 0..WORDS {
                        let (a, b) = (one[word], two[word]);
                        one[word] = a ^ b;
                        carry[word] = a & b;
                    }
                    self.count[weight] = 1;
                    self.add(weight + 1, &carry);
                }
            }
            weight += 1;
        }
        self.end
    }

    /// The plane of each weight of a finished sum.
    pub(super) fn plane(&self, weight: usize) -> &Plane {
        &self.waiting[weight][0]
    }

    /// Whose finished sum is at least this.
    pub(super) fn at_least(&self, number: u32) -> Plane {
        if self.end < WIDTH && number >> self.end != 0 {
            return NONE;
        }
        let mut enough = ALL;
        for weight in 0..self.end {
            let plane = self.plane(weight);
            if number >> weight & 1 == 1 {
                keep(&mut enough, plane);
            } else {
                join(&mut enough, plane);
            }
        }
        enough
    }

    /// Of these buddies those with the `most` highest finished sums, and whoever ties with the last
    /// of them.
    pub(super) fn highest(&self, most: u32, these: &Plane) -> Plane {
        let (mut above, mut among, mut places) = (NONE, *these, most);
        for weight in (0..self.end).rev() {
            let mut higher = among;
            keep(&mut higher, self.plane(weight));
            let count = count(&higher);
            if count >= places {
                among = higher;
            } else {
                places -= count;
                join(&mut above, &higher);
                drop_from(&mut among, &higher);
            }
        }
        join(&mut above, &among);
        above
    }

    /// The finished sum of one buddy.
    #[inline]
    pub(super) fn of(&self, word: usize, bit: usize) -> u32 {
        let mut number = 0;
        for weight in 0..self.end {
            let is_set = self.waiting[weight][0][word] >> bit & 1;
            number |= u32::from(is_set == 1) << weight;
        }
        number
    }
}

/// Adds more buddies to a plane.
#[inline]
pub(super) fn join(to: &mut Plane, more: &Plane) {
    for (word, more) in to.iter_mut().zip(more) {
        *word |= more;
    }
}

/// Leaves only these buddies in a plane.
#[inline]
pub(super) fn keep(in_plane: &mut Plane, these: &Plane) {
    for (word, these) in in_plane.iter_mut().zip(these) {
        *word &= these;
    }
}

/// Leaves these buddies out of a plane.
#[inline]
pub(super) fn drop_from(plane: &mut Plane, these: &Plane) {
    for (word, these) in plane.iter_mut().zip(these) {
        *word &= !these;
    }
}

/// How many are in the plane.
#[inline]
pub(super) fn count(plane: &Plane) -> u32 {
    plane.iter().map(|word| word.count_ones()).sum()
}

/// Whether nobody is in the plane.
#[inline]
pub(super) fn is_empty(plane: &Plane) -> bool {
    plane.iter().fold(0, |any, word| any | word) == 0
}

/// Whoever is not in the plane.
#[inline]
pub(super) fn others(plane: &Plane) -> Plane {
    plane.map(|word| !word)
}

/// The positions of the bits that are set, ascending.
pub(crate) fn bits_of(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros() as usize;
        let some = bits != 0;
        // Clears the lowest bit.
        bits &= bits.wrapping_sub(1);
        some.then_some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_the_sum_of_what_was_added() {
        let mut sum = Sum::new();
        let mut expected = [0_u32; BLOCK];
        let mut seed = 9_u64;
        for round in 0..40_u32 {
            let plane: Plane = std::array::from_fn(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                seed ^ (seed >> 29)
            });
            sum.add_times(round * 7, &plane);
            for (buddy, expected) in expected.iter_mut().enumerate() {
                *expected += round * 7 * u32::from(plane[buddy / 64] >> (buddy % 64) & 1 == 1);
            }
        }
        sum.finish();
        for most in [1, 2, 10, 100, 511, 512] {
            let mut sorted = expected;
            sorted.sort_unstable_by(|one, other| other.cmp(one));
            let last = sorted[most as usize - 1];
            assert_eq!(sum.highest(most, &ALL), sum.at_least(last));
        }
        for number in [0, 1, 2_000, 2_700, 2_701, 5_460, 5_461, u32::MAX] {
            let enough = sum.at_least(number);
            for (buddy, expected) in expected.iter().enumerate() {
                let (word, bit) = (buddy / 64, buddy % 64);
                assert_eq!(sum.of(word, bit), *expected);
                assert_eq!(enough[word] >> bit & 1 == 1, *expected >= number);
            }
        }
    }
}
