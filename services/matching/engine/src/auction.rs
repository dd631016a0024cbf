//! An auction with capacities: students bid for places until nobody is left out.
//!
//! Bertsekas' auction with scaling (1988), in which a bid is the price up to which a student stays
//! and a buddy's price is its lowest bid, so that the places of one buddy are not bid up against
//! each other. Places that stay free are held by *spares*: bidders to whom all free places are
//! worth the same, who move as one and therefore share one price level. Both sides are then equally
//! large, which makes every starting price a right one and scaling sound. Long chains of bids are
//! cut short by raising prices along shortest paths (Goldberg and Kennedy 1997), which bounds the
//! work by O(√n · m · log(n·C)).
//!
//! At the end of a round with step ε every student is within ε of its best buddy at these prices.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::cardinality::{NOBODY, Namers};
use crate::matching::narrow;
use crate::money::Money;

/// An option on the market: what the student gives up to `value` for.
#[derive(Clone, Copy)]
pub(crate) struct Lot<N> {
    pub(crate) buddy: u32,
    pub(crate) value: N,
}

/// What is to be divided. As many students can be placed as there are students with lots, and all
/// places together are as many as those students and the spares.
pub(crate) struct Market<N> {
    /// Lots of student `s` are `lots[starts[s]..starts[s + 1]]`; who has none takes no part.
    pub(crate) starts: Vec<usize>,
    pub(crate) lots: Vec<Lot<N>>,
    /// The student of each lot.
    pub(crate) owners: Vec<u32>,
    pub(crate) places: Vec<u32>,
    /// Buddies whose places spares may hold.
    pub(crate) ample: Vec<bool>,
    pub(crate) spares: u64,
    /// The largest value.
    pub(crate) largest: N,
}

impl<N> Market<N> {
    pub(crate) fn lots_of(&self, student: usize) -> &[Lot<N>] {
        &self.lots[self.starts[student]..self.starts[student + 1]]
    }
}

/// What a student's search needs of a buddy, packed for the cache.
#[derive(Clone, Copy)]
struct Front<N> {
    /// Lowest price at which a place not held by a spare can be had.
    low: N,
    spares: u32,
}

/// Places of a buddy that nobody holds yet, and the bids of those who hold one.
struct Stall<N> {
    unheld: u32,
    bids: BinaryHeap<Reverse<(N, u32)>>,
}

/// How many lots a student keeps in view.
const IN_VIEW: usize = 4;

/// The lots that were worth most when a student last looked at all of its lots, in their order.
/// Prices only rise, so whoever is not in view is still worth no more than `others`.
#[derive(Clone, Copy)]
struct View<N> {
    lots: [Lot<N>; IN_VIEW],
    others: N,
}

/// The state between two rounds is the prices alone.
pub(crate) struct Auction<'m, N> {
    market: &'m Market<N>,
    namers: Option<Namers>,
    step: N,
    fronts: Vec<Front<N>>,
    stalls: Vec<Stall<N>>,
    /// Price of all places held by spares.
    level: N,
    spares_waiting: u64,
    /// Ample buddies by lowest price; an entry that is out of date is skipped.
    cheapest: BinaryHeap<Reverse<(N, u32)>>,
    pub(crate) seat: Vec<u32>,
    seat_value: Vec<N>,
    waiting: VecDeque<u32>,
    /// For each student; none before it first looked, or where there are few lots.
    views: Vec<Option<View<N>>>,
    /// Lots looked at since prices were last raised along shortest paths.
    looked_at: usize,
}

impl<'m, N: Money> Auction<'m, N> {
    pub(crate) fn new(market: &'m Market<N>) -> Self {
        let zero = N::from(0);
        let students = market.starts.len() - 1;
        let buddies = market.places.len();
        Self {
            market,
            namers: None,
            step: zero,
            fronts: vec![
                Front {
                    low: zero,
                    spares: 0
                };
                buddies
            ],
            stalls: (0..buddies)
                .map(|_| Stall {
                    unheld: 0,
                    bids: BinaryHeap::new(),
                })
                .collect(),
            level: zero,
            spares_waiting: 0,
            cheapest: BinaryHeap::new(),
            seat: vec![NOBODY; students],
            seat_value: vec![zero; students],
            waiting: VecDeque::new(),
            views: vec![None; students],
            looked_at: 0,
        }
    }

    /// Sets the prices from which the first round starts. Both sides are equally large, so that
    /// any prices are right ones; good ones only save work.
    pub(crate) fn start_from(&mut self, price: impl Fn(usize) -> N) {
        for (buddy, front) in self.fronts.iter_mut().enumerate() {
            front.low = price(buddy);
        }
    }

    /// Divides all places anew, starting from the prices of the round before.
    pub(crate) fn round(&mut self, step: N) {
        self.open(step);
        let patience = 8 * (self.market.lots.len() + self.market.places.len());
        loop {
            if let Some(student) = self.waiting.pop_front() {
                self.bid(student);
            } else if self.spares_waiting > 0 {
                self.place_spares();
            } else {
                break;
            }
            if self.looked_at > patience {
                self.looked_at = 0;
                self.raise_along_shortest_paths();
            }
        }
    }

    /// The lowest price of a place of this buddy.
    pub(crate) fn price(&self, buddy: usize) -> N {
        let front = self.fronts[buddy];
        if front.spares > 0 {
            front.low.min(self.level)
        } else {
            front.low
        }
    }

    /// The price of the places that spares hold.
    pub(crate) fn level(&self) -> N {
        self.level
    }

    fn open(&mut self, step: N) {
        self.step = step;
        self.looked_at = 0;
        let mut cheapest = std::mem::take(&mut self.cheapest).into_vec();
        cheapest.clear();
        for buddy in 0..self.stalls.len() {
            let price = self.price(buddy);
            self.fronts[buddy] = Front {
                low: price,
                spares: 0,
            };
            self.stalls[buddy].bids.clear();
            self.stalls[buddy].unheld = self.market.places[buddy];
            if self.market.ample[buddy] {
                cheapest.push(Reverse((price, narrow(buddy))));
            }
        }
        self.cheapest = cheapest.into();
        if let Some(&Reverse((lowest, _))) = self.cheapest.peek() {
            self.level = lowest;
        }
        self.spares_waiting = self.market.spares;
        self.seat.fill(NOBODY);
        let students = 0..narrow(self.seat.len());
        self.waiting.clear();
        self.waiting
            .extend(students.filter(|&s| !self.market.lots_of(s as usize).is_empty()));
    }

    /// The student takes the best place at a price that makes its second best equally good.
    fn bid(&mut self, student: u32) {
        let (best, most, second) = self.best_two(student as usize);
        let bid = self.price(best.buddy as usize) + (most - second) + self.step;
        self.take(best, bid, student);
    }

    /// The best lot of a student, what it is worth, and what the second best is worth.
    fn best_two(&mut self, student: usize) -> (Lot<N>, N, N) {
        if let Some(view) = &self.views[student] {
            let seen = self.best_two_of(&view.lots);
            // Only then it would be the same over all lots, ties included.
            if seen.2 > view.others {
                self.looked_at += IN_VIEW;
                return seen;
            }
        }
        let lots = self.market.lots_of(student);
        self.looked_at += lots.len();
        if lots.len() > 2 * IN_VIEW {
            self.views[student] = Some(self.view(lots));
        }
        self.best_two_of(lots)
    }

    fn best_two_of(&self, lots: &[Lot<N>]) -> (Lot<N>, N, N) {
        let mut best = lots[0];
        let mut most = self.profit(&best);
        // Without a second lot it stays at any price that somebody else could drive it to.
        let mut second = most - self.market.largest * N::from(4);
        let mut alone = true;
        for lot in &lots[1..] {
            let profit = self.profit(lot);
            if profit > most {
                second = most;
                (best, most) = (*lot, profit);
            } else if alone || profit > second {
                second = profit;
            }
            alone = false;
        }
        (best, most, second)
    }

    /// The lots that are worth most now. There are more lots than come into view.
    fn view(&self, lots: &[Lot<N>]) -> View<N> {
        // Position and profit, highest first; the last is the best of the others.
        let mut most: [(usize, N); IN_VIEW + 1] =
            std::array::from_fn(|at| (at, self.profit(&lots[at])));
        most.sort_unstable_by_key(|(_, profit)| Reverse(*profit));
        for (at, lot) in lots.iter().enumerate().skip(most.len()) {
            let profit = self.profit(lot);
            if profit > most[IN_VIEW].1 {
                let place = most
                    .iter()
                    .position(|(_, than)| profit > *than)
                    .unwrap_or(IN_VIEW);
                most[place..].rotate_right(1);
                most[place] = (at, profit);
            }
        }
        let others = most[IN_VIEW].1;
        let mut in_view: [usize; IN_VIEW] = std::array::from_fn(|place| most[place].0);
        in_view.sort_unstable();
        View {
            lots: in_view.map(|at| lots[at]),
            others,
        }
    }

    fn profit(&self, lot: &Lot<N>) -> N {
        lot.value - self.price(lot.buddy as usize)
    }

    fn take(&mut self, lot: Lot<N>, bid: N, student: u32) {
        let buddy = lot.buddy as usize;
        let front = &mut self.fronts[buddy];
        let stall = &mut self.stalls[buddy];
        if stall.unheld > 0 {
            stall.unheld -= 1;
        } else if front.spares > 0 && self.level <= front.low {
            front.spares -= 1;
            self.spares_waiting += 1;
        } else if let Some(Reverse((_, outbid))) = stall.bids.pop() {
            self.seat[outbid as usize] = NOBODY;
            self.waiting.push_back(outbid);
        }
        stall.bids.push(Reverse((bid, student)));
        self.seat[student as usize] = lot.buddy;
        self.seat_value[student as usize] = lot.value;
        self.settle_price(buddy);
    }

    fn settle_price(&mut self, buddy: usize) {
        let stall = &self.stalls[buddy];
        let front = &mut self.fronts[buddy];
        if stall.unheld > 0 {
            return;
        }
        let low = stall
            .bids
            .peek()
            .map_or(N::INFINITE, |Reverse((bid, _))| *bid);
        if low != front.low {
            front.low = low;
            if self.market.ample[buddy] && low < N::INFINITE {
                self.cheapest.push(Reverse((low, narrow(buddy))));
            }
        }
    }

    /// Gives waiting spares the cheapest places, raising their common level when nothing is below.
    fn place_spares(&mut self) {
        while self.spares_waiting > 0 {
            let Some(&Reverse((price, buddy))) = self.cheapest.peek() else {
                unreachable!("there are as many places as students and spares")
            };
            let buddy = buddy as usize;
            let stall = &mut self.stalls[buddy];
            if self.fronts[buddy].low != price || (stall.unheld == 0 && stall.bids.is_empty()) {
                self.cheapest.pop();
                continue;
            }
            if price >= self.level {
                self.level = price + self.step;
            }
            let room = u64::from(stall.unheld).min(self.spares_waiting);
            if room > 0 {
                let room = u32::try_from(room).unwrap_or(u32::MAX);
                stall.unheld -= room;
                self.fronts[buddy].spares += room;
                self.spares_waiting -= u64::from(room);
            } else if let Some(Reverse((_, outbid))) = stall.bids.pop() {
                self.seat[outbid as usize] = NOBODY;
                self.waiting.push_back(outbid);
                self.fronts[buddy].spares += 1;
                self.spares_waiting -= 1;
            }
            self.looked_at += 1;
            self.settle_price(buddy);
        }
    }

    /// Raises every price by as many steps as the buddy is away from a free place, so that each
    /// waiting student has a chain of bids to a free place that need not raise anything further.
    fn raise_along_shortest_paths(&mut self) {
        let distances = self.distances();
        let furthest = distances.iter().copied().filter(|d| *d < N::INFINITE).max();
        let furthest = furthest.unwrap_or(N::from(0));
        let spares_at = self.stalls.len();
        let by = |node: usize| distances[node].min(furthest) * self.step;
        // From the prices of before, all of them: the level of the spares is a price of others too.
        let floors: Vec<N> = (0..spares_at)
            .map(|buddy| self.price(buddy) + by(buddy))
            .collect();
        let level_by = by(spares_at);
        self.level += level_by;
        self.cheapest.clear();
        for (buddy, floor) in floors.into_iter().enumerate() {
            self.raise(buddy, floor);
        }
    }

    /// Nobody holds a place of this buddy for less than `floor`.
    fn raise(&mut self, buddy: usize, floor: N) {
        let rises = floor > self.price(buddy);
        let stall = &mut self.stalls[buddy];
        if rises {
            let bids = std::mem::take(&mut stall.bids).into_vec();
            let raised = bids
                .into_iter()
                .map(|Reverse((bid, s))| Reverse((bid.max(floor), s)));
            stall.bids = raised.collect();
        }
        if stall.unheld == 0 {
            let low = stall
                .bids
                .peek()
                .map_or(N::INFINITE, |Reverse((bid, _))| *bid);
            self.fronts[buddy].low = low;
        }
        if self.market.ample[buddy] && self.fronts[buddy].low < N::INFINITE {
            self.cheapest
                .push(Reverse((self.fronts[buddy].low, narrow(buddy))));
        }
    }

    /// For each buddy, and last for the spares, the length in steps of the shortest way to an
    /// unheld place, over students (or spares) who would move; [`Money::INFINITE`] without a way.
    fn distances(&mut self) -> Vec<N> {
        let namers = self.namers.take().unwrap_or_else(|| self.namers());
        let spares_at = self.stalls.len();
        let mut distances = vec![N::INFINITE; spares_at + 1];
        let mut open = BinaryHeap::new();
        for (buddy, stall) in self.stalls.iter().enumerate() {
            if stall.unheld > 0 {
                distances[buddy] = N::from(0);
                open.push(Reverse((N::from(0), narrow(buddy))));
            }
        }
        let mut reached = Vec::new();
        while let Some(Reverse((distance, at))) = open.pop() {
            let at = at as usize;
            if distance > distances[at] {
                continue;
            }
            reached.clear();
            if at == spares_at {
                let holds = |&buddy: &usize| self.fronts[buddy].spares > 0;
                reached.extend((0..spares_at).filter(holds).map(|buddy| (buddy, distance)));
            } else {
                self.ways_into(at, &namers, &mut reached);
                for way in &mut reached {
                    way.1 += distance;
                }
            }
            for &(from, length) in &reached {
                if length < distances[from] {
                    distances[from] = length;
                    open.push(Reverse((length, narrow(from))));
                }
            }
        }
        self.namers = Some(namers);
        distances
    }

    /// Whose bidders could move to this buddy, and how many steps that is from being worth it.
    fn ways_into(&self, buddy: usize, namers: &Namers, ways: &mut Vec<(usize, N)>) {
        let price = self.price(buddy);
        let one = N::from(1);
        for &lot in namers.of_buddy(buddy) {
            let student = self.market.owners[lot as usize] as usize;
            let value = self.market.lots[lot as usize].value;
            let seat = self.seat[student];
            if seat == NOBODY || seat as usize == buddy {
                continue;
            }
            let own = self.seat_value[student] - self.price(seat as usize);
            let loss = own - (value - price);
            ways.push((seat as usize, floor_div(loss, self.step) + one));
        }
        if self.market.ample[buddy] && self.market.spares > 0 {
            let loss = price - self.level;
            ways.push((self.stalls.len(), floor_div(loss, self.step) + one));
        }
    }

    /// Who names a buddy, as positions of lots.
    fn namers(&self) -> Namers {
        let lots = self.market.lots.iter();
        Namers::of(self.stalls.len(), (0_u32..).zip(lots.map(|lot| lot.buddy)))
    }
}

fn floor_div<N: Money>(number: N, by: N) -> N {
    let quotient = number / by;
    if quotient * by > number {
        quotient - N::from(1)
    } else {
        quotient
    }
}
