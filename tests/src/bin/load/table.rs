//! The table: one row for each kind of request.

use std::fmt;
use std::time::Duration;

pub(crate) const HEAD: &str =
    "request                      count   median ms    p95 ms    p99 ms   requests/s   target";

/// What one kind of request took.
pub(crate) struct Row {
    name: &'static str,
    /// Sorted.
    times: Vec<Duration>,
    whole: Duration,
    target: Option<Duration>,
}

impl Row {
    pub(crate) fn of(
        name: &'static str,
        mut times: Vec<Duration>,
        whole: Duration,
        target: Option<Duration>,
    ) -> Self {
        times.sort_unstable();
        Self {
            name,
            times,
            whole,
            target,
        }
    }

    /// The time within which so many of a hundred answers came (nearest rank), in milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.times.len() * percent).div_ceil(100).max(1);
        self.times
            .get(rank - 1)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    fn per_second(&self) -> f64 {
        let count = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        f64::from(count) / self.whole.as_secs_f64()
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, count, rate) = (self.name, self.times.len(), self.per_second());
        let [median, p95, p99] = [50, 95, 99].map(|percent| self.percentile(percent));
        write!(
            f,
            "{name:<26} {count:>7} {median:>11.2} {p95:>9.2} {p99:>9.2} {rate:>12.0}"
        )?;
        match self.target {
            Some(target) => write!(f, "   p99 ≤ {} ms", target.as_millis()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let times = (1..=200).rev().map(Duration::from_millis).collect();
        let row = Row::of("x", times, Duration::from_secs(2), None);
        for (percent, expected) in [(50, 100.0), (95, 190.0), (99, 198.0)] {
            assert!(
                (row.percentile(percent) - expected).abs() < 1e-9,
                "{percent}"
            );
        }
        assert!((row.per_second() - 100.0).abs() < 1e-9);
    }
}
