//! A search index over everything a member can find, and the Dutch analysis under it.
//!
//! The index is a copy: losing it costs a rebuild, never data. It knows neither `SurrealDB` nor pages; it takes
//! [`Findable`]s and gives back ids. Everything here is synchronous, thread-safe and takes well under a
//! millisecond, so that it may be called from async code directly; [`Index::apply`] and [`Index::rebuild`] write to
//! disk and want `spawn_blocking`.
//!
//! How an owner follows its outbox: [`Index::open`] tells the position of the last entry applied, or `None` when
//! everything must be planted anew ([`Index::rebuild`]); after that [`Index::apply`] takes the entries behind it.

pub mod analysis;
mod findable;
mod index;
mod question;

pub use analysis::analyse;
pub use findable::{Change, Findable, PUBLIC, Span, What};
pub use index::{Index, IndexError};
pub use question::{
    Answer, FacetCount, Hit, Marked, NumberFilter, Query, Segment, Sort, Suggestion, SuggestionKind,
};
