//! Points of one student with any buddy, stage by stage, and the most that is left after each.
//!
//! The sums are those of [`crate::Score::of`], written out for speed: what both sides count alike
//! is counted once, and the short choices stand in one word whose bytes are counted together. A
//! property test holds the two together.

use crate::profile::Profile;
use crate::score::{Part, Weight, Weights};

/// Parts by stage, the one that usually decides first.
const LIKENESS: [Part; 6] = [
    Part::WishedRoute,
    Part::Field,
    Part::Route,
    Part::NoClash,
    Part::Learning,
    Part::Ways,
];
const MEETING: [Part; 4] = [Part::Languages, Part::Slots, Part::Interests, Part::Near];

/// Levels of a count that are told apart while whole blocks are judged.
pub(super) const LEVELS: usize = 8;
const COUNTED: u32 = 8;

/// A buddy's choices, in one line of the cache.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    wants: u64,
    offers: u64,
    interests: u64,
    dislikes: u64,
    languages: u64,
    regions: u64,
    short: u64,
    slots: u32,
}

impl Row {
    pub(super) fn of(other: &Profile) -> Self {
        Self {
            wants: other.wants,
            offers: other.offers,
            interests: other.interests,
            dislikes: other.dislikes,
            languages: other.languages,
            regions: other.regions,
            short: short(other, [other.routes, other.routes, other.wished_routes]),
            slots: other.slots,
        }
    }
}

/// The choices of at most 16 bits side by side, a byte each and two for the fields.
fn short(profile: &Profile, routes: [u8; 3]) -> u64 {
    let [low, high] = profile.fields.to_le_bytes();
    let [one, two, three] = routes;
    u64::from_le_bytes([
        one,
        two,
        three,
        profile.learning,
        profile.ways,
        low,
        high,
        0,
    ])
}

/// How many bits are set in each byte.
#[inline]
fn count_by_byte(word: u64) -> [u8; 8] {
    let pairs = word - ((word >> 1) & 0x5555_5555_5555_5555);
    let fours = (pairs & 0x3333_3333_3333_3333) + ((pairs >> 2) & 0x3333_3333_3333_3333);
    ((fours + (fours >> 4)) & 0x0F0F_0F0F_0F0F_0F0F).to_le_bytes()
}

/// The points of a part by its count, both sides together, up to what the student can share.
struct Table([u32; 65]);

impl Table {
    fn of(most: u32, points: impl Fn(u32) -> u32) -> Self {
        let mut table = [0; 65];
        for (count, entry) in (0..=most).zip(&mut table) {
            *entry = points(count);
        }
        Self(table)
    }

    #[inline]
    fn at(&self, count: u32) -> u32 {
        self.0[count as usize]
    }
}

pub(super) struct Marks<'s> {
    own: &'s Profile,
    short: u64,
    /// Full marks in the stages after each stage.
    rest: [u32; 2],
    helped: Levels,
    helping: Levels,
    route: Table,
    wished: Table,
    /// The buddy would like to hear of a route that the student knows.
    wishes: Table,
    learning: Table,
    ways: Table,
    field: Table,
    /// Points for having no interest that the other would rather do without.
    at_ease: [u32; 2],
    languages: Table,
    slots: Table,
    interests: Table,
    near: Table,
}

/// What a count of common goals gives, level by level.
pub(super) struct Levels {
    pub(super) choice: u64,
    points: Table,
    /// Points of "none", "at least 1" and so on; the last stands for all counts above it too.
    by_level: [u32; LEVELS + 1],
    len: usize,
}

impl Levels {
    fn of(choice: u64, one: Weight, other: Weight) -> Self {
        let all = choice.count_ones();
        let points = Table::of(all, |count| one.of(count) + other.of(count));
        let counted = u32::from(one.at_most.max(other.at_most));
        let len = counted.min(all).min(COUNTED);
        let mut by_level = [0; LEVELS + 1];
        for (level, entry) in (0..=len).zip(&mut by_level) {
            *entry = points.at(if level == len { all } else { level });
        }
        Self {
            choice,
            points,
            by_level,
            len: len as usize,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn by_level(&self) -> &[u32] {
        &self.by_level[..=self.len]
    }
}

impl<'s> Marks<'s> {
    pub(super) fn new(own: &'s Profile, weights: &'s Weights) -> Self {
        let most = |stage: &[Part]| -> u32 {
            let marks = stage.iter().map(|part| full_marks(*part, own, weights));
            marks.sum()
        };
        let last = most(&MEETING);
        let (student, buddy) = (&weights.student, &weights.buddy);
        let both = |choice: u64, one: Weight, other: Weight| {
            Table::of(choice.count_ones(), |count| one.of(count) + other.of(count))
        };
        let none = Weight::default();
        let routes = own.routes.into();
        Self {
            own,
            short: short(own, [own.routes, own.wished_routes, own.routes]),
            rest: [most(&LIKENESS) + last, last],
            helped: Levels::of(own.wants, student.goals, buddy.gives_back),
            helping: Levels::of(own.offers, student.gives_back, buddy.goals),
            route: both(routes, student.route, buddy.route),
            wished: both(own.wished_routes.into(), student.wished_route, none),
            wishes: both(routes, buddy.wished_route, none),
            learning: both(own.learning.into(), student.learning, buddy.learning),
            ways: both(own.ways.into(), student.ways, buddy.ways),
            field: both(own.fields.into(), student.field, buddy.field),
            at_ease: [student.no_clash.of(1), buddy.no_clash.of(1)],
            languages: both(own.languages, student.languages, buddy.languages),
            slots: both(own.slots.into(), student.slots, buddy.slots),
            interests: both(own.interests, student.interests, buddy.interests),
            near: both(own.regions, student.near, buddy.near),
        }
    }

    pub(super) fn helped(&self) -> &Levels {
        &self.helped
    }

    pub(super) fn helping(&self) -> &Levels {
        &self.helping
    }

    /// For each level of being helped the lowest level of helping with which a total of `floor` is
    /// still within reach; none where no level suffices.
    pub(super) fn within_reach(&self, floor: u32) -> impl Iterator<Item = Option<usize>> {
        let need = floor.saturating_sub(self.rest[0]);
        let helping = self.helping.by_level();
        let enough = move |helped: &u32| helping.iter().position(|more| helped + more >= need);
        self.helped.by_level().iter().map(enough)
    }

    /// Whether every count of common goals keeps a total of `floor` within reach.
    pub(super) fn all_within_reach(&self, floor: u32) -> bool {
        floor <= self.rest[0]
    }

    /// The total of both sides, or none as soon as `could_enter` refuses the most it can become.
    #[inline]
    pub(super) fn total(&self, other: &Row, could_enter: impl Fn(u32) -> bool) -> Option<u32> {
        let mut score = self.goals(other);
        if !could_enter(score + self.rest[0]) {
            return None;
        }
        score += self.likeness(other);
        if !could_enter(score + self.rest[1]) {
            return None;
        }
        score += self.meeting(other);
        could_enter(score).then_some(score)
    }

    #[inline]
    fn goals(&self, other: &Row) -> u32 {
        let helped = (self.own.wants & other.offers).count_ones();
        let helping = (self.own.offers & other.wants).count_ones();
        self.helped.points.at(helped) + self.helping.points.at(helping)
    }

    #[inline]
    fn likeness(&self, other: &Row) -> u32 {
        let [routes, wished, wishes, learning, ways, low, high, _] =
            count_by_byte(self.short & other.short).map(u32::from);
        let [at_ease, puts_at_ease] = self.at_ease;
        let is_at_ease = u32::from(self.own.dislikes & other.interests == 0);
        let puts = u32::from(other.dislikes & self.own.interests == 0);
        self.route.at(routes)
            + self.wished.at(wished)
            + self.wishes.at(wishes)
            + self.learning.at(learning)
            + self.ways.at(ways)
            + self.field.at(low + high)
            + at_ease * is_at_ease
            + puts_at_ease * puts
    }

    #[inline]
    fn meeting(&self, other: &Row) -> u32 {
        let own = self.own;
        self.languages
            .at((own.languages & other.languages).count_ones())
            + self.slots.at((own.slots & other.slots).count_ones())
            + self
                .interests
                .at((own.interests & other.interests).count_ones())
            + self.near.at((own.regions & other.regions).count_ones())
    }
}

/// The most that any buddy can get for a part from this student, both sides together.
fn full_marks(part: Part, own: &Profile, weights: &Weights) -> u32 {
    // Everything that the other could have; the clash part counts at most once by itself.
    let all = Profile {
        wants: !0,
        offers: !0,
        fields: !0,
        routes: !0,
        wished_routes: !0,
        learning: !0,
        ways: !0,
        slots: !0,
        languages: !0,
        interests: !0,
        regions: !0,
        ..Profile::default()
    };
    let (mine, theirs) = match part {
        Part::NoClash => (1, 1),
        _ => (part.count(own, &all), part.count(&all, own)),
    };
    weights.student.of(part).of(mine) + weights.buddy.of(part).of(theirs)
}
