//! The configuration: one file, environment variables over it. Every key stands in
//! `kansrijk.toml.example`, a test holds the two together.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use accounts::{MailSettings, ProviderSettings, SignInSettings};
use serde::Deserialize;

use crate::Failure;

mod secrets;

const DEFAULT_FILE: &str = "kansrijk.toml";
/// Two keys are alike when this much of them agrees (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the site listens.
    pub listen: SocketAddr,
    /// One folder for store, index, keys and mails.
    pub data: PathBuf,
    /// Address of the store; none: `RocksDB` inside the data folder.
    pub store: Option<String>,
    /// Who we are to a SurrealDB server: a user of its own, with a password.
    pub store_user: Option<String>,
    pub store_password: Option<String>,
    pub store_password_file: Option<PathBuf>,
    /// How people reach the site, for addresses in feeds and mails.
    pub public_url: Option<String>,
    /// A demo town with a sign-in page that lists its people; on loopback only.
    pub demo: bool,
    /// What is logged, in the syntax of `RUST_LOG`.
    pub log: String,
    /// Log lines as JSON.
    pub log_json: bool,
    /// Opens the internal addresses of accounts to a web that runs elsewhere.
    pub internal_key: Option<String>,
    /// The file that holds it instead, as with every `…_file`.
    pub internal_key_file: Option<PathBuf>,
    /// The public half of the key that signs callers, base64, where accounts runs elsewhere.
    pub caller_key: Option<String>,
    /// What conversations are sealed with: 32 bytes in base64; without it a key lies in the data folder.
    pub conversation_key: Option<String>,
    pub conversation_key_file: Option<PathBuf>,
    /// Keys that it replaces: what they sealed is opened, and sealed anew at the next start.
    pub conversation_keys_before: Vec<String>,
    /// One on each line.
    pub conversation_keys_before_file: Option<PathBuf>,
    /// Where to report a weakness (RFC 9116): `mailto:…` or `https://…`.
    pub security_contact: Option<String>,
    /// Whether a proxy of our own stands in front, which says who asks in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// The server that takes our mail; without it mails lie in the data folder.
    pub mail: Option<MailSettings>,
    /// Where people sign in, by OpenID Connect.
    pub provider: Vec<ProviderSettings>,
    /// Where a service lives that does not run in this process.
    pub services: BTreeMap<String, Elsewhere>,
    /// The file that this was read from, where it holds a secret that others on this machine can read.
    #[serde(skip)]
    pub open_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// Such as `https://toolbox.example`; `http://` on this machine only.
    pub url: String,
    /// The certificates of our own authority, in PEM: then only those are trusted there.
    #[serde(default)]
    pub authority: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("data"),
            store: None,
            store_user: None,
            store_password: None,
            store_password_file: None,
            public_url: None,
            demo: true,
            log: "warn,kansrijk=info,store=info,security=info".to_owned(),
            log_json: false,
            internal_key: None,
            internal_key_file: None,
            caller_key: None,
            conversation_key: None,
            conversation_key_file: None,
            conversation_keys_before: Vec::new(),
            conversation_keys_before_file: None,
            security_contact: None,
            behind_proxy: false,
            mail: None,
            provider: Vec::new(),
            services: BTreeMap::new(),
            open_file: None,
        }
    }
}

const KEYS: [&str; 22] = [
    "listen",
    "data",
    "store",
    "store_user",
    "store_password",
    "store_password_file",
    "public_url",
    "demo",
    "log",
    "log_json",
    "internal_key",
    "internal_key_file",
    "caller_key",
    "conversation_key",
    "conversation_key_file",
    "conversation_keys_before",
    "conversation_keys_before_file",
    "security_contact",
    "behind_proxy",
    "mail",
    "provider",
    "services",
];

impl Config {
    /// Reads the file, if named or present, and lets the environment speak over it.
    pub fn load(
        file: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Failure> {
        let text = match file {
            Some(path) => Some(std::fs::read_to_string(path).map_err(|error| {
                Failure::Input(format!(
                    "Het bestand {} is niet te lezen: {error}",
                    path.display()
                ))
            })?),
            None => std::fs::read_to_string(DEFAULT_FILE).ok(),
        };
        let mut config = match text {
            Some(text) => Self::parse(&text)?,
            None => Self::default(),
        };
        let file = file.unwrap_or(Path::new(DEFAULT_FILE));
        if config.holds_a_secret() && secrets::is_open(file) {
            config.open_file = Some(file.to_owned());
        }
        config.overlay(&environment)?;
        secrets::read_files(&mut config, environment("CREDENTIALS_DIRECTORY"))?;
        Ok(config)
    }

    fn holds_a_secret(&self) -> bool {
        let mail = self.mail.as_ref().and_then(|mail| mail.password.as_ref());
        let providers = self.provider.iter().map(|one| one.client_secret.as_ref());
        let own = [
            &self.store_password,
            &self.internal_key,
            &self.conversation_key,
        ];
        let own = own.into_iter().map(Option::as_ref);
        !self.conversation_keys_before.is_empty()
            || own
                .chain(providers)
                .chain([mail])
                .flatten()
                .next()
                .is_some()
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            Failure::Input(format!("De instellingen zijn niet leesbaar: {error}"))
        })?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(unknown_key(key));
        }
        table.try_into().map_err(|error: toml::de::Error| {
            Failure::Input(format!("Een instelling klopt niet: {error}"))
        })
    }

    fn overlay(&mut self, environment: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
        let set = |key: &str| environment(&format!("KANSRIJK_{key}"));
        if let Some(value) = set("LISTEN") {
            self.listen = value
                .parse()
                .map_err(|_| wrong("LISTEN", &value, "127.0.0.1:8080"))?;
        }
        if let Some(value) = set("DATA") {
            self.data = PathBuf::from(value);
        }
        if let Some(value) = set("DEMO") {
            self.demo = value
                .parse()
                .map_err(|_| wrong("DEMO", &value, "true of false"))?;
        }
        if let Some(value) = set("LOG_JSON") {
            self.log_json = value
                .parse()
                .map_err(|_| wrong("LOG_JSON", &value, "true of false"))?;
        }
        if let Some(value) = set("BEHIND_PROXY") {
            self.behind_proxy = value
                .parse()
                .map_err(|_| wrong("BEHIND_PROXY", &value, "true of false"))?;
        }
        let file = |key: &str| set(key).map(PathBuf::from);
        self.store = set("STORE").or(self.store.take());
        self.store_user = set("STORE_USER").or(self.store_user.take());
        self.store_password = set("STORE_PASSWORD").or(self.store_password.take());
        self.store_password_file = file("STORE_PASSWORD_FILE").or(self.store_password_file.take());
        self.internal_key_file = file("INTERNAL_KEY_FILE").or(self.internal_key_file.take());
        self.conversation_key_file =
            file("CONVERSATION_KEY_FILE").or(self.conversation_key_file.take());
        self.public_url = set("PUBLIC_URL").or(self.public_url.take());
        self.internal_key = set("INTERNAL_KEY").or(self.internal_key.take());
        self.caller_key = set("CALLER_KEY").or(self.caller_key.take());
        self.conversation_key = set("CONVERSATION_KEY").or(self.conversation_key.take());
        self.log = set("LOG").unwrap_or_else(|| std::mem::take(&mut self.log));
        Ok(())
    }

    /// The address that SurrealDB opens. A bare `rocksdb://` means: inside the data folder.
    #[must_use]
    pub fn store_address(&self) -> String {
        match self.store.as_deref() {
            None | Some("rocksdb://") => store::Datastore::embedded_address(&self.data),
            Some(address) => address.to_owned(),
        }
    }

    /// Whether the store is the embedded one inside the data folder.
    #[must_use]
    pub fn keeps_own_store(&self) -> bool {
        matches!(self.store.as_deref(), None | Some("rocksdb://"))
    }

    /// How people sign in, for accounts.
    #[must_use]
    pub fn sign_in(&self) -> SignInSettings {
        let site = self.public_url();
        SignInSettings {
            return_to: format!("{site}{}", web::urls::sign_in_return("")),
            mail_link: format!("{site}{}", web::urls::sign_in_link("")),
            parent_link: format!("{site}{}", web::urls::parent("")),
            site,
            providers: self.provider.clone(),
            mail: self.mail.clone(),
            mails: Some(self.data.join("mails")),
            patience: None,
        }
    }

    /// Whether people reach the site over the network: then everything goes through TLS.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let url = self.public_url.as_deref();
        url.is_some_and(|url| url.starts_with("https://"))
    }

    /// The demo shows itself only where nobody else can come: at a site of this machine alone. A proxy in front that says
    /// nothing of itself would otherwise open its people to everybody.
    #[must_use]
    pub fn has_demo(&self) -> bool {
        self.demo && self.listen.ip().is_loopback() && !self.is_public() && !self.behind_proxy
    }

    /// Refuses what would send sessions over a network in the clear.
    ///
    /// # Errors
    /// [`Failure::Input`] that names the key to set.
    pub fn check(&self) -> Result<(), Failure> {
        self.check_outward()?;
        if self.listen.ip().is_loopback() || self.is_public() {
            return Ok(());
        }
        Err(Failure::Input(format!(
            "De site luistert op {} en is zo vanaf het netwerk te bereiken. Zet public_url op het https-adres van de proxy \
             die ervoor staat, of luister op 127.0.0.1.",
            self.listen
        )))
    }

    /// What leaves this machine goes through TLS: the store and services apart too.
    fn check_outward(&self) -> Result<(), Failure> {
        let store = ("store".to_owned(), self.store_address());
        let services = self.services.iter();
        let named = services.map(|(name, one)| (format!("services.{name}.url"), one.url.clone()));
        for (key, address) in named.chain([store]) {
            let mut open = ["http://", "ws://"].iter();
            let Some(rest) = open.find_map(|scheme| address.strip_prefix(scheme)) else {
                continue;
            };
            if !is_this_machine(rest) {
                return Err(Failure::Input(format!(
                    "{key} is {address:?}: dat gaat onbeveiligd over het netwerk. Gebruik https:// of wss://, of een adres op 127.0.0.1."
                )));
            }
        }
        Ok(())
    }

    /// How people reach the site, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> String {
        let url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }
}

/// Whether an address without its scheme is of this machine.
fn is_this_machine(rest: &str) -> bool {
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority
            .rsplit_once(':')
            .map_or(authority, |(host, _)| host),
    };
    let address = host.parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn wrong(key: &str, value: &str, example: &str) -> Failure {
    Failure::Input(format!(
        "KANSRIJK_{key} is {value:?}. Schrijf het zo: {example}."
    ))
}

fn unknown_key(key: &str) -> Failure {
    let nearest = KEYS
        .into_iter()
        .map(|known| (strsim::jaro_winkler(key, known), known))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness >= ALIKE);
    let hint = match nearest {
        Some((_, known)) => format!("Bedoel je {known:?}?"),
        None => format!("Deze bestaan: {}.", KEYS.join(", ")),
    };
    Failure::Input(format!("De instelling {key:?} bestaat niet. {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_known_one() {
        let Err(Failure::Input(text)) = Config::parse("lisen = \"127.0.0.1:1\"") else {
            panic!("a misspelt key was taken")
        };
        assert!(text.contains("\"listen\""), "{text}");
    }

    #[test]
    fn a_network_address_wants_https_in_front() {
        let open = Config::parse("listen = \"0.0.0.0:8080\"").unwrap();
        let Err(Failure::Input(text)) = open.check() else {
            panic!("sessions would go in the clear")
        };
        assert!(text.contains("public_url"), "{text}");
        let guarded = "listen = \"0.0.0.0:8080\"\npublic_url = \"https://kansrijk.example\"";
        assert!(Config::parse(guarded).unwrap().check().is_ok());
        assert!(Config::default().check().is_ok());
    }

    #[test]
    fn what_leaves_this_machine_goes_through_tls() {
        for open in [
            "store = \"ws://10.0.0.3:8000\"",
            "store = \"ws://127.0.0.1.example:8000\"",
            "[services.toolbox]\nurl = \"http://toolbox.example\"",
        ] {
            let Err(Failure::Input(text)) = Config::parse(open).unwrap().check() else {
                panic!("{open} goes in the clear")
            };
            assert!(text.contains("onbeveiligd"), "{text}");
        }
        for guarded in [
            "store = \"wss://store.example:8000\"",
            "store = \"ws://[::1]:8000\"",
            "[services.toolbox]\nurl = \"http://localhost:8081\"",
            "[services.toolbox]\nurl = \"https://toolbox.example\"",
        ] {
            assert!(Config::parse(guarded).unwrap().check().is_ok(), "{guarded}");
        }
    }

    #[test]
    fn the_demo_stays_at_this_machine() {
        assert!(Config::default().has_demo());
        for elsewhere in [
            "public_url = \"https://kansrijk.example\"",
            "behind_proxy = true",
            "listen = \"0.0.0.0:8080\"",
            "demo = false",
        ] {
            assert!(!Config::parse(elsewhere).unwrap().has_demo(), "{elsewhere}");
        }
    }

    #[test]
    fn the_environment_speaks_over_the_file() {
        let mut config = Config::parse("listen = \"127.0.0.1:9000\"\ndata = \"hier\"").unwrap();
        config
            .overlay(|key| (key == "KANSRIJK_LISTEN").then(|| "127.0.0.1:9001".to_owned()))
            .unwrap();
        assert_eq!(config.listen.port(), 9001);
        assert_eq!(config.data, PathBuf::from("hier"));
        assert!(matches!(
            config.overlay(|key| (key == "KANSRIJK_DEMO").then(|| "ja".to_owned())),
            Err(Failure::Input(_))
        ));
    }

    #[test]
    fn the_example_names_every_key_with_its_default() {
        let example = include_str!("../../../kansrijk.toml.example");
        for key in KEYS {
            let named = example.lines().any(|line| {
                let line = line.trim_start_matches("# ");
                line.starts_with(&format!("{key} ="))
                    || line.starts_with(&format!("[{key}."))
                    || line.starts_with(&format!("[[{key}]]"))
                    || line == format!("[{key}]")
            });
            assert!(named, "{key} stands not in kansrijk.toml.example");
        }
        let uncommented: String = example
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.contains(" = ") || rest.starts_with('['))
                    .unwrap_or(line)
            })
            .filter(|line| !line.starts_with('#'))
            .fold(String::new(), |text, line| text + line + "\n");
        Config::parse(&uncommented).unwrap();
    }

    #[test]
    fn a_file_with_a_secret_that_others_can_read_is_told() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kansrijk.toml");
        let read = |text: &str, mode: u32| {
            std::fs::write(&file, text).unwrap();
            let rights = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&file, rights).unwrap();
            Config::load(Some(&file), none).unwrap().open_file
        };
        let secret = "[mail]\nfrom = \"a@b.example\"\npassword = \"geheim\"";
        assert_eq!(read(secret, 0o644), Some(file.clone()));
        assert_eq!(read(secret, 0o600), None);
        assert_eq!(
            read("demo = false", 0o644),
            None,
            "there is nothing to hide"
        );
    }

    #[test]
    fn without_a_file_the_defaults_count() {
        let config = Config::load(None, none).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.store_address(), "rocksdb://data/store?sync=every");
    }
}
