//! Saved searches over HTTP: translation only.

use std::sync::Arc;

use contract::Caller;
use contract::toolbox::{
    self as wired, MOST_SEARCHES, NewSavedSearch, SavedSearches, SearchMail, StopSearches,
};
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use wire::{Problem, SignedIn};

use super::shelf::Done;
use crate::Toolbox;
use crate::saved::{Counted, SearchProblem};

/// Keeping questions, and being mailed about them.
pub(super) struct SearchesApi(pub(super) Arc<Toolbox>);

#[OpenApi]
impl SearchesApi {
    /// The caller's saved searches, newest first.
    #[oai(path = "/searches", method = "get")]
    async fn searches(&self, by: SignedIn) -> Result<Json<SavedSearches>, Problem> {
        self.mine(&by.0).await
    }

    /// Keeps a question with its filters, and gives all that are kept.
    #[oai(path = "/searches", method = "post")]
    async fn keep(
        &self,
        by: SignedIn,
        new: Json<NewSavedSearch>,
    ) -> Result<Json<SavedSearches>, Problem> {
        self.0.keep_search(&by.0, &new.words, new.mail).await?;
        self.mine(&by.0).await
    }

    /// Turns its mail on or off, and gives all that are kept.
    #[oai(path = "/searches/:id", method = "put")]
    async fn mail(
        &self,
        by: SignedIn,
        id: Path<String>,
        set: Json<SearchMail>,
    ) -> Result<Json<SavedSearches>, Problem> {
        self.0.mail_search(&by.0, &id, set.mail).await?;
        self.mine(&by.0).await
    }

    /// Throws one away, and gives those that are left.
    #[oai(path = "/searches/:id", method = "delete")]
    async fn forget(&self, by: SignedIn, id: Path<String>) -> Result<Json<SavedSearches>, Problem> {
        self.0.forget_search(&by.0, &id).await?;
        self.mine(&by.0).await
    }

    /// Ends the mails of whoever has this secret in one; nobody signs in for it.
    #[oai(path = "/searches/stop", method = "post")]
    async fn stop(&self, stop: Json<StopSearches>) -> Result<Done, Problem> {
        self.0.stop_search_mails(&stop.secret).await?;
        Ok(Done::Done)
    }
}

impl SearchesApi {
    async fn mine(&self, by: &Caller) -> Result<Json<SavedSearches>, Problem> {
        let mine = self.0.my_searches(by).await?;
        let left = MOST_SEARCHES.saturating_sub(mine.len());
        Ok(Json(SavedSearches {
            left: u32::try_from(left).unwrap_or(0),
            searches: mine.into_iter().map(told).collect(),
        }))
    }
}

fn told(counted: Counted) -> wired::SavedSearch {
    wired::SavedSearch {
        id: counted.search.id,
        words: counted.search.words,
        mail: counted.search.mail,
        made: counted.search.made,
        total: counted.total as u64,
    }
}

impl From<SearchProblem> for Problem {
    fn from(problem: SearchProblem) -> Self {
        match problem {
            SearchProblem::MayNotKeep => Self::Forbidden(wired::SEARCH_TEACHERS),
            SearchProblem::Empty => Self::field("q", wired::SEARCH_EMPTY),
            SearchProblem::TooLong => Self::field("q", wired::SEARCH_TOO_LONG),
            SearchProblem::TooMany => Self::Conflict(wired::SEARCH_TOO_MANY),
            SearchProblem::NotFound => Self::NotFound,
        }
    }
}
