//! Synthetic people, the same for the same seed on every machine.

use matching_engine::{Person, Profile, Standing};

/// `SplitMix64` (Steele and others 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// So many bits below `end`; a bit drawn twice counts once. Low bits are drawn more often, as
    /// some choices are more loved than others.
    fn bits(&mut self, count: std::ops::RangeInclusive<u64>, end: u64) -> u64 {
        let count = count.start() + self.below(count.end() - count.start() + 1);
        let mut bits = 0;
        for _ in 0..count {
            bits |= 1 << self.below(end).min(self.below(end));
        }
        bits
    }

    fn byte(&mut self, count: std::ops::RangeInclusive<u64>, end: u64) -> u8 {
        u8::try_from(self.bits(count, end)).expect("at most 8 bits")
    }
}

/// Choices that students and buddies make alike: 40 regions of unequal size, half of all people
/// online too, a third without a need for a common time.
fn profile(dice: &mut Dice) -> Profile {
    Profile {
        fields: 1 << dice.below(11),
        routes: dice.byte(1..=2, 8),
        wished_routes: dice.byte(0..=1, 8),
        learning: dice.byte(1..=1, 2),
        ways: dice.byte(1..=3, 6),
        slots: u32::try_from(dice.bits(2..=7, 21)).expect("21 bits"),
        languages: u64::from(dice.happens(97)) | dice.bits(0..=2, 12) << 1,
        interests: dice.bits(2..=6, 40),
        dislikes: dice.bits(0..=2, 40),
        regions: dice.bits(1..=1, 40),
        online: dice.happens(50),
        asynchronous: dice.happens(33),
        ..Profile::default()
    }
}

pub(crate) fn student(dice: &mut Dice) -> Person {
    let profile = Profile {
        wants: dice.bits(1..=4, 24),
        offers: dice.bits(0..=2, 24),
        ..profile(dice)
    };
    let standing = Standing {
        active: true,
        willing: true,
        minor: dice.happens(25),
        certified: false,
    };
    Person { profile, standing }
}

/// A buddy; one in thirty pauses.
pub(crate) fn buddy(dice: &mut Dice) -> Person {
    let profile = Profile {
        wants: dice.bits(0..=2, 24),
        offers: dice.bits(2..=6, 24),
        ..profile(dice)
    };
    let standing = Standing {
        active: true,
        willing: !dice.happens(3),
        minor: dice.happens(2),
        certified: dice.happens(70),
    };
    Person { profile, standing }
}

/// Students, and buddies with 3.3 places on average and at least one.
pub(crate) fn country(
    seed: u64,
    students: usize,
    buddies: usize,
) -> (Vec<Person>, Vec<(Person, u32)>) {
    let mut dice = Dice(seed);
    let students = (0..students).map(|_| student(&mut dice)).collect();
    let mut buddies: Vec<(Person, u32)> = (0..buddies).map(|_| (buddy(&mut dice), 1)).collect();
    let end = buddies.len() as u64;
    for _ in 0..buddies.len() * 23 / 10 {
        let at = usize::try_from(dice.below(end)).expect("a position");
        buddies[at].1 += 1;
    }
    (students, buddies)
}
