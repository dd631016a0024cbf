//! Changes of public things, in the order in which harvesters (OAI-PMH) are told of them: what the protocol and the store both speak of.

use serde::Deserialize;

/// How long a list of a harvester can be gone on with, in seconds. Superseded places are kept a little longer.
pub const LIST_LIVES: i64 = 24 * 3600;

/// Where a change stands among all changes. The order of places is the order of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Seconds of Unix.
    pub at: i64,
    /// Only grows.
    pub number: u64,
}

/// How far harvesters can see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Extent {
    /// The last number given out; 0 when there is nothing.
    pub number: u64,
    /// The last second given out.
    pub at: i64,
    /// The first one ever.
    pub first: i64,
    /// When superseded places were last removed.
    pub pruned: i64,
}

/// The last change of a thing, as harvesters are told it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Seen {
    pub at: i64,
    pub number: u64,
    /// The set that it is in; empty for none.
    pub kind: String,
    pub deleted: bool,
}

/// What part of the places a list shows: those that `bound` saw as last ones.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub from: Place,
    /// The last second, if the harvester named one.
    pub until: Option<i64>,
    pub bound: Place,
}
