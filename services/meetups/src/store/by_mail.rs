//! Who signed up with an e-mail address alone, by the hash of their link.

use chrono::{DateTime, Utc};
use nouns::{EventId, Language, PersonId};
use serde::Deserialize;

use super::signups::{kept, written};
use super::{Store, binding};
use crate::MeetupsError;
use crate::entry::Answers;
use crate::seal::LinkId;

/// A row of `by_mail`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Guest {
    pub(crate) event: EventId,
    /// As whom they stand on the list.
    #[serde(rename = "guest")]
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) language: Language,
    /// Sealed.
    pub(crate) address: String,
    /// Until when they may say that they asked; `None` when they did.
    #[serde(default)]
    pub(crate) asked_until: Option<DateTime<Utc>>,
    /// For how many places they ask, before they say yes.
    #[serde(default)]
    pub(crate) party: Option<u32>,
    #[serde(default)]
    pub(crate) answers: Option<Answers>,
}

impl Store {
    /// Keeps who asks to sign up. Whoever said yes before stays as they are.
    pub(crate) async fn keep_guest(
        &self,
        link: &LinkId,
        guest: &Guest,
    ) -> Result<(), MeetupsError> {
        let body = "LET $known = (SELECT VALUE asked_until FROM type::record('by_mail', $link));
            IF array::len($known) = 0 OR $known[0] != NONE {
                UPSERT type::record('by_mail', $link) SET event = $event, guest = $guest, name = $name,
                    language = $language, address = $address, asked_until = $until, party = $party, answers = $answers
                    RETURN NONE;
            }";
        let variables = binding! {
            "link": link.as_str().to_owned(), "event": guest.event.to_string(), "guest": guest.person.to_string(),
            "name": guest.name.clone(), "language": guest.language.code().to_owned(),
            "address": guest.address.clone(), "until": guest.asked_until,
            "party": guest.party.map(i64::from), "answers": guest.answers.as_ref().and_then(kept),
        };
        self.db
            .transact("keeping who asks to sign up", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn guest(&self, link: &LinkId) -> Result<Option<Guest>, MeetupsError> {
        let surql = "SELECT event, guest, name, language, address, asked_until, party, answers FROM type::record('by_mail', $link)";
        let variables = binding! { "link": link.as_str().to_owned() };
        Ok(self.rows("by_mail", surql, variables).await?.pop())
    }

    /// They say that it was them who asked.
    pub(crate) async fn guest_is_known(&self, link: &LinkId) -> Result<(), MeetupsError> {
        let body = "UPDATE type::record('by_mail', $link) SET asked_until = NONE, party = NONE, answers = NONE RETURN NONE";
        let variables = binding! { "link": link.as_str().to_owned() };
        self.db
            .transact("knowing who asks to sign up", body, variables)
            .await?;
        Ok(())
    }

    /// Nothing of them is kept: their address goes, and their link opens nothing.
    pub(crate) async fn forget_guest(&self, link: &LinkId) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('by_mail', $link) RETURN NONE";
        let variables = binding! { "link": link.as_str().to_owned() };
        self.db
            .transact("forgetting a guest", body, variables)
            .await?;
        Ok(())
    }

    /// Who asked and never said yes goes.
    pub(crate) async fn sweep_guests(&self, now: DateTime<Utc>) -> Result<(), MeetupsError> {
        let body = "DELETE by_mail WHERE asked_until != NONE AND asked_until <= $now RETURN NONE";
        self.db
            .transact("removing who never said yes", body, binding! { "now": now })
            .await?;
        Ok(())
    }

    /// Forgets names and addresses of everybody who came to meetups without an account, and what anybody answered to the host.
    pub(crate) async fn forget_guests(&self, events: &[EventId]) -> Result<(), MeetupsError> {
        let body = "FOR $id IN $ids {
                LET $guests = (SELECT VALUE guest FROM by_mail WHERE event = $id);
                FOR $guest IN $guests {
                    UPDATE type::record('signup', [$id, $guest]) SET name = '' RETURN NONE;
                };
                DELETE by_mail WHERE event = $id RETURN NONE;
                UPDATE signup SET answers = NONE WHERE event = $id AND answers != NONE RETURN NONE;
            }";
        let variables = binding! { "ids": written(events) };
        self.db
            .transact("forgetting guests", body, variables)
            .await?;
        Ok(())
    }
}
