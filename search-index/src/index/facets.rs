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
const FEW: usize = 64;

/// What is counted in one segment.
pub(super) struct Facets {
    values: Vec<FacetValue>,
    /// Frequent values, as places in `values`.
    frequent: Vec<(usize, Bits)>,
    /// The rare values of each document, as places in `values`.
    rare: KeysOf,
    /// The same, document after document.
    of_rare: Box<[(DocId, u32)]>,
    /// All values of each document.
    every: KeysOf,
}

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
        let is_rare = |value: usize| often[value] * RARE < documents as usize;
        let mut bits: HashMap<usize, Bits> = HashMap::new();
        let (mut rare, mut every) = (KeysOf::default(), KeysOf::default());
        for document in 0..documents {
            for value in counted(document).filter(|&value| !is_rare(value)) {
                let bits = bits.entry(value).or_insert_with(|| Bits::none(documents));
                bits.set(document);
            }
            every.push(counted(document).filter_map(|value| u32::try_from(value).ok()));
            rare.push(
                counted(document)
                    .filter(|&value| is_rare(value))
                    .filter_map(|value| u32::try_from(value).ok()),
            );
        }
        Self {
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

    fn count(&self, found: &Bits) -> Vec<usize> {
        let mut counts = vec![0; self.values.len()];
        let things = found.count();
        if things * FEW < self.frequent.len() * found.words() {
            one_by_one(&self.every, found, &mut counts);
            return counts;
        }
        if things < self.of_rare.len() {
            one_by_one(&self.rare, found, &mut counts);
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
}

/// Counts the values of each thing found.
fn one_by_one(values: &KeysOf, found: &Bits, counts: &mut [usize]) {
    for document in found.iter() {
        for &value in values.of(document) {
            counts[value as usize] += 1;
        }
    }
}

/// How often each value occurs among everything found, most frequent first; `kind` and `tag` are always told.
pub(super) fn count<'a>(
    found: impl Iterator<Item = (&'a Facets, &'a Bits)>,
) -> BTreeMap<String, Vec<FacetCount>> {
    let mut by_name: BTreeMap<&str, HashMap<&str, usize>> = BTreeMap::new();
    by_name.entry("kind").or_default();
    by_name.entry("tag").or_default();
    for (facets, found) in found {
        for (value, count) in facets.values.iter().zip(facets.count(found)) {
            if count > 0 {
                let values = by_name.entry(&value.name).or_default();
                *values.entry(&value.value).or_default() += count;
            }
        }
    }
    by_name
        .into_iter()
        .map(|(name, values)| (name.to_owned(), most_frequent(values)))
        .collect()
}

fn most_frequent(values: HashMap<&str, usize>) -> Vec<FacetCount> {
    let mut values: Vec<(&str, usize)> = values.into_iter().collect();
    let order = |one: &(&str, usize), other: &(&str, usize)| {
        other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0))
    };
    if values.len() > MOST_VALUES {
        values.select_nth_unstable_by(MOST_VALUES, order);
        values.truncate(MOST_VALUES);
    }
    values.sort_unstable_by(order);
    values
        .into_iter()
        .map(|(value, count)| FacetCount {
            value: value.to_owned(),
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
