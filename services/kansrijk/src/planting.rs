//! The demo town, planted once into an empty store.

use std::path::PathBuf;
use std::sync::Arc;

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
        const FAILED: &str = "De gegevens van mensen zijn niet bijgewerkt";
        tokio::try_join!(
            beside(self.toolbox.clone(), FAILED, |one| async move {
                one.follow_accounts().await
            }),
            beside(self.matching.clone(), FAILED, |one| async move {
                one.follow_accounts().await
            }),
            beside(self.meetups.clone(), FAILED, |one| async move {
                one.follow_accounts().await
            }),
        )
        .map(drop)
    }

    /// Brings every index up to what is stored.
    pub(crate) async fn catch_up(&self) -> Result<(), Failure> {
        const FAILED: &str = "De zoekindex is niet bijgewerkt";
        self.follow_accounts().await?;
        tokio::try_join!(
            beside(self.toolbox.clone(), FAILED, |one| async move {
                one.catch_up().await
            }),
            beside(self.matching.clone(), FAILED, |one| async move {
                one.catch_up().await
            }),
            beside(self.meetups.clone(), FAILED, |one| async move {
                one.catch_up().await
            }),
        )
        .map(drop)
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

/// Lets a service that runs here do something on a task of its own: it is work for a processor, and there are several.
async fn beside<S, D, E>(
    service: Option<Arc<S>>,
    failed: &'static str,
    deed: impl FnOnce(Arc<S>) -> D,
) -> Result<(), Failure>
where
    D: Future<Output = Result<(), E>> + Send + 'static,
    E: std::error::Error + Send + 'static,
{
    let Some(service) = service else {
        return Ok(());
    };
    let done = tokio::spawn(deed(service)).await;
    done.map_err(Failure::failed(failed))?
        .map_err(Failure::failed(failed))
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
    let planted = Box::pin(seeds::town::plant(services.ground()?, clock.now()))
        .await
        .map_err(Failure::failed("De voorbeeldstad kan niet worden gemaakt"))?;
    // What has fallen due meanwhile, as after any pause, is done by the workers as soon as they start.
    services.follow_accounts().await?;
    std::fs::remove_file(mark(config)).map_err(failed())?;
    tracing::info!(?planted, "the demo town is planted");
    Ok(())
}

fn mark(config: &Config) -> PathBuf {
    config.data.join(MARK)
}
