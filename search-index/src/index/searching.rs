//! From a question to its answer.

use std::time::Instant;

use tantivy::schema::{IndexRecordOption, Term};

use super::bits::Bits;
use super::filter::filters;
use super::nearness::{LOOKED_AT, lift, with_phrase};
use super::order;
use super::plan::Plan;
use super::reading::Reading;
use super::score::{Best, Found, Words};
use super::segment::Segment;
use super::snippet::Marker;
use super::stem::each_block;
use super::view::View;
use crate::question::{Answer, Hit, Query, Sort};

/// Pages behind this many hits stay empty: nobody turns so many.
const DEEPEST: usize = 10_000;

pub(super) fn search(view: &View, query: &Query) -> tantivy::Result<Answer> {
    let start = Instant::now();
    let answer = view.answer(query, || answer(view, query))?;
    Ok(Answer {
        took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
        ..answer
    })
}

fn answer(view: &View, query: &Query) -> tantivy::Result<Answer> {
    let reading = Reading::of(&query.text);
    let plan = Plan::of(view, &query.text, &reading)?;
    let wanted = Wanted::of(query);
    let mut best = Best::new(wanted.looked_through());
    let words = Words::of(view, &plan)?;
    let found = find(view, query, &reading, &words, &mut best)?;
    let total = found.iter().map(Bits::count).sum();
    let page = if wanted.from >= wanted.to.min(total) {
        Vec::new()
    } else if query.sort == Sort::Best && !reading.is_empty() {
        lifted(view, &plan, &words, best.finish())?
    } else {
        order::first(view, &found, query.sort, wanted.to)
    };
    let marker = Marker::of(&plan, &reading.phrases);
    let hits = page
        .iter()
        .take(wanted.to)
        .skip(wanted.from)
        .map(|one| hit(view, &marker, one))
        .collect::<tantivy::Result<_>>()?;
    let counted = view.segments.iter().zip(&found);
    let facets = view
        .values
        .tell(counted.map(|(segment, found)| segment.facets(found)));
    Ok(Answer {
        total,
        hits,
        facets,
        did_you_mean: plan.did_you_mean,
        took_us: 0,
    })
}

/// The places of the hits that are asked for.
struct Wanted {
    from: usize,
    to: usize,
}

impl Wanted {
    fn of(query: &Query) -> Self {
        let per_page = query.per_page.min(Query::MOST_PER_PAGE);
        let from = query.page.max(1).saturating_sub(1).saturating_mul(per_page);
        Self {
            from,
            to: from.saturating_add(per_page).min(DEEPEST),
        }
    }

    /// How many of the best are kept: enough to look closely at the first.
    fn looked_through(&self) -> usize {
        if self.from < self.to {
            self.to.max(LOOKED_AT)
        } else {
            0
        }
    }
}

/// Everything that answers, segment by segment; the best goes to `best`.
fn find(
    view: &View,
    query: &Query,
    reading: &Reading,
    words: &Words,
    best: &mut Best,
) -> tantivy::Result<Vec<Bits>> {
    let filters = filters(query);
    (0..)
        .zip(&view.segments)
        .map(|(at, segment)| {
            let mut allowed = segment.allowed(&filters);
            exclude(view, segment, reading, &mut allowed)?;
            for phrase in &reading.phrases {
                allowed = with_phrase(view, segment, phrase, &allowed)?;
            }
            if reading.is_empty() {
                return Ok(allowed);
            }
            Ok(words.score_segment((at, &segment.columns.ties), &allowed, best))
        })
        .collect()
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

/// Gives the best their exact scores, looks closely at the first of them and puts those in their final order.
fn lifted(
    view: &View,
    plan: &Plan,
    words: &Words,
    mut best: Vec<Found>,
) -> tantivy::Result<Vec<Found>> {
    for one in &mut best {
        words.score(one);
    }
    best.sort_unstable_by(Found::order);
    let looked_at = LOOKED_AT.min(best.len());
    for one in &mut best[..looked_at] {
        words.lift(one);
    }
    lift(view, plan, words, &mut best[..looked_at])?;
    best[..looked_at].sort_by(Found::order);
    Ok(best)
}

fn hit(view: &View, marker: &Marker, one: &Found) -> tantivy::Result<Hit> {
    let texts = view.texts(one.segment, one.document)?;
    Ok(Hit {
        id: texts.id().to_owned(),
        kind: texts.kind().to_owned(),
        score: one.score,
        title: marker.mark(texts.title()),
        snippet: marker.snippet(texts.summary(), texts.body()),
    })
}
