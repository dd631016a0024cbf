//! Events as the search index takes them, and questions about events.

use chrono::{DateTime, Utc};
use nouns::Paging;
use search_index::{Findable, NumberFilter, PUBLIC, Query, Sort, Span};

use crate::board::{Board, Filter, Pinned};
use crate::event::Status;
use crate::topic::Topic;

/// Raise it when [`findable`] fills otherwise: every index is then rebuilt.
pub(crate) const VERSION: u64 = 2;
const WHEN: &str = "when";

/// Each kind of access is a facet of its own: who asks for two needs both.
fn access(flag: &str) -> (String, String) {
    (
        format!("toegang-{}", flag.replace('_', "-")),
        "ja".to_owned(),
    )
}

/// What can be found of an event.
pub(crate) fn findable(pinned: &Pinned, board: &Board) -> Findable {
    let (event, words) = (&pinned.event, &pinned.event.words);
    let community = words
        .community
        .as_ref()
        .and_then(|slug| board.community(slug));
    let name = community.map(|community| community.charter.name.clone());
    let body = [
        words.place.clone(),
        name,
        Some(words.region.name().to_owned()),
        words.cost.clone(),
    ];
    let mut facets = vec![
        ("region".to_owned(), words.region.code().to_owned()),
        ("soort".to_owned(), words.kind.as_str().to_owned()),
    ];
    if let Some(slug) = &words.community {
        facets.push(("gemeenschap".to_owned(), slug.to_string()));
    }
    for topic in &words.topics {
        facets.push(("onderwerp".to_owned(), topic.as_str().to_owned()));
    }
    facets.extend(words.accessibility.iter().map(|flag| access(flag)));
    if event.status == Status::Cancelled {
        facets.push(("status".to_owned(), event.status.as_str().to_owned()));
    }
    let over = pinned.over_at.map_or(i64::MAX, |over| over.timestamp());
    let starts = words.when.starts_at().timestamp();
    Findable {
        id: event.id.to_string(),
        kind: "event".to_owned(),
        title: words.title.as_str().to_owned(),
        summary: words.description.clone(),
        body: body.into_iter().flatten().collect::<Vec<_>>().join("\n"),
        tags: words
            .skills
            .iter()
            .copied()
            .chain([words.kind.as_str()])
            .chain(words.topics.iter().map(Topic::as_str))
            .map(str::to_owned)
            .collect(),
        facets,
        numbers: vec![Span::new(WHEN, starts, over)],
        audience: vec![PUBLIC.to_owned()],
        date: Some(starts),
    }
}

/// The question for the events that a filter asks for.
pub(crate) fn query(text: &str, filter: &Filter, paging: Paging) -> Query {
    let mut facets: Vec<(String, String)> = Vec::new();
    for region in filter.region.into_iter().flat_map(nouns::Region::parts) {
        facets.push(("region".to_owned(), region.code().to_owned()));
    }
    if let Some(kind) = filter.kind {
        facets.push(("soort".to_owned(), kind.as_str().to_owned()));
    }
    if let Some(slug) = &filter.community {
        facets.push(("gemeenschap".to_owned(), slug.to_string()));
    }
    if let Some(topic) = &filter.topic {
        facets.push(("onderwerp".to_owned(), topic.as_str().to_owned()));
    }
    facets.extend(filter.access.iter().map(|flag| access(flag)));
    Query {
        text: text.to_owned(),
        facets,
        numbers: vec![NumberFilter {
            name: WHEN.to_owned(),
            at_least: Some(filter.from.timestamp()),
            at_most: (filter.to < DateTime::<Utc>::MAX_UTC).then(|| filter.to.timestamp()),
            unknown_fits: false,
        }],
        page: paging.page() as usize,
        per_page: paging.per_page() as usize,
        sort: Sort::Best,
        ..Query::default()
    }
}
