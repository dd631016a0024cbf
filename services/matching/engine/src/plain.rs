//! The hard rules and the student's side spelled out, for the checker alone.
//!
//! Written from the words of the design, without bitset columns, stages or lists, and without a
//! line of the code that it checks: slow, and easy to read against the rules.

use crate::profile::{Person, Profile};
use crate::score::{SideWeights, Weight};

/// No hard rule keeps these two apart.
pub(crate) fn may_be_matched(student: &Person, buddy: &Person, free: u32, blocked: bool) -> bool {
    if blocked || free == 0 {
        return false;
    }
    let (one, other) = (&student.standing, &buddy.standing);
    if !(one.active && one.willing && other.active && other.willing) {
        return false;
    }
    let minor_is_safe = !one.minor || other.certified;
    let minor_buddy_is_safe = !other.minor || one.minor || one.certified;
    if !(minor_is_safe && minor_buddy_is_safe) {
        return false;
    }
    let (one, other) = (&student.profile, &buddy.profile);
    let speak = one.languages & other.languages > 0;
    let have_time = one.slots & other.slots > 0 || one.asynchronous && other.asynchronous;
    let can_meet = one.regions & other.regions > 0 || one.online && other.online;
    speak && have_time && can_meet
}

/// What one side gives for the other, part by part.
pub(crate) fn side(own: &Profile, other: &Profile, weights: &SideWeights) -> u64 {
    let clash = own.dislikes & other.interests;
    worth(weights.goals, own.wants & other.offers)
        + worth(weights.gives_back, own.offers & other.wants)
        + worth(weights.field, u64::from(own.fields & other.fields))
        + worth(weights.route, u64::from(own.routes & other.routes))
        + worth(
            weights.wished_route,
            u64::from(own.wished_routes & other.routes),
        )
        + worth(weights.learning, u64::from(own.learning & other.learning))
        + worth(weights.no_clash, u64::from(clash == 0))
        + worth(weights.near, own.regions & other.regions)
        + worth(weights.languages, own.languages & other.languages)
        + worth(weights.slots, u64::from(own.slots & other.slots))
        + worth(weights.interests, own.interests & other.interests)
        + worth(weights.ways, u64::from(own.ways & other.ways))
}

fn worth(weight: Weight, common: u64) -> u64 {
    let most = u64::from(weight.at_most);
    let count = match most {
        0 => 0,
        1 => u64::from(common != 0),
        _ => u64::from(common.count_ones()).min(most),
    };
    u64::from(weight.points) * count
}
