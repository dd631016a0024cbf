//! The splitter against two lists of words: one to work with, one kept aside.

use std::collections::BTreeSet;
use std::time::Instant;

use search_index::analyse;
use search_index::analysis::split;

struct Measured {
    recall: f64,
    precision: f64,
    needless: f64,
    faults: Vec<String>,
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
/// Part recall and precision over the compounds, and the share of whole words that were cut.
fn measure(list: &str) -> Measured {
    let (mut found, mut missed, mut wrong, mut wholes, mut cut) = (0, 0, 0, 0, 0);
    let mut faults = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (word, parts) = line.split_once('\t').expect("a word and its parts");
        if parts.is_empty() {
            wholes += 1;
            if !split(word).is_empty() {
                cut += 1;
                faults.push(format!("{word} -> {}", split(word).join("+")));
            }
            continue;
        }
        let wanted: BTreeSet<String> = parts
            .split('+')
            .flat_map(|part| analyse(part).into_iter().take(1))
            .collect();
        let given: BTreeSet<String> = analyse(word).into_iter().skip(1).collect();
        found += wanted.intersection(&given).count();
        missed += wanted.difference(&given).count();
        wrong += given.difference(&wanted).count();
        if wanted != given {
            faults.push(format!("{word} = {parts} -> {}", split(word).join("+")));
        }
    }
    let share = |part: usize, other: usize| part as f64 / (part + other).max(1) as f64;
    Measured {
        recall: share(found, missed),
        precision: share(found, wrong),
        needless: share(cut, wholes - cut),
        faults,
    }
}

fn hold(name: &str, list: &str) {
    let measured = measure(list);
    let Measured {
        recall,
        precision,
        needless,
        faults,
    } = &measured;
    println!(
        "{name}: part recall {recall:.3}, precision {precision:.3}, needless splits {needless:.3}"
    );
    println!("{}", faults.join("\n"));
    assert!(
        *recall >= 0.95 && *precision >= 0.95 && *needless <= 0.10,
        "{name}"
    );
}

#[test]
fn the_working_list_is_cut_well() {
    hold("working list", include_str!("compounds.tsv"));
}

/// Lists that were each written before the splitter met them, and only later looked at; what they gave at first
/// stands in `docs/MEASUREMENTS.md`.
#[test]
fn fresh_lists_are_cut_well() {
    hold("fresh, one", include_str!("compounds-fresh-one.tsv"));
    hold("fresh, two", include_str!("compounds-fresh-two.tsv"));
    hold("fresh, three", include_str!("compounds-fresh-three.tsv"));
    hold("fresh, four", include_str!("compounds-fresh-four.tsv"));
    hold("fresh, five", include_str!("compounds-fresh-five.tsv"));
    hold("fresh, six", include_str!("compounds-fresh-six.tsv"));
    hold("fresh, seven", include_str!("compounds-fresh-seven.tsv"));
}

#[test]
fn the_list_kept_aside_is_cut_well() {
    hold("kept aside", include_str!("compounds-kept-aside.tsv"));
}

#[test]
fn a_word_is_analysed_within_a_few_microseconds() {
    let words: Vec<&str> = include_str!("compounds.tsv")
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    let text = words.join(" ");
    assert_eq!(analyse("woordenboek").len(), 3);
    let start = Instant::now();
    let terms = analyse(&text).len();
    let anew = start.elapsed();
    let start = Instant::now();
    assert_eq!(analyse(&text).len(), terms);
    let again = start.elapsed();
    let per_word = |elapsed: std::time::Duration| elapsed.as_nanos() as usize / words.len();
    println!(
        "{} ns a word the first time, {} ns again",
        per_word(anew),
        per_word(again)
    );
}
