//! From the words of a question to the terms that are looked up, each with its weight.
//!
//! A word becomes a [`Group`] with alternatives: its stem, its parts together, its synonyms, the word it makes with its
//! neighbour, and, when the index does not know it, the nearest words that it does know.

use std::sync::Arc;

use super::reading::{Asked, Reading};
use super::schema::SEPARATOR;
use super::stem::Stem;
use super::view::{Nearest, View};
use crate::analysis::{
    Analysed, Phrase, Synonyms, analyse_word, closeness, fold, forgiven, respellings, stem,
};

/// What one word of the question is looked up by.
pub(super) struct Group {
    pub(super) alternatives: Vec<Alternative>,
    /// The word as it is written, for "exact beats stemmed".
    pub(super) exact: String,
    /// As rare as the word itself where the index knows it, else as its best alternative.
    pub(super) weight: f32,
}

/// Stems that together stand for the word; a thing that has only some of them counts a little.
pub(super) struct Alternative {
    pub(super) stems: Vec<Arc<Stem>>,
    pub(super) weight: f32,
}

/// What to look up for a question.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    /// Small words beside others: they find nothing, but tell the best apart.
    pub(super) small: Vec<Group>,
    pub(super) did_you_mean: Option<String>,
}

const STEM: f32 = 1.0;
const JOINED: f32 = 1.0;
const PARTS: f32 = 0.75;
const SYNONYM: f32 = 0.7;
const FUZZY: f32 = 0.6;
/// What a small word counts beside others.
const SMALL: f32 = 0.25;

/// How far the weight of a rare word goes towards that of its commonest synonym: *leerling*, which stands in few things, is
/// said as *student* by nearly all and tells little apart.
const AS_ITS_SYNONYMS: f32 = 0.25;

/// Synonyms of up to this many words in a row are seen.
const LONGEST_SYNONYM: usize = 4;
/// Parts of a compound said otherwise that are tried.
const MOST_OTHER_PARTS: usize = 16;
/// The nearest words that stand in for an unknown one.
const MOST_CORRECTIONS: usize = 3;
/// Seeking what is near takes long, and nobody slips so often.
const MOST_CORRECTED: usize = 8;
/// What is much farther than the nearest was hardly meant.
const NEARLY_AS_NEAR: f32 = 0.8;

impl Plan {
    pub(super) fn of(view: &View, text: &str, reading: &Reading) -> tantivy::Result<Self> {
        let content = reading.words.iter().any(|asked| !asked.small);
        let words: Vec<&Asked> = reading
            .words
            .iter()
            .filter(|asked| !asked.small || !content)
            .collect();
        let groups = words.iter().map(|asked| group(view, asked));
        let small = reading.words.iter().filter(|asked| asked.small && content);
        let small = small.map(|asked| group(view, asked));
        let mut plan = Self {
            groups: groups.collect::<tantivy::Result<_>>()?,
            small: small.collect::<tantivy::Result<_>>()?,
            did_you_mean: None,
        };
        plan.join_neighbours(view, &words)?;
        plan.add_synonyms(view, reading, &words)?;
        plan.correct(view, text, &words)?;
        for group in plan.groups.iter_mut().chain(&mut plan.small) {
            group.weigh();
        }
        for group in &mut plan.small {
            group.weight *= SMALL;
        }
        Ok(plan)
    }

    /// `team vergadering` finds *teamvergadering* as one word.
    fn join_neighbours(&mut self, view: &View, words: &[&Asked]) -> tantivy::Result<()> {
        for at in 1..words.len() {
            let (before, after) = (&words[at - 1].word.exact, &words[at].word.exact);
            for link in ["", "s", "en"] {
                let stem = view.stem(&stem(&fold(&format!("{before}{link}{after}"))))?;
                if stem.is_known() {
                    for group in &mut self.groups[at - 1..=at] {
                        group.add(vec![Arc::clone(&stem)], JOINED);
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    fn add_synonyms(
        &mut self,
        view: &View,
        reading: &Reading,
        words: &[&Asked],
    ) -> tantivy::Result<()> {
        let stems: Vec<String> = reading
            .words
            .iter()
            .map(|asked| asked.word.stem.clone())
            .collect();
        for start in 0..stems.len() {
            for end in start + 1..=stems.len().min(start + LONGEST_SYNONYM) {
                let others = match &reading.words[start..end] {
                    [asked] => Synonyms::dutch().of_word(&asked.word),
                    _ => Synonyms::dutch().of(&stems[start..end]),
                };
                let place = reading.words[start..end].iter().find_map(|asked| {
                    words
                        .iter()
                        .position(|word| word.word.exact == asked.word.exact)
                });
                let Some(place) = place.filter(|_| !others.is_empty()) else {
                    continue;
                };
                for other in others {
                    self.groups[place].add(read(view, other)?, SYNONYM);
                }
            }
        }
        Ok(())
    }

    /// Gives unknown words the nearest known ones, and the question as it would then be.
    fn correct(&mut self, view: &View, text: &str, words: &[&Asked]) -> tantivy::Result<()> {
        let mut corrected = String::new();
        let mut copied_to = 0;
        let asked = self.groups.iter_mut().zip(words);
        let unknown = asked.filter(|(group, _)| !group.is_known());
        for (group, asked) in unknown.take(MOST_CORRECTED) {
            let nearest = corrections(view, &asked.word.exact);
            for (word, near) in nearest.iter() {
                for analysed in analyse_word(word).iter() {
                    group.add(vec![view.stem(&analysed.stem)?], FUZZY * near);
                    // Meant is the word, with all that it is found by: *vergadring* finds *overleg* too.
                    for (stems, weight) in other_words(analysed) {
                        group.add(read(view, &stems)?, FUZZY * near * weight);
                    }
                }
            }
            let best = match nearest.first() {
                Some((best, _)) => Some(best.clone()),
                None => group.respell(view, &asked.word.exact)?,
            };
            if let Some(best) = best {
                corrected.push_str(&text[copied_to..asked.place.0]);
                corrected.push_str(&best);
                copied_to = asked.place.1;
            }
        }
        if copied_to > 0 {
            corrected.push_str(&text[copied_to..]);
            self.did_you_mean = Some(corrected.trim().chars().take(300).collect());
        }
        Ok(())
    }
}

impl Group {
    fn add(&mut self, stems: Vec<Arc<Stem>>, weight: f32) {
        self.alternatives.push(Alternative { stems, weight });
    }

    /// The same for two words that are looked up by the same. How a word is written that the index does not know tells
    /// nothing, so that its misspellings share what is found by them.
    pub(super) fn key(&self) -> String {
        let own = self.alternatives.first().is_some_and(Alternative::is_known);
        let mut key = if own {
            self.exact.clone()
        } else {
            String::new()
        };
        for one in self.alternatives.iter().filter(|one| one.says_anything()) {
            key.push(SEPARATOR);
            key.push_str(&one.weight.to_bits().to_string());
            for stem in &one.stems {
                key.push(' ');
                key.push_str(&stem.text);
            }
        }
        key
    }

    /// The stem of the word as it is written: the first that it is looked up by.
    pub(super) fn stem(&self) -> &str {
        let first = self.alternatives.first().and_then(|one| one.stems.first());
        first.map_or("", |stem| &stem.text)
    }

    /// Whether the index knows all that one of its alternatives asks for.
    fn is_known(&self) -> bool {
        self.alternatives.iter().any(Alternative::is_known)
    }

    /// For a word that nothing is near: spellings that sound the same are tried, and the first is taken whose parts or
    /// synonyms the index knows. *huizbezoek* is found by *huis* and *bezoek*, though nothing holds *huisbezoek*.
    fn respell(&mut self, view: &View, word: &str) -> tantivy::Result<Option<String>> {
        for spelling in respellings(word) {
            let mut found = false;
            for analysed in analyse_word(&spelling).iter() {
                for (stems, weight) in other_words(analysed) {
                    let stems = read(view, &stems)?;
                    if !stems.is_empty() && stems.iter().all(|stem| stem.is_known()) {
                        self.add(stems, FUZZY * weight);
                        found = true;
                    }
                }
            }
            if found {
                return Ok(Some(spelling));
            }
        }
        Ok(None)
    }

    fn weigh(&mut self) {
        let own = self.alternatives.first().map_or(0.0, Alternative::rarity);
        self.weight = if own > 0.0 {
            own
        } else {
            let rarities = self.alternatives.iter().map(Alternative::rarity);
            rarities.fold(0.0, f32::max)
        };
        let whole = self.alternatives.iter().filter(|one| one.says_the_same());
        let commonest = whole.map(Alternative::rarity).fold(self.weight, f32::min);
        self.weight += AS_ITS_SYNONYMS * (commonest - self.weight);
    }
}

/// What a word may be looked up by when the index does not know it: its parts and its synonyms.
fn other_words(word: &Analysed) -> Vec<(Phrase, f32)> {
    let synonyms = Synonyms::dutch().of_word(word);
    let parts = word.parts.iter().map(ToString::to_string);
    std::iter::once((parts.collect(), PARTS))
        .chain(synonyms.iter().map(|other| (other.clone(), SYNONYM)))
        .collect()
}

impl Alternative {
    /// Whether anything is found by any of its stems.
    fn says_anything(&self) -> bool {
        self.stems.iter().any(|stem| stem.is_known())
    }

    fn is_known(&self) -> bool {
        !self.stems.is_empty() && self.stems.iter().all(|stem| stem.is_known())
    }

    /// Whether it stands for the word as it is, not for what may have been meant by it.
    fn says_the_same(&self) -> bool {
        self.weight > FUZZY && self.is_known()
    }

    /// Of the rarest known stem; 0 when none is known.
    fn rarity(&self) -> f32 {
        let known = self.stems.iter().filter(|stem| stem.is_known());
        known.map(|stem| stem.rarity).fold(0.0, f32::max)
    }

    /// What one of its stems counts, of 1 for all of them.
    pub(super) fn share(&self, stem: &Stem) -> f32 {
        let all: f32 = self.stems.iter().map(|stem| stem.rarity).sum();
        stem.rarity / all.max(f32::MIN_POSITIVE)
    }
}

fn read(view: &View, stems: &[impl AsRef<str>]) -> tantivy::Result<Vec<Arc<Stem>>> {
    stems.iter().map(|stem| view.stem(stem.as_ref())).collect()
}

fn group(view: &View, asked: &Asked) -> tantivy::Result<Group> {
    let mut group = Group {
        alternatives: Vec::new(),
        exact: asked.word.exact.clone(),
        weight: 0.0,
    };
    group.add(vec![view.stem(&asked.word.stem)?], STEM);
    let parts = read(view, &asked.word.parts)?;
    if parts.iter().any(|part| part.is_known()) {
        group.add(parts, PARTS);
    }
    if !group.alternatives[0].is_known() {
        for parts in Synonyms::dutch()
            .of_parts(&asked.word)
            .take(MOST_OTHER_PARTS)
        {
            let parts = read(view, &parts)?;
            if parts.iter().all(|part| part.is_known()) {
                group.add(parts, PARTS * SYNONYM);
            }
        }
    }
    Ok(group)
}

/// The nearest words of the vocabulary; sought once for each word.
fn corrections(view: &View, word: &str) -> Nearest {
    if let Some(known) = view.corrections.get(word) {
        return known;
    }
    let nearest: Nearest = nearest(view, word).into();
    view.corrections
        .insert(word.to_owned(), Arc::clone(&nearest));
    nearest
}

/// The nearest words of the vocabulary, best first, with how near they are.
fn nearest(view: &View, word: &str) -> Vec<(String, f32)> {
    let most = forgiven(word.chars().count());
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
    for segment in &view.segments {
        for near in segment.vocabulary().near(word, most) {
            consider(near.text, near.often);
        }
    }
    found.sort_by(|one, other| {
        other
            .1
            .total_cmp(&one.1)
            .then(other.2.cmp(&one.2))
            .then(one.0.cmp(&other.0))
    });
    let nearest = found.first().map_or(0.0, |(_, near, _)| *near);
    found
        .into_iter()
        .map(|(word, near, _)| (word, near))
        .filter(|(_, near)| *near >= NEARLY_AS_NEAR * nearest)
        .take(MOST_CORRECTIONS)
        .collect()
}
