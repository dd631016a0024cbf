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
pub use nouns::Language;
pub use moment::{Moment, Style};
pub use say::{Arg, Say};
pub(crate) use say::coded;
pub use sentences::{BrokenLocale, MissingSentence, Sentences};
pub(crate) use sentences::group_thousands;
