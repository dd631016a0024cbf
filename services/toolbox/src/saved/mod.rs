//! Saved searches: a question that somebody asks more often, and a mail when something new fits.
//!
//! A mail comes at most once a day, early, with all new cards of all searches together. It needs
//! two yeses: the consent to mails (accounts keeps it) and the switch of the search. No card is
//! told of twice, and none that the person could read before the search was kept.

mod mailing;
mod noun;

use contract::Caller;
use contract::toolbox::SearchWords;
use nouns::PersonId;
use store::StoreError;

use crate::search::Question;
use crate::{Toolbox, ToolboxError, api, rules};

pub(crate) use self::mailing::{ToTell, next_morning};
pub use self::noun::{SavedSearch, Searches};

/// Changes by several processes at once are tried again so often.
const ATTEMPTS: usize = 8;

/// Why a search is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchProblem {
    #[error("this caller keeps no searches")]
    MayNotKeep,
    #[error("a search without words and filters")]
    Empty,
    #[error("the words are too long")]
    TooLong,
    #[error("the caller has as many searches as one may have")]
    TooMany,
    #[error("the caller has no such search")]
    NotFound,
}

/// A search with how many cards fit now.
#[derive(Debug, Clone)]
pub struct Counted {
    pub search: SavedSearch,
    pub total: usize,
}

impl Toolbox {
    /// Keeps a question. One that is kept already only gets its switch.
    pub async fn keep_search(
        &self,
        by: &Caller,
        words: &SearchWords,
        mail: bool,
    ) -> Result<(), ToolboxError> {
        if !rules::may_add(by) {
            return Err(SearchProblem::MayNotKeep.into());
        }
        let words = noun::parse(words)?;
        api::asked(&words.question()).map_err(ToolboxError::Refused)?;
        let now = self.clock.now();
        self.change_searches(&by.person, |mine| Ok(mine.keep(&words, mail, now)?))
            .await
    }

    /// The caller's searches, newest first, each with how many cards fit now.
    pub async fn my_searches(&self, by: &Caller) -> Result<Vec<Counted>, ToolboxError> {
        let Some(mine) = self.store.searches_of(&by.person).await? else {
            return Ok(Vec::new());
        };
        let keys = self.keys_of(Some(by)).await?;
        let counted = mine.searches.into_iter().rev().map(|search| {
            let total = match api::asked(&search.words.question()) {
                Ok(question) => self.count(Some(by), &keys, &question)?,
                // A filter that is no more: nothing fits it.
                Err(_) => 0,
            };
            Ok(Counted { search, total })
        });
        counted.collect()
    }

    /// Turns the mail of a search on or off.
    pub async fn mail_search(&self, by: &Caller, id: &str, mail: bool) -> Result<(), ToolboxError> {
        let now = self.clock.now();
        self.change_searches(&by.person, |mine| Ok(mine.switch(id, mail, now)?))
            .await
    }

    /// Throws a search away.
    pub async fn forget_search(&self, by: &Caller, id: &str) -> Result<(), ToolboxError> {
        self.change_searches(&by.person, |mine| Ok(mine.forget(id)?))
            .await
    }

    /// Ends the mails of whoever has this secret in a mail. A secret that is nobody's ends none, and
    /// nobody is told the difference.
    pub async fn stop_search_mails(&self, secret: &str) -> Result<(), ToolboxError> {
        let Some(person) = self.store.whose_stop(secret).await? else {
            return Ok(());
        };
        self.change_searches(&person, |mine| {
            mine.stop_all();
            Ok(())
        })
        .await
    }

    /// Changes somebody's searches as they are now. Changes of this process wait for each other; when
    /// another process was quicker, the change is made on what that one left.
    async fn change_searches(
        &self,
        person: &PersonId,
        change: impl Fn(&mut Searches) -> Result<(), ToolboxError>,
    ) -> Result<(), ToolboxError> {
        let next = next_morning(self.clock.now());
        let _turn = self.keeping_searches.lock().await;
        for _ in 0..ATTEMPTS {
            let before = self.store.searches_of(person).await?;
            let before = before.unwrap_or_else(|| Searches::none_of(person.clone()));
            let mut after = before.clone();
            change(&mut after)?;
            if after == before {
                return Ok(());
            }
            after.version += 1;
            match self.store.keep_searches(&after, next).await {
                Err(StoreError::Thrown(_)) => {}
                done => return Ok(done?),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// How many cards a question finds.
    fn count(
        &self,
        caller: Option<&Caller>,
        keys: &[String],
        question: &Question,
    ) -> Result<usize, ToolboxError> {
        let mut query = crate::search::query(caller, keys.to_vec(), question);
        query.per_page = 0;
        Ok(self.index.search(&query)?.total)
    }
}
