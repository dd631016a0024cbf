//! What comes nearest to a question that finds nothing: the same one asked less strictly, and what
//! was let go of.

use contract::Caller;
use nouns::Paging;

use super::{Hits, Question, query};
use crate::{Toolbox, ToolboxError};

/// How many cards stand where nothing was found.
const NEAR: u32 = 4;
/// More words than these are not looked at one by one.
const WORDS: usize = 12;
/// A word is recognised by so many of its first letters at least.
const LETTERS: usize = 4;

/// Cards that come near.
#[derive(Debug, Clone, Default)]
pub struct Near {
    pub hits: Hits,
    /// The words by which they were found.
    pub words: String,
    /// Words of the question that were let go of.
    pub dropped: Vec<String>,
    /// Whether words did not have to stand together any more.
    pub quotes: bool,
    /// Whether the filters were let go of.
    pub filters: bool,
}

impl Toolbox {
    /// What comes nearest, if anything does. The mildest change that finds something counts.
    pub(super) async fn nearest(
        &self,
        caller: Option<&Caller>,
        keys: &[String],
        question: &Question,
        did_you_mean: Option<&str>,
    ) -> Result<Option<Near>, ToolboxError> {
        for near in milder(question, did_you_mean) {
            if let Some(near) = self.asked_again(caller, keys, question, near).await? {
                return Ok(Some(near));
            }
        }
        let (known, dropped) = self.recognised(keys, &question.text)?;
        if known.is_empty() {
            return Ok(None);
        }
        let near = Near {
            words: known.join(" "),
            dropped,
            quotes: question.text.contains('"'),
            filters: question.is_narrowed(),
            ..Near::default()
        };
        self.asked_again(caller, keys, question, near).await
    }

    async fn asked_again(
        &self,
        caller: Option<&Caller>,
        keys: &[String],
        question: &Question,
        near: Near,
    ) -> Result<Option<Near>, ToolboxError> {
        let mut again = Question {
            text: near.words.clone(),
            ..if near.filters {
                Question::default()
            } else {
                question.clone()
            }
        };
        again.paging = Paging::parse(Some(1), Some(NEAR)).unwrap_or_default();
        let answer = self.index.search(&query(caller, keys.to_vec(), &again))?;
        if answer.total == 0 {
            return Ok(None);
        }
        let hits = self.found(answer).await?.hits;
        Ok(Some(Near { hits, ..near }))
    }

    /// The words whose beginning is that of something here, each as it is written there, and those
    /// of which nothing is known.
    fn recognised(
        &self,
        keys: &[String],
        text: &str,
    ) -> Result<(Vec<String>, Vec<String>), ToolboxError> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for word in words(text).take(WORDS) {
            match self.like(keys, word)? {
                Some(like) => known.push(like),
                None => unknown.push(word.to_owned()),
            }
        }
        Ok((known, unknown))
    }

    /// A word of a title or tag that begins as this one does, as far as possible.
    fn like(&self, keys: &[String], word: &str) -> Result<Option<String>, ToolboxError> {
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        for count in (LETTERS..=letters.len()).rev() {
            let end = letters.get(count).map_or(word.len(), |(at, _)| *at);
            let beginning = word[..end].to_lowercase();
            let suggested = self.index.suggest(&beginning, keys, 1)?;
            let Some(suggestion) = suggested.first() else {
                continue;
            };
            let found = suggestion.text.to_lowercase();
            let like = words(&found).find(|word| word.starts_with(&beginning));
            return Ok(Some(like.unwrap_or(&beginning).to_owned()));
        }
        Ok(None)
    }
}

impl Question {
    /// Whether anything but words is asked.
    fn is_narrowed(&self) -> bool {
        self.kind.is_some()
            || self.max_minutes.is_some()
            || self.group.is_some()
            || self.tag.is_some()
            || self.fits_in_meeting
            || self.team.is_some()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The same question asked less strictly, the mildest change first.
fn milder(question: &Question, did_you_mean: Option<&str>) -> Vec<Near> {
    let (plain, dropped) = without_signs(&question.text);
    let quotes = question.text.contains('"');
    let near = |words: &str, dropped: &[String], filters| Near {
        words: words.to_owned(),
        dropped: dropped.to_vec(),
        quotes: quotes && words != question.text,
        filters,
        ..Near::default()
    };
    let ways: &[bool] = if question.is_narrowed() {
        &[false, true]
    } else {
        &[false]
    };
    let mut milder = Vec::new();
    for filters in ways {
        if *filters {
            milder.push(near(&question.text, &[], true));
        }
        if plain != question.text && !plain.is_empty() {
            milder.push(near(&plain, &dropped, *filters));
        }
        milder.extend(did_you_mean.map(|words| near(words, &[], *filters)));
    }
    milder
}

/// The words that are asked for, without quotation marks, and those that must not occur.
fn without_signs(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut dropped) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        match word.strip_prefix('-') {
            Some(not) if !not.is_empty() => dropped.push(not.replace('"', "")),
            _ => plain.push(word.replace('"', "")),
        }
    }
    plain.retain(|word| !word.is_empty());
    (plain.join(" "), dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mildest_change_comes_first() {
        let question = Question {
            text: "\"rondje om\" -online".to_owned(),
            group: Some(12),
            ..Question::default()
        };
        let ways = milder(&question, None);
        let said: Vec<(&str, bool, bool)> = ways
            .iter()
            .map(|near| (near.words.as_str(), near.quotes, near.filters))
            .collect();
        assert_eq!(
            said,
            [
                ("rondje om", true, false),
                ("\"rondje om\" -online", false, true),
                ("rondje om", true, true),
            ]
        );
        assert_eq!(ways[0].dropped, ["online"]);
    }

    #[test]
    fn a_plain_question_has_nothing_to_let_go_of() {
        let question = Question {
            text: "rondje".to_owned(),
            ..Question::default()
        };
        assert!(milder(&question, None).is_empty());
        assert_eq!(milder(&question, Some("rondjes")).len(), 1);
        assert_eq!(without_signs("\" - \""), ("-".to_owned(), Vec::new()));
    }
}
