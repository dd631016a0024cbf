//! Role models: finding one, being one, inviting one by a link, and asking one into a class.

mod calls;
mod class;
mod find;
mod inviting;
mod link;
mod own;
mod samples;

use contract::matching::{FORMS, HOUR_CODES, ROLE_MODEL_CODES};
use serde::Serialize;
use wire::Problem;

use crate::error::PageError;
use crate::form::Choices;
use crate::i18n::Say;
use crate::part::Crumb;
use crate::urls;

pub(super) use class::{AskHourPage, SpeakersPage, ask_hour, show_hour, show_speakers};
pub(super) use find::{FindPage, send, show_role_models};
pub(super) use inviting::{InvitingPage, act, show_invitations};
pub(super) use link::{LinkPage, join, show_link};
pub(super) use own::{OwnPage, save, show_own};

/// What a page can say about a refusal; what it cannot is an error.
fn refusal(problem: Problem) -> Result<Say, PageError> {
    let field = match &problem {
        Problem::Refused(fields) => fields.first().and_then(|field| said(&field.code)),
        _ => None,
    };
    match field.or_else(|| said(problem.name())) {
        Some(say) => Ok(say),
        None => super::refusal(problem),
    }
}

/// The sentence for a code of role models.
fn said(code: &str) -> Option<Say> {
    let is_in = |codes: &[contract::Code]| codes.iter().any(|known| known.name == code);
    if is_in(HOUR_CODES) {
        return Some(Say::of("guesthours-problem", code));
    }
    is_in(ROLE_MODEL_CODES).then(|| Say::of("rolemodels-problem", code))
}

/// What somebody says in a few words of their own, as a page shows it; what was left out is not there.
#[derive(Debug, Serialize)]
struct Words {
    trade: String,
    chance: Option<String>,
    example: Option<String>,
}

impl Words {
    fn of(profile: contract::matching::ShortProfile) -> Self {
        let told = |text: String| (!text.is_empty()).then_some(text);
        Self {
            trade: profile.trade,
            chance: told(profile.chance),
            example: told(profile.example),
        }
    }
}

/// What is still missing of an invitation, and where to do something about it.
#[derive(Debug, Serialize)]
struct Missing {
    say: Say,
    href: Option<String>,
}

impl Missing {
    fn all(missing: &[String]) -> Vec<Self> {
        let one = |what: &String| Self {
            say: Say::of("rolemodels-missing", what),
            href: match what.as_str() {
                "profile" => Some(helping_profile()),
                "paused" | "full" => Some(super::profile::address("helps")),
                "short" => Some(urls::ROLE_MODEL.to_owned()),
                "consent" => Some(urls::MY_CONSENT.to_owned()),
                _ => None,
            },
        };
        missing.iter().map(one).collect()
    }
}

/// The form of the helping profile, with the role model chosen already.
fn helping_profile() -> String {
    let form = super::profile::address("helps");
    urls::with_query(&form, &[("soort", "rolmodel")])
}

fn forms(chosen: &[String]) -> Choices {
    Choices::of("rolemodels-form", FORMS.iter().copied(), chosen)
}

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
}

#[cfg(test)]
mod tests {
    use nouns::Language;

    use super::*;
    use crate::i18n::{Sentences, coded};

    #[test]
    fn every_problem_form_and_missing_thing_has_a_sentence_in_both_languages() {
        let problems = ROLE_MODEL_CODES
            .iter()
            .map(|code| ("rolemodels-problem", code.name));
        let forms = FORMS.iter().map(|form| ("rolemodels-form", *form));
        let missing = [
            "profile",
            "short",
            "consent",
            "certificate",
            "paused",
            "full",
            "student",
        ];
        let missing = missing.map(|what| ("rolemodels-missing", what));
        let states = ["open", "claimed", "used", "withdrawn", "ended"];
        let states = states.map(|state| ("rolemodels-state", state));
        let hours = HOUR_CODES
            .iter()
            .map(|code| ("guesthours-problem", code.name));
        let subjects = contract::matching::HOUR_SUBJECTS.iter();
        let places = contract::matching::HOUR_PLACES.iter();
        let hours = hours
            .chain(subjects.map(|key| ("guesthours-subject", *key)))
            .chain(places.map(|key| ("guesthours-place", *key)));
        let problems = problems.chain(hours);
        let all: Vec<_> = problems.chain(forms).chain(missing).chain(states).collect();
        for language in Language::ALL {
            let sentences = Sentences::load(language).unwrap();
            for (prefix, key) in &all {
                let key = coded(prefix, key);
                assert!(sentences.has(&key), "{key} in {}", language.code());
            }
        }
    }
}
