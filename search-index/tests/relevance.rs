//! Judged questions over the seed cards: is the wanted card first, and how good is the first page (nDCG@10,
//! Järvelin and Kekäläinen 2002)?

use std::collections::HashMap;
use std::path::Path;

use search_index::{Findable, Index, PUBLIC, Query};

/// Every text in quotation marks behind these keys; the cards are plain TOML without escapes that matter here.
fn texts(toml: &str, keys: &[&str]) -> Vec<String> {
    let mut wanted = false;
    let mut found = Vec::new();
    for line in toml.lines() {
        if let Some((key, _)) = line.split_once('=')
            && !line.starts_with(' ')
        {
            wanted = keys.contains(&key.trim());
        }
        if wanted {
            found.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

fn cards() -> Vec<Findable> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds/cards");
    let mut cards: Vec<Findable> = std::fs::read_dir(folder)
        .expect("a card file")
        .map(|entry| {
            std::fs::read_to_string(entry.expect("a card file").path()).expect("a card file")
        })
        .map(|toml| {
            let one = |key: &str| texts(&toml, &[key]).into_iter().next().unwrap_or_default();
            Findable {
                id: one("slug"),
                kind: "card".to_owned(),
                title: one("title"),
                summary: one("summary"),
                body: texts(
                    &toml,
                    &[
                        "goal",
                        "text",
                        "variations",
                        "pitfalls",
                        "preconditions",
                        "for_whom",
                        "materials",
                    ],
                )
                .join("\n"),
                tags: texts(&toml, &["tags"]),
                audience: vec![PUBLIC.to_owned()],
                ..Findable::default()
            }
        })
        .collect();
    cards.sort_by(|one, other| one.id.cmp(&other.id));
    cards
}

fn gain(grades: &[f64]) -> f64 {
    grades
        .iter()
        .zip(1..)
        .map(|(grade, rank)| (grade.exp2() - 1.0) / (f64::from(rank) + 1.0).log2())
        .sum()
}

fn is_wanted(grade: f64) -> bool {
    grade > 2.5
}

/// Wanted first, wanted among three, nDCG@10, each as a mean over a list of `tests/relevance`.
fn measure(name: &str, list: &str) -> [f64; 3] {
    let index = Index::in_memory().expect("an index in memory");
    index.rebuild(cards(), 1).expect("it can be filled");
    let (mut questions, mut sums) = (0, [0.0; 3]);
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (question, grades) = line.split_once('\t').expect("a question and grades");
        let grades: HashMap<&str, f64> = grades
            .split_whitespace()
            .filter_map(|one| one.rsplit_once(':'))
            .map(|(id, grade)| (id, grade.parse().expect("a grade")))
            .collect();
        let asked = Query {
            per_page: 10,
            ..Query::text(question)
        };
        let hits = index.search(&asked).expect("an answer").hits;
        let given: Vec<f64> = hits
            .iter()
            .map(|hit| grades.get(hit.id.as_str()).copied().unwrap_or(0.0))
            .collect();
        let mut ideal: Vec<f64> = grades.into_values().collect();
        ideal.sort_by(|one, other| other.total_cmp(one));
        questions += 1;
        sums[0] += f64::from(given.first().copied().is_some_and(is_wanted));
        sums[1] += f64::from(given.iter().copied().take(3).any(is_wanted));
        sums[2] += gain(&given) / gain(&ideal);
    }
    let [first, among_three, ndcg] = sums.map(|sum| sum / f64::from(questions));
    println!(
        "{name}, {questions} questions: first {first:.3}, among three {among_three:.3}, nDCG@10 {ndcg:.3}"
    );
    [first, among_three, ndcg]
}

/// Measured beside other engines by `tests/compare/relevance.py`; here only so that no change spoils it unseen.
#[test]
fn teachers_questions_find_the_wanted_card() {
    let [first, among_three, ndcg] = measure(
        "the first list",
        include_str!("../../tests/relevance/first.tsv"),
    );
    assert!(first >= 0.86 && among_three >= 0.95 && ndcg >= 0.92);
    let [first, among_three, ndcg] = measure(
        "working set",
        include_str!("../../tests/relevance/questions.tsv"),
    );
    assert!(first >= 0.82 && among_three >= 0.93 && ndcg >= 0.89);
    let [first, among_three, ndcg] = measure(
        "second working set",
        include_str!("../../tests/relevance/second.tsv"),
    );
    assert!(first >= 0.66 && among_three >= 0.82 && ndcg >= 0.78);
    let [first, among_three, ndcg] = measure(
        "third working set",
        include_str!("../../tests/relevance/third.tsv"),
    );
    assert!(first >= 0.58 && among_three >= 0.74 && ndcg >= 0.72);
    let [first, among_three, _] = measure(
        "kept aside",
        include_str!("../../tests/relevance/kept-aside.tsv"),
    );
    assert!(first >= 0.50 && among_three >= 0.65);
}
