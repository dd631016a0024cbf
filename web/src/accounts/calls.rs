//! What the web asks of accounts, one small function for each call.

use contract::accounts::{
    Arrived, BeginAtProvider, BeginByMail, BeginSecondFactor, Ceremony, DemoMails, DemoPeople,
    DemoSignIn, End, Ended, FinishAtProvider, FinishByMail, FinishSecondFactor, Link, MadeToken,
    MailSent, NewToken, Newcomer, RemovePasskey, Resolve, Resolved, Secret, SentOn, Sessions,
    SignOutEverywhere, SigningIn, Started, Tokens, Ways, Welcome,
};
use contract::consent::{
    AskParent, LookAtLink, LookAtWaiting, ParentDecision, ParentLink, Waiting,
};
use contract::recovery::{
    AskedRecoveries, LookAtRecovery, MadeRecovery, NewRecovery, Recover, RecoveryLink,
    StopRecovery, StoppableRecovery,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::{CallerToken, Client, DoorKey, Problem, segment};

/// The door of accounts for the web and the gateway: in this process it is open, over HTTP it takes the key of the
/// configuration.
#[derive(Clone)]
pub struct Internal {
    client: Client,
    key: Option<DoorKey>,
}

#[derive(Serialize)]
struct Seen {
    from_loopback: bool,
}

impl Internal {
    /// `key` is `internal_key` of the configuration, where accounts runs elsewhere.
    #[must_use]
    pub fn new(client: Client, key: Option<DoorKey>) -> Self {
        Self { client, key }
    }

    fn bearer(&self) -> Option<CallerToken> {
        self.key.as_ref().and_then(DoorKey::token)
    }

    /// Who is in this session?
    pub(crate) async fn resolve(&self, secret: Secret) -> Result<Resolved, Problem> {
        self.client
            .post(
                self.bearer().as_ref(),
                "/sessions/resolve",
                &Resolve { secret },
            )
            .await
    }

    /// Ends a session; one that has ended is no problem. Gives where the provider's own session ends.
    pub(crate) async fn end(&self, secret: Secret) -> Result<Ended, Problem> {
        self.client
            .post(self.bearer().as_ref(), "/sessions/end", &End { secret })
            .await
    }

    /// Signs in somebody of the demo town.
    pub(crate) async fn play(&self, sign_in: &DemoSignIn) -> Result<Started, Problem> {
        self.client
            .post(self.bearer().as_ref(), "/sessions/demo", sign_in)
            .await
    }

    /// What a parent with this link is asked.
    pub(crate) async fn parent_link(&self, secret: &str) -> Result<ParentLink, Problem> {
        let look = LookAtLink {
            secret: secret.to_owned(),
        };
        self.client
            .post(self.bearer().as_ref(), "/parents/look", &look)
            .await
    }

    /// The parent consents, or does not.
    pub(crate) async fn decide_as_parent(&self, secret: &str, given: bool) -> Result<(), Problem> {
        let decision = ParentDecision {
            secret: secret.to_owned(),
            given,
        };
        self.client
            .post(self.bearer().as_ref(), "/parents/decide", &decision)
            .await
    }

    /// The people of the demo town.
    pub(crate) async fn demo_people(&self, from_loopback: bool) -> Result<DemoPeople, Problem> {
        self.client
            .get(
                self.bearer().as_ref(),
                "/people/demo",
                &Seen { from_loopback },
            )
            .await
    }
}

impl Internal {
    /// How people can sign in here.
    pub(super) async fn ways(&self) -> Result<Ways, Problem> {
        self.client
            .get(self.bearer().as_ref(), "/sign-in/ways", &())
            .await
    }

    pub(super) async fn begin_at_provider(
        &self,
        asked: &BeginAtProvider,
    ) -> Result<SentOn, Problem> {
        self.ask("/sign-in/provider", asked).await
    }

    pub(super) async fn finish_at_provider(
        &self,
        asked: &FinishAtProvider,
    ) -> Result<Arrived, Problem> {
        self.ask("/sign-in/provider/finish", asked).await
    }

    pub(super) async fn begin_by_mail(&self, asked: &BeginByMail) -> Result<MailSent, Problem> {
        self.ask("/sign-in/mail", asked).await
    }

    pub(super) async fn finish_by_mail(&self, asked: &FinishByMail) -> Result<Arrived, Problem> {
        self.ask("/sign-in/mail/finish", asked).await
    }

    /// Who is new in this browser.
    pub(super) async fn newcomer(&self, browser: Secret) -> Result<Newcomer, Problem> {
        self.ask("/sign-in/newcomer", &SigningIn { browser }).await
    }

    pub(super) async fn welcome(&self, form: &Welcome) -> Result<Arrived, Problem> {
        self.ask("/sign-in/welcome", form).await
    }

    /// How it stands with the child who waits for a parent in this browser.
    pub(super) async fn waiting(&self, browser: Secret) -> Result<Waiting, Problem> {
        self.ask("/parents/waiting", &LookAtWaiting { browser })
            .await
    }

    /// The child in this browser asks a parent. A refusal names the field `email`.
    pub(super) async fn ask_parent(&self, browser: Secret, email: String) -> Result<(), Problem> {
        self.ask("/parents/ask", &AskParent { browser, email })
            .await
    }

    /// Whose account a link of an administrator is for.
    pub(super) async fn recovery(&self, secret: Secret) -> Result<RecoveryLink, Problem> {
        self.ask("/sign-in/recovery/look", &LookAtRecovery { secret })
            .await
    }

    /// Whose way back the link of a mail stops.
    pub(super) async fn stoppable(&self, secret: Secret) -> Result<StoppableRecovery, Problem> {
        self.ask("/sign-in/recovery/stop/look", &StopRecovery { secret })
            .await
    }

    pub(super) async fn stop_recovery(&self, secret: Secret) -> Result<(), Problem> {
        self.ask("/sign-in/recovery/stop", &StopRecovery { secret })
            .await
    }

    pub(super) async fn recover(&self, asked: &Recover) -> Result<Arrived, Problem> {
        self.ask("/sign-in/recovery", asked).await
    }

    pub(super) async fn link(&self, asked: &Link) -> Result<Started, Problem> {
        self.ask("/sign-in/link", asked).await
    }

    pub(super) async fn begin_second_factor(
        &self,
        asked: &BeginSecondFactor,
    ) -> Result<Ceremony, Problem> {
        self.ask("/second-factor/begin", asked).await
    }

    pub(super) async fn finish_second_factor(
        &self,
        asked: &FinishSecondFactor,
    ) -> Result<Started, Problem> {
        self.ask("/second-factor/finish", asked).await
    }

    pub(super) async fn remove_passkey(&self, asked: &RemovePasskey) -> Result<(), Problem> {
        self.ask("/second-factor/remove", asked).await
    }

    /// The mails of the demo.
    pub(super) async fn demo_mails(&self, from_loopback: bool) -> Result<DemoMails, Problem> {
        self.client
            .get(
                self.bearer().as_ref(),
                "/mails/demo",
                &Seen { from_loopback },
            )
            .await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        path: &str,
        asked: &(impl Serialize + Sync),
    ) -> Result<T, Problem> {
        self.client.post(self.bearer().as_ref(), path, asked).await
    }
}

/// The browsers in which I am signed in.
pub(crate) async fn my_sessions(accounts: &Client, me: &CallerToken) -> Result<Sessions, Problem> {
    accounts.get(Some(me), "/sessions", &()).await
}

/// Ends one of my sessions.
pub(crate) async fn end_session(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    accounts
        .delete(Some(me), &format!("/sessions/{}", segment(id)))
        .await
}

/// My personal access tokens.
pub(crate) async fn my_tokens(accounts: &Client, me: &CallerToken) -> Result<Tokens, Problem> {
    accounts.get(Some(me), "/tokens", &()).await
}

/// Makes me a personal access token.
pub(crate) async fn make_token(
    accounts: &Client,
    me: &CallerToken,
    new: &NewToken,
) -> Result<MadeToken, Problem> {
    accounts.post(Some(me), "/tokens", new).await
}

/// Revokes one of my tokens.
pub(crate) async fn revoke_token(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    accounts
        .delete(Some(me), &format!("/tokens/{}", segment(id)))
        .await
}

/// Makes a way back into somebody's account.
pub(super) async fn make_recovery(
    accounts: &Client,
    me: &CallerToken,
    person: &str,
) -> Result<MadeRecovery, Problem> {
    let new = NewRecovery {
        person: person.to_owned(),
    };
    accounts.post(Some(me), "/recoveries", &new).await
}

/// The ways back to which I may agree.
pub(super) async fn asked_recoveries(
    accounts: &Client,
    me: &CallerToken,
) -> Result<AskedRecoveries, Problem> {
    accounts.get(Some(me), "/recoveries/asked", &()).await
}

/// Agrees to one of them.
pub(super) async fn agree_to_recovery(
    accounts: &Client,
    me: &CallerToken,
    id: &str,
) -> Result<(), Problem> {
    let path = format!("/recoveries/{}/agree", segment(id));
    accounts.post(Some(me), &path, &()).await
}

/// Ends every session and token of somebody.
pub(super) async fn sign_out_everywhere(
    accounts: &Client,
    me: &CallerToken,
    person: &str,
) -> Result<(), Problem> {
    let asked = SignOutEverywhere {
        person: person.to_owned(),
    };
    accounts.post(Some(me), "/people/sign-out", &asked).await
}
