//! The demo town, planted once into an empty store.

use std::path::PathBuf;

use accounts::Accounts;
use matching::Matching;
use meetups::Meetups;
use nouns::Clock;
use seeds::Ground;
use toolbox::Toolbox;

use crate::Failure;
use crate::config::Config;
use crate::serve::Services;

/// Stands in the data folder while the town is being planted.
const MARK: &str = "planting";

impl Services {
    /// All services together, to be planted into.
    pub(crate) fn ground(&self) -> Result<Ground<'_>, Failure> {
        let (Some(accounts), Some(toolbox), Some(matching), Some(meetups)) =
            (&self.accounts, &self.toolbox, &self.matching, &self.meetups)
        else {
            return Err(Failure::Failed(
                "Niet alle diensten draaien hier.".to_owned(),
            ));
        };
        let (accounts, toolbox): (&Accounts, &Toolbox) = (accounts, toolbox);
        let (matching, meetups): (&Matching, &Meetups) = (matching, meetups);
        Ok(Ground {
            accounts,
            toolbox,
            matching,
            meetups,
        })
    }

    /// Takes over everywhere what accounts has to tell.
    pub async fn follow_accounts(&self) -> Result<(), Failure> {
        let followed = "De gegevens van mensen zijn niet bijgewerkt";
        if let Some(toolbox) = &self.toolbox {
            let done = toolbox.follow_accounts().await;
            done.map_err(Failure::failed(followed))?;
        }
        if let Some(matching) = &self.matching {
            let done = matching.follow_accounts().await;
            done.map_err(Failure::failed(followed))?;
        }
        if let Some(meetups) = &self.meetups {
            let done = meetups.follow_accounts().await;
            done.map_err(Failure::failed(followed))?;
        }
        Ok(())
    }

    /// Brings every index up to what is stored.
    pub(crate) async fn catch_up(&self) -> Result<(), Failure> {
        self.follow_accounts().await?;
        let indexed = "De zoekindex is niet bijgewerkt";
        if let Some(toolbox) = &self.toolbox {
            toolbox.catch_up().await.map_err(Failure::failed(indexed))?;
        }
        if let Some(matching) = &self.matching {
            matching
                .catch_up()
                .await
                .map_err(Failure::failed(indexed))?;
        }
        if let Some(meetups) = &self.meetups {
            meetups.catch_up().await.map_err(Failure::failed(indexed))?;
        }
        Ok(())
    }

    /// Whether nothing was ever written: nobody has an account, and no log has begun.
    async fn is_untouched(&self) -> Result<bool, Failure> {
        let failed = || Failure::failed("De opslag is niet te lezen");
        for (database, _) in self.databases().await.map_err(failed())? {
            if database.log_end().await.map_err(failed())? > 0 {
                return Ok(false);
            }
        }
        let ground = self.ground()?;
        ground
            .accounts
            .is_empty()
            .await
            .map_err(Failure::failed("De opslag is niet te lezen"))
    }
}

/// Clears what a start left behind that was broken off while planting: the mark is only ever set
/// in an empty store, so nothing of anyone is in it. Call it before the store is opened.
pub(crate) fn clear_half_a_town(config: &Config) -> Result<(), Failure> {
    let mark = mark(config);
    if !config.keeps_own_store() || !mark.exists() {
        return Ok(());
    }
    for folder in ["store", "index"] {
        match std::fs::remove_dir_all(config.data.join(folder)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::failed(
                    "Een half gemaakte voorbeeldstad is niet op te ruimen",
                )(error));
            }
            _ => {}
        }
    }
    std::fs::remove_file(mark).map_err(Failure::failed(
        "Een half gemaakte voorbeeldstad is niet op te ruimen",
    ))
}

/// Plants the demo town into an untouched store.
pub(crate) async fn plant_when_untouched(
    services: &Services,
    config: &Config,
    clock: &Clock,
) -> Result<(), Failure> {
    if !services.is_untouched().await? {
        return Ok(());
    }
    let failed =
        || Failure::failed::<std::io::Error>("De map voor de gegevens is niet te beschrijven");
    std::fs::write(mark(config), "").map_err(failed())?;
    let planted = seeds::town::plant(services.ground()?, clock.now())
        .await
        .map_err(Failure::failed("De voorbeeldstad kan niet worden gemaakt"))?;
    services.catch_up().await?;
    std::fs::remove_file(mark(config)).map_err(failed())?;
    tracing::info!(?planted, "the demo town is planted");
    Ok(())
}

fn mark(config: &Config) -> PathBuf {
    config.data.join(MARK)
}
