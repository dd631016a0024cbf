//! Who can stand in a class.

use chrono::NaiveDate;
use nouns::{PersonId, Region};

use super::Pool;
use super::held::lot;
use crate::role_model::role_models;
use crate::rules;

/// A role model who is there, and where they can meet a class.
pub(crate) struct Speaker {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) region: Option<Region>,
    /// `school` in the own province, `bellen` for who meets online; never none.
    pub(crate) places: Vec<&'static str>,
    /// Which of a role model they chose.
    pub(crate) relations: u64,
}

impl Pool {
    /// The role models outside any programme who are active and agree, have a place and a valid certificate, and with whom
    /// there is no block. Those who can come to school first; between equals in the order of the lottery.
    pub(crate) fn speakers(
        &self,
        teacher: &PersonId,
        region: Option<Region>,
        today: NaiveDate,
    ) -> Vec<Speaker> {
        let held = self.read();
        let is_there = |id: &str| {
            id != teacher.as_str()
                && held.agree.contains(id)
                && held.free_of(id) > 0
                && rules::vog_counts(held.vogs.get(id).copied(), today)
                && !held.blocks_between(teacher.as_str(), id)
        };
        let mut speakers: Vec<Speaker> = held
            .helpers
            .iter()
            .filter(|(id, person)| {
                person.active && person.profile.programme.is_none() && is_there(id)
            })
            .map(|(id, person)| Speaker {
                id: id.clone(),
                name: person.name.clone(),
                region: person.profile.region,
                places: rules::class_places(
                    person.profile.in_person,
                    person.profile.online,
                    person.profile.region,
                    region,
                ),
                relations: person.profile.relations & role_models(),
            })
            .filter(|one| one.relations != 0 && !one.places.is_empty())
            .collect();
        speakers.sort_by_cached_key(|one| (!one.places.contains(&"school"), lot(&one.id)));
        speakers
    }
}
