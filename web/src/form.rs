//! What a form's page holds: fields that keep what was typed, and choices.

use contract::FieldProblem;
use serde::Serialize;

use crate::i18n::Say;

/// A field of a form: what was typed, and what is wrong with it.
///
/// Shown by `{{> form/text title name="titel" label=(t "…")}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Field {
    pub value: String,
    pub problem: Option<Say>,
}

impl Field {
    /// A field as it was filled in, with nothing wrong so far.
    #[must_use]
    pub fn filled(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            problem: None,
        }
    }

    /// A field with what was typed and why it is refused.
    #[must_use]
    pub fn refused(value: impl Into<String>, problem: Say) -> Self {
        Self {
            value: value.into(),
            problem: Some(problem),
        }
    }
}

/// One of the answers of a [`Choices`] field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// `called` in templates: inside `form/*` a parameter `label` of the partial would hide a field `label`.
    #[serde(rename = "called")]
    pub label: Label,
    pub is_chosen: bool,
}

/// What an answer is called: a sentence of ours, or a name that is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    Say(Say),
    /// `plain` in templates: inside `form/*` a parameter `name` of the partial would hide a field `name`.
    #[serde(rename = "plain")]
    Name(String),
}

/// A question with given answers, of which one or several count.
///
/// Shown as chips by `{{> form/chips goals name="doel" legend=(t "…") kind="checkbox"}}`, as a list by `form/select`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Choices {
    pub choices: Vec<Choice>,
    pub problem: Option<Say>,
}

impl Choices {
    /// Answers that are codes with sentences: `Choices::of("matching-goal", ["planning", "taal"], &chosen)`.
    #[must_use]
    pub fn of<'a>(
        prefix: &'static str,
        codes: impl IntoIterator<Item = &'a str>,
        chosen: &[impl AsRef<str>],
    ) -> Self {
        let choice = |code: &str| Choice {
            value: code.to_owned(),
            label: Label::Say(Say::of(prefix, code)),
            is_chosen: chosen.iter().any(|chosen| chosen.as_ref() == code),
        };
        Self {
            choices: codes.into_iter().map(choice).collect(),
            problem: None,
        }
    }

    /// Answers that are names: `Choices::named(regions.map(|r| (r.code(), r.name())), &chosen)`.
    #[must_use]
    pub fn named<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        chosen: &[impl AsRef<str>],
    ) -> Self {
        let choice = |(value, name): (&str, &str)| Choice {
            value: value.to_owned(),
            label: Label::Name(name.to_owned()),
            is_chosen: chosen.iter().any(|chosen| chosen.as_ref() == value),
        };
        Self {
            choices: pairs.into_iter().map(choice).collect(),
            problem: None,
        }
    }

    /// The same question with this answer.
    #[must_use]
    pub fn choosing(mut self, chosen: &str) -> Self {
        for choice in &mut self.choices {
            choice.is_chosen = choice.value == chosen;
        }
        self
    }

    /// The same question with what is wrong with the answer.
    #[must_use]
    pub fn refused(mut self, problem: Say) -> Self {
        self.problem = Some(problem);
        self
    }
}

/// Puts what is wrong with each field beside it, where the form has it; gives what belongs to none.
pub(crate) fn place(
    problems: &[FieldProblem],
    prefix: &'static str,
    slots: &mut [(&str, &mut Option<Say>)],
) -> Option<Say> {
    let mut elsewhere = None;
    for problem in problems {
        let say = Some(Say::of(prefix, &problem.code));
        match slots.iter_mut().find(|(field, _)| *field == problem.field) {
            Some((_, slot)) => **slot = say,
            None => elsewhere = say,
        }
    }
    elsewhere
}
