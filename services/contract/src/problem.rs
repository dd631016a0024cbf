use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// A problem's stable name and its Dutch sentence, kept together. The web turns the name into
/// the sentence of its own language; a script gets both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Lower case, words joined by hyphens, the noun first: `title.too-short`.
    pub name: &'static str,
    /// Says what is wrong and what to do.
    pub dutch: &'static str,
}

impl Code {
    #[must_use]
    pub const fn new(name: &'static str, dutch: &'static str) -> Self {
        Self { name, dutch }
    }
}

/// `application/problem+json` (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ProblemBody {
    /// `urn:kansrijk:problem:` and a stable name.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    pub kind: String,
    /// One Dutch sentence.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// The fields at fault, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[oai(default, skip_serializing_if_is_empty)]
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct FieldProblem {
    /// The field's name in the request.
    pub field: String,
    /// The stable name of the problem, [`Code::name`].
    pub code: String,
    /// A Dutch sentence that says what to do.
    pub message: String,
}

impl FieldProblem {
    #[must_use]
    pub fn new(field: &str, code: Code) -> Self {
        Self {
            field: field.to_owned(),
            code: code.name.to_owned(),
            message: code.dutch.to_owned(),
        }
    }
}
