//! People and policies for property tests.

use matching_engine::{Person, Profile, SideWeights, Standing, Weight, Weights};
use proptest::array::uniform12;
use proptest::collection::vec;
use proptest::prelude::*;

/// Few bits, so that people often have something in common and scores often tie.
pub(crate) fn profile() -> impl Strategy<Value = Profile> {
    let bits = || 0_u64..16;
    (uniform12(bits()), any::<bool>(), any::<bool>()).prop_map(|(bits, online, asynchronous)| {
        let [
            wants,
            offers,
            fields,
            routes,
            wished,
            learning,
            ways,
            slots,
            languages,
            interests,
            dislikes,
            regions,
        ] = bits;
        let byte = |bits: u64| u8::try_from(bits).expect("few bits");
        Profile {
            wants,
            offers,
            fields: u16::try_from(fields).expect("few bits"),
            routes: byte(routes),
            wished_routes: byte(wished),
            learning: byte(learning & 3),
            ways: byte(ways),
            slots: u32::try_from(slots).expect("few bits") << 12,
            languages: languages << 50,
            interests,
            dislikes,
            regions: regions << 30,
            online,
            asynchronous,
        }
    })
}

pub(crate) fn person() -> impl Strategy<Value = Person> {
    let standing = (
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.9),
        any::<bool>(),
        any::<bool>(),
    );
    (profile(), standing).prop_map(|(profile, (active, willing, minor, certified))| Person {
        profile,
        standing: Standing {
            active,
            willing,
            minor,
            certified,
        },
    })
}

pub(crate) fn weights() -> impl Strategy<Value = Weights> {
    // Small ones tie often; the largest do not fit in 16 bits together.
    prop_oneof![
        Just(Weights::default()),
        weights_of((0_u16..50).boxed()),
        weights_of(prop_oneof![0_u16..50, 60_000..=u16::MAX].boxed()),
    ]
}

fn weights_of(points: BoxedStrategy<u16>) -> impl Strategy<Value = Weights> {
    let at_most = prop_oneof![0_u8..4, Just(u8::MAX)];
    let weight = (points, at_most).prop_map(|(points, at_most)| Weight { points, at_most });
    let side = vec(weight, 12).prop_map(|w| SideWeights {
        goals: w[0],
        gives_back: w[1],
        field: w[2],
        route: w[3],
        wished_route: w[4],
        learning: w[5],
        languages: w[6],
        slots: w[7],
        interests: w[8],
        no_clash: w[9],
        ways: w[10],
        near: w[11],
    });
    [side.clone(), side].prop_map(|[student, buddy]| Weights {
        version: 3,
        student,
        buddy,
    })
}
