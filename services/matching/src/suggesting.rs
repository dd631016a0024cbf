//! Suggestions for a student: who, why, and what to know beforehand.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use contract::Caller;
use contract::matching::{Part, Suggestion, SuggestionList};
use nouns::{StudyField, short_name};

use crate::pool::Found;
use crate::profile::Profile;
use crate::request::State;
use crate::vocabulary::{GOALS, INTERESTS, LANGUAGES, RELATIONS, SLOTS};
use crate::{Matching, MatchingError};

/// How many people are suggested at most.
pub(crate) const TOP: usize = 10;

impl Matching {
    /// At most ten people for the caller, best first, or whom their programme suggests. Whoever is a match of theirs already is
    /// left out; whoever has been asked says so.
    ///
    /// # Errors
    /// A conflict when the caller has no profile that seeks, or takes a break.
    pub async fn suggest(&self, by: &Caller) -> Result<SuggestionList, MatchingError> {
        let started = Instant::now();
        self.refresh(by).await?;
        if let Some(personal) = self.personal(by).await? {
            return Ok(personal);
        }
        self.pool.may_choose(&by.person)?;
        let running = self.pool.running_of(&by.person);
        let mut asked: HashMap<&str, &str> = HashMap::new();
        let mut matched: HashSet<&str> = HashSet::new();
        for one in &running {
            if State::parse(&one.state).is_some_and(State::is_match) {
                matched.insert(&one.buddy);
            } else {
                asked.insert(&one.buddy, &one.state);
            }
        }
        let today = self.clock.now().date_naive();
        let best = self.pool.best(&by.person, &matched, today, TOP)?;
        let suggestions = best
            .found
            .into_iter()
            .map(|found| {
                let state = asked.get(found.buddy.as_str()).copied();
                suggestion(&best.seeker, found, state)
            })
            .collect();
        Ok(SuggestionList {
            suggestions,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            personal: None,
        })
    }
}

pub(crate) fn suggestion(seeker: &Profile, found: Found, asked: Option<&str>) -> Suggestion {
    let helper = &found.profile;
    let common = |list: &'static crate::vocabulary::List, bits: u64| {
        list.keys_of(bits).map(str::to_owned).collect::<Vec<_>>()
    };
    let score = found.score;
    let reservation = match (score.reservation, found.answer_hours) {
        (Some(part), _) => part,
        (None, None) => "new",
        (None, Some(_)) => "none",
    };
    Suggestion {
        name: short_name(&found.name),
        relation: common(&RELATIONS, seeker.relations & helper.relations)
            .into_iter()
            .next()
            .unwrap_or_default(),
        score: score.total,
        reason: score.reason.to_owned(),
        reservation: reservation.to_owned(),
        parts: score
            .parts
            .iter()
            .map(|part| Part {
                part: part.name.to_owned(),
                points: part.points,
                most: part.most,
            })
            .collect(),
        common_goals: common(&GOALS, seeker.goals_wanted & helper.goals_offered),
        common_slots: common(&SLOTS, seeker.slots & helper.slots),
        common_languages: common(&LANGUAGES, seeker.languages & helper.languages),
        common_interests: common(&INTERESTS, seeker.interests & helper.interests),
        study_field: helper.study_field.map(StudyField::code),
        region: helper.region.map(|region| region.code().to_owned()),
        online: seeker.online && helper.online,
        free: found.free,
        answer_hours: found.answer_hours,
        may: if asked.is_some() {
            Vec::new()
        } else {
            vec!["ask".to_owned()]
        },
        asked: asked.map(str::to_owned),
        buddy: found.buddy,
    }
}
