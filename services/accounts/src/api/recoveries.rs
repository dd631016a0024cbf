//! What administrators do to the accounts of others: ways back for who can no longer prove theirs, and signing out.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::accounts::{AccountDeed, AccountDeeds, SignOutEverywhere};
use contract::recovery::{
    AskedRecoveries, AskedRecovery, MadeRecovery, NewRecovery, Recoveries, Recovery,
};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::SignedIn;

use crate::access::in_person;
use crate::secret::SecretId;
use crate::{Accounts, AccountsError, rules};

pub(super) struct RecoveriesApi {
    pub(super) accounts: Arc<Accounts>,
}

#[derive(ApiResponse)]
enum Recovering {
    #[oai(status = 201)]
    Made(Json<MadeRecovery>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl RecoveriesApi {
    /// Makes a link by which somebody gets back into an account that they cannot prove any more. It works once somebody
    /// else has agreed, or after three days where there is nobody else.
    #[oai(path = "/recoveries", method = "post")]
    async fn make_recovery(
        &self,
        SignedIn(by): SignedIn,
        Json(new): Json<NewRecovery>,
    ) -> poem::Result<Recovering> {
        // Who may help nobody does not learn who is here.
        if !rules::may_recover_some(&by) {
            return Err(AccountsError::RecoveryNotYours.into());
        }
        in_person(&by)?;
        let whom = self.accounts.named(&new.person).await?;
        let made = self.accounts.make_recovery(&by, &whom).await?;
        Ok(Recovering::Made(Json(MadeRecovery {
            secret: made.secret.reveal(),
            name: made.name,
            state: made.recovery.state(self.accounts.clock.now()).to_owned(),
            opens: made.recovery.opens,
            ends: made.recovery.ends,
        })))
    }

    /// The links back into my account that were made for me.
    #[oai(path = "/recoveries", method = "get")]
    async fn recoveries(&self, SignedIn(by): SignedIn) -> poem::Result<Json<Recoveries>> {
        let now = self.accounts.clock.now();
        let made = self.accounts.recoveries(&by).await?;
        Ok(Json(Recoveries {
            recoveries: made.iter().map(|one| shown(one, now)).collect(),
        }))
    }

    /// The links to which I may agree.
    #[oai(path = "/recoveries/asked", method = "get")]
    async fn asked(&self, SignedIn(by): SignedIn) -> poem::Result<Json<AskedRecoveries>> {
        let asked = self.accounts.asked_recoveries(&by).await?;
        let shown = |one: crate::AskedRecovery| AskedRecovery {
            id: one.recovery.id.as_str().to_owned(),
            name: one.name,
            by: one.by,
            made: one.recovery.made,
            ends: one.recovery.ends,
        };
        Ok(Json(AskedRecoveries {
            recoveries: asked.into_iter().map(shown).collect(),
        }))
    }

    /// Agrees to a link that another made: I know who it is for.
    #[oai(path = "/recoveries/:id/agree", method = "post")]
    async fn agree(&self, SignedIn(by): SignedIn, Path(id): Path<String>) -> poem::Result<Done> {
        // Who may agree to nothing does not learn what there is.
        if !rules::may_second_some(&by) {
            return Err(AccountsError::RecoveryNotYours.into());
        }
        in_person(&by)?;
        let id = SecretId::parse(&id).ok_or(AccountsError::NotFound)?;
        self.accounts.agree_to_recovery(&by, &id).await?;
        Ok(Done::Done)
    }

    /// Ends every session and token of somebody whose account may be in wrong hands. They see that it was done.
    #[oai(path = "/people/sign-out", method = "post")]
    async fn sign_out(
        &self,
        SignedIn(by): SignedIn,
        Json(asked): Json<SignOutEverywhere>,
    ) -> poem::Result<Done> {
        // Who may sign out nobody does not learn who is here.
        if !rules::may_sign_out_some(&by) {
            return Err(AccountsError::SignOutNotYours.into());
        }
        in_person(&by)?;
        let whom = self.accounts.named(&asked.person).await?;
        self.accounts.sign_out_everywhere(&by, &whom).await?;
        Ok(Done::Done)
    }

    /// What administrators did to my account.
    #[oai(path = "/account-deeds", method = "get")]
    async fn account_deeds(&self, SignedIn(by): SignedIn) -> poem::Result<Json<AccountDeeds>> {
        let deeds = self.accounts.account_deeds(&by).await?;
        let shown = |one: crate::AccountDeed| AccountDeed {
            deed: one.deed,
            at: one.at,
        };
        Ok(Json(AccountDeeds {
            deeds: deeds.into_iter().map(shown).collect(),
        }))
    }

    /// Ends a link that was made for me, or undoes what it did.
    #[oai(path = "/recoveries/:id", method = "delete")]
    async fn withdraw(&self, SignedIn(by): SignedIn, Path(id): Path<String>) -> poem::Result<Done> {
        in_person(&by)?;
        let id = SecretId::parse(&id).ok_or(AccountsError::NotFound)?;
        self.accounts.withdraw_recovery(&by, &id).await?;
        Ok(Done::Done)
    }
}

fn shown(one: &crate::Recovery, now: DateTime<Utc>) -> Recovery {
    let state = one.state(now);
    let until = match state {
        "waits" => one.opens,
        "settling" => one.settles,
        _ => None,
    };
    Recovery {
        id: one.id.as_str().to_owned(),
        made: one.made,
        ends: one.ends,
        state: state.to_owned(),
        until: until.unwrap_or(one.ends),
        may_stop: one.can_be_stopped(now),
    }
}
