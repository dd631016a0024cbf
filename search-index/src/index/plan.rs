//! From the words of a question to the terms that are looked up, each with its weight.
//!
//! A word becomes a [`Group`] with alternatives: its stem, its parts together, its synonyms, the word it makes with its
//! neighbour, and, when the index does not know it, the nearest words that it does know.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Term;

use super::View;
use super::reading::{Asked, Reading};
use crate::analysis::{Synonyms, analyse_word, closeness, fold, forgiven};

/// What one word of the question is looked up by.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) alternatives: Vec<Alternative>,
    /// The word as it is written, for "exact beats stemmed".
    pub(super) exact: String,
}

/// Stems that together stand for the word; a thing that has only some of them counts a little.
#[derive(Debug)]
pub(super) struct Alternative {
    pub(super) stems: Vec<String>,
    pub(super) weight: f32,
}

/// What to look up for a question.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    pub(super) did_you_mean: Option<String>,
}

const STEM: f32 = 1.0;
const JOINED: f32 = 2.0;
const PARTS: f32 = 1.0;
const SYNONYM: f32 = 0.7;
const FUZZY: f32 = 0.6;

/// Synonyms of up to this many words in a row are seen.
const LONGEST_SYNONYM: usize = 4;
/// The nearest words that stand in for an unknown one.
const MOST_CORRECTIONS: usize = 3;

impl Plan {
    pub(super) fn of(view: &View, text: &str, reading: &Reading) -> Self {
        let content = reading.words.iter().any(|asked| !asked.small);
        let words: Vec<&Asked> = reading
            .words
            .iter()
            .filter(|asked| !asked.small || !content)
            .collect();
        let mut plan = Self {
            groups: words.iter().map(|asked| group(view, asked)).collect(),
            did_you_mean: None,
        };
        plan.join_neighbours(view, &words);
        plan.add_synonyms(reading, &words);
        plan.correct(view, text, &words);
        plan.groups.retain(|group| !group.alternatives.is_empty());
        plan
    }

    /// `team vergadering` finds *teamvergadering* as one word.
    fn join_neighbours(&mut self, view: &View, words: &[&Asked]) {
        for at in 1..words.len() {
            let joins = ["", "s", "en"].iter().find_map(|link| {
                let joined = fold(&format!(
                    "{}{link}{}",
                    words[at - 1].word.exact,
                    words[at].word.exact
                ))
                .into_owned();
                let analysed = analyse_word(&joined).first().cloned()?;
                view.knows(&analysed.stem).then_some(analysed.stem)
            });
            if let Some(stem) = joins {
                for group in &mut self.groups[at - 1..=at] {
                    group.alternatives.push(Alternative {
                        stems: vec![stem.clone()],
                        weight: JOINED,
                    });
                }
            }
        }
    }

    fn add_synonyms(&mut self, reading: &Reading, words: &[&Asked]) {
        let stems: Vec<String> = reading
            .words
            .iter()
            .map(|asked| asked.word.stem.clone())
            .collect();
        for start in 0..stems.len() {
            for end in start + 1..=stems.len().min(start + LONGEST_SYNONYM) {
                let others = Synonyms::dutch().of(&stems[start..end]);
                let place = reading.words[start..end].iter().find_map(|asked| {
                    words
                        .iter()
                        .position(|word| word.word.exact == asked.word.exact)
                });
                let Some(place) = place.filter(|_| !others.is_empty()) else {
                    continue;
                };
                let synonyms = others.iter().map(|stems| Alternative {
                    stems: stems.clone(),
                    weight: SYNONYM,
                });
                self.groups[place].alternatives.extend(synonyms);
            }
        }
    }

    /// Gives unknown words the nearest known ones, and the question as it would then be.
    fn correct(&mut self, view: &View, text: &str, words: &[&Asked]) {
        let mut corrected = String::new();
        let mut copied_to = 0;
        for (group, asked) in self.groups.iter_mut().zip(words) {
            if group
                .alternatives
                .iter()
                .any(|one| one.stems.iter().any(|stem| view.knows(stem)))
            {
                continue;
            }
            let nearest = corrections(view, &asked.word.exact);
            let Some((best, _)) = nearest.first() else {
                continue;
            };
            corrected.push_str(&text[copied_to..asked.place.0]);
            corrected.push_str(best);
            copied_to = asked.place.1;
            for (word, near) in &nearest {
                for analysed in analyse_word(word).iter() {
                    let weight = FUZZY * near;
                    group.alternatives.push(Alternative {
                        stems: vec![analysed.stem.clone()],
                        weight,
                    });
                }
            }
        }
        if copied_to > 0 {
            corrected.push_str(&text[copied_to..]);
            self.did_you_mean = Some(corrected.trim().chars().take(300).collect());
        }
    }
}

fn group(view: &View, asked: &Asked) -> Group {
    let mut alternatives = vec![Alternative {
        stems: vec![asked.word.stem.clone()],
        weight: STEM,
    }];
    if !asked.word.parts.is_empty() && asked.word.parts.iter().any(|part| view.knows(part)) {
        alternatives.push(Alternative {
            stems: asked.word.parts.clone(),
            weight: PARTS,
        });
    }
    Group {
        alternatives,
        exact: asked.word.exact.clone(),
    }
}

/// The nearest words of the vocabulary, best first, with how near they are.
fn corrections(view: &View, word: &str) -> Vec<(String, f32)> {
    let most = u8::try_from(forgiven(word.chars().count())).unwrap_or(2);
    if most == 0 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found: Vec<(String, f32, u32)> = Vec::new();
    let mut consider = |known: &str, often: u32| {
        let Some(near) = closeness(word, known) else {
            return;
        };
        match found.iter_mut().find(|(other, ..)| other == known) {
            Some((.., frequency)) => *frequency += often,
            None => found.push((known.to_owned(), near, often)),
        }
    };
    let automaton =
        FuzzyTermQuery::new(Term::from_field_text(view.fields.exact, word), most, true).automaton();
    for segment in &view.segments {
        if let Ok(automaton) = &automaton
            && let Ok(mut stream) = segment.exact.terms().search(automaton).into_stream()
        {
            while let Some((term, info)) = stream.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    consider(term, info.doc_freq);
                }
            }
        }
        segment
            .sounding_like(word)
            .iter()
            .for_each(|term| consider(term, 1));
    }
    found.sort_by(|one, other| {
        other
            .1
            .total_cmp(&one.1)
            .then(other.2.cmp(&one.2))
            .then(one.0.cmp(&other.0))
    });
    found
        .into_iter()
        .map(|(word, near, _)| (word, near))
        .take(MOST_CORRECTIONS)
        .collect()
}
