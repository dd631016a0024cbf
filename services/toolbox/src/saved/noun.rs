//! Somebody's saved searches. Pure.

use chrono::{DateTime, Utc};
use contract::toolbox::{LONGEST_SEARCH, MOST_SEARCHES, SearchWords};
use nouns::{CardId, PersonId};
use serde::{Deserialize, Serialize};

use super::SearchProblem;
use crate::teams::InviteSecret;

/// Of so many cards it is kept that a mail told of them. Searches move on with every mail, so that
/// only a card that was taken away and came back could come again, years later.
const MOST_TOLD: usize = 500;

/// One question that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    pub id: String,
    pub words: SearchWords,
    /// Whether a mail tells of new cards that fit.
    pub mail: bool,
    pub made: DateTime<Utc>,
    /// Cards that were first shown after this are new.
    pub since: DateTime<Utc>,
}

/// All of somebody's, oldest first, and what mails told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searches {
    pub person: PersonId,
    pub searches: Vec<SavedSearch>,
    pub told: Vec<CardId>,
    pub mailed: Option<DateTime<Utc>>,
    /// Stands in mails, and ends them.
    pub stop: String,
    /// 0 before they are first kept.
    pub version: u32,
}

impl Searches {
    /// Those of somebody who has kept none yet.
    pub(crate) fn none_of(person: PersonId) -> Self {
        Self {
            person,
            searches: Vec::new(),
            told: Vec::new(),
            mailed: None,
            stop: InviteSecret::fresh().reveal(),
            version: 0,
        }
    }

    /// Whether any of them is to be mailed about.
    pub(crate) fn mails(&self) -> bool {
        self.searches.iter().any(|search| search.mail)
    }

    /// Keeps one more, or only its switch when it is there already.
    pub(crate) fn keep(
        &mut self,
        words: &SearchWords,
        mail: bool,
        now: DateTime<Utc>,
    ) -> Result<(), SearchProblem> {
        if let Some(same) = self.searches.iter().find(|one| one.words == *words) {
            let id = same.id.clone();
            return self.switch(&id, mail, now);
        }
        if self.searches.len() >= MOST_SEARCHES {
            return Err(SearchProblem::TooMany);
        }
        self.searches.push(SavedSearch {
            id: CardId::fresh().as_str().to_owned(),
            words: words.clone(),
            mail,
            made: now,
            since: now,
        });
        Ok(())
    }

    /// Turns a mail on or off. Once on, it tells of what is new from then on.
    pub(crate) fn switch(
        &mut self,
        id: &str,
        mail: bool,
        now: DateTime<Utc>,
    ) -> Result<(), SearchProblem> {
        let found = self.searches.iter_mut().find(|one| one.id == id);
        let search = found.ok_or(SearchProblem::NotFound)?;
        if mail && !search.mail {
            search.since = now;
        }
        search.mail = mail;
        Ok(())
    }

    pub(crate) fn forget(&mut self, id: &str) -> Result<(), SearchProblem> {
        let before = self.searches.len();
        self.searches.retain(|search| search.id != id);
        if self.searches.len() == before {
            return Err(SearchProblem::NotFound);
        }
        Ok(())
    }

    pub(crate) fn stop_all(&mut self) {
        for search in &mut self.searches {
            search.mail = false;
        }
    }

    /// Notes that a mail tells of these cards. `upto` is up to when everything new was looked at, or
    /// nothing when some of it waits for a next mail.
    pub(crate) fn tell(
        &mut self,
        cards: impl IntoIterator<Item = CardId>,
        upto: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) {
        self.told.extend(cards);
        let too_many = self.told.len().saturating_sub(MOST_TOLD);
        self.told.drain(..too_many);
        self.mailed = Some(now);
        for search in &mut self.searches {
            search.since = upto.map_or(search.since, |upto| search.since.max(upto));
        }
    }
}

/// Words and filters that can be kept, without the spaces around them.
///
/// # Errors
/// When there are none, or the words are too long.
pub(crate) fn parse(words: &SearchWords) -> Result<SearchWords, SearchProblem> {
    let short = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > LONGEST_SEARCH {
            return Err(SearchProblem::TooLong);
        }
        Ok(text)
    };
    let words = SearchWords {
        q: short(&words.q)?,
        kind: short(&words.kind)?,
        max_minutes: short(&words.max_minutes)?,
        group: short(&words.group)?,
        tag: short(&words.tag)?,
        team: short(&words.team)?,
        fits_in_meeting: short(&words.fits_in_meeting)?,
    };
    if words == SearchWords::default() {
        return Err(SearchProblem::Empty);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::samples::start;

    fn words(q: &str) -> SearchWords {
        SearchWords {
            q: q.to_owned(),
            ..SearchWords::default()
        }
    }

    fn mine() -> Searches {
        Searches::none_of(PersonId::parse("saskia").unwrap())
    }

    #[test]
    fn what_is_kept_is_short_and_something() {
        assert_eq!(parse(&words("  ")), Err(SearchProblem::Empty));
        assert_eq!(parse(&words(&"x".repeat(201))), Err(SearchProblem::TooLong));
        assert_eq!(parse(&words(" één  team ")), Ok(words("één team")));
    }

    #[test]
    fn the_same_search_stands_once_and_there_are_at_most_twenty() {
        let mut mine = mine();
        for number in 0..MOST_SEARCHES {
            mine.keep(&words(&number.to_string()), false, start())
                .unwrap();
        }
        assert_eq!(
            mine.keep(&words("meer"), true, start()),
            Err(SearchProblem::TooMany)
        );
        mine.keep(&words("3"), true, start()).unwrap();
        assert_eq!((mine.searches.len(), mine.mails()), (MOST_SEARCHES, true));
        mine.stop_all();
        assert!(!mine.mails());
    }

    #[test]
    fn a_mail_that_is_turned_on_tells_of_what_comes_after_that() {
        let mut mine = mine();
        mine.keep(&words("team"), false, start()).unwrap();
        let later = start() + TimeDelta::days(9);
        let id = mine.searches[0].id.clone();
        mine.switch(&id, true, later).unwrap();
        assert_eq!(mine.searches[0].since, later);
        mine.switch(&id, true, later + TimeDelta::days(1)).unwrap();
        assert_eq!(mine.searches[0].since, later, "it was on already");
        assert_eq!(
            mine.switch("ander", true, later),
            Err(SearchProblem::NotFound)
        );
    }

    #[test]
    fn what_was_told_is_bounded_and_moves_searches_on() {
        let mut mine = mine();
        mine.keep(&words("team"), true, start()).unwrap();
        let card = |number: usize| CardId::parse(&format!("kaart-{number}")).unwrap();
        let now = start() + TimeDelta::days(1);
        mine.tell((0..600).map(card), Some(now), now);
        assert_eq!(mine.told.len(), MOST_TOLD);
        assert_eq!(mine.told.last(), Some(&card(599)));
        assert_eq!((mine.searches[0].since, mine.mailed), (now, Some(now)));
    }
}
