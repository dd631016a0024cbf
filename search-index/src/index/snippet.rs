//! The part of a text around the words found, with those marked.

use super::plan::Plan;
use super::texts::Wanted;
use crate::analysis::Analysed;
use crate::question::{Marked, Segment};

/// Characters in a snippet, about.
const LENGTH: usize = 240;

/// Which words are to be marked.
pub(super) struct Marker {
    wanted: Wanted,
}

impl Marker {
    pub(super) fn of(plan: &Plan, phrases: &[Vec<Analysed>]) -> Self {
        let asked = plan
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .flat_map(|one| one.stems.iter().map(|stem| stem.text.as_str()));
        let quoted = phrases.iter().flatten().map(|word| word.stem.as_str());
        Self {
            wanted: Wanted::of(asked.chain(quoted)),
        }
    }

    /// The whole text with the words found marked.
    pub(super) fn mark(&self, text: &str) -> Marked {
        let places = self.wanted.places(text);
        segments(text, 0, text.len(), &places)
    }

    /// The stretch of `summary` or `body` with the most words found; the beginning when there are none.
    pub(super) fn snippet(&self, summary: &str, body: &str) -> Marked {
        let (text, places) = [summary, body]
            .into_iter()
            .map(|text| (text, self.wanted.places(text)))
            .find(|(_, places)| !places.is_empty())
            .unwrap_or_else(|| (said(summary, body), Vec::new()));
        let (from, to) = window(text, best_place(&places));
        segments(text, from, to, &places)
    }
}

/// The summary, or the body where there is none.
fn said<'a>(summary: &'a str, body: &'a str) -> &'a str {
    if summary.trim().is_empty() {
        body
    } else {
        summary
    }
}

/// Where the densest stretch of marked words begins.
fn best_place(places: &[(usize, usize)]) -> usize {
    let count = |&(start, _): &(usize, usize)| {
        places
            .iter()
            .filter(|&&(other, _)| other >= start && other < start + LENGTH)
            .count()
    };
    let mut best = (0, 0);
    for place in places.iter().take(64) {
        let here = count(place);
        if here > best.0 {
            best = (here, place.0);
        }
    }
    best.1
}

/// About [`LENGTH`] characters around a place, cut between words.
fn window(text: &str, place: usize) -> (usize, usize) {
    let mut from = if place < LENGTH / 3 {
        0
    } else {
        place - LENGTH / 4
    };
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    if from > 0 {
        from += text[from..place]
            .find(char::is_whitespace)
            .map_or(0, |space| space + 1);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
    }
    let rest = &text[from..];
    let Some((cut, _)) = rest.char_indices().nth(LENGTH) else {
        return (from, text.len());
    };
    let cut = rest[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    (from, from + cut)
}

fn segments(text: &str, from: usize, to: usize, places: &[(usize, usize)]) -> Marked {
    let mut found: Vec<Segment> = Vec::new();
    let mut push = |text: &str, marked| {
        if !text.is_empty() {
            found.push(Segment {
                text: text.to_owned(),
                marked,
            });
        }
    };
    if from > 0 {
        push("… ", false);
    }
    let mut at = from;
    for &(start, end) in places
        .iter()
        .filter(|&&(start, end)| start >= from && end <= to)
    {
        push(&text[at..start], false);
        push(&text[start..end], true);
        at = end;
    }
    push(&text[at..to], false);
    if to < text.len() {
        push(" …", false);
    }
    Marked(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marker(stems: &[&str]) -> Marker {
        Marker {
            wanted: Wanted::of(stems.iter().copied()),
        }
    }

    #[test]
    fn the_words_found_are_marked_and_the_rest_is_escaped() {
        let marked = marker(&["team"]).mark("Teamvergadering <b> & team");
        assert_eq!(
            marked.html(),
            "<mark>Teamvergadering</mark> &lt;b&gt; &amp; <mark>team</mark>"
        );
    }

    #[test]
    fn a_snippet_is_taken_around_the_words_found() {
        let body = format!(
            "{} feedback {}",
            "eerst iets anders ".repeat(40),
            "daarna nog meer ".repeat(40)
        );
        let snippet = marker(&["feedback"]).snippet("Een samenvatting", &body);
        assert!(snippet.html().contains("<mark>feedback</mark>"));
        assert!(snippet.plain().chars().count() < LENGTH + 10);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_short_snippet(body in "\\PC{0,600}") {
            let snippet = marker(&["e", "team"]).snippet("", &body);
            prop_assert!(snippet.plain().chars().count() <= LENGTH + 4);
        }
    }
}
