//! Checks a draft of a whole programme from nothing but the profiles.
//!
//! Shares no code with the rules: the hard rules and scores are spelled out again
//! (`plain.rs`), and every pair of a student and a buddy is looked at, not only those on lists.

mod crowd;
mod people;

use std::cmp::Reverse;

use self::crowd::{Measure, each_who, who_may_matter};
use self::people::{Asked, People};
use crate::batch::{Batch, Draft};
use crate::parallel;
use crate::solution::{Options, Prices, Rule};

/// What the checker found about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftReport {
    /// Everything that is wrong; empty for a right draft.
    pub violations: Vec<DraftViolation>,
    /// The total, counted anew.
    pub total: u128,
    /// Blocking pairs among all feasible pairs, counted anew.
    pub blocking_pairs: u64,
    /// The first [`FIRST_BLOCKING`] students who are in one, each with the buddy of theirs that suits them most.
    pub first_blocking: Vec<(usize, u32)>,
    /// Whether no matching has more students.
    pub largest: bool,
    /// The bound over all feasible pairs that the dual prices prove, where there are prices.
    pub proven_bound: Option<u128>,
}

/// So many students in a blocking pair are named at most.
pub const FIRST_BLOCKING: usize = 10;

/// One thing that is wrong with a draft. People are named by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftViolation {
    /// The draft is not about these students and buddies.
    OtherPeople,
    /// A hard rule keeps the two apart.
    NotAllowed {
        student: usize,
        buddy: u32,
    },
    OverCapacity {
        buddy: usize,
        taken: u32,
        free: u32,
    },
    WrongTotal {
        written: u128,
        counted: u128,
    },
    WrongBlockingPairs {
        written: u64,
        counted: u64,
    },
    /// Rule `stable` with blocking pairs.
    NotStable,
    /// Rule `best`, and more students could be matched.
    NotLargest,
    /// Rule `best`, and the prices do not prove the total.
    NotProven,
    /// The certificate says something else than the prices, or its gap is not bound minus total.
    WrongCertificate,
    /// Rule `balanced` above its cap.
    AboveCap {
        counted: u64,
        cap: u64,
    },
}

/// Checks a draft of this programme, made with these options.
#[must_use]
pub fn check_draft(batch: &Batch, draft: &Draft, options: Options) -> DraftReport {
    let people = People::of(batch);
    let in_range = |buddy: &u32| (*buddy as usize) < batch.buddies.len();
    let mut report = DraftReport {
        violations: Vec::new(),
        total: 0,
        blocking_pairs: 0,
        first_blocking: Vec::new(),
        largest: false,
        proven_bound: None,
    };
    if draft.buddies.len() != batch.students.len() || !draft.buddies.iter().flatten().all(in_range)
    {
        report.violations.push(DraftViolation::OtherPeople);
        return report;
    }
    let seats = Seats::of(&people, draft);
    report.violations = seats.broken_rules();
    report.total = seats.total();
    report.largest = !seats.can_grow();
    let prices = draft.prices.as_ref();
    let looks = seats.look_at_all_pairs(prices.filter(|prices| seats.are_prices(prices)));
    report.blocking_pairs = looks.iter().map(|look| look.blocking).sum();
    report.first_blocking = seats.first_blocking(&looks);
    report.proven_bound = prices.and_then(|prices| seats.bound(prices, &looks));
    judge(&mut report, draft, options);
    report
}

/// What was written down, and what the rule itself promises.
fn judge(report: &mut DraftReport, draft: &Draft, options: Options) {
    let (written, counted) = (draft.blocking_pairs, report.blocking_pairs);
    let total = DraftViolation::WrongTotal {
        written: draft.total,
        counted: report.total,
    };
    let cap = options.max_blocking;
    let proven = report.proven_bound == Some(report.total);
    let certified = draft.certificate.is_some_and(|certificate| {
        Some(certificate.dual_bound) == report.proven_bound
            && certificate.dual_bound.checked_sub(report.total) == Some(certificate.gap)
    });
    let mut promises = vec![
        (draft.total == report.total, total),
        (
            written == counted,
            DraftViolation::WrongBlockingPairs { written, counted },
        ),
    ];
    match draft.rule {
        Rule::Stable => promises.push((counted == 0, DraftViolation::NotStable)),
        Rule::Best => promises.extend([
            (report.largest, DraftViolation::NotLargest),
            (proven, DraftViolation::NotProven),
            (certified, DraftViolation::WrongCertificate),
        ]),
        Rule::Balanced => promises.extend([
            (counted <= cap, DraftViolation::AboveCap { counted, cap }),
            (
                draft.certificate.is_some(),
                DraftViolation::WrongCertificate,
            ),
        ]),
    }
    let broken = promises.into_iter().filter(|(kept, _)| !kept);
    report
        .violations
        .extend(broken.map(|(_, violation)| violation));
}

/// What looking at buddies for one student has found so far.
struct Look {
    student: usize,
    /// What it has.
    seat: Option<(u64, u32)>,
    blocking: u64,
    /// The most the student would gain at the prices.
    gain: i128,
}

struct Seats<'p> {
    people: &'p People<'p>,
    buddy_of: &'p [Option<u32>],
    of_buddy: Vec<Vec<usize>>,
    /// The student each buddy likes least: lowest side, then latest.
    least: Vec<Option<(u64, usize)>>,
}

impl<'p> Seats<'p> {
    fn of(people: &'p People<'p>, draft: &'p Draft) -> Self {
        let mut of_buddy = vec![Vec::new(); people.batch.buddies.len()];
        let mut least: Vec<Option<(u64, usize)>> = vec![None; of_buddy.len()];
        for (student, buddy) in draft.buddies.iter().enumerate() {
            let Some(buddy) = *buddy else { continue };
            of_buddy[buddy as usize].push(student);
            let liked = people.buddy_score(student, buddy);
            let least = &mut least[buddy as usize];
            // Students come in order, so that the later of two equals replaces the earlier.
            if least.is_none_or(|(least, _)| liked <= least) {
                *least = Some((liked, student));
            }
        }
        Self {
            people,
            buddy_of: &draft.buddies,
            of_buddy,
            least,
        }
    }

    fn broken_rules(&self) -> Vec<DraftViolation> {
        let mut broken = Vec::new();
        for (student, buddy) in self.buddy_of.iter().enumerate() {
            let Some(buddy) = *buddy else { continue };
            if !self.people.may_be_matched(student, buddy) {
                broken.push(DraftViolation::NotAllowed { student, buddy });
            }
        }
        for (buddy, students) in self.of_buddy.iter().enumerate() {
            let (_, free) = self.people.batch.buddies[buddy];
            let taken = u32::try_from(students.len()).unwrap_or(u32::MAX);
            if taken > free {
                broken.push(DraftViolation::OverCapacity { buddy, taken, free });
            }
        }
        broken
    }

    fn total(&self) -> u128 {
        let scores = self.buddy_of.iter().enumerate().map(|(student, buddy)| {
            buddy.map_or(0, |buddy| u128::from(self.people.score(student, buddy)))
        });
        scores.sum()
    }

    fn has_room(&self, buddy: u32) -> bool {
        let (_, free) = self.people.batch.buddies[buddy as usize];
        (self.of_buddy[buddy as usize].len() as u64) < u64::from(free)
    }

    /// Holds every student against every crowd; a crowd against many students at a time, because
    /// it fits in the cache.
    fn look_at_all_pairs(&self, prices: Option<&Prices>) -> Vec<Look> {
        let crowds = &self.people.crowds;
        let measure = Measure::of(&self.people.batch.weights.student);
        let asked = prices.map(|prices| Asked::of(prices, crowds, &measure));
        let asked = asked.as_ref();
        parallel::for_each_chunk(self.buddy_of.len(), |students| {
            let mut looks: Vec<Look> = students
                .map(|student| self.begin_to_look(student, asked))
                .collect();
            for crowd in 0..crowds.len() {
                for look in &mut looks {
                    self.look_at(crowd, asked, &measure, look);
                }
            }
            looks
        })
    }

    fn begin_to_look(&self, student: usize, asked: Option<&Asked<'_>>) -> Look {
        let seat = self.buddy_of[student].map(|buddy| (self.people.score(student, buddy), buddy));
        Look {
            student,
            seat,
            blocking: 0,
            gain: self.gain_of_seat(student, seat, asked),
        }
    }

    fn look_at(&self, crowd: usize, asked: Option<&Asked<'_>>, measure: &Measure, look: &mut Look) {
        let person = &self.people.batch.students[look.student];
        let prices = asked.map(|asked| asked.whole(look.gain, crowd));
        let crowd = &self.people.crowds[crowd];
        let Some(allowed) = crowd.allowed(person) else {
            return;
        };
        let scores = crowd.scores(&person.profile, measure);
        let own = look.seat.map_or(0, |(score, _)| score);
        let own = i16::try_from(measure.at_most(own.into())).unwrap_or(0);
        // Rounded, a quick no is right; a yes is looked at exactly.
        let may_matter = who_may_matter(&scores, &allowed, own, prices);
        for at in each_who(&may_matter) {
            let buddy = crowd.buddies[at];
            if self.people.is_blocked(look.student, buddy) {
                continue;
            }
            let score = || self.people.score(look.student, buddy);
            let score = measure.exact(scores[at]).unwrap_or_else(score);
            if let Some(asked) = asked {
                look.gain = look.gain.max(asked.prices.gain(score, buddy));
            }
            look.blocking += u64::from(self.blocks(look.student, look.seat, buddy, score));
        }
    }

    /// What the student gains from the buddy that it has, if it may have it.
    fn gain_of_seat(
        &self,
        student: usize,
        seat: Option<(u64, u32)>,
        asked: Option<&Asked<'_>>,
    ) -> i128 {
        let allowed = seat.filter(|(_, buddy)| self.people.may_be_matched(student, *buddy));
        let gain = allowed
            .zip(asked)
            .map(|((score, buddy), asked)| asked.prices.gain(score, buddy));
        gain.unwrap_or(0).max(0)
    }

    /// Both would rather have each other than what they have.
    fn blocks(&self, student: usize, seat: Option<(u64, u32)>, buddy: u32, score: u64) -> bool {
        let student_wants =
            seat.is_none_or(|(own, with)| score > own || (score == own && buddy < with));
        if !student_wants {
            return false;
        }
        self.has_room(buddy)
            || self.least[buddy as usize].is_some_and(|(liked, last)| {
                let its = self.people.buddy_score(student, buddy);
                its > liked || (its == liked && student < last)
            })
    }

    /// The first students who are in a blocking pair; for these few every buddy is looked at again, one by one.
    fn first_blocking(&self, looks: &[Look]) -> Vec<(usize, u32)> {
        let blocking = looks.iter().filter(|look| look.blocking > 0);
        blocking
            .take(FIRST_BLOCKING)
            .filter_map(|look| Some((look.student, self.dearest_blocking(look)?)))
            .collect()
    }

    /// Of the buddies with whom a student blocks the one that suits it most.
    fn dearest_blocking(&self, look: &Look) -> Option<u32> {
        let buddies = (0_u32..).take(self.of_buddy.len());
        let blocking = buddies.filter_map(|buddy| {
            let score = self.people.score(look.student, buddy);
            let blocks = self.people.may_be_matched(look.student, buddy)
                && self.blocks(look.student, look.seat, buddy, score);
            blocks.then_some((score, Reverse(buddy)))
        });
        blocking.max().map(|(_, Reverse(buddy))| buddy)
    }

    fn are_prices(&self, prices: &Prices) -> bool {
        prices.scale > 0
            && prices.places.len() == self.of_buddy.len()
            && prices.places.iter().all(|price| *price >= 0)
    }

    /// Weak duality over all feasible pairs: all places at their price, plus what each student
    /// would gain at most, less what the pairs were given.
    fn bound(&self, prices: &Prices, looks: &[Look]) -> Option<u128> {
        if !self.are_prices(prices) {
            return None;
        }
        let size = i128::try_from(self.buddy_of.iter().flatten().count()).ok()?;
        let mut bound = prices.per_pair.checked_mul(size)?.checked_neg()?;
        for look in looks {
            bound = bound.checked_add(look.gain)?;
        }
        for (price, (_, free)) in prices.places.iter().zip(&self.people.batch.buddies) {
            // Nobody can take more students than there are.
            let places = i128::from(*free).min(i128::try_from(looks.len()).ok()?);
            bound = bound.checked_add(price.checked_mul(places)?)?;
        }
        u128::try_from(bound.div_euclid(prices.scale)).ok()
    }

    /// Berge's theorem: more students fit exactly when some student without a buddy can be given
    /// one by letting others move along to a free place.
    fn can_grow(&self) -> bool {
        let mut reached: Vec<usize> = (0..self.buddy_of.len()).collect();
        reached.retain(|&student| self.buddy_of[student].is_none());
        let mut unseen = vec![true; self.of_buddy.len()];
        while let Some(student) = reached.pop() {
            let person = &self.people.batch.students[student];
            for crowd in &self.people.crowds {
                let Some(allowed) = crowd.allowed(person) else {
                    continue;
                };
                for at in each_who(&allowed) {
                    let buddy = crowd.buddies[at];
                    let at = buddy as usize;
                    if !unseen[at] || self.people.is_blocked(student, buddy) {
                        continue;
                    }
                    if self.has_room(buddy) {
                        return true;
                    }
                    unseen[at] = false;
                    reached.extend(&self.of_buddy[at]);
                }
            }
        }
        false
    }
}
