//! The highest of whoever comes by.

use super::{Ranked, Sieve};

/// Keeps the highest `k`, ties by position.
pub(crate) struct Highest<F> {
    k: usize,
    /// Everybody, if absent.
    may_enter: Option<F>,
    /// At most `2 * k`, higher is better; sorted out when full.
    kept: Vec<Rank>,
    /// Who is not above this is out.
    out: Option<Rank>,
}

/// Score and position in one number: of equal scores the earlier position is the higher.
type Rank = u64;

fn rank(score: u32, buddy: u32) -> Rank {
    Rank::from(score) << 32 | Rank::from(!buddy)
}

fn ranked(rank: Rank) -> Ranked {
    let halves = [rank >> 32, rank & Rank::from(u32::MAX)];
    let [score, buddy] = halves.map(|half| u32::try_from(half).expect("half of 64 bits"));
    Ranked {
        score,
        buddy: !buddy,
    }
}

impl Highest<fn(u32, u32) -> bool> {
    /// The highest of all. `k` is at least 1.
    pub(crate) fn of_all(k: usize) -> Self {
        Self::of(k, None)
    }
}

impl<F: Fn(u32, u32) -> bool> Highest<F> {
    /// The highest of some: `may_enter` is asked last, with score and buddy, for whoever is high
    /// enough. `k` is at least 1.
    pub(crate) fn new(k: usize, may_enter: F) -> Self {
        Self::of(k, Some(may_enter))
    }

    fn of(k: usize, may_enter: Option<F>) -> Self {
        Self {
            k,
            may_enter,
            kept: Vec::with_capacity(2 * k.min(512)),
            out: None,
        }
    }

    pub(crate) fn in_order(mut self) -> Vec<Ranked> {
        self.kept.sort_unstable_by(|one, other| other.cmp(one));
        self.kept.truncate(self.k);
        self.kept.into_iter().map(ranked).collect()
    }

    fn sort_out(&mut self) {
        let last = self.k - 1;
        let (_, at_last, _) = self
            .kept
            .select_nth_unstable_by(last, |one, other| other.cmp(one));
        self.out = Some(*at_last);
        self.kept.truncate(self.k);
    }
}

impl<F: Fn(u32, u32) -> bool> Sieve for Highest<F> {
    fn floor(&self) -> u32 {
        self.out.map_or(0, |out| ranked(out).score)
    }

    fn at_most(&self) -> Option<u32> {
        let everybody = self.may_enter.is_none();
        everybody.then_some(u32::try_from(self.k).unwrap_or(1 << 31))
    }

    fn could_enter(&self, score: u32, buddy: u32) -> bool {
        self.out.is_none_or(|out| rank(score, buddy) > out)
    }

    fn keep(&mut self, score: u32, buddy: u32) {
        let may_enter = self.may_enter.as_ref();
        if may_enter.is_none_or(|may_enter| may_enter(score, buddy)) {
            self.kept.push(rank(score, buddy));
            if self.kept.len() >= self.k.saturating_mul(2) {
                self.sort_out();
            }
        }
    }
}
