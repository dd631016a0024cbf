//! The short choices: lists of keys, each with a fixed place, so that a set of choices is a
//! bit set. Labels live with the screens; the store keeps keys, so that a list may grow or be
//! reordered.

use contract::matching::vocabulary as keys;

/// A list of choices and how many of it one profile may hold.
#[derive(Debug)]
pub struct List {
    pub keys: &'static [&'static str],
    pub most: u32,
}

/// Why keys are no choices of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAChoice {
    Unknown,
    TooMany,
}

impl List {
    const fn any(keys: &'static [&'static str]) -> Self {
        Self { keys, most: 64 }
    }

    const fn at_most(most: u32, keys: &'static [&'static str]) -> Self {
        Self { keys, most }
    }

    /// The place of a key.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<u8> {
        (0u8..)
            .zip(self.keys)
            .find(|(_, own)| **own == key)
            .map(|(place, _)| place)
    }

    /// The keys as a set, one bit for each place; naming one twice changes nothing.
    pub fn set<K: AsRef<str>>(&self, keys: &[K]) -> Result<u64, NotAChoice> {
        let bits = keys.iter().try_fold(0u64, |bits, key| {
            let place = self.place(key.as_ref()).ok_or(NotAChoice::Unknown)?;
            Ok(bits | 1 << place)
        })?;
        if bits.count_ones() > self.most {
            return Err(NotAChoice::TooMany);
        }
        Ok(bits)
    }

    /// The keys of a set, in the order of the list.
    pub fn keys_of(&self, bits: u64) -> impl Iterator<Item = &'static str> {
        (0u8..)
            .zip(self.keys)
            .filter(move |(place, _)| bits >> place & 1 == 1)
            .map(|(_, key)| *key)
    }
}

/// What two people can be to each other. Each is a kind of programme.
pub static RELATIONS: List = List::any(keys::RELATIONS);

/// The relations of a buddy: one is enough.
pub(crate) const BUDDIES: [&str; 3] = ["voor-de-overstap", "eerste-jaar", "samen-gelijk"];

/// The relations of a role model: somebody may have several, and a buddy beside them.
pub(crate) const ROLE_MODELS: [&str; 2] = ["rolmodel", "meelopen"];

/// Two relations are of one kind: both of a buddy, or both of a role model.
pub(crate) fn same_kind(one: &str, other: &str) -> bool {
    BUDDIES.contains(&one) == BUDDIES.contains(&other)
}

/// What somebody wants help with, or can help with.
pub static GOALS: List = List::at_most(8, keys::GOALS);

pub static INTERESTS: List = List::at_most(8, keys::INTERESTS);

pub static DISLIKES: List = List::any(keys::DISLIKES);

pub static WAYS_OF_WORKING: List = List::at_most(6, keys::WAYS_OF_WORKING);

pub static ROUTES: List = List::any(keys::ROUTES);

pub static LEERWEGEN: List = List::any(keys::LEERWEGEN);

/// What can be asked of a role model.
pub static FORMS: List = List::any(contract::matching::FORMS);

/// Weekday and part of the day.
pub static SLOTS: List = List::any(keys::SLOTS);

/// ISO 639-1, and `pap` (ISO 639-2), which has no code of two letters.
pub static LANGUAGES: List = List::any(keys::LANGUAGES);

pub use keys::{CLOSING_REASONS, DECLINE_REASONS, QUESTIONS, Question};

/// The question by its key.
#[must_use]
pub fn question(key: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LISTS: [&List; 9] = [
        &RELATIONS,
        &GOALS,
        &INTERESTS,
        &DISLIKES,
        &WAYS_OF_WORKING,
        &ROUTES,
        &LEERWEGEN,
        &SLOTS,
        &LANGUAGES,
    ];

    #[test]
    fn every_key_reads_back_from_its_own_bit() {
        for list in LISTS {
            for key in list.keys {
                let set = list.set(&[key]).unwrap();
                assert_eq!(list.keys_of(set).collect::<Vec<_>>(), [*key]);
            }
            assert!(list.keys.len() <= 64);
        }
    }

    #[test]
    fn an_unknown_key_and_too_many_keys_are_told_apart() {
        assert_eq!(GOALS.set(&["rijk-worden"]), Err(NotAChoice::Unknown));
        assert_eq!(GOALS.set(GOALS.keys), Err(NotAChoice::TooMany));
    }

    #[test]
    fn the_keys_are_those_of_the_seeds() {
        let text = include_str!("../../../seeds/town/vocabulary.toml");
        let mut list = "";
        let mut missing = Vec::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("[[") {
                list = name.trim_end_matches(']');
            }
            let Some(key) = line
                .strip_prefix("key = \"")
                .and_then(|rest| rest.strip_suffix('"'))
            else {
                continue;
            };
            let known = match list {
                "relations" => RELATIONS.place(key),
                "goals" => GOALS.place(key),
                "interests" => INTERESTS.place(key),
                "dislikes" => DISLIKES.place(key),
                "ways_of_working" => WAYS_OF_WORKING.place(key),
                "routes" => ROUTES.place(key),
                "leerwegen" => LEERWEGEN.place(key),
                "languages" => LANGUAGES.place(key),
                _ => Some(0),
            };
            if known.is_none() {
                missing.push(format!("{list}: {key}"));
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn a_set_survives_being_written_as_keys(bits in 0u64..(1 << 8)) {
            let keys: Vec<_> = DISLIKES.keys_of(bits).collect();
            prop_assert_eq!(DISLIKES.set(&keys), Ok(bits));
        }
    }
}
