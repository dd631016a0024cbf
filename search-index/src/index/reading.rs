//! Reading a question's text: words, phrases in quotation marks, excluded words.

use crate::analysis::{Analysed, analyse_word, words};

/// More is not read: no question of a person is longer, and the work stays bounded.
const MOST_CHARACTERS: usize = 2_000;
pub(super) const MOST_WORDS: u16 = 32;

/// Small words that say little; they count only when nothing else is asked.
const SMALL_WORDS: &str = " de het een en of in op te is van aan uit bij tot met om als dan dat die dit der er zijn was \
ben bent had heb heeft hebben hij zij wij we jij je jullie u ik me mij mijn ons onze hun haar zo maar ook nog wel niet geen \
want dus al hoe wat wie waar waarom wanneer welke welk kan kun kunnen kunt moet moeten mag wil willen zou zouden word \
wordt worden doe doen doet gaat gaan ga maak maken voor door over naar iets wat graag tijdens eens heel zelf elkaar meer \
nu pas steeds behalve via rond vooral toch even echt erg zeer vaak soms altijd nooit straks toen daarna daar hier iemand \
niemand iets niets hem hen zich deze waarbij waarmee waarin waarvan waarover hoeveel terwijl omdat zodat andere ander elke \
elk alle alles binnen tussen the a an of to and for in how what is are ";

/// What a text asks for.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// In their order, phrases included.
    pub(super) words: Vec<Asked>,
    /// Words that stand together as they are.
    pub(super) phrases: Vec<Vec<Analysed>>,
    pub(super) excluded: Vec<Analysed>,
}

/// A word of the question.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) word: Analysed,
    pub(super) small: bool,
    /// Where it stands in the text, in bytes.
    pub(super) place: (usize, usize),
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let end = text
            .char_indices()
            .nth(MOST_CHARACTERS)
            .map_or(text.len(), |(at, _)| at);
        let mut reading = Self::default();
        let mut phrase: Option<Vec<Analysed>> = None;
        let mut read_to = 0;
        for word in words(&text[..end]) {
            let between = &text[read_to..word.start];
            for _ in between
                .chars()
                .filter(|character| is_quotation_mark(*character))
            {
                phrase = reading.toggle(phrase);
            }
            read_to = word.start + word.text.len();
            let excluded = phrase.is_none() && excludes(&text[..word.start]);
            for analysed in analyse_word(word.text).iter() {
                if excluded {
                    reading.excluded.push(analysed.clone());
                } else {
                    reading.ask(analysed, (word.start, read_to));
                    if let Some(phrase) = &mut phrase {
                        phrase.push(analysed.clone());
                    }
                }
            }
        }
        // A quotation mark that is never closed is a slip: its words are ordinary ones.
        if phrase.is_some() && text[read_to..end].contains(is_quotation_mark) {
            reading.toggle(phrase);
        }
        reading
    }

    fn toggle(&mut self, phrase: Option<Vec<Analysed>>) -> Option<Vec<Analysed>> {
        match phrase {
            Some(words) => {
                if !words.is_empty() && self.phrases.len() < 8 {
                    self.phrases.push(words);
                }
                None
            }
            None => Some(Vec::new()),
        }
    }

    fn ask(&mut self, word: &Analysed, place: (usize, usize)) {
        let seen = self
            .words
            .iter()
            .any(|asked| asked.word.exact == word.exact);
        if !seen && self.words.len() < usize::from(MOST_WORDS) {
            let small = SMALL_WORDS.contains(&format!(" {} ", word.exact));
            self.words.push(Asked {
                word: word.clone(),
                small,
                place,
            });
        }
    }

    /// Whether nothing is asked, so that everything is found.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }
}

fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»'
    )
}

/// Whether the word after `before` is excluded: a minus right before it, and a space or nothing before that.
fn excludes(before: &str) -> bool {
    before
        .strip_suffix(['-', '\u{2212}'])
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(words: &[Analysed]) -> Vec<&str> {
        words.iter().map(|word| word.exact.as_str()).collect()
    }

    #[test]
    fn quotation_marks_make_phrases_and_a_minus_excludes() {
        let reading = Reading::of("\"team vergadering\" met feedback -toneel taal-les");
        assert_eq!(
            reading
                .phrases
                .iter()
                .map(|phrase| exact(phrase))
                .collect::<Vec<_>>(),
            [["team", "vergadering"]]
        );
        assert_eq!(exact(&reading.excluded), ["toneel"]);
        let asked: Vec<_> = reading
            .words
            .iter()
            .map(|asked| asked.word.exact.as_str())
            .collect();
        assert_eq!(asked, ["team", "vergadering", "met", "feedback", "taalles"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_ignored() {
        assert!(Reading::of("\"team vergadering").phrases.is_empty());
        assert!(Reading::of("?!... --").is_empty());
    }
}
