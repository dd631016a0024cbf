//! Buddies side by side, a byte for each choice of each, so that one student is held against many
//! at once: add up what was chosen, cap it, multiply by the points.

use crate::profile::{Person, Profile};
use crate::score::{Part, SideWeights, Weight};

/// Buddies in a crowd.
pub(super) const CROWD: usize = 256;

/// A small number for each buddy; 0 or 1 where it says whether.
type Bytes = [u8; CROWD];

/// Points for each buddy, in the grain of a [`Measure`].
pub(super) type Points = [i16; CROWD];

/// The weights of one side in a grain so coarse that no sum of theirs is beyond [`MOST`].
pub(super) struct Measure {
    weights: SideWeights,
    /// Points are divided by this power of 2, and rounded up.
    coarse: u32,
}

/// More than this is not told apart; twice as much still is a number of 16 bits.
pub(super) const MOST: i16 = (1 << 14) - 1;

impl Measure {
    pub(super) fn of(weights: &SideWeights) -> Self {
        let mut coarse = 0;
        loop {
            let rounded = rounded_up(weights, coarse);
            let full = Part::ALL.map(|part| {
                let weight = rounded.of(part);
                u32::from(weight.points) * u32::from(weight.at_most.min(64))
            });
            if full.iter().sum::<u32>() <= u32::from(MOST.unsigned_abs()) {
                return Self {
                    weights: rounded,
                    coarse,
                };
            }
            coarse += 1;
        }
    }

    /// A score of this measure, where it is exact.
    pub(super) fn exact(&self, score: i16) -> Option<u64> {
        (self.coarse == 0).then_some(u64::from(score.unsigned_abs()))
    }

    /// So many points, rounded down.
    pub(super) fn at_most(&self, points: i128) -> i128 {
        points >> self.coarse
    }
}

fn rounded_up(weights: &SideWeights, coarse: u32) -> SideWeights {
    let mut rounded = *weights;
    let each = [
        &mut rounded.goals,
        &mut rounded.gives_back,
        &mut rounded.field,
        &mut rounded.route,
        &mut rounded.wished_route,
        &mut rounded.learning,
        &mut rounded.languages,
        &mut rounded.slots,
        &mut rounded.interests,
        &mut rounded.no_clash,
        &mut rounded.ways,
        &mut rounded.near,
    ];
    for weight in each {
        weight.points = weight.points.div_ceil(1 << coarse);
    }
    rounded
}

/// For each bit of a choice, who made it; nothing where nobody did.
struct Chosen(Vec<Option<Box<Bytes>>>);

impl Chosen {
    fn of(people: &[&Person], choice: impl Fn(&Profile) -> u64) -> Self {
        let bit = |bit: usize| {
            let made = |person: &Person| choice(&person.profile) >> bit & 1 == 1;
            let anybody = people.iter().any(|person| made(person));
            anybody.then(|| Box::new(say(people, made)))
        };
        Self((0..64).map(bit).collect())
    }

    fn each(&self, mut bits: u64, mut with: impl FnMut(&Bytes)) {
        while bits != 0 {
            if let Some(who) = &self.0[bits.trailing_zeros() as usize] {
                with(who);
            }
            bits &= bits - 1;
        }
    }

    /// How many of these bits each has.
    fn count(&self, bits: u64) -> Bytes {
        let mut counts: Bytes = [0; CROWD];
        self.each(bits, |who| {
            for (count, has) in counts.iter_mut().zip(who) {
                *count = count.saturating_add(*has);
            }
        });
        counts
    }

    /// Who has any of these bits.
    fn any(&self, bits: u64) -> Bytes {
        let mut any = [0; CROWD];
        self.each(bits, |who| either(&mut any, who));
        any
    }
}

fn say(people: &[&Person], is_so: impl Fn(&Person) -> bool) -> Bytes {
    let mut said = [0; CROWD];
    for (said, person) in said.iter_mut().zip(people) {
        *said = u8::from(is_so(person));
    }
    said
}

fn either(one: &mut Bytes, other: &Bytes) {
    for (one, other) in one.iter_mut().zip(other) {
        *one |= other;
    }
}

fn both(one: &mut Bytes, other: &Bytes) {
    for (one, other) in one.iter_mut().zip(other) {
        *one &= other;
    }
}

fn all_but(these: &Bytes) -> Bytes {
    these.map(|one| one ^ 1)
}

/// Up to [`CROWD`] buddies.
pub(super) struct Crowd {
    /// Positions of the buddies.
    pub(super) buddies: Vec<u32>,
    /// Where any of them can be met.
    regions: u64,
    any_online: bool,
    /// May be asked at all and has a place.
    open: Bytes,
    adult: Bytes,
    certified: Bytes,
    online: Bytes,
    asynchronous: Bytes,
    wants: Chosen,
    offers: Chosen,
    fields: Chosen,
    routes: Chosen,
    learning: Chosen,
    ways: Chosen,
    slots: Chosen,
    languages: Chosen,
    interests: Chosen,
    meets_in: Chosen,
}

impl Crowd {
    pub(super) fn of(buddies: &[u32], people: &[(Person, u32)]) -> Self {
        let who: Vec<&Person> = buddies.iter().map(|&at| &people[at as usize].0).collect();
        let mut open = say(&who, |one| one.standing.active && one.standing.willing);
        for (open, &buddy) in open.iter_mut().zip(buddies) {
            *open &= u8::from(people[buddy as usize].1 > 0);
        }
        let chosen = |choice: fn(&Profile) -> u64| Chosen::of(&who, choice);
        Self {
            buddies: buddies.to_vec(),
            regions: who.iter().fold(0, |all, one| all | one.profile.regions),
            any_online: who.iter().any(|one| one.profile.online),
            open,
            adult: say(&who, |one| !one.standing.minor),
            certified: say(&who, |one| one.standing.certified),
            online: say(&who, |one| one.profile.online),
            asynchronous: say(&who, |one| one.profile.asynchronous),
            wants: chosen(|profile| profile.wants),
            offers: chosen(|profile| profile.offers),
            fields: chosen(|profile| profile.fields.into()),
            routes: chosen(|profile| profile.routes.into()),
            learning: chosen(|profile| profile.learning.into()),
            ways: chosen(|profile| profile.ways.into()),
            slots: chosen(|profile| profile.slots.into()),
            languages: chosen(|profile| profile.languages),
            interests: chosen(|profile| profile.interests),
            meets_in: chosen(|profile| profile.regions),
        }
    }

    /// Whom the hard rules let this student have, blocks between people aside; none when nobody.
    pub(super) fn allowed(&self, student: &Person) -> Option<Bytes> {
        let (own, standing) = (&student.profile, &student.standing);
        let in_reach = self.regions & own.regions != 0 || self.any_online && own.online;
        if !(in_reach && standing.active && standing.willing) {
            return None;
        }
        let mut allowed = self.open;
        let mut can_meet = self.meets_in.any(own.regions);
        if own.online {
            either(&mut can_meet, &self.online);
        }
        both(&mut allowed, &can_meet);
        both(&mut allowed, &self.languages.any(own.languages));
        let mut have_time = self.slots.any(own.slots.into());
        if own.asynchronous {
            either(&mut have_time, &self.asynchronous);
        }
        both(&mut allowed, &have_time);
        if standing.minor {
            both(&mut allowed, &self.certified);
        } else if !standing.certified {
            both(&mut allowed, &self.adult);
        }
        allowed.contains(&1).then_some(allowed)
    }

    /// The student's side for each, or a little more where the measure is coarse.
    pub(super) fn scores(&self, own: &Profile, measure: &Measure) -> Points {
        let weights = &measure.weights;
        let mut scores = [0; CROWD];
        let mut counted = |weight: Weight, chosen: &Chosen, bits: u64| {
            if weight.points == 0 || bits == 0 {
                return;
            }
            // Whether at all is less work than how often.
            let counts = match weight.at_most {
                0 => return,
                1 => chosen.any(bits),
                _ => chosen.count(bits),
            };
            reward(&mut scores, weight, &counts);
        };
        counted(weights.goals, &self.offers, own.wants);
        counted(weights.gives_back, &self.wants, own.offers);
        counted(weights.field, &self.fields, own.fields.into());
        counted(weights.route, &self.routes, own.routes.into());
        counted(weights.wished_route, &self.routes, own.wished_routes.into());
        counted(weights.learning, &self.learning, own.learning.into());
        counted(weights.languages, &self.languages, own.languages);
        counted(weights.slots, &self.slots, own.slots.into());
        counted(weights.interests, &self.interests, own.interests);
        counted(weights.ways, &self.ways, own.ways.into());
        counted(weights.near, &self.meets_in, own.regions);
        let clashes = self.interests.any(own.dislikes);
        reward(&mut scores, weights.no_clash, &all_but(&clashes));
        scores
    }
}

fn reward(scores: &mut Points, weight: Weight, counts: &Bytes) {
    let points = i16::try_from(weight.points).unwrap_or(MOST);
    for (score, count) in scores.iter_mut().zip(counts) {
        let count = i16::from(*count.min(&weight.at_most));
        // A measure keeps the sum within 16 bits; a check that it does would make this a loop over
        // one buddy at a time.
        *score = score.wrapping_add(points.wrapping_mul(count));
    }
}

/// Of those `allowed`, whose score is at least `own`, or at least `than` with the price on top;
/// neither is beyond twice [`MOST`].
pub(super) fn who_may_matter(
    scores: &Points,
    allowed: &Bytes,
    own: i16,
    than: Option<(i16, &Points)>,
) -> Bytes {
    let mut who = [0; CROWD];
    for (who, score) in who.iter_mut().zip(scores) {
        *who = u8::from(*score >= own);
    }
    if let Some((than, prices)) = than {
        for ((who, score), price) in who.iter_mut().zip(scores).zip(prices) {
            *who |= u8::from(*score >= than.wrapping_add(*price));
        }
    }
    both(&mut who, allowed);
    who
}

/// The positions of all who are in; groups in which nobody is are passed over together.
pub(super) fn each_who(who: &Bytes) -> impl Iterator<Item = usize> {
    const GROUP: usize = 16;
    let groups = who.chunks_exact(GROUP).enumerate();
    let groups = groups.filter(|(_, group)| group.iter().fold(0, |any, one| any | one) != 0);
    groups.flat_map(|(at, group)| {
        let inside = (0..GROUP).filter(|&inside| group[inside] != 0);
        inside.map(move |inside| at * GROUP + inside)
    })
}
