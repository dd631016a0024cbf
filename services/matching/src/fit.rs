//! Between our profiles and the engine's numbers: which bit means what, and which part of a
//! score speaks for somebody or against.

use engine::{Part, Person, Score, Standing, Weights};
use matching_engine as engine;
use nouns::{Region, RegionKind};

use crate::profile::{Profile, Side};
use crate::vocabulary::{DISLIKES, ROUTES, WAYS_OF_WORKING};

/// What the hard rules ask beside the choices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) active: bool,
    pub(crate) minor: bool,
    /// A certificate of conduct is on record and valid today.
    pub(crate) certified: bool,
}

/// A part of a score, both sides together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scored {
    pub(crate) name: &'static str,
    pub(crate) points: u32,
    pub(crate) most: u32,
}

/// A score, and what it is made of.
pub(crate) struct Explained {
    pub(crate) total: u32,
    pub(crate) parts: Vec<Scored>,
    /// The part that gives most.
    pub(crate) reason: &'static str,
    /// The part that misses most of what the student chose; none when nothing is missing.
    pub(crate) reservation: Option<&'static str>,
}

/// Habits of a helper that a seeker may dislike stand above the interests, so that the two
/// never count as something in common.
const HABITS: u32 = 32;

/// A profile as the engine sees it.
pub(crate) fn person(profile: &Profile, facts: Facts) -> Person {
    let unknown = ROUTES
        .place("weet-ik-nog-niet")
        .map_or(0, |place| 1u64 << place);
    let own_route = profile.route.map_or(0, |place| 1u64 << place);
    let (habits, dislikes) = match profile.side {
        Side::Seeks => (0, profile.dislikes << HABITS),
        Side::Helps => (habits(profile) << HABITS, 0),
    };
    Person {
        profile: engine::Profile {
            wants: profile.goals_wanted,
            offers: profile.goals_offered,
            fields: profile.study_field.map_or(0, |field| 1 << field.index()),
            routes: low_byte((own_route | profile.known_routes) & !unknown),
            wished_routes: low_byte(profile.wished_routes & !unknown),
            learning: profile.leerweg.map_or(0, |place| 1 << place),
            ways: ways(profile.ways_of_working),
            slots: u32::try_from(profile.slots).unwrap_or_default(),
            languages: profile.languages,
            interests: profile.interests | habits,
            dislikes,
            regions: regions(profile),
            online: profile.online,
            asynchronous: profile.asynchronous,
        },
        standing: Standing {
            active: true,
            willing: facts.active,
            minor: facts.minor,
            certified: facts.certified,
        },
    }
}

fn low_byte(bits: u64) -> u8 {
    bits.to_le_bytes()[0]
}

/// The engine has room for eight ways of working and the list has ten: short messages go with
/// contact when needed, and walking with calm talking.
fn ways(bits: u64) -> u8 {
    let together = [
        ("berichtjes", "als-het-nodig-is"),
        ("wandelen", "rustig-praten"),
    ];
    let place = |key: &str| {
        let kin = together.iter().find(|(less, _)| *less == key);
        let key = kin.map_or(key, |(_, more)| more);
        let kept = WAYS_OF_WORKING
            .keys
            .iter()
            .filter(|own| together.iter().all(|(less, _)| less != *own));
        kept.zip(0u32..)
            .find(|(own, _)| **own == key)
            .map_or(0, |(_, place)| 1u8 << place)
    };
    WAYS_OF_WORKING
        .keys_of(bits)
        .fold(0, |ways, key| ways | place(key))
}

/// Where somebody can meet: one bit for each RMC region, none for whoever meets online only.
fn regions(profile: &Profile) -> u64 {
    let rmc = Region::all().filter(|region| region.kind() == RegionKind::Rmc);
    let place = rmc
        .zip(0u32..)
        .find(|(region, _)| Some(*region) == profile.region);
    match place {
        Some((_, place)) if profile.in_person => 1 << place,
        _ => 0,
    }
}

/// Slots go morning, afternoon, evening: every third bit is a morning.
const MORNINGS: u64 = 0o111_1111;

/// What a helper does that somebody may rather do without, at the places of the dislikes.
fn habits(profile: &Profile) -> u64 {
    let ways = |key: &str| {
        let place = WAYS_OF_WORKING.place(key);
        place.is_some_and(|place| profile.ways_of_working >> place & 1 == 1)
    };
    let only_mornings = profile.slots != 0 && profile.slots & !MORNINGS == 0;
    let screens_only = !profile.in_person && !profile.asynchronous;
    let habits = [
        ("laatste-moment", ways("als-het-nodig-is")),
        ("ver-reizen", !profile.online),
        ("vroeg-opstaan", only_mornings && !profile.asynchronous),
        ("camera-aan", screens_only),
    ];
    habits
        .into_iter()
        .filter(|(_, has)| *has)
        .filter_map(|(key, _)| DISLIKES.place(key))
        .fold(0, |bits, place| bits | 1 << place)
}

/// The score of two people with its parts, added up over both sides.
pub(crate) fn explain(student: &Person, buddy: &Person, weights: &Weights) -> Explained {
    let score = Score::of(&student.profile, &buddy.profile, weights);
    let got = |part: Part| -> u32 {
        let both = score.student.iter().chain(&score.buddy);
        both.filter(|(own, _)| *own == part)
            .map(|(_, points)| points)
            .sum()
    };
    let parts: Vec<(Part, Scored)> = Part::ALL
        .into_iter()
        .map(|part| {
            let most =
                |weight: engine::Weight| u32::from(weight.points) * u32::from(weight.at_most);
            let most = most(weights.student.of(part)) + most(weights.buddy.of(part));
            (
                part,
                Scored {
                    name: name(part),
                    points: got(part),
                    most,
                },
            )
        })
        .filter(|(_, scored)| scored.most > 0)
        .collect();
    let reason = parts.iter().rev().max_by_key(|(_, scored)| scored.points);
    let missing = |part: Part| {
        hoped_for(part, student, weights).saturating_sub(
            weights
                .student
                .of(part)
                .points_for(part.count(&student.profile, &buddy.profile)),
        )
    };
    let reservation = parts
        .iter()
        .rev()
        .map(|(part, scored)| (missing(*part), scored.name))
        .max_by_key(|(missing, _)| *missing)
        .filter(|(missing, _)| *missing > 0);
    Explained {
        total: score.total,
        reason: reason.map_or("goals", |(_, scored)| scored.name),
        reservation: reservation.map(|(_, name)| name),
        parts: parts.into_iter().map(|(_, scored)| scored).collect(),
    }
}

/// What a part could give to this student at most, given what they chose.
fn hoped_for(part: Part, student: &Person, weights: &Weights) -> u32 {
    let own = &student.profile;
    let chosen = match part {
        Part::Goals => own.wants.count_ones(),
        Part::GivesBack => own.offers.count_ones(),
        Part::Field => own.fields.count_ones(),
        Part::Route => own.routes.count_ones(),
        Part::WishedRoute => own.wished_routes.count_ones(),
        Part::Learning => own.learning.count_ones(),
        // One language and one moment are enough to talk.
        Part::Languages => own.languages.count_ones().min(1),
        Part::Slots => own.slots.count_ones().min(1),
        Part::Interests => own.interests.count_ones().min(1),
        Part::NoClash => u32::from(own.dislikes != 0),
        Part::Ways => own.ways.count_ones().min(1),
        Part::Near => own.regions.count_ones(),
    };
    weights.student.of(part).points_for(chosen)
}

/// Points of a weight for a count, as the engine counts them.
trait PointsFor {
    fn points_for(self, count: u32) -> u32;
}

impl PointsFor for engine::Weight {
    fn points_for(self, count: u32) -> u32 {
        u32::from(self.points) * count.min(u32::from(self.at_most))
    }
}

pub(crate) fn name(part: Part) -> &'static str {
    match part {
        Part::Goals => "goals",
        Part::GivesBack => "gives-back",
        Part::Field => "field",
        Part::Route => "route",
        Part::WishedRoute => "wished-route",
        Part::Learning => "learning",
        Part::Languages => "languages",
        Part::Slots => "slots",
        Part::Interests => "interests",
        Part::NoClash => "no-clash",
        Part::Ways => "ways",
        Part::Near => "near",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::choices;
    use crate::vocabulary::SLOTS;

    const OPEN: Facts = Facts {
        active: true,
        minor: false,
        certified: false,
    };

    fn helper(change: impl FnOnce(&mut contract::matching::Choices)) -> Profile {
        let mut choices = choices("helps");
        change(&mut choices);
        Profile::parse(&choices).unwrap()
    }

    #[test]
    fn slots_stand_where_the_engine_expects_them() {
        let monday_evening = helper(|choices| choices.slots = vec!["ma-avond".to_owned()]);
        assert_eq!(person(&monday_evening, OPEN).profile.slots, 1 << 2);
        assert_eq!(SLOTS.keys.len(), 21);
    }

    #[test]
    fn every_way_of_working_has_a_bit() {
        for key in WAYS_OF_WORKING.keys {
            assert_ne!(ways(WAYS_OF_WORKING.set(&[key]).unwrap()), 0, "{key}");
        }
    }

    #[test]
    fn a_region_counts_only_for_whoever_meets_in_person() {
        let at = |in_person| {
            helper(|choices| {
                choices.region = Some("RMC-19".to_owned());
                choices.in_person = in_person;
            })
        };
        assert_ne!(person(&at(true), OPEN).profile.regions, 0);
        assert_eq!(person(&at(false), OPEN).profile.regions, 0);
    }

    #[test]
    fn a_habit_that_the_student_dislikes_is_the_reservation_and_nothing_in_common() {
        let mut wanted = choices("seeks");
        wanted.dislikes = vec!["laatste-moment".to_owned()];
        let student = person(&Profile::parse(&wanted).unwrap(), OPEN);
        let buddy = helper(|choices| choices.ways_of_working = vec!["als-het-nodig-is".to_owned()]);
        let explained = explain(&student, &person(&buddy, OPEN), &Weights::default());
        assert_eq!(explained.reservation, Some("no-clash"));
        let points = |name| {
            explained
                .parts
                .iter()
                .find(|part| part.name == name)
                .unwrap()
                .points
        };
        assert_eq!(points("interests"), 0);
        assert!(points("no-clash") < 80, "one of the two sides clashes");
    }

    #[test]
    fn the_parts_add_up_to_the_total() {
        let mut wanted = choices("seeks");
        wanted.goals_wanted = vec!["planning".to_owned(), "engels".to_owned()];
        let student = person(&Profile::parse(&wanted).unwrap(), OPEN);
        let buddy = helper(|choices| choices.goals_offered = vec!["planning".to_owned()]);
        let explained = explain(&student, &person(&buddy, OPEN), &Weights::default());
        let sum: u32 = explained.parts.iter().map(|part| part.points).sum();
        assert_eq!((sum, explained.reason), (explained.total, "goals"));
        assert_eq!(explained.reservation, Some("goals"));
    }
}
