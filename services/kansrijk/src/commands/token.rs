use crate::Failure;
use crate::config::Config;
use crate::socket::{Request, ask};

/// `kansrijk token`: prints a personal access token, from the running server where there is one.
pub(super) async fn token(person: &str, hours: u32, config: &Config) -> Result<(), Failure> {
    let token = ask(
        config,
        Request::Token {
            person: person.to_owned(),
            hours,
        },
    )
    .await?;
    println!("{token}");
    Ok(())
}
