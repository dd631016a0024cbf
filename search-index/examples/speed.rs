//! How fast the engine is over many synthetic things, how large its folder gets and what the first calls after an
//! opening take: `speed [THINGS]`, 100,000 by default. Questions are all different; milliseconds of the clock, so
//! that a busy machine shows: run it alternately with the version to compare with.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use search_index::{Findable, Index, PUBLIC, Query, Span};

const WORDS: &str = include_str!("../tests/compounds.tsv");
const QUESTIONS: usize = 2_000;

/// A small generator with a fixed seed: low words of the list come up far more often than high ones.
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
        let drawn = (0..length).map(|_| {
            let end = self.below(words.len()) + 1;
            words[self.below(end)]
        });
        drawn.collect::<Vec<_>>().join(" ")
    }
}

fn thing(draw: &mut Draw, words: &[&str], at: usize) -> Findable {
    Findable {
        id: at.to_string(),
        kind: "card".to_owned(),
        title: draw.text(words, 4),
        summary: draw.text(words, 15),
        body: draw.text(words, 80),
        tags: vec![words[draw.below(60)].to_owned()],
        facets: vec![("werkvorm".to_owned(), words[draw.below(12)].to_owned())],
        numbers: vec![Span::exactly(
            "minutes",
            i64::try_from(draw.below(90)).unwrap_or(0),
        )],
        audience: vec![PUBLIC.to_owned()],
        date: i64::try_from(at).ok(),
    }
}

/// One to six words, one question in four with two letters swapped.
fn question(draw: &mut Draw, words: &[&str]) -> String {
    let length = 1 + draw.below(6);
    let mut question = draw.text(words, length);
    if draw.below(4) == 0 && question.is_ascii() && question.len() > 4 {
        let at = 1 + draw.below(question.len() - 3);
        let (one, other) = (
            question[at..=at].to_owned(),
            question[at + 1..at + 2].to_owned(),
        );
        question.replace_range(at..at + 2, &(other + &one));
    }
    question
}

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args().nth(1);
    let count: usize = given.map_or(Ok(100_000), |count| count.parse())?;
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    let words: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
    let folder = tempfile::tempdir()?;
    let mut draw = Draw(7);
    let mut text = 0;
    let things: Vec<Findable> = (0..count).map(|at| thing(&mut draw, &words, at)).collect();
    for one in &things {
        text += one.title.len() + one.summary.len() + one.body.len();
    }
    let (index, _) = Index::open(folder.path(), 1)?;
    let start = Instant::now();
    index.rebuild(things, 1)?;
    println!("filled in {:.1} s", start.elapsed().as_secs_f64());
    drop(index);
    let size = size(folder.path())?;
    println!("{text} bytes of text, {size} bytes of index");
    let start = Instant::now();
    let (index, _) = Index::open(folder.path(), 1)?;
    println!("opened in {:.0} ms", milliseconds(start.elapsed()));
    let start = Instant::now();
    index.suggest("tea", &[], 8)?;
    println!("first suggestion {:.2} ms", milliseconds(start.elapsed()));
    for round in ["questions, each for the first time", "the same again"] {
        let mut draw = Draw(11);
        let mut took = Vec::new();
        for _ in 0..QUESTIONS {
            let query = Query::text(question(&mut draw, &words));
            let start = Instant::now();
            index.search(&query)?;
            took.push(start.elapsed());
        }
        tell(round, took);
    }
    let mut took = Vec::new();
    for _ in 0..QUESTIONS {
        let word = words[draw.below(words.len())];
        let end = 1 + draw.below(word.len().min(8));
        let typed: String = word.chars().take(end).collect();
        let start = Instant::now();
        index.suggest(&typed, &[], 8)?;
        took.push(start.elapsed());
    }
    tell("suggestions", took);
    Ok(())
}

fn tell(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |share: usize| milliseconds(took[took.len() * share / 100]);
    println!(
        "{what}: median {:.3} ms, p95 {:.3} ms, p99 {:.3} ms",
        at(50),
        at(95),
        at(99)
    );
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

fn size(folder: &Path) -> std::io::Result<u64> {
    let mut all = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?.metadata()?;
        all += if entry.is_file() { entry.len() } else { 0 };
    }
    Ok(all)
}
