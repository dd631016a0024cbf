//! Nouns that two services share: identifiers, time, regions, study fields, languages, paging,
//! the order in which harvesters are told of changes.
//!
//! Everything here is pure: parsing and invariants, no I/O and no async. A noun that only one
//! service knows lives in that service; what people may write where minors read is looked at in one
//! place ([`filter`]). The one exception to "no I/O" is [`Clock::system`],
//! which reads the machine's time so that nobody else does.

mod clock;
mod creative_commons;
pub mod filter;
pub mod harvest;
mod id;
mod language;
mod name;
mod paging;
mod region;
mod role;
mod study_field;

pub use clock::Clock;
pub use creative_commons::CreativeCommons;
pub use id::{
    CardId, CommunityId, EventId, IdProblem, PersonId, RequestId, SchoolId, SignupId, TeamId,
};
pub use language::Language;
pub use name::short_name;
pub use paging::{Paging, PagingProblem};
pub use region::{Region, RegionKind, UnknownRegion};
pub use role::{Role, UnknownRole};
pub use study_field::{StudyField, UnknownStudyField};
