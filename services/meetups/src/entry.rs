//! What a sign-up may hold: who comes along, and answers to what the host asks.

use std::collections::BTreeMap;

use contract::meetups as code;
use contract::{Code, FieldProblem};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::event::one_line;

/// So many others somebody may bring along where the host says so.
pub const MOST_BROUGHT: u32 = 5;
pub const MOST_QUESTIONS: usize = 3;
pub const MOST_OPTIONS: usize = 8;
const LONGEST_QUESTION: usize = 200;
const LONGEST_OPTION: usize = 80;
const LONGEST_ANSWER: usize = 500;
/// Bytes of the hash that names a question.
const KEY: usize = 4;

/// What a host lets people bring and asks of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// How many others come along with one sign-up, at most.
    pub may_bring: u32,
    pub questions: Vec<Question>,
}

/// One question of a host: a short text, or a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Of its text: another text is another question, so that no answer ever stands under a question that was not asked.
    pub key: String,
    pub text: String,
    /// Empty for an answer in words.
    pub options: Vec<String>,
    pub required: bool,
}

impl Question {
    /// # Errors
    /// What is wrong with it, as a code.
    pub fn parse(text: &str, options: &[String], required: bool) -> Result<Self, Code> {
        let text = one_line(text);
        if !(3..=LONGEST_QUESTION).contains(&text.chars().count()) {
            return Err(code::QUESTION_LENGTH);
        }
        let mut each: Vec<String> = Vec::new();
        for option in options.iter().map(|option| one_line(option)) {
            if !option.is_empty() && !each.contains(&option) {
                each.push(option);
            }
        }
        let fits = |option: &String| option.chars().count() <= LONGEST_OPTION;
        if each.len() == 1 || each.len() > MOST_OPTIONS || !each.iter().all(fits) {
            return Err(code::QUESTION_OPTIONS);
        }
        let digest = Sha256::digest(text.as_bytes());
        let key = digest.iter().take(KEY).map(|byte| format!("{byte:02x}"));
        Ok(Self {
            key: key.collect(),
            text,
            options: each,
            required,
        })
    }

    /// What somebody answers; `None` for nothing.
    fn read(&self, answer: Option<&str>) -> Result<Option<String>, Code> {
        let answer = one_line(answer.unwrap_or_default());
        if answer.is_empty() {
            return if self.required {
                Err(code::ANSWER_MISSING)
            } else {
                Ok(None)
            };
        }
        if answer.chars().count() > LONGEST_ANSWER {
            return Err(code::TEXT_TOO_LONG);
        }
        if !self.options.is_empty() && !self.options.contains(&answer) {
            return Err(code::ANSWER_UNKNOWN);
        }
        Ok(Some(answer))
    }
}

/// An answer, with the question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub asked: String,
    pub answer: String,
}

/// By the key of the question.
pub type Answers = BTreeMap<String, Answer>;

/// What somebody sends with a sign-up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// How many others come along.
    pub brings: i64,
    /// By the key of the question.
    pub answers: BTreeMap<String, String>,
}

/// A wish that its meetup can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    /// The person and who comes along.
    pub(crate) party: u32,
    pub(crate) answers: Answers,
}

impl Entry {
    /// Reads what somebody sends, with every field at fault named: `brings` and `answers.<key>`. Whoever has more people with
    /// them than the host allows by now keeps those.
    pub(crate) fn fill(&self, wish: &Wish, had: Option<u32>) -> Result<Filled, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let most = self.may_bring.max(had.unwrap_or(1).saturating_sub(1));
        let brings = u32::try_from(wish.brings)
            .ok()
            .filter(|brings| *brings <= most);
        if brings.is_none() {
            problems.push(FieldProblem::new("brings", code::BRINGS_TOO_MANY));
        }
        let mut answers = Answers::new();
        for question in &self.questions {
            match question.read(wish.answers.get(&question.key).map(String::as_str)) {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    let asked = question.text.clone();
                    answers.insert(question.key.clone(), Answer { asked, answer });
                }
                Err(problem) => {
                    let field = format!("answers.{}", question.key);
                    problems.push(FieldProblem::new(&field, problem));
                }
            }
        }
        // The host asked something else meanwhile: nothing that was typed disappears unseen.
        let is_asked = |key: &String| self.questions.iter().any(|one| one.key == *key);
        let given = wish
            .answers
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        if given.map(|(key, _)| key).any(|key| !is_asked(key)) {
            problems.push(FieldProblem::new("answers", code::ANSWER_OF_BEFORE));
        }
        match brings {
            Some(brings) if problems.is_empty() => Ok(Filled {
                party: brings + 1,
                answers,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks() -> Entry {
        let options = ["alles", "vegetarisch"].map(str::to_owned);
        Entry {
            may_bring: 2,
            questions: vec![
                Question::parse("Wat eet je?", &options, true).unwrap(),
                Question::parse("Waar ben je goed in?", &[], false).unwrap(),
            ],
        }
    }

    fn wish(brings: i64, answers: &[(usize, &str)]) -> Wish {
        let asks = asks();
        let answers = answers.iter();
        Wish {
            brings,
            answers: answers
                .map(|(n, text)| (asks.questions[*n].key.clone(), (*text).to_owned()))
                .collect(),
        }
    }

    fn wrong(wish: &Wish) -> Vec<(String, String)> {
        let problems = asks().fill(wish, None).unwrap_err();
        let pair = |one: FieldProblem| (one.field, one.code);
        problems.into_iter().map(pair).collect()
    }

    #[test]
    fn what_is_needed_is_there_and_fits() {
        let filled = asks().fill(&wish(2, &[(0, " alles ")]), None).unwrap();
        assert_eq!(filled.party, 3);
        let told: Vec<&Answer> = filled.answers.values().collect();
        assert_eq!(
            (told[0].asked.as_str(), told[0].answer.as_str()),
            ("Wat eet je?", "alles")
        );
        let key = &asks().questions[0].key;
        let missing = wrong(&wish(3, &[(1, "koken")]));
        assert_eq!(missing[0].0, "brings");
        assert_eq!(missing[1].0, format!("answers.{key}"));
        assert_eq!(
            wrong(&wish(0, &[(0, "soep")]))[0].1,
            code::ANSWER_UNKNOWN.name
        );
        assert_eq!(wrong(&wish(-1, &[(0, "alles")]))[0].0, "brings");
    }

    #[test]
    fn an_answer_to_what_is_not_asked_any_more_is_told() {
        let mut late = wish(0, &[(0, "alles")]);
        late.answers
            .insert("00000000".to_owned(), "iets".to_owned());
        assert_eq!(wrong(&late)[0].1, code::ANSWER_OF_BEFORE.name);
        late.answers.insert("00000000".to_owned(), " ".to_owned());
        asks().fill(&late, None).unwrap();
    }

    #[test]
    fn who_came_with_more_keeps_them_and_no_others_join() {
        let none = Entry::default();
        assert_eq!(none.fill(&wish(2, &[]), Some(3)).unwrap().party, 3);
        none.fill(&wish(3, &[]), Some(3)).unwrap_err();
    }

    #[test]
    fn a_question_is_short_and_a_choice_is_of_two_to_eight() {
        let many = |n: usize| (0..n).map(|n| n.to_string()).collect::<Vec<_>>();
        Question::parse("Ja?", &many(8), false).unwrap();
        for (text, options) in [("", 0), ("Wat?", 1), ("Wat?", 9), (&"w".repeat(201), 0)] {
            Question::parse(text, &many(options), false).unwrap_err();
        }
        let twice = ["ja", "nee", " ja", ""].map(str::to_owned);
        assert_eq!(
            Question::parse("Kom je?", &twice, false)
                .unwrap()
                .options
                .len(),
            2
        );
    }
}
