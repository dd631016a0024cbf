//! A site of its own for each test: the demo town in memory, with its services in one process or
//! apart, reached through the same pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use kansrijk::config::{Config, Elsewhere};
use kansrijk::serve::{Part, Parts, Services, Site};
use nouns::Clock;
use poem::endpoint::BoxEndpoint;
use poem::listener::{Acceptor, Listener, TcpListener};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::browser::Browser;

/// How the services are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// In one process, without sockets.
    Together,
    /// The services in one site, the web in another, over HTTP on loopback.
    Apart,
}

/// The demo town. Dropping it ends its servers and removes its folder.
pub struct Town {
    site: Arc<BoxEndpoint<'static>>,
    services: Arc<Services>,
    _folder: TempDir,
    _stop: watch::Sender<bool>,
}

const INTERNAL_KEY: &str = "a key of the tests, longer than thirty-two characters";

impl Town {
    /// Plants the town in memory and opens its site.
    pub async fn start(transport: Transport) -> Self {
        Self::start_at("mem://", transport).await
    }

    /// Plants the town in the empty store at an address and opens its site.
    pub async fn start_at(store: &str, transport: Transport) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config = Config {
            data: folder.path().to_owned(),
            store: Some(store.to_owned()),
            internal_key: Some(INTERNAL_KEY.to_owned()),
            ..Config::default()
        };
        let (stopper, stop) = watch::channel(false);
        let (site, services) = match transport {
            Transport::Together => {
                let site = open(&config, &Parts::all(), true).await;
                let (endpoint, services) = (site.endpoint(), Arc::clone(&site.services));
                spawn_workers(site, stop).await;
                (endpoint, services)
            }
            Transport::Apart => apart(&config, stop).await,
        };
        Self {
            site,
            services,
            _folder: folder,
            _stop: stopper,
        }
    }

    /// A browser in which nobody is signed in.
    #[must_use]
    pub fn stranger(&self) -> Browser {
        Browser::new(Arc::clone(&self.site))
    }

    /// A browser in which somebody of the town is signed in.
    pub async fn browser_of(&self, name: &str) -> Browser {
        let mut browser = self.stranger();
        browser.visit("/aanmelden").await;
        browser.press(name).await;
        assert!(
            browser.status().is_success(),
            "{name} cannot sign in: {}",
            browser.words()
        );
        browser
    }

    /// An administrator signs somebody out everywhere, past the web: no cache of a page hears of it.
    pub async fn sign_out_everywhere(&self, key: &str) {
        let person = |key: &str| nouns::PersonId::parse(key).expect("an id of the town");
        let admin = contract::Caller {
            person: person("beheer"),
            name: "Robin".to_owned(),
            roles: vec![contract::Grant {
                role: nouns::Role::Beheerder,
                scope: contract::Scope::Everywhere,
            }],
            school: None,
            region: None,
            age: contract::Age::Adult,
            means: contract::Means::Session,
        };
        let accounts = self.services.accounts.as_ref().expect("accounts run here");
        let done = accounts.sign_out_everywhere(&admin, &person(key)).await;
        done.expect("an administrator may");
    }

    /// Lets indexes and jobs catch up with what was written.
    pub async fn settle(&self) {
        let followed = self.services.follow_accounts().await;
        followed.expect("the services follow accounts");
        if let Some(toolbox) = &self.services.toolbox {
            toolbox.catch_up().await.expect("the toolbox catches up");
            let seen = toolbox.see_to_questions_now().await;
            seen.expect("the toolbox sees to questions");
        }
        if let Some(matching) = &self.services.matching {
            matching.catch_up().await.expect("matching catches up");
        }
        if let Some(meetups) = &self.services.meetups {
            meetups.catch_up().await.expect("meetups catches up");
        }
    }
}

async fn open(config: &Config, parts: &Parts, with_town: bool) -> Site {
    match Site::open(config, parts, Clock::system(), with_town).await {
        Ok(site) => site,
        Err(failure) => panic!("the site does not open: {failure}"),
    }
}

/// Serves a site on a free loopback port and gives the port.
pub(crate) async fn spawn_workers(site: Site, stop: watch::Receiver<bool>) -> u16 {
    let acceptor = TcpListener::bind("127.0.0.1:0")
        .into_acceptor()
        .await
        .expect("a free port");
    let port = acceptor
        .local_addr()
        .first()
        .and_then(|address| address.as_socket_addr().map(std::net::SocketAddr::port))
        .expect("a bound port");
    tokio::spawn(async move {
        if let Err(failure) = site.run(acceptor, stop).await {
            panic!("the site broke off: {failure}");
        }
    });
    port
}

async fn apart(
    config: &Config,
    stop: watch::Receiver<bool>,
) -> (Arc<BoxEndpoint<'static>>, Arc<Services>) {
    let names = Part::ALL
        .into_iter()
        .map(Part::name)
        .filter(|name| *name != "web");
    let only: Vec<String> = names.clone().map(str::to_owned).collect();
    let parts = Parts::parse(&only).expect("parts by their names");
    let behind = open(config, &parts, true).await;
    let services = Arc::clone(&behind.services);
    let port = spawn_workers(behind, stop).await;
    let url = format!("http://127.0.0.1:{port}");
    let elsewhere: BTreeMap<String, Elsewhere> = names
        .map(|name| {
            (
                name.to_owned(),
                Elsewhere {
                    url: url.clone(),
                    authority: None,
                },
            )
        })
        .collect();
    let front = Config {
        services: elsewhere,
        ..config.clone()
    };
    let web = Parts::parse(&["web".to_owned()]).expect("the web is a part");
    (open(&front, &web, false).await.endpoint(), services)
}
