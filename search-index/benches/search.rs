//! How long a word, a question and a completion take, the last two over 100,000 synthetic cards.

mod synthetic;

use std::sync::OnceLock;

use divan::Bencher;
use search_index::{Index, Query, analyse};
use synthetic::{Draw, words};

fn main() {
    divan::main();
}

const CARDS: usize = 100_000;
fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let (words, mut draw) = (words(), Draw(7));
        let index = Index::in_memory().expect("an index in memory");
        let cards = (0..CARDS).map(|at| draw.card(&words, at));
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
