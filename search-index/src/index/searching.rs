//! From a question to its answer.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use tantivy::DocId;
use tantivy::schema::{IndexRecordOption, Term};

use super::View;
use super::nearness::{LOOKED_AT, lift, with_phrase};
use super::plan::Plan;
use super::reading::Reading;
use super::schema::SEPARATOR;
use super::score::{Found, Sums, Weights, each_block, score_segment};
use super::segment::{Bits, Segment, filters};
use super::snippet::Marker;
use crate::question::{Answer, FacetCount, Hit, Query, Sort};

/// Pages behind this many hits stay empty: nobody turns so many.
const DEEPEST: usize = 10_000;
/// The most values that one facet tells.
const MOST_VALUES: usize = 100;

pub(super) fn search(view: &View, query: &Query) -> tantivy::Result<Answer> {
    let start = Instant::now();
    let reading = Reading::of(&query.text);
    let plan = Plan::of(view, &query.text, &reading);
    let mut found = find(view, query, &reading, &plan)?;
    let total = found.len();
    let facets = count_facets(view, &found);
    let from = query
        .page
        .max(1)
        .saturating_sub(1)
        .saturating_mul(query.per_page.min(Query::MOST_PER_PAGE));
    let to = from
        .saturating_add(query.per_page.min(Query::MOST_PER_PAGE))
        .min(total)
        .min(DEEPEST);
    let by_score = query.sort == Sort::Best && !reading.is_empty();
    let page = if from < to {
        order(
            view,
            query.sort,
            by_score,
            &mut found,
            to.max(LOOKED_AT.min(total)),
        )?;
        if by_score {
            lift_best(view, &plan, &mut found)?;
        }
        &found[from..to]
    } else {
        &[]
    };
    let marker = Marker::of(&plan, &reading.phrases);
    let hits = page
        .iter()
        .map(|one| hit(view, &marker, one))
        .collect::<tantivy::Result<_>>()?;
    let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    Ok(Answer {
        total,
        hits,
        facets,
        did_you_mean: plan.did_you_mean,
        took_us,
    })
}

/// Everything that answers, in no order.
fn find(view: &View, query: &Query, reading: &Reading, plan: &Plan) -> tantivy::Result<Vec<Found>> {
    thread_local! {
        static SUMS: RefCell<Sums> = RefCell::default();
    }
    let filters = filters(query);
    let weights = Weights::of(view, plan);
    let mut found = Vec::new();
    for (at, segment) in (0..).zip(&view.segments) {
        let mut allowed = segment.allowed(&filters);
        exclude(view, segment, reading, &mut allowed)?;
        for phrase in &reading.phrases {
            allowed = with_phrase(view, segment, phrase, &allowed)?;
        }
        if reading.is_empty() {
            found.extend(allowed.iter().map(|document| Found {
                score: 0.0,
                segment: at,
                document,
            }));
        } else {
            SUMS.with_borrow_mut(|sums| {
                score_segment(
                    sums,
                    view,
                    (at, segment),
                    plan,
                    &weights,
                    &allowed,
                    &mut found,
                )
            })?;
        }
    }
    Ok(found)
}

fn exclude(
    view: &View,
    segment: &Segment,
    reading: &Reading,
    allowed: &mut Bits,
) -> tantivy::Result<()> {
    for word in &reading.excluded {
        let term = Term::from_field_text(view.fields.text, &word.stem);
        each_block(
            &segment.text,
            &term,
            IndexRecordOption::Basic,
            |documents, _| {
                for &document in documents {
                    allowed.unset(document);
                }
            },
        )?;
    }
    Ok(())
}

/// Puts the first `first` of `found` in order; the others stay behind them.
fn order(
    view: &View,
    sort: Sort,
    by_score: bool,
    found: &mut [Found],
    first: usize,
) -> tantivy::Result<()> {
    let tie = |one: &Found| view.segment(one).ties[one.document as usize];
    let date = |one: &Found| {
        view.segment(one)
            .dates
            .first(one.document)
            .unwrap_or(i64::MIN)
    };
    let titles = if sort == Sort::Title {
        titles_of(view, found)?
    } else {
        HashMap::new()
    };
    let compare = |one: &Found, other: &Found| -> Ordering {
        let primary = match sort {
            Sort::Best if by_score => other.score.total_cmp(&one.score),
            Sort::Best | Sort::Newest => date(other).cmp(&date(one)),
            Sort::Oldest => {
                let known = |one: &Found| (date(one) == i64::MIN, date(one));
                known(one).cmp(&known(other))
            }
            Sort::Title => {
                titles[&(one.segment, one.document)].cmp(&titles[&(other.segment, other.document)])
            }
        };
        primary.then_with(|| tie(one).cmp(&tie(other)))
    };
    if first < found.len() {
        found.select_nth_unstable_by(first, compare);
    }
    let first = first.min(found.len());
    found[..first].sort_unstable_by(compare);
    Ok(())
}

fn titles_of(view: &View, found: &[Found]) -> tantivy::Result<HashMap<(u32, DocId), String>> {
    let mut titles = HashMap::with_capacity(found.len());
    for one in found {
        let mut title = String::new();
        if let Some(column) = &view.segment(one).titles
            && let Some(ord) = column.term_ords(one.document).next()
        {
            column.ord_to_str(ord, &mut title)?;
        }
        titles.insert((one.segment, one.document), title);
    }
    Ok(titles)
}

/// Looks closely at the best answers and puts them in their final order.
fn lift_best(view: &View, plan: &Plan, found: &mut [Found]) -> tantivy::Result<()> {
    let best = LOOKED_AT.min(found.len());
    let weights = Weights::of(view, plan);
    lift(view, plan, &weights, &mut found[..best])?;
    let tie = |one: &Found| view.segment(one).ties[one.document as usize];
    found[..best].sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then_with(|| tie(one).cmp(&tie(other)))
    });
    Ok(())
}

/// How often each value occurs among everything found.
fn count_facets(view: &View, found: &[Found]) -> BTreeMap<String, Vec<FacetCount>> {
    let mut counts: Vec<Vec<u32>> = view
        .segments
        .iter()
        .map(|segment| vec![0; segment.keys.len()])
        .collect();
    for one in found {
        let counts = &mut counts[one.segment as usize];
        view.segment(one)
            .keys_of(one.document)
            .iter()
            .for_each(|&key| counts[key as usize] += 1);
    }
    let mut by_name: BTreeMap<String, HashMap<String, usize>> = BTreeMap::new();
    by_name.entry("kind".to_owned()).or_default();
    by_name.entry("tag".to_owned()).or_default();
    for (segment, counts) in view.segments.iter().zip(&counts) {
        for (key, &count) in segment
            .keys
            .iter()
            .zip(counts)
            .filter(|&(_, &count)| count > 0)
        {
            if let Some((name, value)) = facet(key) {
                *by_name
                    .entry(name.to_owned())
                    .or_default()
                    .entry(value.to_owned())
                    .or_default() += count as usize;
            }
        }
    }
    by_name
        .into_iter()
        .map(|(name, values)| (name, most_frequent(values)))
        .collect()
}

fn most_frequent(values: HashMap<String, usize>) -> Vec<FacetCount> {
    let mut counts: Vec<_> = values
        .into_iter()
        .map(|(value, count)| FacetCount { value, count })
        .collect();
    counts.sort_by(|one, other| {
        other
            .count
            .cmp(&one.count)
            .then_with(|| one.value.cmp(&other.value))
    });
    counts.truncate(MOST_VALUES);
    counts
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

fn hit(view: &View, marker: &Marker, one: &Found) -> tantivy::Result<Hit> {
    let (id, kind, title, summary, body) = view.segment(one).stored(one.document)?;
    let snippet = marker.snippet(&summary, &body);
    Ok(Hit {
        id,
        kind,
        score: one.score,
        title: marker.mark(&title),
        snippet,
    })
}
