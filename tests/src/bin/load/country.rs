//! A synthetic country in a folder of its own, and the server that shows it.

use std::fmt;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::Failure;

const READY_WITHIN: Duration = Duration::from_mins(2);
const POLL: Duration = Duration::from_millis(50);

/// How much there is, and how often it is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    students: u32,
    buddies: u32,
    cards: u32,
    events: u32,
    /// Of the kind of request that is asked most.
    pub(crate) requests: usize,
}

impl Size {
    /// A large shelf and hardly anybody.
    pub(crate) fn shelf() -> Self {
        Self {
            students: 1,
            buddies: 1,
            cards: 100_000,
            events: 1,
            requests: 0,
        }
    }

    /// Full boards and hardly anybody.
    pub(crate) fn boards() -> Self {
        Self {
            students: 1,
            buddies: 1,
            cards: 1,
            events: 50_000,
            requests: 0,
        }
    }

    pub(crate) fn is_long() -> bool {
        std::env::var("KANSRIJK_TEST_SIZE").is_ok_and(|size| size == "long")
    }

    pub(crate) fn from_environment() -> Self {
        let whole = Self {
            students: 5000,
            buddies: 2000,
            cards: 10_000,
            events: 2000,
            requests: 16_000,
        };
        if Self::is_long() {
            return whole;
        }
        Self {
            students: 500,
            buddies: 200,
            cards: 1000,
            events: 200,
            requests: 2000,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            students,
            buddies,
            cards,
            events,
            ..
        } = self;
        write!(
            f,
            "{students} students, {buddies} buddies, {cards} cards, {events} events"
        )
    }
}

/// A running server; it ends when this is dropped.
pub(crate) struct Country {
    pub(crate) size: Size,
    /// Keeps a connection for each of its users.
    pub(crate) client: reqwest::Client,
    data: TempDir,
    listen: String,
    server: Child,
}

impl Country {
    /// Makes the country and starts its server.
    pub(crate) fn start(size: Size) -> Result<Self, Failure> {
        let data = TempDir::with_prefix("kansrijk-")?;
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let began = Instant::now();
        let filled = command(data.path(), &listen)
            .args(["synth", "--seed", "1"])
            .args(size.arguments())
            .status()?;
        if !filled.success() {
            return Err("kansrijk synth failed".into());
        }
        println!("made in {:.1} s", began.elapsed().as_secs_f64());
        let server = command(data.path(), &listen)
            .args(["serve", "--empty"])
            .stdout(Stdio::null())
            .spawn()?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            size,
            client,
            data,
            listen,
            server,
        })
    }

    pub(crate) async fn wait_until_ready(&self) -> Result<(), Failure> {
        let began = Instant::now();
        let mut poll = tokio::time::interval(POLL);
        while began.elapsed() < READY_WITHIN {
            poll.tick().await;
            let answer = self
                .client
                .get(self.address("/health/ready", ""))
                .send()
                .await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                println!("ready in {:.1} s", began.elapsed().as_secs_f64());
                return Ok(());
            }
        }
        Err(format!(
            "the server was not ready within {} s",
            READY_WITHIN.as_secs()
        )
        .into())
    }

    /// An address of this server; `value` is what comes last in a query, percent-encoded here.
    pub(crate) fn address(&self, path: &str, value: &str) -> String {
        let encoded: String = value
            .bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect();
        format!("http://{}{path}{encoded}", self.listen)
    }

    /// A personal access token, as a person makes one on the command line.
    pub(crate) fn token(&self, person: &str) -> Result<String, Failure> {
        self.run(&["token", person])
    }

    /// Runs a command beside the server; gives what it says.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        let made = command(self.data.path(), &self.listen)
            .args(arguments)
            .output()?;
        if !made.status.success() {
            return Err(String::from_utf8_lossy(&made.stderr).into_owned().into());
        }
        Ok(String::from_utf8(made.stdout)?.trim().to_owned())
    }
}

impl Drop for Country {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Size {
    fn arguments(self) -> Vec<String> {
        let Self {
            students,
            buddies,
            cards,
            events,
            ..
        } = self;
        let sizes = [
            ("--students", students),
            ("--buddies", buddies),
            ("--cards", cards),
            ("--events", events),
        ];
        sizes
            .into_iter()
            .flat_map(|(name, size)| [name.to_owned(), size.to_string()])
            .collect()
    }
}

/// `kansrijk` on this data folder, with nothing else of the environment's settings.
fn command(data: &Path, listen: &str) -> Command {
    let mut command = Command::new(binary());
    command
        .env("KANSRIJK_DATA", data)
        .env("KANSRIJK_LISTEN", listen)
        .env("KANSRIJK_LOG", "warn")
        .current_dir(data);
    command
}

/// Named by `KANSRIJK_BIN`, else beside this program.
fn binary() -> PathBuf {
    let beside = || std::env::current_exe().map(|own| own.with_file_name("kansrijk"));
    std::env::var_os("KANSRIJK_BIN").map_or_else(
        || beside().unwrap_or_else(|_| "kansrijk".into()),
        PathBuf::from,
    )
}
