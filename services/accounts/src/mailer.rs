//! The way out for mails: an SMTP server, or a folder where none is configured.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts::DemoMail;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
};
use nouns::PersonId;
use serde::Deserialize;

use crate::letter::Written;

/// The longest that a mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The demo's mailbox shows the last ones.
const SHOWN: usize = 50;

/// The mail server, as the configuration describes it: `[mail]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The host that takes our mail. Without it mails are written to the data folder.
    pub server: Option<String>,
    pub port: Option<u16>,
    #[serde(default)]
    pub tls: MailTls,
    pub user: Option<String>,
    pub password: Option<String>,
    /// The file that holds it instead; whoever reads the configuration fills in `password`.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// Who mails come from: `Kansrijk <post@kansrijk.example>`.
    pub from: String,
}

/// How the way to the mail server is guarded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// From the first byte (RFC 8314).
    #[default]
    Tls,
    /// After STARTTLS, which the server must have.
    Starttls,
    /// Not at all: for a server on this machine only.
    None,
}

/// Why mail cannot be set up as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum MailProblem {
    #[error("mail.from is no address: {0:?}")]
    From(String),
    #[error("mail without TLS goes to a server on this machine only, not to {0:?}")]
    Open(String),
    #[error("the mail server cannot be used")]
    Server(#[source] lettre::transport::smtp::Error),
    #[error("the folder {} for mails cannot be made", .0.display())]
    Folder(PathBuf, #[source] std::io::Error),
}

/// Why a mail did not leave. Neither holds the address: it becomes the problem of a job.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    #[error("the mail cannot be put together")]
    Message(#[from] lettre::error::Error),
    #[error("the address cannot be mailed to")]
    Address,
    #[error("the mail server did not take it (permanent: {})", .0.is_permanent())]
    Smtp(lettre::transport::smtp::Error),
    #[error("the mail cannot be written to its folder")]
    Folder(#[source] lettre::transport::file::Error),
}

pub(crate) struct Mailer {
    way: Way,
    from: Mailbox,
    /// What went to the folder, for the demo's mailbox.
    shown: Mutex<VecDeque<Shown>>,
}

struct Shown {
    mail: DemoMail,
    about: Option<String>,
}

/// In mails of the folder alone: whom a mail to somebody else is about, so that it goes with them. It leaves this machine
/// never.
const ABOUT: &str = "X-Kansrijk-About";
/// Mails in the folder are for a demo or a trial; after this they go.
const LIES: TimeDelta = TimeDelta::days(1);

enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf, AsyncFileTransport<Tokio1Executor>),
}

impl Mailer {
    /// Through the server of the configuration.
    pub(crate) fn over_smtp(settings: &MailSettings, server: &str) -> Result<Self, MailProblem> {
        let is_here = matches!(server, "localhost" | "127.0.0.1" | "::1");
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server);
        let parameters = || TlsParameters::new(server.to_owned()).map_err(MailProblem::Server);
        let (tls, usual_port) = match settings.tls {
            MailTls::Tls => (Tls::Wrapper(parameters()?), 465),
            MailTls::Starttls => (Tls::Required(parameters()?), 587),
            MailTls::None if is_here => (Tls::None, 25),
            MailTls::None => return Err(MailProblem::Open(server.to_owned())),
        };
        let mut builder = builder
            .tls(tls)
            .port(settings.port.unwrap_or(usual_port))
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            way: Way::Smtp(Box::new(builder.build())),
            from: sender(&settings.from)?,
            shown: Mutex::default(),
        })
    }

    /// Into a folder, one `.eml` for each.
    pub(crate) fn into_folder(folder: &Path, from: &str) -> Result<Self, MailProblem> {
        std::fs::create_dir_all(folder)
            .map_err(|source| MailProblem::Folder(folder.to_owned(), source))?;
        Ok(Self {
            way: Way::Folder(folder.to_owned(), AsyncFileTransport::new(folder)),
            from: sender(from)?,
            shown: Mutex::default(),
        })
    }

    /// The address that our mails come from.
    pub(crate) fn address(&self) -> String {
        self.from.email.to_string()
    }

    /// Whether mails stay on this machine, so that the demo may show them.
    pub(crate) fn stays_here(&self) -> bool {
        matches!(self.way, Way::Folder(..))
    }

    pub(crate) async fn send(
        &self,
        to: &str,
        written: &Written,
        now: DateTime<Utc>,
    ) -> Result<(), SendError> {
        self.send_about(None, to, written, now).await
    }

    /// Sends a mail to somebody that is about another, named by a keyed hash.
    pub(crate) async fn send_about(
        &self,
        about: Option<&str>,
        to: &str,
        written: &Written,
        now: DateTime<Utc>,
    ) -> Result<(), SendError> {
        let mut message = self.message(to, written, now)?;
        match &self.way {
            Way::Smtp(server) => server
                .send(message)
                .await
                .map(drop)
                .map_err(SendError::Smtp),
            Way::Folder(_, folder) => {
                if let Some(about) = about {
                    let name = HeaderName::new_from_ascii_str(ABOUT);
                    let value = HeaderValue::new(name, about.to_owned());
                    message.headers_mut().insert_raw(value);
                }
                folder.send(message).await.map_err(SendError::Folder)?;
                self.show(about, to, written, now);
                Ok(())
            }
        }
    }

    /// Removes what lies here for an address or about somebody; what a server took is no longer ours.
    pub(crate) async fn forget(&self, address: Option<&str>, about: &str) -> std::io::Result<()> {
        self.lock().retain(|shown| {
            Some(shown.mail.to.as_str()) != address && shown.about.as_deref() != Some(about)
        });
        let to = address.map(|address| format!("To: {address}"));
        let about = format!("{ABOUT}: {about}");
        self.remove_where(|head| {
            head.lines()
                .any(|line| Some(line) == to.as_deref() || line == about)
        })
        .await
    }

    /// Removes what has lain here for a day.
    pub(crate) async fn sweep(&self, now: DateTime<Utc>) -> std::io::Result<()> {
        self.lock().retain(|shown| now < shown.mail.at + LIES);
        self.remove_where(|head| {
            let date = head.lines().find_map(|line| line.strip_prefix("Date: "));
            date.and_then(|date| DateTime::parse_from_rfc2822(date).ok())
                .is_some_and(|date| now >= date + LIES)
        })
        .await
    }

    async fn remove_where(&self, goes: impl Fn(&str) -> bool) -> std::io::Result<()> {
        let Way::Folder(folder, _) = &self.way else {
            return Ok(());
        };
        let mut mails = tokio::fs::read_dir(folder).await?;
        while let Some(mail) = mails.next_entry().await? {
            let path = mail.path();
            if path.extension().is_none_or(|kind| kind != "eml") {
                continue;
            }
            let text = tokio::fs::read(&path).await?;
            let text = String::from_utf8_lossy(&text);
            let head = text.split("\r\n\r\n").next().unwrap_or_default();
            if goes(head) {
                tokio::fs::remove_file(path).await?;
            }
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was written to the folder, newest first.
    pub(crate) fn shown(&self) -> Vec<DemoMail> {
        let shown = self.lock();
        shown.iter().map(|shown| shown.mail.clone()).collect()
    }

    fn show(&self, about: Option<&str>, to: &str, written: &Written, now: DateTime<Utc>) {
        let mut shown = self.lock();
        shown.push_front(Shown {
            about: about.map(str::to_owned),
            mail: DemoMail {
                to: to.to_owned(),
                subject: written.subject.clone(),
                text: written.text.clone(),
                at: now,
            },
        });
        shown.truncate(SHOWN);
    }

    fn message(
        &self,
        to: &str,
        written: &Written,
        now: DateTime<Utc>,
    ) -> Result<Message, SendError> {
        let to = to.parse().map_err(|_| SendError::Address)?;
        let name = written.name.clone();
        let name = name.unwrap_or_else(|| PersonId::fresh().to_string());
        let id = format!("<{name}@{}>", self.from.email.domain());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(written.subject.clone())
            .date(SystemTime::from(now))
            .message_id(Some(id))
            .multipart(MultiPart::alternative_plain_html(
                written.text.clone(),
                written.html.clone(),
            ))?;
        // RFC 3834: nobody's absence notice answers to this.
        message.headers_mut().insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
        // RFC 8058: a mail reader shows its own button, and one press of it is enough.
        if let Some(stop) = &written.stop {
            let raw = |name: &'static str, value: String| {
                HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
            };
            let headers = message.headers_mut();
            headers.insert_raw(raw("List-Unsubscribe", format!("<{stop}>")));
            let one_click = "List-Unsubscribe=One-Click".to_owned();
            headers.insert_raw(raw("List-Unsubscribe-Post", one_click));
        }
        Ok(message)
    }
}

fn sender(from: &str) -> Result<Mailbox, MailProblem> {
    from.parse().map_err(|_| MailProblem::From(from.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TempFolder, start};

    fn settings(tls: MailTls) -> MailSettings {
        MailSettings {
            server: None,
            port: None,
            tls,
            user: None,
            password: None,
            password_file: None,
            from: "Kansrijk <post@kansrijk.example>".to_owned(),
        }
    }

    #[test]
    fn a_way_that_others_can_read_stays_on_this_machine() {
        let refused = Mailer::over_smtp(&settings(MailTls::None), "mail.example").err();
        assert!(matches!(refused, Some(MailProblem::Open(_))), "{refused:?}");
        assert!(Mailer::over_smtp(&settings(MailTls::None), "127.0.0.1").is_ok());
        assert!(Mailer::over_smtp(&settings(MailTls::Starttls), "mail.example").is_ok());
    }

    #[tokio::test]
    async fn without_a_server_mails_lie_in_a_folder() {
        let folder = TempFolder::new();
        let mailer =
            Mailer::into_folder(folder.path(), "Kansrijk <post@kansrijk.example>").unwrap();
        let written = crate::letter::sign_in(
            nouns::Language::Nl,
            "012345",
            "https://kansrijk.example/aanmelden/mail/x",
        )
        .unwrap();
        mailer
            .send("noor@school.example", &written, start())
            .await
            .unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .collect();
        assert_eq!(files.len(), 1);
        let path = files[0].path();
        assert_eq!(path.extension().unwrap(), "eml");
        let text = std::fs::read_to_string(path).unwrap();
        for part in [
            "To: noor@school.example\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: multipart/alternative",
            "Date: Mon, 02 Mar 2026 09:00:00",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(mailer.shown()[0].text, written.text);
        assert!(mailer.send("no address", &written, start()).await.is_err());
    }

    #[tokio::test]
    async fn what_lies_in_the_folder_goes_after_a_day_and_with_whom_it_is_about() {
        let folder = TempFolder::new();
        let mailer =
            Mailer::into_folder(folder.path(), "Kansrijk <post@kansrijk.example>").unwrap();
        let written = crate::letter::parent(nouns::Language::Nl, "Tijn", "https://x.example/o/1");
        let written = written.unwrap();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        for (about, hour) in [(Some("tijn"), 0), (None, 1), (None, 2)] {
            let at = start() + TimeDelta::hours(hour);
            mailer
                .send_about(about, "ouder@thuis.example", &written, at)
                .await
                .unwrap();
        }
        // Somebody else's words name them without being about them.
        mailer
            .forget(Some("noor@school.example"), "noor")
            .await
            .unwrap();
        assert_eq!((files(), mailer.shown().len()), (3, 3));
        mailer.forget(None, "tijn").await.unwrap();
        assert_eq!((files(), mailer.shown().len()), (2, 2));
        mailer.sweep(start() + TimeDelta::hours(25)).await.unwrap();
        assert_eq!((files(), mailer.shown().len()), (1, 1));
        mailer
            .forget(Some("ouder@thuis.example"), "")
            .await
            .unwrap();
        assert_eq!((files(), mailer.shown().len()), (0, 0));
    }
}
