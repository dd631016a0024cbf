//! What moderators and administrators do to keep somebody out, and what that person says.

use std::sync::Arc;

use contract::consent::Progress;
use contract::suspension::{NewSuspension, Objection, OwnSuspension, Suspension, Suspensions};
use contract::{Caller, Means};
use nouns::PersonId;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::SignedIn;

use crate::suspension::{self as facts, Grounds};
use crate::{Accounts, AccountsError, rules};

pub(super) struct SuspensionsApi {
    pub(super) accounts: Arc<Accounts>,
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl SuspensionsApi {
    /// Those that I may lift.
    #[oai(path = "/suspensions", method = "get")]
    async fn suspensions(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Suspensions>> {
        let found = self.accounts.suspensions(&by).await?;
        let shown = |(one, name)| shown(&by, one, name);
        Ok(Json(Suspensions {
            suspensions: found.into_iter().map(shown).collect(),
        }))
    }

    /// Keeps somebody out. The answer says whether it holds everywhere yet.
    #[oai(path = "/suspensions", method = "post")]
    async fn suspend(
        &self,
        SignedIn(by): SignedIn,
        Json(new): Json<NewSuspension>,
    ) -> poem::Result<Json<Progress>> {
        // Who may suspend nobody does not learn who is here.
        if rules::suspends_as(&by).is_none() {
            return Err(AccountsError::SuspendNotYours.into());
        }
        let grounds = Grounds::parse(&new.reason, &new.words, new.until.as_deref())?;
        let whom = match &new.report {
            Some(report) => self.accounts.reported_person(&by, report).await?,
            None => match self.accounts.named(&new.person).await {
                Err(AccountsError::RoleWho) => return Err(AccountsError::SuspendWho.into()),
                whom => whom?,
            },
        };
        Ok(Json(self.accounts.suspend(&by, &whom, &grounds).await?))
    }

    /// Lets somebody in again.
    #[oai(path = "/suspensions/:person/lift", method = "post")]
    async fn lift(
        &self,
        SignedIn(by): SignedIn,
        Path(person): Path<String>,
    ) -> poem::Result<Json<Progress>> {
        let whom = whom(&by, &person)?;
        Ok(Json(self.accounts.lift_suspension(&by, &whom).await?))
    }

    /// Answers an objection: it stays.
    #[oai(path = "/suspensions/:person/uphold", method = "post")]
    async fn uphold(
        &self,
        SignedIn(by): SignedIn,
        Path(person): Path<String>,
    ) -> poem::Result<Done> {
        let whom = whom(&by, &person)?;
        self.accounts.uphold_suspension(&by, &whom).await?;
        Ok(Done::Done)
    }

    /// What keeps me out.
    #[oai(path = "/suspension", method = "get")]
    async fn own(&self, SignedIn(by): SignedIn) -> poem::Result<Json<OwnSuspension>> {
        let own = self.accounts.own_suspension(&by).await?;
        let may_object = own.objection.is_none() && by.means != Means::Key;
        Ok(Json(OwnSuspension {
            answer_by: own.answer_by(),
            role: own.role.as_str().to_owned(),
            since: own.at,
            until: own.until,
            upheld: own.upheld,
            reason: own.reason,
            words: own.words,
            objection: own.objection.map(|(words, _)| words),
            may: may_object
                .then(|| "object".to_owned())
                .into_iter()
                .collect(),
        }))
    }

    /// Says why I do not agree with it. Once.
    #[oai(path = "/suspension/objection", method = "post")]
    async fn object(
        &self,
        SignedIn(by): SignedIn,
        Json(objection): Json<Objection>,
    ) -> poem::Result<Done> {
        self.accounts.object(&by, &objection.words).await?;
        Ok(Done::Done)
    }
}

/// Who may suspend nobody does not learn who is.
fn whom(by: &Caller, person: &str) -> Result<PersonId, AccountsError> {
    if rules::suspends_as(by).is_none() {
        return Err(AccountsError::SuspendNotYours);
    }
    PersonId::parse(person).map_err(|_| AccountsError::NotFound)
}

fn shown(by: &Caller, one: facts::Suspension, name: String) -> Suspension {
    let uphold = rules::may_uphold(by, &one).then_some("uphold");
    Suspension {
        answer_by: one.answer_by(),
        person: one.person.as_str().to_owned(),
        name,
        since: one.at,
        until: one.until,
        upheld: one.upheld,
        reason: one.reason,
        words: one.words,
        objection: one.objection.map(|(words, _)| words),
        may: ["lift"]
            .into_iter()
            .chain(uphold)
            .map(str::to_owned)
            .collect(),
    }
}
