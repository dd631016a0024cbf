use std::sync::Arc;

use accounts::{Accounts, Door, internal_endpoint};
use nouns::Clock;
use store::key_file;
use web::app::{App, Origin};
use web::csrf::CsrfKey;
use web::render::Pages;
use web::session::SignedInCache;
use wire::{Authority, Client, DoorKey};

use super::gateway::Internal;
use super::services::keys_folder;
use super::{Part, Services};
use crate::Failure;
use crate::config::Config;

const CSRF_KEY: &str = "csrf.key";

/// How each service is reached from this process: its own endpoint, or HTTP.
pub(super) struct Reach {
    clients: web::app::Services,
    pub(super) internal: Internal,
}

impl Reach {
    pub(super) fn new(
        config: &Config,
        services: &Services,
        clock: &Clock,
    ) -> Result<Self, Failure> {
        let local = services.apis();
        let mut clients = Vec::new();
        let mut local: std::collections::BTreeMap<_, _> = local.into_iter().collect();
        for part in Part::ALL.into_iter().filter(|part| *part != Part::Web) {
            let client = match local.remove(part.name()) {
                Some(api) => Client::local(api),
                None => elsewhere(config, part, "api")?,
            };
            clients.push(client);
        }
        let internal = internal(config, services.accounts.as_ref(), clock)?;
        let [accounts, toolbox, matching, meetups] = clients
            .try_into()
            .map_err(|_| Failure::Failed("niet elke dienst heeft een adres".to_owned()))?;
        let (client, key) = (internal.client.clone(), internal.key.clone());
        let sessions = web::accounts::calls::Internal::new(client, key);
        let clients = web::app::Services {
            accounts,
            sessions,
            toolbox,
            matching,
            meetups,
        };
        Ok(Self { clients, internal })
    }

    /// The web's state.
    pub(super) fn app(&self, config: &Config, pages: Pages, clock: Clock) -> Result<App, Failure> {
        let origin = origin(config);
        Ok(App {
            pages: Arc::new(pages),
            csrf: csrf_key(config)?,
            origin,
            clock,
            services: self.clients.clone(),
            signed_in: SignedInCache::default(),
            security_contact: config.security_contact.clone(),
            is_behind_proxy: config.behind_proxy,
        })
    }
}

/// Where the site says that it stands.
pub(super) fn origin(config: &Config) -> Origin {
    if config.is_public() {
        Origin::Public(config.public_url())
    } else {
        Origin::Loopback
    }
}

/// The key of the forms, kept in a file so that a form outlives a restart.
fn csrf_key(config: &Config) -> Result<CsrfKey, Failure> {
    let failed =
        || Failure::failed::<std::io::Error>("De sleutel van de formulieren is niet te gebruiken");
    let path = keys_folder(config).join(CSRF_KEY);
    if key_file::read(&path).map_err(failed())?.is_none() {
        key_file::create(&path, &rand::random::<[u8; 32]>()).map_err(failed())?;
    }
    // Another process may have been first: what lies there counts.
    let kept = key_file::read(&path).map_err(failed())?.unwrap_or_default();
    let secret = kept.try_into().map_err(|_| {
        Failure::Failed(format!(
            "De sleutel van de formulieren in {} is stuk. Verwijder dat bestand: er komt een nieuwe.",
            path.display()
        ))
    })?;
    Ok(CsrfKey::new(secret))
}

/// The internal door of accounts: in this process, or over HTTP.
pub(super) fn internal(
    config: &Config,
    accounts: Option<&Arc<Accounts>>,
    clock: &Clock,
) -> Result<Internal, Failure> {
    match accounts {
        Some(accounts) => {
            let endpoint = internal_endpoint(Arc::clone(accounts), Door::InProcess);
            Ok(Internal {
                client: Client::local(endpoint),
                key: None,
            })
        }
        None => Ok(Internal {
            client: elsewhere(config, Part::Accounts, "internal")?,
            key: door_key(config, clock)?,
        }),
    }
}

/// What opens the internal door from another process.
pub(super) fn door_key(config: &Config, clock: &Clock) -> Result<Option<DoorKey>, Failure> {
    let Some(key) = &config.internal_key else {
        return Ok(None);
    };
    let parsed = DoorKey::parse(key, clock.clone());
    parsed.map(Some).ok_or_else(|| {
        Failure::Input("internal_key is te kort: gebruik 32 tekens of meer.".to_owned())
    })
}

/// A service that is not named anywhere is asked at an address where nobody answers: it is
/// "busy", and the rest of the site goes on.
fn elsewhere(config: &Config, part: Part, door: &str) -> Result<Client, Failure> {
    let name = part.name();
    let url = match config.services.get(name) {
        Some(elsewhere) => elsewhere.url.trim_end_matches('/'),
        None => "http://127.0.0.1:9",
    };
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(Failure::Input(format!(
            "services.{name}.url is {url:?}. Schrijf het zo: http://127.0.0.1:8081."
        )));
    }
    let base = format!("{url}/{door}/{name}");
    let own = config
        .services
        .get(name)
        .and_then(|one| one.authority.as_ref());
    let Some(file) = own else {
        return Ok(Client::remote(&base));
    };
    let pem = std::fs::read(file).ok();
    let authority = pem.and_then(|pem| Authority::from_pem(&pem));
    let authority = authority.ok_or_else(|| {
        Failure::Input(format!(
            "services.{name}.authority wijst naar {}. Daar staat geen certificaat (PEM) dat we kunnen lezen.",
            file.display()
        ))
    })?;
    Ok(Client::remote_trusting(&base, &authority))
}
