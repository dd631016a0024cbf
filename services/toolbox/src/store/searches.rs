//! Saved searches.

use chrono::{DateTime, Utc};
use nouns::{CardId, PersonId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::keeping::{read, stored};
use crate::saved::{SavedSearch, Searches, ToTell};

/// The kind of the job that looks for new cards, through everybody; its key is [`CHAIN`].
pub(crate) const LOOK: &str = "search-look";
/// The kind of the jobs that have somebody told by mail.
pub(crate) const TELL_SEARCHER: &str = "search-tell";
const CHAIN: &str = "all";

const COLUMNS: &str = "person, searches, told, mailed, stop, version";
/// Whoever read an earlier version is told so; the first is made on none.
const UNCHANGED: &str =
    "LET $have = (SELECT VALUE version FROM ONLY type::record('saved_search', $person)) ?? 0;
    IF $have != $version - 1 { THROW 'changed' };";
const WRITE: &str = "UPSERT type::record('saved_search', $person) SET
        person = $person, searches = $searches, told = $told, mailed = $mailed, mails = $mails,
        stop = $stop, version = $version RETURN NONE;";
/// The chain of looks goes on, or begins, as long as somebody wants mails.
const GOES_ON: &str = "LET $chain = type::record('job', ['search-look', 'all']);
    LET $wanted = array::len((SELECT VALUE version FROM saved_search WHERE mails = true LIMIT 1)) > 0;
    IF $wanted AND ((SELECT VALUE state FROM ONLY $chain) ?? 'failed') = 'failed' {
        fn::enqueue('search-look', 'all', $next, { after: '' });
    };";

#[derive(Deserialize)]
struct SearchesRow {
    person: PersonId,
    searches: Vec<SavedSearch>,
    told: Vec<CardId>,
    mailed: Option<DateTime<Utc>>,
    stop: String,
    version: u32,
}

impl From<SearchesRow> for Searches {
    fn from(row: SearchesRow) -> Self {
        Self {
            person: row.person,
            searches: row.searches,
            told: row.told,
            mailed: row.mailed,
            stop: row.stop,
            version: row.version,
        }
    }
}

impl Store {
    pub(crate) async fn searches_of(
        &self,
        person: &PersonId,
    ) -> Result<Option<Searches>, StoreError> {
        let row: Option<SearchesRow> = self
            .one(
                "SELECT person, searches, told, mailed, stop, version
                    FROM ONLY type::record('saved_search', $id)",
                person.as_str(),
                "saved_search",
            )
            .await?;
        Ok(row.map(Searches::from))
    }

    /// Replaces the version before this one; without searches the row goes. When any is to be mailed
    /// about, a look comes at `next` at the latest.
    ///
    /// # Errors
    /// Throws `changed` when they have moved on.
    pub(crate) async fn keep_searches(
        &self,
        searches: &Searches,
        next: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let write = if searches.searches.is_empty() {
            "DELETE type::record('saved_search', $person) RETURN NONE;"
        } else {
            WRITE
        };
        let body = format!("{UNCHANGED}{write}{GOES_ON}");
        let mut variables = variables(searches)?;
        variables.insert("next", next);
        self.db
            .transact("keeping searches", &body, variables)
            .await
            .map(drop)
    }

    /// Notes what a mail tells of, and asks for the mail.
    ///
    /// # Errors
    /// Throws `changed` when the searches have moved on.
    pub(crate) async fn tell_searcher(
        &self,
        searches: &Searches,
        mail: &ToTell,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!("{UNCHANGED}{WRITE}fn::enqueue($kind, $person, $now, $mail)");
        let mut variables = variables(searches)?;
        variables.insert("kind", TELL_SEARCHER.to_owned());
        variables.insert("now", now);
        variables.insert("mail", stored("job", mail)?);
        self.db
            .transact("telling of new cards", &body, variables)
            .await
            .map(drop)
    }

    /// The next people after `after` who want mails, by their id.
    pub(crate) async fn searchers(
        &self,
        after: &str,
        most: usize,
    ) -> Result<Vec<Searches>, StoreError> {
        let surql = format!(
            "SELECT {COLUMNS} FROM saved_search WHERE mails = true AND person > $after ORDER BY person LIMIT {most}"
        );
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("after", after.to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing(
                "reading whose searches are mailed about",
            ))?;
        rows.into_iter()
            .map(|row| read::<SearchesRow>("saved_search", row).map(Searches::from))
            .collect()
    }

    /// Who has this secret in their mails.
    pub(crate) async fn whose_stop(&self, secret: &str) -> Result<Option<PersonId>, StoreError> {
        let people: Vec<String> = self
            .db
            .read("SELECT VALUE person FROM saved_search WHERE stop = $stop LIMIT 1")
            .bind(("stop", secret.to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading whose mails end"))?;
        Ok(people.first().and_then(|one| PersonId::parse(one).ok()))
    }

    /// The chain goes on after somebody at a time.
    pub(crate) async fn look_on(&self, after: &str, due: DateTime<Utc>) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("kind", LOOK.to_owned());
        variables.insert("chain", CHAIN.to_owned());
        variables.insert("after", after.to_owned());
        variables.insert("due", due);
        let body = "IF $after != '' OR array::len((SELECT VALUE version FROM saved_search WHERE mails = true LIMIT 1)) > 0 {
                fn::enqueue($kind, $chain, $due, { after: $after });
            }";
        self.db
            .transact("looking on for new cards", body, variables)
            .await
            .map(drop)
    }

    /// Begins the chain anew where it broke.
    pub(crate) async fn keep_looking(&self, next: DateTime<Utc>) -> Result<(), StoreError> {
        let mut variables = Variables::new();
        variables.insert("next", next);
        self.db
            .transact("looking for new cards", GOES_ON, variables)
            .await
            .map(drop)
    }
}

fn variables(searches: &Searches) -> Result<Variables, StoreError> {
    let mut variables = Variables::new();
    variables.insert("person", searches.person.as_str().to_owned());
    variables.insert("searches", stored("saved_search", &searches.searches)?);
    let told = searches.told.iter().map(ToString::to_string);
    variables.insert("told", told.collect::<Vec<_>>());
    variables.insert("mailed", searches.mailed);
    variables.insert("mails", searches.mails());
    variables.insert("stop", searches.stop.clone());
    variables.insert("version", i64::from(searches.version));
    Ok(variables)
}
