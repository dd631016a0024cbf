//! The integers that prices are made of: 64 bits where they suffice, else 128.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

pub(crate) trait Money:
    Copy
    + Ord
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + From<i32>
    + Into<i128>
{
    /// More than any price, and still safe to add prices to.
    const INFINITE: Self;

    /// The number in this type; the caller has made sure that it fits.
    fn of(number: i128) -> Self;
}

impl Money for i64 {
    const INFINITE: Self = Self::MAX / 4;

    fn of(number: i128) -> Self {
        Self::try_from(number).expect("the caller chose a type that is wide enough")
    }
}

impl Money for i128 {
    const INFINITE: Self = Self::MAX / 4;

    fn of(number: i128) -> Self {
        number
    }
}
