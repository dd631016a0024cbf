//! A window of things of a segment, and what each word of a question says about them: whole numbers of 16 bits, eight
//! things at a time.
//!
//! Of every thing it is counted how much of the question it covers. How well it answers is counted only where the most
//! that is said about any of its neighbours could be enough: Ding and Suel, *Faster top-k document retrieval using
//! block-max indexes* (2011).

use super::bits::{Bits, ones};
use super::said::{PEAK, Said, WINDOW};
use super::score::{Best, Found};

/// 0.3, in parts of 2 to the power of 16: the share of a score that depends on how much of the question is covered.
const COVERING: u32 = 0x4ccc;
const REST: u32 = 0x1_0000 - COVERING;

/// Peaks in a window, and in a word of bits.
const PEAKS: usize = WINDOW / PEAK;
const PEAKS_IN_WORD: usize = Bits::WORD / PEAK;

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
    peaks: [u8; PEAKS],
}

/// What a word says about the things of one window.
pub(super) struct Here<'a> {
    weight: u16,
    roots: &'a [u8],
    peaks: &'a [u8],
}

impl<'a> Walk<'a> {
    pub(super) fn over(said: &'a Said, weight: u16) -> Self {
        let few = matches!(said, Said::Sparse { .. }).then(|| {
            Box::new(Few {
                passed: 0,
                here: 0,
                roots: [0; WINDOW],
                peaks: [0; PEAKS],
            })
        });
        Self { weight, said, few }
    }

    /// What is said in a window, if anything is; windows come in their order and none is left out.
    pub(super) fn enter(&mut self, window: usize) -> Option<Here<'_>> {
        let (roots, peaks) = match (self.said, &mut self.few) {
            (Said::Dense { roots, peaks }, _) => (
                &roots[window * WINDOW..][..WINDOW],
                &peaks[window * PEAKS..][..PEAKS],
            ),
            (Said::Sparse { documents, roots }, Some(few)) => {
                few.enter(window, documents, roots);
                if few.here == 0 {
                    return None;
                }
                (&few.roots[..], &few.peaks[..])
            }
            (Said::Sparse { .. }, None) => return None,
        };
        Some(Here {
            weight: self.weight,
            roots,
            peaks,
        })
    }
}

impl Few {
    fn enter(&mut self, window: usize, documents: &[u32], roots: &[u8]) {
        let start = window * WINDOW;
        if self.here > 0 {
            self.roots.fill(0);
            self.peaks.fill(0);
        }
        let later = &documents[self.passed..];
        let near = &later[..later.len().min(WINDOW)];
        self.here = near.partition_point(|&document| (document as usize) < start + WINDOW);
        for (&document, &root) in near[..self.here].iter().zip(&roots[self.passed..]) {
            let at = document as usize - start;
            self.roots[at] = root;
            self.peaks[at / PEAK] = self.peaks[at / PEAK].max(root);
        }
        self.passed += self.here;
    }
}

/// Leaves of a window's things those that cover enough of the question.
pub(super) fn keep_covering(here: &[Here], least: u16, bits: &mut [u64]) {
    for (place, word) in bits.iter_mut().enumerate().filter(|(_, word)| **word > 0) {
        let mut covered = [0_u16; Bits::WORD];
        for said in here {
            let roots = &said.roots[place * Bits::WORD..][..Bits::WORD];
            for (covered, &root) in covered.iter_mut().zip(roots) {
                *covered = covered.wrapping_add(said.weight.wrapping_mul(root.into()));
            }
        }
        *word &= at_least(least, &covered);
    }
}

/// A bit for each that is at least so much.
fn at_least(least: u16, numbers: &[u16; Bits::WORD]) -> u64 {
    let are = numbers.map(|number| u8::from(number >= least));
    let (eights, _) = are.as_chunks::<8>();
    let bytes = eights.iter().enumerate();
    bytes.fold(0, |mask, (at, eight)| mask | packed(u64::from_le_bytes(*eight)) << (8 * at))
}

/// The lowest bits of eight bytes as one byte: the product brings each to its place in the highest.
fn packed(eight: u64) -> u64 {
    eight.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Offers the things of a window that could be among the best.
pub(super) fn offer(
    (at, ties): (u32, &[u64]),
    window: usize,
    (bits, here): (&[u64], &[Here]),
    best: &mut Best,
) {
    if bits.iter().all(|&word| word == 0) {
        return;
    }
    let most: [u16; PEAKS] = scores(here, |said| said.peaks);
    for (place, &most) in most.iter().enumerate() {
        let Some(word) = bits.get(place / PEAKS_IN_WORD) else {
            return;
        };
        let word = word >> (place % PEAKS_IN_WORD * PEAK) & ((1 << PEAK) - 1);
        if word == 0 || f32::from(most) < best.floor() {
            continue;
        }
        let scores: [u16; PEAK] = scores(here, |said| &said.roots[place * PEAK..]);
        let first = window * WINDOW + place * PEAK;
        for nth in ones(0, word) {
            let nth = nth as usize;
            let score = f32::from(scores[nth]);
            best.offer(score, || Found {
                score,
                tie: ties[first + nth],
                segment: at,
                document: u32::try_from(first + nth).unwrap_or(u32::MAX),
            });
        }
    }
}

/// How well things answer: what each word says, and from 7 to 10 tenths of it by how much of the question is covered.
fn scores<'a, const THINGS: usize>(
    here: &'a [Here<'a>],
    roots: impl Fn(&'a Here<'a>) -> &'a [u8],
) -> [u16; THINGS] {
    let mut total = [0_u16; THINGS];
    let mut covered = [0_u16; THINGS];
    for said in here {
        let sums = total.iter_mut().zip(&mut covered);
        for ((total, covered), &root) in sums.zip(&roots(said)[..THINGS]) {
            let root = u16::from(root);
            let score = root.wrapping_mul(root) >> 8;
            *total = total.wrapping_add(said.weight.wrapping_mul(score));
            *covered = covered.wrapping_add(said.weight.wrapping_mul(root));
        }
    }
    for (total, covered) in total.iter_mut().zip(covered) {
        *total = lifted(*total, covered);
    }
    total
}

#[expect(clippy::cast_possible_truncation, reason = "a share of a number of 16 bits")]
fn lifted(total: u16, covered: u16) -> u16 {
    let share = REST.wrapping_add(u32::from(covered).wrapping_mul(COVERING) >> 16);
    (u32::from(total).wrapping_mul(share) >> 16) as u16
}
