//! Commands that need the store while a server holds it: the command line asks the server through
//! a Unix socket in the data folder.
//!
//! One connection is one request: one line of JSON in, one line of JSON out. Whoever can open the
//! socket file may ask anything; it is for its owner only (mode 0600), like the store beside it.
//! A command without a server gives its [`Request`] to [`answer`] itself: one way of doing it.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::ProblemBody;
use contract::accounts as codes;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::{Duration, timeout};
use wire::Problem;

use crate::token::{Hours, TokenLabel};
use crate::{Accounts, AccountsError};

/// A request is a short line; nobody gets to make the server read more.
const LONGEST_LINE: u64 = 64 * 1024;
/// An answer comes at once, or the server is not well.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the command line asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// A personal access token for a person, named by id or e-mail address.
    Token {
        person: String,
        /// A day when absent.
        hours: Option<u32>,
    },
}

/// What the server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The token, shown this once, and when it ends.
    Token {
        token: codes::Secret,
        ends: DateTime<Utc>,
    },
    /// It was not done; in words for people.
    Problem(ProblemBody),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No server listens there: whoever asks may open the store itself.
    #[error("no server listens at {}", .0.display())]
    NobodyThere(PathBuf),
    #[error("the server does not answer")]
    NoAnswer(#[source] io::Error),
    #[error("the server's answer cannot be read")]
    Unreadable(#[source] serde_json::Error),
}

/// Listens for commands until `stop` turns true, and takes the socket file away.
///
/// # Errors
/// When the socket cannot be made: the folder is not writable, or the path is longer than a
/// socket's may be (about 100 characters).
pub async fn serve(
    path: &Path,
    accounts: Arc<Accounts>,
    mut stop: tokio::sync::watch::Receiver<bool>,
) -> io::Result<()> {
    let listener = bind(path)?;
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(converse(stream, Arc::clone(&accounts)))),
                Err(error) => tracing::warn!(%error, "a command could not connect"),
            },
            () = crate::stopped(&mut stop) => return fs::remove_file(path),
        }
    }
}

/// Binds in a folder that nobody else enters and only then moves the socket to its place: there is
/// no moment in which others could open it, and one that a crash left behind is replaced.
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

async fn converse(stream: UnixStream, accounts: Arc<Accounts>) {
    let done = timeout(PATIENCE, exchange(stream, &accounts)).await;
    if let Ok(Err(error)) = done {
        tracing::warn!(%error, "a command went away before its answer");
    }
}

async fn exchange(stream: UnixStream, accounts: &Accounts) -> io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    BufReader::new(reading.take(LONGEST_LINE))
        .read_line(&mut line)
        .await?;
    let said = match serde_json::from_str::<Request>(&line) {
        Ok(request) => answer(accounts, request).await,
        Err(error) => Answer::Problem(Problem::Malformed(error.to_string()).body()),
    };
    let mut text = serde_json::to_vec(&said)?;
    text.push(b'\n');
    writing.write_all(&text).await?;
    writing.shutdown().await
}

/// Asks the server that listens at `path`.
pub async fn ask(path: &Path, request: &Request) -> Result<Answer, AskError> {
    let stream = UnixStream::connect(path)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => {
                AskError::NobodyThere(path.to_owned())
            }
            _ => AskError::NoAnswer(error),
        })?;
    let line = timeout(PATIENCE, send(stream, request))
        .await
        .map_err(|late| AskError::NoAnswer(late.into()))?
        .map_err(AskError::NoAnswer)?;
    serde_json::from_str(&line).map_err(AskError::Unreadable)
}

async fn send(stream: UnixStream, request: &Request) -> io::Result<String> {
    let (reading, mut writing) = stream.into_split();
    let mut text = serde_json::to_vec(request)?;
    text.push(b'\n');
    writing.write_all(&text).await?;
    let mut line = String::new();
    BufReader::new(reading.take(LONGEST_LINE))
        .read_line(&mut line)
        .await?;
    Ok(line)
}

/// Does what a command asks.
pub async fn answer(accounts: &Accounts, request: Request) -> Answer {
    let done = match request {
        Request::Token { person, hours } => token(accounts, &person, hours).await,
    };
    done.unwrap_or_else(|problem| Answer::Problem(problem.body()))
}

async fn token(accounts: &Accounts, person: &str, hours: Option<u32>) -> Result<Answer, Problem> {
    let hours = hours
        .map_or(Ok(Hours::DEFAULT), Hours::parse)
        .map_err(|_| Problem::field("hours", codes::TOKEN_HOURS))?;
    let known = accounts
        .find(person)
        .await?
        .ok_or(AccountsError::PersonUnknown)?;
    let issued = accounts
        .issue_pat(&known.person.id, TokenLabel::command_line(), hours)
        .await?;
    Ok(Answer::Token {
        token: codes::Secret::new(issued.secret.reveal()),
        ends: issued.token.ends,
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::FileTypeExt as _;

    use super::*;
    use crate::testing::{TempFolder, town, without_people};

    async fn listening(path: PathBuf, accounts: Arc<Accounts>) -> tokio::sync::watch::Sender<bool> {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let at = path.clone();
        tokio::spawn(async move { serve(&at, accounts, stopped).await.unwrap() });
        while !path.exists() {
            tokio::task::yield_now().await;
        }
        stop
    }

    fn for_noor(hours: Option<u32>) -> Request {
        Request::Token {
            person: "noor@school.example".to_owned(),
            hours,
        }
    }

    #[tokio::test]
    async fn a_token_from_the_socket_stands_for_its_person() {
        let (folder, accounts) = (TempFolder::new(), Arc::new(town().await));
        let path = folder.path().join("kansrijk.sock");
        let _stop = listening(path.clone(), Arc::clone(&accounts)).await;

        let Answer::Token { token, .. } = ask(&path, &for_noor(Some(2))).await.unwrap() else {
            panic!("no token");
        };
        let secret =
            crate::Secret::parse(crate::Kind::PersonalAccessToken, token.reveal()).unwrap();
        assert_eq!(
            accounts.exchange(&secret).await.unwrap().0.person.as_str(),
            "noor"
        );
    }

    #[tokio::test]
    async fn the_socket_is_for_its_owner_and_goes_away_with_the_server() {
        let (folder, accounts) = (TempFolder::new(), Arc::new(without_people().await));
        let path = folder.path().join("kansrijk.sock");
        fs::write(&path, "left behind by a crash").unwrap();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let server = tokio::spawn({
            let path = path.clone();
            async move { serve(&path, accounts, stopped).await }
        });
        while !fs::metadata(&path).unwrap().file_type().is_socket() {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        stop.send(true).unwrap();
        server.await.unwrap().unwrap();
        let gone = ask(&path, &for_noor(None)).await;
        assert!(matches!(gone, Err(AskError::NobodyThere(_))), "{gone:?}");
    }

    #[tokio::test]
    async fn a_wrong_request_is_told_in_words() {
        let (folder, accounts) = (TempFolder::new(), Arc::new(without_people().await));
        let path = folder.path().join("kansrijk.sock");
        let _stop = listening(path.clone(), accounts).await;
        for (request, expected) in [
            (for_noor(None), codes::PERSON_UNKNOWN),
            (for_noor(Some(0)), codes::TOKEN_HOURS),
        ] {
            let Answer::Problem(problem) = ask(&path, &request).await.unwrap() else {
                panic!("a token for {request:?}");
            };
            assert_eq!(problem.fields[0].code, expected.name);
        }
        let mut stream = UnixStream::connect(&path).await.unwrap();
        stream.write_all(b"rubbish\n").await.unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).await.unwrap();
        let Answer::Problem(problem) = serde_json::from_str(&said).unwrap() else {
            panic!("{said}")
        };
        assert_eq!(problem.status, 400);
    }
}
