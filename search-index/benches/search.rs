//! How long a word, a question and a completion take, the last two over 100,000 synthetic cards.

use std::sync::OnceLock;

use divan::Bencher;
use search_index::{Findable, Index, PUBLIC, Query, Span, analyse};

fn main() {
    divan::main();
}

const CARDS: usize = 100_000;
const WORDS: &str = include_str!("../tests/compounds.tsv");

fn words() -> Vec<&'static str> {
    WORDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect()
}

/// A small generator with a fixed seed: the low words of the list come up far more often than the high ones.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn text(&mut self, words: &[&str], length: usize) -> String {
        let drawn: Vec<&str> = (0..length)
            .map(|_| {
                let end = self.below(words.len()) + 1;
                words[self.below(end)]
            })
            .collect();
        drawn.join(" ")
    }
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let (words, mut draw) = (words(), Draw(7));
        let index = Index::in_memory().expect("an index in memory");
        let cards = (0..CARDS).map(|at| Findable {
            id: at.to_string(),
            kind: "card".to_owned(),
            title: draw.text(&words, 4),
            summary: draw.text(&words, 15),
            body: draw.text(&words, 80),
            tags: vec![words[draw.below(60)].to_owned()],
            facets: vec![("werkvorm".to_owned(), words[draw.below(12)].to_owned())],
            numbers: vec![Span::exactly(
                "minutes",
                i64::try_from(draw.below(90)).unwrap_or(0),
            )],
            audience: vec![PUBLIC.to_owned()],
            date: i64::try_from(at).ok(),
        });
        index.rebuild(cards, 1).expect("it can be filled");
        index
    })
}

#[divan::bench]
fn analyse_a_thousand_words(bencher: Bencher) {
    let text = words().join(" ");
    bencher.bench(|| analyse(&text));
}

#[divan::bench(args = ["teamvergadering", "team vergadering", "begelijding", "hoe houd ik een vergadering met studenten kort", ""])]
fn search(bencher: Bencher, text: &str) {
    let index = index();
    bencher.bench(|| index.search(&Query::text(text)));
}

#[divan::bench(args = ["t", "team", "vergaderz"])]
fn suggest(bencher: Bencher, typed: &str) {
    let index = index();
    bencher.bench(|| index.suggest(typed, &[], 8));
}
