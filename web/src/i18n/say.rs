use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

/// Something to say, before anyone knows in which language: a key and what fills its places.
///
/// A page holds these where the sentence depends on its state; templates print one with `{{t problem}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Say {
    pub(crate) key: String,
    /// Asked for when `key` has no sentence: a code that a service learnt after this site was built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) or: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) args: BTreeMap<String, Arg>,
}

/// What can fill a place in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    Text(String),
    Number(i64),
    /// Written out in the reader's language: *maandag 3 mei*.
    Day {
        date: NaiveDate,
    },
}

impl Say {
    /// A sentence by its whole key. Write the key as a literal: a test reads the source for them.
    #[must_use]
    pub fn key(key: &'static str) -> Self {
        Self {
            key: key.to_owned(),
            or: None,
            args: BTreeMap::new(),
        }
    }

    /// The sentence for a code: `Say::of("toolbox-problem", "title.too-short")` is `toolbox-problem-title-too-short`,
    /// or `toolbox-problem-other` where that is missing.
    #[must_use]
    pub fn of(prefix: &'static str, code: &str) -> Self {
        let or = Some(format!("{prefix}-other"));
        Self {
            key: coded(prefix, code),
            or,
            args: BTreeMap::new(),
        }
    }

    /// A key that came from outside and was found to exist.
    pub(crate) fn known(key: String) -> Self {
        Self {
            key,
            or: None,
            args: BTreeMap::new(),
        }
    }

    /// The text in one place, if text is there.
    pub(crate) fn text(&self, place: &str) -> Option<&str> {
        match self.args.get(place) {
            Some(Arg::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Fills one place.
    #[must_use]
    pub fn with(mut self, place: &str, arg: impl Into<Arg>) -> Self {
        self.args.insert(place.to_owned(), arg.into());
        self
    }
}

/// The key for a code below a prefix; a code may be written with dots, underscores or spaces.
pub(crate) fn coded(prefix: &str, code: &str) -> String {
    let code = code
        .trim()
        .to_lowercase()
        .replace(['.', '_', ' ', '/'], "-");
    format!("{prefix}-{code}")
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Self::Day { date }
    }
}
