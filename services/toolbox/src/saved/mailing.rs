//! The mail about new cards: once a day, early.
//!
//! One chain of jobs goes through everybody with a search to be mailed about, some hundreds at a
//! time. Accounts says who of them wants mails and what they may read *now*; then each search is
//! asked of the index, limited to what was first shown since it was last told of. That takes some
//! 0.3 milliseconds a search and writes nothing for whom there is nothing new, so ten thousand
//! searches take seconds a day. Before a card stands in a mail, it is read from the store and its
//! rules are asked.

use std::collections::HashSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::Caller;
use contract::news::{MOST_READERS, NewsLine, SAVED_SEARCH, Tell};
use nouns::{CardId, Paging};
use search_index::NumberFilter;
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::jobs::Job;

use super::{SavedSearch, Searches};
use crate::card::{Card, Deed};
use crate::findable::SHOWN;
use crate::{Toolbox, ToolboxError, api, rules};

/// 6 or 7 in the morning in the Netherlands.
const AT: NaiveTime = match NaiveTime::from_hms_opt(5, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// Nobody gets a second mail sooner, also when the chain begins anew.
const ONCE_IN: TimeDelta = TimeDelta::hours(20);
/// What was written a moment before a look may be found a moment after it.
const OVERLAP: TimeDelta = TimeDelta::hours(1);
/// A new card fits when it stands among so many of what the question finds ...
const STANDS_AMONG: u32 = 24;
/// ... and its score is at least this part of the best one: words are soft, and one common word of
/// many is no reason for a mail.
const SCORES: f32 = 0.4;
/// Cards of one mail; more wait for the next.
const LINES: usize = 10;
/// The most characters of the names of searches in a subject.
const NAMES: usize = 80;

/// A mail to be asked of accounts, as its job holds it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ToTell {
    pub(crate) person: String,
    title: String,
    lines: Vec<NewsLine>,
    stop: String,
}

/// Where the chain is.
#[derive(Deserialize)]
struct Chain {
    after: String,
}

/// The next time that mails go out.
pub(crate) fn next_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.date_naive().and_time(AT).and_utc();
    if now < today {
        today
    } else {
        today + TimeDelta::days(1)
    }
}

impl Toolbox {
    /// One link of the chain: looks for the next people, and asks for the next link.
    pub(crate) async fn look_for_searchers(&self, job: &Job) -> Result<(), ToolboxError> {
        let chain: Chain = read(job)?;
        let now = self.clock.now();
        let searchers = self.store.searchers(&chain.after, MOST_READERS).await?;
        if let Some(accounts) = &self.accounts
            && !searchers.is_empty()
        {
            self.catch_up().await?;
            let people = searchers.iter().map(|one| one.person.to_string());
            let readers = accounts.readers(people.collect()).await?;
            for searcher in &searchers {
                let reader = readers.iter().find(|one| one.person == searcher.person);
                if let Some(reader) = reader {
                    self.look_for(reader, searcher, now).await?;
                }
            }
        }
        let last = searchers.last().filter(|_| searchers.len() >= MOST_READERS);
        let (after, due) = match last {
            Some(last) => (last.person.as_str(), now),
            None => ("", next_morning(now)),
        };
        Ok(self.store.look_on(after, due).await?)
    }

    /// Looks for what is new to one person, and asks for a mail in the step that notes it.
    async fn look_for(
        &self,
        reader: &Caller,
        searcher: &Searches,
        now: DateTime<Utc>,
    ) -> Result<(), ToolboxError> {
        let was_mailed = searcher.mailed.is_some_and(|at| now - at < ONCE_IN);
        if was_mailed || !rules::may_add(reader) {
            return Ok(());
        }
        let (names, cards) = self.new_to(reader, searcher).await?;
        if cards.is_empty() {
            return Ok(());
        }
        let upto = (cards.len() <= LINES).then_some(now - OVERLAP);
        let cards = &cards[..cards.len().min(LINES)];
        let mut told = searcher.clone();
        told.tell(cards.iter().map(|card| card.id.clone()), upto, now);
        told.version += 1;
        let mail = ToTell {
            person: searcher.person.to_string(),
            title: joined(&names),
            lines: cards.iter().map(line).collect(),
            stop: format!("/trukendoos/zoekvragen/stop/{}", searcher.stop),
        };
        match self.store.tell_searcher(&told, &mail, now).await {
            // Their searches have just changed: tomorrow.
            Err(StoreError::Thrown(_)) => Ok(()),
            done => Ok(done?),
        }
    }

    /// The cards that are new to somebody, best of the first search first, and the searches that
    /// found them.
    async fn new_to(
        &self,
        reader: &Caller,
        searcher: &Searches,
    ) -> Result<(Vec<String>, Vec<Card>), ToolboxError> {
        let keys = self.keys_of(Some(reader)).await?;
        let mut seen: HashSet<CardId> = searcher.told.iter().cloned().collect();
        let (mut names, mut new) = (Vec::new(), Vec::new());
        for search in searcher.searches.iter().filter(|search| search.mail) {
            let ids = self.fresh(reader, &keys, search)?;
            let ids: Vec<CardId> = ids.into_iter().filter(|id| !seen.contains(id)).collect();
            let mut found = Vec::new();
            for card in self.store.cards(&ids).await? {
                if self.is_new_to(reader, &card, search.since).await? {
                    found.push(card);
                }
            }
            if !found.is_empty() {
                names.push(name(search));
            }
            seen.extend(found.iter().map(|card| card.id.clone()));
            new.extend(found);
        }
        Ok((names, new))
    }

    /// What a search finds that was first shown since then, as far as it fits.
    fn fresh(
        &self,
        reader: &Caller,
        keys: &[String],
        search: &SavedSearch,
    ) -> Result<Vec<CardId>, ToolboxError> {
        let Ok(mut question) = api::asked(&search.words.question()) else {
            return Ok(Vec::new());
        };
        question.paging = Paging::parse(Some(1), Some(STANDS_AMONG)).unwrap_or_default();
        let all = crate::search::query(Some(reader), keys.to_vec(), &question);
        let mut fresh = all.clone();
        let since = NumberFilter::at_least(SHOWN, search.since.timestamp());
        fresh.numbers.push(since);
        let mut fresh = self.index.search(&fresh)?.hits;
        if !fresh.is_empty() && !search.words.q.is_empty() {
            let among = self.index.search(&all)?.hits;
            let best = among.first().map_or(0.0, |hit| hit.score);
            let fits = |id: &str| {
                let hit = among.iter().find(|hit| hit.id == id);
                hit.is_some_and(|hit| hit.score >= SCORES * best)
            };
            fresh.retain(|hit| fits(&hit.id));
        }
        let ids = fresh.iter().filter_map(|hit| CardId::parse(&hit.id).ok());
        Ok(ids.collect())
    }

    /// Somebody reads a card now, did not at `since`, and did not share it themselves.
    async fn is_new_to(
        &self,
        reader: &Caller,
        card: &Card,
        since: DateTime<Utc>,
    ) -> Result<bool, ToolboxError> {
        if !card.is_published() || !rules::may_read(Some(reader), card) {
            return Ok(false);
        }
        if rules::is_holder(reader, card) {
            return Ok(false);
        }
        let versions = self.store.earlier(card).await?.into_iter();
        let was_read = versions
            .chain([card.current.clone()])
            .filter(|version| version.at <= since && version.deed != Deed::Withdrawn)
            .any(|version| {
                let then = Card {
                    current: version,
                    ..card.clone()
                };
                rules::may_read(Some(reader), &then)
            });
        Ok(!was_read)
    }

    /// Has accounts send the mail.
    pub(crate) async fn tell_of_searches(&self, job: &Job) -> Result<(), ToolboxError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let mail: ToTell = read(job)?;
        let told = Tell {
            person: mail.person,
            what: SAVED_SEARCH.to_owned(),
            title: mail.title,
            path: "/trukendoos/zoekvragen".to_owned(),
            lines: mail.lines,
            stop: Some(mail.stop),
        };
        Ok(accounts.tell(&told).await?)
    }
}

fn read<T: serde::de::DeserializeOwned>(job: &Job) -> Result<T, ToolboxError> {
    serde_json::from_value(job.payload.clone()).map_err(|source| {
        StoreError::Row {
            table: "job",
            source,
        }
        .into()
    })
}

fn line(card: &Card) -> NewsLine {
    NewsLine {
        title: card.content().title.as_str().to_owned(),
        path: format!("/trukendoos/kaart/{}", wire::segment(card.id.as_str())),
    }
}

/// What a search is called: its words, or else its first filter.
fn name(search: &SavedSearch) -> String {
    let words = &search.words;
    [&words.q, &words.tag, &words.kind]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_else(|| "Trukendoos".to_owned())
}

fn joined(names: &[String]) -> String {
    let all = names.join(", ");
    if all.chars().count() <= NAMES {
        return all;
    }
    let kept: String = all.chars().take(NAMES).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::start;

    #[test]
    fn mails_go_out_early_once_a_day() {
        let nine = start();
        assert_eq!(next_morning(nine).to_rfc3339(), "2026-03-03T05:00:00+00:00");
        let night = nine - TimeDelta::hours(6);
        assert_eq!(
            next_morning(night).to_rfc3339(),
            "2026-03-02T05:00:00+00:00"
        );
        assert_eq!(next_morning(next_morning(night)), next_morning(nine));
    }

    #[test]
    fn a_subject_stays_short() {
        let long = joined(&vec!["kennismaken".to_owned(); 20]);
        assert!(
            long.chars().count() <= NAMES + 1 && long.ends_with('…'),
            "{long}"
        );
        assert_eq!(joined(&["a".to_owned(), "b".to_owned()]), "a, b");
    }
}
