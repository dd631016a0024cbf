use serde::{Deserialize, Serialize};

/// How long something takes: 1 minute to a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Minutes(u16);

/// A number that is too small or too large to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this number is out of range")]
pub struct OutOfRange;

impl Minutes {
    pub const MOST: i64 = 7 * 24 * 60;

    pub fn parse(input: i64) -> Result<Self, OutOfRange> {
        within(input, Self::MOST).map(Self)
    }
}

impl TryFrom<i64> for Minutes {
    type Error = OutOfRange;
    fn try_from(input: i64) -> Result<Self, OutOfRange> {
        Self::parse(input)
    }
}

impl From<Minutes> for i64 {
    fn from(minutes: Minutes) -> Self {
        minutes.0.into()
    }
}

/// How many people take part: 1 to 10,000, each bound only where it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct GroupSize {
    min: Option<u16>,
    max: Option<u16>,
}

/// The stored form of a [`GroupSize`].
#[derive(Serialize, Deserialize)]
struct Bounds {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<i64>,
}

/// Why two numbers are no group size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupProblem {
    #[error("the smallest group is out of range")]
    Min,
    #[error("the largest group is out of range")]
    Max,
    #[error("the largest group is smaller than the smallest")]
    UpsideDown,
}

impl GroupSize {
    pub const MOST: i64 = 10_000;

    pub fn parse(min: Option<i64>, max: Option<i64>) -> Result<Self, GroupProblem> {
        let bound = |bound: Option<i64>, problem| {
            bound
                .map(|people| within(people, Self::MOST).map_err(|_| problem))
                .transpose()
        };
        let (min, max) = (
            bound(min, GroupProblem::Min)?,
            bound(max, GroupProblem::Max)?,
        );
        match (min, max) {
            (Some(min), Some(max)) if max < min => Err(GroupProblem::UpsideDown),
            _ => Ok(Self { min, max }),
        }
    }

    #[must_use]
    pub fn min(self) -> Option<i64> {
        self.min.map(i64::from)
    }

    #[must_use]
    pub fn max(self) -> Option<i64> {
        self.max.map(i64::from)
    }
}

impl TryFrom<Bounds> for GroupSize {
    type Error = GroupProblem;
    fn try_from(bounds: Bounds) -> Result<Self, GroupProblem> {
        Self::parse(bounds.min, bounds.max)
    }
}

impl From<GroupSize> for Bounds {
    fn from(size: GroupSize) -> Self {
        Self {
            min: size.min(),
            max: size.max(),
        }
    }
}

fn within(input: i64, most: i64) -> Result<u16, OutOfRange> {
    u16::try_from(input)
        .ok()
        .filter(|number| (1..=most).contains(&i64::from(*number)))
        .ok_or(OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_run_from_one_to_a_week() {
        assert_eq!(Minutes::parse(20).map(i64::from), Ok(20));
        assert_eq!(Minutes::parse(10_080).map(i64::from), Ok(10_080));
        for wrong in [0, -5, 10_081, i64::MAX] {
            assert_eq!(Minutes::parse(wrong), Err(OutOfRange));
        }
    }

    #[test]
    fn a_group_size_may_have_open_bounds_but_not_be_upside_down() {
        assert_eq!(
            GroupSize::parse(None, Some(8)).map(GroupSize::max),
            Ok(Some(8))
        );
        assert_eq!(
            GroupSize::parse(Some(9), Some(8)),
            Err(GroupProblem::UpsideDown)
        );
        assert_eq!(GroupSize::parse(Some(0), None), Err(GroupProblem::Min));
        assert_eq!(GroupSize::parse(None, Some(10_001)), Err(GroupProblem::Max));
    }
}
