//! News that another service has for somebody: a mail, when they agreed to mails.

use chrono::{DateTime, TimeDelta, Utc};
use contract::consent::Purpose;
use contract::news::{TOLD, Tell};
use nouns::PersonId;

use crate::consent::Consent;
use crate::letter::{self, Letter, NewsLetter};
use crate::secret::{Kind, Secret};
use crate::tally::Limit;
use crate::{Accounts, AccountsError};

/// News that could not be sent for so long is no news any more.
const WAITS: TimeDelta = TimeDelta::days(2);
/// The longest title and path that are passed on, in characters.
const LONGEST: usize = 300;
/// Nobody is to be buried under our mails.
const A_DAY: Limit = Limit {
    most: 8,
    within: TimeDelta::days(1),
    what: "news by mail",
};

impl Accounts {
    /// Asks for a mail with news, if the person agreed to mails and has an address.
    pub async fn tell(&self, news: &Tell) -> Result<(), AccountsError> {
        let Ok(person) = PersonId::parse(&news.person) else {
            return Ok(());
        };
        if !is_sendable(news)
            || !self.agrees_to_mails(&person).await?
            || self.is_suspended(&person).await?
        {
            return Ok(());
        }
        let known = self.known(&person).await?;
        let Some((known, to)) = known.and_then(|known| {
            let to = known.person.email.clone()?;
            Some((known, to))
        }) else {
            return Ok(());
        };
        if !self.is_within(A_DAY, person.as_str()).await? {
            return Ok(());
        }
        let now = self.clock.now();
        let mail = NewsLetter {
            letter: Letter {
                to: to.as_str().to_owned(),
                language: known.person.language,
                until: now + WAITS,
            },
            person: person.as_str().to_owned(),
            what: news.what.clone(),
            title: news.title.clone(),
            path: news.path.clone(),
        };
        // Names the mail; nobody ever hears this secret, so that it opens nothing.
        let name = Secret::fresh(Kind::Receipt).id();
        Ok(self.store.ask_for_news_mail(&name, &mail, now).await?)
    }

    /// Sends a mail with news, unless the person took their word back meanwhile.
    pub(crate) async fn mail_news_letter(
        &self,
        mail: &NewsLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let Some(mailer) = self
            .ways
            .mailer
            .as_ref()
            .filter(|_| now < mail.letter.until)
        else {
            return Ok(());
        };
        let Ok(person) = PersonId::parse(&mail.person) else {
            return Ok(());
        };
        if !self.agrees_to_mails(&person).await? {
            return Ok(());
        }
        let site = &self.ways.site;
        let link = format!("{site}{}", mail.path);
        let stop = format!("{site}/mijn/toestemming");
        let written = letter::news(mail.letter.language, &mail.what, &mail.title, &link, &stop)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }

    async fn agrees_to_mails(&self, person: &PersonId) -> Result<bool, AccountsError> {
        let (now, _) = self.store.consents(person).await?;
        let is_mail = |consent: &Consent| consent.purpose == Purpose::Mail && consent.given;
        Ok(now.iter().any(is_mail))
    }
}

/// A known kind of news that leads to a page of ours.
fn is_sendable(news: &Tell) -> bool {
    let is_short = |text: &str| text.chars().count() <= LONGEST;
    TOLD.contains(&news.what.as_str())
        && news.path.starts_with('/')
        && !news.path.starts_with("//")
        && !news
            .path
            .chars()
            .any(|c| c.is_control() || c.is_whitespace())
        && is_short(&news.title)
        && is_short(&news.path)
}
