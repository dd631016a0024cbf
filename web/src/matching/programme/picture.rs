//! A draft as a picture: fifty dots for all students, filled by how well they are off.

use contract::matching::DraftFigures;
use serde::Serialize;

/// Dots in a row, and rows.
const ACROSS: u32 = 10;
const ROWS: u32 = 5;
const DOTS: u32 = ACROSS * ROWS;
/// The size of the square of one dot.
const STEP: u32 = 10;

/// The picture with what it says.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    dots: Vec<Dot>,
    matched: i64,
    top5: i64,
    students: i64,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Dot {
    x: u32,
    y: u32,
    /// `top`, `matched` or `alone`.
    is: &'static str,
}

impl Picture {
    pub(super) fn of(figures: &DraftFigures) -> Self {
        let all = figures.students.max(1);
        let share = |count: u32| {
            let dots = (u64::from(count) * u64::from(DOTS) + u64::from(all) / 2) / u64::from(all);
            u32::try_from(dots).unwrap_or(DOTS).min(DOTS)
        };
        let matched = share(figures.matched);
        // Somebody who is there is seen.
        let alone = figures.matched < figures.students && matched == DOTS;
        let matched = matched - u32::from(alone);
        let top = share(figures.top5).min(matched);
        let dot = |at: u32| Dot {
            x: at % ACROSS * STEP + STEP / 2,
            y: at / ACROSS * STEP + STEP / 2,
            is: match at {
                at if at < top => "top",
                at if at < matched => "matched",
                _ => "alone",
            },
        };
        Self {
            dots: (0..DOTS).map(dot).collect(),
            matched: i64::from(figures.matched),
            top5: i64::from(figures.top5),
            students: i64::from(figures.students),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(students: u32, matched: u32, top5: u32) -> [usize; 3] {
        let figures = DraftFigures {
            students,
            matched,
            top5,
            ..DraftFigures::default()
        };
        let picture = Picture::of(&figures);
        ["top", "matched", "alone"]
            .map(|kind| picture.dots.iter().filter(|dot| dot.is == kind).count())
    }

    #[test]
    fn dots_are_shares_and_nobody_alone_is_hidden() {
        assert_eq!(counts(100, 50, 20), [10, 15, 25]);
        assert_eq!(counts(1000, 999, 0), [0, 49, 1]);
        assert_eq!(counts(4, 4, 4), [50, 0, 0]);
        assert_eq!(counts(0, 0, 0), [0, 0, 50]);
    }
}
