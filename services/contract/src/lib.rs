//! What goes over the wire: requests, answers and events, one module per service.
//!
//! Types only: serde for the wire, `poem-openapi` for the description, no behaviour beyond
//! reading and writing. A service translates its nouns to these in `api.rs`; the web and the
//! other services know nothing else of it. Field names are English and stable: the scripts of
//! others rely on them.

pub mod accounts;
pub mod accounts_log;
mod caller;
pub mod consent;
pub mod letters;
pub mod matching;
pub mod meetups;
pub mod my_data;
pub mod news;
mod problem;
pub mod recovery;
pub mod rights;
pub mod safety;
pub mod suspension;
pub mod toolbox;

pub use caller::{Age, Caller, Grant, Means, Scope};
pub use problem::{Code, FieldProblem, ProblemBody};
