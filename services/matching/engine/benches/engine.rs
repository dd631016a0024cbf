//! How long the engine takes, on synthetic instances: `cargo bench -p matching-engine`.
//!
//! The large sizes take part with `--ignored`: `cargo bench -p matching-engine -- --include-ignored`.

use divan::Bencher;
use matching_engine::{
    Choice, Instance, Options, Person, Profile, Rule, Shelf, Standing, Weights, solve,
};

fn main() {
    divan::main();
}

/// Numbers that are the same on every machine (`SplitMix64`, Steele and others 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    /// A set of bits, each there with a chance of one in eight.
    fn few_bits(&mut self) -> u64 {
        self.roll() & self.roll() & self.roll()
    }
}

/// Students with `options` each; some buddies are liked by everybody.
fn instance(students: u64, buddies: u64, places: u64, options: u64) -> Instance {
    let mut dice = Dice(1);
    let mut capacities = vec![1; usize::try_from(buddies).expect("fits")];
    for _ in buddies..places {
        capacities[usize::try_from(dice.below(buddies)).expect("fits")] += 1;
    }
    let liked: Vec<u64> = capacities.iter().map(|_| dice.below(500)).collect();
    let student = |at: u64| {
        let mut named = std::collections::BTreeSet::new();
        while (named.len() as u64) < options {
            named.insert(u32::try_from(dice.below(buddies)).expect("fits"));
        }
        let choices = named.into_iter().map(|buddy| {
            let score = liked[buddy as usize] + dice.below(500);
            Choice {
                buddy,
                score,
                buddy_score: dice.below(1000),
            }
        });
        (format!("s{at}"), choices.collect())
    };
    let students = (0..students).map(student).collect();
    let buddies = (0_u32..)
        .zip(capacities)
        .map(|(at, places)| (format!("b{at}"), places));
    Instance::build(buddies.collect(), students).expect("a valid instance")
}

fn bench_rule(bencher: Bencher<'_, '_>, rule: Rule, large: bool) {
    let instance = if large {
        instance(60_000, 20_000, 66_000, 50)
    } else {
        instance(5_000, 2_000, 5_500, 20)
    };
    bencher.bench(|| {
        solve(
            &instance,
            rule,
            Options {
                max_blocking: 1_000,
            },
        )
    });
}

#[divan::bench(args = [Rule::Stable, Rule::Best, Rule::Balanced], sample_count = 10)]
fn a_programme_of_5_000(bencher: Bencher<'_, '_>, rule: Rule) {
    bench_rule(bencher, rule, false);
}

#[divan::bench(args = [Rule::Stable, Rule::Best], sample_count = 3, ignore)]
fn a_country_of_60_000(bencher: Bencher<'_, '_>, rule: Rule) {
    bench_rule(bencher, rule, true);
}

fn person(dice: &mut Dice, online: bool) -> Person {
    let low = |bits: u64| u8::try_from(bits & 0xFF).expect("8 bits");
    let profile = Profile {
        wants: dice.few_bits() & 0xFF_FFFF,
        offers: dice.few_bits() & 0xFF_FFFF,
        fields: 1 << dice.below(11),
        routes: low(dice.roll() & dice.roll()),
        wished_routes: low(dice.few_bits()),
        learning: 1 << dice.below(2),
        ways: low(dice.roll() & dice.roll()),
        slots: u32::try_from(dice.few_bits() & 0x1F_FFFF).expect("21 bits"),
        languages: 1 | dice.few_bits() & 0xFF,
        interests: dice.few_bits() & 0xFFFF_FFFF,
        dislikes: dice.few_bits() & dice.few_bits() & 0xFFFF_FFFF,
        regions: 1 << dice.below(40),
        online,
        asynchronous: dice.below(3) == 0,
    };
    let minor = dice.below(4) == 0;
    Person {
        profile,
        standing: Standing {
            active: true,
            willing: true,
            minor,
            certified: true,
        },
    }
}

/// One student's ten, from 20,000 buddies: in the region only, or everybody online.
#[divan::bench(args = [false, true])]
fn the_ten_of_one_student(bencher: Bencher<'_, '_>, online: bool) {
    let mut dice = Dice(2);
    let buddies: Vec<(Person, u32)> = (0..20_000)
        .map(|_| (person(&mut dice, online), 1 + u32::from(dice.below(3) == 0)))
        .collect();
    let shelf = Shelf::new(&buddies);
    let students: Vec<Person> = (0..1_000).map(|_| person(&mut dice, online)).collect();
    let weights = Weights::default();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 1) % students.len();
        shelf.top(&students[at], 10, &weights, &[])
    });
}
