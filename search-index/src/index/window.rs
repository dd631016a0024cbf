//! A window of things of a segment, and what each word of a question says about them, in whole numbers of 16 bits: what is
//! covered of the question is counted for many things side by side, and scored are only those that could be among the best.

use super::bits::{Bits, ones};
use super::said::{Said, WINDOW};
use super::score::Best;

/// 0.3, in parts of 2 to the power of 16: the share of a score that depends on how much of the question is covered.
const COVERING: u32 = 0x4ccc;
const REST: u16 = 0xb334;

/// A word of the question on its way through a segment.
pub(super) struct Walk<'a> {
    weight: u16,
    said: &'a Said,
    few: Option<Box<Few>>,
}

/// What a word says about the things of a window of which few have it, laid out as if all had it.
struct Few {
    /// How many things were passed, and how many of them lie in this window.
    passed: usize,
    here: usize,
    roots: [u8; WINDOW],
}

/// What a word says about the things of one window.
pub(super) struct Here<'a> {
    weight: u16,
    /// The most that it says about any thing of the segment.
    most: u8,
    roots: &'a [u8; WINDOW],
}

impl<'a> Walk<'a> {
    pub(super) fn over(said: &'a Said, weight: u16) -> Self {
        let few = matches!(said, Said::Sparse { .. }).then(|| {
            Box::new(Few {
                passed: 0,
                here: 0,
                roots: [0; WINDOW],
            })
        });
        Self { weight, said, few }
    }

    /// What is said in a window, if anything is; windows come in their order and none is left out.
    pub(super) fn enter(&mut self, window: usize) -> Option<Here<'_>> {
        let roots = match (self.said, &mut self.few) {
            (Said::Dense { roots, .. }, _) => roots[window * WINDOW..].first_chunk()?,
            (
                Said::Sparse {
                    documents, roots, ..
                },
                Some(few),
            ) => {
                few.enter(window, documents, roots);
                if few.here == 0 {
                    return None;
                }
                &few.roots
            }
            (Said::Sparse { .. }, None) => return None,
        };
        Some(Here {
            weight: self.weight,
            most: self.said.most(),
            roots,
        })
    }
}

impl Few {
    fn enter(&mut self, window: usize, documents: &[u32], roots: &[u8]) {
        let start = window * WINDOW;
        if self.here > 0 {
            self.roots.fill(0);
        }
        let later = &documents[self.passed..];
        let near = &later[..later.len().min(WINDOW)];
        self.here = near.partition_point(|&document| (document as usize) < start + WINDOW);
        for (&document, &root) in near[..self.here].iter().zip(&roots[self.passed..]) {
            self.roots[document as usize - start] = root;
        }
        self.passed += self.here;
    }
}

/// Leaves of a window's things those that cover enough of the question, and offers what could be among the best.
///
/// What is covered is counted for all of them at once; how well they answer only where they cover so much that they could be
/// among the best.
pub(super) fn judge(
    (at, ties): (u32, &[u64]),
    (window, least): (usize, u16),
    (bits, here): (&mut [u64], &[Here]),
    best: &mut Best,
) {
    if here.is_empty() {
        bits.fill(0);
        return;
    }
    let covered = covered(here);
    let mut bar = Bar::of(here);
    let words = bits.iter_mut().zip(covered.as_chunks().0).enumerate();
    for (place, (word, covered)) in words {
        if *word == 0 {
            continue;
        }
        *word &= at_least(least, covered);
        bar.rise(best.floor());
        if !any_reaches(bar.covered, covered) {
            continue;
        }
        for nth in ones(0, *word & at_least(bar.covered, covered)) {
            let in_window = place * Bits::WORD + nth as usize;
            let document = window * WINDOW + in_window;
            let address = (at, u32::try_from(document).unwrap_or(u32::MAX));
            let score = score(here, in_window, covered[nth as usize]);
            best.offer(score, ties[document], address);
        }
    }
}

/// How much of the question each thing covers.
fn covered(here: &[Here]) -> [u16; WINDOW] {
    let mut covered = [0; WINDOW];
    for several in here.chunks(4) {
        match several {
            [one] => cover([one], &mut covered),
            [one, two] => cover([one, two], &mut covered),
            [one, two, three] => cover([one, two, three], &mut covered),
            [one, two, three, four] => cover([one, two, three, four], &mut covered),
            _ => {}
        }
    }
    covered
}

/// Several words at once: then the sums are written once.
fn cover<const WORDS: usize>(words: [&Here; WORDS], covered: &mut [u16; WINDOW]) {
    let words = words.map(|word| (word.weight, word.roots));
    for (at, covered) in covered.iter_mut().enumerate() {
        for (weight, roots) in words {
            *covered = covered.wrapping_add(weight.wrapping_mul(roots[at].into()));
        }
    }
}

/// What a thing must cover at the least to be among the best.
struct Bar {
    /// The most that any word says about any thing.
    most: u8,
    floor: u16,
    covered: u16,
}

impl Bar {
    fn of(here: &[Here]) -> Self {
        Self {
            most: here.iter().map(|word| word.most).max().unwrap_or(0),
            floor: 0,
            covered: 0,
        }
    }

    /// To what it takes where the last of the best scores so much: no word of a thing says more than the most, so that
    /// its score is at most what covering as much with that would be.
    fn rise(&mut self, floor: u16) {
        if floor == self.floor {
            return;
        }
        self.floor = floor;
        let reaches = |covered: u16| {
            let most = (u32::from(covered) * u32::from(self.most)) >> 8;
            lifted(u16::try_from(most).unwrap_or(u16::MAX), covered) >= floor
        };
        let (mut low, mut high) = (0, u16::MAX);
        while low < high {
            let middle = low + (high - low) / 2;
            if reaches(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        self.covered = low;
    }
}

/// How well a thing answers: what each word says, and from 7 to 10 tenths of it by how much of the question is covered.
fn score(here: &[Here], at: usize, covered: u16) -> u16 {
    let total = here.iter().fold(0_u16, |total, word| {
        let root = u16::from(word.roots[at]);
        total.wrapping_add(word.weight.wrapping_mul(root.wrapping_mul(root) >> 8))
    });
    lifted(total, covered)
}

fn lifted(total: u16, covered: u16) -> u16 {
    let lift = (u32::from(covered).wrapping_mul(COVERING) >> 16) as u16;
    let share = REST.wrapping_add(lift);
    (u32::from(total).wrapping_mul(share.into()) >> 16) as u16
}

/// Whether any is at least so much.
fn any_reaches(least: u16, numbers: &[u16; Bits::WORD]) -> bool {
    let below = least.saturating_sub(1);
    let above = numbers
        .iter()
        .fold(0, |above, number| above | number.saturating_sub(below));
    least == 0 || above > 0
}

/// A bit for each that is at least so much.
fn at_least<const NUMBERS: usize>(least: u16, numbers: &[u16; NUMBERS]) -> u64 {
    let are = numbers.map(|number| u8::from(number >= least));
    let (eights, _) = are.as_chunks::<8>();
    let bytes = eights.iter().enumerate();
    bytes.fold(0, |mask, (at, eight)| {
        mask | packed(u64::from_le_bytes(*eight)) << (8 * at)
    })
}

/// The lowest bits of eight bytes as one byte: the product brings each to its place in the highest.
fn packed(eight: u64) -> u64 {
    eight.wrapping_mul(0x0102_0408_1020_4080) >> 56
}
