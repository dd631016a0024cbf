//! What a question filters by, said in keys of the schema.

use std::collections::HashMap;

use super::schema::{SEPARATOR, folded_line};
use crate::findable::PUBLIC;
use crate::question::{NumberFilter, Query};

/// A filter over the keys of a thing; each is the union of the documents of the keys that fit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Filter {
    /// One of these keys, written out.
    Any(Vec<String>),
    /// A key that begins so.
    Prefix(String),
    Number {
        name: String,
        at_least: i64,
        at_most: i64,
        unknown_fits: bool,
    },
}

/// All filters of a question; every one must hold.
pub(super) fn filters(query: &Query) -> Vec<Filter> {
    let join = |pieces: &[&str]| pieces.join("\u{1f}");
    let mut filters = vec![audience(&query.keys)];
    if !query.kinds.is_empty() {
        let kinds = query.kinds.iter().map(|kind| join(&["kind", kind]));
        filters.push(Filter::Any(kinds.collect()));
    }
    let mut by_name: HashMap<&str, Vec<String>> = HashMap::new();
    for (name, value) in &query.facets {
        by_name
            .entry(name)
            .or_default()
            .push(join(&["facet", name, value]));
    }
    filters.extend(by_name.into_values().map(Filter::Any));
    let tags = query.tags.iter();
    filters.extend(tags.map(|tag| Filter::Prefix(join(&["tag", &folded_line(tag), ""]))));
    filters.extend(query.numbers.iter().map(number));
    filters
}

/// What a caller with these keys may find.
pub(super) fn audience(keys: &[String]) -> Filter {
    let mut keys: Vec<String> = keys
        .iter()
        .map(String::as_str)
        .chain([PUBLIC])
        .map(|key| format!("audience{SEPARATOR}{key}"))
        .collect();
    keys.sort();
    keys.dedup();
    Filter::Any(keys)
}

fn number(filter: &NumberFilter) -> Filter {
    Filter::Number {
        name: filter.name.clone(),
        at_least: filter.at_least.unwrap_or(i64::MIN),
        at_most: filter.at_most.unwrap_or(i64::MAX),
        unknown_fits: filter.unknown_fits,
    }
}

impl Filter {
    pub(super) fn fits(&self, key: &str) -> bool {
        match self {
            Self::Any(keys) => keys.iter().any(|one| one == key),
            Self::Prefix(prefix) => key.starts_with(prefix),
            Self::Number {
                name,
                at_least,
                at_most,
                ..
            } => span_of(key, name).is_some_and(|(from, to)| from <= *at_most && to >= *at_least),
        }
    }

    /// The beginning of the keys that make a number known, when things without one fit as well.
    pub(super) fn unknown_name(&self) -> Option<String> {
        match self {
            Self::Number {
                name,
                unknown_fits: true,
                ..
            } => Some(format!("number{SEPARATOR}{name}{SEPARATOR}")),
            _ => None,
        }
    }
}

fn span_of(key: &str, name: &str) -> Option<(i64, i64)> {
    let (from, to) = key
        .strip_prefix("number")?
        .strip_prefix(SEPARATOR)?
        .strip_prefix(name)?
        .strip_prefix(SEPARATOR)?
        .split_once(SEPARATOR)?;
    Some((from.parse().ok()?, to.parse().ok()?))
}
