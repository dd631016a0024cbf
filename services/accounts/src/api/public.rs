use std::sync::Arc;

use contract::FieldProblem;
use contract::accounts::{
    MadeToken, Me, NewToken, SessionInfo, Sessions, TOKEN_HOURS, TOKEN_LABEL_EMPTY,
    TOKEN_LABEL_TOO_LONG, TokenInfo, Tokens,
};
use poem::endpoint::BoxEndpoint;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi, OpenApiService};
use wire::{Problem, SignedIn, Verifier};

use super::own::Own;
use super::recoveries::RecoveriesApi;
use super::suspensions::SuspensionsApi;
use crate::access::in_person;
use crate::secret::SecretId;
use crate::token::{Hours, LabelProblem, TokenLabel};
use crate::{Accounts, AccountsError};

/// The API of a person about themselves: paths below `/api/accounts`, without that prefix.
#[must_use]
pub fn endpoint(accounts: Arc<Accounts>, verifier: Verifier) -> BoxEndpoint<'static> {
    let clock = accounts.clock.clone();
    let own = Own {
        accounts: Arc::clone(&accounts),
    };
    let recoveries = RecoveriesApi {
        accounts: Arc::clone(&accounts),
    };
    let suspensions = SuspensionsApi {
        accounts: Arc::clone(&accounts),
    };
    let api = OpenApiService::new(
        (Api { accounts }, own, recoveries, suspensions),
        "Kansrijk accounts",
        env!("CARGO_PKG_VERSION"),
    )
    .server("/api/accounts");
    wire::mount(api, verifier, clock)
}

struct Api {
    accounts: Arc<Accounts>,
}

#[derive(ApiResponse)]
enum Created {
    #[oai(status = 201)]
    Token(Json<MadeToken>),
}

#[derive(ApiResponse)]
enum Gone {
    /// It opens nothing any more.
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl Api {
    /// What the platform knows about me, and which roles I have.
    #[oai(path = "/me", method = "get")]
    async fn me(&self, SignedIn(caller): SignedIn) -> poem::Result<Json<Me>> {
        Ok(Json(Me::from(&self.accounts.me(&caller).await?)))
    }

    /// The browsers in which I am signed in, last used first.
    #[oai(path = "/sessions", method = "get")]
    async fn sessions(&self, SignedIn(caller): SignedIn) -> poem::Result<Json<Sessions>> {
        let sessions = self.accounts.sessions(&caller).await?;
        Ok(Json(Sessions {
            sessions: sessions.iter().map(SessionInfo::from).collect(),
        }))
    }

    /// Signs me out of one browser.
    #[oai(path = "/sessions/:id", method = "delete")]
    async fn end_session(
        &self,
        SignedIn(caller): SignedIn,
        Path(id): Path<String>,
    ) -> poem::Result<Gone> {
        in_person(&caller)?;
        self.accounts.end_session(&caller, &named(&id)?).await?;
        Ok(Gone::Done)
    }

    /// My personal access tokens, newest first, without what makes them work.
    #[oai(path = "/tokens", method = "get")]
    async fn tokens(&self, SignedIn(caller): SignedIn) -> poem::Result<Json<Tokens>> {
        let tokens = self.accounts.tokens(&caller).await?;
        Ok(Json(Tokens {
            tokens: tokens.iter().map(TokenInfo::from).collect(),
        }))
    }

    /// Makes a personal access token. The answer is the only time that the token is shown.
    #[oai(path = "/tokens", method = "post")]
    async fn make_token(
        &self,
        SignedIn(caller): SignedIn,
        Json(new): Json<NewToken>,
    ) -> poem::Result<Created> {
        in_person(&caller)?;
        let (label, hours) = read(&new)?;
        let issued = self.accounts.make_my_pat(&caller, label, hours).await?;
        let info = TokenInfo::from(&issued.token);
        Ok(Created::Token(Json(MadeToken {
            token: issued.secret.reveal(),
            info,
        })))
    }

    /// Revokes one of my tokens.
    #[oai(path = "/tokens/:id", method = "delete")]
    async fn revoke_token(
        &self,
        SignedIn(caller): SignedIn,
        Path(id): Path<String>,
    ) -> poem::Result<Gone> {
        in_person(&caller)?;
        self.accounts.revoke_pat(&caller, &named(&id)?).await?;
        Ok(Gone::Done)
    }
}

/// An id that nothing can have names nothing.
fn named(id: &str) -> Result<SecretId, AccountsError> {
    SecretId::parse(id).ok_or(AccountsError::NotFound)
}

fn read(new: &NewToken) -> Result<(TokenLabel, Hours), Problem> {
    let label = TokenLabel::parse(&new.label).map_err(|problem| {
        FieldProblem::new(
            "label",
            match problem {
                LabelProblem::Empty => TOKEN_LABEL_EMPTY,
                LabelProblem::TooLong => TOKEN_LABEL_TOO_LONG,
            },
        )
    });
    let hours = new
        .hours
        .map_or(Ok(Hours::DEFAULT), Hours::parse)
        .map_err(|_| FieldProblem::new("hours", TOKEN_HOURS));
    match (label, hours) {
        (Ok(label), Ok(hours)) => Ok((label, hours)),
        (label, hours) => Err(Problem::Refused(
            label.err().into_iter().chain(hours.err()).collect(),
        )),
    }
}
