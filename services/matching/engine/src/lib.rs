//! The matching engine: pure functions from numbers to numbers.
//!
//! It reads a matching instance ([`Instance`]), divides the places by one of three rules
//! ([`solve`]) and checks a result with separate code ([`check`]). It knows no people, no store, no
//! clock and no chance: the order in the instance is the lottery, drawn by whoever made it, and the
//! same instance always gives the same answer.
//!
//! A whole programme from profiles is a [`Batch`]: the same rules over *all* feasible pairs, which
//! nobody writes down, to a [`Draft`] that [`check_draft`] checks from the profiles alone.
//! [`fairness`] reports afterwards what groups of students got.
//!
//! For self-service it knows people as bitsets ([`Person`]), says by which hard rule two cannot be
//! matched ([`why_not`]), how well they fit in named parts ([`Score`]), and who fit best
//! ([`Shelf::top`]), exactly, and why somebody is not among them ([`Shelf::placing`]).
//!
//! ```
//! use matching_engine::{Instance, Options, Rule, check, solve};
//!
//! let instance = Instance::parse(r#"{"buddies":[{"id":"b1","capacity":2}],
//!     "students":[{"id":"s1","options":[{"buddy":"b1","score":812,"buddy_score":455}]}]}"#)?;
//! let best = solve(&instance, Rule::Best, Options::default());
//! assert_eq!(best.total, 812);
//! assert!(check(&instance, &best, Options::default()).violations.is_empty());
//! # Ok::<(), matching_engine::Fault>(())
//! ```

mod auction;
mod balanced;
mod batch;
mod best;
mod cardinality;
mod check;
mod check_draft;
mod explain;
mod fairness;
mod fault;
mod instance;
mod keeping;
mod matching;
mod money;
mod parallel;
mod plain;
mod profile;
mod reading;
mod score;
mod solution;
mod spread;
mod stable;
mod topk;

pub use batch::{Batch, BrokenDraft, Draft, Effort};
pub use check::{Report, Violation, check};
pub use check_draft::{DraftReport, DraftViolation, FIRST_BLOCKING, check_draft};
pub use explain::{Change, Explained, MOST_CHOICES, Placing, Reason};
pub use fairness::{Between, Fairness, Outcome, SMALLEST_GROUP, Share, Waiting, fairness};
pub use fault::{Fault, Kind, LARGEST, Problem};
pub use instance::{Choice, Instance};
pub use profile::{
    Person, Profile, Standing, WhyNot, age_rule_holds, can_meet, share_a_language, share_a_time,
    why_not,
};
pub use score::{Part, Score, SideWeights, Weight, Weights};
pub use solution::{Certificate, Options, Pair, Prices, Rule, Solution};
pub use spread::{put_one_with_room_first, spread_first_places};
pub use topk::{Ranked, Shelf};

/// Divides the places of an instance by a rule. Deterministic; `took_ms` is 0 until the caller,
/// who has a clock, fills it with [`Solution::took`].
#[must_use]
pub fn solve(instance: &Instance, rule: Rule, options: Options) -> Solution {
    match rule {
        Rule::Stable => Solution::new(instance, rule, &stable::solve(instance)),
        Rule::Best => {
            let best = best::solve(instance);
            Solution::new(instance, rule, &best.matching).proven(best.certificate, best.prices)
        }
        Rule::Balanced => {
            let balanced = balanced::solve(instance, options.max_blocking);
            Solution::new(instance, rule, &balanced.matching)
                .proven(balanced.certificate, balanced.prices)
        }
    }
}
