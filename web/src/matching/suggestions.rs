use std::sync::Arc;

use contract::matching::{
    Ask, OTHER_REASONS, OtherSuggestion, Part, PersonalSuggestion, Suggestion, SuggestionList,
};
use nouns::Region;
use poem::http::StatusCode;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{Pairs, calls, refusal, value_of};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, show, show_as};
use crate::part::{Crumb, Other};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Bars that are drawn on a card; all parts stand in its table.
const BARS: usize = 4;

/// Who fits me: at most ten people, or whom my programme suggests; why, and what to know beforehand.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SuggestionsPage {
    cards: Vec<Card>,
    personal: Option<Personal>,
    /// Why the last question was not asked.
    problem: Option<Say>,
    /// There are no suggestions before this is done.
    first: Option<Say>,
    profile: String,
}

/// How it stands with what my programme suggests.
#[derive(Debug, Serialize)]
struct Personal {
    lead: Say,
    /// RFC 3339: until when I can answer.
    until: Option<String>,
    may_pass: bool,
    may_again: bool,
    is_asked: bool,
    reasons: Choices,
}

/// One person.
#[derive(Debug, Serialize)]
pub(crate) struct Card {
    buddy: String,
    avatar: Avatar,
    name: String,
    relation: String,
    relation_name: Say,
    facts: Vec<Say>,
    reason: Say,
    shared: Vec<Say>,
    reservation: Say,
    free: Say,
    answer: Say,
    score: u32,
    /// The parts that weigh most, drawn beside the reasons.
    bars: Vec<PartRow>,
    parts: Vec<PartRow>,
    /// The state of my question to this person.
    asked: Option<Say>,
    may_ask: bool,
    /// The places in my own order; none where there is no order.
    ranks: Vec<u8>,
    other: Other,
}

/// Initials on a colour: nobody shows a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Avatar {
    initials: String,
    /// One of five colours, always the same for a name.
    colour: u32,
}

/// A part of the score.
#[derive(Debug, Serialize)]
pub(crate) struct PartRow {
    name: Say,
    points: u32,
    most: u32,
    /// Of a bar 100 wide.
    width: u32,
}

impl Avatar {
    pub(super) fn of(name: &str) -> Self {
        let initials = name
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let colour = name.chars().map(u32::from).fold(0, u32::wrapping_add) % 5;
        Self {
            initials: initials.take(2).collect(),
            colour,
        }
    }
}

impl Page for SuggestionsPage {
    const TEMPLATE: &'static str = "matching/suggestions";

    fn title(&self) -> Say {
        Say::key("matching-suggestions-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Say::of("matching-problem", contract::matching::BUDDY_FULL.name);
        let missing = Say::of("matching-problem", contract::matching::PROFILE_MISSING.name);
        let some = || Self::of(super::samples::suggestions());
        let personal = |state| Self::of(super::samples::personal(state));
        vec![
            ("some", some()),
            (
                "nobody",
                Self {
                    profile: super::profile::address("seeks"),
                    ..Self::default()
                },
            ),
            (
                "full",
                Self {
                    problem: Some(full),
                    ..some()
                },
            ),
            ("no profile", Self::before(missing)),
            ("personal", personal("open")),
            ("personal and asked", personal("asked")),
            ("personal and over", personal("ended")),
            ("personal and nobody", personal("waits")),
        ]
    }
}

impl SuggestionsPage {
    fn of(list: SuggestionList) -> Self {
        let card = |one| match list.personal {
            Some(_) => Card {
                ranks: Vec::new(),
                ..Card::of(one)
            },
            None => Card::of(one),
        };
        Self {
            cards: list.suggestions.into_iter().map(card).collect(),
            personal: list.personal.as_ref().map(Personal::of),
            profile: super::profile::address("seeks"),
            ..Self::default()
        }
    }

    fn before(first: Say) -> Self {
        Self {
            first: Some(first),
            profile: super::profile::address("seeks"),
            ..Self::default()
        }
    }
}

impl Personal {
    fn of(personal: &PersonalSuggestion) -> Self {
        let may = |deed: &str| personal.may.iter().any(|may| may == deed);
        let reasons = OTHER_REASONS.iter().copied();
        Self {
            lead: Say::of("matching-personal", &personal.state)
                .with("programme", personal.programme.as_str()),
            until: personal.until.map(|until| until.to_rfc3339()),
            may_pass: may("other"),
            may_again: may("again"),
            is_asked: personal.state == "asked",
            reasons: Choices::of("matching-other", reasons, &[] as &[&str]),
        }
    }
}

impl Card {
    pub(super) fn of(one: Suggestion) -> Self {
        let part = |part: &Part| PartRow {
            name: Say::of("matching-score", &part.part),
            points: part.points,
            most: part.most,
            width: (part.points * 100).checked_div(part.most).unwrap_or(0),
        };
        Self {
            avatar: Avatar::of(&one.name),
            relation_name: Say::of("matching-relation", &one.relation),
            facts: facts(&one),
            reason: Say::of("matching-reason", &one.reason),
            shared: shared(&one),
            reservation: Say::of("matching-reservation", &one.reservation),
            free: Say::key("matching-free").with("count", one.free),
            answer: match one.answer_hours {
                None => Say::key("matching-answer-new"),
                Some(hours) if hours <= 24 => {
                    Say::key("matching-answer-hours").with("count", hours)
                }
                Some(hours) => Say::key("matching-answer-days").with("count", hours.div_ceil(24)),
            },
            asked: one
                .asked
                .as_deref()
                .map(|state| Say::of("matching-state", state)),
            may_ask: one.may.iter().any(|may| may == "ask"),
            ranks: vec![1, 2, 3, 4, 5],
            other: Other {
                person: one.buddy.clone(),
                who: one.name.clone(),
            },
            score: one.score,
            bars: weightiest(&one.parts).into_iter().map(part).collect(),
            parts: one.parts.iter().map(part).collect(),
            buddy: one.buddy,
            name: one.name,
            relation: one.relation,
        }
    }
}

/// The parts that can give most, first.
fn weightiest(parts: &[Part]) -> Vec<&Part> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.most));
    parts.truncate(BARS);
    parts
}

/// What the person studies and where.
fn facts(one: &Suggestion) -> Vec<Say> {
    let study = one
        .study_field
        .as_deref()
        .map(|code| Say::of("matching-study", code));
    let region = one
        .region
        .as_deref()
        .and_then(|code| Region::parse(code).ok());
    let region = region.map(|region| Say::key("matching-region").with("name", region.name()));
    let online = one.online.then(|| Say::key("matching-way-online"));
    [study, region, online].into_iter().flatten().collect()
}

/// What the two share: goals first, a moment, another language, an interest.
fn shared(one: &Suggestion) -> Vec<Say> {
    let goals = one
        .common_goals
        .iter()
        .map(|key| Say::of("matching-goal", key));
    let slots = one
        .common_slots
        .iter()
        .take(2)
        .map(|key| Say::of("matching-slot", key));
    let interests = one
        .common_interests
        .iter()
        .take(2)
        .map(|key| Say::of("matching-interest", key));
    goals.take(3).chain(slots).chain(interests).collect()
}

#[handler]
pub(super) async fn show_suggestions(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    Ok(match calls::suggestions(app, &by).await {
        Ok(list) => show(SuggestionsPage::of(list)),
        Err(problem) => show(SuggestionsPage::before(refusal(problem)?)),
    })
}

/// Asks somebody or for somebody else, or shows the list again with why not.
#[handler]
pub(super) async fn send(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    if value_of(&pairs, "daad") == Some("anders") {
        return Ok(another(app, &by, value_of(&pairs, "reden")).await?);
    }
    let ask = Ask {
        buddy: value_of(&pairs, "buddy").unwrap_or_default().to_owned(),
        relation: value_of(&pairs, "relation").map(str::to_owned),
        rank: value_of(&pairs, "rank").and_then(|rank| rank.parse().ok()),
    };
    match calls::ask(app, &by, &ask).await {
        Ok(request) => {
            let flash = if request.state == "waiting" {
                "matching-flash-in-line"
            } else {
                "matching-flash-asked"
            };
            Ok(see_other(urls::match_request(&request.id)).telling(Say::key(flash)))
        }
        Err(problem) => Ok(again(app, &by, problem).await?),
    }
}

/// Another suggestion of my programme.
async fn another(app: &App, by: &Caller, reason: Option<&str>) -> Result<Response, PageError> {
    let other = OtherSuggestion {
        reason: reason.map(str::to_owned),
    };
    match calls::suggest_another(app, by, &other).await {
        Ok(_) => {
            let flash = Say::key("matching-flash-another");
            Ok(see_other(urls::MATCHING_SUGGESTIONS).telling(flash))
        }
        Err(problem) => again(app, by, problem).await,
    }
}

async fn again(app: &App, by: &Caller, problem: Problem) -> Result<Response, PageError> {
    let status = problem.status();
    let problem = Some(refusal(problem)?);
    let page = match calls::suggestions(app, by).await {
        Ok(list) => SuggestionsPage {
            problem,
            ..SuggestionsPage::of(list)
        },
        // Without a profile there is no list to show again.
        Err(problem) => SuggestionsPage::before(refusal(problem)?),
    };
    let status = if status.is_client_error() {
        status
    } else {
        StatusCode::CONFLICT
    };
    Ok(show_as(status, page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::samples;

    #[test]
    fn whom_a_programme_suggests_is_asked_at_once_and_what_is_over_begins_again() {
        let open = SuggestionsPage::of(samples::personal("open"));
        assert!(!open.cards.is_empty());
        assert!(open.cards.iter().all(|card| card.ranks.is_empty()));
        let may = |page: &SuggestionsPage| {
            let personal = page.personal.as_ref().unwrap();
            (personal.may_pass, personal.may_again, personal.is_asked)
        };
        assert_eq!(may(&open), (true, false, false));
        let ended = SuggestionsPage::of(samples::personal("ended"));
        assert_eq!(may(&ended), (false, true, false));
        let asked = SuggestionsPage::of(samples::personal("asked"));
        assert_eq!(may(&asked), (false, false, true));
        let usual = SuggestionsPage::of(samples::suggestions());
        assert!(usual.personal.is_none());
        assert!(usual.cards.iter().all(|card| card.ranks.len() == 5));
    }
}
