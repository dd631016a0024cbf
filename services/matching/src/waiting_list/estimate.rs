//! How long somebody waits, from how often a place came free.

use contract::matching::{LOOKS_BACK_DAYS, WaitingTime};

/// With fewer places that came free there is nothing honest to say.
const LEAST: u32 = 3;
/// The standard normal quantile of 75 %: between it and its opposite lies half of everything.
const QUARTILE: f64 = 0.674_489_75;
/// Longer than this nobody can say anything about.
const LONGEST_DAYS: f64 = 365.0;

/// The middle half of the time until the place number `position` comes free, when `came_free` did in the last
/// [`LOOKS_BACK_DAYS`].
///
/// Places that come free by chance make a Poisson process. With Jeffreys' prior its rate is gamma distributed with shape
/// `came_free` + ½, the wait for the `position`th place is gamma distributed for a known rate, and so their quotient follows
/// an F distribution with 2 · `position` and 2 · `came_free` + 1 degrees of freedom (Gelman et al., Bayesian Data Analysis,
/// 3rd ed., 2.6).
pub(crate) fn waiting_time(position: u32, came_free: u32) -> Option<WaitingTime> {
    if came_free < LEAST || position == 0 {
        return None;
    }
    let (ahead, seen) = (f64::from(position), f64::from(came_free) + 0.5);
    let days = |z: f64| {
        let days =
            f64::from(LOOKS_BACK_DAYS) * ahead / seen * f_quantile(z, 2.0 * ahead, 2.0 * seen);
        days.clamp(1.0, LONGEST_DAYS)
    };
    Some(WaitingTime {
        from_days: whole(days(-QUARTILE).floor()),
        to_days: whole(days(QUARTILE).ceil()),
    })
}

/// A quantile of the F distribution by the normal quantile of the same probability (E. Paulson, Annals of Mathematical
/// Statistics 13, 1942): good to some per cent, which is finer than days of waiting are told.
fn f_quantile(z: f64, over: f64, under: f64) -> f64 {
    let (a, b) = (2.0 / (9.0 * over), 2.0 / (9.0 * under));
    let (one, other) = (1.0 - a, 1.0 - b);
    let root = (one * one * b + other * other * a - a * b * z * z).sqrt();
    ((one * other + z * root) / (other * other - b * z * z)).powi(3)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it lies between 1 and 365"
)]
fn whole(days: f64) -> u32 {
    days as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // F(0.75; 2, 7) = 1.70, F(0.25; 2, 7) = 0.30, F(0.75; 10, 21) = 1.37 (NIST/SEMATECH handbook's way).
        for (z, over, under, expected) in [
            (QUARTILE, 2.0, 7.0, 1.70),
            (-QUARTILE, 2.0, 7.0, 0.30),
            (QUARTILE, 10.0, 21.0, 1.37),
        ] {
            let got = f_quantile(z, over, under);
            assert!((got - expected).abs() < 0.06, "{got} and not {expected}");
        }
    }

    #[test]
    fn too_little_says_nothing() {
        assert_eq!(waiting_time(1, 2), None);
        assert!(waiting_time(1, 3).is_some());
    }

    proptest! {
        #[test]
        fn who_stands_further_waits_longer_and_more_places_wait_shorter(position in 1u32..200, came in 3u32..500) {
            let here = waiting_time(position, came).unwrap();
            let behind = waiting_time(position + 1, came).unwrap();
            let busier = waiting_time(position, came + 1).unwrap();
            prop_assert!(here.from_days <= here.to_days);
            prop_assert!(here.from_days <= behind.from_days && here.to_days <= behind.to_days);
            prop_assert!(busier.from_days <= here.from_days && busier.to_days <= here.to_days);
        }

        /// The interval holds what it says: half of the waits of a simulated process fall in it, give or take.
        #[test]
        fn half_of_all_waits_fall_between(position in 1u32..6, seed: u64) {
            use rand::{Rng as _, SeedableRng as _};
            let mut random = rand::rngs::StdRng::seed_from_u64(seed);
            let mut gap = |rate: f64| -(1.0 - random.random::<f64>()).ln() / rate;
            let (mut within, mut of) = (0, 0);
            for _ in 0..400 {
                let rate = 0.2;
                let (mut day, mut came) = (gap(rate), 0);
                while day < f64::from(LOOKS_BACK_DAYS) {
                    came += 1;
                    day += gap(rate);
                }
                let wait: f64 = (0..position).map(|_| gap(rate)).sum();
                if let Some(said) = waiting_time(position, came) {
                    of += 1;
                    within += u32::from(wait >= f64::from(said.from_days) && wait <= f64::from(said.to_days));
                }
            }
            let share = f64::from(within) / f64::from(of);
            // Whole days make it wider, never narrower by much.
            prop_assert!((0.40..=0.75).contains(&share), "{share}");
        }
    }
}
