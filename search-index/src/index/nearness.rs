//! Words that stand near each other: quoted phrases, and a bonus for the best answers.

use tantivy::postings::Postings;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocId, DocSet, TERMINATED};

use super::bits::Bits;
use super::plan::{Group, Plan};
use super::score::{Found, Words};
use super::segment::Segment;
use super::stem::each_block;
use super::view::View;
use crate::analysis::Analysed;

/// This many of the best answers are looked at closely.
pub(super) const LOOKED_AT: usize = 40;
/// Words at most this far apart are near.
const NEAR: u32 = 3;
const BONUS: f32 = 0.1;
/// Sums of a few numbers are right to more places than this.
const ROUNDED_UP: f32 = 1.001;

/// The documents where all words of a phrase stand next to each other, each as it is written.
pub(super) fn with_phrase(
    view: &View,
    segment: &Segment,
    phrase: &[Analysed],
    among: &Bits,
) -> tantivy::Result<Bits> {
    let mut candidates = among.clone();
    for word in phrase {
        let mut with = Bits::none(segment.reader.max_doc());
        let exact = Term::from_field_text(view.fields.exact, &word.exact);
        each_block(
            &segment.exact,
            &exact,
            IndexRecordOption::Basic,
            |documents, _| {
                for &document in documents {
                    with.set(document);
                }
            },
        )?;
        candidates.and(&with);
    }
    let documents: Vec<DocId> = candidates.iter().collect();
    let places: Vec<Vec<Vec<u32>>> = phrase
        .iter()
        .map(|word| positions(view, segment, &word.stem, &documents))
        .collect::<Result<_, _>>()?;
    for (at, &document) in documents.iter().enumerate() {
        let first = places.first().map_or(&[][..], |first| &first[at]);
        let stands = first.iter().any(|&start| {
            places
                .iter()
                .zip(start..)
                .all(|(of_word, place)| of_word[at].binary_search(&place).is_ok())
        });
        if !stands {
            candidates.unset(document);
        }
    }
    Ok(candidates)
}

/// Lifts those of the first answers in which neighbouring words of the question are neighbours too.
pub(super) fn lift(
    view: &View,
    plan: &Plan,
    words: &Words,
    best: &mut [Found],
) -> tantivy::Result<()> {
    if plan.groups.len() < 2 {
        return Ok(());
    }
    for (at, segment) in (0..).zip(&view.segments) {
        let mut mine: Vec<usize> = (0..best.len())
            .filter(|&one| best[one].segment == at)
            .collect();
        mine.sort_by_key(|&one| best[one].document);
        if mine.is_empty() {
            continue;
        }
        let mut places = Vec::new();
        for (word, group) in plan.groups.iter().enumerate() {
            let stem = group
                .alternatives
                .iter()
                .flat_map(|one| &one.stems)
                .find(|stem| stem.is_known());
            let mut of_word = vec![Vec::new(); mine.len()];
            if let Some(stem) = stem {
                let beside: Vec<usize> = (0..mine.len())
                    .filter(|&place| words.stands_beside(word, &best[mine[place]]))
                    .collect();
                let documents: Vec<DocId> = beside
                    .iter()
                    .map(|&place| best[mine[place]].document)
                    .collect();
                let found = positions(view, segment, &stem.text, &documents)?;
                for (place, found) in beside.into_iter().zip(found) {
                    of_word[place] = found;
                }
            }
            places.push(of_word);
        }
        for pair in 1..places.len() {
            let weight = pair_weight(&plan.groups[pair - 1..=pair]);
            for (place, &one) in mine.iter().enumerate() {
                best[one].score += weight * near(&places[pair - 1][place], &places[pair][place]);
            }
        }
    }
    Ok(())
}

/// What two neighbouring words of the question give where they are neighbours.
fn pair_weight(pair: &[Group]) -> f32 {
    let weights = pair.iter().map(|group| group.weight);
    BONUS * weights.fold(f32::MAX, f32::min)
}

/// The most that [`lift`] adds to anything, and a little that may be lost in adding it up.
pub(super) fn most_lifted(plan: &Plan) -> f32 {
    let all: f32 = plan.groups.windows(2).map(pair_weight).sum();
    all * ROUNDED_UP
}

/// 1 when the second comes right after the first somewhere, less when they are only near.
fn near(first: &[u32], second: &[u32]) -> f32 {
    let mut nearest = 0.0_f32;
    for &place in first {
        let from = second.partition_point(|&other| other + NEAR < place);
        for &other in second[from..]
            .iter()
            .take_while(|&&other| other <= place + NEAR)
        {
            let nearness = match other.abs_diff(place) {
                0 => 0.0,
                1 if other > place => 1.0,
                1 => 0.8,
                2 => 0.6,
                _ => 0.4,
            };
            nearest = nearest.max(nearness);
        }
    }
    nearest
}

/// Where a stem stands in each of these documents, which must be in order.
fn positions(
    view: &View,
    segment: &Segment,
    stem: &str,
    documents: &[DocId],
) -> tantivy::Result<Vec<Vec<u32>>> {
    let mut places = vec![Vec::new(); documents.len()];
    let term = Term::from_field_text(view.fields.text, stem);
    if let Some(mut postings) = segment
        .text
        .read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?
    {
        for (at, &document) in documents.iter().enumerate() {
            if postings.doc() == TERMINATED {
                break;
            }
            if postings.doc() < document {
                postings.seek(document);
            }
            if postings.doc() == document {
                postings.positions(&mut places[at]);
                places[at].dedup();
            }
        }
    }
    Ok(places)
}
