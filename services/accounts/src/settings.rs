use std::path::PathBuf;
use std::time::Duration;

use nouns::Clock;
use openidconnect::RedirectUrl;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::mailer::{MailProblem, MailSettings, Mailer};
use crate::oidc::{Provider, ProviderProblem, ProviderSettings, Talk};

/// How people sign in, as the configuration says.
#[derive(Debug, Clone, Default)]
pub struct SignInSettings {
    /// How people reach the site, without a slash at the end.
    pub site: String,
    /// Where providers send people back to, before the provider's key.
    pub return_to: String,
    /// Where the link of a mail leads, before its secret.
    pub mail_link: String,
    /// Where the link to a parent leads, before its secret.
    pub parent_link: String,
    pub providers: Vec<ProviderSettings>,
    pub mail: Option<MailSettings>,
    /// Where mails go without a mail server; without it too, there is no sign-in by e-mail.
    pub mails: Option<PathBuf>,
    /// How long a provider may take to answer; some seconds when absent.
    pub patience: Option<Duration>,
}

/// Why the settings cannot be used. Whoever starts the site reads it.
#[derive(Debug, thiserror::Error)]
pub enum SettingsProblem {
    #[error(transparent)]
    Provider(#[from] ProviderProblem),
    #[error(transparent)]
    Mail(#[from] MailProblem),
    #[error("public_url is no address: {0:?}")]
    Site(String),
    #[error("providers cannot be reached")]
    Http(#[source] reqwest::Error),
}

/// The ways in that are open.
#[derive(Default)]
pub(crate) struct SignInWays {
    pub(crate) talks: Vec<Talk>,
    pub(crate) mailer: Option<Mailer>,
    pub(crate) mail_link: String,
    pub(crate) parent_link: String,
    /// How people reach the site, without a slash at the end.
    pub(crate) site: String,
    /// The address of the home page, for the way back from a provider.
    pub(crate) home: String,
    /// None where passkeys cannot work: an address that is no name.
    pub(crate) passkeys: Option<Webauthn>,
}

const FROM: &str = "Kansrijk <kansrijk@localhost.localdomain>";

impl SignInWays {
    pub(crate) fn new(settings: &SignInSettings, clock: &Clock) -> Result<Self, SettingsProblem> {
        let mut talks: Vec<Talk> = Vec::new();
        for one in &settings.providers {
            let provider = Provider::parse(one)?;
            if talks.iter().any(|talk| talk.provider.key == provider.key) {
                return Err(ProviderProblem::Key(provider.key).into());
            }
            let address = format!("{}{}", settings.return_to, provider.key);
            let return_to =
                RedirectUrl::new(address.clone()).map_err(|_| SettingsProblem::Site(address))?;
            let talk = Talk::new(provider, return_to, clock.clone(), settings.patience);
            talks.push(talk.map_err(SettingsProblem::Http)?);
        }
        Ok(Self {
            talks,
            mailer: mailer(settings)?,
            mail_link: settings.mail_link.clone(),
            parent_link: settings.parent_link.clone(),
            site: settings.site.clone(),
            home: format!("{}/", settings.site),
            passkeys: passkeys(&settings.site),
        })
    }

    pub(crate) fn talk(&self, key: &str) -> Option<&Talk> {
        self.talks.iter().find(|talk| talk.provider.key == key)
    }
}

fn mailer(settings: &SignInSettings) -> Result<Option<Mailer>, MailProblem> {
    let mail = settings.mail.as_ref();
    if let Some(mail) = mail
        && let Some(server) = &mail.server
    {
        return Mailer::over_smtp(mail, server).map(Some);
    }
    let from = mail.map_or(FROM, |mail| mail.from.as_str());
    let folder = settings.mails.as_deref();
    folder
        .map(|folder| Mailer::into_folder(folder, from))
        .transpose()
}

/// Passkeys belong to a name; a browser at `127.0.0.1` has none, and is told to use `localhost`.
fn passkeys(site: &str) -> Option<Webauthn> {
    let mut origin = url::Url::parse(site).ok()?;
    if matches!(origin.host(), Some(url::Host::Ipv4(ip)) if ip.is_loopback()) {
        origin.set_host(Some("localhost")).ok()?;
    }
    let name = origin.domain()?.to_owned();
    WebauthnBuilder::new(&name, &origin)
        .ok()?
        .rp_name("Kansrijk")
        .build()
        .ok()
}
