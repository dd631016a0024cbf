//! Synthetic cards, the same in every run, for measuring speed.

use search_index::{Findable, PUBLIC, Span};

const WORDS: &str = include_str!("../../tests/compounds.tsv");

/// The words that cards and questions are made of.
pub(crate) fn words() -> Vec<&'static str> {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').next()).collect()
}

/// A small generator with a fixed seed: low words of the list come up far more often than high ones.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    pub(crate) fn text(&mut self, words: &[&str], length: usize) -> String {
        let drawn = (0..length).map(|_| {
            let end = self.below(words.len()) + 1;
            words[self.below(end)]
        });
        drawn.collect::<Vec<_>>().join(" ")
    }

    /// The card that comes `at` its place in the run.
    pub(crate) fn card(&mut self, words: &[&str], at: usize) -> Findable {
        Findable {
            id: at.to_string(),
            kind: "card".to_owned(),
            title: self.text(words, 4),
            summary: self.text(words, 15),
            body: self.text(words, 80),
            tags: vec![words[self.below(60)].to_owned()],
            facets: vec![("werkvorm".to_owned(), words[self.below(12)].to_owned())],
            numbers: vec![Span::exactly(
                "minutes",
                i64::try_from(self.below(90)).unwrap_or(0),
            )],
            audience: vec![PUBLIC.to_owned()],
            date: i64::try_from(at).ok(),
        }
    }
}
