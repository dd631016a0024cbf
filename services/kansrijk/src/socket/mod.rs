//! Commands that need the store while a server holds it: the command line asks the server through
//! a Unix socket in the data folder.
//!
//! One connection is one request: one line of JSON in, one line of JSON out. Whoever can open the
//! socket file may ask anything; it is for its owner only (mode 0600), like the store beside it.
//! A command without a server gives its [`Request`] to [`answer`] itself: one way of doing it.

mod answering;

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use matching_engine::Rule;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::time::{Duration, timeout};

pub(crate) use answering::{MANIFEST, answer, lines_file};

use crate::Failure;
use crate::config::Config;
use crate::serve::{Parts, Services, socket_path};

/// A request is a short line; nobody gets to make the server read more.
const LONGEST_LINE: u64 = 64 * 1024;
/// A backup of a large store takes a while; anything longer than this is not well.
const PATIENCE: Duration = Duration::from_mins(10);

/// What the command line asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(crate) enum Request {
    /// A personal access token for a person, named by id or e-mail address.
    Token { person: String, hours: u32 },
    /// A role for a person.
    Role(RoleWish),
    /// Everything that is stored about a person.
    Export { person: String },
    /// A copy of everything into a folder, named by its full path.
    Backup { dir: PathBuf },
    /// A programme of the store, run by one rule to a draft; the answer is the result as JSON.
    Match {
        programme: String,
        rule: Rule,
        max_blocking: u64,
    },
}

/// A role as the command line names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoleWish {
    /// Id or e-mail address.
    pub(crate) person: String,
    pub(crate) role: String,
    /// The last day, as 2027-08-31.
    pub(crate) until: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) school: Option<String>,
}

/// What comes back: what to print, or why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    Done(String),
    Failed(String),
    Input(String),
}

impl From<Result<String, Failure>> for Answer {
    fn from(result: Result<String, Failure>) -> Self {
        match result {
            Ok(text) => Self::Done(text),
            Err(Failure::Failed(text)) => Self::Failed(text),
            Err(Failure::Input(text)) => Self::Input(text),
        }
    }
}

impl From<Answer> for Result<String, Failure> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Done(text) => Ok(text),
            Answer::Failed(text) => Err(Failure::Failed(text)),
            Answer::Input(text) => Err(Failure::Input(text)),
        }
    }
}

/// Asks the running server, or opens the store when there is none.
pub(crate) async fn ask(config: &Config, request: Request) -> Result<String, Failure> {
    match UnixStream::connect(socket_path(config)).await {
        Ok(stream) => converse(stream, &request).await,
        Err(error) if is_nobody(&error) => {
            let services = Services::open(config, &Parts::all(), nouns::Clock::system()).await?;
            answer(&services, request).await
        }
        Err(error) => Err(Failure::failed("De draaiende site is niet te bereiken")(
            error,
        )),
    }
}

fn is_nobody(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
    )
}

async fn converse(stream: UnixStream, request: &Request) -> Result<String, Failure> {
    let no_answer = "De draaiende site geeft geen antwoord";
    let line = timeout(PATIENCE, send(stream, request))
        .await
        .map_err(Failure::failed(no_answer))?
        .map_err(Failure::failed(no_answer))?;
    serde_json::from_str::<Answer>(&line)
        .map_err(Failure::failed(no_answer))?
        .into()
}

async fn send(stream: UnixStream, request: &Request) -> io::Result<String> {
    let (reading, mut writing) = stream.into_split();
    let mut text = serde_json::to_vec(request)?;
    text.push(b'\n');
    writing.write_all(&text).await?;
    let mut line = String::new();
    BufReader::new(reading).read_line(&mut line).await?;
    Ok(line)
}

/// Listens for commands until `stop` turns true, and takes the socket file away.
///
/// # Errors
/// When the socket cannot be made: the folder is not writable, or the path is longer than a
/// socket's may be (about 100 characters).
pub(crate) async fn listen(
    path: &Path,
    services: Arc<Services>,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let listener = bind(path)?;
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(serve_one(stream, Arc::clone(&services)))),
                Err(error) => tracing::warn!(%error, "a command could not connect"),
            },
            stopped = stop.wait_for(|stop| *stop) => {
                drop(stopped);
                return fs::remove_file(path);
            }
        }
    }
}

/// Binds in a folder that nobody else enters and only then moves the socket to its place: there
/// is no moment in which others could open it, and one that a crash left behind is replaced.
fn bind(path: &Path) -> io::Result<UnixListener> {
    let folder = path.with_extension(format!("{}", std::process::id()));
    DirBuilder::new().mode(0o700).create(&folder)?;
    let draft = folder.join("s");
    let made = UnixListener::bind(&draft).and_then(|listener| {
        fs::set_permissions(&draft, Permissions::from_mode(0o600))?;
        fs::rename(&draft, path)?;
        Ok(listener)
    });
    if made.is_err() {
        // The draft is there only when moving it failed.
        let _ = fs::remove_file(&draft);
    }
    fs::remove_dir(&folder)?;
    made
}

async fn serve_one(stream: UnixStream, services: Arc<Services>) {
    let done = timeout(PATIENCE, exchange(stream, &services)).await;
    if let Ok(Err(error)) = done {
        tracing::warn!(%error, "a command went away before its answer");
    }
}

async fn exchange(stream: UnixStream, services: &Services) -> io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    BufReader::new(reading.take(LONGEST_LINE))
        .read_line(&mut line)
        .await?;
    let said: Answer = match serde_json::from_str::<Request>(&line) {
        Ok(request) => answer(services, request).await.into(),
        Err(error) => Answer::Input(format!("De vraag is niet leesbaar: {error}")),
    };
    let mut text = serde_json::to_vec(&said)?;
    text.push(b'\n');
    writing.write_all(&text).await?;
    writing.shutdown().await
}
