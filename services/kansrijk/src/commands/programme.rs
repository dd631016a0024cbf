use std::path::Path;

use matching_engine::Rule;

use super::solve;
use crate::Failure;
use crate::config::Config;
use crate::socket::{Request, ask};

/// `kansrijk match --programme`: runs a programme of the store to a draft, and writes the result as for a file. A running
/// server does it where there is one.
pub(super) async fn divide(
    programme: &str,
    rule: Rule,
    max_blocking: u64,
    out: Option<&Path>,
    config: &Config,
) -> Result<(), Failure> {
    let request = Request::Match {
        programme: programme.to_owned(),
        rule,
        max_blocking,
    };
    let json = ask(config, request).await?;
    solve::tell(&json, out)
}
