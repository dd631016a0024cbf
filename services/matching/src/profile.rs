//! A profile: one side of a person, by short choices.

use contract::Code;
use contract::matching::{self as codes, Choices};
use nouns::{Region, RegionKind, StudyField};

use crate::vocabulary::{self as lists, List, NotAChoice};

/// Whether somebody looks for another, or offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    Seeks,
    Helps,
}

impl Side {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seeks => "seeks",
            Self::Helps => "helps",
        }
    }

    /// Reads `seeks` or `helps`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Seeks, Self::Helps]
            .into_iter()
            .find(|side| side.as_str() == text)
    }
}

/// What is wrong with one field of a form.
pub type Fault = (&'static str, Code);

/// One side of a person. Sets are bit sets over the lists of the vocabulary.
///
/// Guaranteed: at least one relation, one language, one way to meet, a slot or messages at any
/// time, a region where people meet in person; a helper has room for 1 to 10 students.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub side: Side,
    pub relations: u64,
    pub programme: Option<String>,
    pub goals_wanted: u64,
    pub goals_offered: u64,
    pub study_field: Option<StudyField>,
    pub route: Option<u8>,
    pub languages: u64,
    pub region: Option<Region>,
    pub online: bool,
    pub in_person: bool,
    pub asynchronous: bool,
    pub leerweg: Option<u8>,
    pub slots: u64,
    pub interests: u64,
    pub dislikes: u64,
    pub ways_of_working: u64,
    pub wished_routes: u64,
    pub known_routes: u64,
    pub capacity: u8,
}

const MOST_PLACES: u8 = 10;
/// Ids of programmes are ours and short.
const LONGEST_PROGRAMME: usize = 100;

impl Profile {
    /// Reads choices. What may be left out gets its widest meaning: no language is Dutch, no
    /// slot is messages at any time, no way to meet is online.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub fn parse(choices: &Choices) -> Result<Self, Vec<Fault>> {
        let mut reading = Reading::default();
        let side = Side::parse(&choices.side);
        if side.is_none() {
            reading.fault("side", codes::SIDE_UNKNOWN);
        }
        let side = side.unwrap_or(Side::Seeks);
        let relations = reading.set("relations", &lists::RELATIONS, &choices.relations);
        if choices.relations.is_empty() {
            reading.fault("relations", codes::RELATIONS_EMPTY);
        }
        let profile = Self {
            side,
            relations,
            programme: reading.programme(choices.programme.as_deref()),
            goals_wanted: reading.set("goals_wanted", &lists::GOALS, &choices.goals_wanted),
            goals_offered: reading.set("goals_offered", &lists::GOALS, &choices.goals_offered),
            study_field: reading.study_field(choices.study_field.as_deref()),
            route: reading.one("route", &lists::ROUTES, choices.route.as_deref()),
            languages: reading.set("languages", &lists::LANGUAGES, &choices.languages),
            region: reading.region(choices),
            online: choices.online || !choices.in_person,
            in_person: choices.in_person,
            asynchronous: choices.asynchronous || choices.slots.is_empty(),
            leerweg: reading.one("leerweg", &lists::LEERWEGEN, choices.leerweg.as_deref()),
            slots: reading.set("slots", &lists::SLOTS, &choices.slots),
            interests: reading.set("interests", &lists::INTERESTS, &choices.interests),
            dislikes: reading.set("dislikes", &lists::DISLIKES, &choices.dislikes),
            ways_of_working: reading.set(
                "ways_of_working",
                &lists::WAYS_OF_WORKING,
                &choices.ways_of_working,
            ),
            wished_routes: reading.set("wished_routes", &lists::ROUTES, &choices.wished_routes),
            known_routes: reading.set("known_routes", &lists::ROUTES, &choices.known_routes),
            capacity: reading.capacity(side, choices.capacity),
        };
        reading.done(profile.with_a_language())
    }

    fn with_a_language(mut self) -> Self {
        if self.languages == 0 {
            self.languages = lists::LANGUAGES.set(&["nl"]).unwrap_or(1);
        }
        self
    }

    /// The choices again, as keys in the order of the lists.
    #[must_use]
    pub fn choices(&self) -> Choices {
        let keys = |list: &'static List, bits| list.keys_of(bits).map(str::to_owned).collect();
        let key = |list: &'static List, place: Option<u8>| {
            place.and_then(|place| Some((*list.keys.get(usize::from(place))?).to_owned()))
        };
        Choices {
            side: self.side.as_str().to_owned(),
            relations: keys(&lists::RELATIONS, self.relations),
            programme: self.programme.clone(),
            goals_wanted: keys(&lists::GOALS, self.goals_wanted),
            goals_offered: keys(&lists::GOALS, self.goals_offered),
            study_field: self.study_field.map(StudyField::code),
            route: key(&lists::ROUTES, self.route),
            languages: keys(&lists::LANGUAGES, self.languages),
            region: self.region.map(|region| region.code().to_owned()),
            online: self.online,
            in_person: self.in_person,
            asynchronous: self.asynchronous,
            leerweg: key(&lists::LEERWEGEN, self.leerweg),
            slots: keys(&lists::SLOTS, self.slots),
            interests: keys(&lists::INTERESTS, self.interests),
            dislikes: keys(&lists::DISLIKES, self.dislikes),
            ways_of_working: keys(&lists::WAYS_OF_WORKING, self.ways_of_working),
            wished_routes: keys(&lists::ROUTES, self.wished_routes),
            known_routes: keys(&lists::ROUTES, self.known_routes),
            capacity: self.capacity,
        }
    }
}

/// Collects faults while the fields are read.
#[derive(Default)]
struct Reading(Vec<Fault>);

impl Reading {
    fn fault(&mut self, field: &'static str, code: Code) {
        self.0.push((field, code));
    }

    fn set(&mut self, field: &'static str, list: &List, keys: &[String]) -> u64 {
        list.set(keys).unwrap_or_else(|why| {
            self.fault(
                field,
                match why {
                    NotAChoice::Unknown => codes::CHOICE_UNKNOWN,
                    NotAChoice::TooMany => codes::CHOICE_TOO_MANY,
                },
            );
            0
        })
    }

    fn one(&mut self, field: &'static str, list: &List, key: Option<&str>) -> Option<u8> {
        let key = key.filter(|key| !key.is_empty())?;
        let place = list.place(key);
        if place.is_none() {
            self.fault(field, codes::CHOICE_UNKNOWN);
        }
        place
    }

    fn study_field(&mut self, code: Option<&str>) -> Option<StudyField> {
        let code = code.filter(|code| !code.is_empty())?;
        let field = StudyField::parse(code).ok();
        if field.is_none() {
            self.fault("study_field", codes::CHOICE_UNKNOWN);
        }
        field
    }

    fn programme(&mut self, id: Option<&str>) -> Option<String> {
        let id = id.map(str::trim).filter(|id| !id.is_empty())?;
        if id.chars().count() > LONGEST_PROGRAMME {
            self.fault("programme", codes::CHOICE_UNKNOWN);
        }
        Some(id.to_owned())
    }

    fn region(&mut self, choices: &Choices) -> Option<Region> {
        let Some(code) = choices.region.as_deref().filter(|code| !code.is_empty()) else {
            if choices.in_person && !choices.online {
                self.fault("region", codes::REGION_EMPTY);
            }
            return None;
        };
        let region = Region::parse(code)
            .ok()
            .filter(|region| region.kind() == RegionKind::Rmc);
        if region.is_none() {
            self.fault("region", codes::REGION_UNKNOWN);
        }
        region
    }

    fn capacity(&mut self, side: Side, capacity: u8) -> u8 {
        match side {
            Side::Seeks => 0,
            Side::Helps if capacity > MOST_PLACES => {
                self.fault("capacity", codes::CAPACITY_RANGE);
                MOST_PLACES
            }
            Side::Helps => capacity.max(1),
        }
    }

    fn done(self, profile: Profile) -> Result<Profile, Vec<Fault>> {
        if self.0.is_empty() {
            Ok(profile)
        } else {
            Err(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn choices() -> Choices {
        Choices {
            side: "seeks".to_owned(),
            relations: vec!["voor-de-overstap".to_owned()],
            ..Choices::default()
        }
    }

    #[test]
    fn one_relation_is_enough_and_the_rest_gets_its_widest_meaning() {
        let profile = Profile::parse(&choices()).unwrap();
        assert!(profile.online && profile.asynchronous && profile.languages != 0);
        assert_eq!(profile.choices().languages, ["nl"]);
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        let wrong = Choices {
            side: "kijkt".to_owned(),
            goals_wanted: vec!["rijk-worden".to_owned()],
            in_person: true,
            ..Choices::default()
        };
        let fields: Vec<_> = Profile::parse(&wrong)
            .unwrap_err()
            .into_iter()
            .map(|(field, code)| (field, code.name))
            .collect();
        assert_eq!(
            fields,
            [
                ("side", "side.unknown"),
                ("relations", "relations.empty"),
                ("goals_wanted", "choice.unknown"),
                ("region", "region.empty"),
            ]
        );
    }

    #[test]
    fn a_province_is_no_region_of_a_profile_and_a_helper_has_a_place() {
        let helper = Choices {
            side: "helps".to_owned(),
            region: Some("NL-UT".to_owned()),
            ..choices()
        };
        assert_eq!(
            Profile::parse(&helper).unwrap_err(),
            [("region", codes::REGION_UNKNOWN)]
        );
        let helper = Choices {
            region: None,
            ..helper
        };
        assert_eq!(Profile::parse(&helper).unwrap().capacity, 1);
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_profile_again_changes_nothing(
            helps: bool, relations in 1u64..32, goals in 0u64..256, slots in 0u64..(1 << 21),
            online: bool, in_person: bool, region in 0usize..52, capacity in 0u8..20,
        ) {
            let keys = |list: &'static List, bits| list.keys_of(bits).map(str::to_owned).collect();
            let choices = Choices {
                side: if helps { "helps" } else { "seeks" }.to_owned(),
                relations: keys(&lists::RELATIONS, relations),
                goals_wanted: keys(&lists::GOALS, goals),
                slots: keys(&lists::SLOTS, slots),
                region: Region::all().nth(region).map(|region| region.code().to_owned()),
                online, in_person, capacity,
                ..Choices::default()
            };
            if let Ok(profile) = Profile::parse(&choices) {
                prop_assert_eq!(Profile::parse(&profile.choices()), Ok(profile));
            }
        }
    }
}
