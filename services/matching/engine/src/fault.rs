//! What can be wrong with an instance file, where, and how to say it.

use std::fmt;

/// The largest score and capacity that a file may name: 2^53, the largest integer that every JSON
/// reader keeps exactly.
pub const LARGEST: u64 = 1 << 53;

/// A fault in an instance file: what, at which place, and where in the text when that is known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.english())]
pub struct Fault {
    /// A path such as `students[3].options[1].buddy`, counted from 0; empty for the file itself.
    pub place: String,
    pub problem: Problem,
    /// Line and column, counted from 1, when the fault was found while reading.
    pub at: Option<(usize, usize)>,
}

/// What is wrong, with the data a sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is not UTF-8 from this byte on.
    NotUtf8 { byte: usize },
    /// The text is not JSON.
    Syntax,
    /// A field that must be there is not.
    Missing { field: &'static str },
    /// A field stands twice in one object.
    FieldTwice { field: &'static str },
    /// Another kind of value than the one that belongs here.
    WrongKind { wanted: Kind },
    /// A number below zero.
    Negative,
    /// A number that is not whole.
    NotWhole,
    /// A number above [`LARGEST`].
    TooLarge,
    /// An option names a buddy that the file does not have.
    UnknownBuddy { id: String },
    /// One student names the same buddy twice.
    BuddyTwice { id: String },
    /// Two buddies, or two students, have the same id.
    DuplicateId { id: String },
}

/// The kinds of value that an instance file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Object,
    List,
    Text,
    Integer,
}

impl Fault {
    pub(crate) fn new(place: String, problem: Problem) -> Self {
        Self {
            place,
            problem,
            at: None,
        }
    }

    /// A stable code for the problem, for callers that keep their own sentences.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem {
            Problem::NotUtf8 { .. } => "not-utf8",
            Problem::Syntax => "syntax",
            Problem::Missing { .. } => "missing",
            Problem::FieldTwice { .. } => "field-twice",
            Problem::WrongKind { .. } => "wrong-kind",
            Problem::Negative => "negative",
            Problem::NotWhole => "not-whole",
            Problem::TooLarge => "too-large",
            Problem::UnknownBuddy { .. } => "unknown-buddy",
            Problem::BuddyTwice { .. } => "buddy-twice",
            Problem::DuplicateId { .. } => "duplicate-id",
        }
    }

    /// The fault as one Dutch sentence with its place, for people.
    #[must_use]
    pub fn dutch(&self) -> String {
        let what = match &self.problem {
            Problem::NotUtf8 { byte } => format!("het bestand is geen UTF-8 (vanaf byte {byte})"),
            Problem::Syntax => "hier klopt de JSON niet".to_owned(),
            Problem::Missing { field } => format!("het veld \"{field}\" ontbreekt"),
            Problem::FieldTwice { field } => format!("het veld \"{field}\" staat er twee keer"),
            Problem::WrongKind { wanted } => format!("hier hoort {} te staan", wanted.dutch()),
            Problem::Negative => "dit getal mag niet kleiner zijn dan 0".to_owned(),
            Problem::NotWhole => "dit getal moet een heel getal zijn".to_owned(),
            Problem::TooLarge => format!("dit getal mag niet groter zijn dan {LARGEST}"),
            Problem::UnknownBuddy { id } => format!("er is geen buddy met id {id:?}"),
            Problem::BuddyTwice { id } => {
                format!("deze student noemt buddy {id:?} twee keer")
            }
            Problem::DuplicateId { id } => format!("het id {id:?} komt twee keer voor"),
        };
        self.with_place(&what, ["regel", "kolom"])
    }

    fn english(&self) -> String {
        let what = match &self.problem {
            Problem::NotUtf8 { byte } => format!("the file is not UTF-8 (from byte {byte} on)"),
            Problem::Syntax => "this is not valid JSON".to_owned(),
            Problem::Missing { field } => format!("the field \"{field}\" is missing"),
            Problem::FieldTwice { field } => format!("the field \"{field}\" stands here twice"),
            Problem::WrongKind { wanted } => format!("{wanted} belongs here"),
            Problem::Negative => "this number must not be below 0".to_owned(),
            Problem::NotWhole => "this number must be whole".to_owned(),
            Problem::TooLarge => format!("this number must not be above {LARGEST}"),
            Problem::UnknownBuddy { id } => format!("there is no buddy {id:?}"),
            Problem::BuddyTwice { id } => format!("this student names buddy {id:?} twice"),
            Problem::DuplicateId { id } => format!("the id {id:?} is used twice"),
        };
        self.with_place(&what, ["line", "column"])
    }

    fn with_place(&self, what: &str, [line, column]: [&str; 2]) -> String {
        let at = self
            .at
            .map(|(l, c)| format!(" ({line} {l}, {column} {c})"))
            .unwrap_or_default();
        if self.place.is_empty() {
            format!("{what}{at}")
        } else {
            format!("{}: {what}{at}", self.place)
        }
    }
}

impl Kind {
    fn dutch(self) -> &'static str {
        match self {
            Self::Object => "een object ({ … })",
            Self::List => "een lijst ([ … ])",
            Self::Text => "tekst tussen aanhalingstekens",
            Self::Integer => "een heel getal",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::Text => "a string",
            Self::Integer => "an integer",
        })
    }
}
