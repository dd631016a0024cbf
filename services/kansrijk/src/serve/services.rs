use std::path::PathBuf;
use std::sync::Arc;

use accounts::{Accounts, Door, Keys};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use matching::{Matching, MatchingError, Vault};
use meetups::{Meetups, Seal};
use nouns::Clock;
use poem::endpoint::BoxEndpoint;
use store::register::Declared;
use store::{Database, Datastore, Schema, StoreError};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use toolbox::Toolbox;
use wire::{AccountsLog, DoorKey, Verifier};

use super::gateway::Internal;
use super::reach::internal;
use super::{Part, Parts, open_store};
use crate::Failure;
use crate::config::Config;

const SOCKET: &str = "kansrijk.sock";
/// Where accounts writes the public half of its key, in base64, for services elsewhere.
const PUBLIC_KEY: &str = "caller.pub";
const PUBLIC_KEY_BYTES: usize = 32;

/// The services of this process.
pub struct Services {
    pub accounts: Option<Arc<Accounts>>,
    pub toolbox: Option<Arc<Toolbox>>,
    pub matching: Option<Arc<Matching>>,
    pub meetups: Option<Arc<Meetups>>,
    /// None where only the web runs.
    datastore: Option<Datastore>,
    verifier: Option<Verifier>,
    /// The key files that a backup has to hold, so that what is sealed in it can be read.
    pub(crate) key_files: Vec<PathBuf>,
}

/// The tables of those among `parts` that have any.
fn schemas(parts: &Parts) -> Vec<Schema> {
    [
        (Part::Accounts, accounts::MIGRATIONS),
        (Part::Toolbox, toolbox::MIGRATIONS),
        (Part::Matching, matching::MIGRATIONS),
        (Part::Meetups, meetups::MIGRATIONS),
    ]
    .into_iter()
    .filter(|(part, _)| parts.has(*part))
    .map(|(part, migrations)| (part.name(), migrations))
    .collect()
}

impl Services {
    /// Opens and migrates the services among `parts`; a process with only the web opens no store.
    pub async fn open(config: &Config, parts: &Parts, clock: Clock) -> Result<Self, Failure> {
        let mut services = Self {
            accounts: None,
            toolbox: None,
            matching: None,
            meetups: None,
            datastore: None,
            verifier: None,
            key_files: Vec::new(),
        };
        if Part::ALL
            .into_iter()
            .all(|part| part == Part::Web || !parts.has(part))
        {
            return Ok(services);
        }
        let timed = clock.clone();
        // A key that is none is told before anything is made.
        let given = key_from(config)?;
        let datastore = open_store(config, &schemas(parts)).await?;
        let index = |part: Part| -> Option<PathBuf> {
            let in_memory = config.store_address().starts_with("mem://");
            (!in_memory).then(|| config.data.join("index").join(part.name()))
        };
        let (accounts, toolbox, matching, meetups) = tokio::try_join!(
            when(
                parts.has(Part::Accounts),
                open_accounts(config.clone(), datastore.clone(), clock.clone()),
            ),
            when(
                parts.has(Part::Toolbox),
                open_toolbox(datastore.clone(), index(Part::Toolbox), clock.clone()),
            ),
            when(
                parts.has(Part::Matching),
                open_matching(config.clone(), given, datastore.clone(), clock.clone()),
            ),
            when(
                parts.has(Part::Meetups),
                open_meetups(
                    config.clone(),
                    datastore.clone(),
                    index(Part::Meetups),
                    clock
                ),
            ),
        )?;
        services.accounts = accounts.map(Arc::new);
        let verifier = services.verifier_for(config)?;
        services.verifier = Some(verifier.clone());
        let internal = internal(config, services.accounts.as_ref(), &timed)?;
        let log = |part: Part| {
            let Internal { client, key } = internal.clone();
            AccountsLog::new(client, key, part.name(), verifier.clone())
        };
        let toolbox = toolbox.map(|one| one.with_accounts(log(Part::Toolbox)));
        let matching = matching.map(|one| one.with_accounts(log(Part::Matching)));
        let meetups = meetups.map(|one| one.with_accounts(log(Part::Meetups)));
        services.toolbox = toolbox.map(Arc::new);
        if matching.is_some() || meetups.is_some() {
            services.key_files = key_files(config);
        }
        services.matching = matching.map(Arc::new);
        services.meetups = meetups.map(Arc::new);
        services.datastore = Some(datastore);
        Ok(services)
    }

    /// What checks callers: accounts' own key, or its public half from the configuration or the
    /// data folder. Without any, every token is refused and what is public is still served.
    fn verifier_for(&self, config: &Config) -> Result<Verifier, Failure> {
        if let Some(accounts) = &self.accounts {
            return Ok(accounts.verifier());
        }
        let written = std::fs::read_to_string(keys_folder(config).join(PUBLIC_KEY)).ok();
        let Some(key) = config.caller_key.clone().or(written) else {
            tracing::warn!(
                "accounts runs elsewhere and caller_key is not set: no caller is accepted"
            );
            let nobody =
                Keys::ephemeral().map_err(Failure::failed("De sleutel is niet te gebruiken"))?;
            return Ok(nobody.verifier());
        };
        let bytes = STANDARD
            .decode(key.trim())
            .ok()
            .filter(|bytes| bytes.len() == PUBLIC_KEY_BYTES);
        let bytes = bytes.ok_or_else(|| {
            Failure::Input("caller_key is geen sleutel van 32 bytes in base64.".to_owned())
        })?;
        Ok(Verifier::from_public_key(&bytes))
    }

    /// The public APIs of this process, by name. A new endpoint at each call.
    pub(super) fn apis(&self) -> Vec<(&'static str, BoxEndpoint<'static>)> {
        let Some(verifier) = &self.verifier else {
            return Vec::new();
        };
        let accounts = self.accounts.iter().map(|service| {
            (
                Part::Accounts.name(),
                accounts::endpoint(Arc::clone(service), verifier.clone()),
            )
        });
        let toolbox = self.toolbox.iter().map(|service| {
            (
                Part::Toolbox.name(),
                toolbox::endpoint(Arc::clone(service), verifier.clone()),
            )
        });
        let matching = self.matching.iter().map(|service| {
            (
                Part::Matching.name(),
                matching::endpoint(Arc::clone(service), verifier.clone()),
            )
        });
        let meetups = self.meetups.iter().map(|service| {
            (
                Part::Meetups.name(),
                meetups::endpoint(Arc::clone(service), verifier.clone()),
            )
        });
        accounts
            .chain(toolbox)
            .chain(matching)
            .chain(meetups)
            .collect()
    }

    /// The internal door of accounts for a web elsewhere; closed without a key.
    pub(super) fn internal_with_key(&self, key: Option<DoorKey>) -> Option<BoxEndpoint<'static>> {
        let accounts = Arc::clone(self.accounts.as_ref()?);
        Some(accounts::internal_endpoint(accounts, Door::Key(key?)))
    }

    /// Starts what each service does by itself.
    pub(super) fn start(&self, stop: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
        let mut workers = Vec::new();
        if let Some(accounts) = &self.accounts {
            workers.push(tokio::spawn(Arc::clone(accounts).run(stop.clone())));
        }
        if let Some(toolbox) = &self.toolbox {
            workers.push(tokio::spawn(Arc::clone(toolbox).run(stop.clone())));
        }
        if let Some(matching) = &self.matching {
            workers.push(tokio::spawn(Arc::clone(matching).run(stop.clone())));
        }
        if let Some(meetups) = &self.meetups {
            workers.push(tokio::spawn(Arc::clone(meetups).run(stop.clone())));
        }
        workers
    }

    /// The databases of this process as they are, with the data register of each.
    pub(crate) async fn databases(
        &self,
    ) -> Result<Vec<(Database, &'static [Declared])>, StoreError> {
        let Some(datastore) = &self.datastore else {
            return Ok(Vec::new());
        };
        let registers = [
            (Part::Accounts, self.accounts.is_some(), accounts::REGISTER),
            (Part::Toolbox, self.toolbox.is_some(), toolbox::REGISTER),
            (Part::Matching, self.matching.is_some(), matching::REGISTER),
            (Part::Meetups, self.meetups.is_some(), meetups::REGISTER),
        ];
        let mut databases = Vec::new();
        for (part, _, register) in registers.into_iter().filter(|(_, runs_here, _)| *runs_here) {
            databases.push((datastore.attached(part.name()).await?, register));
        }
        Ok(databases)
    }
}

/// Where a running server answers commands.
#[must_use]
pub fn socket_path(config: &Config) -> PathBuf {
    config.data.join(SOCKET)
}

/// The keys of this installation, for the owner only.
pub(super) fn keys_folder(config: &Config) -> PathBuf {
    config.data.join("keys")
}

/// Opens a service that is wanted here, on a task of its own: migrating is work for a processor, and there are several.
async fn when<T: Send + 'static>(
    wanted: bool,
    opening: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<Option<T>, Failure> {
    if !wanted {
        return Ok(None);
    }
    let opened = tokio::spawn(opening).await;
    opened
        .map_err(Failure::failed("Een dienst kan niet open"))?
        .map(Some)
}

async fn open_toolbox(
    datastore: Datastore,
    index: Option<PathBuf>,
    clock: Clock,
) -> Result<Toolbox, Failure> {
    let opened = Toolbox::open(&datastore, index.as_deref(), clock).await;
    opened.map_err(Failure::failed("Trukendoos kan niet open"))
}

async fn open_matching(
    config: Config,
    given: Option<Vault>,
    datastore: Datastore,
    clock: Clock,
) -> Result<Matching, Failure> {
    let vault = given
        .map_or_else(|| key_in_folder(&config), Ok)?
        .with_before(&config.conversation_keys_before)
        .map_err(|_| {
            Failure::Input(
                "conversation_keys_before heeft een sleutel die niet 32 bytes in base64 is."
                    .to_owned(),
            )
        })?;
    let opened = Matching::open(&datastore, None, vault, clock).await;
    opened.map_err(not_open)
}

async fn open_meetups(
    config: Config,
    datastore: Datastore,
    index: Option<PathBuf>,
    clock: Clock,
) -> Result<Meetups, Failure> {
    let seal = Seal::load_or_create(&keys_folder(&config)).map_err(Failure::failed(
        "De sleutel van de aanmeldingen is niet te gebruiken",
    ))?;
    let opened = Meetups::open(&datastore, index.as_deref(), clock).await;
    opened
        .map(|meetups| meetups.with_seal(seal))
        .map_err(Failure::failed("Bijeenkomsten kan niet open"))
}

/// Where the keys lie that a copy of the store is of no use without. That of conversations may be in the configuration.
pub(crate) fn key_files(config: &Config) -> Vec<PathBuf> {
    let in_folder = config.conversation_key.is_none();
    let conversations = in_folder.then_some(matching::KEY_FILE);
    let names = conversations.into_iter().chain([meetups::KEY_FILE]);
    names.map(|name| keys_folder(config).join(name)).collect()
}

/// What conversations are sealed with, if the configuration says it.
fn key_from(config: &Config) -> Result<Option<Vault>, Failure> {
    let given = config.conversation_key.as_deref().map(Vault::from_base64);
    given.transpose().map_err(|_| {
        Failure::Input("conversation_key is geen sleutel van 32 bytes in base64.".to_owned())
    })
}

/// What they are sealed with otherwise: a key that is made once.
fn key_in_folder(config: &Config) -> Result<Vault, Failure> {
    Vault::load_or_create(&keys_folder(config)).map_err(Failure::failed(
        "De sleutel van de gesprekken is niet te gebruiken",
    ))
}

fn not_open(error: MatchingError) -> Failure {
    match error {
        MatchingError::OtherKey => Failure::Input(format!(
            "De gesprekken zijn met een andere sleutel bewaard. Zet {} terug in de map keys, of de goede conversation_key in de instellingen.",
            matching::KEY_FILE
        )),
        error => Failure::failed("Maatjes kan niet open")(error),
    }
}

async fn open_accounts(
    config: Config,
    datastore: Datastore,
    clock: Clock,
) -> Result<Accounts, Failure> {
    let folder = keys_folder(&config);
    let keys = Keys::load_or_create(&folder)
        .map_err(Failure::failed("De sleutel is niet te gebruiken"))?;
    let accounts = Accounts::open(&datastore, keys, clock)
        .await
        .map_err(Failure::failed("Accounts kan niet open"))?
        .with_demo(config.has_demo())
        .with_sign_in(&config.sign_in())
        .map_err(|problem| {
            Failure::Input(format!(
                "De instellingen voor het aanmelden kloppen niet: {problem}"
            ))
        })?;
    std::fs::write(
        folder.join(PUBLIC_KEY),
        STANDARD.encode(accounts.public_key()),
    )
    .map_err(Failure::failed("De publieke sleutel is niet te schrijven"))?;
    Ok(accounts)
}
