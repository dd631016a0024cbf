//! How fast the engine is over many synthetic cards, how large its folder gets and what the first calls after an
//! opening take: `speed [CARDS] [FOLDER]`, 100,000 by default; a folder is kept and used again by the next run.
//! Milliseconds of the clock, so that a busy machine shows: run it alternately with the version to compare with.

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use search_index::{Change, Index, Query, analyse};
use synthetic::{Draw, words};

/// As the server has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const QUESTIONS: usize = 2_000;
/// Questions of words that were mostly asked before.
const OTHERS: usize = 20_000;
const PASSES: usize = 50;

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
    let mut given = std::env::args().skip(1);
    let count: usize = given.next().map_or(Ok(100_000), |count| count.parse())?;
    let temporary = tempfile::tempdir()?;
    let folder = given
        .next()
        .map_or(temporary.path().to_owned(), PathBuf::from);
    let words = words();
    fill(&folder, count, &words)?;
    let start = Instant::now();
    let (index, _) = Index::open(&folder, 1)?;
    println!("opened in {:.0} ms", milliseconds(start.elapsed()));
    let start = Instant::now();
    index.suggest("tea", &[], 8)?;
    println!("first suggestion {:.2} ms", milliseconds(start.elapsed()));
    println!("\n| | median ms | p95 ms | p99 ms |\n|---|---|---|---|");
    let mut draw = Draw(11);
    let asked: Vec<String> = (0..QUESTIONS)
        .map(|_| question(&mut draw, &words))
        .collect();
    for round in [
        "questions, each for the first time",
        "the same again",
        "the same for the third time",
    ] {
        let took = asked
            .iter()
            .map(|text| timed(|| index.search(&Query::text(text.as_str()))));
        tell(round, took.collect::<Result<_, _>>()?);
    }
    let others: Vec<String> = (0..OTHERS).map(|_| question(&mut draw, &words)).collect();
    let took = others
        .iter()
        .map(|text| timed(|| index.search(&Query::text(text.as_str()))));
    tell(
        "20,000 others, most words known by now",
        took.collect::<Result<_, _>>()?,
    );
    let typed: Vec<String> = (0..QUESTIONS)
        .map(|_| beginning(&mut draw, &words))
        .collect();
    let took = typed
        .iter()
        .map(|typed| timed(|| index.suggest(typed, &[], 8)));
    tell("suggestions", took.collect::<Result<_, _>>()?);
    let start = Instant::now();
    index.apply(&[Change::put(2, draw.card(&words, count))])?;
    let found = index.search(&Query::default())?.total;
    let took = milliseconds(start.elapsed());
    println!("\na new card is among the {found} found after {took:.0} ms");
    index.apply(&[Change::delete(3, count.to_string())])?;
    Ok(())
}

/// Fills the folder where it is not filled yet.
fn fill(folder: &Path, count: usize, words: &[&'static str]) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    drop(analyse("woordenboek"));
    println!(
        "the dictionary unpacked in {:.0} ms",
        milliseconds(start.elapsed())
    );
    println!("{:.2} µs for a new word", microseconds_a_word(words));
    let (index, position) = Index::open(folder, 1)?;
    if position.is_some() && index.len() == count {
        return Ok(());
    }
    let mut draw = Draw(7);
    let mut text = 0;
    let start = Instant::now();
    let cards = (0..count).map(|at| draw.card(words, at));
    let counted = cards.inspect(|one| text += one.title.len() + one.summary.len() + one.body.len());
    index.rebuild(counted, 1)?;
    println!("filled in {:.1} s", start.elapsed().as_secs_f64());
    drop(index);
    let size = size(folder)?;
    println!("{text} bytes of text, {size} bytes of index");
    Ok(())
}

/// The best of many passes over the words, each in a thread of its own, which remembers none of them.
fn microseconds_a_word(words: &[&'static str]) -> f64 {
    let pass = || {
        drop(analyse("woordenboek"));
        let start = Instant::now();
        let terms: usize = words.iter().map(|word| analyse(word).len()).sum();
        (terms > 0).then(|| start.elapsed())
    };
    let passes = (0..PASSES)
        .filter_map(|_| std::thread::scope(|scope| scope.spawn(pass).join().ok().flatten()));
    let best = passes.min().unwrap_or_default();
    milliseconds(best) * 1_000.0 / f64::from(u32::try_from(words.len()).unwrap_or(1))
}

fn timed<T, E>(deed: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = Instant::now();
    deed()?;
    Ok(start.elapsed())
}

/// The first one to eight letters of a word.
fn beginning(draw: &mut Draw, words: &[&str]) -> String {
    let word = words[draw.below(words.len())];
    let end = 1 + draw.below(word.len().min(8));
    word.chars().take(end).collect()
}

fn tell(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |share: usize| milliseconds(took[took.len() * share / 100]);
    println!("| {what} | {:.3} | {:.3} | {:.3} |", at(50), at(95), at(99));
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
