//! A student invites somebody whom they know by a link, and what becomes of it.
//!
//! Two people who know each other need no common moment or language to find each other, so the engine is not asked. What
//! keeps people safe is the store's, as with every request: blocks, consent, places, and a certificate for a minor.

use contract::matching::{
    self as codes, Invitation, InvitationFor, InvitationList, Joined, MOST_INVITATIONS,
    MadeInvitation, Waiting,
};
use contract::{Age, Caller};
use nouns::{RequestId, short_name};
use store::StoreError;

use super::secret::{InvitationId, InviteSecret};
use crate::store::{BothRow, InvitationRow, WORKS};
use crate::vocabulary::{FORMS, ROLE_MODELS};
use crate::{Matching, MatchingError, rules};

impl Matching {
    /// The invitations that the caller made, newest first.
    pub async fn invitations(&self, by: &Caller) -> Result<InvitationList, MatchingError> {
        let rows = self.store.invitations_of(by.person.as_str()).await?;
        let open = rows.iter().filter(|row| is_open(row)).count();
        let left = if rules::may_seek(by) {
            MOST_INVITATIONS.saturating_sub(open)
        } else {
            0
        };
        Ok(InvitationList {
            invitations: rows.into_iter().map(invitation).collect(),
            left: u32::try_from(left).unwrap_or_default(),
        })
    }

    /// Makes a link that invites a role model to one of the forms.
    ///
    /// # Errors
    /// A conflict without an active profile that seeks, and when too many are open.
    pub async fn invite_role_model(
        &self,
        by: &Caller,
        form: &str,
    ) -> Result<MadeInvitation, MatchingError> {
        if !rules::may_seek(by) {
            return Err(MatchingError::NotAllowed(codes::PROFILE_NOT_ALLOWED));
        }
        if FORMS.place(form).is_none() {
            return Err(MatchingError::field("form", codes::OFFER_UNKNOWN));
        }
        self.refresh(by).await?;
        self.pool.seeks(&by.person)?;
        let secret = InviteSecret::fresh()?;
        let now = self.clock.now();
        let id = secret.id();
        let made = self
            .store
            .invite(id.as_str(), by.person.as_str(), form, now);
        made.await.map_err(invitation_refusal)?;
        Ok(MadeInvitation {
            secret: secret.reveal(),
            until: now + WORKS,
        })
    }

    /// The student takes an invitation back, or who took it up steps out of it.
    ///
    /// # Errors
    /// Not found for everybody else; a conflict when it is over.
    pub async fn withdraw_invitation(&self, by: &Caller, id: &str) -> Result<(), MatchingError> {
        let id = InvitationId::parse(id).ok_or(MatchingError::NotFound)?;
        let row = self.store.invitation(id.as_str()).await?;
        let person = by.person.as_str();
        row.filter(|row| row.student == person || row.invitee == person)
            .ok_or(MatchingError::NotFound)?;
        let now = self.clock.now();
        let done = self.store.withdraw_invitation(id.as_str(), person, now);
        done.await.map_err(invitation_refusal)
    }

    /// What the link says to whoever has it, signed in or not.
    ///
    /// # Errors
    /// A conflict when it leads nowhere for this reader, which looks the same for an end, a block and a use.
    pub async fn look_at_invitation(
        &self,
        by: Option<&Caller>,
        secret: &str,
    ) -> Result<InvitationFor, MatchingError> {
        let row = self.living(secret).await?;
        // Of a stranger nothing is known: the student stands in, between whom and themselves nothing can be in the way.
        let reader = by.map_or(row.student.as_str(), |by| by.person.as_str());
        let both = self.store.both(&row.student, reader).await?;
        // Without an active profile of the student nobody can be asked: the link leads nowhere until there is one.
        if both.blocked || both.student_name.is_empty() {
            return Err(ended());
        }
        if row.state == "claimed" && row.invitee != reader {
            return Err(ended());
        }
        if let Some(by) = by {
            may_join(by, &row)?;
        }
        Ok(InvitationFor {
            by: short_name(&both.student_name),
            form: row.form.clone(),
            minor: both.minor,
            until: row.until,
            mine: row.state == "claimed",
            missing: match by {
                Some(_) => self.missing(&both),
                None => Vec::new(),
            },
            may: by.map(|_| "join".to_owned()).into_iter().collect(),
        })
    }

    /// Somebody takes an invitation up: with nothing missing it becomes a request that is theirs to answer, and until
    /// then it is theirs and waits.
    ///
    /// # Errors
    /// As [`Self::look_at_invitation`].
    pub async fn join_invitation(
        &self,
        by: &Caller,
        secret: &str,
    ) -> Result<Joined, MatchingError> {
        let row = self.living(secret).await?;
        may_join(by, &row)?;
        let (person, now) = (by.person.as_str(), self.clock.now());
        let claimed = self.store.claim(&row.key, person, &by.name, now).await;
        claimed.map_err(invitation_refusal)?;
        if let Some(request) = self.take_up_invitation(&row.key).await? {
            return Ok(Joined {
                request: Some(request),
                missing: Vec::new(),
            });
        }
        let both = self.store.both(&row.student, person).await?;
        Ok(Joined {
            request: None,
            missing: self.missing(&both),
        })
    }

    /// Makes a request of every invitation that was taken up and misses nothing any more; gives how many.
    pub(crate) async fn take_up_invitations(&self) -> Result<usize, MatchingError> {
        let mut count = 0;
        for row in self.store.claimed().await? {
            count += usize::from(self.take_up_invitation(&row.key).await?.is_some());
        }
        Ok(count)
    }

    /// The request that an invitation became, or none while something is missing.
    async fn take_up_invitation(&self, id: &str) -> Result<Option<String>, MatchingError> {
        let (request, now) = (RequestId::fresh(), self.clock.now());
        match self.store.take_up(id, request.as_str(), now).await {
            Ok(()) => Ok(Some(request.as_str().to_owned())),
            Err(StoreError::Thrown(_)) => Ok(None),
            // The two have something running already: there is nothing left to ask.
            Err(StoreError::AlreadyExists) => {
                self.store.end_invitation(id, now).await?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What the caller took up and that still waits for something.
    pub(super) async fn invited_and_waiting(
        &self,
        by: &Caller,
    ) -> Result<Vec<Waiting>, MatchingError> {
        let person = by.person.as_str();
        let mut waiting = Vec::new();
        for row in self.store.claimed_by(person).await? {
            let both = self.store.both(&row.student, person).await?;
            waiting.push(Waiting {
                by: short_name(&both.student_name),
                missing: self.missing(&both),
                id: row.key,
                form: row.form,
                until: row.until,
            });
        }
        Ok(waiting)
    }

    /// The invitation behind a link, while it can be used.
    async fn living(&self, secret: &str) -> Result<InvitationRow, MatchingError> {
        let id = InviteSecret::parse(secret).ok_or_else(ended)?.id();
        let row = self.store.invitation(id.as_str()).await?;
        let now = self.clock.now();
        row.filter(|row| is_open(row) && row.until > now)
            .ok_or_else(ended)
    }

    fn missing(&self, both: &BothRow) -> Vec<String> {
        let today = self.clock.now().date_naive();
        let vog = both.vog.parse().ok();
        let certified = !both.minor || rules::vog_counts(vog, today);
        let missing = missing(both, certified);
        missing.into_iter().map(str::to_owned).collect()
    }
}

/// What stands between an invited person and the request, in the order in which to do something about it.
fn missing(both: &BothRow, certified: bool) -> Vec<&'static str> {
    let is_role = |key: &String| ROLE_MODELS.contains(&key.as_str());
    let has_profile = both.relations.iter().any(is_role);
    let agrees = both.found && both.contacted;
    let most_open = i64::try_from(crate::request::MOST_OPEN).unwrap_or(i64::MAX);
    let all = [
        ("profile", !has_profile),
        ("short", !both.has_short),
        ("consent", !agrees),
        ("certificate", !certified),
        ("paused", has_profile && !both.active),
        ("full", has_profile && both.taken >= both.capacity),
        ("student", !both.student_active || both.open >= most_open),
    ];
    let missing = all.into_iter().filter(|(_, is_missing)| *is_missing);
    missing.map(|(what, _)| what).collect()
}

/// Adults whom a student invites, never the student themselves.
fn may_join(by: &Caller, row: &InvitationRow) -> Result<(), MatchingError> {
    if row.student == by.person.as_str() {
        Err(MatchingError::Conflict(codes::INVITATION_OWN))
    } else if by.age == Age::Minor {
        Err(MatchingError::NotAllowed(codes::INVITATION_FROM_EIGHTEEN))
    } else if rules::may_help(by) {
        Ok(())
    } else {
        Err(MatchingError::NotAllowed(codes::ROLE_MODEL_NOT_ALLOWED))
    }
}

fn is_open(row: &InvitationRow) -> bool {
    matches!(row.state.as_str(), "open" | "claimed")
}

fn invitation(row: InvitationRow) -> Invitation {
    let may = if is_open(&row) {
        &["withdraw"][..]
    } else {
        &[]
    };
    Invitation {
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
        other: (!row.invitee_name.is_empty()).then(|| short_name(&row.invitee_name)),
        id: row.key,
        form: row.form,
        state: row.state,
        made: row.made,
        until: row.until,
        ended: row.ended,
        request: row.request,
    }
}

fn ended() -> MatchingError {
    MatchingError::Conflict(codes::INVITATION_ENDED)
}

/// What the store's refusals mean to people.
fn invitation_refusal(error: StoreError) -> MatchingError {
    let code = match &error {
        StoreError::Thrown(name) => match name.as_str() {
            "too-many" => codes::INVITATION_TOO_MANY,
            "many-made" => codes::INVITATION_MANY_MADE,
            "ended" => codes::INVITATION_ENDED,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    MatchingError::Conflict(code)
}
