//! How services speak: problem responses, caller tokens, one generic client, telemetry,
//! and what all services that are open to others say the same way: feeds and harvests.
//!
//! It knows no service: paths and types come from whoever calls. A [`Client`] reaches a service
//! either in this process (its own endpoint is called, no socket) or over HTTP; the caller
//! cannot tell the difference, and one journey test runs through both.

pub mod caller;
mod client;
mod door;
pub mod feeds;
pub mod following;
pub mod harvest;
mod mount;
mod payload;
mod problem;
pub mod telemetry;
mod token;

pub use caller::{Authenticate, SignedIn, Visitor};
pub use client::{Authority, Client, Raw, segment};
pub use door::DoorKey;
pub use following::AccountsLog;
pub use mount::mount;
pub use payload::Written;
pub use problem::{Problem, as_problem_response};
pub use token::{CallerToken, Signer, TokenProblem, Verifier};
