//! Which attributes made matches last: of matches that began three months ago or longer, the share that still ran after
//! three months, with and without each attribute. No person is in it, and small groups are not told.

use chrono::TimeDelta;
use contract::Caller;
use contract::matching::{self as codes, Lasted, LastingLine, LastingTable};

use crate::store::LastingRow;
use crate::{Matching, MatchingError, rules};

/// How long a match has to run to have lasted.
const THREE_MONTHS: i64 = 90;
/// Smaller groups are not told: they could say something of a person.
const SMALLEST_GROUP: u64 = 50;
/// The attributes, by their bit in `fn::fit` of the schema.
const ATTRIBUTES: [&str; 6] = [
    "study-field",
    "region",
    "language",
    "goals",
    "in-person",
    "leerweg",
];
/// The quantile of the normal distribution for 95 %.
const Z: f64 = 1.959_963_984_540_054;

impl Matching {
    /// How long matches lasted, of one programme or of all.
    ///
    /// # Errors
    /// Only coordinators and administrators; of a programme whoever runs it.
    pub async fn lasting(
        &self,
        by: &Caller,
        programme: Option<String>,
    ) -> Result<LastingTable, MatchingError> {
        if !rules::may_look_after_matches(by) {
            return Err(MatchingError::NotAllowed(codes::COORDINATORS_ONLY));
        }
        if let Some(id) = &programme {
            self.programme_run_by(by, id).await?;
        }
        let day = (self.clock.now() - TimeDelta::days(THREE_MONTHS)).date_naive();
        let rows = self
            .store
            .lasting(programme.clone(), day, THREE_MONTHS)
            .await?;
        Ok(table(programme, &rows))
    }
}

fn table(programme: Option<String>, rows: &[LastingRow]) -> LastingTable {
    let lines = ATTRIBUTES.iter().enumerate().map(|(bit, attribute)| {
        let group = |has: bool| {
            let own = rows.iter().filter(|row| (row.fit >> bit & 1 == 1) == has);
            lasted(own)
        };
        LastingLine {
            attribute: (*attribute).to_owned(),
            with: group(true),
            without: group(false),
        }
    });
    LastingTable {
        programme,
        rows: lines.collect(),
        matches: rows.iter().map(count).sum(),
        drawn: rows.iter().filter(|row| row.drawn).map(count).sum(),
    }
}

fn count(row: &LastingRow) -> u64 {
    u64::try_from(row.n).unwrap_or_default()
}

fn lasted<'a>(rows: impl Iterator<Item = &'a LastingRow>) -> Option<Lasted> {
    let (mut all, mut still) = (0, 0);
    for row in rows {
        all += count(row);
        still += if row.ended { 0 } else { count(row) };
    }
    if all < SMALLEST_GROUP {
        return None;
    }
    let (low, high) = wilson(still, all);
    Some(Lasted {
        matches: all,
        share: float(still) / float(all),
        low,
        high,
    })
}

/// The interval of a share at 95 % (E.B. Wilson, 1927): it stays between 0 and 1, also for few and for all.
fn wilson(hits: u64, all: u64) -> (f64, f64) {
    let (n, share) = (float(all), float(hits) / float(all));
    let square = Z * Z;
    let middle = share + square / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let whole = 1.0 + square / n;
    (
        ((middle - half) / whole).max(0.0),
        ((middle + half) / whole).min(1.0),
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of matches are far below 2^52"
)]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(fit: i64, ended: bool, n: i64) -> LastingRow {
        LastingRow {
            fit,
            ended,
            drawn: n == 49,
            n,
        }
    }

    #[test]
    fn the_interval_is_wilsons() {
        // Newcombe (1998), table I: 81 of 263 and 0 of 20.
        let (low, high) = wilson(81, 263);
        assert!(
            (low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5,
            "{low} {high}"
        );
        let (low, high) = wilson(0, 20);
        assert!(
            low.abs() < 1e-12 && (high - 0.1611).abs() < 5e-5,
            "{low} {high}"
        );
    }

    #[test]
    fn groups_below_fifty_are_not_told_and_the_others_add_up() {
        let rows = [row(1, true, 10), row(1, false, 40), row(0, false, 49)];
        let table = table(None, &rows);
        assert_eq!((table.matches, table.drawn), (99, 49));
        let field = &table.rows[0];
        let with = field.with.as_ref().unwrap();
        assert_eq!(
            (field.attribute.as_str(), with.matches),
            ("study-field", 50)
        );
        assert!((with.share - 0.8).abs() < 1e-12);
        assert_eq!(field.without, None);
        let region = &table.rows[1];
        assert_eq!(
            (
                region.with.clone(),
                region.without.as_ref().unwrap().matches
            ),
            (None, 99)
        );
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share(all in 1u64..5000, part in 0.0f64..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small count")]
            let hits = (float(all) * part) as u64;
            let (low, high) = wilson(hits, all);
            let share = float(hits) / float(all);
            prop_assert!(low >= 0.0 && high <= 1.0 && low <= share + 1e-12 && share <= high + 1e-12);
        }
    }
}
