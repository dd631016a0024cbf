//! Follows the log of accounts: consents, blocks and erasures hold here as soon as they are known.

use std::collections::BTreeMap;

use contract::accounts_log::{Change, Happened, Standing};
use contract::consent::Purpose;
use wire::following::Follower;
use wire::{AccountsLog, Problem};

use crate::store::{ChangedStanding, StandingRow};
use crate::{Matching, MatchingError};

/// How many changed standings go into one transaction.
const AT_A_TIME: usize = 100;

impl Matching {
    /// Follows the log of accounts from now on. Without it (a command, a test) whoever calls
    /// vouches for what is shown.
    #[must_use]
    pub fn with_accounts(mut self, log: AccountsLog) -> Self {
        self.accounts = Some(log);
        self
    }

    /// Takes over everything that accounts has for us now.
    pub async fn follow_accounts(&self) -> Result<(), MatchingError> {
        match &self.accounts {
            Some(log) => log.follow(self).await,
            None => Ok(()),
        }
    }

    /// Whoever asks gets an answer only from a service that is up to date.
    pub(crate) async fn be_up_to_date(&self) -> Result<(), Problem> {
        match &self.accounts {
            Some(log) => log.be_up_to_date(self).await,
            None => Ok(()),
        }
    }

    /// Takes over how people stand; who stands as we know costs no writing. The place moves with
    /// what is written, or at the end of everything.
    async fn keep_standings(&self, standings: &[(u64, Standing)]) -> Result<(), MatchingError> {
        let people = standings.iter().map(|(_, one)| one.person.to_string());
        let known = self.store.standings_of(people.collect()).await?;
        let known: BTreeMap<&str, &StandingRow> =
            known.iter().map(|row| (row.person.as_str(), row)).collect();
        self.pool.catch_up(&self.store).await?;
        let changed = standings.iter().filter_map(|(position, standing)| {
            let stands = row_of(standing);
            let is_minor = self.pool.is_minor(&standing.person);
            let is_known = known.get(stands.person.as_str()) == Some(&&stands)
                && is_minor.is_none_or(|known| known == standing.is_minor);
            let minor = standing.is_minor;
            (!is_known).then_some((*position, ChangedStanding { stands, minor }))
        });
        let changed: Vec<(u64, ChangedStanding)> = changed.collect();
        for some in changed.chunks(AT_A_TIME) {
            let last = some.last().map_or(0, |(position, _)| *position);
            let rows = some.iter().map(|(_, row)| row.clone()).collect();
            let now = self.clock.now();
            self.store.keep_standings(last, rows, now).await?;
        }
        Ok(())
    }
}

impl Follower for Matching {
    type Error = MatchingError;

    async fn place(&self) -> Result<u64, MatchingError> {
        Ok(self.store.place_in_log().await?)
    }

    async fn settle(&self) -> Result<(), MatchingError> {
        Ok(self.store.shred_if_asked().await?)
    }

    async fn take_over(&self, change: Change) -> Result<(), MatchingError> {
        let (position, now) = (change.position, self.clock.now());
        match change.what {
            Happened::Standing(standing) => self.keep_standings(&[(position, standing)]).await?,
            Happened::Block { by, whom, stands } => {
                let (by, whom) = (by.as_str(), whom.as_str());
                if stands {
                    self.store.keep_block(position, by, whom, now).await?;
                } else {
                    self.store.drop_block(position, by, whom).await?;
                }
            }
            Happened::Erased { person } => {
                self.store.erase(position, person.as_str(), now).await?;
            }
        }
        Ok(())
    }

    async fn take_over_all(&self, changes: Vec<Change>) -> Result<(), MatchingError> {
        let mut standings = Vec::new();
        for change in changes {
            if let Happened::Standing(standing) = change.what {
                standings.push((change.position, standing));
                continue;
            }
            self.keep_standings(&std::mem::take(&mut standings)).await?;
            self.take_over(change).await?;
        }
        self.keep_standings(&standings).await
    }

    async fn pass(&self, position: u64) -> Result<(), MatchingError> {
        Ok(self.store.pass(position).await?)
    }
}

/// What matching needs of how a person stands.
fn row_of(standing: &Standing) -> StandingRow {
    let agrees = |purpose: Purpose| {
        standing.takes_part
            && standing
                .consents
                .iter()
                .any(|given| given == purpose.as_str())
    };
    StandingRow {
        school_kind: standing.school_kind.clone(),
        found: standing.may_help && agrees(Purpose::Found),
        ..StandingRow::agreeing(standing.person.as_str(), agrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MatchingError;
    use crate::answering::Answer;
    use crate::testing::Town;
    use contract::Caller;
    use nouns::PersonId;

    fn conflict<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
        match result {
            Err(MatchingError::Conflict(code)) => code.name,
            other => panic!("no conflict but {other:?}"),
        }
    }

    async fn hears(town: &Town, position: u64, what: Happened) {
        let change = Change { position, what };
        town.matching.take_over(change).await.unwrap();
    }

    fn standing(person: &Caller, consents: &[Purpose]) -> Happened {
        Happened::Standing(Standing {
            person: person.person.clone(),
            consents: consents.iter().map(|one| one.as_str().to_owned()).collect(),
            takes_part: true,
            is_suspended: false,
            roles: Vec::new(),
            is_minor: false,
            may_help: true,
            school_kind: None,
        })
    }

    async fn shown(town: &Town, to: &Caller) -> Vec<String> {
        let list = town.matching.suggest(to).await.unwrap();
        list.suggestions.into_iter().map(|one| one.buddy).collect()
    }

    #[tokio::test]
    async fn who_withdraws_is_not_shown_and_open_requests_end_kindly() {
        let town = Town::new().await;
        let (noor, sam) = (town.seeker("noor").await, town.seeker("sam").await);
        let hanna = town.helper("hanna", |_| {}).await;
        let open = town.ask(&noor, &hanna, None).await.unwrap();
        assert_eq!(shown(&town, &sam).await, ["hanna"]);
        hears(&town, 2, standing(&hanna, &[Purpose::Contacted])).await;
        assert!(shown(&town, &sam).await.is_empty());
        assert_eq!(town.state(&noor, &open).await, "withdrawn");
        assert_eq!(conflict(town.ask(&sam, &hanna, None).await), "buddy.paused");
        assert_eq!(town.matching.place().await.unwrap(), 2);
        // And back: a consent given again counts at once.
        hears(
            &town,
            3,
            standing(&hanna, &[Purpose::Found, Purpose::Contacted]),
        )
        .await;
        assert_eq!(shown(&town, &sam).await, ["hanna"]);
    }

    #[tokio::test]
    async fn a_match_stays_when_the_buddy_is_no_longer_found() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        hears(&town, 2, standing(&hanna, &[Purpose::Contacted])).await;
        assert_eq!(town.state(&noor, &id).await, "matched");
    }

    #[tokio::test]
    async fn a_child_without_a_parents_consent_is_shown_to_nobody() {
        let town = Town::new().await;
        let (noor, tijn) = (town.seeker("noor").await, town.helper("tijn", |_| {}).await);
        let all = Purpose::ALL.map(|one| one.as_str().to_owned()).to_vec();
        let child = Standing {
            person: tijn.person.clone(),
            consents: all,
            takes_part: false,
            is_suspended: false,
            roles: Vec::new(),
            is_minor: true,
            may_help: true,
            school_kind: None,
        };
        hears(&town, 2, Happened::Standing(child)).await;
        assert!(shown(&town, &noor).await.is_empty());
    }

    #[tokio::test]
    async fn a_block_that_comes_through_the_log_ends_what_runs() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        let block = |stands| Happened::Block {
            by: hanna.person.clone(),
            whom: noor.person.clone(),
            stands,
        };
        hears(&town, 2, block(true)).await;
        assert_eq!(town.state(&noor, &id).await, "withdrawn");
        assert!(shown(&town, &noor).await.is_empty());
        hears(&town, 3, block(false)).await;
        assert_eq!(shown(&town, &noor).await, ["hanna"]);
    }

    #[tokio::test]
    async fn who_is_erased_leaves_nothing_and_the_other_keeps_what_happened() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        let person = PersonId::parse("hanna").unwrap();
        hears(&town, 2, Happened::Erased { person }).await;
        let seen = town.matching.request(&noor, &id).await.unwrap();
        assert_eq!(
            (seen.state.as_str(), seen.buddy.name.as_str()),
            ("closed", "Iemand")
        );
        let about = town.matching.about_me(&hanna).await.unwrap();
        assert_eq!(about.tables, serde_json::json!({}));
        town.matching.settle().await.unwrap();
        let dump = town.matching.store.db.dump().await.unwrap();
        assert!(dump.lines.contains("noor"), "the search finds who stays");
        assert!(
            !dump.lines.to_lowercase().contains("hanna"),
            "{}",
            dump.lines
        );
    }
}
