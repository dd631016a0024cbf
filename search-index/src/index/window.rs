//! A window of things of a segment, and what each word of a question says about them: counted in whole numbers of 16
//! bits, many things side by side, and looked at one by one only where they could be among the best.

use super::bits::{Bits, ones};
use super::said::{Said, WINDOW};
use super::score::Best;

/// 0.3, in parts of 2 to the power of 16: the share of a score that depends on how much of the question is covered.
const COVERING: u32 = 0x4ccc;
const REST: u16 = 0xb334;

/// Things that are counted side by side: their sums stay in the processor's registers.
const ABREAST: usize = 32;

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
    roots: &'a [u8],
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
            (Said::Dense(roots), _) => &roots[window * WINDOW..][..WINDOW],
            (Said::Sparse { documents, roots }, Some(few)) => {
                few.enter(window, documents, roots);
                if few.here == 0 {
                    return None;
                }
                &few.roots[..]
            }
            (Said::Sparse { .. }, None) => return None,
        };
        Some(Here {
            weight: self.weight,
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
    for (place, word) in bits.iter_mut().enumerate() {
        if *word == 0 {
            continue;
        }
        let mut scores = [0; Bits::WORD];
        let mut enough = 0;
        for (half, scores) in scores.as_chunks_mut::<ABREAST>().0.iter_mut().enumerate() {
            let shift = half * ABREAST;
            enough |= count(here, (place * Bits::WORD + shift, least), scores) << shift;
        }
        *word &= enough;
        let first = window * WINDOW + place * Bits::WORD;
        for nth in ones(0, *word & at_least(best.floor(), &scores)) {
            let document = first + nth as usize;
            let address = (at, u32::try_from(document).unwrap_or(u32::MAX));
            best.offer(scores[nth as usize], ties[document], address);
        }
    }
}

/// How well things answer: what each word says, and from 7 to 10 tenths of it by how much of the question is covered.
/// Gives a bit for each that covers enough.
fn count(here: &[Here], (first, least): (usize, u16), scores: &mut [u16; ABREAST]) -> u64 {
    let mut total = [0_u16; ABREAST];
    let mut covered = [0_u16; ABREAST];
    for said in here {
        let Some(roots) = said.roots[first..].first_chunk::<ABREAST>() else {
            continue;
        };
        let sums = total.iter_mut().zip(&mut covered);
        for ((total, covered), &root) in sums.zip(roots) {
            let root = u16::from(root);
            let score = root.wrapping_mul(root) >> 8;
            *total = total.wrapping_add(said.weight.wrapping_mul(score));
            *covered = covered.wrapping_add(said.weight.wrapping_mul(root));
        }
    }
    for ((score, total), &covered) in scores.iter_mut().zip(total).zip(&covered) {
        *score = lifted(total, covered);
    }
    at_least(least, &covered)
}

fn lifted(total: u16, covered: u16) -> u16 {
    let lift = (u32::from(covered).wrapping_mul(COVERING) >> 16) as u16;
    let share = REST.wrapping_add(lift);
    (u32::from(total).wrapping_mul(share.into()) >> 16) as u16
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
