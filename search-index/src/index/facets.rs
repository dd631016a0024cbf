//! Counting how often each kind, tag and facet value occurs among the things found.

use std::collections::{BTreeMap, HashMap};

use tantivy::DocId;

use super::bits::Bits;
use super::columns::KeysOf;
use super::schema::SEPARATOR;
use crate::question::FacetCount;

/// The most values that one facet tells.
const MOST_VALUES: usize = 100;
/// A value of at least one in so many documents is counted by its bits, a rarer one document by document.
const RARE: usize = 64;
/// Counting one document takes as long as counting so many words of bits.
const FEW: usize = 20;

/// What is counted in one segment.
pub(super) struct Facets {
    values: Vec<FacetValue>,
    /// Values that everything has, as places in `values`.
    common: Vec<usize>,
    /// Frequent values.
    frequent: Vec<(usize, Bits)>,
    /// The rare values of each document.
    rare: KeysOf,
    /// The same, document after document.
    of_rare: Box<[(DocId, u32)]>,
    /// All values of each document but the common ones.
    every: KeysOf,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct FacetValue {
    name: String,
    value: String,
}

impl Facets {
    /// From all keys of a segment and those of each document.
    pub(super) fn of(keys: &[String], keys_of: &KeysOf, documents: u32) -> Self {
        let mut values = Vec::new();
        let place: Vec<Option<usize>> = keys
            .iter()
            .map(|key| {
                let (name, value) = facet(key)?;
                values.push(FacetValue {
                    name: name.to_owned(),
                    value: value.to_owned(),
                });
                Some(values.len() - 1)
            })
            .collect();
        let mut often = vec![0_usize; values.len()];
        let counted = |document| {
            keys_of
                .of(document)
                .iter()
                .filter_map(|&key| place[key as usize])
        };
        (0..documents)
            .flat_map(counted)
            .for_each(|value| often[value] += 1);
        let is_common = |value: usize| often[value] == documents as usize;
        let is_rare = |value: usize| often[value] * RARE < documents as usize;
        let mut bits: HashMap<usize, Bits> = HashMap::new();
        let (mut rare, mut every) = (KeysOf::default(), KeysOf::default());
        for document in 0..documents {
            for value in counted(document).filter(|&one| !is_rare(one) && !is_common(one)) {
                let bits = bits.entry(value).or_insert_with(|| Bits::none(documents));
                bits.set(document);
            }
            every.push(
                counted(document)
                    .filter(|&value| !is_common(value))
                    .filter_map(|value| u32::try_from(value).ok()),
            );
            rare.push(
                counted(document)
                    .filter(|&value| is_rare(value))
                    .filter_map(|value| u32::try_from(value).ok()),
            );
        }
        Self {
            common: (0..values.len())
                .filter(|&value| is_common(value))
                .collect(),
            values,
            frequent: bits.into_iter().collect(),
            of_rare: (0..documents)
                .flat_map(|document| {
                    rare.of(document)
                        .iter()
                        .map(move |&value| (document, value))
                })
                .collect(),
            rare,
            every,
        }
    }

    /// How often each value occurs among these things.
    pub(super) fn count(&self, found: &Bits) -> Vec<usize> {
        let mut counts = vec![0; self.values.len()];
        let things = found.count();
        self.common.iter().for_each(|&value| counts[value] = things);
        if self.are_few(things, found) {
            one_by_one(&self.every, found, |value| counts[value] += 1);
            return counts;
        }
        if things < self.of_rare.len() {
            one_by_one(&self.rare, found, |value| counts[value] += 1);
        } else {
            for &(document, value) in &self.of_rare {
                counts[value as usize] += usize::from(found.has(document));
            }
        }
        for (value, bits) in &self.frequent {
            counts[*value] = bits.common(found);
        }
        counts
    }

    /// The same where it is known how often each occurs among all: what is missing is counted where that is less.
    pub(super) fn count_of(&self, found: &Bits, (all, known): (&Bits, &[usize])) -> Vec<usize> {
        let missing = all.without(found);
        let things = missing.count();
        if !self.are_few(things, found) {
            return self.count(found);
        }
        let mut counts = known.to_vec();
        self.common
            .iter()
            .for_each(|&value| counts[value] -= things);
        one_by_one(&self.every, &missing, |value| counts[value] -= 1);
        counts
    }

    /// Whether so many things are counted sooner one by one.
    fn are_few(&self, things: usize, among: &Bits) -> bool {
        things * FEW < self.frequent.len() * among.words()
    }
}

/// Gives the values of each thing found.
fn one_by_one(values: &KeysOf, found: &Bits, mut each: impl FnMut(usize)) {
    for document in found.iter() {
        values
            .of(document)
            .iter()
            .for_each(|&value| each(value as usize));
    }
}

/// Every value of all segments, by name and then by value.
pub(super) struct Values {
    all: Vec<FacetValue>,
    /// Where the values of each segment stand.
    places: Vec<Box<[usize]>>,
}

impl Values {
    pub(super) fn of<'a>(segments: impl Iterator<Item = &'a Facets> + Clone) -> Self {
        let every = segments.clone().flat_map(|facets| &facets.values);
        let mut all: Vec<FacetValue> = every.cloned().collect();
        all.sort_unstable();
        all.dedup();
        let places = segments.map(|facets| {
            let place = |value| all.binary_search(value).unwrap_or_else(|near| near);
            facets.values.iter().map(place).collect()
        });
        Self {
            places: places.collect(),
            all,
        }
    }

    /// The values that occur, most frequent first, from the counts of each segment; `kind` and `tag` are always told.
    pub(super) fn tell(
        &self,
        counted: impl Iterator<Item = Vec<usize>>,
    ) -> BTreeMap<String, Vec<FacetCount>> {
        let mut counts = vec![0; self.all.len()];
        for (places, counted) in self.places.iter().zip(counted) {
            for (&place, count) in places.iter().zip(counted) {
                counts[place] += count;
            }
        }
        let mut told = BTreeMap::from(["kind", "tag"].map(|name| (name.to_owned(), Vec::new())));
        let mut from = 0;
        for values in self.all.chunk_by(|one, other| one.name == other.name) {
            let counts = &counts[from..from + values.len()];
            from += values.len();
            let occurring = counts
                .iter()
                .copied()
                .zip(values)
                .filter(|(count, _)| *count > 0);
            let most = most_frequent(occurring.collect());
            if let Some(name) = values.first().filter(|_| !most.is_empty()) {
                told.insert(name.name.clone(), most);
            }
        }
        told
    }
}

fn most_frequent(mut values: Vec<(usize, &FacetValue)>) -> Vec<FacetCount> {
    let order = |one: &(usize, &FacetValue), other: &(usize, &FacetValue)| {
        other
            .0
            .cmp(&one.0)
            .then_with(|| one.1.value.cmp(&other.1.value))
    };
    if values.len() > MOST_VALUES {
        values.select_nth_unstable_by(MOST_VALUES, order);
        values.truncate(MOST_VALUES);
    }
    values.sort_unstable_by(order);
    values
        .into_iter()
        .map(|(count, value)| FacetCount {
            value: value.value.clone(),
            count,
        })
        .collect()
}

/// The name and the shown value of a key that is counted.
fn facet(key: &str) -> Option<(&str, &str)> {
    let (sort, rest) = key.split_once(SEPARATOR)?;
    match sort {
        "kind" => Some(("kind", rest)),
        "tag" => Some(("tag", rest.split_once(SEPARATOR)?.1)),
        "facet" => rest.split_once(SEPARATOR),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const THINGS: u32 = 20_000;

    /// Of three sorts: one that everything has, some that many have, one for each few things.
    fn facets() -> (Facets, impl Fn(&Bits, usize) -> usize) {
        let mut keys = vec!["kind\u{1f}card".to_owned()];
        keys.extend((0..10).map(|at| format!("facet\u{1f}form\u{1f}{at}")));
        keys.extend((0..4_000).map(|at| format!("facet\u{1f}owner\u{1f}{at}")));
        let of = |document: u32| [0, 1 + document % 10, 11 + document / 5];
        let mut keys_of = KeysOf::default();
        (0..THINGS).for_each(|document| keys_of.push(of(document).into_iter()));
        let plainly = move |found: &Bits, value: usize| {
            let has = |&document: &u32| of(document).iter().any(|&one| one as usize == value);
            found.iter().filter(has).count()
        };
        (Facets::of(&keys, &keys_of, THINGS), plainly)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn counts_are_the_same_however_they_are_made(dead in 1_u32..500, one_in in 1_u32..200, but in any::<bool>()) {
            let (facets, plainly) = facets();
            let mut all = Bits::all(THINGS);
            (0..THINGS).filter(|one| one % dead == 1).for_each(|one| all.unset(one));
            let mut found = all.clone();
            let left_out = |one: &u32| (one.wrapping_mul(2_654_435_761) >> 8).is_multiple_of(one_in) != but;
            (0..THINGS).filter(left_out).for_each(|one| found.unset(one));
            let counts = facets.count_of(&found, (&all, &facets.count(&all)));
            for value in (0..30).chain([4_010]) {
                prop_assert_eq!(counts[value], plainly(&found, value));
            }
            prop_assert_eq!(counts.iter().sum::<usize>(), 3 * found.count());
        }
    }
}
