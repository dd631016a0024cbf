use chrono::{DateTime, Datelike, Utc};
use contract::Age;

/// When somebody was born, to the month: all that age rules need, and no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birth {
    year: i32,
    month: u32,
}

/// Why a year and month are no birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthProblem {
    #[error("a year of birth lies between {} and {}", Birth::FIRST, Birth::LAST)]
    Year,
    #[error("a month is 1 to 12")]
    Month,
}

/// How old somebody is, as far as the platform tells people apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeGroup {
    /// Under 16: takes no part until a parent has consented.
    Child,
    /// 16 or older, with what callers carry.
    TakesPart(Age),
}

const MONTHS_IN_A_YEAR: i64 = 12;
const TAKES_PART: i64 = 16;
const COMES_OF_AGE: i64 = 18;

impl Birth {
    pub const FIRST: i32 = 1900;
    pub const LAST: i32 = 2100;

    /// Months count from 1.
    pub fn parse(year: i32, month: u32) -> Result<Self, BirthProblem> {
        if !(Self::FIRST..=Self::LAST).contains(&year) {
            return Err(BirthProblem::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(BirthProblem::Month);
        }
        Ok(Self { year, month })
    }

    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    #[must_use]
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day is not known, so a birthday counts from the month after it: who might still be
    /// 17 is 17.
    #[must_use]
    pub fn group(self, now: DateTime<Utc>) -> AgeGroup {
        let has_turned = |years: i64| self.months_until(now) > years * MONTHS_IN_A_YEAR;
        if has_turned(COMES_OF_AGE) {
            AgeGroup::TakesPart(Age::Adult)
        } else if has_turned(TAKES_PART) {
            AgeGroup::TakesPart(Age::Minor)
        } else {
            AgeGroup::Child
        }
    }

    fn months_until(self, now: DateTime<Utc>) -> i64 {
        let months = |year: i32, month: u32| i64::from(year) * MONTHS_IN_A_YEAR + i64::from(month);
        months(now.year(), now.month()) - months(self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(year: i32, month: u32, now: &str) -> AgeGroup {
        Birth::parse(year, month)
            .unwrap()
            .group(format!("{now}T12:00:00Z").parse().unwrap())
    }

    #[test]
    fn a_birthday_counts_from_the_month_after_it() {
        let minor = AgeGroup::TakesPart(Age::Minor);
        assert_eq!(group(2010, 5, "2026-05-31"), AgeGroup::Child);
        assert_eq!(group(2010, 5, "2026-06-01"), minor);
        assert_eq!(group(2010, 5, "2028-05-31"), minor);
        let adult = AgeGroup::TakesPart(Age::Adult);
        assert_eq!(group(2010, 5, "2028-06-01"), adult);
        assert_eq!(group(2010, 12, "2029-01-01"), adult);
    }

    #[test]
    fn a_month_has_a_number_on_the_calendar() {
        assert_eq!(Birth::parse(2010, 0), Err(BirthProblem::Month));
        assert_eq!(Birth::parse(2010, 13), Err(BirthProblem::Month));
        assert_eq!(Birth::parse(1899, 1), Err(BirthProblem::Year));
    }

    proptest! {
        #[test]
        fn nobody_gets_younger(year in 1990i32..2030, month in 1u32..13, days in 0i64..9000, more in 0i64..9000) {
            let rank = |group| match group {
                AgeGroup::Child => 0,
                AgeGroup::TakesPart(Age::Minor) => 1,
                AgeGroup::TakesPart(Age::Adult) => 2,
            };
            let birth = Birth::parse(year, month).unwrap();
            let start: DateTime<Utc> = "2020-01-01T00:00:00Z".parse().unwrap();
            let at = |days| rank(birth.group(start + chrono::TimeDelta::days(days)));
            prop_assert!(at(days) <= at(days + more));
        }
    }
}
