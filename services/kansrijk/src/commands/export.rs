use crate::Failure;
use crate::config::Config;
use crate::socket::{Request, ask};

/// `kansrijk export`: prints all that is stored about a person, by service and table, as JSON.
pub(super) async fn export(person: &str, config: &Config) -> Result<(), Failure> {
    let json = ask(
        config,
        Request::Export {
            person: person.to_owned(),
        },
    )
    .await?;
    println!("{json}");
    Ok(())
}
