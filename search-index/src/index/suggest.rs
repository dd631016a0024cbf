//! Completions while typing: titles by the beginning of any of their words, and tags.

use std::sync::Arc;

use tantivy::DocId;

use super::filter::{Filter, audience};
use super::schema::{SEPARATOR, folded_line};
use super::view::View;
use crate::analysis::closeness;
use crate::question::{Suggestion, SuggestionKind};

/// Every beginning of a word in every title, in alphabetical order.
pub(super) struct Completions {
    titles: Vec<Arc<str>>,
    /// Title and the place in it, sorted by what follows there.
    starts: Vec<(DocId, u16)>,
}

impl Completions {
    /// From the folded title of each document.
    pub(super) fn of(titles: Vec<Arc<str>>) -> Self {
        let mut starts: Vec<(u64, DocId, u16)> = Vec::new();
        for (document, title) in (0..).zip(&titles) {
            let spaces = title.match_indices(' ').map(|(at, _)| at + 1);
            for at in std::iter::once(0).chain(spaces) {
                if let Ok(place) = u16::try_from(at) {
                    starts.push((first_letters(&title[at..]), document, place));
                }
            }
        }
        let from = |document: DocId, at: u16| &titles[document as usize][usize::from(at)..];
        // Most are told apart by their first letters, without a look at the titles.
        starts.sort_unstable_by(|&(letters, one, at), &(other_letters, other, other_at)| {
            letters
                .cmp(&other_letters)
                .then_with(|| from(one, at).cmp(from(other, other_at)))
                .then((one, at).cmp(&(other, other_at)))
        });
        let starts = starts.into_iter().map(|(_, document, at)| (document, at));
        Self {
            starts: starts.collect(),
            titles,
        }
    }

    /// The titles with a word that begins so, those that begin with it first.
    fn beginning_with<'a>(
        &'a self,
        typed: &'a str,
    ) -> impl Iterator<Item = (DocId, bool, &'a str)> {
        let from =
            |&(document, at): &(DocId, u16)| &self.titles[document as usize][usize::from(at)..];
        let first = self.starts.partition_point(|start| from(start) < typed);
        self.starts[first..]
            .iter()
            .take_while(move |start| from(start).starts_with(typed))
            .map(|&(document, at)| (document, at == 0, &*self.titles[document as usize]))
    }
}

/// The first eight bytes, as a number that is in the same order.
fn first_letters(text: &str) -> u64 {
    text.bytes()
        .chain(std::iter::repeat(0))
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// No more titles are weighed for one completion.
const MOST_WEIGHED: usize = 2_000;
/// Titles that are sorted for each that is wanted.
const SORTED_FOR_EACH_WANTED: usize = 4;

pub(super) fn suggest(
    view: &View,
    typed: &str,
    keys: &[String],
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    let typed: String = folded_line(typed).chars().take(100).collect();
    if typed.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut found = complete(view, &typed, keys, limit)?;
    if found.is_empty()
        && let Some(corrected) = correct(view, &typed)
    {
        found = complete(view, &corrected, keys, limit)?;
    }
    Ok(found)
}

fn complete(
    view: &View,
    typed: &str,
    keys: &[String],
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    let audience = audience(keys);
    let mut titles: Vec<(bool, &str, usize, DocId)> = Vec::new();
    let mut tags: Vec<String> = Vec::new();
    for (at, segment) in view.segments.iter().enumerate() {
        let allowed = segment.allowed(std::slice::from_ref(&audience));
        let completions = segment.columns.completions();
        let fitting = completions
            .beginning_with(typed)
            .take(MOST_WEIGHED)
            .filter(|&(document, ..)| allowed.has(document));
        titles.extend(fitting.map(|(document, begins, title)| (!begins, title, at, document)));
        for key in segment
            .columns
            .keys
            .iter()
            .filter(|key| begins_tag(key, typed))
        {
            let with = segment.columns.fitting(&Filter::Any(vec![key.clone()]));
            if with.intersects(&allowed) {
                tags.extend(key.rsplit(SEPARATOR).next().map(str::to_owned));
            }
        }
    }
    sort_first(&mut titles, limit);
    tags.sort();
    tags.dedup();
    let mut found: Vec<Suggestion> = tags
        .into_iter()
        .take(limit.div_ceil(3))
        .map(|text| Suggestion {
            text,
            kind: SuggestionKind::Tag,
            id: None,
        })
        .collect();
    for (_, _, at, document) in titles.into_iter().take(limit.saturating_sub(found.len())) {
        let texts = view.texts(u32::try_from(at).unwrap_or(u32::MAX), document)?;
        found.push(Suggestion {
            text: texts.title().to_owned(),
            kind: SuggestionKind::Title,
            id: Some(texts.id().to_owned()),
        });
    }
    found.sort_by_key(|suggestion| suggestion.kind);
    Ok(found)
}

/// Leaves the first titles in their order, each once. Many may share a title: of all of them only so many are sorted as
/// are wanted, unless these are not enough.
fn sort_first(titles: &mut Vec<(bool, &str, usize, DocId)>, wanted: usize) {
    let same = |one: &mut (bool, &str, usize, DocId), other: &mut (bool, &str, usize, DocId)| {
        one.1 == other.1
    };
    let enough = SORTED_FOR_EACH_WANTED * wanted;
    if titles.len() > enough {
        let (first, ..) = titles.select_nth_unstable(enough);
        first.sort_unstable();
        let mut first = first.to_vec();
        first.dedup_by(same);
        if first.len() >= wanted {
            *titles = first;
            return;
        }
    }
    titles.sort_unstable();
    titles.dedup_by(same);
}

fn begins_tag(key: &str, typed: &str) -> bool {
    key.strip_prefix("tag")
        .and_then(|rest| rest.strip_prefix(SEPARATOR))
        .is_some_and(|folded| {
            folded.starts_with(typed) || folded.split(' ').any(|word| word.starts_with(typed))
        })
}

/// The typed words with an unknown last one replaced by a known word.
fn correct(view: &View, typed: &str) -> Option<String> {
    let (before, last) = typed
        .rsplit_once(' ')
        .map_or(("", typed), |(before, last)| (before, last));
    let mut best: Option<(f32, String)> = None;
    for segment in &view.segments {
        for known in segment.vocabulary().sounding_like(last) {
            if let Some(near) = closeness(last, known)
                .filter(|near| best.as_ref().is_none_or(|(other, _)| near > other))
            {
                best = Some((near, known.to_owned()));
            }
        }
    }
    best.map(|(_, known)| format!("{before} {known}").trim().to_owned())
}
