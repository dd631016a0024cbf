//! The site: opens the services that were named, joins them with the web at one address, and
//! runs until it is told to stop.

mod bounds;
mod gateway;
mod health;
mod parts;
mod reach;
mod services;

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use nouns::Clock;
use poem::endpoint::BoxEndpoint;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Endpoint, EndpointExt, Request, Route, Server};
use store::{Datastore, Schema, StoreUser};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::{Instrument as _, info_span};
use web::app::App;
use web::render::{BrokenPages, Pages};
use wire::DoorKey;

pub use parts::{Part, Parts};
pub(crate) use services::key_files;
pub use services::{Services, socket_path};

use crate::config::Config;
use crate::{Failure, planting, socket};
use health::Health;
use reach::Reach;

/// How long open requests may take to end after the word to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection on which nothing moves for so long is closed: sockets are few, and whoever holds them open may be many.
const IDLE: Duration = Duration::from_secs(75);

/// An open site: everything behind the public address, ready to be called or served.
pub struct Site {
    pub services: Arc<Services>,
    endpoint: Arc<BoxEndpoint<'static>>,
}

impl Site {
    /// Opens and migrates what is named in `parts`, and plants the demo town in an empty store
    /// when `with_town`.
    pub async fn open(
        config: &Config,
        parts: &Parts,
        clock: Clock,
        with_town: bool,
    ) -> Result<Self, Failure> {
        // Compiling the templates asks a processor and nothing else: it goes beside opening the store, which mostly waits.
        let pages = parts
            .has(Part::Web)
            .then(|| tokio::task::spawn_blocking(Pages::load));
        planting::clear_half_a_town(config)?;
        let services = Services::open(config, parts, clock.clone()).await?;
        if with_town {
            planting::plant_when_untouched(&services, config, &clock).await?;
        }
        let reach = Reach::new(config, &services, &clock)?;
        let key = reach::door_key(config, &clock)?;
        let app = match pages {
            Some(pages) => Some(reach.app(config, loaded(pages).await?, clock)?),
            None => None,
        };
        let endpoint = routes(config, &services, &reach, key, app);
        Ok(Self {
            services: Arc::new(services),
            endpoint: Arc::new(endpoint),
        })
    }

    /// What answers at the public address.
    #[must_use]
    pub fn endpoint(&self) -> Arc<BoxEndpoint<'static>> {
        Arc::clone(&self.endpoint)
    }

    /// Answers commands through a socket in the data folder, because the store is held.
    fn listen_for_commands(&self, config: &Config, stop: &watch::Receiver<bool>) -> JoinHandle<()> {
        let (path, stop) = (socket_path(config), stop.clone());
        let services = Arc::clone(&self.services);
        tokio::spawn(async move {
            if let Err(error) = socket::listen(&path, services, stop).await {
                tracing::warn!(%error, "commands cannot reach this server");
            }
        })
    }

    /// Serves until `stop` turns true, then ends what is open and closes.
    pub async fn run<A: Acceptor + 'static>(
        self,
        acceptor: A,
        stop: watch::Receiver<bool>,
    ) -> Result<(), Failure> {
        let workers = self.services.start(&stop);
        let mut stopping = stop.clone();
        let stopped = async move {
            // A dropped sender means that whoever started us is gone.
            let _ = stopping.wait_for(|stop| *stop).await;
        };
        let upkeep = tokio::spawn(wire::telemetry::keep_small());
        let served = server(acceptor, IDLE)
            .run_with_graceful_shutdown(self.endpoint, stopped, Some(PATIENCE))
            .await;
        upkeep.abort();
        for worker in workers {
            // A worker that panicked has said so; the others still get their turn.
            let _ = worker.await;
        }
        served.map_err(Failure::failed("De site stopte onverwacht"))
    }
}

async fn loaded(pages: JoinHandle<Result<Pages, BrokenPages>>) -> Result<Pages, Failure> {
    const FAILED: &str = "De pagina's zijn niet te lezen";
    pages
        .await
        .map_err(Failure::failed(FAILED))?
        .map_err(Failure::failed(FAILED))
}

/// A server that closes what nothing moves on for `idle`.
fn server<A: Acceptor + 'static>(
    acceptor: A,
    idle: Duration,
) -> Server<std::convert::Infallible, A> {
    Server::new_with_acceptor(acceptor).idle_timeout(idle)
}

/// Everything at the public address: the internal door too where there is a key for it, and the pages when the web runs
/// here, as `app`.
fn routes(
    config: &Config,
    services: &Services,
    reach: &Reach,
    key: Option<DoorKey>,
    app: Option<App>,
) -> BoxEndpoint<'static> {
    let mut route = Route::new();
    for (name, api) in services.apis() {
        let guarded = gateway::exchanging(api, reach.internal.clone());
        route = route.nest(format!("/api/{name}"), guarded);
    }
    if let Some(internal) = services.internal_with_key(key) {
        route = route.nest("/internal/accounts", internal);
    }
    route = health::routes(route, Health::of(services));
    if let Some(app) = app {
        route = route.nest("/", web::site(&Arc::new(app)));
    }
    let headers = web::security::Headers::new(reach::origin(config));
    route
        .around(bounds::bounded)
        .around(numbered)
        .with(headers)
        .boxed()
}

/// Joins the lines of one request in the log by a number; it is told to nobody and says nothing of who asks.
async fn numbered<E: Endpoint>(endpoint: Arc<E>, request: Request) -> poem::Result<E::Output> {
    let id = format!("{:08x}", rand::random::<u32>());
    endpoint
        .call(request)
        .instrument(info_span!("request", id))
        .await
}

/// `kansrijk serve`: binds, prints the address, and runs until Ctrl-C or SIGTERM.
pub async fn serve(config: &Config, parts: &Parts, empty: bool) -> Result<(), Failure> {
    config.check()?;
    if let Some(file) = &config.open_file {
        tracing::warn!(target: "security", file = %file.display(), "others can read a secret in the configuration; close it (chmod 600)");
    }
    let with_town = config.has_demo() && !empty && parts.has_all_services();
    let site = Site::open(config, parts, Clock::system(), with_town).await?;
    let acceptor = TcpListener::bind(config.listen)
        .into_acceptor()
        .await
        .map_err(Failure::failed("Het adres om op te luisteren is niet vrij"))?;
    let (stopper, stop) = watch::channel(false);
    tokio::spawn(async move {
        told_to_stop().await;
        let _ = stopper.send(true);
    });
    println!("Kansrijk staat op {}", config.public_url());
    let commands = site.listen_for_commands(config, &stop);
    let served = site.run(acceptor, stop).await;
    // A listener that failed has said so.
    let _ = commands.await;
    served
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Makes a folder that nobody else on this machine looks into; one that is there already is closed to them.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Opens the store, for a server or for a command that works without one. A new one gets these tables.
///
/// # Errors
/// Says so in plain words when a server holds it.
async fn open_store(config: &Config, schemas: &[Schema]) -> Result<Datastore, Failure> {
    private_folder(&config.data).map_err(Failure::failed(
        "De map voor de gegevens kan niet worden gemaakt",
    ))?;
    let user = match (&config.store_user, &config.store_password) {
        (Some(name), Some(password)) => Some(StoreUser { name, password }),
        (None, None) => None,
        _ => {
            return Err(Failure::Input(
                "store_user en store_password horen bij elkaar. Zet ze allebei.".to_owned(),
            ));
        }
    };
    let address = config.store_address();
    let opened = Datastore::open_or_found(&address, user, schemas).await;
    opened.map_err(|error| match error {
        store::StoreError::Held => Failure::Failed(format!(
            "De opslag in {} is in gebruik: er draait al een site op. Stop die eerst, of gebruik een andere map met KANSRIJK_DATA.",
            config.data.display()
        )),
        error => Failure::failed("De opslag kan niet open")(error),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use poem::endpoint::make_sync;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;

    const SHORT: Duration = Duration::from_millis(400);

    /// A server that answers everything, and where it listens.
    async fn listening() -> String {
        let bound = TcpListener::bind("127.0.0.1:0").into_acceptor().await;
        let acceptor = bound.unwrap();
        let address = acceptor.local_addr().remove(0);
        let address = address.as_socket_addr().unwrap().to_string();
        tokio::spawn(server(acceptor, SHORT).run(make_sync(|_| "hier")));
        address
    }

    /// Everything that comes until the server closes, and after how long it does.
    async fn until_closed(mut connection: TcpStream) -> (String, Duration) {
        let began = Instant::now();
        let mut said = String::new();
        let reading = connection.read_to_string(&mut said);
        let closed = tokio::time::timeout(20 * SHORT, reading).await;
        closed.expect("the server closes it").unwrap();
        (said, began.elapsed())
    }

    #[tokio::test]
    async fn a_connection_on_which_nothing_is_asked_is_closed() {
        let silent = TcpStream::connect(listening().await).await.unwrap();
        let (said, after) = until_closed(silent).await;
        assert_eq!(said, "");
        assert!(after >= SHORT / 2, "{after:?}");
    }

    #[tokio::test]
    async fn a_connection_is_closed_when_nothing_more_is_asked() {
        let address = listening().await;
        let mut kept = TcpStream::connect(&address).await.unwrap();
        let question = format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n");
        kept.write_all(question.as_bytes()).await.unwrap();
        let (said, after) = until_closed(kept).await;
        assert!(said.ends_with("hier"), "{said}");
        assert!(after >= SHORT / 2, "{after:?}");
    }
}
