//! Putting what was found in another order than by how well it answers.

use tantivy::DocId;

use super::bits::Bits;
use super::columns::oldest_first;
use super::score::Found;
use super::segment::Segment;
use super::view::View;
use crate::question::Sort;

/// The first `wanted` of what was found, in order.
pub(super) fn first(view: &View, found: &[Bits], sort: Sort, wanted: usize) -> Vec<Found> {
    match sort {
        Sort::Best | Sort::Newest => by(view, found, sort, wanted, |segment, document| {
            std::cmp::Reverse(segment.columns.date(document))
        }),
        Sort::Oldest => by(view, found, sort, wanted, |segment, document| {
            oldest_first(segment.columns.date(document))
        }),
        Sort::Title => by(view, found, sort, wanted, |segment, document| {
            segment.columns.title(document)
        }),
    }
}

/// Takes the first of each segment, whose order is known, and orders those by their key.
fn by<K: Ord>(
    view: &View,
    found: &[Bits],
    sort: Sort,
    wanted: usize,
    key: impl Fn(&Segment, DocId) -> K,
) -> Vec<Found> {
    let mut first: Vec<(K, Found)> = Vec::new();
    for ((at, segment), found) in (0..).zip(&view.segments).zip(found) {
        let order = segment.columns.order(sort).iter();
        let fitting = order.copied().filter(|&document| found.has(document));
        first.extend(fitting.take(wanted).map(|document| {
            let found = Found {
                score: 0.0,
                tie: segment.columns.ties[document as usize],
                segment: at,
                document,
            };
            (key(segment, document), found)
        }));
    }
    if view.segments.len() > 1 {
        first.sort_unstable_by(|(one, found), (other, other_found)| {
            one.cmp(other).then_with(|| found.tie.cmp(&other_found.tie))
        });
        first.truncate(wanted);
    }
    first.into_iter().map(|(_, found)| found).collect()
}
