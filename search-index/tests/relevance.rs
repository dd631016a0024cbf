//! Judged questions over the seed cards: is the wanted card first, and how good is the first page (nDCG@10,
//! Järvelin and Kekäläinen 2002)?

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

#[test]
#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn teachers_questions_find_the_wanted_card() {
    let index = Index::in_memory().unwrap();
    index.rebuild(cards(), 1).unwrap();
    let (mut questions, mut first, mut among_three, mut ndcg) = (0, 0, 0, 0.0);
    for line in include_str!("relevance.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut columns = line.split('\t');
        let (question, wanted) = (columns.next().unwrap(), columns.next().unwrap());
        let others: Vec<&str> = columns
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let answer = index
            .search(&Query {
                per_page: 10,
                ..Query::text(question)
            })
            .unwrap();
        let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
        let grade = |id: &&str| {
            if *id == wanted {
                3.0
            } else if others.contains(id) {
                1.0
            } else {
                0.0
            }
        };
        let grades: Vec<f64> = ids.iter().map(grade).collect();
        let ideal: Vec<f64> = std::iter::once(3.0)
            .chain(others.iter().map(|_| 1.0))
            .take(10)
            .collect();
        questions += 1;
        first += usize::from(ids.first() == Some(&wanted));
        among_three += usize::from(ids.iter().take(3).any(|&id| id == wanted));
        ndcg += gain(&grades) / gain(&ideal);
        if ids.first() != Some(&wanted) {
            println!(
                "{question}: wanted {wanted}, got {:?}",
                &ids[..ids.len().min(3)]
            );
        }
    }
    let share = |count: usize| count as f64 / f64::from(questions);
    let mean = ndcg / f64::from(questions);
    println!(
        "{questions} questions: first {:.3}, among three {:.3}, nDCG@10 {mean:.3}",
        share(first),
        share(among_three)
    );
    assert!(share(first) >= 0.88 && share(among_three) >= 0.95 && mean >= 0.92);
}
