//! From a question to its answer.

use std::time::Instant;

use tantivy::schema::{IndexRecordOption, Term};

use super::bits::Bits;
use super::filter::filters;
use super::nearness::{LOOKED_AT, lift, most_lifted, with_phrase};
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
        lifted(view, &plan, &words, best.finish(), wanted.to)?
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

/// Gives the best their exact scores, looks closely at the first of them and puts those in their final order, as far as
/// `wanted` reaches.
fn lifted(
    view: &View,
    plan: &Plan,
    words: &Words,
    mut best: Vec<Found>,
    wanted: usize,
) -> tantivy::Result<Vec<Found>> {
    for one in &mut best {
        words.score(one);
    }
    best.sort_unstable_by(Found::order);
    let looked_at = LOOKED_AT.min(best.len());
    for one in &mut best[..looked_at] {
        words.lift(one);
    }
    let best_of_all = &mut best[..looked_at];
    best_of_all.sort_unstable_by(Found::order);
    let close = within_reach(best_of_all, wanted, most_lifted(plan));
    lift(view, plan, words, &mut best_of_all[..close])?;
    best_of_all.sort_by(Found::order);
    Ok(best)
}

/// How many of these, best first, can still come among the wanted ones when they are lifted by so much.
fn within_reach(best: &[Found], wanted: usize, most: f32) -> usize {
    match wanted.checked_sub(1).and_then(|last| best.get(last)) {
        Some(last) => best.partition_point(|one| one.score + most >= last.score),
        None => best.len(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// With the scores that lifting gives, in their order.
    fn lifted_by(mut best: Vec<Found>, lifts: &[f32], wanted: usize) -> Vec<(f32, u64)> {
        for (one, lift) in best.iter_mut().zip(lifts) {
            one.score += lift;
        }
        best.sort_by(Found::order);
        let first = best.iter().take(wanted);
        first.map(|one| (one.score, one.tie)).collect()
    }

    proptest! {
        #[test]
        fn what_is_out_of_reach_comes_in_nowhere(
            mut things in prop::collection::vec((0.0_f32..3.0, 0.0_f32..0.5), 1..40),
            wanted in 1_usize..50,
        ) {
            things.sort_by(|one, other| other.0.total_cmp(&one.0));
            let found = |(tie, (score, _)): (u64, &(f32, f32))| Found { score: *score, tie, segment: 0, document: 0 };
            let best: Vec<Found> = (0..).zip(&things).map(found).collect();
            let lifts: Vec<f32> = things.iter().map(|(_, lift)| *lift).collect();
            let close = within_reach(&best, wanted, 0.5);
            prop_assert_eq!(
                lifted_by(best.clone(), &lifts[..close], wanted),
                lifted_by(best, &lifts, wanted)
            );
        }
    }
}
