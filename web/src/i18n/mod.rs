//! Languages of the screens, and the sentences in them.
//!
//! Sentences live in `locales/<language>/<service>.ftl` (Fluent). Code and templates ask by key; a key that is missing
//! is an error, never an empty place. What a person wrote is never translated.

mod language;
mod moment;
#[cfg(test)]
mod plainness;
mod say;
mod sentences;
#[cfg(test)]
mod upkeep;

pub use language::{accepted, other, own_name};
pub use moment::{Moment, Style};
pub use nouns::Language;
pub(crate) use say::coded;
pub use say::{Arg, Say};
pub(crate) use sentences::group_thousands;
pub use sentences::{BrokenLocale, MissingSentence, Sentences};
