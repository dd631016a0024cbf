//! Signing up with a name and an e-mail address alone. A mail asks whether its reader typed the address; the link in it is
//! theirs for this meetup: by it they say yes, see where they stand, and say no. Nobody learns whether an address has an account.

use chrono::{DateTime, TimeDelta, Utc};
use contract::letters::{Address, Letter, Reader, SIGNUP_ASKED};
use nouns::{EventId, Language, PersonId};

use crate::entry::{Filled, Wish};
use crate::event::{Event, Status};
use crate::letters::{on_its_clock, page_of_guest};
use crate::reminders::Remind;
use crate::seal::{LinkId, Seal};
use crate::signups::{SignedUp, Stand};
use crate::store::{Guest, Held};
use crate::{Meetups, MeetupsError, rules};

/// So long somebody may take to say that it was them.
const ASKED: TimeDelta = TimeDelta::days(1);

/// A first name, or more of it: one line of 1 to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestName(String);

impl GuestName {
    const MAX: usize = 60;

    /// `None` for what is no name.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let name = crate::event::one_line(input);
        (1..=Self::MAX)
            .contains(&name.chars().count())
            .then_some(Self(name))
    }
}

/// What somebody types who has no account, or does not want to use it.
#[derive(Debug, Clone)]
pub struct Asking {
    pub name: GuestName,
    pub email: String,
    pub language: Language,
    /// Where it was typed, for counting.
    pub from: Option<String>,
    /// Who comes along, and answers.
    pub wish: Wish,
}

/// What the link of somebody without an account opens.
#[derive(Debug, Clone)]
pub struct GuestView {
    pub event: Event,
    pub community: Option<String>,
    pub name: String,
    /// `None` when they are not on the list, or not yet.
    pub mine: Option<SignedUp>,
    /// Whether a yes gives them a place, or puts them on the list.
    pub may_say_yes: bool,
    /// Whether they can change who comes along and what they answered.
    pub may_change: bool,
}

impl Meetups {
    /// Keeps the addresses of who signs up without an account under this key. Without it nobody can.
    #[must_use]
    pub fn with_seal(mut self, seal: Seal) -> Self {
        self.seal = Some(seal);
        self
    }

    /// Has a mail sent to an address, with a link to say yes at. The answer is the same for every address.
    ///
    /// # Errors
    /// [`MeetupsError::Cancelled`] and [`MeetupsError::Over`]; [`MeetupsError::Asking`] with what accounts refuses: an address
    /// that is none, very many from one place.
    pub async fn ask_by_mail(&self, id: &EventId, asking: Asking) -> Result<(), MeetupsError> {
        let (Some(accounts), Some(seal)) = (&self.accounts, &self.seal) else {
            return Err(MeetupsError::NotAllowed);
        };
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        self.may_know_of(None, &event).await?;
        let now = self.clock.now();
        may_be_asked(&event, now)?;
        let filled = self.filled(&event, None, &asking.wish, None).await?;
        let email = asking.email.trim().to_lowercase();
        let guest = seal.guest(id, &email)?;
        let secret = seal.secret(&guest);
        let until = event
            .over_at()
            .map_or(now + ASKED, |over| over.min(now + ASKED));
        let letter = Letter {
            once: format!("asked/{guest}/{}", now.to_rfc3339()),
            to: Reader::Address(Address {
                email: email.clone(),
                language: asking.language,
                from: asking.from,
            }),
            what: SIGNUP_ASKED.to_owned(),
            title: event.words.title.as_str().to_owned(),
            path: page_of_guest(&secret),
            moment: Some(on_its_clock(&event, until)),
            changes: Vec::new(),
            until,
        };
        let refused = |problem| MeetupsError::Asking(Box::new(problem));
        accounts.write(&letter).await.map_err(refused)?;
        let kept = Guest {
            event: id.clone(),
            name: asking.name.0,
            language: asking.language,
            address: seal.close(&guest, &email)?,
            person: guest,
            asked_until: Some(until),
            party: Some(filled.party),
            answers: Some(filled.answers),
        };
        self.store.keep_guest(&LinkId::of(&secret), &kept).await
    }

    /// What a link opens.
    ///
    /// # Errors
    /// [`MeetupsError::NoInvitation`] when it ended or never was.
    pub async fn guest(&self, secret: &str) -> Result<GuestView, MeetupsError> {
        let (_, guest) = self.behind_link(secret).await?;
        self.view_of(guest).await
    }

    /// They come: the first time they are put on the list, later they take the place that is held for them.
    ///
    /// # Errors
    /// As [`Self::guest`]; [`MeetupsError::NoOffer`] when there is nothing to say yes to any more.
    pub async fn guest_says_yes(&self, secret: &str) -> Result<GuestView, MeetupsError> {
        let (link, guest) = self.behind_link(secret).await?;
        let event = self.store.event(&guest.event).await?;
        let event = event.ok_or(MeetupsError::NoInvitation)?;
        let now = self.clock.now();
        may_be_asked(&event, now)?;
        let stand = self.stand_of(&guest.event, &guest.person).await?;
        if stand.is_none_or(|stand| stand == Stand::Lapsed) {
            let filled = self.filled_before(&guest).await?;
            // First that it was them: a sign-up whose address goes after a day would be nobody's.
            self.store.guest_is_known(&link).await?;
            let taken = self.take_place(&guest.event, &guest.person, &guest.name, &filled, now);
            match taken.await {
                Ok(_) | Err(MeetupsError::SignedUpAlready) => {}
                Err(error) => return Err(error),
            }
        } else {
            self.store.confirm(&guest.event, &guest.person, now).await?;
        }
        self.follow().await?;
        self.view_of(guest).await
    }

    /// They do not come, or never asked to. Nothing of them is kept, and the link opens nothing any more.
    pub async fn guest_says_no(&self, secret: &str) -> Result<(), MeetupsError> {
        let (link, guest) = match self.behind_link(secret).await {
            Err(MeetupsError::NoInvitation) => return Ok(()),
            found => found?,
        };
        let now = self.clock.now();
        match self.store.leave(&guest.event, &guest.person, now).await {
            Ok(()) | Err(MeetupsError::NotSignedUp) => {}
            Err(error) => return Err(error),
        }
        self.store.forget_guest(&link).await?;
        self.follow().await
    }

    /// What they filled in when they asked; of who was too late for a place, what they had.
    async fn filled_before(&self, guest: &Guest) -> Result<Filled, MeetupsError> {
        let held = self.store.signup(&guest.event, &guest.person).await?;
        Ok(match (held, guest.party) {
            (Some(held), _) => Filled {
                party: held.party,
                answers: held.answers(),
            },
            (None, party) => Filled {
                party: party.unwrap_or(1),
                answers: guest.answers.clone().unwrap_or_default(),
            },
        })
    }

    /// They come with more or fewer others, or answer anew.
    ///
    /// # Errors
    /// As [`Self::guest`] and [`Self::change_signup`].
    pub async fn guest_changes(
        &self,
        secret: &str,
        wish: &Wish,
    ) -> Result<GuestView, MeetupsError> {
        let (_, guest) = self.behind_link(secret).await?;
        self.refill(&guest.event, &guest.person, wish).await?;
        self.view_of(guest).await
    }

    /// They choose what they want to be reminded by.
    ///
    /// # Errors
    /// As [`Self::guest`]; [`MeetupsError::NotSignedUp`] before they said yes.
    pub async fn guest_chooses_reminders(
        &self,
        secret: &str,
        chosen: &[Remind],
    ) -> Result<GuestView, MeetupsError> {
        let (_, guest) = self.behind_link(secret).await?;
        let now = self.clock.now();
        let keeping = self
            .store
            .keep_reminders(&guest.event, &guest.person, chosen, now);
        keeping.await?;
        self.view_of(guest).await
    }

    /// The sign-up of the reader of a link.
    ///
    /// # Errors
    /// As [`Self::guest`]; [`MeetupsError::NotSignedUp`] before they said yes.
    pub(crate) async fn signup_behind(&self, secret: &str) -> Result<Held, MeetupsError> {
        let (_, guest) = self.behind_link(secret).await?;
        let held = self.store.signup(&guest.event, &guest.person).await?;
        held.ok_or(MeetupsError::NotSignedUp)
    }

    async fn behind_link(&self, secret: &str) -> Result<(LinkId, Guest), MeetupsError> {
        let link = LinkId::of(secret);
        let found = self.store.guest(&link).await?;
        let now = self.clock.now();
        let found = found.filter(|one| one.asked_until.is_none_or(|until| now < until));
        Ok((link, found.ok_or(MeetupsError::NoInvitation)?))
    }

    async fn stand_of(
        &self,
        event: &EventId,
        guest: &PersonId,
    ) -> Result<Option<Stand>, MeetupsError> {
        let held = self.store.signup(event, guest).await?;
        Ok(held.map(|held| held.stand()))
    }

    async fn view_of(&self, guest: Guest) -> Result<GuestView, MeetupsError> {
        let event = self.store.event(&guest.event).await?;
        let event = event.ok_or(MeetupsError::NoInvitation)?;
        let mine = match self.store.signup(&guest.event, &guest.person).await? {
            Some(held) => Some(self.signed_up(&held).await?),
            None => None,
        };
        let now = self.clock.now();
        let party = mine.as_ref().map_or(1, |mine| mine.party);
        let may_say_yes = match mine.as_ref().map(|mine| mine.stand) {
            None | Some(Stand::Lapsed) => may_be_asked(&event, now).is_ok(),
            Some(stand) => rules::may_confirm(stand, party, &event, now),
        };
        let is_on_list = mine
            .as_ref()
            .is_some_and(|mine| mine.stand != Stand::Lapsed);
        Ok(GuestView {
            may_change: is_on_list && may_be_asked(&event, now).is_ok(),
            community: self.community_name(event.words.community.as_ref()),
            name: guest.name,
            event,
            mine,
            may_say_yes,
        })
    }
}

/// Whether one can sign up still.
fn may_be_asked(event: &Event, now: DateTime<Utc>) -> Result<(), MeetupsError> {
    match event.status {
        Status::Cancelled => Err(MeetupsError::Cancelled),
        Status::Scheduled if event.is_over(now) => Err(MeetupsError::Over),
        Status::Scheduled => Ok(()),
    }
}

#[cfg(test)]
mod tests;
