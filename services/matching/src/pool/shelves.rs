//! The helpers as the engine wants them, and the best of them for one student.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use engine::{Ranked, Shelf};
use matching_engine as engine;

use super::Found;
use super::held::{Held, Person, as_if_willing, lot};
use crate::fit;

/// The helpers on the engine's shelves, one for each relation of each programme.
#[derive(Default)]
pub(super) struct Stands {
    /// The day for which certificates were looked at; none when something has changed since.
    pub(super) made: Option<NaiveDate>,
    /// Helpers by position: the drawn lottery between equals.
    pub(super) helpers: Vec<String>,
    pub(super) shelves: HashMap<(Option<String>, u8), Stand>,
}

#[derive(Default)]
pub(super) struct Stand {
    pub(super) shelf: Shelf,
    /// Positions among all helpers, ascending.
    pub(super) positions: Vec<u32>,
}

impl Held {
    pub(super) fn on_shelves(&self, today: NaiveDate) -> Stands {
        let mut helpers: Vec<(&String, &Person)> = self.helpers.iter().collect();
        helpers.sort_unstable_by(|(one, a), (two, b)| (a.lot, one).cmp(&(b.lot, two)));
        let mut rows: HashMap<(Option<String>, u8), Rows> = HashMap::new();
        for (position, (id, helper)) in (0u32..).zip(&helpers) {
            let person = as_if_willing(self.engine_person(id, helper, today));
            let row = (person, self.open_places_of(id));
            for relation in places_in(helper.profile.relations) {
                let key = (helper.profile.programme.clone(), relation);
                let rows = rows.entry(key).or_default();
                rows.0.push(row);
                rows.1.push(position);
            }
        }
        let stand = |(people, positions): Rows| Stand {
            shelf: Shelf::new(&people),
            positions,
        };
        Stands {
            made: Some(today),
            helpers: helpers.into_iter().map(|(id, _)| id.clone()).collect(),
            shelves: rows
                .into_iter()
                .map(|(key, rows)| (key, stand(rows)))
                .collect(),
        }
    }

    /// Notes on the shelves how many places a helper has open.
    pub(super) fn put_free_places(&mut self, helper: &str) {
        let free = self.open_places_of(helper);
        let drawn = (lot(helper), helper);
        let order = |one: &String| (lot(one), one.as_str()).cmp(&drawn);
        let Ok(position) = self.stands.helpers.binary_search_by(order) else {
            return;
        };
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        for stand in self.stands.shelves.values_mut() {
            if let Ok(row) = stand.positions.binary_search(&position) {
                stand
                    .shelf
                    .set_free(u32::try_from(row).unwrap_or(u32::MAX), free);
            }
        }
    }

    /// The best over the shelves of these relations, by position among all helpers.
    pub(super) fn ranked(
        &self,
        student: &str,
        seeker: &Person,
        relations: u64,
        except: &HashSet<&str>,
        today: NaiveDate,
        most: usize,
    ) -> Vec<Ranked> {
        let person = self.engine_person(student, seeker, today);
        let hidden = self.hidden_from(student, except);
        let weights = self.weights_in(seeker.profile.programme.as_deref());
        let mut all: Vec<Ranked> = Vec::new();
        for relation in places_in(relations) {
            let key = (seeker.profile.programme.clone(), relation);
            let Some(stand) = self.stands.shelves.get(&key) else {
                continue;
            };
            let rows = stand.positions.iter().zip(0u32..);
            let blocked: Vec<u32> = match hidden.len() {
                0 => Vec::new(),
                _ => rows
                    .filter(|(position, _)| hidden.contains(*position))
                    .map(|(_, row)| row)
                    .collect(),
            };
            let top = stand.shelf.top(&person, most, &weights, &blocked);
            all.extend(top.into_iter().map(|one| Ranked {
                buddy: stand.positions[one.buddy as usize],
                ..one
            }));
        }
        all.sort_unstable_by_key(|one| (Reverse(one.score), one.buddy));
        all.dedup_by_key(|one| one.buddy);
        all.truncate(most);
        all
    }

    /// Positions that this student does not see: blocked, matched already, themselves.
    pub(super) fn hidden_from(&self, student: &str, except: &HashSet<&str>) -> HashSet<u32> {
        let blocks = self.blocks.get(student).into_iter().flatten();
        let names: HashSet<&str> = blocks
            .map(String::as_str)
            .chain(except.iter().copied())
            .chain([student])
            .filter(|id| self.helpers.contains_key(*id))
            .collect();
        if names.is_empty() {
            return HashSet::new();
        }
        let helpers = self.stands.helpers.iter().zip(0u32..);
        helpers
            .filter(|(id, _)| names.contains(id.as_str()))
            .map(|(_, position)| position)
            .collect()
    }

    pub(super) fn found(
        &self,
        seeker: &Person,
        student: &str,
        id: &str,
        today: NaiveDate,
    ) -> Option<Found> {
        let helper = self.helpers.get(id)?;
        let place = self.places.get(id).copied().unwrap_or_default();
        let score = fit::explain(
            &self.engine_person(student, seeker, today),
            &self.engine_person(id, helper, today),
            &self.weights_in(seeker.profile.programme.as_deref()),
        );
        Some(Found {
            buddy: id.to_owned(),
            name: helper.name.clone(),
            profile: helper.profile.clone(),
            score,
            free: self.free_of(id),
            answer_hours: place
                .minutes
                .checked_div(place.answers)
                .map(|mean| mean.div_ceil(60).max(1)),
        })
    }
}

/// People with their free places, and their positions among all helpers.
type Rows = (Vec<(engine::Person, u32)>, Vec<u32>);

/// The places of the bits of a set.
fn places_in(bits: u64) -> impl Iterator<Item = u8> {
    (0u8..64).filter(move |place| bits >> place & 1 == 1)
}
