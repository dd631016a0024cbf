//! What groups of students got: counted after the run, so that no group can enter a score.

use chrono::NaiveDate;
use contract::accounts_log::SCHOOL_KINDS;
use contract::matching::{FairGroup, GroupShare};
use engine::{Between, Outcome, Share};
use matching_engine as engine;
use nouns::{Region, RegionKind};

use super::crowd::{Crowd, Seat};
use crate::pool::Facts;
use crate::vocabulary::{LANGUAGES, LEERWEGEN, ROUTES};

/// What groups are made by; the engine names them by position.
const DIMENSIONS: [&str; 6] = ["region", "school", "route", "leerweg", "language", "age"];

/// The report over the groups that are large enough to say something of nobody.
pub(super) fn report(crowd: &Crowd, seats: &[Seat], today: NaiveDate) -> Vec<FairGroup> {
    let outcomes: Vec<Outcome> = seats
        .iter()
        .map(|seat| {
            let student = &crowd.students[seat.student as usize];
            let waited = (today - student.since.date_naive()).num_days().max(0);
            Outcome {
                labels: labels(&student.facts),
                matched: seat.buddy.is_some(),
                in_own_top_5: seat.place > 0,
                waited_days: u32::try_from(waited).unwrap_or(u32::MAX),
            }
        })
        .collect();
    let groups = engine::fairness(&outcomes);
    groups
        .iter()
        .map(|group| FairGroup {
            dimension: DIMENSIONS
                .get(group.dimension)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            label: name(group.dimension, group.label),
            students: count(group.students),
            matched: share(group.matched),
            top5: share(group.in_own_top_5),
            waited: match group.waiting.median {
                Between::Days(days) => Some(days),
                Between::StillWaiting => None,
            },
        })
        .collect()
}

fn regions() -> impl Iterator<Item = Region> {
    Region::all().filter(|region| region.kind() == RegionKind::Rmc)
}

fn labels(facts: &Facts) -> Vec<Option<u32>> {
    let region = (0u32..)
        .zip(regions())
        .find(|(_, region)| Some(*region) == facts.region);
    let dutch = LANGUAGES.place("nl").map_or(0, |place| 1u64 << place);
    vec![
        region.map(|(at, _)| at),
        facts.school.map(u32::from),
        facts.route.map(u32::from),
        facts.leerweg.map(u32::from),
        Some(u32::from(facts.languages & !dutch != 0)),
        Some(u32::from(facts.minor)),
    ]
}

fn name(dimension: usize, label: u32) -> String {
    let at = label as usize;
    let key = |keys: &'static [&'static str]| keys.get(at).copied();
    match DIMENSIONS.get(dimension) {
        Some(&"region") => regions().nth(at).map(Region::code),
        Some(&"school") => key(SCHOOL_KINDS),
        Some(&"route") => key(ROUTES.keys),
        Some(&"leerweg") => key(LEERWEGEN.keys),
        Some(&"language") => key(&["dutch", "more"]),
        _ => key(&["adult", "minor"]),
    }
    .unwrap_or_default()
    .to_owned()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn share(share: Share) -> GroupShare {
    GroupShare {
        count: count(share.count),
        share: per_mille(share.share),
        low: per_mille(share.low),
        high: per_mille(share.high),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1, in thousandths"
)]
fn per_mille(share: f64) -> u32 {
    (share * 1000.0).round() as u32
}
