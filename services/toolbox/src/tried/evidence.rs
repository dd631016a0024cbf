//! How well it is supported that teams would do something again. Pure; knows no cards.
//!
//! Each team counts once, by its last report. The share of teams that would do it again has an
//! interval: the Wilson score interval at 95 % (E. B. Wilson, *Probable inference, the law of
//! succession, and statistical inference*, JASA 22, 1927), which stays between 0 and 1 and says
//! little where few teams tried, as an average would not.
//!
//! The level asks for three things at once: enough teams, enough schools (teams of one school are
//! no independent word), and a lower end of the interval that is high enough ([`STEPS`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nouns::{SchoolId, TeamId};

use super::Report;

/// The 97.5th percentile of the standard normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// What levels 2, 3, 4 and 5 ask: teams, schools, and the lower end of the interval. Level 1 asks
/// one team, level 0 nothing.
pub const STEPS: [(u32, u32, f64); 4] = [(3, 2, 0.2), (5, 2, 0.3), (8, 3, 0.4), (12, 4, 0.5)];

/// A share between 0 and 1, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// What reports say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    pub teams: u32,
    /// How many of `teams` would do it again.
    pub again: u32,
    pub schools: u32,
    pub interval: Interval,
    /// 0 to 5.
    pub level: u8,
}

impl Evidence {
    /// From how many teams tried, how many of them would do it again, and at how many schools.
    /// More than all is all; schools beyond the teams add nothing.
    #[must_use]
    pub fn new(teams: u32, again: u32, schools: u32) -> Self {
        let again = again.min(teams);
        let schools = schools.min(teams);
        let interval = wilson(again, teams);
        let reached = (2u8..).zip(STEPS).filter(|(_, step)| {
            let (least_teams, least_schools, least_low) = *step;
            teams >= least_teams && schools >= least_schools && interval.low >= least_low
        });
        let highest = reached.map(|(level, _)| level).last();
        Self {
            teams,
            again,
            schools,
            interval,
            level: highest.unwrap_or(u8::from(teams > 0)),
        }
    }

    /// From reports about one thing, in any order.
    #[must_use]
    pub fn of(reports: &[Report]) -> Self {
        let last = last_of_each_team(reports);
        let schools: BTreeSet<&SchoolId> = last
            .iter()
            .filter_map(|report| report.school.as_ref())
            .collect();
        let again = last.iter().filter(|report| report.told.again.is_again());
        Self::new(
            count(last.len()),
            count(again.count()),
            count(schools.len()),
        )
    }
}

/// The last report of each team: of two, the one about the later day.
#[must_use]
pub fn last_of_each_team(reports: &[Report]) -> Vec<&Report> {
    let mut last: BTreeMap<&TeamId, &Report> = BTreeMap::new();
    for report in reports {
        let day = |report: &Report| -> NaiveDate { report.day };
        let kept = last.entry(&report.team).or_insert(report);
        if day(report) > day(kept) {
            *kept = report;
        }
    }
    last.into_values().collect()
}

/// The Wilson score interval at 95 % of `again` out of `teams`; of nothing it is the whole.
#[must_use]
pub fn wilson(again: u32, teams: u32) -> Interval {
    if teams == 0 {
        return Interval {
            low: 0.0,
            high: 1.0,
        };
    }
    let n = f64::from(teams);
    let share = f64::from(again.min(teams)) / n;
    let z2 = Z * Z;
    let middle = share + z2 / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    Interval {
        low: ((middle - half) / whole).clamp(0.0, 1.0),
        high: ((middle + half) / whole).clamp(0.0, 1.0),
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::report;
    use proptest::prelude::*;

    fn is_close(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.0005
    }

    /// R: `prop.test(9, 12, correct = FALSE)$conf.int`, and by hand for all of 5 and none of 10.
    #[test]
    fn the_interval_is_that_of_the_books() {
        for (again, teams, low, high) in [
            (9, 12, 0.4677, 0.9111),
            (5, 5, 0.5655, 1.0),
            (0, 10, 0.0, 0.2775),
            (0, 0, 0.0, 1.0),
        ] {
            let found = wilson(again, teams);
            assert!(is_close(found.low, low), "{again} of {teams}: {found:?}");
            assert!(is_close(found.high, high), "{again} of {teams}: {found:?}");
        }
    }

    #[test]
    fn levels_ask_for_teams_schools_and_agreement() {
        let level = |teams, again, schools| Evidence::new(teams, again, schools).level;
        assert_eq!(level(0, 0, 0), 0);
        assert_eq!(level(1, 1, 1), 1);
        assert_eq!(level(3, 3, 1), 1, "one school is one word");
        assert_eq!(level(3, 3, 2), 2);
        assert_eq!(level(5, 5, 2), 3);
        assert_eq!(level(8, 7, 3), 4);
        assert_eq!(level(12, 9, 4), 4);
        assert_eq!(level(12, 11, 4), 5);
        assert_eq!(level(40, 4, 9), 1, "many tried it, few would again");
    }

    #[test]
    fn a_team_counts_once_by_its_last_word() {
        let reports = [
            report("groen", "2026-03-02", "25PW", Again::Nee),
            report("groen", "2026-01-02", "25PW", Again::Ja),
            report("zorg", "2026-02-02", "25LX", Again::MetAanpassingen),
        ];
        let evidence = Evidence::of(&reports);
        assert_eq!(
            (evidence.teams, evidence.again, evidence.schools),
            (2, 1, 2)
        );
    }

    use crate::tried::Again;

    proptest! {
        #[test]
        fn the_interval_holds_the_share_and_stays_between_nothing_and_all(
            teams in 1..5000u32, part in 0.0..=1.0f64,
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small number")]
            let again = (f64::from(teams) * part) as u32;
            let found = wilson(again, teams);
            let share = f64::from(again) / f64::from(teams);
            prop_assert!(0.0 <= found.low && found.low <= share + 1e-12);
            prop_assert!(share <= found.high + 1e-12 && found.high <= 1.0);
        }

        #[test]
        fn the_level_is_zero_to_five_and_zero_only_of_nothing(
            teams in 0..200u32, again in 0..220u32, schools in 0..220u32,
        ) {
            let evidence = Evidence::new(teams, again, schools);
            prop_assert!(evidence.level <= 5);
            prop_assert_eq!(evidence.level == 0, teams == 0);
            prop_assert!(evidence.again <= teams && evidence.schools <= teams);
        }

        #[test]
        fn agreement_schools_and_one_more_team_that_agrees_never_lower_the_level(
            teams in 0..200u32, again in 0..200u32, schools in 0..50u32,
        ) {
            let again = again.min(teams);
            let level = |teams, again, schools| Evidence::new(teams, again, schools).level;
            let now = level(teams, again, schools);
            prop_assert!(level(teams, again + 1, schools) >= now);
            prop_assert!(level(teams, again, schools + 1) >= now);
            prop_assert!(level(teams + 1, again + 1, schools) >= now);
            prop_assert!(wilson(again + 1, teams + 1).low >= wilson(again, teams).low);
        }

        #[test]
        fn the_order_of_the_reports_changes_nothing(
            said in proptest::collection::vec((0..4usize, 1..28u32, any::<bool>()), 0..12),
        ) {
            let teams = ["groen", "zorg", "bouw", "haven"];
            let mut reports: Vec<Report> = said
                .iter()
                .map(|(team, day, yes)| {
                    let again = if *yes { Again::Ja } else { Again::Nee };
                    report(teams[*team], &format!("2026-01-{day:02}"), teams[*team], again)
                })
                .collect();
            // A team tells once about a day.
            reports.sort_by_key(|report| (report.team.clone(), report.day));
            reports.dedup_by_key(|report| (report.team.clone(), report.day));
            let forward = Evidence::of(&reports);
            reports.reverse();
            prop_assert_eq!(Evidence::of(&reports), forward);
        }
    }
}
