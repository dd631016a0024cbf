//! The form of a collection: its name, what it is for, who finds it.

use contract::FieldProblem;
use contract::toolbox::CollectionAbout;
use serde::{Deserialize, Serialize};

use crate::form::{Choices, Field};
use crate::i18n::Say;

/// The form as a browser sends it. A missing field is an empty one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedCollection {
    #[serde(rename = "naam")]
    pub title: String,
    #[serde(rename = "uitleg")]
    pub intro: String,
    #[serde(rename = "zichtbaar")]
    pub visibility: String,
}

impl TypedCollection {
    pub(super) fn of(about: &CollectionAbout) -> Self {
        Self {
            title: about.title.clone(),
            intro: about.intro.clone(),
            visibility: about.visibility.clone(),
        }
    }

    pub(super) fn read(&self) -> CollectionAbout {
        CollectionAbout {
            title: self.title.clone(),
            intro: self.intro.clone(),
            visibility: self.visibility.clone(),
        }
    }
}

/// The form as its page shows it. Shown by `{{> toolbox/collection-fields fields}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CollectionFields {
    title: Field,
    intro: Field,
    visibility: Choices,
}

impl CollectionFields {
    pub(super) fn of(typed: &TypedCollection, problems: &[FieldProblem]) -> Self {
        let problem = |name: &str| {
            let found = problems.iter().find(|problem| problem.field == name)?;
            Some(Say::of("toolbox-problem", &found.code))
        };
        let chosen = if typed.visibility.is_empty() {
            "team"
        } else {
            &typed.visibility
        };
        Self {
            title: Field {
                value: typed.title.clone(),
                problem: problem("title"),
            },
            intro: Field {
                value: typed.intro.clone(),
                problem: problem("intro"),
            },
            visibility: Choices {
                problem: problem("visibility"),
                ..Choices::of(
                    "toolbox-visibility",
                    ["team", "school", "country"],
                    &[chosen],
                )
            },
        }
    }
}
