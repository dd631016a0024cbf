use crate::Failure;
use crate::config::Config;
use crate::socket::{Request, RoleWish, ask};

/// `kansrijk role`: gives somebody a role, in the running server where there is one.
pub(super) async fn give(wish: RoleWish, config: &Config) -> Result<(), Failure> {
    let done = ask(config, Request::Role(wish)).await?;
    println!("{done}");
    Ok(())
}
